// A level as a Problem: units are what is grouped (sectors, or groups of the level below), reps are the managers. The cost
// is the managers' way to their direct reports, hours a year; balance is that of the level.

import type { Centers } from './build-problem.ts';
import { weightedCenters } from './center.ts';
import { tripHours } from './hierarchy.ts';
import type { Problem } from './problem.ts';
import type { Travel } from './travel.ts';

/** What is grouped. Arrays by unit. */
export interface LevelUnits {
  readonly n: number;
  /** units with neighboring zones, CSR */
  readonly offsets: Int32Array;
  readonly neighbors: Int32Array;
  /** where a manager goes to see the unit's rep or manager; degrees */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** by measure of the level */
  readonly loads: readonly Float64Array[];
  /** days a year spent with each */
  readonly days: number;
  /** group a unit is in already, −1 for none */
  readonly held: Int32Array;
}

/** The groups to be formed. */
export interface LevelGroups {
  readonly k: number;
  /** of the totals, sums to 1 */
  readonly share: Float64Array;
  /** where managers start, degrees; NaN: at the center of one of their units, the one that saves most travel */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** by measure */
  readonly tolerance: Float64Array;
}

/** as in build-problem.ts: no trade-off is worth an excess */
const EXCESS_FACTOR = 100;

/**
 * @param seats unit at whose center each manager starts, −1 for one with a base; such a unit is in the manager's group
 */
export function levelProblem(
  units: LevelUnits,
  groups: LevelGroups,
  seats: Int32Array,
  travel: Travel,
): Problem {
  const { n, held, loads } = units;
  const { k, share } = groups;
  const m = loads.length;
  const { lat, lon } = startsOf(units, groups, seats);
  const cost = new Float64Array(n * k);
  const bound = held.slice();
  for (const [g, u] of seats.entries()) if (u >= 0) bound[u] = g;
  for (let u = 0; u < n; u++) {
    for (let g = 0; g < k; g++) {
      const minutes = travel.minutes(
        lat[g] as number,
        lon[g] as number,
        units.lat[u] as number,
        units.lon[u] as number,
      );
      const free = (bound[u] as number) < 0 || bound[u] === g;
      cost[u * k + g] = free ? tripHours(units.days, minutes) : Number.POSITIVE_INFINITY;
    }
  }
  const target = new Float64Array(k * m);
  loads.forEach((load, q) => {
    const total = load.reduce((sum, v) => sum + v, 0);
    for (let g = 0; g < k; g++) target[g * m + q] = (share[g] as number) * total;
  });
  return {
    n,
    k,
    m,
    offsets: units.offsets,
    neighbors: units.neighbors,
    lat: units.lat,
    lon: units.lon,
    cost,
    loads,
    target,
    fixedLoad: new Float64Array(k * m),
    tolerance: groups.tolerance,
    excessPrice: excessPriceOf(units, k, travel),
    moveWeight: null,
    moveBudget: Number.POSITIVE_INFINITY,
    incumbent: new Int32Array(n).fill(-1),
    // a manager's base may lie outside: the group is then rooted wherever it is heaviest
    root: seats.slice(),
  };
}

/**
 * The same wherever managers start, so that one set of starts can be compared with another: a hundred times what an
 * average manager would travel, were all of them in the middle.
 */
function excessPriceOf({ n, lat, lon, days }: LevelUnits, k: number, travel: Travel): number {
  const middle = weightedCenters(lat, lon, new Float64Array(n).fill(1), new Int32Array(n), 1);
  let hours = 0;
  for (let u = 0; u < n; u++) {
    const place = [lat[u] as number, lon[u] as number] as const;
    hours += tripHours(days, travel.minutes(middle.lat[0] as number, middle.lon[0] as number, ...place));
  }
  return EXCESS_FACTOR * Math.max(hours / k, 1);
}

/** Where each manager starts: the base, or the center of the unit that is the seat. */
export function startsOf(units: LevelUnits, groups: LevelGroups, seats: Int32Array): Centers {
  const at = (own: Float64Array, of: Float64Array) =>
    Float64Array.from(seats, (u, g) => (u >= 0 ? (of[u] as number) : (own[g] as number)));
  return { lat: at(groups.lat, units.lat), lon: at(groups.lon, units.lon) };
}

/** The neighbors of groups, from those of what they are made of; CSR, ascending. */
export function groupGraph(
  graph: { readonly offsets: Int32Array; readonly neighbors: Int32Array },
  groupOf: Int32Array,
  count: number,
): { offsets: Int32Array; neighbors: Int32Array } {
  const touching: Set<number>[] = Array.from({ length: count }, () => new Set());
  for (const [i, g] of groupOf.entries()) {
    for (let e = graph.offsets[i] as number; e < (graph.offsets[i + 1] as number); e++) {
      const other = groupOf[graph.neighbors[e] as number] as number;
      if (g >= 0 && other >= 0 && other !== g) touching[g]?.add(other);
    }
  }
  const offsets = new Int32Array(count + 1);
  const neighbors: number[] = [];
  for (const [g, set] of touching.entries()) {
    neighbors.push(...[...set].sort((a, b) => a - b));
    offsets[g + 1] = neighbors.length;
  }
  return { offsets, neighbors: Int32Array.from(neighbors) };
}
