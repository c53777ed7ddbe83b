// The search: annealing rounds over the whole map, each followed by a phase that settles from its best plan at the very
// edge of the windows and, where a promise is still broken, by re-splits of the regions that break it; the best round's
// plan is then re-split region by region for the rest of the budget. Never worse than the start.

import type { Assignment, Problem } from '../model/problem.ts';
import { anneal, type Best, goTo, isBetter, isKept, judge, makeRun, type SearchHooks } from './anneal.ts';
import { fork } from './random.ts';
import { resplit } from './resplit.ts';
import { SETTLE, SETTLE_SHARE, type SearchOptions, scheduleOf } from './schedule.ts';

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
  problem: Problem,
  start: Assignment,
  options: SearchOptions,
  hooks: SearchHooks = {},
): Promise<SearchResult> {
  const schedule = scheduleOf(problem.n, options);
  const total = schedule.rounds * (schedule.round + schedule.mend) + schedule.polish;
  let best: Best = judge(problem, Int32Array.from(start));
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

  for (let round = 0; round < schedule.rounds; round++) {
    const run = makeRun(problem, start, fork(options.seed, 7 + round));
    if (run.state.borderCount === 0 || problem.k < 2) return result(true);
    const settle = Math.round(schedule.round * SETTLE_SHARE);
    const shown = reporting();
    let complete = await anneal(run, schedule.phaseOf(round), schedule.round - settle, shown);
    if (complete) {
      if (isKept(run.best)) goTo(run, run.best.rep);
      complete = await anneal(run, SETTLE, settle, shown);
    }
    proposals += run.proposals;
    accepted += run.accepted;
    if (complete && !isKept(run.best)) complete = await split(run.best, 100 + round, schedule.mend, true);
    if (isBetter(run.best, best)) best = run.best;
    if (!complete) return result(false);
  }
  return result(await split(best, 99, schedule.polish, false));
}
