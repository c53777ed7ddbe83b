// `levels/<level>.geojson`: the outline of each group, the sectors' outlines dissolved.

import { groupProperties } from '../../evaluate/hierarchy/table.ts';
import type { HierarchyKpis } from '../../evaluate/hierarchy/types.ts';
import type { Outline } from '../../evaluate/kpis-types.ts';
import { colorsFor } from '../../evaluate/sector-colors.ts';
import type { PlanFile } from '../../io/plan-directory.ts';
import { safeNames } from '../../io/safe-name.ts';
import { featureCollection, type MapFeature } from '../../io/sector-geojson.ts';
import type { ZoneGraph } from '../../model/records.ts';

/** Outlines of the groups of every level, in the order of kpis.json, and the group of each zone. */
export interface LevelShapes {
  readonly outlines: readonly Outline[];
  readonly zoneGroup: Int32Array;
}

export function* levelFiles(
  hierarchy: HierarchyKpis,
  shapes: readonly LevelShapes[],
  graph: ZoneGraph,
): Generator<PlanFile> {
  const names = safeNames(hierarchy.levels.map(({ level }) => level));
  for (const [l, name] of names.entries())
    yield {
      path: `levels/${name}.geojson`,
      content: featureCollection(features(hierarchy, shapes, graph, l)),
    };
}

function* features(
  hierarchy: HierarchyKpis,
  shapes: readonly LevelShapes[],
  graph: ZoneGraph,
  l: number,
): Generator<MapFeature> {
  const level = hierarchy.levels[l] as HierarchyKpis['levels'][number];
  const { outlines, zoneGroup } = shapes[l] as LevelShapes;
  const colors = colorsFor(graph, level.groups.length, zoneGroup);
  for (const [g, group] of level.groups.entries()) {
    const properties = new Map<string, string | number | null>([
      ['title', group.name],
      ...groupProperties(hierarchy, level.level, group),
    ]);
    yield {
      id: `${level.level} ${group.id}`,
      geometry: outlines[g] ?? null,
      properties,
      color: colors[g] as string,
    };
  }
}
