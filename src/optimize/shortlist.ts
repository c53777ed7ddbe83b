// The dual asks at every step which reps are cheapest for each zone. Reduced costs move no further than prices do, so
// most zones need only look at the few reps that were cheap when all were last compared: the others are still dearer
// by what is left of their distance (Hamerly 2010 has the same idea for k-means).

import type { Problem } from '../model/problem.ts';
import type { Candidates } from './candidates.ts';
import { type Coupling, columnEntries, rowOf, toDuals } from './coupling.ts';
import { makePricer } from './pricing.ts';

export interface Shortlist {
  /**
   * As `selectCandidates`, at the row prices y. A list that is cut at `most` may have a rep in it that is not quite
   * among the cheapest; the cheapest itself, and all within a `slack` that is not cut, are exact.
   */
  readonly candidates: (y: Float64Array, most: number, slack: Float64Array) => Candidates;
  /** the Lagrangian bound at y, plainly summed */
  readonly bound: (y: Float64Array) => number;
}

/** Lists of `size` reps. All loads are at least 0. Throws when a zone has no eligible rep. */
export function makeShortlist(problem: Problem, coupling: Coupling, size: number): Shortlist {
  const { n, k, cost } = problem;
  const { width, rows, lower, upper } = coupling;
  const length = Math.min(k, Math.ceil(size));
  const reps = new Int32Array(n * length);
  const count = new Int32Array(n);
  const base = new Float64Array(n * length);
  const entries = new Float64Array(n * length * width);
  /** reduced cost that no rep outside the list was below, and how far prices had fallen then */
  const beyond = new Float64Array(n).fill(-Infinity);
  const fallenThen = new Float64Array(n * width);
  const fallen = new Float64Array(width);
  const heaviest = heaviestEntries(problem, coupling);
  const last = new Float64Array(rows);
  const reduced = new Float64Array(k);
  const keys = new Float64Array(k);
  const order = new Int32Array(length);
  let pricer = makePricer(problem, toDuals(problem, coupling, last));

  const moveTo = (y: Float64Array): void => {
    for (let q = 0; q < width; q++) {
      let most = 0;
      for (let j = 0; j < k; j++) {
        const row = rowOf(problem, j, q);
        most = Math.max(most, last[row] - y[row]);
      }
      fallen[q] += most;
    }
    last.set(y);
    pricer = makePricer(problem, toDuals(problem, coupling, y));
  };

  /** all reps of a zone compared: the cheapest `length` are its list */
  const compare = (i: number): void => {
    pricer.row(i, reduced);
    const from = i * length;
    let eligible = 0;
    for (let j = 0; j < k; j++) if (reduced[j] !== Infinity) keys[eligible++] = reduced[j];
    // of those that cost just the limit, the first ones find room
    const limit = eligible > length ? nthSmallest(keys, eligible, length - 1) : Infinity;
    let below = 0;
    for (let j = 0; j < k; j++) if (reduced[j] < limit) below++;
    let room = length - below;
    let found = 0;
    let next = Infinity;
    for (let j = 0; j < k; j++) {
      const key = reduced[j];
      if (key < limit || (key === limit && key !== Infinity && room-- > 0)) reps[from + found++] = j;
      else if (key < next) next = key;
    }
    if (found === 0) throw new Error(`zone ${i} has no eligible rep`);
    count[i] = found;
    beyond[i] = next;
    for (let q = 0; q < width; q++) fallenThen[i * width + q] = fallen[q];
    for (let c = from; c < from + found; c++) {
      base[c] = cost[i * k + reps[c]];
      columnEntries(problem, coupling, i, reps[c], entries, c * width);
    }
  };

  /** reduced costs of the zone's list into `keys`; the least of them */
  const look = (i: number): number => {
    const from = i * length;
    let least = Infinity;
    for (let a = 0; a < count[i]; a++) {
      const c = from + a;
      let key = base[c];
      for (let q = 0; q < width; q++) key += entries[c * width + q] * last[rowOf(problem, reps[c], q)];
      keys[a] = key;
      if (key < least) least = key;
    }
    return least;
  };
  const outside = (i: number): number => {
    let least = beyond[i];
    for (let q = 0; q < width; q++) {
      least -= heaviest[i * width + q] * (fallen[q] - fallenThen[i * width + q]);
    }
    return least;
  };

  const bound = (y: Float64Array): number => {
    moveTo(y);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      let least = look(i);
      if (least > outside(i)) {
        compare(i);
        least = look(i);
      }
      sum += least;
    }
    for (let r = 0; r < rows; r++) sum -= y[r] > 0 ? y[r] * upper[r] : y[r] < 0 ? y[r] * lower[r] : 0;
    return sum;
  };

  const candidates = (y: Float64Array, most: number, slack: Float64Array): Candidates => {
    moveTo(y);
    const starts = new Int32Array(n + 1);
    const out = new Int32Array(n * Math.min(most, length));
    let filled = 0;
    for (let i = 0; i < n; i++) {
      let limit = look(i) + slack[i];
      let within = 0;
      for (let a = 0; a < count[i]; a++) if (keys[a] <= limit) within++;
      const rest = outside(i);
      if (limit - slack[i] > rest || (limit > rest && within < most)) {
        compare(i);
        limit = look(i) + slack[i];
      }
      let kept = 0;
      for (let a = 0; a < count[i]; a++) {
        const key = keys[a];
        if (!(key <= limit) || (kept === most && key >= keys[order[most - 1]])) continue;
        let at = kept < most ? kept++ : most - 1;
        for (; at > 0 && keys[order[at - 1]] > key; at--) order[at] = order[at - 1];
        order[at] = a;
      }
      for (let a = 0; a < kept; a++) out[filled++] = reps[i * length + order[a]];
      starts[i + 1] = filled;
    }
    return { starts, reps: out.subarray(0, filled) };
  };
  return { candidates, bound };
}

/** The n-th smallest (0: the smallest) of the first `size` keys, which change places. Hoare 1961. */
function nthSmallest(keys: Float64Array, size: number, n: number): number {
  let from = 0;
  let to = size - 1;
  while (from < to) {
    const pivot = keys[(from + to) >> 1];
    let a = from;
    let b = to;
    while (a <= b) {
      while (keys[a] < pivot) a++;
      while (keys[b] > pivot) b--;
      if (a <= b) {
        const key = keys[a];
        keys[a++] = keys[b];
        keys[b--] = key;
      }
    }
    if (n <= b) to = b;
    else if (n >= a) from = a;
    else break;
  }
  return keys[n];
}

/** What no entry of a zone exceeds, for each measure (and the budget). */
function heaviestEntries(problem: Problem, coupling: Coupling): Float64Array {
  const { n, k, m, loads, target, moveWeight } = problem;
  const { width, budgetUnit } = coupling;
  const out = new Float64Array(n * width);
  const put = (q: number, values: Float64Array, inverse: Float64Array): void => {
    const alone = values.length === n && k > 1;
    const most = Math.max(...inverse);
    for (let i = 0; i < n; i++) {
      let heaviest = alone ? values[i] * most : 0;
      if (!alone) for (let j = 0; j < k; j++) heaviest = Math.max(heaviest, values[i * k + j] * inverse[j]);
      out[i * width + q] = heaviest;
    }
  };
  for (let q = 0; q < m; q++)
    put(
      q,
      loads[q],
      Float64Array.from({ length: k }, (_, j) => 1 / target[j * m + q]),
    );
  if (width > m && moveWeight !== null) put(m, moveWeight, new Float64Array(k).fill(1 / budgetUnit));
  return out;
}
