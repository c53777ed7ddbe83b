// One level above: units are formed into groups by the optimizer that forms sectors of zones. Managers without a base start
// at the center of one of their units; which one is found like free centers are: from seeded starts, alternate the plan for
// given seats and the best seats for the plan. There are few units, so the plan is then proven by branch and cut where that
// takes little, and of very few units every set of seats is tried.

import { type LevelGroups, type LevelUnits, levelProblem } from '../../model/level-problem.ts';
import type { Bound, Effort, Hooks, Problem, SolveOptions } from '../../model/problem.ts';
import type { Travel } from '../../model/travel.ts';
import { lagrangianBound } from '../bound.ts';
import type { MipSolver } from '../exact/mip.ts';
import { type ExactResult, solveExact } from '../exact/solve-exact.ts';
import { solveLp } from '../lp-relaxation.ts';
import { fork, makeRandom } from '../random.ts';
import { scoreOf } from '../score.ts';
import { solve } from '../solve.ts';
import { bestSeats, drawSeats, seatSets } from './seats.ts';

export interface FormHooks extends Hooks {
  readonly mip?: MipSolver;
}

export interface Formed {
  /** unit → group */
  readonly assignment: Int32Array;
  /** unit at whose center each manager starts, −1 for one with a base */
  readonly seats: Int32Array;
  readonly problem: Problem;
  readonly bound: Bound;
  /** of branch and cut, for these starts; null when it was not tried */
  readonly proof: Pick<ExactResult, 'bound' | 'proven' | 'nodes' | 'cuts'> | null;
  /** the proof holds wherever managers without a base might start */
  readonly everySeat: boolean;
  readonly complete: boolean;
}

const STARTS: Record<Effort, number> = { fast: 4, normal: 12, thorough: 40 };
/** length of a search inside the alternation, of the effort `fast` */
const SHORT = 0.1;
const MOST_TURNS = 10;
/** Pairs of unit and group up to which a proof is tried, and what it may take. */
const MOST_PAIRS = 4000;
const EXACT = {
  fast: { nodes: 2_000, work: 2e8 },
  normal: { nodes: 5_000, work: 1e9 },
  thorough: { nodes: 50_000, work: 1e10 },
};
/** Sets of seats up to which all are tried. */
const MOST_SETS = 200;
const SAME = 1e-9;

interface Level {
  readonly units: LevelUnits;
  readonly groups: LevelGroups;
  readonly travel: Travel;
  readonly options: SolveOptions;
  readonly hooks: FormHooks;
}

interface Candidate {
  readonly assignment: Int32Array;
  readonly seats: Int32Array;
  readonly problem: Problem;
  readonly stranded: number;
  readonly value: number;
}

export async function formGroups(
  units: LevelUnits,
  groups: LevelGroups,
  travel: Travel,
  options: SolveOptions,
  hooks: FormHooks,
): Promise<Formed> {
  const level: Level = { units, groups, travel, options, hooks };
  const known = fixedPlan(units, groups.k);
  if (known) return unformed(level, known);
  let best = await search(level);
  let bound = await solveLp(best.problem, quiet(hooks));
  let proof: ExactResult | null = null;
  for (let turn = 0; turn < MOST_TURNS && units.n * groups.k <= MOST_PAIRS; turn++) {
    proof = await prove(level, best, bound);
    const next = settled(level, candidate(level, best.seats, proof.assignment, best.problem));
    if (same(next.seats, best.seats)) {
      best = { ...next, problem: best.problem };
      break;
    }
    // other seats, for which nothing is proven yet
    best = next;
    bound = await solveLp(best.problem, quiet(hooks));
    proof = null;
  }
  const all = await everySet(level, best);
  if (all) {
    best = all.best;
    bound = await solveLp(best.problem, quiet(hooks));
    proof = { ...(await prove(level, best, bound)) };
  }
  const { assignment, seats, problem } = best;
  return {
    ...{ assignment, seats, problem, bound },
    proof: proof && Number.isFinite(proof.bound) ? proof : null,
    everySeat: all?.proven === true && proof?.proven === true,
    complete: !hooks.signal?.aborted,
  };
}

/** Where nothing is left to be found: a single group, or all units held. */
function fixedPlan({ held }: LevelUnits, k: number): Int32Array | null {
  if (k === 1) return new Int32Array(held.length);
  return held.every(g => g >= 0) ? held : null;
}

