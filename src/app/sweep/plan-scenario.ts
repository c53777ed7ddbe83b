// One scenario planned and written, in one thread: the files are those of `sectorize plan`.

import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { claimedAbove } from '../../io/claim.ts';
import { formatIssue, InputError } from '../../io/issues.ts';
import type { Issue } from '../../model/records.ts';
import { makeLayeredPlan } from '../layers/plan-layers.ts';
import { makePlan, writePlan } from '../plan.ts';
import type { ScenarioRequest } from './job.ts';

export interface ScenarioTask {
  readonly request: ScenarioRequest;
  /** the plan directory, which the caller has claimed */
  readonly out: string;
}

export type ScenarioEnd =
  | { readonly end: 'planned' }
  /** its settings cannot be planned with these inputs */
  | { readonly end: 'refused'; readonly issues: readonly Issue[] }
  /** there is a plan that could not be put on disk: no other can be either, and the one of before stays */
  | { readonly end: 'unwritten'; readonly issues: readonly Issue[] }
  /** a fault of the program or of the machine */
  | { readonly end: 'failed'; readonly message: string };

export async function planScenario({ request, out }: ScenarioTask): Promise<ScenarioEnd> {
  const hooks = { breathe: () => new Promise<void>(resolve => setImmediate(resolve)) };
  const alone = { ...request, threads: 1 };
  let made = false;
  try {
    const layered = request.layers.length > 0;
    const outcome = layered ? await makeLayeredPlan(alone, hooks) : await makePlan(alone, hooks);
    made = true;
    const target = await realpath(out).catch(() => resolve(out));
    await writePlan(outcome, out, claimedAbove(target));
    return { end: 'planned' };
  } catch (error) {
    if (error instanceof InputError) return { end: made ? 'unwritten' : 'refused', issues: error.issues };
    return { end: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

/** The errors among the findings, as one text each. */
export function reasonsOf(end: Exclude<ScenarioEnd, { end: 'planned' }>): string[] {
  if (end.end === 'failed') return [`internal error: ${end.message}`];
  return end.issues.filter(({ severity }) => severity === 'error').map(formatIssue);
}
