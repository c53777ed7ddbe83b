// Hands for the optimizer's tiles: one thread for each of the machine's processors, started when the first large piece
// of work comes, sent home by the caller. Who works on what has no part in the result.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { orAborted } from '../optimize/abort.ts';
import type { FloatDone, FloatTask } from '../optimize/centers/floating.ts';
import { alone, type Crew, type Done, type Task } from '../optimize/crew.ts';

export interface HiredCrew {
  readonly crew: Crew;
  /** threads beside this one, each for one task at a time */
  readonly asides: readonly ((task: FloatTask) => Promise<FloatDone>)[];
  readonly dismiss: () => Promise<void>;
}

/** More threads than this take more memory than they save time. */
const MOST = 4;
/** Proposals after which it looks as if more were to come, and threads are worth their start. */
const WORTH_IT = 1e6;

/** From sources, which threads cannot load, and on a single processor: everything in this thread. */
export function hireCrew(hands = availableParallelism(), breathe?: () => Promise<void>): HiredCrew {
  const here = alone(breathe);
  const fromSource = import.meta.url.endsWith('.ts');
  if (hands < 2 || fromSource) return { crew: here, asides: [], dismiss: async () => {} };
  const most = Math.min(hands, MOST);
  let workers: Worker[] = [];
  let asked = 0;
  const hire = (): Worker[] => {
    if (workers.length > 0) return workers;
    // without node's own options: some, such as --input-type, would make the thread refuse its file
    const url = new URL('./crew-worker.js', import.meta.url);
    workers = Array.from({ length: most }, () => new Worker(url, { execArgv: [] }));
    return workers;
  };
  const crew: Crew = async (tasks, signal) => {
    // threads may still be at what an abort has made useless
    if (signal?.aborted) return [];
    for (const task of tasks) asked += proposalsOf(task);
    if (workers.length === 0 && (tasks.length < 2 || asked < WORTH_IT)) return here(tasks, signal);
    return share(hire(), tasks, signal);
  };
  const aside = (w: number) => (task: FloatTask) => handOver<FloatDone>(hire()[w], task);
  return {
    crew,
    asides: Array.from({ length: most - 1 }, (_, w) => aside(w)),
    dismiss: async () => {
      await Promise.all(workers.map(worker => worker.terminate()));
      workers = [];
    },
  };
}

/** The longest first, so that no one is left with a long one at the end. */
async function share(
  workers: readonly Worker[],
  tasks: readonly Task[],
  signal: AbortSignal | undefined,
): Promise<Done[]> {
  const order = [...tasks.keys()].sort((a, b) => proposalsOf(tasks[b]) - proposalsOf(tasks[a]) || a - b);
  const results: Done[] = [];
  let next = 0;
  const serve = async (worker: Worker): Promise<void> => {
    while (next < order.length && !signal?.aborted) {
      const t = order[next++];
      results[t] = await handOver<Done>(worker, tasks[t]);
    }
  };
  await orAborted(Promise.all(workers.map(serve)), signal);
  // what came in out of order after an abort is of no use to a caller who counts from the first
  const complete = results.findIndex((_, t) => !(t in results));
  return results.slice(0, complete < 0 ? results.length : complete);
}

function handOver<Result>(worker: Worker, task: Task | FloatTask): Promise<Result> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      end();
    };
    const onMessage = (done: Result): void => settle(() => resolve(done));
    const onError = (error: Error): void => settle(() => reject(error));
    const onExit = (code: number): void =>
      settle(() => reject(new Error(`a thread of the optimizer ended with code ${code}`)));
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.postMessage(task);
  });
}

function proposalsOf(task: Task): number {
  return task.phases.reduce((sum, { proposals }) => sum + proposals, 0);
}
