// How many reps an area needs at least, because fewer cannot carry it: the largest rooms of r − 1 sectors do not hold what it
// weighs. Balance is elastic, so that is a row with the excess in it. For the reps S of the area and all excess above windows
// of the measure, in targets,
//
//   |S| + Σ_j excess[j] / missing ≥ r,      missing = min over s < r of (weight − room of the s largest) / (largest target · (r − s)).

import type { PreferredAreas, Problem } from '../model/problem.ts';
import { zonesByArea } from './preferred.ts';
import { load } from './pricing.ts';
import { upperOf } from './window.ts';

export interface LeastReps {
  readonly reps: number;
  readonly measure: number;
  readonly missing: number;
}

/** An area that is this little over, in targets, counts as held: its row would say next to nothing. */
const LEAST_MISSING = 0.02;

/** By kind, then area; null where one rep is enough, or the area is a single zone. */
export function leastReps(problem: Problem): (LeastReps | null)[][] {
  const rooms = Array.from({ length: problem.m }, (_, q) => roomsOf(problem, q));
  return (problem.preferred ?? []).map((areas: PreferredAreas) =>
    zonesByArea(areas).map(zones => {
      let best: LeastReps | null = null;
      if (zones.length < 2) return best;
      for (let measure = 0; measure < problem.m; measure++) {
        const found = needed(weightOf(problem, zones, measure), rooms[measure]);
        if (found && (!best || found.reps > best.reps)) best = { ...found, measure };
      }
      return best;
    }),
  );
}

interface Rooms {
  /** by falling size */
  readonly sizes: Float64Array;
  readonly largestTarget: number;
}

/** What each sector has room for, in units of the measure. */
function roomsOf(problem: Problem, measure: number): Rooms {
  const { k, m, target, fixedLoad } = problem;
  const sizes = new Float64Array(k);
  let largestTarget = 0;
  for (let j = 0; j < k; j++) {
    const row = j * m + measure;
    sizes[j] = Math.max(0, upperOf(problem, row) * target[row] - fixedLoad[row]);
    largestTarget = Math.max(largestTarget, target[row]);
  }
  return { sizes: sizes.sort().reverse(), largestTarget };
}

/** What the zones weigh with whoever they weigh least with. */
function weightOf(problem: Problem, zones: readonly number[], measure: number): number {
  const { k, cost } = problem;
  let sum = 0;
  for (const i of zones) {
    let least = Infinity;
    for (let j = 0; j < k; j++)
      if (cost[i * k + j] < Infinity) least = Math.min(least, load(problem, i, j, measure));
    sum += least;
  }
  return sum;
}

function needed(weight: number, { sizes, largestTarget }: Rooms): Omit<LeastReps, 'measure'> | null {
  const over: number[] = [];
  let room = 0;
  for (let s = 0; s < sizes.length && weight - room > LEAST_MISSING * largestTarget; s++) {
    over.push((weight - room) / largestTarget);
    room += sizes[s];
  }
  // not even all of them would do: then every one of them is needed, and no more
  const reps = Math.min(over.length, sizes.length);
  if (reps < 2) return null;
  let missing = Infinity;
  for (let s = 0; s < reps; s++) missing = Math.min(missing, over[s] / (reps - s));
  return { reps, missing };
}
