// Hands for the optimizer's tiles: one thread for each of the machine's processors, started when the first large piece
// of work comes, sent home by the caller. Who works on what has no part in the result.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { alone, type Crew, type Done, type Task } from '../optimize/crew.ts';

export interface HiredCrew {
  readonly crew: Crew;
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
  if (hands < 2 || fromSource) return { crew: here, dismiss: async () => {} };
  let workers: Worker[] = [];
  let asked = 0;
  const crew: Crew = async (tasks, signal) => {
    // threads may still be at what an abort has made useless
    if (signal?.aborted) return [];
    for (const task of tasks) asked += proposalsOf(task);
    if (workers.length === 0) {
      if (tasks.length < 2 || asked < WORTH_IT) return here(tasks, signal);
      workers = Array.from({ length: Math.min(hands, MOST) }, () => {
        // without node's own options: some, such as --input-type, would make the thread refuse its file
        return new Worker(new URL('./crew-worker.js', import.meta.url), { execArgv: [] });
      });
    }
    return share(workers, tasks, signal);
  };
  return {
    crew,
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
      results[t] = await handOver(worker, tasks[t]);
    }
  };
  await orAborted(Promise.all(workers.map(serve)), signal);
  // what came in out of order after an abort is of no use to a caller who counts from the first
  const complete = results.findIndex((_, t) => !(t in results));
  return results.slice(0, complete < 0 ? results.length : complete);
}

/** Waits for the work, but no longer once the signal comes. */
async function orAborted(work: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return void (await work);
  let leave = (): void => {};
  const aborted = new Promise<void>(resolve => {
    leave = resolve;
    signal.addEventListener('abort', leave);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', leave);
    // threads are sent home while they work; that they end is then no failure
    if (signal.aborted) work.catch(() => {});
  }
}

function handOver(worker: Worker, task: Task): Promise<Done> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      end();
    };
    const onMessage = (done: Done): void => settle(() => resolve(done));
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
