// What each rule that binds costs at the margin. The multipliers that certify the bound are the slopes of its value: what
// a first step of slack would save, in the objective's units. They are of the plan on paper, where zones may be shared
// and sectors need not hang together, at the targets and centers of the plan.

import { accountUse, type Budget, budgetsOf } from '../model/budgets.ts';
import type { Measure, PlanContext, PlanResult } from '../model/context.ts';
import { rowNames } from '../model/limits.ts';
import { accountLoad } from '../model/pace.ts';
import type { PlanSector, TeamPrice } from '../model/plan.ts';
import type { Rep } from '../model/records.ts';
import type { Travel } from '../model/travel.ts';
import type { Balance } from './balance.ts';
import type { Eligibility } from './eligibility.ts';
import { byKeys } from './json-text.ts';
import type { ShadowPrice } from './kpis-types.ts';
import { forcedMoves, groupMoves, movedWeights } from './moved-weights.ts';
import { sectorIdsOf } from './sector-ids.ts';
import { round6, roundTo, total } from './statistics.ts';

/** The multipliers of a plan, and what it takes to price an account elsewhere. */
export interface Priced {
  /** with their prices; see Duals.price */
  readonly sectors: readonly PlanSector[];
  readonly budgetPrice: number;
  readonly excessPrice: number;
  readonly teamPrices?: readonly TeamPrice[];
  /** the plan's own, which the prices belong to */
  readonly balance: Pick<Balance, 'target'>;
  readonly travel: Travel;
  readonly rules: Eligibility;
}

/** a row this near to the excess price gives way before its price rises further: it cannot be met, even on paper */
const CAPPED = 0.999;
/** of the excess price, a hundred average sectors' travel: less than a millionth of one is the solver's dust */
const DUST = 1e-8;
/** the step that is priced: a percentage point of a target, or of the total that the budget is a share of */
const STEP = 0.01;
/** relative: what two sums of the same terms may differ by */
const NOISE = 1e-9;

/** The rules that cost something, the dearest first; equals in the order of rule, sector, measure, account. */
export function shadowPrices(context: PlanContext, result: PlanResult, priced: Priced): ShadowPrice[] {
  const prices = pricesByRow(context, priced.sectors);
  const ids = sectorIdsOf(context, priced.sectors);
  // while a row cannot be met, whatever would relieve it is worth the penalty too: in the objective, but not in money
  const teams = pricedTeams(context, priced);
  const penal = prices.some(price => atCap(price, priced.excessPrice)) || teams.some(({ capped }) => capped);
  return [
    ...balanceRows(context, priced, prices, ids),
    ...budgetRow(context, priced),
    ...teamRows(context, teams),
    ...locks(context, result, priced, prices, teams, ids),
  ]
    .filter(({ value }) => value > DUST * priced.excessPrice)
    .map(entry => ({
      ...entry,
      value: roundTo(entry.value, 6) ?? 0,
      cost: penal || entry.at_cap ? null : round6(entry.cost),
    }))
    .sort((a, b) => b.value - a.value || byRule(a, b));
}

const byRule = byKeys<ShadowPrice>(
  entry => entry.rule,
  entry => entry.sector_id ?? '',
  entry => entry.measure ?? '',
  entry => entry.account_id ?? '',
);

/** At rep · rows + row, as Duals.price. */
function pricesByRow(context: PlanContext, sectors: readonly PlanSector[]): Float64Array {
  const { reps, layer } = context;
  const names = rowNames(context);
  const ofRep = new Map(sectors.filter(s => s.layer === layer).map(s => [s.repId, s.prices]));
  const m = names.length;
  const prices = new Float64Array(reps.list.length * m);
  for (const [j, rep] of reps.list.entries()) {
    const own = new Map(Object.entries(ofRep.get(rep.id) ?? {}));
    for (const [q, name] of names.entries()) prices[j * m + q] = own.get(name) ?? 0;
  }
  return prices;
}

function atCap(price: number, excessPrice: number): boolean {
  return Math.abs(price) >= CAPPED * excessPrice;
}

/** Currency a year; null without a rate, and for squared km. */
function costOf({ settings }: PlanContext, value: number, rate: number): number | null {
  return settings.objective !== 'travel' || Number.isNaN(rate) ? null : value * rate;
}

function* balanceRows(
  context: PlanContext,
  { excessPrice }: Priced,
  prices: Float64Array,
  ids: readonly string[],
): Generator<ShadowPrice> {
  const { measures, limits } = context;
  const m = measures.length + limits.length;
  for (const [r, price] of prices.entries()) {
    const j = Math.floor(r / m);
    const limit = limits[(r % m) - measures.length];
    const value = Math.abs(price) * (limit ? 1 / limit.unit : STEP);
    yield {
      rule: limit ? 'limit' : 'balance',
      sector_id: ids[j] as string,
      measure: limit ? limit.of : (measures[r % m] as Measure).name,
      side: price > 0 ? 'most' : 'least',
      account_id: null,
      per: limit ? (limit.of === 'zones' ? 'zone' : 'account') : '1 % of the target',
      value,
      cost: costOf(context, value, (context.reps.list[j] as Rep).costPerHour),
      at_cap: atCap(price, excessPrice),
    };
  }
}

