// Tiles are annealed one by one here, or side by side by a crew that the caller has hired: what comes out is the same,
// because a task holds all it needs, its own stream of chance included.

import type { Assignment, Problem } from '../model/problem.ts';
import { anneal, type Best, makeRun, type Scale, type SearchHooks } from './anneal.ts';
import type { Phase } from './schedule.ts';

/** A tile to be annealed; sent to another thread as it is, so it holds data only. */
export interface Task {
  readonly problem: Problem;
  readonly start: Assignment;
  readonly seed: number;
  readonly phases: readonly { readonly phase: Phase; readonly proposals: number }[];
  /** row prices to begin with, as in Energy; null: none */
  readonly prices: Float64Array | null;
  /** null: the tile's own */
  readonly scale: Scale | null;
}

export interface Done {
  /** the plan that the annealing ended on, and the best it has seen */
  readonly last: Assignment;
  readonly best: Best;
  readonly prices: Float64Array;
  readonly proposals: number;
  readonly accepted: number;
}

/** Works the tasks off; their results in the same order. After an abort the rest is left undone: fewer come back. */
export type Crew = (tasks: readonly Task[], signal: AbortSignal | undefined) => Promise<Done[]>;

export async function work(task: Task, hooks: SearchHooks = {}): Promise<Done> {
  const run = makeRun(task.problem, task.start, task.seed);
  if (task.prices) run.energy.price.set(task.prices);
  if (run.state.borderCount > 0) {
    for (const { phase, proposals } of task.phases) {
      await anneal(run, phase, proposals, hooks, task.scale ?? undefined);
    }
  }
  const { best, proposals, accepted } = run;
  return { last: run.state.rep, best, prices: run.energy.price, proposals, accepted };
}

/** One task after the other in this thread. */
export function alone(breathe?: () => Promise<void>): Crew {
  return async (tasks, signal) => {
    const out: Done[] = [];
    for (const task of tasks) {
      if (signal?.aborted) break;
      out.push(await work(task, { ...(breathe && { breathe }), ...(signal && { signal }) }));
    }
    return out;
  };
}
