// A thread that plans the tours of one rep after the other.

import { parentPort } from 'node:worker_threads';
import { solveTours, type TourMessage, type TourTask } from './planner.ts';

let stop = new AbortController();

parentPort?.on('message', async (message: TourTask | 'abort') => {
  if (message === 'abort') {
    stop.abort();
    return;
  }
  const { problem, options, aborted } = message;
  stop = new AbortController();
  if (aborted) stop.abort();
  const say = (answer: TourMessage) => parentPort?.postMessage(answer);
  const solved = await solveTours(problem, options, {
    signal: stop.signal,
    breathe: () => new Promise(resolve => setImmediate(resolve)),
    onProgress: (done, all) => say({ progress: [done, all] }),
  });
  say({ solved });
});
