// The thread of one 0-1 program: its task in, its progress and its result out.

import { parentPort, workerData } from 'node:worker_threads';
import type { MipTask } from '../optimize/exact/mip.ts';
import { solveMip } from '../optimize/highs.ts';
import type { MipMessage } from './mip-thread.ts';

const say = (message: MipMessage): void => parentPort?.postMessage(message);
const result = await solveMip(workerData as MipTask, (nodes, bound) => say({ nodes, bound }));
say({ result });
