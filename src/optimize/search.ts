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
import { annealRounds, type RoundOptions } from './round.ts';
import { cooling, type SearchOptions, scheduleOf } from './schedule.ts';

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
        onProgress(
          Math.min(1, (before + done) / schedule.total),
          before + done,
          Math.min(objective, atLeast),
        ),
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
  const rounds = Array.from({ length: schedule.rounds }, (_, round) => ({
    seed: fork(options.seed, 7 + round),
    stages: schedule.stagesOf(round),
    proposals: schedule.round,
  }));
  let complete = true;
  let bests: Best[] = [];
  const anneal = async (of: readonly RoundOptions[], race: boolean): Promise<void> => {
    const made = await annealRounds(problem, start, of, reporting(), race);
    ({ bests, complete } = made);
    proposals += made.proposals;
    accepted += made.accepted;
  };
  if (schedule.sketch > 0) {
    const { sketch } = schedule;
    const stages = cooling(problem.n, sketch);
    await anneal([{ seed: fork(options.seed, 6), stages, proposals: sketch }], false);
    for (const found of bests) if (isBetter(found, best)) best = found;
  }
  if (complete && rounds.length > 0) await anneal(rounds, schedule.race);
  // those that keep their promises first
  bests.sort((a, b) => (isBetter(a, b) ? -1 : 1));
  for (const [at, found] of bests.entries()) {
    const kept = isKept(best);
    // of no use unless it is cheaper than what keeps its promises already
    if (complete && !isKept(found) && (!kept || found.objective < best.objective)) {
      await split(found, 100 + at, kept ? schedule.retouch : schedule.mend, true);
    }
    settleTargets(problem, found, hooks);
    if (isBetter(found, best)) best = found;
  }
  if (!complete || hooks.signal?.aborted) return result(false);
  return result(await split(best, 99, schedule.polish, false));
}
