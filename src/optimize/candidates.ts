// Candidates: the few reps worth looking at for each zone. A zone seldom goes far from its cheapest reps, so
// the smoothed dual runs over short lists; the master later prices every pair, so nothing is lost by it.

import type { Problem } from '../model/problem.ts';
import type { Pricer } from './pricing.ts';

/** Sparse lists: the candidates of zone i are reps[starts[i]] … reps[starts[i + 1] − 1], cheapest first. */
export interface Candidates {
  readonly starts: Int32Array;
  readonly reps: Int32Array;
}

/**
 * Up to `most` eligible reps of each zone, cheapest reduced cost first (lowest index among equals), none dearer
 * than the cheapest plus `slack[i]`. Without `slack` the incumbent is added when it is eligible but not among them.
 * Throws when a zone has no eligible rep.
 */
export function selectCandidates(
  problem: Problem,
  pricer: Pricer,
  most: number,
  slack?: Float64Array,
): Candidates {
  const { n, k, incumbent } = problem;
  const starts = new Int32Array(n + 1);
  let reps = new Int32Array(n * Math.min(most, 4) + most + 1);
  const reduced = new Float64Array(k);
  const keys = new Float64Array(most);
  let size = 0;
  for (let i = 0; i < n; i++) {
    if (size + most + 1 > reps.length) {
      const grown = new Int32Array(2 * reps.length);
      grown.set(reps);
      reps = grown;
    }
    pricer.row(i, reduced);
    let limit = Infinity;
    if (slack !== undefined) {
      for (let j = 0; j < k; j++) if (reduced[j] < limit) limit = reduced[j];
      limit += slack[i];
    }
    // insertion into a sorted list: most reps fail the first comparison
    let count = 0;
    for (let j = 0; j < k; j++) {
      const key = reduced[j];
      if (!(key <= limit) || key === Infinity || (count === most && key >= keys[most - 1])) continue;
      let at = count < most ? count++ : most - 1;
      for (; at > 0 && keys[at - 1] > key; at--) {
        keys[at] = keys[at - 1];
        reps[size + at] = reps[size + at - 1];
      }
      keys[at] = key;
      reps[size + at] = j;
    }
    if (count === 0) throw new Error(`zone ${i} has no eligible rep`);
    const held = incumbent[i];
    if (slack === undefined && held >= 0 && reduced[held] !== Infinity) {
      if (reps.subarray(size, size + count).indexOf(held) < 0) reps[size + count++] = held;
    }
    size += count;
    starts[i + 1] = size;
  }
  return { starts, reps: reps.slice(0, size) };
}
