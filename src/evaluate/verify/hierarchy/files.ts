// The files of the levels: levels.csv row by row, the columns of sectors.csv and zones.csv that name groups, and the outlines.

import { cellsOf } from '../cells.ts';
import { type Check, say } from '../check.ts';
import type { Facts } from '../facts.ts';
import { namedAfter } from '../file-names.ts';
import { inPolygons, kmToPolygons } from '../inside.ts';
import { at, listAt, shown } from '../json.ts';
import { checkCollection, checkFeature, textOf } from '../maps.ts';
import { areaOf, shapeOf } from '../shapes.ts';
import { lookUp, type Table } from '../table.ts';
import type { VerifyInput, World } from '../world.ts';
import type { LevelSums } from './bound.ts';
import type { LevelFacts } from './read.ts';
import { checkGroupRows } from './rows.ts';

const AREA_SLACK = 0.01;
const BORDER_KM = 0.2;

export function checkLevelRows(
  input: VerifyInput,
  facts: Facts,
  levels: readonly LevelFacts[],
  sumsOf: readonly LevelSums[],
  check: Check,
): void {
  const table = input.levelsTable;
  if (!table) {
    check.lie('levels.csv is missing');
    return;
  }
  const met = checkGroupRows('levels.csv', table, input, facts, levels, sumsOf, check);
  const all = levels.reduce((sum, { groups }) => sum + groups.length, 0);
  check.that(met === all, () => `levels.csv has ${met} of ${all} groups`);
}

/** `area_id` of every sector and every zone. */
export function checkLevelColumns(
  { tables, plan }: VerifyInput,
  world: World,
  levels: readonly LevelFacts[],
  check: Check,
): void {
  const sectors = cellsOf('sectors.csv', tables.sectors, check);
  const zones = cellsOf('zones.csv', tables.zones, check);
  const repOf = new Map(
    plan.sectors.map(({ sectorId, repId }) => [sectorId, world.repIndex.get(repId) ?? -1]),
  );
  for (const { name, groups, ofRep } of levels) {
    const idOf = (j: number) => groups[ofRep[j] ?? -1]?.id ?? '';
    for (const row of tables.sectors.rows) {
      const id = sectors.text(row, 'sector_id');
      sectors.same(row, `${name}_id`, idOf(lookUp(repOf, id) ?? -1), `sector ${id}`);
    }
    for (const row of tables.zones.rows) {
      const id = zones.text(row, 'zone_id');
      const i = lookUp(world.unitIndex, id);
      if (i !== undefined) zones.same(row, `${name}_id`, idOf(world.unitRep[i]!), `zone ${id}`);
    }
  }
}

/** A feature per group, as large as its zones together, with each of them inside. */
export function checkLevelMaps(
  input: VerifyInput,
  facts: Facts,
  levels: readonly LevelFacts[],
  sumsOf: readonly LevelSums[],
  check: Check,
): void {
  const { levelMaps = new Map<string, unknown>(), zones, sha256 } = input;
  const { world } = facts;
  check.that(
    levelMaps.size === levels.length,
    () => `levels/ has ${levelMaps.size} maps, the plan ${levels.length} levels`,
  );
  const levelOf = namedAfter(
    levels.map(({ name }) => name),
    sha256,
  );
  const maps = new Map<string, unknown>();
  for (const [file, map] of levelMaps) {
    const name = file.endsWith('.geojson') ? levelOf(file.replace(/\.geojson$/, '')) : undefined;
    const own = check.that(
      name !== undefined && !maps.has(name),
      () => `levels/${file} is no level's map${name === undefined ? '' : `: ${name} has another one`}`,
    );
    if (own) maps.set(name!, map);
  }
  const drawn = zones.geometry.some(geometry => geometry !== null);
  for (const { name, groups, ofRep } of levels) {
    const map = maps.get(name);
    if (!check.that(map !== undefined, () => `levels/ has no map of level ${name}`)) continue;
    const level = at(listAt(map, 'features')[0], 'properties', 'level');
    if (
      !check.that(
        level === name,
        () => `the map of level ${name} is of ${level === undefined ? 'no level' : `level ${shown(level)}`}`,
      )
    )
      continue;
    const features = new Map(
      listAt(map, 'features').map(feature => [at(feature, 'properties', 'group_id'), feature]),
    );
    check.that(
      features.size === groups.length && listAt(map, 'features').length === groups.length,
      () =>
        `the map of level ${name} has ${listAt(map, 'features').length} features for ${groups.length} groups`,
    );
    checkCollection(`the map of level ${name}`, map, check);
    const table = tableOf(listAt(map, 'features'));
    checkGroupRows(`the map of level ${name}`, table, input, facts, levels, sumsOf, check);
    groups.forEach(({ id, name: groupName }, g) => {
      const feature = features.get(id);
      if (!check.that(feature !== undefined, () => `the map of level ${name} lacks group ${id}`)) return;
      checkFeature(`the map of level ${name}`, feature, { id: `${name} ${id}` }, check);
      const title = shown(at(feature, 'properties', 'title'));
      check.that(title === groupName, () => `the map of level ${name}: group ${id} is called ${title}`);
      if (!drawn) return;
      const shape = shapeOf(at(feature, 'geometry'));
      let area = 0;
      world.unitRep.forEach((j, i) => {
        if (j < 0 || ofRep[j] !== g) return;
        const geometry = zones.geometry[world.zoneOfUnit[i]!];
        if (!geometry) return;
        area += world.isPart[i] ? world.area[i]! : areaOf(geometry);
        const [lat, lon] = [world.lat[i]!, world.lon[i]!];
        if (world.isPart[i] || !inPolygons(lon, lat, geometry)) return;
        check.that(
          inPolygons(lon, lat, shape) || kmToPolygons(lon, lat, shape) < BORDER_KM,
          () => `the map of level ${name}: ${id} does not cover its zone ${world.unitId[i]}`,
        );
      });
      check.that(
        Math.abs(areaOf(shape) - area) <= AREA_SLACK * Math.max(1, area),
        () =>
          `the map of level ${name}: ${id} is drawn with ${say(areaOf(shape))} km², its zones have ${say(area)}`,
      );
    });
  }
}

/** Properties of features as rows: what the first has is what all should have. */
function tableOf(features: readonly unknown[]): Table {
  const header = Object.keys((at(features[0], 'properties') ?? {}) as object);
  return {
    header,
    rows: features.map(feature => header.map(name => textOf(at(feature, 'properties', name)))),
  };
}
