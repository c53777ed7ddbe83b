// From numbers to a plan: certified bound, compact start, connected sectors, search, score.

import type { Bound, Hooks, Problem, Progress, Solution, SolveOptions } from '../model/problem.ts';
import type { FloatHooks } from './centers/floating.ts';
import { solveLp } from './lp-relaxation.ts';
import type { StartQuality } from './schedule.ts';
import { scoreOf } from './score.ts';
import { type SearchHooks, search } from './search.ts';
import { compactStart, connected, type Start } from './start.ts';

export interface SolveHooks extends Hooks, Pick<SearchHooks, 'crew'> {
  /** a plan to improve: skips the compact start; zones may be −1 */
  readonly start?: Int32Array;
  /** threads for runs with free centers */
  readonly asides?: FloatHooks['asides'];
  /** a bound already known for this problem: skips the LP */
  readonly bound?: Bound;
  /** 0…1: shorter searches inside location–allocation; 1 when absent */
  readonly searchScale?: number;
}

/**
 * The best contiguous plan that the effort allows. Throws when a zone has no eligible rep. When the signal is
 * aborted the best complete plan so far is returned, with `complete` false.
 */
export async function solve(
  problem: Problem,
  options: SolveOptions,
  hooks: SolveHooks = {},
): Promise<Solution> {
  const bound = hooks.bound ?? (await solveLp(problem, hooks));
  hooks.onProgress?.({
    phase: 'start',
    fraction: 0,
    iteration: 0,
    objective: Number.NaN,
    bound: bound.value,
  });
  const start = hooks.start ? connected(problem, hooks.start) : await compactStart(problem, hooks);
  const found = await improve(problem, start, options, {
    ...hooks,
    quality: hooks.start ? 'good' : 'rough',
    scale: hooks.searchScale ?? 1,
    lowerBound: bound.value,
  });
  return { ...found, bound };
}

export interface ImproveHooks extends Hooks, Pick<SearchHooks, 'targetsOf' | 'crew'> {
  readonly quality: StartQuality;
  /** 0…1: length of the search */
  readonly scale: number;
  /** shown with the progress; NaN when not known */
  readonly lowerBound: number;
}

export type Improved = Omit<Solution, 'bound'>;

/** The search from a start that is connected wherever map and rules permit; never worse than the start. */
export async function improve(
  problem: Problem,
  start: Start,
  options: SolveOptions,
  hooks: ImproveHooks,
): Promise<Improved> {
  const report = (phase: Progress['phase'], fraction: number, iteration: number, objective: number): void =>
    hooks.onProgress?.({ phase, fraction, iteration, objective, bound: hooks.lowerBound });
  report('repair', 0, start.stranded, Number.NaN);
  const { scale, quality } = hooks;
  const found = await search(
    problem,
    start.assignment,
    { ...options, scale, start: quality },
    {
      ...hooks,
      onProgress: (fraction, proposals, objective) => report('search', fraction, proposals, objective),
    },
  );
  return {
    assignment: found.assignment,
    score: scoreOf(problem, found.assignment),
    complete: found.complete,
    facts: {
      startStranded: start.stranded,
      proposals: found.proposals,
      accepted: found.accepted,
      resplits: found.resplits,
    },
  };
}
