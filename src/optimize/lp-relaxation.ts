// The certified LP: prices by smoothed Newton, the rest by an exact restricted master, the bound by summation.

import type { Bound, Duals, Hooks, Problem } from '../model/problem.ts';
import { lagrangianBound } from './bound.ts';
import { startMaster } from './contested.ts';
import { makeCoupling } from './coupling.ts';
import { solveDual } from './dual.ts';
import { type Shares, solveMaster } from './master.ts';

export { cheapest } from './bound.ts';

export interface LpSolution extends Bound {
  /** value of the best fractional plan: equals `value` to 1e-9 relative when `exact` */
  readonly primal: number;
  /** the rep that has the largest share of each zone */
  readonly whole: Int32Array;
  /** the zones that the LP splits, with their shares, largest first */
  readonly support: Shares;
  /** LPs that had to be handed from javascript-lp-solver to HiGHS */
  readonly fallbacks: number;
  /** what the prices took, as DualOptions.work counts */
  readonly work: number;
}

/**
 * The LP relaxation (no contiguity) of `problem`, balance elastic at `excessPrice`, disruption within
 * `effectiveBudget`. `start`: prices of a similar problem (the same one with slightly other targets). `work`: as in DualOptions.
 * Throws when a zone has no eligible rep. An aborted signal, or prices that walk too far (`WORK` of the dual), end it early
 * with a valid bound, `exact` false.
 */
export async function solveLp(
  problem: Problem,
  hooks: Hooks = {},
  start?: Duals,
  work?: number,
): Promise<LpSolution> {
  const { onProgress, signal } = hooks;
  const coupling = makeCoupling(problem);
  const report = (phase: 'dual' | 'master', iteration: number, fraction: number, bound: number): void =>
    onProgress?.({ phase, fraction, iteration, objective: Number.NaN, bound });
  const usable = start !== undefined && start.price.length === problem.k * problem.m ? start : undefined;
  const dual = await solveDual(problem, coupling, {
    start: usable,
    onStage: (stage, steps) => report('dual', steps, Math.min(0.5, 0.06 * stage), Number.NaN),
    signal,
    breathe: hooks.breathe,
    ...(work !== undefined && { work }),
  });
  const state = startMaster(problem, coupling, dual);
  // from prices that are far off the master would not arrive either
  if (signal?.aborted || dual.spent) {
    return {
      value: lagrangianBound(problem, dual.duals),
      duals: dual.duals,
      exact: false,
      contested: state.alternatives.size,
      rounds: 0,
      newtonSteps: dual.newtonSteps,
      primal: Infinity,
      whole: state.base,
      support: new Map(),
      fallbacks: 0,
      work: dual.work,
    };
  }
  const master = await solveMaster(problem, coupling, state, dual.duals, async (round, bound) => {
    report('master', round, 1 - 0.5 / (1 + round), bound);
    await hooks.breathe?.();
    return signal?.aborted !== true;
  });
  return {
    value: master.value,
    duals: master.duals,
    exact: master.exact,
    contested: state.alternatives.size,
    rounds: master.rounds,
    newtonSteps: dual.newtonSteps,
    primal: master.primal,
    whole: master.whole,
    support: master.split,
    fallbacks: master.fallbacks,
    work: dual.work,
  };
}

/** What a sketch of the bound may take, as `DualOptions.work`: a quarter of a certificate's. */
const SKETCH_WORK = 1e9;

/** The dual alone, without the master: a valid bound near the optimum, at a fraction of the time; `exact` is false. */
export async function approximateLp(problem: Problem, start?: Duals, hooks: Hooks = {}): Promise<Bound> {
  const usable = start !== undefined && start.price.length === problem.k * problem.m ? start : undefined;
  const { signal, breathe } = hooks;
  const { duals, newtonSteps } = await solveDual(problem, makeCoupling(problem), {
    start: usable,
    signal,
    breathe,
    work: SKETCH_WORK,
  });
  return {
    value: lagrangianBound(problem, duals),
    duals,
    exact: false,
    contested: 0,
    rounds: 0,
    newtonSteps,
  };
}
