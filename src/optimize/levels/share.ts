// The ground shared among groups of reps before any of it is anybody's: a zone costs a group what it costs the best of its
// reps, at the prices that make room in full sectors (those of a linear program of all reps), and a group is to carry what its
// reps are to carry. Within that, the group's own windows bind.

import type { Duals, Problem } from '../../model/problem.ts';
import { makePricer } from '../pricing.ts';
import { withUse } from '../team-budgets.ts';

export interface Sharing {
  /** group of each rep */
  readonly groupOf: Int32Array;
  readonly k: number;
  /** rep of each zone in the plan that the prices and targets are of: in the group of that rep, it carries what it does there */
  readonly drawn: Int32Array;
  /** group above of each group, and of each zone: they must agree; null at the top */
  readonly above: { readonly ofGroup: Int32Array; readonly ofZone: Int32Array } | null;
  /** windows of the groups by measure, in its units; [] for a row that the level does not balance */
  readonly windows: readonly (readonly (readonly [least: number, most: number])[])[];
}

/** @param prices of the problem of the reps */
export function sharedProblem(problem: Problem, prices: Duals, sharing: Sharing): Problem {
  const { n, m, tolerance } = problem;
  const { groupOf, k, above } = sharing;
  const { best, cost } = cheapestOf(problem, prices, sharing);
  for (const [i, j] of sharing.drawn.entries()) best[i * k + groupOf[j]] = j;
  if (above) {
    for (let p = 0; p < n * k; p++)
      if (above.ofGroup[p % k] !== above.ofZone[Math.floor(p / k)]) cost[p] = Number.POSITIVE_INFINITY;
  }
  const ofBest = (values: Float64Array): Float64Array => {
    const own = new Float64Array(n * k);
    for (let p = 0; p < n * k; p++) {
      const i = Math.floor(p / k);
      own[p] = best[p] < 0 ? 0 : values[i * problem.k + best[p]];
    }
    return own;
  };
  const loads = problem.loads.map(load => (load.length === n ? load : ofBest(load)));
  const perGroup = (of: (row: number) => number): Float64Array => {
    const sums = new Float64Array(k * m);
    for (let j = 0; j < problem.k; j++) for (let q = 0; q < m; q++) sums[groupOf[j] * m + q] += of(j * m + q);
    return sums;
  };
  const target = perGroup(row => problem.target[row]);
  const side = (which: 'lower' | 'upper', sign: 1 | -1): Float64Array =>
    perGroup(row => {
      const set = problem.window?.[which][row] ?? 1 + sign * tolerance[row % m];
      return problem.target[row] * set;
    }).map((sum, row) => sum / target[row]);
  const lower = side('lower', -1);
  const upper = side('upper', 1);
  for (const [q, windows] of sharing.windows.entries()) {
    const own = windows.flatMap(([least, most], g) => {
      const row = g * m + q;
      const [low, high] = [least / target[row], most / target[row]];
      // a level that asks for what its reps cannot carry will say so; the sectors come first
      if (low > upper[row] || high < lower[row]) return [];
      return [{ row, low: Math.max(lower[row], low), high: Math.min(upper[row], high) }];
    });
    const kept = { lower: lower.slice(), upper: upper.slice() };
    for (const { row, low, high } of own) [lower[row], upper[row]] = [low, high];
    // and so they do where each group could, but not all of them: then the sectors' windows alone bind
    if (holdsAll(target, q, m, lower, upper)) continue;
    lower.set(kept.lower);
    upper.set(kept.upper);
  }
  return {
    ...problem,
    k,
    cost,
    loads,
    target,
    window: { lower, upper },
    fixedLoad: perGroup(row => problem.fixedLoad[row]),
    incumbent: problem.incumbent.map(j => (j < 0 ? -1 : groupOf[j])),
    root: new Int32Array(k).fill(-1),
    budgets: withUse(problem, ofBest),
  };
}

/** Is there room for all of a measure within the windows of its rows, and no more wanted than there is? */
function holdsAll(
  target: Float64Array,
  q: number,
  m: number,
  lower: Float64Array,
  upper: Float64Array,
): boolean {
  let [all, least, most] = [0, 0, 0];
  for (let row = q; row < target.length; row += m) {
    all += target[row];
    least += lower[row] * target[row];
    most += upper[row] * target[row];
  }
  return least <= all && all <= most;
}

/**
 * The rep of each group who serves a zone at the least price, −1 where none may, at zone · k + group; and what the zone costs
 * the group: what it costs the best rep of all, and how much dearer the group's own is.
 */
function cheapestOf(problem: Problem, prices: Duals, { groupOf, k }: Sharing) {
  const { n } = problem;
  const best = new Int32Array(n * k).fill(-1);
  const cost = new Float64Array(n * k).fill(Number.POSITIVE_INFINITY);
  const pricer = makePricer(problem, prices);
  const priced = new Float64Array(problem.k);
  for (let i = 0; i < n; i++) {
    pricer.row(i, priced);
    let least = Number.POSITIVE_INFINITY;
    let plain = 0;
    for (let j = 0; j < problem.k; j++) {
      if (priced[j] === Number.POSITIVE_INFINITY) continue;
      const at = i * k + groupOf[j];
      if (priced[j] < cost[at]) [best[at], cost[at]] = [j, priced[j]];
      if (priced[j] < least) [least, plain] = [priced[j], problem.cost[i * problem.k + j]];
    }
    for (let at = i * k; at < (i + 1) * k; at++) cost[at] += plain - least;
  }
  return { best, cost };
}
