// What preferred areas add to a bound. At given multipliers, an area alone is a problem of locating facilities: its zones are
// the customers, a rep costs the price of a cut to come in, the first one nothing. Dual ascent (Erlenkotter 1978) raises the
// level v of each zone as far as no rep is overpaid by the zones that would pay to have it:
//
//   Σ_i max(0, v_i − c_ij) ≤ price   for every rep j    ⟹    Σ_i v_i − price   is a lower bound of the area,
//
// whatever the levels; so they are the certificate, and summation checks it.

import type { Problem } from '../model/problem.ts';
import { zonesByArea } from './preferred.ts';

/** A zone's level is taken down by this much, relative to the price, so that rounding never overpays a rep. */
const SAFE = 1e-9;
/** Sweeps over an area's zones; each raises what still can be. */
const MOST_SWEEPS = 60;

/** What areas add to the plain sum of zones' least reduced costs, and the levels that certify it. */
export interface AreaBound {
  readonly gain: number;
  /** per kind: the level of each zone, NaN where it has none; length n */
  readonly levels: readonly Float64Array[];
  /** per kind: what rep j more in area a costs beyond what the levels pay it, at a · k + j; 0 where there are none */
  readonly room: readonly Float64Array[];
}

/** `reduced`: costs at the multipliers, cuts included; Infinity where a rep may not serve; length n·k. It is used up. */
export function areaBound(problem: Pick<Problem, 'n' | 'k' | 'preferred'>, reduced: Float64Array): AreaBound {
  const { n, k, preferred = [] } = problem;
  let gain = 0;
  const room: Float64Array[] = [];
  const levels = preferred.map(areas => {
    const level = new Float64Array(n).fill(Number.NaN);
    const left = new Float64Array(areas.size.length * k);
    for (const [area, zones] of zonesByArea(areas).entries()) {
      if (zones.length > 1)
        gain += ascend(areas.price, zones, k, reduced, level, left.subarray(area * k, (area + 1) * k));
    }
    room.push(left);
    // the next kind comes on top of what this one charges
    for (let i = 0; i < n; i++) {
      if (Number.isNaN(level[i])) continue;
      for (let j = 0; j < k; j++) reduced[i * k + j] = Math.max(reduced[i * k + j], level[i]);
    }
    return level;
  });
  return { gain, levels, room };
}

/** Raises the levels of one area; what that gains beyond the plain minima. `room` comes as zeros, see AreaBound. */
function ascend(
  price: number,
  zones: readonly number[],
  k: number,
  reduced: Float64Array,
  level: Float64Array,
  room: Float64Array,
): number {
  room.fill(price * (1 - SAFE));
  // of each zone, the reps within the price of its cheapest: no other is ever paid
  const near = zones.map(i => {
    let least = Infinity;
    for (let j = 0; j < k; j++) least = Math.min(least, reduced[i * k + j]);
    const reps: number[] = [];
    for (let j = 0; j < k; j++) if (reduced[i * k + j] <= least + price) reps.push(j);
    reps.sort((a, b) => reduced[i * k + a] - reduced[i * k + b] || a - b);
    level[i] = least;
    return reps;
  });
  let raised = 0;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moved = 0;
    zones.forEach((i, at) => {
      const reps = near[at];
      // up to the next rep's cost, or as far as those it pays already have room
      let paid = 0;
      let most = Infinity;
      while (paid < reps.length && reduced[i * k + reps[paid]] <= level[i])
        most = Math.min(most, room[reps[paid++]]);
      const next = paid < reps.length ? reduced[i * k + reps[paid]] : Infinity;
      const step = Math.min(most, next - level[i]);
      if (!(step > 0)) return;
      for (let p = 0; p < paid; p++) room[reps[p]] -= step;
      level[i] = step < most ? next : level[i] + step;
      moved += step;
    });
    raised += moved;
    if (moved <= 1e-9 * price) break;
  }
  if (raised > price) return raised - price;
  // all of it goes for the first rep, which costs nothing
  room.fill(0);
  for (const i of zones) level[i] = Number.NaN;
  return 0;
}
