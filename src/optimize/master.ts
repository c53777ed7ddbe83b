// The restricted master: solve the small LP, take its prices, price every pair of every zone, let in what would
// improve, and again, until the primal value (a fractional plan, summed by us) meets the certified bound.

import type { Duals, Problem } from '../model/problem.ts';
import { effectiveBudget, lagrangianBound, makeSum } from './bound.ts';
import { type Coupling, columnEntries, fromDuals, rowOf, toDuals } from './coupling.ts';
import { solveWithHighs } from './highs.ts';
import { type Crash, solveLpModel } from './lp.ts';
import type { LpResult } from './lp-model.ts';
import { buildMaster, LOWER, type MasterModel, type MasterState, UPPER } from './master-model.ts';
import { clampDuals, makePricer } from './pricing.ts';

/** Zone → its reps and shares (they sum to 1), for the zones that the LP splits; all others have one rep. */
export type Shares = ReadonlyMap<number, readonly (readonly [rep: number, share: number])[]>;

export interface MasterResult {
  /** best certified bound, and the prices that certify it */
  readonly value: number;
  readonly duals: Duals;
  /** value of the best fractional plan found; the LP optimum is between the two */
  readonly primal: number;
  readonly whole: Int32Array;
  readonly split: Shares;
  readonly exact: boolean;
  readonly rounds: number;
  readonly pivots: number;
  /** LPs too large for javascript-lp-solver, or on which it stalled: HiGHS solved them */
  readonly fallbacks: number;
}

/** Relative difference of primal value and bound at which the LP counts as solved. */
export const EXACT = 1e-9;
/** Excess below this many targets is rounding, not excess. */
const FEASIBLE = 1e-9;
const MOST_ROUNDS = 200;
/** Cells of all rounds' masters together: beyond, the bound is near enough. 35 000 × 300 × 2 takes a twentieth. */
const MOST_WORK = 1.5e8;
/** javascript-lp-solver works on a dense tableau: masters beyond this many cells go to HiGHS at once. */
const MOST_CELLS = 1.5e6;

export async function solveMaster(
  problem: Problem,
  coupling: Coupling,
  state: MasterState,
  start: Duals,
  onRound?: (round: number, bound: number) => Promise<boolean>,
): Promise<MasterResult> {
  // the first round's prices are seldom worse than those it starts from: their bound is summed only if it is needed
  let bound = { value: -Infinity, duals: start };
  let plan = { primal: Infinity, whole: state.base.slice(), split: new Map() as Shares };
  let pivots = 0;
  let fallbacks = 0;
  let rounds = 0;
  let work = 0;
  // once javascript-lp-solver has stalled on this problem, it will again
  let trusted = true;
  const isExact = (): boolean =>
    plan.primal < Infinity &&
    plan.primal - bound.value <= EXACT * Math.max(Math.abs(plan.primal), Math.abs(bound.value));

  while (rounds < MOST_ROUNDS) {
    const master = buildMaster(problem, coupling, state);
    const bearable = master.model.rows * master.model.columns <= MOST_CELLS;
    let result: LpResult =
      trusted && bearable
        ? solveLpModel(
            master.model,
            master.model.rows + master.model.columns,
            crashBasis(problem, coupling, state, master, bound.duals),
          )
        : { status: 'failed', iterations: 0 };
    pivots += result.iterations;
    const stretch = (): boolean => result.status === 'infeasible' && state.elastic.some(e => e === 0);
    if (result.status !== 'optimal' && !stretch()) {
      result = await solveWithHighs(master.model);
      fallbacks++;
      trusted &&= !bearable;
    }
    if (stretch()) {
      state.elastic.fill(1);
      continue;
    }
    if (result.status !== 'optimal') break;
    const { primal, dual } = result;
    if (enlarge(problem, coupling, state, master, primal, dual)) continue;
    rounds++;

    const y = new Float64Array(coupling.rows);
    for (let r = 0; r < coupling.rows; r++) if (master.rowAt[r] >= 0) y[r] = -dual[master.rowAt[r]];
    const duals = clampDuals(problem, toDuals(problem, coupling, y));
    const { value, improving } = price(problem, state, duals);
    if (value > bound.value) bound = { value, duals };
    const candidate = fractionalPlan(problem, coupling, state, master, primal);
    if (candidate.primal < plan.primal) plan = candidate;
    if ((await onRound?.(rounds, bound.value)) === false || isExact()) break;
    work += master.model.rows * master.model.columns;
    if (work > MOST_WORK) break;
    if (enter(coupling, state, improving) === 0) {
      // nothing to add, yet the two values differ: the solver's answer was not accurate
      if (!trusted) break;
      trusted = false;
    }
  }
  if (!isExact()) {
    const value = lagrangianBound(problem, start);
    if (value > bound.value) bound = { value, duals: start };
  }
  return { ...bound, ...plan, exact: isExact(), rounds, pivots, fallbacks };
}

