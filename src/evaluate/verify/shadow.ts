// What kpis.json says the rules cost, against the prices in plan.json: every rule that costs something is listed, once,
// with its figures, and nothing else is.

import type { Zones } from '../../model/records.ts';
import { type BoundCase, handOverPrice, type Multipliers, planMultipliers } from './bound.ts';
import { dearest } from './budgets.ts';
import { type Check, say } from './check.ts';
import { at, listAt, numberAt } from './json.ts';
import { visitHoursOf } from './loads.ts';
import { makeAccountRules } from './rules.ts';
import { printsAs } from './table.ts';
import type { VerifyInput } from './world.ts';

/** As docs/kpis.md has them: from which share of the excess price a row is out of reach, below which a price is dust. */
const CAPPED = 0.999;
const DUST = 1e-8;
const NOISE = 1e-9;

interface Expected {
  readonly rule: string;
  readonly sector: string | null;
  readonly measure: string | null;
  readonly side: string | null;
  readonly account: string | null;
  readonly per: string;
  readonly value: number;
  /** currency an hour; NaN when unknown */
  readonly rate: number;
  readonly capped: boolean;
}

export function checkShadowPrices(input: VerifyInput, given: BoundCase, zones: Zones, check: Check): void {
  const { plan, kpis } = input;
  const list = at(kpis, 'shadow_prices');
  check.that(Array.isArray(list), () => 'kpis.json does not say what the rules cost (shadow_prices)');
  const multipliers = planMultipliers(given, input);
  // prices that are none are a lie of the bound, and named there
  if (typeof multipliers === 'string') return;

  const idOf = new Map(plan.sectors.map(sector => [sector.repId, sector.sectorId]));
  const ids = given.world.reps.map(rep => idOf.get(rep.id) ?? rep.id);
  const expected = new Map(
    [
      ...balance(given, multipliers, ids),
      ...budget(given, multipliers),
      ...teams(given, multipliers),
      ...locks(given, multipliers, ids, zones),
    ].map(entry => [key(entry.rule, entry.sector, entry.measure, entry.account), entry]),
  );
  // a penalty somewhere is in every price, and nobody pays it
  const penal =
    multipliers.price.some(p => Math.abs(p) >= CAPPED * plan.solver.excessPrice) ||
    given.budgets.some((_, b) => isCapped(given, multipliers, b));
  const least = DUST * plan.solver.excessPrice;
  const slack = (value: number) => NOISE * Math.max(1, Math.abs(value));
  let before = Number.POSITIVE_INFINITY;
  for (const claim of listAt(kpis, 'shadow_prices')) {
    const parts = ['rule', 'sector_id', 'measure', 'account_id'].map(name => at(claim, name));
    const name = key(...parts);
    const entry = expected.get(name);
    expected.delete(name);
    const known = entry !== undefined && entry.value > least - slack(entry.value);
    if (!check.that(known, () => `shadow_prices: ${name} is there twice, or costs nothing`)) continue;
    const { value, rate, capped, per, side } = entry!;
    const claimed = numberAt(claim, 'value');
    check.that(
      printsAs(value, claimed, 6),
      () => `shadow_prices: ${name} costs ${say(claimed)}, recomputed ${say(value)}`,
    );
    const paid = given.world.settings.objective === 'travel' && !penal && !capped;
    const cost = paid ? value * rate : Number.NaN;
    check.that(
      at(claim, 'cost') !== undefined && printsAs(cost, numberAt(claim, 'cost'), 6),
      () => `shadow_prices: the money of ${name} is ${say(numberAt(claim, 'cost'))}, recomputed ${say(cost)}`,
    );
    check.that(
      at(claim, 'at_cap') === capped && at(claim, 'per') === per && at(claim, 'side') === side,
      () =>
        `shadow_prices: ${name} is not as its price says (${side ?? 'no side'}, ${per}, at_cap ${capped})`,
    );
    check.that(claimed <= before, () => `shadow_prices: ${name} is dearer than the one before it`);
    before = claimed;
  }
  for (const [name, { value }] of expected) {
    check.that(
      !(value > least + slack(value)),
      () => `shadow_prices: ${name} is not listed, and costs ${say(value)}`,
    );
  }
}

function key(...parts: readonly unknown[]): string {
  return parts.map(part => String(part ?? '–')).join(' ');
}

function* balance(
  { world, rows, excessPrice }: BoundCase,
  { price }: Multipliers,
  ids: readonly string[],
): Generator<Expected> {
  const m = rows.length;
  for (let r = 0; r < price.length; r++) {
    const capped = Math.abs(price[r]!) >= CAPPED * excessPrice;
    const j = Math.floor(r / m);
    const { name, target } = rows[r % m]!;
    const limited = /^limit:(zones|accounts)$/.exec(name)?.[1];
    yield {
      rule: limited ? 'limit' : 'balance',
      sector: ids[j]!,
      measure: limited ?? name,
      side: price[r]! > 0 ? 'most' : 'least',
      account: null,
      per: limited ? limited.slice(0, -1) : '1 % of the target',
      value: Math.abs(price[r]!) / (limited ? target[j]! : 100),
      rate: world.reps[j]!.costPerHour,
      capped,
    };
  }
}

