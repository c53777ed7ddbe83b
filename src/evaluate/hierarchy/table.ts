// levels.csv: one row per group, from the bottom level to the top. The same columns are the properties of the levels' maps.

import { roundTo } from '../statistics.ts';
import type { Cell, Row } from '../tables.ts';
import type { GroupKpis, HierarchyKpis } from './types.ts';

interface Column {
  readonly name: string;
  readonly of: (group: GroupKpis, level: string) => Cell;
}

const SHARE = 6;
const AMOUNT = 2;
const DEGREES = 6;

const number =
  (decimals: number, of: (group: GroupKpis) => number | null | undefined) =>
  (group: GroupKpis): Cell => {
    const value = of(group);
    return value === null || value === undefined ? null : roundTo(value, decimals);
  };

const IDENTITY: readonly Column[] = [
  { name: 'level', of: (_, level) => level },
  { name: 'group_id', of: g => g.id },
  { name: 'group_name', of: g => g.name },
  { name: 'manager_id', of: g => g.manager ?? '' },
  { name: 'parent_id', of: g => g.parent ?? '' },
  { name: 'sectors', of: g => g.sectors },
  { name: 'fte', of: number(SHARE, g => g.fte) },
  { name: 'zones', of: g => g.zones },
  { name: 'accounts', of: g => g.accounts },
];

const FIGURES: readonly Column[] = [
  { name: 'potential_total', of: number(AMOUNT, g => g.potential) },
  { name: 'revenue_total', of: number(AMOUNT, g => g.revenue) },
  { name: 'penetration', of: number(SHARE, g => g.penetration) },
  { name: 'workload_hours', of: number(AMOUNT, g => g.workload_hours) },
  { name: 'capacity_hours', of: number(AMOUNT, g => g.capacity_hours) },
  { name: 'fte_use', of: number(SHARE, g => g.fte_use) },
  { name: 'travel_hours', of: number(AMOUNT, g => g.travel_hours) },
  { name: 'travel_km', of: number(AMOUNT, g => g.travel_km) },
  { name: 'coverage_accounts', of: number(SHARE, g => g.coverage) },
  { name: 'manager_travel_hours', of: number(AMOUNT, g => g.manager_travel_hours) },
  { name: 'pieces', of: g => g.contiguity.pieces },
  { name: 'start_lat', of: number(DEGREES, g => g.start.lat) },
  { name: 'start_lon', of: number(DEGREES, g => g.start.lon) },
  { name: 'start_found', of: g => (g.start.found ? 1 : 0) },
];

/** columns that a measure of their name need not have a second time */
const COUNTED: ReadonlySet<string> = new Set(['sectors', 'fte', 'accounts']);

function columnsOf({ levels }: HierarchyKpis): readonly Column[] {
  const taken = new Set([...IDENTITY, ...FIGURES].map(({ name }) => name));
  const measures = new Set(levels.flatMap(({ balance }) => Object.keys(balance)));
  const own = [...measures].flatMap((name): Column[] => {
    const counted = COUNTED.has(name);
    const column = taken.has(name) && !counted ? `${name}_measure` : name;
    const value: Column = { name: column, of: number(AMOUNT, g => g.balance[name]?.value) };
    return [
      ...(counted ? [] : [value]),
      { name: `${column}_target`, of: number(AMOUNT, g => g.balance[name]?.target) },
      { name: `${column}_deviation`, of: number(SHARE, g => g.balance[name]?.deviation) },
    ];
  });
  return [...IDENTITY, ...own, ...FIGURES];
}

export function* levelRows(hierarchy: HierarchyKpis): Generator<Row> {
  const columns = columnsOf(hierarchy);
  yield columns.map(({ name }) => name);
  for (const { level, groups } of hierarchy.levels)
    for (const group of groups) yield columns.map(({ of }) => of(group, level));
}

/** The columns of one group by name, for its map. */
export function groupProperties(
  hierarchy: HierarchyKpis,
  level: string,
  group: GroupKpis,
): Map<string, Cell> {
  return new Map(columnsOf(hierarchy).map(({ name, of }) => [name, of(group, level)]));
}

export interface LevelColumn {
  readonly name: string;
  /** group id by sector id */
  readonly of: ReadonlyMap<string, string>;
}

/** `area_id`, `region_id`…: which group each sector is in, at every level. */
export function levelColumns(hierarchy: HierarchyKpis | undefined): LevelColumn[] {
  const columns: LevelColumn[] = [];
  let below: ReadonlyMap<string, string> | null = null;
  for (const { level, groups } of hierarchy?.levels ?? []) {
    const groupOf = new Map(groups.flatMap(({ id, members }) => members.map(unit => [unit, id] as const)));
    const of: ReadonlyMap<string, string> =
      below === null
        ? groupOf
        : new Map([...below].map(([sector, unit]) => [sector, groupOf.get(unit) ?? '']));
    columns.push({ name: `${level}_id`, of });
    below = of;
  }
  return columns;
}
