// What preferred areas add to a bound. At given multipliers, an area alone is a problem of locating facilities: its zones are
// the customers, a rep costs the price of a cut to come in, the first one nothing. Dual ascent (Erlenkotter 1978) raises the
// level v of each zone as far as no rep is overpaid by the zones that would pay to have it. Where an area needs r reps at least
// (least-reps.ts), that row has a multiplier s, which makes coming in cheaper:
//
//   Σ_i max(0, v_i − c_ij) ≤ price − s   for every rep j    ⟹    Σ_i v_i + r s − price   is a lower bound of the area,
//
// whatever the levels; so they are the certificate, and summation checks it.

import type { Problem } from '../model/problem.ts';
import type { LeastReps } from './least-reps.ts';
import { zonesByArea } from './preferred.ts';

/** A zone's level is taken down by this much, relative to the price, so that rounding never overpays a rep. */
const SAFE = 1e-9;
/** Sweeps over an area's zones; each raises what still can be. */
const MOST_SWEEPS = 60;
/** Multipliers of a row of least reps that are tried, in prices. */
const SHARES = [0, 0.25, 0.5, 0.75, 1];

/** What areas add to the plain sum of zones' least reduced costs, and the levels that certify it. */
export interface AreaBound {
  readonly gain: number;
  /** per kind: the level of each zone, NaN where it has none; length n */
  readonly levels: readonly Float64Array[];
  /** per kind: what rep j more in area a costs beyond what the levels pay it, at a · k + j; 0 where there are none */
  readonly room: readonly Float64Array[];
  /** areas whose least reps have a multiplier */
  readonly least: readonly PricedLeastReps[];
}

export interface PricedLeastReps extends LeastReps {
  readonly kind: number;
  readonly area: number;
  /** the multiplier s */
  readonly price: number;
}

/** What areas need, and how much may be made of it. */
export interface Needs {
  /** by kind, then area */
  readonly least: readonly (readonly (LeastReps | null)[])[];
  /** by measure: what s / missing of all areas together may be, or excess would pay */
  readonly most: Float64Array;
}

/** Told of each area when it is done: its levels, NaN where it adds nothing, and the costs they were raised at. */
export type AreaVisit = (
  price: number,
  zones: readonly number[],
  level: Float64Array,
  room: Float64Array,
) => void;

/** `reduced`: costs at the multipliers, cuts included; Infinity where a rep may not serve; length n·k. It is used up. */
export function areaBound(
  problem: Pick<Problem, 'n' | 'k' | 'preferred'>,
  reduced: Float64Array,
  needs?: Needs,
  visit?: AreaVisit,
): AreaBound {
  const { n, k, preferred = [] } = problem;
  let gain = 0;
  const least: PricedLeastReps[] = [];
  const room: Float64Array[] = [];
  const most = needs?.most.slice();
  const levels = preferred.map((areas, kind) => {
    const level = new Float64Array(n).fill(Number.NaN);
    const left = new Float64Array(areas.size.length * k);
    for (const [area, zones] of zonesByArea(areas).entries()) {
      if (zones.length < 2) continue;
      const own = left.subarray(area * k, (area + 1) * k);
      const need = needs?.least[kind][area];
      const cap = need && most ? most[need.measure] * need.missing * (1 - SAFE) : 0;
      const found = raiseArea(areas.price, zones, k, reduced, level, own, need?.reps ?? 1, cap);
      gain += found.gain;
      if (found.least > 0) {
        // only where there is a need does it have a cap
        most![need!.measure] -= found.least / need!.missing;
        least.push({ ...need!, kind, area, price: found.least });
      }
      visit?.(areas.price, zones, level, own);
    }
    room.push(left);
    // the next kind comes on top of what this one charges
    for (let i = 0; i < n; i++) {
      if (Number.isNaN(level[i])) continue;
      for (let j = 0; j < k; j++) reduced[i * k + j] = Math.max(reduced[i * k + j], level[i]);
    }
    return level;
  });
  return { gain, levels, room, least };
}

/** The best that the multipliers tried make of one area; nothing, and no levels, where all goes for the reps it has anyway. */
function raiseArea(
  price: number,
  zones: readonly number[],
  k: number,
  reduced: Float64Array,
  level: Float64Array,
  room: Float64Array,
  reps: number,
  cap: number,
): { readonly gain: number; readonly least: number } {
  const near = nearReps(price, zones, k, reduced);
  let best = { gain: 0, least: 0 };
  const levels = new Float64Array(zones.length);
  const bestLevels = new Float64Array(zones.length).fill(Number.NaN);
  const left = new Float64Array(k);
  room.fill(0);
  for (const share of reps > 1 && cap > 0 ? SHARES : [0]) {
    const least = Math.min(share * price, cap);
    const gain = ascend(price - least, zones, k, reduced, near, levels, left) + reps * least - price;
    if (gain <= best.gain) continue;
    best = { gain, least };
    bestLevels.set(levels);
    room.set(left);
  }
  for (const [at, i] of zones.entries()) level[i] = bestLevels[at];
  return best;
}

/** Of each zone, the reps within the price of its cheapest, which comes first: no other is ever paid. */
function nearReps(price: number, zones: readonly number[], k: number, reduced: Float64Array): number[][] {
  return zones.map(i => {
    let least = Infinity;
    for (let j = 0; j < k; j++) least = Math.min(least, reduced[i * k + j]);
    const reps: number[] = [];
    for (let j = 0; j < k; j++) if (reduced[i * k + j] <= least + price) reps.push(j);
    return reps.sort((a, b) => reduced[i * k + a] - reduced[i * k + b] || a - b);
  });
}

/** Raises the levels of an area's zones, by their place in the list; by how much in all. */
function ascend(
  price: number,
  zones: readonly number[],
  k: number,
  reduced: Float64Array,
  near: readonly (readonly number[])[],
  level: Float64Array,
  room: Float64Array,
): number {
  room.fill(price * (1 - SAFE));
  for (const [at, i] of zones.entries()) level[at] = reduced[i * k + near[at][0]];
  let raised = 0;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moved = 0;
    for (let at = 0; at < zones.length; at++) {
      const reps = near[at];
      const from = zones[at] * k;
      // up to the next rep's cost, or as far as those it pays already have room
      let paid = 0;
      let most = Infinity;
      while (paid < reps.length && reduced[from + reps[paid]] <= level[at])
        most = Math.min(most, room[reps[paid++]]);
      const next = paid < reps.length ? reduced[from + reps[paid]] : Infinity;
      const step = Math.min(most, next - level[at]);
      if (!(step > 0)) continue;
      for (let p = 0; p < paid; p++) room[reps[p]] -= step;
      level[at] = step < most ? next : level[at] + step;
      moved += step;
    }
    raised += moved;
    if (moved <= 1e-9 * price) break;
  }
  return raised;
}
