// A thread of the crew: a task in, its result out.

import { parentPort } from 'node:worker_threads';
import { type Task, work } from '../optimize/crew.ts';

parentPort?.on('message', async (task: Task) => parentPort?.postMessage(await work(task)));
