// sectors.csv: one row per sector, every KPI of kpis.json in a column of its own. The same columns are the
// properties of sectors.geojson.

import type { PlanContext } from '../model/context.ts';
import { type LevelColumn, levelColumns } from './hierarchy/table.ts';
import type { Kpis, SectorKpis } from './kpis-types.ts';
import { roundTo } from './statistics.ts';
import type { Cell, Row } from './tables.ts';

interface Column {
  readonly name: string;
  readonly of: (sector: SectorKpis) => Cell;
}

const SHARE = 6;
const AMOUNT = 2;
const MINUTES = 1;

const number =
  (decimals: number, of: (sector: SectorKpis) => number | null | undefined) =>
  (sector: SectorKpis): Cell => {
    const value = of(sector);
    return value === null || value === undefined ? null : roundTo(value, decimals);
  };

/** Figures that every plan has a column for, empty where a KPI is not available. */
const KPI_COLUMNS: readonly Column[] = [
  { name: 'workload_hours', of: number(AMOUNT, s => s.workload.hours) },
  { name: 'visit_hours', of: number(AMOUNT, s => s.workload.visit_hours) },
  { name: 'capacity_hours', of: number(AMOUNT, s => s.workload.capacity_hours) },
  { name: 'fte_use', of: number(SHARE, s => s.workload.fte_use) },
  { name: 'travel_hours', of: number(AMOUNT, s => s.travel.hours) },
  { name: 'travel_km', of: number(AMOUNT, s => s.travel.km) },
  { name: 'kg_co2', of: number(AMOUNT, s => s.travel.kg_co2) },
  { name: 'mean_minutes', of: number(MINUTES, s => s.travel.mean_minutes) },
  { name: 'priority_minutes', of: number(MINUTES, s => s.travel.priority_minutes) },
  { name: 'coverage_accounts', of: number(SHARE, s => s.coverage.accounts) },
  { name: 'coverage_potential', of: number(SHARE, s => s.coverage.potential) },
  { name: 'overlap_zones', of: number(0, s => s.overlap.zones) },
  { name: 'overlap_towns', of: number(0, s => s.overlap.towns) },
  { name: 'visits_asked', of: number(AMOUNT, s => s.visits.asked) },
  { name: 'visits_possible', of: number(AMOUNT, s => s.visits.possible) },
  { name: 'visits_ratio', of: number(SHARE, s => s.visits.ratio) },
  { name: 'visits_per_account', of: number(AMOUNT, s => s.visits.per_account) },
  { name: 'visits_done', of: number(AMOUNT, s => s.visits.done) },
  { name: 'visits_done_ratio', of: number(SHARE, s => s.visits.done_ratio) },
  { name: 'response_rate', of: number(SHARE, s => s.commercial.response_rate) },
  { name: 'revenue_total', of: number(AMOUNT, s => s.commercial.revenue) },
  { name: 'potential_total', of: number(AMOUNT, s => s.commercial.potential) },
  { name: 'penetration', of: number(SHARE, s => s.commercial.penetration) },
  { name: 'cost_total', of: number(AMOUNT, s => s.cost.total) },
  { name: 'cost_per_visit', of: number(AMOUNT, s => s.cost.per_visit) },
  { name: 'cost_per_account', of: number(AMOUNT, s => s.cost.per_account) },
  { name: 'hours_cost', of: number(AMOUNT, s => s.cost.hours_cost) },
  { name: 'km_cost', of: number(AMOUNT, s => s.cost.km_cost) },
  { name: 'nps', of: number(AMOUNT, s => s.commercial.nps) },
  { name: 'conversion_rate', of: number(SHARE, s => s.commercial.conversion_rate) },
  { name: 'conversion_days', of: number(AMOUNT, s => s.commercial.conversion_days) },
  { name: 'polsby_popper', of: number(SHARE, s => s.compactness.polsby_popper) },
  { name: 'reock', of: number(SHARE, s => s.compactness.reock) },
  { name: 'moment_of_inertia_km2', of: number(AMOUNT, s => s.compactness.moment_of_inertia) },
  { name: 'pieces', of: number(0, s => s.contiguity.pieces) },
  { name: 'bridges', of: number(0, s => s.contiguity.bridges) },
  { name: 'zones_gained', of: number(0, s => s.disruption?.zones_gained) },
  { name: 'zones_lost', of: number(0, s => s.disruption?.zones_lost) },
  { name: 'accounts_gained', of: number(0, s => s.disruption?.accounts_gained) },
  { name: 'accounts_lost', of: number(0, s => s.disruption?.accounts_lost) },
  { name: 'fte_effective', of: number(SHARE, s => s.workload.fte_effective) },
];

/** Columns of sectors.csv, in their order: who, what, each measure against its target, then the KPIs. */
export function sectorColumns(context: PlanContext, levels: readonly LevelColumn[] = []): readonly Column[] {
  const repName = new Map(context.reps.list.map(rep => [rep.id, rep.name]));
  const identity: Column[] = [
    { name: 'layer', of: s => s.layer },
    { name: 'sector_id', of: s => s.sector_id },
    { name: 'sector_name', of: s => s.sector_name },
    { name: 'rep_id', of: s => s.rep_id },
    { name: 'rep_name', of: s => repName.get(s.rep_id) ?? '' },
    { name: 'zones', of: s => s.zones },
    { name: 'accounts', of: s => s.accounts },
  ];
  // a measure may be called like another column: `<name>_measure` then, as in zones.csv
  const taken = new Set(['quota', ...[...identity, ...KPI_COLUMNS].map(column => column.name)]);
  const measures = context.measures.flatMap(({ name }): Column[] => {
    const column = taken.has(name) && name !== 'accounts' ? `${name}_measure` : name;
    const value: Column = { name: column, of: number(AMOUNT, s => s.balance[name]?.value) };
    const target: Column = { name: `${column}_target`, of: number(AMOUNT, s => s.balance[name]?.target) };
    const deviation: Column = {
      name: `${column}_deviation`,
      of: number(SHARE, s => s.balance[name]?.deviation),
    };
    // the `accounts` column is there already
    return taken.has(column) ? [target, deviation] : [value, target, deviation];
  });
  const quota: Column[] = context.settings.quota ? [{ name: 'quota', of: number(AMOUNT, s => s.quota) }] : [];
  const above = levels.map(({ name, of }): Column => ({ name, of: s => of.get(s.sector_id) ?? '' }));
  return [...identity, ...measures, ...KPI_COLUMNS, ...quota, ...above];
}

export function* sectorRows(context: PlanContext, kpis: Kpis): Generator<Row> {
  const columns = sectorColumns(context, levelColumns(kpis.hierarchy));
  yield columns.map(column => column.name);
  for (const sector of kpis.sectors) yield columns.map(column => column.of(sector));
}

/** The columns of one sector by name, for GeoJSON. */
export function sectorProperties(
  context: PlanContext,
  sector: SectorKpis,
  levels: readonly LevelColumn[] = [],
): Map<string, Cell> {
  return new Map(sectorColumns(context, levels).map(column => [column.name, column.of(sector)]));
}
