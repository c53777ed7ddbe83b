// Compact sectors with free centers, as one annealing on the inertia (see anneal.ts) from rough cells; several where
// the effort allows, the best kept. What comes out depends on chance: nothing here says how far other plans could go.

import type { Assignment, Effort, Problem, SolveFacts } from '../../model/problem.ts';
import { orAborted } from '../abort.ts';
import { fork, makeRandom } from '../random.ts';
import { connected } from '../start.ts';
import { type AnnealHooks, anneal, type Phase } from './anneal.ts';
import { powerCells } from './cells.ts';
import { type Points, pointsOn } from './inertia.ts';
import { type Best, isBetter, makeRun } from './run.ts';

/** Runs, and proposals per zone in each: from 2 000 on their number does as much as their length. */
const RUNS: Record<Effort, number> = { fast: 1, normal: 4, thorough: 24 };
const PROPOSALS: Record<Effort, number> = { fast: 1500, normal: 3000, thorough: 5000 };
/** Small maps get at least this many zones' worth. */
const LEAST_ZONES = 400;

// Tuned on the tracts of Pennsylvania, 18 and 50 districts: below 1 it keeps what districts the start had, above 2 it only
// takes longer to cool; wider margins cost inertia, slower prices leave a sector out of balance at the end.
const PHASES: readonly Phase[] = [
  { share: 0.6, heat: [2, 0.2], stiffness: [10, 100], margin: 0.02, rate: 0.1 },
  { share: 0.32, heat: [0.2, 0.005], stiffness: [100, 1000], margin: 0.02, rate: 0.1 },
  { share: 0.08, heat: [0.02, 0.001], stiffness: [1000, 3e4], margin: 0.002, rate: 0.1 },
];

/** When a promise is still broken at the end: warm enough to rearrange, stiff enough to care; until it is mended. */
const MEND: Phase = { share: 0.1, heat: [0.1, 0.003], stiffness: [1000, 1e5], margin: 0.02, rate: 0.1 };
const MENDS = 3;

export interface Floated {
  readonly assignment: Assignment;
  readonly facts: SolveFacts;
  readonly complete: boolean;
}

/** True when sums per sector say all: measures that do not depend on the rep, and no budget. */
export function canFloat(problem: Problem): boolean {
  return !problem.budgets && problem.moveWeight === null && problem.loads.every(a => a.length === problem.n);
}

/** One run; data only, so that another thread can work it off. */
export interface FloatTask {
  /** costs only say who may serve a zone */
  readonly problem: Problem;
  /** what the objective weighs squared distances with */
  readonly weight: Float64Array;
  readonly seed: number;
  readonly proposals: number;
}

export interface FloatDone {
  readonly best: Best;
  readonly startStranded: number;
  readonly proposals: number;
  readonly accepted: number;
  readonly complete: boolean;
}

export interface FloatHooks extends AnnealHooks {
  readonly onBest?: (fraction: number, proposals: number, inertia: number) => void;
  /** other threads, each for one run at a time; what comes out is the same without them */
  readonly asides?: readonly ((task: FloatTask) => Promise<FloatDone>)[];
}

/** The best plan of several runs: `weight` is what the objective weighs squared distances with. */
export async function floatingCenters(
  given: Problem,
  weight: Float64Array,
  options: { readonly effort: Effort; readonly seed: number },
  hooks: FloatHooks,
): Promise<Floated> {
  // the nearest zone to a center that is about to move means nothing
  const problem = { ...given, root: new Int32Array(given.k).fill(-1) };
  const proposals = PROPOSALS[options.effort] * Math.max(problem.n, LEAST_ZONES);
  const tasks = Array.from({ length: RUNS[options.effort] }, (_, r): FloatTask => {
    return { problem, weight, seed: fork(options.seed, 1000 + r), proposals };
  });
  const done: FloatDone[] = [];
  let next = 0;
  let finished = 0;
  const serve = async (run: (task: FloatTask) => Promise<FloatDone>): Promise<void> => {
    do {
      const r = next++;
      done[r] = await run(tasks[r]);
      finished++;
    } while (next < tasks.length && !hooks.signal?.aborted);
  };
  const here = (task: FloatTask): Promise<FloatDone> =>
    float(task, {
      ...hooks,
      onBest: (fraction, ...found) => hooks.onBest?.((finished + fraction) / tasks.length, ...found),
    });
  const own = serve(here);
  const others = Promise.all((hooks.asides ?? []).slice(0, tasks.length - 1).map(serve));
  // looked at below; until then nobody waits for it
  others.catch(() => {});
  await own;
  // this thread hears an abort and brings what it has
  await orAborted(others, hooks.signal);
  return bestOf(done, tasks.length);
}

/** The first of equals, so that it does not matter who was ready when. */
function bestOf(done: readonly FloatDone[], runs: number): Floated {
  // an abort leaves holes
  const all = Object.values(done);
  const { best } = all.reduce((a, b) => (isBetter(b.best, a.best) ? b : a));
  return {
    assignment: best.rep,
    complete: all.length === runs && all.every(({ complete }) => complete),
    facts: {
      startStranded: all[0].startStranded,
      proposals: all.reduce((sum, run) => sum + run.proposals, 0),
      accepted: all.reduce((sum, run) => sum + run.accepted, 0),
      resplits: 0,
    },
  };
}

/** One run: rough cells, the annealing, and whatever it takes to mend what is still broken then. */
export async function float(
  { problem, weight, seed, proposals }: FloatTask,
  hooks: Omit<FloatHooks, 'asides'> = {},
): Promise<FloatDone> {
  const points = pointsOn(problem.lat, problem.lon, weight);
  const balanced: Points = { ...points, weight: combinedLoad(problem) };
  const random = makeRandom(seed);
  const cells = powerCells(problem, balanced, random);
  const start = connected({ ...problem, cost: cells.cost }, cells.rep);
  const run = makeRun(problem, points, start.assignment, random);
  const onProgress = (done: number): void =>
    hooks.onBest?.(Math.min(1, done), run.proposals, run.best.inertia);
  let complete = await anneal(run, PHASES, proposals, { ...hooks, onProgress });
  for (let mend = 0; complete && run.best.excess > 0 && mend < MENDS; mend++) {
    complete = await anneal(run, [MEND], proposals, hooks);
  }
  const { best, accepted } = run;
  return { best, startStranded: start.stranded, proposals: run.proposals, accepted, complete };
}

/** What a zone adds to the balanced measures, in mean targets; the cells' weight, whatever the objective's is. */
function combinedLoad({ n, k, m, loads, target }: Problem): Float64Array {
  const mean = new Float64Array(m);
  for (let row = 0; row < k * m; row++) mean[row % m] += target[row] / k;
  const sum = new Float64Array(n);
  loads.forEach((a, q) => {
    for (let i = 0; i < n; i++) sum[i] += a[i] / mean[q] / m;
  });
  return sum.some(w => w > 0) ? sum : sum.fill(1);
}
