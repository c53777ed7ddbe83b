// costs.csv, row by row: what each account costs at the rates of its rep; and its columns, which add up to the sectors.

import { AMOUNT, cellsOf, SHARE } from './cells.ts';
import type { Check } from './check.ts';
import { say } from './check.ts';
import type { Facts } from './facts.ts';
import { lookUp, numberOf } from './table.ts';
import type { VerifyInput, World } from './world.ts';

/** is there a rep whose accounts have a cost, or emit what is known? */
export function wantsCosts({ accounts, reps }: World): boolean {
  const known = (...rates: number[]) => rates.every(rate => !Number.isNaN(rate));
  return accounts !== null && reps.some(rep => known(rep.costPerHour, rep.costPerKm) || known(rep.gCo2PerKm));
}

/** a cell takes over what the rounding of those above it left, so it may be a cent off its own value */
const CENT = 0.01 + 1e-6;
/** a sector's sum was rounded once, here and in sectors.csv each */
const SUM = 0.01 + 1e-6;

export function checkCosts(
  { tables, plan }: VerifyInput,
  facts: Facts,
  sectorOf: readonly string[],
  check: Check,
): void {
  const { world, sums } = facts;
  const { accounts, k } = world;
  const table = tables.costs;
  if (!wantsCosts(world)) {
    check.that(!table, () => 'costs.csv is there, but no rep has rates that would say a cost or kg CO₂');
    return;
  }
  if (!table || !accounts) {
    check.lie('costs.csv is missing: reps have rates');
    return;
  }
  const cells = cellsOf('costs.csv', table, check);
  const byId = new Map(accounts.id.map((id, a) => [id, a]));
  const seen = new Uint8Array(accounts.count);
  const hourly = world.reps.some(rep => !Number.isNaN(rep.costPerHour));
  const driven = world.reps.some(rep => !Number.isNaN(rep.costPerKm));
  const measured = world.reps.some(rep => !Number.isNaN(rep.gCo2PerKm));
  const revenue = accounts.numbers.get('revenue');
  const summed = ['visits', 'hours', 'km', 'cost', 'kg_co2'] as const;
  const added = new Map(summed.map(name => [name, new Float64Array(k)]));
  const exact = new Map(summed.map(name => [name, new Float64Array(k)]));

  for (const row of table.rows) {
    const id = cells.text(row, 'account_id');
    const a = lookUp(byId, id) ?? -1;
    const j = a < 0 || world.unitOf[a]! < 0 ? -1 : world.assigned[a]!;
    if (!check.that(j >= 0, () => `costs.csv: account ${id} is none that the plan serves`)) continue;
    check.that(seen[a] === 0, () => `costs.csv: account ${id} is listed twice`);
    seen[a] = 1;
    const rep = world.reps[j]!;
    const what = `account ${id}`;
    cells.same(row, 'layer', plan.sectors[0]?.layer ?? '', what);
    cells.same(row, 'account_name', accounts.name[a]!, what);
    cells.same(row, 'zone_id', world.unitId[world.unitOf[a]!]!, what);
    cells.same(row, 'sector_id', sectorOf[j] ?? '', what);
    cells.same(row, 'rep_id', rep.id, what);
    const [visits, hours, km] = [world.visits[a]!, sums.accountHours[a]!, sums.accountKm[a]!];
    const paid = (amount: number, price: number, anyone: boolean) =>
      amount === 0 && anyone ? 0 : amount * price;
    const cost = paid(hours, rep.costPerHour, hourly) + paid(km, rep.costPerKm, driven);
    const values = { visits, hours, km, cost, kg_co2: paid(km, rep.gCo2PerKm, measured) / 1000 };
    for (const name of summed) {
      const cell = cells.text(row, name);
      const [written, value] = [numberOf(cell), values[name]];
      check.that(
        Number.isNaN(value)
          ? Number.isNaN(written)
          : Math.abs(written - value) <= CENT + 1e-9 * Math.abs(value),
        () =>
          `costs.csv: ${what}: ${name} is "${cell}", recomputed ${Number.isNaN(value) ? 'empty' : say(value)}`,
      );
      if (Number.isNaN(value)) continue;
      added.get(name)![j]! += written;
      exact.get(name)![j]! += value;
    }
    const earned = revenue?.[a] ?? Number.NaN;
    cells.number(row, 'cost_per_visit', visits > 0 ? cost / visits : Number.NaN, AMOUNT, what);
    cells.number(row, 'revenue', earned, AMOUNT, what);
    cells.number(row, 'cost_share_of_revenue', earned > 0 ? cost / earned : Number.NaN, SHARE, what);
  }

  world.assigned.forEach((j, a) => {
    const served = j >= 0 && world.unitOf[a]! >= 0;
    check.that(!served || seen[a] === 1, () => `costs.csv lacks account ${accounts.id[a]}`);
  });
  for (const name of summed) {
    world.reps.forEach((_, j) => {
      const [sum, value] = [added.get(name)![j]!, exact.get(name)![j]!];
      check.that(
        Math.abs(sum - value) <= SUM + 1e-9 * Math.abs(value),
        () => `costs.csv: ${name} of sector ${sectorOf[j]} adds up to ${say(sum)}, recomputed ${say(value)}`,
      );
    });
  }
}