function* budget({ world, moves, ruleOf }: BoundCase, { budgetPrice }: Multipliers): Generator<Expected> {
  if (!moves || budgetPrice <= 0) return;
  const { k, n, reps, settings } = world;
  let forced = 0;
  for (let i = 0; i < n; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < k; j++) if (ruleOf(i, j) === null) least = Math.min(least, moves.moved(i, j));
    if (least < Number.POSITIVE_INFINITY) forced += least;
  }
  const capped = forced > moves.budget + NOISE * moves.total;
  const weight = reps.map((rep, j) => world.fte[j]! * rep.productivity);
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
  const rate = sum(reps.map((rep, j) => weight[j]! * rep.costPerHour)) / sum(weight);
  yield {
    rule: 'budget',
    sector: null,
    measure: settings.maxMoved!.of,
    side: null,
    account: null,
    per: '1 % of the total',
    value: (budgetPrice * moves.total) / 100,
    rate,
    capped,
  };
}

/** A firm budget that is out of reach, even on paper. */
function isCapped({ budgets, excessPrice }: BoundCase, { teams }: Multipliers, b: number): boolean {
  const budget = budgets[b]!;
  return budget.price === null && teams[b]! >= CAPPED * dearest(budget, excessPrice);
}

/** Per cent of each team's budget; an hour of the team costs what its members' do, by their share of the work. */
function* teams(given: BoundCase, multipliers: Multipliers): Generator<Expected> {
  const { world, budgets } = given;
  for (const [b, { name, atMost, members }] of budgets.entries()) {
    let [weight, rate] = [0, 0];
    for (const j of members) {
      const part = world.fte[j]! * world.reps[j]!.productivity;
      weight += part;
      rate += part * world.reps[j]!.costPerHour;
    }
    yield {
      rule: 'team-budget',
      sector: null,
      measure: name,
      side: null,
      account: null,
      per: '1 % of the budget',
      value: (multipliers.teams[b]! * atMost) / 100,
      rate: rate / weight,
      capped: isCapped(given, multipliers, b),
    };
  }
}

/** A locked account with its owner, less the same account with the rep of its zone. */
function* locks(
  given: BoundCase,
  multipliers: Multipliers,
  ids: readonly string[],
  zones: Zones,
): Generator<Expected> {
  const { price, budgetPrice } = multipliers;
  const { world, moves, excessPrice } = given;
  if (world.settings.objective !== 'travel' || !world.accounts) return;
  const rules = makeAccountRules(world, zones, { lat: world.ownLat, lon: world.ownLon });
  for (const a of world.byId) {
    const i = world.unitOf[a]!;
    const kept = world.accounts.locked[a] === 1 || (world.accounts.decided?.[a]?.length ?? 0) > 0;
    if (i < 0 || !world.named[a] || !kept) continue;
    const [owner, taker] = [world.owner[a]!, world.unitRep[i]!];
    if (taker < 0 || taker === owner || rules(a, taker) !== null) continue;
    const today = world.incumbent[a]!;
    const handOver = handOverPrice(world, a) + budgetPrice * (moves?.weightOf(a) ?? 0);
    let value = 0;
    if (today >= 0 && today !== owner) value += handOver;
    if (today >= 0 && today !== taker) value -= handOver;
    let relief = 0;
    for (const [j, sign] of [
      [owner, 1],
      [taker, -1],
    ] as const) {
      const { hours, parts } = accountWith(given, a, j);
      value += sign * hours;
      for (const [q, part] of parts.entries()) {
        const p = price[j * parts.length + q]!;
        if (Math.abs(p) < CAPPED * excessPrice) value += sign * p * part;
        else relief += sign * Math.sign(p) * part;
      }
      for (const [b, budget] of given.budgets.entries()) {
        const used = sign * budget.useOf(a, j);
        if (isCapped(given, multipliers, b)) relief += used / budget.unit;
        else value += multipliers.teams[b]! * used;
      }
    }
    if (relief < -NOISE) continue;
    yield {
      rule: 'lock',
      sector: ids[owner]!,
      measure: null,
      side: null,
      account: world.accounts.id[a]!,
      per: 'account',
      value,
      rate: world.reps[owner]!.costPerHour,
      capped: relief > NOISE,
    };
  }
}

/** Hours a year that rep j would drive for account a, spread counted, and its part of each of the rep's targets. */
function accountWith(
  { world, loads, sums, rows }: BoundCase,
  a: number,
  j: number,
): { hours: number; parts: readonly number[] } {
  const { lat, lon, settings } = world;
  const i = world.unitOf[a]!;
  const tours = world.visits[a]! / settings.visitsPerTour;
  const there = (fromLat: Float64Array, fromLon: Float64Array) =>
    (tours * 2 * world.drive(fromLat[j]!, fromLon[j]!, lat[i]!, lon[i]!)) / 60;
  const approach = there(world.baseLat, world.baseLon);
  const parts = loads.measures.map(({ name, perAccount }, q) => {
    const visits = visitHoursOf(world, a, j) + world.visits[a]! * loads.localHours[i]!;
    const load = name === 'workload' ? visits + approach : (perAccount?.[a] ?? 0);
    const target = sums.measures[q]!.target[j]!;
    return target > 0 ? load / target : 0;
  });
  for (const { name, target } of rows.slice(parts.length))
    parts.push(name === 'limit:accounts' ? 1 / target[j]! : 0);
  return { hours: approach + settings.spreadShare * there(world.centerLat, world.centerLon), parts };
}