// At good prices, the rows that are priced are tight, and the columns that are nearly tied are basic.
function crashBasis(
  problem: Problem,
  coupling: Coupling,
  state: MasterState,
  master: MasterModel,
  duals: Duals,
): Crash {
  const y = fromDuals(problem, coupling, duals);
  const rows: number[] = [];
  for (let r = 0; r < coupling.rows; r++) {
    const oneSided = state.sides[r] === UPPER || state.sides[r] === LOWER;
    if (oneSided && master.rowAt[r] >= 0 && y[r] !== 0) rows.push(master.rowAt[r]);
  }
  const pricer = makePricer(problem, duals);
  const reduced = new Float64Array(problem.k);
  const entries = new Float64Array(coupling.width);
  const gap = Float64Array.from(master.zones, (i, c) => {
    pricer.row(i, reduced);
    columnEntries(problem, coupling, i, master.reps[c], entries, 0);
    return Math.abs(reduced[master.reps[c]] - reduced[state.base[i]]) / (Math.max(...entries) || 1e-300);
  });
  const columns = Array.from(gap, (_, c) => c).sort((a, b) => gap[a] - gap[b] || a - b);
  return { rows, columns };
}

// Rows and excess columns that were left out and turn out to matter. True when anything came in.
function enlarge(
  problem: Problem,
  coupling: Coupling,
  state: MasterState,
  master: MasterModel,
  primal: Float64Array,
  dual: Float64Array,
): boolean {
  const { base, sides, elastic } = state;
  const { rows, lower, upper, cap } = coupling;
  let changed = false;
  const activity = activityOf(problem, coupling, base, master, primal);
  for (let r = 0; r < rows; r++) {
    const beyond = Math.abs(master.rowAt[r] >= 0 ? dual[master.rowAt[r]] : 0) > cap[r] * 1.000001;
    if (beyond && elastic[r] === 0) {
      elastic[r] = 1;
      changed = true;
    }
    const over = activity[r] > upper[r] + FEASIBLE && (sides[r] & UPPER) === 0;
    const under = activity[r] < lower[r] - FEASIBLE && (sides[r] & LOWER) === 0;
    if (over) sides[r] |= UPPER;
    if (under) sides[r] |= LOWER;
    if (over || under) changed = true;
  }
  return changed;
}

function activityOf(
  problem: Problem,
  coupling: Coupling,
  base: Int32Array,
  master: MasterModel,
  primal: Float64Array,
): Float64Array {
  const { width } = coupling;
  const activity = new Float64Array(coupling.rows);
  const entries = new Float64Array(width);
  const put = (i: number, j: number, x: number): void => {
    columnEntries(problem, coupling, i, j, entries, 0);
    for (let q = 0; q < width; q++) activity[rowOf(problem, j, q)] += x * entries[q];
  };
  for (let i = 0; i < problem.n; i++) put(i, base[i], 1);
  for (let c = 0; c < master.zones.length; c++) {
    if (primal[c] === 0) continue;
    put(master.zones[c], master.reps[c], primal[c]);
    put(master.zones[c], base[master.zones[c]], -primal[c]);
  }
  return activity;
}