function unformed(level: Level, assignment: Int32Array): Formed {
  const seats = bestSeats(level.units, level.groups, level.travel, assignment);
  const problem = levelProblem(level.units, level.groups, seats, level.travel);
  const duals = { price: new Float64Array(problem.k * problem.m), budgetPrice: 0 };
  const bound = {
    value: lagrangianBound(problem, duals),
    ...{ duals, exact: true, contested: 0, rounds: 0, newtonSteps: 0 },
  };
  return { assignment, seats, problem, bound, proof: null, everySeat: false, complete: true };
}

/** The best of several starts, each alternated until its seats stay. */
async function search(level: Level): Promise<Candidate> {
  const { units, groups, travel, options, hooks } = level;
  const free = groups.lat.some(lat => Number.isNaN(lat));
  const starts = free ? STARTS[options.effort] : 1;
  let best: Candidate | null = null;
  for (let start = 0; start < starts; start++) {
    let seats = drawSeats(units, groups, travel, makeRandom(fork(options.seed, 3000 + start)));
    let found: Candidate | null = null;
    for (let turn = 0; turn < (free ? MOST_TURNS : 1); turn++) {
      const problem = levelProblem(units, groups, seats, travel);
      const { assignment } = await solve(
        problem,
        { effort: free ? 'fast' : options.effort, seed: fork(options.seed, 4000 + start) },
        { ...quiet(hooks), searchScale: free ? SHORT : 1 },
      );
      const next = settled(level, candidate(level, seats, assignment, problem));
      if (found && !better(next, found)) break;
      found = next;
      seats = next.seats;
      if (hooks.signal?.aborted) break;
    }
    if (found && (!best || better(found, best))) best = found;
    if (hooks.signal?.aborted) break;
  }
  return best as Candidate;
}

/** A plan with the best seats for it. */
function settled(level: Level, found: Candidate): Candidate {
  const seats = bestSeats(level.units, level.groups, level.travel, found.assignment);
  return same(seats, found.seats) ? found : candidate(level, seats, found.assignment);
}

function candidate(
  { units, groups, travel }: Level,
  seats: Int32Array,
  assignment: Int32Array,
  problem = levelProblem(units, groups, seats, travel),
): Candidate {
  const { objective, excess, strandedZones } = scoreOf(problem, assignment);
  const value = objective + problem.excessPrice * excess;
  return { assignment, seats, problem, stranded: strandedZones, value };
}

function better(a: Candidate, b: Candidate): boolean {
  if (a.stranded !== b.stranded) return a.stranded < b.stranded;
  return a.value < b.value - SAME * Math.abs(b.value);
}

function prove({ options, hooks }: Level, { problem, assignment }: Candidate, bound: Bound) {
  return solveExact(
    problem,
    assignment,
    bound,
    { ...EXACT[options.effort], seed: options.seed },
    { ...quiet(hooks), ...(hooks.mip && { mip: hooks.mip }) },
  );
}

/** Every set of seats, when there are few; null otherwise. */
async function everySet(
  level: Level,
  start: Candidate,
): Promise<{ best: Candidate; proven: boolean } | null> {
  const { units, groups, travel, options, hooks } = level;
  const sets = seatSets(units, groups, MOST_SETS);
  if (!sets) return null;
  let best = start;
  let proven = true;
  for (const seats of sets) {
    const problem = levelProblem(units, groups, seats, travel);
    const bound = await solveLp(problem, quiet(hooks));
    if (best.stranded === 0 && bound.value >= best.value - SAME * Math.abs(best.value)) continue;
    const short = { effort: 'fast', seed: options.seed } as const;
    const { assignment } = await solve(problem, short, { ...quiet(hooks), bound, searchScale: SHORT });
    const found = await prove(level, candidate(level, seats, assignment, problem), bound);
    proven &&= found.proven;
    // a bound of Infinity: no connected plan has these seats
    const next = settled(level, candidate(level, seats, found.assignment, problem));
    if (better(next, best)) best = next;
    if (hooks.signal?.aborted) return null;
  }
  return { best, proven };
}

function same(a: Int32Array, b: Int32Array): boolean {
  return a.every((u, g) => u === b[g]);
}

/** Without progress: a level is one of many small problems. */
function quiet({ signal, breathe }: FormHooks): Hooks {
  return { ...(signal && { signal }), ...(breathe && { breathe }) };
}
