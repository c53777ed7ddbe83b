// The tables of a plan directory against what was recomputed; here zones.csv, accounts.csv and changes.csv.

import { AMOUNT, cellsOf, DEGREES, MINUTES } from './cells.ts';
import type { Check } from './check.ts';
import { checkCosts, wantsCosts } from './costs.ts';
import type { Facts } from './facts.ts';
import { checkFeatures, checkSectorRows } from './sector-claims.ts';
import { checkSectorFiles, checkSectorMaps } from './sector-files.ts';
import { checkShapes } from './shapes.ts';
import { lookUp } from './table.ts';
import type { VerifyInput, World } from './world.ts';

export function checkTables(
  input: VerifyInput,
  facts: Facts,
  run: (name: string, body: (check: Check) => void) => void,
): void {
  const sectorOf = sectorIds(input, facts.world);
  run('zones.csv', check => checkZoneRows(input, facts, sectorOf, check));
  run('accounts.csv', check => checkAccountRows(input, facts, sectorOf, check));
  run('changes.csv', check => checkChanges(input, facts, check));
  if (input.tables.costs || wantsCosts(facts.world))
    run('costs.csv', check => checkCosts(input, facts, sectorOf, check));
  run('sectors.csv', check => checkSectorRows(input, facts, sectorOf, check));
  run('sectors/*.csv', check => checkSectorFiles(input, facts, sectorOf, check));
  run('sectors/*.geojson', check => checkSectorMaps(input, facts, sectorOf, check));
  run('sectors.geojson', check => checkFeatures(input, facts, sectorOf, check));
  run('shapes', check => checkShapes(input, facts, sectorOf, check));
}

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
function checkChanges({ accounts, plan, tables }: VerifyInput, facts: Facts, check: Check): void {
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
    cells.same(row, 'layer', plan.sectors[0]?.layer ?? '', what);
    cells.same(row, 'account_name', accounts!.name[a]!, what);
    cells.same(row, 'zone_id', world.unitId[world.unitOf[a]!]!, what);
    cells.same(row, 'from_rep_id', accounts!.repId[a]!, what);
    cells.same(row, 'to_rep_id', world.reps[world.assigned[a]!]?.id ?? '', what);
    // in either language it names the zone, or the rep of today
    const reason = cells.text(row, 'reason');
    check.that(
      reason.includes(world.unitId[world.unitOf[a]!]!.replace(/#\d+$/, '')) ||
        reason.includes(accounts!.repId[a]!),
      () => `changes.csv: account ${id}: the reason "${reason}" names neither its zone nor its rep of today`,
    );
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
