// Can the balance rows be kept at all, were zones shared out in proportion and sectors in any number of pieces? The same LP as
// the bound's, with costs so small against the price of excess that it buys whatever balance is to be had.

import type { Duals, Hooks, Problem } from '../model/problem.ts';
import { effectiveBudget } from './bound.ts';
import { solveLp } from './lp-relaxation.ts';
import { load } from './pricing.ts';
import { windowsOf } from './window.ts';

/** Costs against excess: with 1 a target is worth a hundred sectors, see Problem.excessPrice. The second where the first decides nothing. */
const COST_SHARES = [1e-3, 1e-6];
/** Of one program out of a budget. */
const MOST_WORK = 5e8;
/** Targets beyond the window that count as rounding. */
const ROUNDING = 1e-6;

export interface Elastic {
  /** true when every row can be kept, false when that is refuted, null when neither was shown */
  readonly kept: boolean | null;
  readonly duals: Duals;
  /** share of zone i that rep j has in that solution, largest first; zones that are not split have one */
  readonly shares: (zone: number) => readonly (readonly [rep: number, share: number])[];
}

/** Work, as the dual counts it, that may still be done: prices of some maps walk far, and many programs are asked for. */
export interface LpBudget {
  left: number;
}

export interface ElasticHooks extends Hooks {
  readonly budget?: LpBudget;
}

/** Once the budget is spent, and for a program that takes too much of it, nothing is decided. */
export async function elasticLp(problem: Problem, hooks: ElasticHooks, start?: Duals): Promise<Elastic> {
  const { budget } = hooks;
  const isSpent = (): boolean => budget !== undefined && budget.left <= 0;
  const none = { price: new Float64Array(problem.k * problem.m), budgetPrice: 0 };
  let elastic: Elastic = { kept: null, duals: start ?? none, shares: () => [] };
  // a zone that nobody may serve any more says nothing about balance
  if (isSpent() || !servesAll(problem)) return elastic;
  let prices = start;
  // what may be paid for forbids nothing
  const budgets = problem.budgets?.map(own => (own.price === null ? own : { ...own, price: 0 }));
  for (const costShare of COST_SHARES) {
    const cost = problem.cost.map(c => c * costShare);
    const work = budget && Math.min(budget.left, MOST_WORK);
    const lp = await solveLp({ ...problem, cost, budgets }, hooks, prices, work);
    if (budget) budget.left -= lp.work;
    const shares = (zone: number) => lp.support.get(zone) ?? [[lp.whole[zone], 1] as const];
    // a solution is its own proof, and so is a bound
    const shown = lp.primal < Infinity && isKept(problem, shares);
    const refuted = forcedToMove(problem) || lp.value > dearest(problem, cost);
    elastic = { kept: shown ? true : refuted ? false : null, duals: lp.duals, shares };
    if (elastic.kept !== null || isSpent()) break;
    prices = lp.duals;
  }
  return elastic;
}

function servesAll({ n, k, cost }: Problem): boolean {
  for (let i = 0; i < n; i++) {
    if (cost.subarray(i * k, (i + 1) * k).every(c => c === Infinity)) return false;
  }
  return true;
}

/** More must change hands than the budget allows, whoever serves: every rep moves something of a zone. */
function forcedToMove(problem: Problem): boolean {
  return problem.moveWeight !== null && effectiveBudget(problem) > problem.moveBudget * (1 + ROUNDING);
}

/** No plan without excess costs more. A bound above it proves that there is none, however well the rest was solved. */
function dearest({ n, k }: Problem, cost: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let most = 0;
    for (let j = 0; j < k; j++) if (cost[i * k + j] < Infinity) most = Math.max(most, cost[i * k + j]);
    sum += most;
  }
  return sum * (1 + ROUNDING);
}

function isKept(problem: Problem, shares: Elastic['shares']): boolean {
  if (excessOf(problem, shares) > ROUNDING || overspends(problem, shares)) return false;
  return problem.moveWeight === null || movedBy(problem, shares) <= problem.moveBudget * (1 + ROUNDING);
}

function excessOf(problem: Problem, shares: Elastic['shares']): number {
  const { n, k, m, target, fixedLoad } = problem;
  const { lower, upper } = windowsOf(problem);
  const sum = Float64Array.from(fixedLoad);
  for (let i = 0; i < n; i++) {
    for (const [j, x] of shares(i)) {
      for (let q = 0; q < m; q++) sum[j * m + q] += x * load(problem, i, j, q);
    }
  }
  let excess = 0;
  for (let row = 0; row < k * m; row++) {
    const share = sum[row] / target[row];
    excess += Math.max(0, share - upper[row], lower[row] - share);
  }
  return excess;
}

function movedBy({ n, k, moveWeight }: Problem, shares: Elastic['shares']): number {
  let moved = 0;
  for (let i = 0; i < n; i++) {
    for (const [j, x] of shares(i)) moved += x * (moveWeight?.[i * k + j] ?? 0);
  }
  return moved;
}

/** Is some firm budget exceeded? */
function overspends({ n, k, budgets = [] }: Problem, shares: Elastic['shares']): boolean {
  return budgets.some(({ use, room, unit, price }) => {
    if (price !== null) return false;
    let used = 0;
    for (let i = 0; i < n; i++) for (const [j, x] of shares(i)) used += x * use[i * k + j];
    return used > room + ROUNDING * unit;
  });
}

/** The problem without one side of a balance row: nothing falls short of 0, or goes beyond all there is. */
export function withoutSide(problem: Problem, row: number, side: 'least' | 'most'): Problem {
  const { n, m, target, fixedLoad } = problem;
  const { lower, upper } = windowsOf(problem);
  if (side === 'least') lower[row] = Math.min(lower[row], 0);
  else {
    let all = fixedLoad[row];
    for (let i = 0; i < n; i++) all += load(problem, i, Math.floor(row / m), row % m);
    upper[row] = Math.max(upper[row], all / target[row]);
  }
  return { ...problem, window: { lower, upper } };
}
