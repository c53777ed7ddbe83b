// A coarser problem: zones that lie next to each other along a space-filling curve become one. Its best prices are
// close to those of the full problem and cost a fraction of the time, so that the full problem need only be looked at
// where prices hardly move any more (Mérigot 2011, a multiscale approach to optimal transport).

import { powerOf } from '../model/power.ts';
import type { Problem } from '../model/problem.ts';
import { effectiveBudget } from './bound.ts';
import { withUse } from './team-budgets.ts';

/**
 * Groups of up to `size` zones as the zones of a problem without a graph; reps, targets and prices mean the same as in
 * `problem`. A rep may serve a group when it may serve any of its zones: the group costs what those cost on average.
 */
export function coarsen(problem: Problem, weights: Float64Array, size: number): Problem {
  const { n, k, cost, loads, moveWeight } = problem;
  const order = alongCurve([problem.lat, problem.lon, costPerWeight(problem, weights)]);
  const groups = Math.ceil(n / size);
  const members = (g: number): Int32Array => order.subarray(g * size, Math.min(n, (g + 1) * size));
  const perGroup = (values: Float64Array): Float64Array => {
    const out = new Float64Array(groups);
    for (let g = 0; g < groups; g++) for (const i of members(g)) out[g] += values[i];
    return out;
  };
  const perPair = (values: Float64Array): Float64Array => {
    const out = new Float64Array(groups * k);
    for (let g = 0; g < groups; g++) {
      for (const i of members(g)) for (let j = 0; j < k; j++) out[g * k + j] += values[i * k + j];
    }
    return out;
  };
  return {
    ...problem,
    n: groups,
    offsets: new Int32Array(groups + 1),
    neighbors: new Int32Array(0),
    lat: Float64Array.from({ length: groups }, (_, g) => problem.lat[members(g)[0]]),
    lon: Float64Array.from({ length: groups }, (_, g) => problem.lon[members(g)[0]]),
    cost: groupCosts(cost, k, groups, members),
    loads: loads.map(a => (a.length === n ? perGroup(a) : perPair(a))),
    moveWeight: moveWeight && perPair(moveWeight),
    moveBudget: effectiveBudget(problem),
    budgets: withUse(problem, perPair),
    incumbent: new Int32Array(groups).fill(-1),
    preferred: undefined,
    root: new Int32Array(k).fill(-1),
  };
}

function groupCosts(
  cost: Float64Array,
  k: number,
  groups: number,
  members: (g: number) => Int32Array,
): Float64Array {
  const out = new Float64Array(groups * k);
  for (let g = 0; g < groups; g++) {
    const zones = members(g);
    for (let j = 0; j < k; j++) {
      let sum = 0;
      let served = 0;
      for (const i of zones) {
        const c = cost[i * k + j];
        if (c === Infinity) continue;
        sum += c;
        served++;
      }
      out[g * k + j] = served === 0 ? Infinity : (sum * zones.length) / served;
    }
  }
  return out;
}

/** What a unit of weight costs on average: zones side by side go to different reps where it differs. */
function costPerWeight({ n, k, cost }: Problem, weights: Float64Array): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let sum = 0;
    let served = 0;
    for (let j = 0; j < k; j++) {
      if (cost[i * k + j] === Infinity) continue;
      sum += cost[i * k + j];
      served++;
    }
    out[i] = weights[i] > 0 ? sum / served / weights[i] : Infinity;
  }
  return out;
}

/** Zones in the order of their Morton codes: neighbors in the list are, mostly, close in every coordinate. */
function alongCurve(coordinates: readonly Float64Array[]): Int32Array {
  const n = coordinates[0].length;
  // a code and, below it, the zone's index make one whole number, which sorts without a comparison function
  const indexBits = Math.ceil(Math.log2(n + 1));
  const bits = Math.min(indexBits, Math.floor((52 - indexBits) / coordinates.length));
  const code = new Float64Array(n);
  coordinates.forEach((values, axis) => {
    const rank = ranks(values);
    const shift = powerOf(2, indexBits - bits);
    for (let i = 0; i < n; i++) {
      code[i] += spread(Math.floor(rank[i] / shift), coordinates.length) * powerOf(2, axis + indexBits);
    }
  });
  for (let i = 0; i < n; i++) code[i] += i;
  const range = powerOf(2, indexBits);
  return Int32Array.from(code.sort(), x => x % range);
}

/** Places by rank, so that dense and empty regions are cut equally fine; equal values have the same. */
function ranks(values: Float64Array): Int32Array {
  const sorted = values.slice().sort();
  return Int32Array.from(values, x => {
    let low = 0;
    for (let high = sorted.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < x) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

/** The bits of a rank, `stride` places apart. */
function spread(rank: number, stride: number): number {
  let out = 0;
  for (let bit = 0, place = 1; rank >> bit > 0; bit++, place *= powerOf(2, stride))
    if ((rank >> bit) & 1) out += place;
  return out;
}
