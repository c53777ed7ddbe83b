// Can the balance rows be kept at all, were zones as fine as sand and sectors in any number of pieces? The same LP as the
// bound's, with costs so small against the price of excess that it buys whatever balance is to be had.

import type { Duals, Hooks, Problem } from '../model/problem.ts';
import { effectiveBudget } from './bound.ts';
import { solveLp } from './lp-relaxation.ts';
import { load } from './pricing.ts';

/** Costs against excess: with 1 a target is worth a hundred sectors, see Problem.excessPrice. */
const COST_SHARE = 1e-3;
/** Targets beyond the window that count as rounding. */
const ROUNDING = 1e-6;

export interface Elastic {
  /** true when every row can be kept; null when the LP was not solved to its end */
  readonly kept: boolean | null;
  readonly duals: Duals;
  /** share of zone i that rep j has in that solution, largest first; zones that are not split have one */
  readonly shares: (zone: number) => readonly (readonly [rep: number, share: number])[];
}

export async function elasticLp(problem: Problem, hooks: Hooks, start?: Duals): Promise<Elastic> {
  const cost = problem.cost.map(c => c * COST_SHARE);
  const lp = await solveLp({ ...problem, cost }, hooks, start);
  const shares = (zone: number) => lp.support.get(zone) ?? [[lp.whole[zone], 1] as const];
  const kept =
    forcedToMove(problem) || lp.value > dearest(problem, cost)
      ? false
      : lp.exact
        ? isKept(problem, shares)
        : null;
  return { kept, duals: lp.duals, shares };
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
  if (excessOf(problem, shares) > ROUNDING) return false;
  return problem.moveWeight === null || movedBy(problem, shares) <= problem.moveBudget * (1 + ROUNDING);
}

function excessOf(problem: Problem, shares: Elastic['shares']): number {
  const { n, k, m, target, fixedLoad, tolerance } = problem;
  const sum = Float64Array.from(fixedLoad);
  for (let i = 0; i < n; i++) {
    for (const [j, x] of shares(i)) {
      for (let q = 0; q < m; q++) sum[j * m + q] += x * load(problem, i, j, q);
    }
  }
  let excess = 0;
  for (let row = 0; row < k * m; row++) {
    excess += Math.max(0, Math.abs(sum[row] / target[row] - 1) - tolerance[row % m]);
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

/**
 * The problem without one side of a balance row, the other side as it is. A row is a window about its target; a fixed load
 * and a target that is larger by as much as it takes move the unwanted side out of reach.
 */
export function withoutSide(problem: Problem, row: number, side: 'least' | 'most'): Problem {
  const { n, k, m, target, fixedLoad, tolerance, loads } = problem;
  const q = row % m;
  const t = tolerance[q];
  const upper = target[row] * (1 + t) - fixedLoad[row];
  const lower = target[row] * (1 - t) - fixedLoad[row];
  const a = loads[q];
  // more than the row can ever carry
  let most = 1;
  for (let i = 0; i < n; i++) most += a.length === n ? a[i] : a[i * k + Math.floor(row / m)];
  const targets = target.slice();
  const fixed = fixedLoad.slice();
  if (side === 'least') {
    // what the window's width must be for its lower end to lie at or below nothing
    targets[row] = Math.max(upper, 0) / (2 * t) || target[row];
    fixed[row] = targets[row] * (1 + t) - upper;
  } else {
    targets[row] = Math.max((most - lower) / (2 * t), target[row]);
    fixed[row] = targets[row] * (1 - t) - lower;
  }
  return { ...problem, target: targets, fixedLoad: fixed };
}
