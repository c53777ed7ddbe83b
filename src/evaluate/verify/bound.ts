// The objective of the assignment, and the lower bound that the plan's prices certify, by plain summation:
// for any prices π (|π| ≤ excess price) and β ≥ 0 no assignment, connected or not, costs less than
//   Σ_i min_j ( c[i,j] + Σ_q π[j,q] a[i,j,q] / T[j,q] + β v[i,j] )
//   − Σ_{j,q} ( π⁺ (1 + tol_q − f/T) + π⁻ (1 − tol_q − f/T) ) − β B
// and, for each budget of a team, y (what is used − the budget) with 0 ≤ y ≤ what its excess costs, the use within each minimum.
// (Lagrangian duality). So the claimed bound needs no trust: it is redone from the prices over all pairs.

import type { TeamPrice } from '../../model/plan.ts';
import { squareOf } from '../../model/power.ts';
import type { AreaRule } from './areas.ts';
import { dearest, excessOf, type TeamBudget } from './budgets.ts';
import { say } from './check.ts';
import type { Loads } from './loads.ts';
import { countsOf, limitsOf, type Row } from './rows.ts';
import type { Moves, RuleOf } from './rules.ts';
import type { Sums } from './sums.ts';
import { greatCircle } from './travel.ts';
import type { VerifyInput, World } from './world.ts';

/** c[i,j], in hours a year or weight × km². */
/** Hours a year that handing the account over costs. */
export function handOverPrice({ settings, accounts }: World, a: number): number {
  const { stickiness, handOver } = settings;
  if (!handOver) return stickiness;
  const revenue = Math.max(0, accounts?.numbers.get('revenue')?.[a] || 0);
  const since = accounts?.numbers.get('rep_since')?.[a] ?? Number.NaN;
  const today = handOver.asOf === null ? Number.NaN : daysTo(handOver.asOf);
  const years = (today - since) / 365.25;
  const step = handOver.byYearsHeld.findLast(entry => entry.years <= years);
  return (stickiness + (revenue / 1000) * handOver.hoursPer1000Revenue) * (step?.factor ?? 1);
}

/** What hand-overs of accounts that follow their zones cost in all: hours a year, where travel is minimized. */
export function handOverHours(world: World): number {
  if (world.settings.objective === 'compactness') return 0;
  let hours = 0;
  world.unitOf.forEach((i, a) => {
    const [from, to] = [world.incumbent[a]!, world.unitRep[i] ?? -1];
    if (from >= 0 && to >= 0 && from !== to && !world.named[a]) hours += handOverPrice(world, a);
  });
  return hours;
}

