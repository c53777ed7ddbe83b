// The CSV tables and sectors.geojson, cell by cell against what was recomputed.

import { type Check, say } from './check.ts';
import { type Disruption, handOverFigures, sectorFigures } from './figures.ts';
import { at, listAt, numberAt } from './json.ts';
import type { Loads } from './loads.ts';
import type { Pieces } from './pieces.ts';
import type { ServiceFigures } from './service.ts';
import type { Sums } from './sums.ts';
import { flagOf, lookUp, numberOf, printsAs, sameText, type Table } from './table.ts';
import type { VerifyInput, World } from './world.ts';

/** All that was recomputed. */
export interface Facts {
  readonly world: World;
  readonly loads: Loads;
  readonly sums: Sums;
  readonly service: ServiceFigures;
  readonly pieces: Pieces;
  readonly disruption: Disruption;
  readonly unitIncumbent: Int32Array;
}

export function checkTables(
  input: VerifyInput,
  facts: Facts,
  run: (name: string, body: (check: Check) => void) => void,
): void {
  const sectorOf = sectorIds(input, facts.world);
  run('zones.csv', check => checkZoneRows(input, facts, sectorOf, check));
  run('accounts.csv', check => checkAccountRows(input, facts, sectorOf, check));
  run('changes.csv', check => checkChanges(input, facts, check));
  run('sectors.csv', check => checkSectorRows(input, facts, sectorOf, check));
  run('sectors/*.csv', check => checkSectorFiles(input, facts, sectorOf, check));
  run('sectors/*.geojson', check => checkSectorMaps(input, facts, sectorOf, check));
  run('sectors.geojson', check => checkFeatures(input, facts, sectorOf, check));
}

const DEGREES = 6;
const SHARE = 6;
const MINUTES = 1;
const AMOUNT = 2;

const ZONE_COLUMNS: ReadonlySet<string> = new Set([
  'layer',
  'zone_id',
  'zone_name',
  'sector_id',
  'rep_id',
  'incumbent_rep_id',
  'moved',
  'lat',
  'lon',
  'accounts',
]);

/** Sector id of each rep. */
function sectorIds({ plan }: VerifyInput, world: World): readonly string[] {
  const ofRep = new Map(plan.sectors.map(sector => [sector.repId, sector.sectorId]));
  return world.reps.map(rep => ofRep.get(rep.id) ?? '');
}

/** Reads cells of a table by column name; a column that is missing is a problem, told once. */
interface Cells {
  text(row: readonly string[], column: string): string;
  /** the cell says this text */
  same(row: readonly string[], column: string, expected: string, what: string): void;
  /** the cell is this number, rounded to so many decimals */
  number(row: readonly string[], column: string, expected: number, decimals: number, what: string): void;
  flag(row: readonly string[], column: string, expected: boolean, what: string): void;
}

function cellsOf(file: string, table: Table, check: Check): Cells {
  const columns = new Map<string, number>();
  const find = (name: string) => {
    let found = columns.get(name);
    if (found === undefined) {
      found = table.header.lastIndexOf(name);
      columns.set(name, found);
      const missing = found < 0;
      check.that(!missing, () => `${file} has no column ${name}`);
    }
    return found;
  };
  const text = (row: readonly string[], column: string) => row[find(column)] ?? '';
  const cells: Cells = {
    text,
    same(row, column, expected, what) {
      if (find(column) < 0) return;
      const found = text(row, column);
      check.that(
        sameText(found, expected),
        () => `${file}: ${what}: ${column} is "${found}", should be "${expected}"`,
      );
    },
    number(row, column, expected, decimals, what) {
      const index = find(column);
      if (index < 0) return;
      const found = numberOf(row[index]);
      const shown = Number.isNaN(expected) ? 'empty' : say(expected);
      check.that(
        printsAs(expected, found, decimals),
        () => `${file}: ${what}: ${column} is "${row[index]}", recomputed ${shown}`,
      );
    },
    flag(row, column, expected, what) {
      if (find(column) < 0) return;
      check.that(
        flagOf(text(row, column)) === expected,
        () => `${file}: ${what}: ${column} is "${text(row, column)}", should be ${expected ? '1' : '0'}`,
      );
    },
  };
  return cells;
}

