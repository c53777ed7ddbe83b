// A thread of a sweep: a scenario in, how it ended out; the plan is on disk by then.

import { parentPort } from 'node:worker_threads';
import { planScenario, type ScenarioTask } from './plan-scenario.ts';

parentPort?.on('message', async (task: ScenarioTask) => parentPort?.postMessage(await planScenario(task)));
