// Re-splits of a few adjacent sectors at a time. A long annealing of the whole map draws one outcome for all of it: here
// good luck, there bad. Cut into tiles that are annealed on their own, each try is kept only where it is better, so that
// good luck adds up (compare POPMUSIC, Taillard and Voss 2002). First where a promise is broken, if one is: there the
// tiles grow until the imbalance has found somewhere to go.

import type { Assignment, Problem } from '../model/problem.ts';
import { type Best, isBetter, isKept, judge, type SearchHooks, settleTargets } from './anneal.ts';
import { alone, type Task } from './crew.ts';
import { fork, makeRandom, type Random } from './random.ts';
import { putBack, type Region, regionOf } from './region.ts';
import { type Phase, SETTLE, SETTLE_SHARE } from './schedule.ts';
import { excessOf } from './score.ts';
import { compactStart } from './start.ts';
import { isOnePurse } from './team-budgets.ts';
import { bordersOf, shuffled, tilesAround } from './tiles.ts';

export interface ResplitResult {
  readonly proposals: number;
  readonly accepted: number;
  readonly tries: number;
  /** false when the signal ended it early */
  readonly complete: boolean;
}

/** Sectors in a tile, and the most of them where a broken promise needs room. */
const SECTORS = 4;
const MOST_SECTORS = 16;
/** Layouts without a success after which tiles that mend take one sector more. */
const PATIENCE = 3;
/** Proposals per zone of a try: so many at first, twice as many whenever fewer than this share of a layout improved. */
const PER_ZONE = 400;
const WEARY = 0.25;
const IMPROVE: Phase = { heat: [0.2, 0.03], stiffness: [20, 300], margin: 0.01, rate: 0.03 };
const MEND: Phase = { heat: [0.3, 0.01], stiffness: [100, 10_000], margin: 0.01, rate: 0.1 };
/** From nothing, where mending has failed: a rep in the wrong place altogether is not brought back by degrees. */
const AFRESH: Phase = { heat: [0.25, 0.02], stiffness: [2, 1000], margin: 0.01, rate: 0.03 };
const AFRESH_TIMES = 4;

/**
 * Improves `best` in place, by its own order: stranded zones, budget, balance, objective. `onlyMend`: ends as soon as
 * every promise is kept. `budget`: proposals. Targets that follow the plan do so in the problem given, between layouts.
 */
export async function resplit(
  problem: Problem,
  best: Best,
  options: { readonly seed: number; readonly budget: number; readonly onlyMend: boolean },
  hooks: SearchHooks,
): Promise<ResplitResult> {
  const crew = hooks.crew ?? alone(hooks.breathe);
  const random = makeRandom(fork(options.seed, 1));
  // two tiles at once might both spend what is left in the purse
  const atOnce = isOnePurse(problem) ? 1 : Infinity;
  let perZone = PER_ZONE;
  let tries = 0;
  let failed = 0;
  let proposals = 0;
  let accepted = 0;
  const result = (complete: boolean): ResplitResult => ({ proposals, accepted, tries, complete });

  /** the tiles one after the other, or all at once; how many improved, null when the signal ended it */
  const attempt = async (tiles: readonly Int32Array[], kind: Kind): Promise<number | null> => {
    const regions = tiles.map(reps => regionOf(problem, best.rep, reps));
    const tasks: Task[] = [];
    for (const { problem: part, assignment } of regions) {
      const start = kind === 'afresh' ? (await compactStart(part, hooks)).assignment : assignment;
      tasks.push(taskOf(part, start, kind, perZone, fork(options.seed, 100 + tries++)));
    }
    const done = await crew(tasks, hooks.signal);
    let won = 0;
    done.forEach((found, t) => {
      proposals += found.proposals;
      accepted += found.accepted;
      const { problem: part, assignment } = regions[t];
      if (isBetter(found.best, judge(part, assignment)) && keep(problem, best, regions[t], found.best.rep))
        won++;
    });
    hooks.onProgress?.(Math.min(1, proposals / options.budget), proposals, best.objective);
    await hooks.breathe?.();
    return done.length < regions.length || hooks.signal?.aborted ? null : won;
  };

  settleTargets(problem, best, hooks);
  while (proposals < options.budget && !(options.onlyMend && isKept(best))) {
    const mending = !isKept(best);
    const kind = !mending ? 'improve' : failed % 2 === 0 ? 'mend' : 'afresh';
    const size = mending ? Math.min(MOST_SECTORS, SECTORS + Math.floor(failed / PATIENCE)) : SECTORS;
    const seeds = mending ? brokenSectors(problem, best.rep, random) : shuffled(problem.k, random);
    const tiles = tilesAround(bordersOf(problem, best.rep), seeds, size, random).filter(t => t.length > 1);
    let won = 0;
    for (let at = 0; at < tiles.length && proposals < options.budget; at += atOnce) {
      const gain = await attempt(tiles.slice(at, at + atOnce), kind);
      if (gain === null) return result(false);
      won += gain;
      if (mending && isKept(best)) break;
    }
    // laying out looks at every zone; where there is nothing to split that is all, and must end as well
    proposals += problem.n;
    failed = won > 0 ? 0 : failed + 1;
    if (!mending && won < WEARY * tiles.length) perZone *= 2;
    settleTargets(problem, best, hooks);
  }
  settleTargets(problem, best, hooks);
  return result(true);
}

type Kind = 'improve' | 'mend' | 'afresh';
const PHASES: Record<Kind, Phase> = { improve: IMPROVE, mend: MEND, afresh: AFRESH };

function taskOf(problem: Problem, start: Assignment, kind: Kind, perZone: number, seed: number): Task {
  const count = perZone * problem.n * (kind === 'afresh' ? AFRESH_TIMES : 1);
  const settle = Math.round(count * SETTLE_SHARE);
  const phases = [
    { phase: PHASES[kind], proposals: count - settle },
    { phase: SETTLE, proposals: settle },
  ];
  return { problem, start, seed, phases, prices: null, scale: null };
}

/** Takes the tile's new plan over; judged by plain recomputation, and undone if rounding sees it otherwise. */
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

/** Sectors out of balance, drawn by how far they are; any, when only the disruption budget is broken. */
function brokenSectors(problem: Problem, plan: Assignment, random: Random): Iterable<number> {
  const excess = excessOf(problem, plan);
  // Efraimidis and Spirakis 2006: the order of weighted draws without replacement
  const keyed = [...excess.keys()]
    .filter(j => excess[j] > 0)
    .map(j => ({ j, key: Math.log(1 - random()) / excess[j] }));
  if (keyed.length === 0) return shuffled(problem.k, random);
  return keyed.sort((a, b) => b.key - a.key).map(({ j }) => j);
}