function checkZoneRows(
  { tables, plan, zones }: VerifyInput,
  facts: Facts,
  sectorOf: readonly string[],
  check: Check,
): void {
  const { world, loads, unitIncumbent, disruption } = facts;
  const cells = cellsOf('zones.csv', tables.zones, check);
  // a measure that is called like another column is `<name>_measure`; the accounts have their column already
  const measures = loads.measures
    .map(({ name, perAccount }, q) => ({
      column: ZONE_COLUMNS.has(name) ? `${name}_measure` : name,
      perAccount,
      q,
    }))
    .filter(({ column, perAccount }) => !(column === 'accounts_measure' && perAccount));
  for (const row of tables.zones.rows) {
    const id = cells.text(row, 'zone_id');
    const i = lookUp(world.unitIndex, id);
    if (i === undefined) continue; // told by zones-once
    const j = world.unitRep[i]!;
    const what = `zone ${id}`;
    cells.same(row, 'layer', plan.sectors[0]?.layer ?? '', what);
    if (!world.isPart[i]) cells.same(row, 'zone_name', zones.name[world.zoneOfUnit[i]!]!, what);
    cells.same(row, 'rep_id', world.reps[j]?.id ?? '', what);
    cells.same(row, 'sector_id', sectorOf[j] ?? '', what);
    cells.same(row, 'incumbent_rep_id', world.reps[unitIncumbent[i]!]?.id ?? '', what);
    cells.flag(row, 'moved', disruption.unitMoved[i] === 1, what);
    cells.number(row, 'lat', world.lat[i]!, DEGREES, what);
    cells.number(row, 'lon', world.lon[i]!, DEGREES, what);
    cells.number(row, 'accounts', loads.followers[i]!, 0, what);
    for (const { column, q } of measures) {
      if (j >= 0) cells.number(row, column, loads.load(q, i, j), AMOUNT, what);
    }
  }
}

function checkAccountRows(
  { accounts, tables, plan }: VerifyInput,
  facts: Facts,
  sectorOf: readonly string[],
  check: Check,
): void {
  const { world, disruption } = facts;
  if (!accounts || !tables.accounts) return;
  const cells = cellsOf('accounts.csv', tables.accounts, check);
  tables.accounts.rows.forEach((row, r) => {
    const a = world.rows.accountOfRow[r]!;
    const i = a < 0 ? -1 : world.unitOf[a]!;
    if (i < 0) return; // told by accounts-once
    const j = world.assigned[a]!;
    const what = `account ${accounts.id[a]}`;
    cells.same(row, 'layer', plan.sectors[0]?.layer ?? '', what);
    cells.same(row, 'assigned_rep_id', world.reps[j]?.id ?? '', what);
    cells.same(row, 'sector_id', sectorOf[j] ?? '', what);
    cells.same(row, 'incumbent_rep_id', accounts.repId[a]!, what);
    cells.flag(row, 'moved', disruption.accountMoved[a] === 1, what);
    const minutes = world.drive(world.baseLat[j]!, world.baseLon[j]!, world.pointLat[a]!, world.pointLon[a]!);
    cells.number(row, 'travel_minutes', minutes, MINUTES, what);
  });
}

/**
 * changes.csv has exactly the accounts that change hands: those that move, and those whose rep of today is not among
 * the reps any more.
 */
