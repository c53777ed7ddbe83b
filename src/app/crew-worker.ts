// A thread of the crew: a task in, its result out.

import { parentPort } from 'node:worker_threads';
import { type FloatTask, float } from '../optimize/centers/floating.ts';
import { type Task, work } from '../optimize/crew.ts';

parentPort?.on('message', async (task: Task | FloatTask) =>
  parentPort?.postMessage(await ('weight' in task ? float(task) : work(task))),
);
