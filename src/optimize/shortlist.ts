// The dual asks at every step which reps are cheapest for each zone. Reduced costs move no further than prices do, so
// most zones need only look at the few reps that were cheap when all were last compared: the others are still dearer
// by what is left of their distance (Hamerly 2010 has the same idea for k-means). As the temperature falls the lists are
// cut to what it can still tell apart, so that a zone with one clear winner costs next to nothing.

import type { Problem } from '../model/problem.ts';
import type { Candidates } from './candidates.ts';
import { type Coupling, columnEntries, rowOf, toDuals } from './coupling.ts';
import { makePricer } from './pricing.ts';

/** Candidates with their numbers at hand, by rep in each zone. */
export interface Listed extends Candidates {
  /** where each candidate stands in the list: its cost is base[at], its entries begin at entries[at · width] */
  readonly at: Int32Array;
  readonly base: Float64Array;
  readonly entries: Float64Array;
}

export interface Shortlist {
  /**
   * The reps that `selectCandidates` finds at the row prices y, in order of rep. A list that is cut at `most` may have a
   * rep in it that is not quite among the cheapest; the cheapest itself, and all within a `slack` that is not cut, are
   * exact. Valid until the next call.
   */
  readonly candidates: (y: Float64Array, most: number, slack: Float64Array) => Listed;
  /** the Lagrangian bound at y, plainly summed */
  readonly bound: (y: Float64Array) => number;
}

/** What is dearer than the cheapest by this many slacks is not looked at until prices have moved. */
const VIEW = 2;

/**
 * Lists of up to `size` reps; `slack`: of the first call of `candidates`, or less. All loads are at least 0. Throws when a
 * zone has no eligible rep.
 */
export function makeShortlist(
  problem: Problem,
  coupling: Coupling,
  size: number,
  slack: Float64Array,
): Shortlist {
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
  const sorted = new Float64Array(k);
  let view = slack;
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

  /** all reps of a zone compared: those in view, or the cheapest of them, are its list */
  const compare = (i: number): void => {
    pricer.row(i, reduced);
    const from = i * length;
    let least = Infinity;
    for (let j = 0; j < k; j++) if (reduced[j] < least) least = reduced[j];
    let limit = Math.min(least + VIEW * view[i], Number.MAX_VALUE);
    let found = 0;
    for (let j = 0; j < k; j++) if (reduced[j] <= limit) sorted[found++] = reduced[j];
    let room = found;
    if (found > length) {
      // of those that cost just as much as the dearest that has room, the first ones find it
      limit = nthSmallest(sorted, found, length - 1);
      room = length;
      for (let j = 0; j < k; j++) if (reduced[j] < limit) room--;
    }
    found = 0;
    let next = Infinity;
    for (let j = 0; j < k; j++) {
      const key = reduced[j];
      if (key < limit || (key === limit && room-- > 0)) reps[from + found++] = j;
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

  /** drops what is dearer than `limit`; the keys of the list are those of the last look */
  const prune = (i: number, limit: number): void => {
    const from = i * length;
    let kept = 0;
    let next = outside(i);
    for (let a = 0; a < count[i]; a++) {
      const key = keys[a];
      if (key > limit) {
        if (key < next) next = key;
        continue;
      }
      if (kept < a) {
        keys[kept] = key;
        reps[from + kept] = reps[from + a];
        base[from + kept] = base[from + a];
        for (let q = 0; q < width; q++) entries[(from + kept) * width + q] = entries[(from + a) * width + q];
      }
      kept++;
    }
    if (kept === count[i]) return;
    count[i] = kept;
    beyond[i] = next;
    for (let q = 0; q < width; q++) fallenThen[i * width + q] = fallen[q];
  };

  let chosen = new Int32Array(4 * n);
  const candidates = (y: Float64Array, most: number, slack: Float64Array): Listed => {
    moveTo(y);
    view = slack;
    const starts = new Int32Array(n + 1);
    let filled = 0;
    for (let i = 0; i < n; i++) {
      let least = look(i);
      let within = 0;
      for (let a = 0; a < count[i]; a++) if (keys[a] <= least + slack[i]) within++;
      const rest = outside(i);
      if (least > rest || (least + slack[i] > rest && within < most)) {
        compare(i);
        least = look(i);
      }
      prune(i, least + VIEW * slack[i]);
      const limit = least + slack[i];
      // of those that cost just as much as the dearest that has room, the first ones find it
      let dearest = limit;
      let room = count[i];
      if (count[i] > most) {
        sorted.set(keys.subarray(0, count[i]));
        const last = nthSmallest(sorted, count[i], most - 1);
        if (last <= limit) {
          dearest = last;
          room = most;
          for (let a = 0; a < count[i]; a++) if (keys[a] < last) room--;
        }
      }
      if (filled + count[i] > chosen.length) chosen = grown(chosen);
      for (let a = 0; a < count[i]; a++) {
        if (keys[a] < dearest || (keys[a] === dearest && room-- > 0)) chosen[filled++] = i * length + a;
      }
      starts[i + 1] = filled;
    }
    const at = chosen.subarray(0, filled);
    return { starts, at, reps: at.map(c => reps[c]), base, entries };
  };
  return { candidates, bound };
}

function grown(list: Int32Array): Int32Array<ArrayBuffer> {
  const out = new Int32Array(2 * list.length);
  out.set(list);
  return out;
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

/** What no entry of a zone exceeds, for each measure (and budget). */
function heaviestEntries(problem: Problem, coupling: Coupling): Float64Array {
  const { n, k, m, loads, target, moveWeight } = problem;
  const { width, budgetUnit, teamRow, teamUnits } = coupling;
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
  if (teamRow > k * m && moveWeight !== null) put(m, moveWeight, new Float64Array(k).fill(1 / budgetUnit));
  problem.budgets?.forEach(({ use }, b) => {
    put(m + teamRow - k * m + b, use, new Float64Array(k).fill(1 / teamUnits[b]));
  });
  return out;
}
