// The columns of levels.csv, which are the properties of the levels' maps too: who a group is, and its figures.

import { AMOUNT, cellsOf, DEGREES, SHARE } from '../cells.ts';
import type { Check } from '../check.ts';
import type { Facts } from '../facts.ts';
import { at, listAt, numberAt } from '../json.ts';
import { lookUp, type Table } from '../table.ts';
import type { VerifyInput } from '../world.ts';
import type { LevelSums } from './bound.ts';
import type { LevelFacts } from './read.ts';

/** columns of levels.csv that are not those of a measure of that name */
const OWN_VALUES: ReadonlySet<string> = new Set(['sectors', 'fte', 'accounts']);
/** Columns whose figures are recomputed where kpis.json has them. */
const OF_KPIS: readonly (readonly [column: string, figure: string, decimals: number])[] = [
  ['potential_total', 'potential', AMOUNT],
  ['revenue_total', 'revenue', AMOUNT],
  ['penetration', 'penetration', SHARE],
  ['workload_hours', 'workload_hours', AMOUNT],
  ['capacity_hours', 'capacity_hours', AMOUNT],
  ['fte_use', 'fte_use', SHARE],
  ['travel_km', 'travel_km', AMOUNT],
  ['coverage_accounts', 'coverage', SHARE],
  ['pieces', 'contiguity.pieces', 0],
  ['start_lat', 'start.lat', DEGREES],
  ['start_lon', 'start.lon', DEGREES],
];

/** Each row is a group's, with its figures. Gives back how many groups there are rows of. */
export function checkGroupRows(
  file: string,
  table: Table,
  { kpis }: Pick<VerifyInput, 'kpis'>,
  { sums, world }: Facts,
  levels: readonly LevelFacts[],
  sumsOf: readonly LevelSums[],
  check: Check,
): number {
  const cells = cellsOf(file, table, check);
  const met = new Set<string>();
  for (const row of table.rows) {
    const name = cells.text(row, 'level');
    const l = levels.findIndex(level => level.name === name);
    const level = levels[l];
    const ids = new Map(level?.groups.map(({ id }, g) => [id, g]));
    const g = lookUp(ids, cells.text(row, 'group_id'));
    const what = `group ${cells.text(row, 'group_id')} of level ${name}`;
    const known = level !== undefined && g !== undefined && !met.has(`${l} ${g}`);
    if (!check.that(known, () => `${file}: ${what} is not in plan.json, or twice`) || !level) continue;
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
    const listed = listAt(listAt(kpis, 'hierarchy', 'levels')[l], 'groups');
    const entry = listed.find(other => at(other, 'id') === group.id);
    for (const [column, figure, decimals] of OF_KPIS) {
      cells.number(row, column, numberAt(entry, ...figure.split('.')), decimals, what);
    }
    cells.flag(row, 'start_found', !group.based, what);
    for (const [measure, { value, target, deviation }] of sumsOf[l]!.measures) {
      const column = measureColumn(measure);
      if (!OWN_VALUES.has(measure)) cells.number(row, column, value[g!]!, AMOUNT, what);
      cells.number(row, `${column}_target`, target[g!]!, AMOUNT, what);
      cells.number(row, `${column}_deviation`, deviation[g!]!, SHARE, what);
    }
  }
  return met.size;
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
