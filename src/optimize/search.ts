// The search: annealing rounds over the whole map, each followed by a phase that settles from its best plan at the very
// edge of the windows and, where a promise is still broken, by re-splits of the regions that break it; the best round's
// plan is then re-split region by region for the rest of the budget. Never worse than the start.

import type { Assignment, Problem } from '../model/problem.ts';
import {
  type Best,
  isBetter,
  isKept,
  judge,
  type SearchHooks,
  settleTargets,
  withOwnTargets,
} from './anneal.ts';
import { fork } from './random.ts';
import { resplit } from './resplit.ts';
import { annealRound } from './round.ts';
import { type SearchOptions, scheduleOf } from './schedule.ts';

export type { SearchHooks } from './anneal.ts';

export interface SearchResult {
  readonly assignment: Assignment;
  readonly proposals: number;
  readonly accepted: number;
  /** regions re-split, whether that improved them or not */
  readonly resplits: number;
  /** false when the signal ended it early */
  readonly complete: boolean;
}

/** The best plan found from `start`, which must be complete; never worse than it. */
export async function search(
  given: Problem,
  start: Assignment,
  options: SearchOptions,
  hooks: SearchHooks = {},
): Promise<SearchResult> {
  const problem = withOwnTargets(given);
  const schedule = scheduleOf(problem.n, options);
  const total = schedule.rounds * (schedule.round + schedule.mend) + schedule.polish;
  let best: Best = judge(problem, Int32Array.from(start));
  settleTargets(problem, best, hooks);
  let proposals = 0;
  let accepted = 0;
  let resplits = 0;
  const reporting = (): SearchHooks => {
    const { onProgress } = hooks;
    if (!onProgress) return hooks;
    const before = proposals;
    const atLeast = isKept(best) ? best.objective : Infinity;
    // a later round never shows a worse objective than what is already in hand
    return {
      ...hooks,
      onProgress: (_, done, objective) =>
        onProgress(Math.min(1, (before + done) / total), before + done, Math.min(objective, atLeast)),
    };
  };
  const split = async (plan: Best, stream: number, budget: number, onlyMend: boolean): Promise<boolean> => {
    const seed = fork(options.seed, stream);
    const done = await resplit(problem, plan, { seed, budget, onlyMend }, reporting());
    proposals += done.proposals;
    accepted += done.accepted;
    resplits += done.tries;
    return done.complete;
  };
  const result = (complete: boolean): SearchResult => ({
    assignment: best.rep,
    proposals,
    accepted,
    resplits,
    complete,
  });

  if (problem.k < 2) return result(true);
  for (let round = 0; round < schedule.rounds; round++) {
    if (hooks.targetsOf) problem.target.set(hooks.targetsOf(start));
    const made = await annealRound(
      problem,
      start,
      { seed: fork(options.seed, 7 + round), stages: schedule.stagesOf(round), proposals: schedule.round },
      reporting(),
    );
    proposals += made.proposals;
    accepted += made.accepted;
    let { complete } = made;
    if (complete && !isKept(made.best)) complete = await split(made.best, 100 + round, schedule.mend, true);
    if (isBetter(made.best, best)) best = made.best;
    if (!complete) return result(false);
  }
  return result(await split(best, 99, schedule.polish, false));
}
