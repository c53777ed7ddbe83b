// The files of the levels: levels.csv row by row, the columns of sectors.csv and zones.csv that name groups, and the outlines.

import { AMOUNT, cellsOf, SHARE } from '../cells.ts';
import { type Check, say } from '../check.ts';
import type { Facts } from '../facts.ts';
import { inPolygons, kmToPolygons } from '../inside.ts';
import { at, listAt } from '../json.ts';
import { areaOf, shapeOf } from '../shapes.ts';
import { lookUp } from '../table.ts';
import type { VerifyInput, World } from '../world.ts';
import type { LevelSums } from './bound.ts';
import type { LevelFacts } from './read.ts';

/** columns of levels.csv that are not those of a measure of that name */
const OWN_VALUES: ReadonlySet<string> = new Set(['sectors', 'fte', 'accounts']);
const AREA_SLACK = 0.01;
const BORDER_KM = 0.2;

export function checkLevelRows(
  { levelsTable }: VerifyInput,
  { sums, world }: Facts,
  levels: readonly LevelFacts[],
  sumsOf: readonly LevelSums[],
  check: Check,
): void {
  const table = levelsTable;
  if (!table) {
    check.lie('levels.csv is missing');
    return;
  }
  const cells = cellsOf('levels.csv', table, check);
  const met = new Set<string>();
  for (const row of table.rows) {
    const name = cells.text(row, 'level');
    const l = levels.findIndex(level => level.name === name);
    const level = levels[l];
    const ids = new Map(level?.groups.map(({ id }, g) => [id, g]));
    const g = lookUp(ids, cells.text(row, 'group_id'));
    const what = `group ${cells.text(row, 'group_id')} of level ${name}`;
    const known = level !== undefined && g !== undefined && !met.has(`${l} ${g}`);
    if (!check.that(known, () => `levels.csv: ${what} is not in plan.json, or twice`) || !level) continue;
    met.add(`${l} ${g}`);
    const group = level.groups[g!]!;
    const above = levels[l + 1];
    cells.same(row, 'group_name', group.name, what);
    cells.same(row, 'manager_id', group.manager ?? '', what);
    cells.same(row, 'parent_id', above ? above.groups[above.ofUnit[g!]!]!.id : '', what);
    const inGroup = (values: ArrayLike<number>) =>
      level.ofRep.reduce((sum, of, j) => (of === g ? sum + values[j]! : sum), 0);
    cells.number(row, 'sectors', level.ofRep.filter(of => of === g).length, 0, what);
    cells.number(row, 'fte', inGroup(world.fte), SHARE, what);
    cells.number(row, 'zones', inGroup(sums.zones), 0, what);
    cells.number(row, 'accounts', inGroup(sums.accounts), 0, what);
    const travel = inGroup(sums.approachHours) + inGroup(sums.localHours);
    cells.number(row, 'travel_hours', travel, AMOUNT, what);
    cells.number(row, 'manager_travel_hours', sumsOf[l]!.perGroup[g!]!, AMOUNT, what);
    for (const [measure, { value, target, deviation }] of sumsOf[l]!.measures) {
      const column = measureColumn(measure);
      if (!OWN_VALUES.has(measure)) cells.number(row, column, value[g!]!, AMOUNT, what);
      cells.number(row, `${column}_target`, target[g!]!, AMOUNT, what);
      cells.number(row, `${column}_deviation`, deviation[g!]!, SHARE, what);
    }
  }
  const all = levels.reduce((sum, { groups }) => sum + groups.length, 0);
  check.that(met.size === all, () => `levels.csv has ${met.size} of ${all} groups`);
}

/** names that levels.csv has columns of already */
const TAKEN: ReadonlySet<string> = new Set([
  ...['level', 'group_id', 'group_name', 'manager_id', 'parent_id', 'zones'],
  ...['potential_total', 'revenue_total', 'penetration', 'workload_hours', 'capacity_hours', 'fte_use'],
  ...['travel_hours', 'travel_km', 'coverage_accounts', 'manager_travel_hours', 'pieces'],
  ...['start_lat', 'start_lon', 'start_found'],
]);

function measureColumn(name: string): string {
  return TAKEN.has(name) ? `${name}_measure` : name;
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
  { levelMaps = new Map(), zones }: VerifyInput,
  world: World,
  levels: readonly LevelFacts[],
  check: Check,
): void {
  check.that(
    levelMaps.size === levels.length,
    () => `levels/ has ${levelMaps.size} maps, the plan ${levels.length} levels`,
  );
  const drawn = zones.geometry.some(geometry => geometry !== null);
  for (const { name, groups, ofRep } of levels) {
    const map = [...levelMaps.values()].find(
      value => at(listAt(value, 'features')[0], 'properties', 'level') === name,
    );
    if (!check.that(map !== undefined, () => `levels/ has no map of level ${name}`)) continue;
    const features = new Map(
      listAt(map, 'features').map(feature => [at(feature, 'properties', 'group_id'), feature]),
    );
    check.that(
      features.size === groups.length && listAt(map, 'features').length === groups.length,
      () =>
        `the map of level ${name} has ${listAt(map, 'features').length} features for ${groups.length} groups`,
    );
    groups.forEach(({ id }, g) => {
      const feature = features.get(id);
      if (!check.that(feature !== undefined, () => `the map of level ${name} lacks group ${id}`) || !drawn)
        return;
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
