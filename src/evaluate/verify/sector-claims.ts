// sectors.csv and sectors.geojson, figure by figure against what was recomputed.

import { AMOUNT, cellsOf, MINUTES, SHARE } from './cells.ts';
import { type Check, say } from './check.ts';
import type { Facts } from './facts.ts';
import { departedAccounts, handOverFigures, sectorFigures } from './figures.ts';
import { at, listAt, numberAt, shown } from './json.ts';
import { checkCollection, checkFeature } from './maps.ts';
import { quotasOf } from './quota.ts';
import { lookUp, printsAs } from './table.ts';
import type { VerifyInput, World } from './world.ts';

/** A column of sectors.csv (a property of sectors.geojson): the figure that it is, and its decimals. */
type SectorColumn = readonly [column: string, figure: string, decimals: number];

const FIGURE_COLUMNS: readonly SectorColumn[] = [
  ['zones', 'zones', 0],
  ['accounts', 'accounts', 0],
  ['workload_hours', 'workload.hours', AMOUNT],
  ['visit_hours', 'workload.visit_hours', AMOUNT],
  ['capacity_hours', 'workload.capacity_hours', AMOUNT],
  ['fte_use', 'workload.fte_use', SHARE],
  ['travel_hours', 'travel.hours', AMOUNT],
  ['travel_km', 'travel.km', AMOUNT],
  ['kg_co2', 'travel.kg_co2', AMOUNT],
  ['mean_minutes', 'travel.mean_minutes', MINUTES],
  ['priority_minutes', 'travel.priority_minutes', MINUTES],
  ['coverage_accounts', 'coverage.accounts', SHARE],
  ['coverage_potential', 'coverage.potential', SHARE],
  ['overlap_zones', 'overlap.zones', 0],
  ['overlap_towns', 'overlap.towns', 0],
  ['visits_asked', 'visits.asked', AMOUNT],
  ['visits_possible', 'visits.possible', AMOUNT],
  ['visits_ratio', 'visits.ratio', SHARE],
  ['visits_per_account', 'visits.per_account', AMOUNT],
  ['visits_done', 'visits.done', AMOUNT],
  ['visits_done_ratio', 'visits.done_ratio', SHARE],
  ['response_rate', 'commercial.response_rate', SHARE],
  ['revenue_total', 'commercial.revenue', AMOUNT],
  ['potential_total', 'commercial.potential', AMOUNT],
  ['penetration', 'commercial.penetration', SHARE],
  ['cost_total', 'cost.total', AMOUNT],
  ['cost_per_visit', 'cost.per_visit', AMOUNT],
  ['cost_per_account', 'cost.per_account', AMOUNT],
  ['hours_cost', 'cost.hours_cost', AMOUNT],
  ['km_cost', 'cost.km_cost', AMOUNT],
  ['nps', 'commercial.nps', AMOUNT],
  ['conversion_rate', 'commercial.conversion_rate', SHARE],
  ['conversion_days', 'commercial.conversion_days', AMOUNT],
  ['polsby_popper', 'compactness.polsby_popper', SHARE],
  ['reock', 'compactness.reock', SHARE],
  ['moment_of_inertia_km2', 'compactness.moment_of_inertia', AMOUNT],
  ['pieces', 'contiguity.pieces', 0],
  ['bridges', 'contiguity.bridges', 0],
  ['zones_gained', 'disruption.zones_gained', 0],
  ['zones_lost', 'disruption.zones_lost', 0],
  ['accounts_gained', 'disruption.accounts_gained', 0],
  ['accounts_lost', 'disruption.accounts_lost', 0],
  ['fte_effective', 'workload.fte_effective', SHARE],
];

const SECTOR_WORDS: ReadonlySet<string> = new Set([
  ...['layer', 'sector_id', 'sector_name', 'rep_id', 'rep_name'],
  ...FIGURE_COLUMNS.map(([column]) => column),
  'quota',
]);

function sectorColumns(world: World): readonly SectorColumn[] {
  return [
    ...world.settings.measures.flatMap(({ name }): SectorColumn[] => {
      const column = SECTOR_WORDS.has(name) && name !== 'accounts' ? `${name}_measure` : name;
      const value: SectorColumn = [column, `balance.${name}.value`, AMOUNT];
      const rest: SectorColumn[] = [
        [`${column}_target`, `balance.${name}.target`, AMOUNT],
        [`${column}_deviation`, `balance.${name}.deviation`, SHARE],
      ];
      return name === 'accounts' ? rest : [value, ...rest];
    }),
    ...FIGURE_COLUMNS,
    ...(world.settings.quota ? [['quota', 'quota', AMOUNT] as const] : []),
  ];
}

/**
 * The figures of each sector: recomputed ones, and for the shapes of outlines, which are not recomputed, what kpis.json says,
 * so that the files at least agree with each other.
 */
