// A few sectors that lie together as a problem of their own: the same zones, costs and windows, the rest of the map
// left out. What improves the region improves the plan by as much.

import type { Assignment, Problem, TeamBudget } from '../model/problem.ts';

export interface Region {
  /** k: the sectors of the region; budgets are what the rest of the plan leaves */
  readonly problem: Problem;
  /** the region's zones and reps in the whole problem */
  readonly zones: Int32Array;
  readonly reps: Int32Array;
  /** the plan inside the region, in its own numbers */
  readonly assignment: Assignment;
}

/** The zones of each tile in `plan`, rising. */
export function membersOf(plan: Assignment, k: number, tiles: readonly Int32Array[]): Int32Array[] {
  const tileOf = new Int32Array(k).fill(-1);
  tiles.forEach((reps, t) => {
    for (const j of reps) tileOf[j] = t;
  });
  const count = new Int32Array(tiles.length);
  for (let i = 0; i < plan.length; i++) if (tileOf[plan[i]] >= 0) count[tileOf[plan[i]]]++;
  const members = Array.from(count, size => new Int32Array(size));
  count.fill(0);
  for (let i = 0; i < plan.length; i++) {
    const t = tileOf[plan[i]];
    if (t >= 0) members[t][count[t]++] = i;
  }
  return members;
}

/** The sectors of `reps` in `plan`, which is complete. `zones`: theirs, where they are known. */
export function regionOf(
  problem: Problem,
  plan: Assignment,
  reps: Int32Array,
  zones: Int32Array = membersOf(plan, problem.k, [reps])[0],
): Region {
  const { n, k, m, offsets, neighbors, moveWeight, target, fixedLoad, root } = problem;
  const repAt = new Int32Array(k).fill(-1);
  for (let b = 0; b < reps.length; b++) repAt[reps[b]] = b;
  const zoneAt = new Int32Array(n).fill(-1);
  for (let a = 0; a < zones.length; a++) zoneAt[zones[a]] = a;
  const perZone = (values: Float64Array): Float64Array => {
    const out = new Float64Array(zones.length);
    for (let a = 0; a < out.length; a++) out[a] = values[zones[a]];
    return out;
  };
  const perPair = (values: Float64Array): Float64Array => {
    const out = new Float64Array(zones.length * reps.length);
    let at = 0;
    for (let a = 0; a < zones.length; a++) {
      const row = zones[a] * k;
      for (let b = 0; b < reps.length; b++) out[at++] = values[row + reps[b]];
    }
    return out;
  };
  const perRow = (values: Float64Array): Float64Array => {
    const out = new Float64Array(reps.length * m);
    for (let r = 0; r < out.length; r++) out[r] = values[reps[Math.floor(r / m)] * m + (r % m)];
    return out;
  };
  const inside: number[] = [];
  const starts = new Int32Array(zones.length + 1);
  for (let a = 0; a < zones.length; a++) {
    for (let e = offsets[zones[a]]; e < offsets[zones[a] + 1]; e++) {
      if (zoneAt[neighbors[e]] >= 0) inside.push(zoneAt[neighbors[e]]);
    }
    starts[a + 1] = inside.length;
  }
  let others = 0;
  if (moveWeight) for (let i = 0; i < n; i++) if (zoneAt[i] < 0) others += moveWeight[i * k + plan[i]];
  const usedOutside = ({ use }: TeamBudget): number => {
    let used = 0;
    for (let i = 0; i < n; i++) if (zoneAt[i] < 0) used += use[i * k + plan[i]];
    return used;
  };
  return {
    zones,
    reps,
    assignment: Int32Array.from(zones, i => repAt[plan[i]]),
    problem: {
      ...problem,
      n: zones.length,
      k: reps.length,
      offsets: starts,
      neighbors: Int32Array.from(inside),
      lat: perZone(problem.lat),
      lon: perZone(problem.lon),
      cost: perPair(problem.cost),
      loads: problem.loads.map(a => (a.length === n ? perZone(a) : perPair(a))),
      target: perRow(target),
      fixedLoad: perRow(fixedLoad),
      window: problem.window && { lower: perRow(problem.window.lower), upper: perRow(problem.window.upper) },
      // areas keep the size they have on the whole map: what lies outside has other reps, who do not change
      preferred: problem.preferred?.map(areas => ({
        ...areas,
        of: Int32Array.from(zones, i => areas.of[i]),
      })),
      moveWeight: moveWeight && perPair(moveWeight),
      moveBudget: problem.moveBudget - others,
      budgets: problem.budgets?.map(budget => ({
        ...budget,
        use: perPair(budget.use),
        room: budget.room - usedOutside(budget),
      })),
      incumbent: Int32Array.from(zones, i => repAt[problem.incumbent[i]] ?? -1),
      root: Int32Array.from(reps, j => (root[j] < 0 ? -1 : zoneAt[root[j]])),
    },
  };
}

/** Puts a plan of the region back into the plan it was cut from. */
export function putBack({ zones, reps }: Region, found: Assignment, plan: Assignment): void {
  for (let a = 0; a < zones.length; a++) plan[zones[a]] = reps[found[a]];
}
