// Areas that must stay whole: their zones become one unit, and the problem is solved over units. Every plan of the units is
// a plan of the zones in which no such area is cut, and the other way round; so a bound of the one is a bound of the other.

import type { Assignment, Problem } from '../model/problem.ts';
import { withUse } from './team-budgets.ts';

/** Which zones go together: the unit of each, numbered in the order of their first zones. */
export interface Units {
  readonly of: Int32Array;
  readonly count: number;
}

/** The zones of each unit, rising: those of u are `zones[starts[u]…starts[u + 1])`. */
function membersOf({ of, count }: Units): { starts: Int32Array; zones: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (const u of of) starts[u + 1]++;
  for (let u = 0; u < count; u++) starts[u + 1] += starts[u];
  const next = starts.slice();
  const zones = new Int32Array(of.length);
  for (let i = 0; i < of.length; i++) zones[next[of[i]]++] = i;
  return { starts, zones };
}

/** The lowest zone of each unit, which stands for it where a unit must have a name or a place. */
export function firstZones({ of, count }: Units): Int32Array {
  const first = new Int32Array(count).fill(-1);
  for (let i = 0; i < of.length; i++) if (first[of[i]] < 0) first[of[i]] = i;
  return first;
}

/** The problem over units. A rep may serve a unit when it may serve all of its zones. */
export function contract(problem: Problem, units: Units): Problem {
  const { n, k, offsets, neighbors, cost, loads, moveWeight, incumbent, root, preferred } = problem;
  const { of, count } = units;
  const { starts, zones } = membersOf(units);
  const perUnit = (values: Float64Array): Float64Array => {
    const out = new Float64Array(count);
    for (let i = 0; i < n; i++) out[of[i]] += values[i];
    return out;
  };
  const perPair = (values: Float64Array): Float64Array => {
    const out = new Float64Array(count * k);
    for (let i = 0; i < n; i++) for (let j = 0; j < k; j++) out[of[i] * k + j] += values[i * k + j];
    return out;
  };
  const mean = (values: Float64Array): Float64Array =>
    perUnit(values).map((sum, u) => sum / (starts[u + 1] - starts[u]));

  const starting = new Int32Array(count + 1);
  const touching: number[] = [];
  for (let u = 0; u < count; u++) {
    const seen = new Set<number>();
    for (let at = starts[u]; at < starts[u + 1]; at++) {
      const i = zones[at];
      for (let e = offsets[i]; e < offsets[i + 1]; e++)
        if (of[neighbors[e]] !== u) seen.add(of[neighbors[e]]);
    }
    touching.push(...[...seen].sort((a, b) => a - b));
    starting[u + 1] = touching.length;
  }

  return {
    ...problem,
    n: count,
    offsets: starting,
    neighbors: Int32Array.from(touching),
    lat: mean(problem.lat),
    lon: mean(problem.lon),
    cost: perPair(cost),
    loads: loads.map(a => (a.length === n ? perUnit(a) : perPair(a))),
    moveWeight: moveWeight && perPair(moveWeight),
    budgets: withUse(problem, perPair),
    incumbent: Int32Array.from({ length: count }, (_, u) =>
      commonest(zones.subarray(starts[u], starts[u + 1]), incumbent),
    ),
    root: root.map(i => (i < 0 ? -1 : of[i])),
    preferred: preferred?.map(areas => {
      const own = firstZones(units).map(i => areas.of[i]);
      const size = new Int32Array(areas.size.length);
      for (const area of own) if (area >= 0) size[area]++;
      return { price: areas.price, of: own, size };
    }),
  };
}

/** A plan of the units as a plan of the zones. */
export function expand(units: Units, plan: Assignment): Assignment {
  return units.of.map(u => plan[u]);
}

/** A plan of the zones as one of the units: each goes to whoever has most of its zones. */
export function gathered(units: Units, plan: Assignment): Assignment {
  const { starts, zones } = membersOf(units);
  return Int32Array.from({ length: units.count }, (_, u) =>
    commonest(zones.subarray(starts[u], starts[u + 1]), plan),
  );
}

/** Who has most of these zones; the lowest index among equals. */
function commonest(zones: Int32Array, rep: Int32Array): number {
  const counts = new Map<number, number>();
  for (const i of zones) counts.set(rep[i], (counts.get(rep[i]) ?? 0) + 1);
  let best = -1;
  let most = 0;
  for (const [j, c] of counts) {
    if (c < most || (c === most && j > best)) continue;
    best = j;
    most = c;
  }
  return best;
}