function checkChanges({ accounts, tables }: VerifyInput, facts: Facts, check: Check): void {
  const { world, disruption } = facts;
  const cells = cellsOf('changes.csv', tables.changes, check);
  const byId = new Map((accounts?.id ?? []).map((id, a) => [id, a]));
  const listed = new Uint8Array(accounts?.count ?? 0);
  const changes = disruption.accountMoved.map((moved, a) => {
    const departed = world.unitOf[a]! >= 0 && world.incumbent[a]! < 0 && accounts!.repId[a] !== '';
    return moved || departed ? 1 : 0;
  });
  const amount = (name: string, a: number) => accounts?.numbers.get(name)?.[a] ?? Number.NaN;
  for (const row of tables.changes.rows) {
    const id = cells.text(row, 'account_id');
    const a = lookUp(byId, id) ?? -1;
    if (!check.that(a >= 0 && changes[a] === 1, () => `changes.csv: account ${id} does not change hands`))
      continue;
    check.that(listed[a] === 0, () => `changes.csv: account ${id} is listed twice`);
    listed[a] = 1;
    const what = `account ${id}`;
    cells.same(row, 'account_name', accounts!.name[a]!, what);
    cells.same(row, 'zone_id', world.unitId[world.unitOf[a]!]!, what);
    cells.same(row, 'from_rep_id', accounts!.repId[a]!, what);
    cells.same(row, 'to_rep_id', world.reps[world.assigned[a]!]?.id ?? '', what);
    cells.number(row, 'revenue', amount('revenue', a), AMOUNT, what);
    cells.number(row, 'potential', amount('potential', a), AMOUNT, what);
  }
  listed.forEach((found, a) => {
    check.that(
      found === changes[a],
      () => `changes.csv lacks account ${accounts?.id[a]}, which changes hands`,
    );
  });
}

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
];

