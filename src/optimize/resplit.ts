// Re-splits of a few adjacent sectors at a time. A long annealing of the whole map draws one outcome for all of it: here
// good luck, there bad. Cut into regions that are annealed on their own, each try is kept only where it is better, so
// that good luck adds up (compare POPMUSIC, Taillard and Voss 2002). First where a promise is broken, if one is: there
// the regions grow until the imbalance has found somewhere to go.

import type { Assignment, Problem } from '../model/problem.ts';
import { anneal, type Best, isBetter, isKept, judge, makeRun, type SearchHooks } from './anneal.ts';
import { fork, makeRandom, type Random, randomInt } from './random.ts';
import { putBack, type Region, regionOf, together } from './region.ts';
import { type Phase, SETTLE, SETTLE_SHARE } from './schedule.ts';
import { excessOf } from './score.ts';

export interface ResplitResult {
  readonly proposals: number;
  readonly accepted: number;
  readonly tries: number;
  /** false when the signal ended it early */
  readonly complete: boolean;
}

/** Sectors in a region, and the most of them where a broken promise needs room. */
const SECTORS = 4;
const MOST_SECTORS = 10;
/** Failed tries after which a region that mends takes one sector more. */
const PATIENCE = 3;
/** Proposals per zone of a try: so many at first, twice as many whenever fewer than this share of a pass improved. */
const PER_ZONE = 400;
const WEARY = 0.25;
const IMPROVE: Phase = { heat: [0.2, 0.03], stiffness: [20, 300], margin: 0.01, rate: 0.03 };
const MEND: Phase = { heat: [0.3, 0.01], stiffness: [100, 10_000], margin: 0.01, rate: 0.1 };

/**
 * Improves `best` in place, by its own order: stranded zones, budget, balance, objective. `onlyMend`: ends as soon as
 * every promise is kept. `budget`: proposals.
 */
export async function resplit(
  problem: Problem,
  best: Best,
  options: { readonly seed: number; readonly budget: number; readonly onlyMend: boolean },
  hooks: SearchHooks,
): Promise<ResplitResult> {
  const { k } = problem;
  const random = makeRandom(fork(options.seed, 1));
  const queue: number[] = [];
  let perZone = PER_ZONE;
  let won = 0;
  let tries = 0;
  let failed = 0;
  let proposals = 0;
  let accepted = 0;
  while (proposals < options.budget && !(options.onlyMend && isKept(best))) {
    if (hooks.signal?.aborted) return { proposals, accepted, tries, complete: false };
    const mending = !isKept(best);
    if (queue.length === 0) {
      if (tries >= k && won < WEARY * k) perZone *= 2;
      won = 0;
      queue.push(...shuffled(k, random));
    }
    const first = mending ? brokenSector(problem, best.rep, random) : (queue.pop() as number);
    const size = mending ? Math.min(MOST_SECTORS, SECTORS + Math.floor(failed / PATIENCE)) : SECTORS;
    const reps = together(problem, best.rep, first, size, random);
    tries++;
    // finding the region looks at every zone; for a sector without neighbors that is all, and must end as well
    proposals += problem.n;
    if (reps.length < 2) continue;
    const region = regionOf(problem, best.rep, reps);
    const run = makeRun(region.problem, region.assignment, fork(options.seed, 100 + tries));
    const before: Best = { ...run.best };
    if (run.state.borderCount > 0) {
      const count = perZone * region.problem.n;
      const settle = Math.round(count * SETTLE_SHARE);
      await anneal(run, mending ? MEND : IMPROVE, count - settle, quiet(hooks));
      await anneal(run, SETTLE, settle, quiet(hooks));
    }
    proposals += run.proposals;
    accepted += run.accepted;
    if (isBetter(run.best, before) && keep(problem, best, region, run.best.rep)) {
      won++;
      failed = 0;
    } else failed++;
    hooks.onProgress?.(Math.min(1, proposals / options.budget), proposals, best.objective);
    await hooks.breathe?.();
  }
  return { proposals, accepted, tries, complete: true };
}

/** Takes the region's new plan over; judged by plain recomputation, and undone if rounding sees it otherwise. */
function keep(problem: Problem, best: Best, region: Region, found: Assignment): boolean {
  putBack(region, found, best.rep);
  const now = judge(problem, best.rep);
  if (isBetter(now, best)) {
    Object.assign(best, now);
    return true;
  }
  putBack(region, region.assignment, best.rep);
  return false;
}

/** A sector drawn by how far it is out of balance; any, when only the disruption budget is broken. */
function brokenSector(problem: Problem, plan: Assignment, random: Random): number {
  const excess = excessOf(problem, plan);
  let total = 0;
  for (const e of excess) total += e;
  if (total === 0) return randomInt(random, problem.k);
  let draw = random() * total;
  let j = 0;
  for (; j < problem.k - 1 && draw >= excess[j]; j++) draw -= excess[j];
  return j;
}

function shuffled(k: number, random: Random): number[] {
  const list = Array.from({ length: k }, (_, j) => j);
  for (let a = k - 1; a > 0; a--) {
    const b = randomInt(random, a + 1);
    [list[a], list[b]] = [list[b] as number, list[a] as number];
  }
  return list;
}

// the tries report for themselves
function quiet({ signal, breathe }: SearchHooks): SearchHooks {
  return { ...(signal ? { signal } : {}), ...(breathe ? { breathe } : {}) };
}