/** The budget is nobody's own: its hours cost what an hour of the whole team does. */
function* budgetRow(context: PlanContext, { budgetPrice, rules }: Priced): Generator<ShadowPrice> {
  const { settings, reps, share, incumbentOf } = context;
  const weight = movedWeights(context);
  if (!settings.maxMoved || !weight || budgetPrice <= 0) return;
  const all = total(weight.filter((_, a) => (incumbentOf[a] as number) >= 0));
  const value = budgetPrice * STEP * all;
  // where shared zones and eligibility alone move more, the bound widens the budget: another per cent saves nothing
  const left = Math.max(0, settings.maxMoved.share * all - groupMoves(context, weight));
  const short = forcedMoves(context, weight, rules) > left + NOISE * all;
  const rate = total(reps.list.map((rep, j) => (share[j] as number) * rep.costPerHour));
  yield {
    rule: 'budget',
    sector_id: null,
    measure: settings.maxMoved.of,
    side: null,
    account_id: null,
    per: '1 % of the total',
    value,
    cost: costOf(context, value, rate),
    at_cap: short,
  };
}

interface PricedTeam {
  readonly budget: Budget;
  readonly price: number;
  /** a firm budget that cannot be kept even on paper */
  readonly capped: boolean;
}

function pricedTeams(context: PlanContext, { teamPrices = [], excessPrice }: Priced): PricedTeam[] {
  const priceOf = new Map(teamPrices);
  return budgetsOf(context).map(budget => {
    const price = priceOf.get(budget.name) ?? 0;
    return { budget, price, capped: budget.price === null && atCap(price * budget.unit, excessPrice) };
  });
}

/** Hours of a team cost what an hour of its members does. */
function* teamRows(context: PlanContext, teams: readonly PricedTeam[]): Generator<ShadowPrice> {
  const { reps, share } = context;
  for (const { budget, price, capped } of teams) {
    const weight = share.map((part, j) => (budget.isIn[j] ? part : 0));
    const rate = total(
      reps.list.map((rep, j) => (weight[j] === 0 ? 0 : (weight[j] as number) * rep.costPerHour)),
    );
    const value = price * STEP * budget.atMost;
    yield {
      rule: 'team-budget',
      sector_id: null,
      measure: budget.name,
      side: null,
      account_id: null,
      per: '1 % of the budget',
      value,
      cost: costOf(context, value, rate / total(weight)),
      at_cap: capped,
    };
  }
}

/**
 * Locked accounts whose zone goes to somebody else who may serve them: what each costs with its owner, less what it would
 * cost with the zone, work that fills or relieves a sector counted at its price. Prices at the cap are left out of that:
 * they are a penalty, and would make every account of an impossible sector worth thousands of hours. But an account that
 * would push such a sector further out of reach is not to be let go at all, and one that would relieve it says so.
 */
function* locks(
  context: PlanContext,
  result: PlanResult,
  { budgetPrice, excessPrice, balance, travel, rules }: Priced,
  prices: Float64Array,
  teams: readonly PricedTeam[],
  ids: readonly string[],
): Generator<ShadowPrice> {
  const { settings, accounts, measures, limits, named, incumbentOf, ownerOf, zoneOf, zones, visits } =
    context;
  if (settings.objective !== 'travel' || !accounts) return;
  const weight = movedWeights(context);
  const hours = (lat: Float64Array, lon: Float64Array, j: number, i: number) => {
    const from = [lat[j] as number, lon[j] as number] as const;
    return (2 * travel.minutes(...from, zones.lat[i] as number, zones.lon[i] as number)) / 60;
  };
  const withRep = (a: number, j: number) => {
    const i = zoneOf[a] as number;
    const tours = (visits[a] as number) / settings.visitsPerTour;
    const approach = tours * hours(result.baseLat, result.baseLon, j, i);
    const spread = settings.spreadShare * tours * hours(result.centerLat, result.centerLon, j, i);
    let [price, excess] = [approach + spread, 0];
    const add = (q: number, part: number) => {
      const own = prices[j * (measures.length + limits.length) + q] as number;
      if (atCap(own, excessPrice)) excess += Math.sign(own) * part;
      else price += own * part;
    };
    for (const [q, { name }] of measures.entries()) {
      const load = accountLoad(context, q, a, j) + (name === 'workload' ? approach : 0);
      const target = balance.target[q]?.[j] as number;
      if (load !== 0 && target > 0) add(q, load / target);
    }
    for (const [at, { of, unit }] of limits.entries())
      if (of === 'accounts') add(measures.length + at, 1 / unit);
    for (const { budget, price: each, capped } of teams) {
      if (each <= 0) continue;
      const used = accountUse(context, budget, a, j, { lat: result.baseLat, lon: result.baseLon }, travel);
      if (capped) excess += used / budget.unit;
      else price += each * used;
    }
    return { price, excess };
  };

  for (const [a, i] of zoneOf.entries()) {
    const [owner, taker] = [ownerOf[a] as number, result.zoneRep[i] as number];
    if (
      !named[a] ||
      !(accounts.locked[a] || accounts.decided?.[a]?.length) ||
      taker < 0 ||
      taker === owner ||
      rules.account(a, taker) !== null
    )
      continue;
    const [kept, given] = [withRep(a, owner), withRep(a, taker)];
    const relief = kept.excess - given.excess;
    if (relief < -NOISE) continue;
    const handOver = (context.handOver?.[a] ?? 0) + budgetPrice * (weight?.[a] ?? 0);
    // who serves it today gives it away; a decision by hand may have taken it from them
    const handing = (j: number) => ((incumbentOf[a] as number) >= 0 && incumbentOf[a] !== j ? handOver : 0);
    const value = kept.price - given.price + handing(owner) - handing(taker);
    yield {
      rule: 'lock',
      sector_id: ids[owner] as string,
      measure: null,
      side: null,
      account_id: accounts.id[a] as string,
      per: 'account',
      value,
      cost: costOf(context, value, (context.reps.list[owner] as Rep).costPerHour),
      at_cap: relief > NOISE,
    };
  }
}
