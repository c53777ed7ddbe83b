// What a plan looks like: outlines of sectors and of the groups above them, and the map of the page.

import { levelColumns } from '../evaluate/hierarchy/table.ts';
import type { Kpis, Outline } from '../evaluate/kpis-types.ts';
import { bordersOf, makeDissolver } from '../geo/dissolve.ts';
import { type DrawnBorders, drawnBorders, makeDrawing } from '../geo/drawing.ts';
import type { PlanContext } from '../model/context.ts';
import type { Zones } from '../model/records.ts';
import type { LevelShapes } from './hierarchy/level-files.ts';
import type { PlanFilesInput } from './plan-files.ts';

/** Outlines of the zones of a map, measured and drawn. */
export interface PlanShapes {
  /** by group of zones; null where one has no shape, as without polygons */
  readonly outlines: (groupOf: Int32Array, count: number) => Outline[];
  /** what the files have of a plan */
  readonly drawn: (
    zoneRep: Int32Array,
    kpis: Pick<Kpis, 'hierarchy' | 'sectors'>,
    outlines: readonly Outline[],
  ) => Pick<PlanFilesInput, 'outlines' | 'drawing' | 'levels'>;
}

export function planShapes({ zones, reps }: Pick<PlanContext, 'zones' | 'reps'>): PlanShapes {
  const borders = bordersOf(zones);
  return {
    outlines: (groupOf, count) => outlinesOf(zones, borders, groupOf, count),
    drawn(zoneRep, kpis, outlines) {
      const drawn = drawnBorders(zones, borders);
      return {
        outlines: drawn.cells ? outlinesOf(zones, drawn.borders, zoneRep, reps.list.length) : outlines,
        drawing: once(() => makeDrawing(zones, drawn)),
        levels: levelShapes(zones, drawn.borders, zoneRep, kpis),
      };
    },
  };
}

/** The groups of every level, drawn like the sectors are. */
function levelShapes(
  zones: Zones,
  borders: DrawnBorders['borders'],
  zoneRep: Int32Array,
  { hierarchy, sectors }: Pick<Kpis, 'hierarchy' | 'sectors'>,
): LevelShapes[] {
  if (!hierarchy) return [];
  return levelColumns(hierarchy).map(({ of }, l) => {
    const groups = hierarchy.levels[l]?.groups ?? [];
    const indexOf = new Map(groups.map(({ id }, g) => [id, g]));
    const ofRep = sectors.map(({ sector_id }) => indexOf.get(of.get(sector_id) ?? '') ?? -1);
    const zoneGroup = zoneRep.map(j => ofRep[j] ?? -1);
    return { outlines: outlinesOf(zones, borders, zoneGroup, groups.length), zoneGroup };
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Outlines of groups of zones, null where one has no shape. Borders of Voronoi cells, for a map without polygons, are for
 * maps only, never for the KPIs of compactness.
 */
function outlinesOf(
  zones: Zones,
  borders: DrawnBorders['borders'],
  groupOf: Int32Array,
  count: number,
): Outline[] {
  return makeDissolver(zones, borders)(groupOf, count).map(shape => (shape.length > 0 ? shape : null));
}
