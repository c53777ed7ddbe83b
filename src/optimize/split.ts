// A zone that carries more than one rep may hold is cut into parts along its accounts: recursive bisection across
// the longer side of what is left, each cut where the weight divides in proportion to the parts on either side
// (Berger and Bokhari 1987). Compact, balanced, and independent of the order of the accounts.

import { squareOf } from '../model/power.ts';

export interface Oversized {
  readonly zone: number;
  /** how many parts make it bearable */
  readonly parts: number;
}

/** A part should be no more than this share of the smallest target, so that several fit in a sector. */
const BEARABLE = 1 / 3;

/**
 * Zones that exceed, in some measure, what the rep with the largest target may hold, ascending. `loads`: per measure
 * the zone's own sum (length n; for workload without travel); `target[j * m + q]`.
 */
export function oversizedZones(
  loads: readonly Float64Array[],
  target: Float64Array,
  tolerance: Float64Array,
  k: number,
  m: number,
): Oversized[] {
  const parts = new Map<number, number>();
  for (let q = 0; q < m; q++) {
    let largest = 0;
    let smallest = Infinity;
    for (let j = 0; j < k; j++) {
      largest = Math.max(largest, target[j * m + q]);
      if (target[j * m + q] > 0) smallest = Math.min(smallest, target[j * m + q]);
    }
    if (!(largest > 0)) continue;
    const a = loads[q];
    for (let i = 0; i < a.length; i++) {
      if (!(a[i] > (1 + tolerance[q]) * largest)) continue;
      parts.set(i, Math.max(parts.get(i) ?? 0, Math.ceil(a[i] / (BEARABLE * smallest))));
    }
  }
  return [...parts].sort((x, y) => x[0] - y[0]).map(([zone, count]) => ({ zone, parts: count }));
}

/**
 * Part 0…parts − 1 of each account; numbered without gaps, fewer where there are not enough accounts. `weights` are
 * balanced together: each counts by its share of the whole; where none weighs anything, the accounts count. `seed` turns
 * the axes a little, so that another seed gives another cut.
 */
export function splitAccounts(
  points: { readonly lat: Float64Array; readonly lon: Float64Array },
  weights: readonly Float64Array[],
  parts: number,
  seed: number,
): Int32Array {
  const count = points.lat.length;
  const label = new Int32Array(count);
  if (parts < 2 || count < 2) return label;
  const mass = combinedMass(weights, count);
  const { x, y } = flatten(points, seed);
  // ties by coordinates, then by weight: two accounts that agree in all are interchangeable
  const members = Array.from({ length: count }, (_, a) => a);
  let next = 0;
  cut(members, parts);
  return label;

  function cut(group: number[], wanted: number): void {
    const pieces = Math.min(wanted, group.length);
    if (pieces <= 1) {
      for (const a of group) label[a] = next;
      next++;
      return;
    }
    const [along, across] = spread(x, group) >= spread(y, group) ? [x, y] : [y, x];
    group.sort((a, b) => along[a] - along[b] || across[a] - across[b] || mass[a] - mass[b] || a - b);
    const left = pieces >> 1;
    let total = 0;
    for (const a of group) total += mass[a];
    const goal = (total * left) / pieces;
    let sum = 0;
    let at = 0;
    // the nearer side of the goal, and enough accounts on both sides for their parts
    while (at < group.length - (pieces - left) && (at < left || sum + mass[group[at]] / 2 <= goal)) {
      sum += mass[group[at++]];
    }
    cut(group.slice(0, at), left);
    cut(group.slice(at), pieces - left);
  }
}

// the sum over measures of each account's share; summed in an order that does not depend on the rows
function combinedMass(weights: readonly Float64Array[], count: number): Float64Array {
  const mass = new Float64Array(count);
  for (const weight of weights) {
    let total = 0;
    for (const w of Float64Array.from(weight).sort()) if (w > 0) total += w;
    if (total > 0) for (let a = 0; a < count; a++) if (weight[a] > 0) mass[a] += weight[a] / total;
  }
  return mass.some(w => w > 0) ? mass : mass.fill(1);
}

// local plane; the seed rotates it by a small rational angle
function flatten(points: { readonly lat: Float64Array; readonly lon: Float64Array }, seed: number) {
  let low = Infinity;
  let high = -Infinity;
  for (const lat of points.lat) {
    low = Math.min(low, lat);
    high = Math.max(high, lat);
  }
  const squeeze = Math.max(0.05, 1 - squareOf((low + high) / 2 / 90));
  const turn = (seed % 7) / 20;
  const x = points.lon.map((lon, a) => squeeze * lon + turn * points.lat[a]);
  const y = points.lat.map((lat, a) => lat - turn * squeeze * points.lon[a]);
  return { x, y };
}

function spread(values: Float64Array, group: readonly number[]): number {
  let low = Infinity;
  let high = -Infinity;
  for (const a of group) {
    low = Math.min(low, values[a]);
    high = Math.max(high, values[a]);
  }
  return high - low;
}
