// 0-1 programs in a thread of their own: HiGHS does not look up while it works, and somebody has to hear Ctrl-C.

import { Worker } from 'node:worker_threads';
import type { MipResult, MipSolver } from '../optimize/exact/mip.ts';
import { solveMip } from '../optimize/highs.ts';

/** What the thread says: how far it is, or what came out. */
export type MipMessage = { readonly nodes: number; readonly bound: number } | { readonly result: MipResult };

/** From sources, which threads cannot load, in this thread. The signal ends it at once, and it rejects. */
export function mipElsewhere(signal: AbortSignal | undefined): MipSolver {
  if (import.meta.url.endsWith('.ts')) return solveMip;
  return (task, onProgress) =>
    new Promise((resolve, reject) => {
      const worker = new Worker(new URL('./mip-worker.js', import.meta.url), {
        workerData: task,
        // see crew.ts
        execArgv: [],
      });
      const leave = (): void => {
        signal?.removeEventListener('abort', abort);
        void worker.terminate();
      };
      const abort = (): void => {
        leave();
        reject(new Error('called off'));
      };
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) abort();
      worker.on('message', (message: MipMessage) => {
        if (!('result' in message)) return onProgress(message.nodes, message.bound);
        leave();
        resolve(message.result);
      });
      worker.on('error', error => {
        leave();
        reject(error);
      });
    });
}