/** Days from 1970-01-01 to a day of the calendar. */
function daysTo(day: string): number {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const leap = (y: number) => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const lengths = [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  let days = date - 1;
  for (const length of lengths.slice(0, month - 1)) days += length;
  for (let y = 1970; y < year; y++) days += leap(y) ? 366 : 365;
  for (let y = year; y < 1970; y++) days -= leap(y) ? 366 : 365;
  return days;
}

export type CostOf = (unit: number, rep: number) => number;

export function makeCosts(world: World, loads: Loads): CostOf {
  const { settings, k } = world;
  const fromCenter = (i: number, j: number) =>
    greatCircle(world.centerLat[j]!, world.centerLon[j]!, world.lat[i]!, world.lon[i]!);
  if (settings.objective === 'compactness') {
    const weight = loads.measures[0]?.perUnit;
    return (i, j) => (weight?.[i] ?? 0) * squareOf(fromCenter(i, j));
  }
  const known = new Float64Array(world.n);
  const kept = new Map<number, number>();
  world.unitOf.forEach((i, a) => {
    const j = world.incumbent[a]!;
    if (i < 0 || j < 0 || world.named[a]) return;
    const price = handOverPrice(world, a);
    known[i]! += price;
    kept.set(i * k + j, (kept.get(i * k + j) ?? 0) + price);
  });
  return (i, j) => {
    const white = world.accounts && loads.followers[i] === 0 ? settings.whiteSpaceVisits : 0;
    const minutes = world.drive(world.centerLat[j]!, world.centerLon[j]!, world.lat[i]!, world.lon[i]!);
    const tours = (loads.visits[i]! + white) / settings.visitsPerTour;
    const spread = settings.spreadShare * ((2 * minutes) / 60) * tours;
    const handOvers = known[i]! - (kept.get(i * k + j) ?? 0);
    return loads.approach(i, j) + spread + handOvers;
  };
}

/**
 * Σ c over the assignment, what cuts through preferred areas and use beyond priced budgets cost included, and the excess: Σ over
 * (rep, row) of the deviation beyond the window, and of firm budgets in their units.
 */
export function objectiveOf(
  world: World,
  sums: Sums,
  cost: CostOf,
  cuts: number,
  budgets: readonly TeamBudget[],
): { cost: number; excess: number } {
  const teams = excessOf(budgets, sums);
  let total = cuts + teams.paid;
  world.unitRep.forEach((j, i) => {
    if (j >= 0) total += cost(i, j);
  });
  let { excess } = teams;
  for (const { tolerance, deviation } of sums.measures) {
    for (const d of deviation) if (!Number.isNaN(d)) excess += Math.max(0, Math.abs(d) - tolerance);
  }
  for (const limit of limitsOf(world)) {
    for (const count of countsOf(world, limit))
      excess += Math.max(0, (count - limit.max) / limit.unit, (limit.min - count) / limit.unit);
  }
  return { cost: total, excess };
}

/** Everything a bound is summed from, but its multipliers. */
export interface BoundCase {
  readonly world: World;
  readonly loads: Loads;
  readonly sums: Sums;
  readonly rows: readonly Row[];
  /** what must be with one rep, by unit: see areas.ts */
  readonly blocks: Int32Array;
  readonly areas: readonly AreaRule[];
  readonly cost: CostOf;
  readonly ruleOf: RuleOf;
  readonly moves: Moves | null;
  readonly budgets: readonly TeamBudget[];
  readonly excessPrice: number;
}

/** Multipliers of the balance rows and the budget, and what cuts add to a pair, at unit · k + rep. */
export interface Multipliers {
  /** at rep · rows + row */
  readonly price: Float64Array;
  readonly budgetPrice: number;
  /** of team budgets, in their order */
  readonly teams: readonly number[];
  readonly surcharge: ReadonlyMap<number, number>;
}

/** The prices of every rep and measure by name, checked; or the reason why they certify nothing. */
export function readPrices(
  { world, rows, moves, budgets, excessPrice }: BoundCase,
  pricesOf: (rep: string) => Readonly<Record<string, number>>,
  budgetPrice: number,
  teamPrices: readonly TeamPrice[] = [],
): Multipliers | string {
  const m = rows.length;
  const beta = moves ? budgetPrice : 0;
  if (!(beta >= 0)) return `the budget's price is ${beta}, and must not be negative`;
  const price = new Float64Array(world.k * m);
  for (let j = 0; j < world.k; j++) {
    const { id } = world.reps[j]!;
    const prices = new Map(Object.entries(pricesOf(id)));
    for (let q = 0; q < m; q++) {
      const { name } = rows[q]!;
      const given = prices.get(name);
      if (given === undefined || !Number.isFinite(given)) return `rep ${id} has no price of ${name}`;
      if (Math.abs(given) > excessPrice * (1 + 1e-9)) {
        return `the price ${given} of rep ${id} is beyond the excess price ${excessPrice}`;
      }
      price[j * m + q] = given;
    }
  }
  const names = budgets.map(({ name }) => name);
  const same = teamPrices.length === names.length && teamPrices.every(([name], b) => name === names[b]);
  if (!same) return 'the prices of budgets are not those of the settings';
  for (const [b, [name, y]] of teamPrices.entries()) {
    const most = dearest(budgets[b]!, excessPrice);
    if (!(y >= 0 && y <= most * (1 + 1e-9)))
      return `the price ${y} of budget ${name} is not from 0 to ${most}, what its excess costs`;
  }
  return { price, budgetPrice: beta, teams: teamPrices.map(([, y]) => y), surcharge: new Map() };
}

/** The prices in plan.json; or the reason why they certify nothing. */
export function planMultipliers(given: BoundCase, { plan }: VerifyInput): Multipliers | string {
  const pricesOf = new Map(plan.sectors.map(sector => [sector.repId, sector.prices]));
  const { budgetPrice, teamPrices } = plan.solver;
  return readPrices(given, rep => pricesOf.get(rep) ?? {}, budgetPrice, teamPrices);
}

/** The bound that the plan's prices certify, or the reason why they certify none. */
export function certifiedBound(given: BoundCase, input: VerifyInput): number | string {
  const multipliers = planMultipliers(given, input);
  return typeof multipliers === 'string' ? multipliers : sumOf(given, multipliers);
}

/** c̃[i,j]: what the pair costs at the multipliers; Infinity where a rule keeps them apart. */
export function reducedCosts(
  { world, rows, cost, ruleOf, moves, budgets }: BoundCase,
  { price, budgetPrice, teams, surcharge }: Multipliers,
): (unit: number, rep: number) => number {
  const { k } = world;
  const m = rows.length;
  return (i, j) => {
    if (ruleOf(i, j) !== null) return Number.POSITIVE_INFINITY;
    let reduced = cost(i, j) + budgetPrice * (moves?.moved(i, j) ?? 0) + (surcharge.get(i * k + j) ?? 0);
    for (const [b, y] of teams.entries()) if (y > 0) reduced += y * budgets[b]!.use(i, j);
    for (let q = 0; q < m; q++) {
      const p = price[j * m + q]!;
      const target = rows[q]!.target[j]!;
      if (p !== 0 && target > 0) reduced += (p * rows[q]!.load(i, j)) / target;
    }
    return reduced;
  };
}

/** Levels that areas are raised to, by rule of `areas`: block → level. */
export type Levels = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** Least reps of areas that need more than one, by rule of `areas`, then area; each with its multiplier. */
export type Least = ReadonlyMap<
  number,
  ReadonlyMap<string, { readonly reps: number; readonly price: number }>
>;

/** The sum itself; a text when it is none. */
export function sumOf(
  given: BoundCase,
  multipliers: Multipliers,
  levels: Levels = new Map(),
  least: Least = new Map(),
): number | string {
  const { world, rows, moves, blocks } = given;
  const { price, budgetPrice, teams } = multipliers;
  const { k, n } = world;
  const m = rows.length;
  let bound = moves ? -budgetPrice * moves.budget : 0;
  for (const [b, y] of teams.entries()) bound -= y * (given.budgets[b]!.atMost - given.budgets[b]!.named);
  for (let j = 0; j < k; j++) {
    for (let q = 0; q < m; q++) {
      const p = price[j * m + q]!;
      const { target, fixed, lower, upper } = rows[q]!;
      if (p === 0 || !(target[j]! > 0)) continue;
      bound -= p * ((p > 0 ? upper : lower) - fixed[j]! / target[j]!);
    }
  }
  const reduced = reducedCosts(given, multipliers);
  const sums = new Map<number, Float64Array>();
  for (let i = 0; i < n; i++) {
    const known = sums.get(blocks[i]!) ?? new Float64Array(k);
    sums.set(blocks[i]!, known);
    for (let j = 0; j < k; j++) known[j]! += reduced(i, j);
  }
  const raised = raise(given, sums, levels, least);
  if (typeof raised === 'string') return raised;
  bound -= raised;
  for (const row of sums.values())
    bound += row.reduce((least, c) => Math.min(least, c), Number.POSITIVE_INFINITY);
  return Number.isFinite(bound) ? bound : 'a zone has no eligible rep';
}

/**
 * Raises costs to the levels of their areas, in place. Whoever has p reps pays p − 1 times the price; in return each rep may
 * take in no more than the price from the levels of an area. What is paid back: one price for each area that has levels. One
 * that needs r reps gives back r times the multiplier of that, which whoever comes in may take in less.
 */
function raise(
  { world, areas, blocks }: BoundCase,
  sums: Map<number, Float64Array>,
  levels: Levels,
  least: Least,
): number | string {
  let back = 0;
  for (const [rule, byBlock] of levels) {
    const { column, price, areaOf } = areas[rule]!;
    const areaOfBlock = new Map<number, string>();
    for (const [i, area] of areaOf.entries()) areaOfBlock.set(blocks[i]!, area);
    const takes = new Map<string, Float64Array>();
    for (const [block, level] of byBlock) {
      const area = areaOfBlock.get(block) ?? '';
      if (area === '' || price === null) return `a level of ${column} is of no area that has a price`;
      const take = takes.get(area) ?? new Float64Array(world.k);
      takes.set(area, take);
      const row = sums.get(block)!;
      for (let j = 0; j < world.k; j++) {
        take[j]! += Math.max(0, level - row[j]!);
        row[j] = Math.max(row[j]!, level);
      }
    }
    const needs = new Map(least.get(rule));
    for (const [area, take] of takes) {
      const most = Math.max(...take);
      const need = needs.get(area);
      needs.delete(area);
      const left = price! - (need?.price ?? 0);
      if (most > left + 1e-9 * (1 + price!))
        return `a rep takes in ${say(most)} from the levels of ${column} ${area}, which is more than its price ${say(left)}`;
      back += price! - (need ? need.reps * need.price : 0);
    }
    for (const area of needs.keys()) return `${column} ${area} needs reps, and has no levels`;
  }
  return back;
}
