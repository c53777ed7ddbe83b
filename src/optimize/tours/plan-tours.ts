// The tours of one rep: periodic visits shared out to the days of a period, in order within each day. See docs/tours.md.

import type { Effort } from '../../model/problem.ts';
import type { TourPlan, TourProblem, Unplanned } from '../../model/tours.ts';
import { fork, makeRandom } from '../random.ts';
import { canonicalOrder, inNodesOf, reordered } from './canonical.ts';
import { construct } from './construct.ts';
import { makeInsertions } from './insertion.ts';
import { makeContext } from './moves/context.ts';
import { type Possible, possibleVisits } from './reasons.ts';
import { makeRecreation } from './recreate.ts';
import { searchTours, type TourHooks } from './tour-search.ts';
import { begin, makeTourState } from './tour-state.ts';
import { plannedDays } from './write-plan.ts';

export interface TourOptions {
  readonly seed: number;
  readonly effort: Effort;
}

/** Steps of the search per visit asked for, fewer where there are many visits and more where there are few. */
const STEPS: Record<Effort, number> = { fast: 5, normal: 35, thorough: 200 };
const STEPS_OF_FEW: Record<Effort, number> = { fast: 30, normal: 200, thorough: 1200 };
const FEW = 50;
const MANY = 500;

/**
 * Plans as many of the visits asked for as can be found room for (by worth), and among such plans one with little driving
 * and few nights. Every visit is in the plan or in `unplanned` with its reason. The same problem and seed give the same
 * plan; the order of the accounts has no influence on it, short of accounts that look alike.
 */
export async function planTours(
  problem: TourProblem,
  { seed, effort }: TourOptions,
  hooks: TourHooks = {},
): Promise<TourPlan> {
  const order = canonicalOrder(problem);
  const asked = reordered(problem, order);
  const possible = possibleVisits(asked);
  const state = makeTourState({ ...asked, visits: possible.visits });
  const random = makeRandom(fork(seed, 7));
  const ins = makeInsertions(state);
  const recreation = makeRecreation(ins, random);
  begin(state);
  construct(recreation);
  const visits = possible.visits.reduce((sum, count) => sum + count, 0);
  const steps = Math.round(
    Math.max(
      STEPS[effort] * Math.min(visits, Math.sqrt(MANY * visits)),
      STEPS_OF_FEW[effort] * Math.min(visits, FEW),
    ),
  );
  const facts = await searchTours(makeContext(state, ins, recreation, random), steps, hooks);
  const days = plannedDays(state);
  const plan: TourPlan = {
    days,
    unplanned: unplannedVisits(asked, possible, state.planned),
    cost: costOf(days, asked),
    ...facts,
  };
  return inNodesOf(plan, order);
}

/** What is missing: beyond what is possible for the reason found, the rest for want of room. */
function unplannedVisits(asked: TourProblem, possible: Possible, planned: Int32Array): Unplanned[] {
  const unplanned: Unplanned[] = [];
  for (let node = 1; node < asked.n; node++) {
    const beyond = asked.visits[node] - possible.visits[node];
    const reason = possible.reason[node];
    if (beyond > 0 && reason !== null) unplanned.push({ node, visits: beyond, reason });
    const rest = possible.visits[node] - planned[node];
    if (rest > 0) unplanned.push({ node, visits: rest, reason: 'no-room' });
  }
  return unplanned;
}

function costOf(days: TourPlan['days'], { rules }: TourProblem): number {
  let cost = 0;
  for (const day of days) {
    for (const stop of day.stops) cost += stop.minutes;
    cost += day.lastMinutes;
    if (day.endsAt !== 0) cost += rules.overnight?.price ?? 0;
  }
  return cost;
}
