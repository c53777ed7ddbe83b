// Where the master starts: zones with one clear winner at the dual's prices are given to it; the others are
// contested, the closest calls first.

import type { Duals, Problem } from '../model/problem.ts';
import { selectCandidates } from './candidates.ts';
import { type Coupling, columnEntries, fromDuals, rowOf } from './coupling.ts';
import type { DualResult } from './dual.ts';
import { LOWER, type MasterState, UPPER } from './master-model.ts';
import { makePricer } from './pricing.ts';

/** A rep is a candidate while it is within this many temperatures of the cheapest. */
const SLACK = 30;
const MOST_CANDIDATES = 8;
/** Columns the master starts with: fewer leave its prices loose, more cost pivots. */
const COLUMNS_PER_ROW = 2.5;
/** Reps closer than this many temperatures are the same to a zone. */
const TIE = 1e-3;

export function startMaster(problem: Problem, coupling: Coupling, dual: DualResult): MasterState {
  const { n, k, m } = problem;
  const { rows, width, lower, upper, cap } = coupling;
  const { duals, tau, weights } = dual;
  const slack = weights.map(w => SLACK * tau * w);
  const pricer = makePricer(problem, duals);
  const { starts, reps } = selectCandidates(problem, pricer, MOST_CANDIDATES, slack);

  const base = new Int32Array(n);
  const activity = new Float64Array(rows);
  const entries = new Float64Array(width);
  const give = (i: number, j: number): void => {
    base[i] = j;
    columnEntries(problem, coupling, i, j, entries, 0);
    for (let q = 0; q < width; q++) activity[rowOf(problem, j, q)] += entries[q];
  };
  const open: number[] = [];
  for (let i = 0; i < n; i++) {
    if (starts[i + 1] - starts[i] > 1 && weights[i] > 0) open.push(i);
    else give(i, reps[starts[i]]);
  }

  // the base is the cheapest rep: then the simplex starts dual feasible, which saves most of its pivots. Only
  // true ties go to whoever has the most room, heaviest zone first
  const reduced = new Float64Array(k);
  open.sort((a, b) => weights[b] - weights[a] || a - b);
  for (const i of open) {
    pricer.row(i, reduced);
    const tied = reduced[reps[starts[i]]] + TIE * tau * weights[i];
    let best = -1;
    let least = Infinity;
    for (let c = starts[i]; c < starts[i + 1]; c++) {
      if (reduced[reps[c]] > tied) break;
      columnEntries(problem, coupling, i, reps[c], entries, 0);
      let fill = -Infinity;
      for (let q = 0; q < width; q++) {
        const r = rowOf(problem, reps[c], q);
        const middle = lower[r] === -Infinity ? upper[r] : 0.5 * (lower[r] + upper[r]);
        fill = Math.max(fill, activity[r] + 0.5 * entries[q] - middle);
      }
      if (fill < least) {
        least = fill;
        best = reps[c];
      }
    }
    give(i, best);
  }

  // the closest calls first; among ties of like weight it does not matter which, but not all from one corner
  const gap = new Float64Array(n);
  for (const i of open) {
    pricer.row(i, reduced);
    gap[i] = (reduced[reps[starts[i] + 1]] - reduced[reps[starts[i]]]) / weights[i];
  }
  const scatter = (i: number): number => Math.imul(i + 1, 0x9e3779b1) >>> 0;
  open.sort((a, b) => gap[a] - gap[b] || scatter(a) - scatter(b));
  const alternatives = new Map<number, number[]>();
  const most = COLUMNS_PER_ROW * rows + 20;
  let columns = 0;
  for (const i of open) {
    if (columns >= most) break;
    const list = Array.from(reps.subarray(starts[i], starts[i + 1])).filter(j => j !== base[i]);
    if (list.length > 0) alternatives.set(i, list);
    columns += list.length;
  }

  const y = fromDuals(problem, coupling, duals);
  const sides = new Uint8Array(rows);
  const elastic = new Uint8Array(rows);
  for (let r = 0; r < rows; r++) {
    if (y[r] > -3 * tau) sides[r] |= UPPER;
    if (y[r] < 3 * tau && lower[r] > -Infinity) sides[r] |= LOWER;
    // what has a price of its own may well be paid for
    if (r >= coupling.teamRow || (r < k * m && Math.abs(y[r]) > 0.2 * cap[r])) elastic[r] = 1;
  }
  return { base, alternatives, sides, elastic, budgetCap: budgetCap(problem, coupling, y, duals) };
}

// far above any price seen, raised later if it is paid nonetheless
function budgetCap(problem: Problem, coupling: Coupling, y: Float64Array, duals: Duals): number {
  if (coupling.budgetUnit === 0) return 0;
  let largest = Math.abs(duals.budgetPrice * coupling.budgetUnit);
  for (const price of y) largest = Math.max(largest, Math.abs(price));
  return 100 * largest + problem.excessPrice;
}
