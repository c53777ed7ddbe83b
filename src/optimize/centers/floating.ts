// Compact sectors with free centers, as one annealing on the inertia (see anneal.ts) from rough cells; several where
// the effort allows, the best kept. What comes out depends on chance: nothing here says how far other plans could go.

import type { Assignment, Effort, Problem, SolveFacts } from '../../model/problem.ts';
import { fork, makeRandom } from '../random.ts';
import { connected } from '../start.ts';
import { type AnnealHooks, anneal, type Phase } from './anneal.ts';
import { powerCells } from './cells.ts';
import { type Points, pointsOn } from './inertia.ts';
import { type Best, isBetter, makeRun } from './run.ts';

/** Runs, and proposals per zone in each. */
const RUNS: Record<Effort, number> = { fast: 1, normal: 1, thorough: 12 };
const PROPOSALS: Record<Effort, number> = { fast: 1500, normal: 9000, thorough: 10_000 };
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

/** True when sums per sector say all: measures that do not depend on the rep, and no disruption budget. */
export function canFloat(problem: Problem): boolean {
  return problem.moveWeight === null && problem.loads.every(a => a.length === problem.n);
}

/**
 * The best plan found; costs of `problem` only say who may serve a zone. `weight` is what the objective weighs squared
 * distances with.
 */
export async function floatingCenters(
  given: Problem,
  weight: Float64Array,
  options: { readonly effort: Effort; readonly seed: number },
  hooks: AnnealHooks & { readonly onBest?: (fraction: number, proposals: number, inertia: number) => void },
): Promise<Floated> {
  // the nearest zone to a center that is about to move means nothing
  const problem = { ...given, root: new Int32Array(given.k).fill(-1) };
  const points = pointsOn(problem.lat, problem.lon, weight);
  const balanced: Points = { ...points, weight: combinedLoad(problem) };
  const runs = RUNS[options.effort];
  const proposals = PROPOSALS[options.effort] * Math.max(problem.n, LEAST_ZONES);
  let best: Best | null = null;
  let complete = true;
  const facts = { startStranded: 0, proposals: 0, accepted: 0, resplits: 0 };
  for (let r = 0; r < runs && complete; r++) {
    const random = makeRandom(fork(options.seed, 1000 + r));
    const cells = powerCells(problem, balanced, random);
    const start = connected({ ...problem, cost: cells.cost }, cells.rep);
    const run = makeRun(problem, points, start.assignment, random);
    const onProgress = (done: number): void => {
      const least = best && isBetter(best, run.best) ? best : run.best;
      hooks.onBest?.((r + Math.min(1, done)) / runs, facts.proposals + run.proposals, least.inertia);
    };
    complete = await anneal(run, PHASES, proposals, { ...hooks, onProgress });
    for (let mend = 0; complete && run.best.excess > 0 && mend < MENDS; mend++) {
      complete = await anneal(run, [MEND], proposals, hooks);
    }
    facts.startStranded = r === 0 ? start.stranded : facts.startStranded;
    facts.proposals += run.proposals;
    facts.accepted += run.accepted;
    if (!best || isBetter(run.best, best)) best = run.best;
  }
  return { assignment: (best as Best).rep, facts, complete };
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
