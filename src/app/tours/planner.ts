// How the tours of one rep are planned; and several reps at once, each by a thread. Reps have no part in each other's tours,
// so that who plans whom changes nothing.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Effort } from '../../model/problem.ts';
import type { TourPlan, TourProblem } from '../../model/tours.ts';
import { planTours } from '../../optimize/tours/plan-tours.ts';
import { tourBound } from '../../optimize/tours/tour-bound.ts';

export interface SolveOptions {
  readonly seed: number;
  readonly effort: Effort;
}

export interface SolveHooks {
  readonly signal?: AbortSignal;
  readonly breathe?: () => Promise<void>;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface Solved {
  readonly plan: TourPlan;
  /** no tours that make the same visits cost less; null: not computed */
  readonly bound: number | null;
}

export async function solveTours(
  problem: TourProblem,
  options: SolveOptions,
  hooks: SolveHooks,
): Promise<Solved> {
  const { seed, effort } = options;
  const plan = await planTours(problem, { seed, effort }, hooks);
  // who has interrupted does not want to wait
  return { plan, bound: plan.complete ? tourBound(problem, plan).value : null };
}

export interface TourHands {
  /** how many reps can be planned at once */
  readonly count: number;
  /** hand from 0 on; one problem at a time */
  readonly solve: (
    hand: number,
    problem: TourProblem,
    options: SolveOptions,
    hooks: SolveHooks,
  ) => Promise<Solved>;
  readonly dismiss: () => Promise<void>;
}

/** More threads than this take more memory than they save time. */
const MOST = 4;

export interface TourTask {
  readonly problem: TourProblem;
  readonly options: SolveOptions;
  /** nothing is improved any more */
  readonly aborted: boolean;
}

export type TourMessage =
  | { readonly solved: Solved }
  | { readonly progress: readonly [done: number, all: number] };

/** From sources, which threads cannot load, for a single rep and on a single processor: everything in this thread. */
export function hireHands(reps: number, processors = availableParallelism()): TourHands {
  const count = Math.min(processors, MOST, reps);
  if (count < 2 || import.meta.url.endsWith('.ts'))
    return { count: 1, solve: (_, ...given) => solveTours(...given), dismiss: async () => {} };
  // without node's own options: some, such as --input-type, would make the thread refuse its file
  const url = new URL('./tour-worker.js', import.meta.url);
  const workers = Array.from({ length: count }, () => new Worker(url, { execArgv: [] }));
  return {
    count,
    solve: (hand, problem, options, hooks) => handOver(workers[hand] as Worker, problem, options, hooks),
    dismiss: async () => {
      await Promise.all(workers.map(worker => worker.terminate()));
    },
  };
}

function handOver(
  worker: Worker,
  problem: TourProblem,
  { seed, effort }: SolveOptions,
  { signal, onProgress }: SolveHooks,
): Promise<Solved> {
  return new Promise((resolve, reject) => {
    const abort = () => worker.postMessage('abort');
    const settle = (end: () => void): void => {
      signal?.removeEventListener('abort', abort);
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      end();
    };
    const onMessage = (message: TourMessage): void => {
      if ('solved' in message) settle(() => resolve(message.solved));
      else onProgress?.(...message.progress);
    };
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (code: number): void =>
      settle(() => reject(new Error(`a thread of the tours ended with code ${code}`)));
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    signal?.addEventListener('abort', abort);
    const task: TourTask = { problem, options: { seed, effort }, aborted: signal?.aborted === true };
    worker.postMessage(task);
  });
}