function figuresBySector(
  { kpis }: VerifyInput,
  facts: Facts,
  sectorOf: readonly string[],
): Map<string, number>[] {
  const { world, sums, service, pieces, disruption, unitIncumbent } = facts;
  const claimed = new Map(listAt(kpis, 'sectors').map(sector => [at(sector, 'sector_id'), sector]));
  const anyone =
    unitIncumbent.some(j => j >= 0) ||
    world.incumbent.some((j, a) => j >= 0 && world.unitOf[a]! >= 0) ||
    departedAccounts(world) > 0;
  const quotas = quotasOf(world);
  const handOvers = handOverFigures(world, disruption, unitIncumbent);
  return world.reps.map((_, j) => {
    const figures = sectorFigures(sums, service, pieces, j);
    if (quotas) figures.set('quota', quotas[j]!);
    for (const [key, value] of handOvers[j]!) {
      figures.set(key, anyone ? value : Number.NaN);
    }
    for (const [, figure] of FIGURE_COLUMNS) {
      if (!figures.has(figure)) figures.set(figure, numberAt(claimed.get(sectorOf[j]), ...figure.split('.')));
    }
    return figures;
  });
}

export function checkSectorRows(
  input: VerifyInput,
  facts: Facts,
  sectorOf: readonly string[],
  check: Check,
): void {
  const { world } = facts;
  const { sectors } = input.tables;
  const cells = cellsOf('sectors.csv', sectors, check);
  const repOf = new Map(sectorOf.map((id, j) => [id, j]));
  const seen = new Set<number>();
  const figures = figuresBySector(input, facts, sectorOf);
  for (const row of sectors.rows) {
    const id = cells.text(row, 'sector_id');
    const j = lookUp(repOf, id);
    if (!check.that(j !== undefined, () => `sectors.csv: sector "${id}" is none of the plan's`)) continue;
    check.that(!seen.has(j!), () => `sectors.csv: sector ${id} is listed twice`);
    seen.add(j!);
    const sector = input.plan.sectors.find(({ sectorId }) => sectorId === sectorOf[j!]);
    cells.same(row, 'layer', sector?.layer ?? '', `sector ${id}`);
    cells.same(row, 'sector_name', sector?.sectorName ?? '', `sector ${id}`);
    cells.same(row, 'rep_id', world.reps[j!]!.id, `sector ${id}`);
    cells.same(row, 'rep_name', world.reps[j!]!.name, `sector ${id}`);
    for (const [column, figure, decimals] of sectorColumns(world)) {
      cells.number(row, column, figures[j!]!.get(figure)!, decimals, `sector ${id}`);
    }
  }
  sectorOf.forEach((id, j) => {
    check.that(seen.has(j), () => `sectors.csv lacks sector ${id}`);
  });
}

/** One feature per sector, with the figures of sectors.csv. */
export function checkFeatures(
  input: VerifyInput,
  facts: Facts,
  sectorOf: readonly string[],
  check: Check,
): void {
  const { world } = facts;
  const repOf = new Map(sectorOf.map((id, j) => [id, j]));
  const seen = new Set<number>();
  const figures = figuresBySector(input, facts, sectorOf);
  checkCollection('sectors.geojson', input.sectorsGeojson, check);
  for (const feature of listAt(input.sectorsGeojson, 'features')) {
    const properties = at(feature, 'properties');
    const id = shown(at(properties, 'sector_id'));
    const j = repOf.get(id);
    if (!check.that(j !== undefined, () => `sectors.geojson: "${id}" is no sector of the plan`)) continue;
    check.that(!seen.has(j!), () => `sectors.geojson: sector ${id} is there twice`);
    seen.add(j!);
    checkFeature('sectors.geojson', feature, { id }, check);
    const sector = input.plan.sectors.find(({ sectorId }) => sectorId === id);
    const rep = world.reps[j!]!;
    const words = {
      ...{ title: sector?.sectorName, layer: sector?.layer, sector_name: sector?.sectorName },
      ...{ rep_id: rep.id, rep_name: rep.name },
    };
    for (const [name, expected] of Object.entries(words)) {
      const said = at(properties, name);
      check.that(
        said === expected,
        () => `sectors.geojson: sector ${id}: ${name} is ${shown(said)}, should be ${shown(expected)}`,
      );
    }
    for (const [name, figure, decimals] of sectorColumns(world)) {
      const claimed = at(properties, name);
      const value = figures[j!]!.get(figure)!;
      const number = typeof claimed === 'number' ? claimed : Number.NaN;
      check.that(
        (claimed === null || typeof claimed === 'number') && printsAs(value, number, decimals),
        () => `sectors.geojson: sector ${id}: ${name} is ${shown(claimed)}, recomputed ${say(value)}`,
      );
    }
  }
  sectorOf.forEach((id, j) => {
    const empty = facts.sums.zones[j] === 0;
    check.that(seen.has(j) || empty, () => `sectors.geojson lacks sector ${id}`);
  });
}
