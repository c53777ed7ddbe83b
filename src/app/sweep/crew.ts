// Scenarios shared out over threads, each for one scenario at a time. Which thread plans what has no part in the result,
// since every plan is made as if it were alone.

import { Worker } from 'node:worker_threads';
import { planScenario, type ScenarioEnd, type ScenarioTask } from './plan-scenario.ts';

export interface SweepHooks<T> {
  readonly onStart: (item: T) => Promise<void>;
  readonly onEnd: (item: T, end: ScenarioEnd) => Promise<void>;
}

/**
 * Plans all items, in their order as far as threads allow. When the signal comes, threads are ended where they are: what
 * they were at is lost, what had ended is not.
 */
export async function planAll<T>(
  items: readonly T[],
  taskOf: (item: T) => ScenarioTask,
  threads: number,
  hooks: SweepHooks<T>,
  signal?: AbortSignal,
): Promise<void> {
  // sources, which threads cannot load
  const fromSource = import.meta.url.endsWith('.ts');
  let next = 0;
  // what one cannot write, a full disk, the others cannot either; and nothing is written when the locks are gone
  const stop = new AbortController();
  const halt = (): void => stop.abort();
  signal?.addEventListener('abort', halt);
  if (signal?.aborted) halt();
  const serve = async (): Promise<void> => {
    let worker: Worker | null = null;
    const quit = (): void => void worker?.terminate();
    stop.signal.addEventListener('abort', quit);
    try {
      while (next < items.length && !stop.signal.aborted) {
        const item = items[next++] as T;
        await hooks.onStart(item);
        if (stop.signal.aborted) return;
        if (fromSource) {
          await hooks.onEnd(item, await planScenario(taskOf(item)));
          continue;
        }
        worker ??= new Worker(new URL('./worker.js', import.meta.url), { execArgv: [] });
        const { end, gone } = await handOver(worker, taskOf(item));
        // a thread that died, of memory for one, takes no other scenario with it
        if (gone) worker = null;
        if (!stop.signal.aborted) await hooks.onEnd(item, end);
      }
    } catch (error) {
      halt();
      throw error;
    } finally {
      stop.signal.removeEventListener('abort', quit);
      await worker?.terminate();
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(threads, items.length) }, serve));
  signal?.removeEventListener('abort', halt);
  for (const one of ends) if (one.status === 'rejected') throw one.reason;
}

function handOver(worker: Worker, task: ScenarioTask): Promise<{ end: ScenarioEnd; gone: boolean }> {
  return new Promise(resolve => {
    const settle = (end: ScenarioEnd, gone: boolean): void => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      resolve({ end, gone });
    };
    const onMessage = (end: ScenarioEnd) => settle(end, false);
    const onError = (error: Error) => settle({ end: 'failed', message: error.message }, true);
    const onExit = (code: number) =>
      settle({ end: 'failed', message: `the thread ended with code ${code}` }, true);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    worker.postMessage(task);
  });
}
