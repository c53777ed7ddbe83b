// The ground shared among groups of reps before any of it is anybody's: a zone costs a group what it costs the best of its
// reps, and a group is to carry what its reps are to carry. Within that, the group's own windows bind.

import type { Problem } from '../../model/problem.ts';

/** Of the reps' tolerance, what a group of them may use up: the rest is for its sectors. */
const ROOM = 0.5;

export interface Sharing {
  /** group of each rep */
  readonly groupOf: Int32Array;
  readonly k: number;
  /** group above of each group, and of each zone: they must agree; null at the top */
  readonly above: { readonly ofGroup: Int32Array; readonly ofZone: Int32Array } | null;
  /** windows of the groups by measure, in its units; [] for a row that the level does not balance */
  readonly windows: readonly (readonly (readonly [least: number, most: number])[])[];
}

export function sharedProblem(problem: Problem, sharing: Sharing): Problem {
  const { n, m, tolerance } = problem;
  const { groupOf, k, above } = sharing;
  const best = cheapestOf(problem, groupOf, k);
  const cost = new Float64Array(n * k).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++) {
    for (let g = 0; g < k; g++) {
      const j = best[i * k + g];
      if (j < 0 || (above && above.ofGroup[g] !== above.ofZone[i])) continue;
      cost[i * k + g] = problem.cost[i * problem.k + j];
    }
  }
  const loads = problem.loads.map(load => {
    if (load.length === n) return load;
    const own = new Float64Array(n * k);
    for (let p = 0; p < n * k; p++) {
      const i = Math.floor(p / k);
      own[p] = best[p] < 0 ? 0 : load[i * problem.k + best[p]];
    }
    return own;
  });
  const perGroup = (of: (row: number) => number): Float64Array => {
    const sums = new Float64Array(k * m);
    for (let j = 0; j < problem.k; j++) for (let q = 0; q < m; q++) sums[groupOf[j] * m + q] += of(j * m + q);
    return sums;
  };
  const target = perGroup(row => problem.target[row]);
  const side = (which: 'lower' | 'upper', sign: 1 | -1): Float64Array =>
    perGroup(row => {
      const set = problem.window?.[which][row] ?? 1 + sign * tolerance[row % m];
      // limits of zones and accounts are what they are
      const limited = row % m >= m - (problem.limits ?? 0);
      return problem.target[row] * (limited ? set : 1 + ROOM * (set - 1));
    }).map((sum, row) => sum / target[row]);
  const lower = side('lower', -1);
  const upper = side('upper', 1);
  for (const [q, windows] of sharing.windows.entries()) {
    for (const [g, [least, most]] of windows.entries()) {
      const row = g * m + q;
      const [low, high] = [least / target[row], most / target[row]];
      // a level that asks for what its reps cannot carry will say so; the sectors come first
      if (low > upper[row] || high < lower[row]) continue;
      lower[row] = Math.max(lower[row], low);
      upper[row] = Math.min(upper[row], high);
    }
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
  };
}

/** The rep of each group who serves a zone at the least cost, −1 where none may; at zone · k + group. */
function cheapestOf(problem: Problem, groupOf: Int32Array, k: number): Int32Array {
  const best = new Int32Array(problem.n * k).fill(-1);
  for (let i = 0; i < problem.n; i++) {
    for (let j = 0; j < problem.k; j++) {
      const c = problem.cost[i * problem.k + j];
      if (c === Number.POSITIVE_INFINITY) continue;
      const at = i * k + groupOf[j];
      if (best[at] < 0 || c < problem.cost[i * problem.k + best[at]]) best[at] = j;
    }
  }
  return best;
}
