// From numbers to a plan: certified bound, compact start, connected sectors, search, score.

import type {
  Assignment,
  Bound,
  Hooks,
  Problem,
  Progress,
  Solution,
  SolveOptions,
} from '../model/problem.ts';
import { solveLp } from './lp-relaxation.ts';
import { repair } from './repair.ts';
import { scoreOf, stranded } from './score.ts';
import { type SearchHooks, search } from './search.ts';
import { compactStart, type Start } from './start.ts';

export interface SolveHooks extends Hooks {
  /** a plan to improve: skips the compact start; zones may be −1 */
  readonly start?: Int32Array;
  /** a bound already known for this problem: skips the LP */
  readonly bound?: Bound;
  /** 0…1: shorter searches inside location–allocation; 1 when absent */
  readonly searchScale?: number;
  /** gives the event loop a turn, so that a signal can arrive during the search */
  readonly breathe?: () => Promise<void>;
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
  const report = (phase: Progress['phase'], fraction: number, iteration: number, objective: number): void =>
    hooks.onProgress?.({ phase, fraction, iteration, objective, bound: bound.value });

  report('start', 0, 0, Number.NaN);
  const start = hooks.start ? warmStart(problem, hooks.start) : compactStart(problem);
  report('repair', 0, start.stranded, Number.NaN);
  const found = await search(
    problem,
    start.assignment,
    { ...options, scale: hooks.searchScale ?? 1, warm: hooks.start !== undefined },
    searchHooks(hooks, report),
  );
  return {
    assignment: found.assignment,
    score: scoreOf(problem, found.assignment),
    bound,
    complete: found.complete,
    facts: {
      startStranded: start.stranded,
      proposals: found.proposals,
      accepted: found.accepted,
      resplits: 0,
    },
  };
}

function warmStart(problem: Problem, start: Assignment): Start {
  const assignment = repair(problem, start);
  return { assignment, stranded: start.includes(-1) ? 0 : stranded(problem, start).length };
}

function searchHooks(
  hooks: SolveHooks,
  report: (phase: 'search', fraction: number, iteration: number, objective: number) => void,
): SearchHooks {
  return {
    onProgress: (fraction, proposals, objective) => report('search', fraction, proposals, objective),
    ...(hooks.signal ? { signal: hooks.signal } : {}),
    ...(hooks.breathe ? { breathe: hooks.breathe } : {}),
  };
}