const SECTOR_WORDS: ReadonlySet<string> = new Set([
  ...['layer', 'sector_id', 'sector_name', 'rep_id', 'rep_name'],
  ...FIGURE_COLUMNS.map(([column]) => column),
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
    unitIncumbent.some(j => j >= 0) || world.incumbent.some((j, a) => j >= 0 && world.unitOf[a]! >= 0);
  return world.reps.map((_, j) => {
    const figures = sectorFigures(sums, service, pieces, j);
    for (const [key, value] of handOverFigures(world, disruption, unitIncumbent, j)) {
      figures.set(key, anyone ? value : Number.NaN);
    }
    for (const [, figure] of FIGURE_COLUMNS) {
      if (!figures.has(figure)) figures.set(figure, numberAt(claimed.get(sectorOf[j]), ...figure.split('.')));
    }
    return figures;
  });
}

function checkSectorRows(input: VerifyInput, facts: Facts, sectorOf: readonly string[], check: Check): void {
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

/** Each rep's file has exactly the rows of accounts.csv (without accounts: of zones.csv) that are theirs. */
function checkSectorFiles(
  { tables, perSector, plan }: VerifyInput,
  { world }: Facts,
  sectorOf: readonly string[],
  check: Check,
): void {
  const whole = tables.accounts ?? tables.zones;
  const name = tables.accounts ? 'accounts.csv' : 'zones.csv';
  const column = whole.header.lastIndexOf('sector_id');
  const key = (row: readonly string[]) => JSON.stringify(row);
  const expected = new Map<string, string[]>(sectorOf.map(id => [id, []]));
  for (const row of whole.rows) lookUp(expected, row[column] ?? '')?.push(key(row));
  check.that(
    perSector.size === plan.sectors.length,
    () => `sectors/ has ${perSector.size} CSV files, the plan ${plan.sectors.length} sectors`,
  );
  const met = new Set<string>();
  for (const [file, table] of perSector) {
    check.that(
      JSON.stringify(table.header) === JSON.stringify(whole.header),
      () => `sectors/${file} does not have the columns of ${name}`,
    );
    // a file says by its rows whose it is; an empty one can only be that of an empty sector
    const owner = table.rows[0]?.[column] ?? file.replace(/\.csv$/, '');
    const id = sectorOf.includes(owner) ? owner : owner.replace(/^'/, '');
    const mine = expected.get(id);
    if (!check.that(mine !== undefined && !met.has(id), () => `sectors/${file} is no sector's file`))
      continue;
    met.add(id);
    const left = new Map<string, number>();
    for (const row of mine!) left.set(row, (left.get(row) ?? 0) + 1);
    for (const row of table.rows) {
      const count = left.get(key(row)) ?? 0;
      check.that(count > 0, () => `sectors/${file}: the row "${row.join(',')}" is not in ${name}`);
      left.set(key(row), count - 1);
    }
    for (const [row, count] of left) {
      check.that(count <= 0, () => `sectors/${file} lacks the row ${row} of ${name}`);
    }
  }
  for (const [id, rows] of expected) {
    check.that(met.has(id) || rows.length === 0, () => `sectors/ has no file for sector ${id}`);
  }
  check.that(world.k === plan.sectors.length, () => 'plan.json does not have one sector for each rep');
}

/** Each sector's map has exactly its zones, with the cells of zones.csv. */
function checkSectorMaps(
  { tables, perSectorGeojson, plan }: VerifyInput,
  { world }: Facts,
  sectorOf: readonly string[],
  check: Check,
): void {
  const { header, rows } = tables.zones;
  const [idColumn, sectorColumn] = [header.indexOf('zone_id'), header.indexOf('sector_id')];
  const rowOf = new Map(rows.map(row => [lookUp(world.unitIndex, row[idColumn] ?? ''), row]));
  const seen = new Set<number>();
  check.that(
    perSectorGeojson.size === plan.sectors.length,
    () => `sectors/ has ${perSectorGeojson.size} maps, the plan ${plan.sectors.length} sectors`,
  );
  for (const [file, map] of perSectorGeojson) {
    let owner: string | null = null;
    for (const feature of listAt(map, 'features')) {
      const properties = at(feature, 'properties');
      const id = String(at(properties, 'zone_id'));
      const i = world.unitIndex.get(id);
      const row = rowOf.get(i);
      const known = i !== undefined && row !== undefined && !seen.has(i);
      if (!check.that(known, () => `sectors/${file}: zone ${id} is not in zones.csv, or in two maps`))
        continue;
      seen.add(i!);
      owner ??= row![sectorColumn]!;
      check.that(owner === row![sectorColumn], () => `sectors/${file}: zone ${id} is not in sector ${owner}`);
      const wrong = header.findIndex((name, c) => !sameText(row![c] ?? '', textOf(at(properties, name))));
      check.that(
        wrong < 0,
        () => `sectors/${file}: zone ${id}: ${header[wrong]} is not "${row![wrong]}" as in zones.csv`,
      );
    }
  }
  world.unitRep.forEach((j, i) => {
    check.that(seen.has(i), () => `sectors/: the map of sector ${sectorOf[j]} lacks zone ${world.unitId[i]}`);
  });
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

/** One feature per sector, with the figures of sectors.csv. */
function checkFeatures(input: VerifyInput, facts: Facts, sectorOf: readonly string[], check: Check): void {
  const { world } = facts;
  const repOf = new Map(sectorOf.map((id, j) => [id, j]));
  const seen = new Set<number>();
  const figures = figuresBySector(input, facts, sectorOf);
  for (const feature of listAt(input.sectorsGeojson, 'features')) {
    const properties = at(feature, 'properties');
    const id = String(at(properties, 'sector_id'));
    const j = repOf.get(id);
    if (!check.that(j !== undefined, () => `sectors.geojson: "${id}" is no sector of the plan`)) continue;
    check.that(!seen.has(j!), () => `sectors.geojson: sector ${id} is there twice`);
    seen.add(j!);
    check.that(
      at(properties, 'rep_id') === world.reps[j!]!.id,
      () => `sectors.geojson: sector ${id} is that of ${String(at(properties, 'rep_id'))}`,
    );
    for (const [name, figure, decimals] of sectorColumns(world)) {
      const claimed = at(properties, name);
      const value = figures[j!]!.get(figure)!;
      const number = typeof claimed === 'number' ? claimed : Number.NaN;
      check.that(
        claimed !== undefined && printsAs(value, number, decimals),
        () => `sectors.geojson: sector ${id}: ${name} is ${String(claimed)}, recomputed ${say(value)}`,
      );
    }
  }
  sectorOf.forEach((id, j) => {
    const empty = facts.sums.zones[j] === 0;
    check.that(seen.has(j) || empty, () => `sectors.geojson lacks sector ${id}`);
  });
}