// The LP's solution as shares that sum to one, and its value by our own summation, excess priced.
function fractionalPlan(
  problem: Problem,
  coupling: Coupling,
  state: MasterState,
  master: MasterModel,
  primal: Float64Array,
) {
  const { n, k, m, cost } = problem;
  const { rows, width, lower, upper, cap, teamRow } = coupling;
  const shares = new Map<number, [number, number][]>();
  for (let c = 0; c < master.zones.length; c++) {
    const x = primal[c];
    if (!(x > 1e-11)) continue;
    const list = shares.get(master.zones[c]);
    if (list === undefined) shares.set(master.zones[c], [[master.reps[c], x]]);
    else list.push([master.reps[c], x]);
  }
  const whole = state.base.slice();
  const split = new Map<number, (readonly [number, number])[]>();
  for (const [i, list] of shares) {
    let sum = 0;
    for (const [, x] of list) sum += x;
    if (1 - sum > 1e-11) list.push([state.base[i], 1 - sum]);
    else for (const pair of list) pair[1] /= sum;
    list.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    whole[i] = list[0][0];
    if (list.length > 1) split.set(i, list);
  }

  const sum = makeSum();
  const activity = Array.from({ length: rows }, makeSum);
  const entries = new Float64Array(width);
  const put = (i: number, j: number, x: number): void => {
    sum.add(cost[i * k + j] * x);
    columnEntries(problem, coupling, i, j, entries, 0);
    for (let q = 0; q < width; q++) activity[rowOf(problem, j, q)].add(entries[q] * x);
  };
  for (let i = 0; i < n; i++) {
    const list = split.get(i);
    if (list === undefined) put(i, whole[i], 1);
    else for (const [j, x] of list) put(i, j, x);
  }
  for (let r = 0; r < rows; r++) {
    const a = activity[r].value();
    const excess = Math.max(a - upper[r], lower[r] - a);
    if (cap[r] < Infinity && excess > FEASIBLE) sum.add(cap[r] * excess);
  }
  const hasMoves = teamRow > k * m;
  const moved = hasMoves ? activity[k * m].value() * coupling.budgetUnit : 0;
  const keepsBudget = !hasMoves || moved <= effectiveBudget(problem) + FEASIBLE * coupling.budgetUnit;
  return { primal: keepsBudget ? sum.value() : Infinity, whole, split };
}

interface Improving {
  readonly zone: number;
  readonly rep: number;
  readonly gain: number;
}

// Prices all pairs: the bound, as `lagrangianBound` sums it, and each zone that has a rep cheaper than all it knows.
function price(
  problem: Problem,
  state: MasterState,
  duals: Duals,
): { value: number; improving: Improving[] } {
  const { base, alternatives } = state;
  const improving: Improving[] = [];
  const value = lagrangianBound(problem, duals, (zone, rep, reduced) => {
    let known = reduced[base[zone]];
    const list = alternatives.get(zone);
    if (list !== undefined) for (const j of list) known = Math.min(known, reduced[j]);
    const gain = known - reduced[rep];
    if (gain > 1e-13 * Math.abs(known)) improving.push({ zone, rep, gain });
  });
  return { value, improving };
}

// The most profitable first, and not more at a time than the master can bear. Returns how many came in.
function enter(coupling: Coupling, { alternatives }: MasterState, improving: Improving[]): number {
  improving.sort((a, b) => b.gain - a.gain || a.zone - b.zone);
  const most = coupling.rows + 50;
  for (const { zone, rep } of improving.slice(0, most)) {
    const list = alternatives.get(zone);
    if (list === undefined) alternatives.set(zone, [rep]);
    else list.push(rep);
  }
  return Math.min(most, improving.length);
}
