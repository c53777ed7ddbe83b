// Reads everything, places everything, asks every rule, and stops before optimizing: all that can be
// wrong with the inputs is known by then.

import { InputError } from '../io/issues.ts';
import type { PlanInput } from '../model/plan.ts';
import type { DefaultUsed } from '../model/records.ts';
import type { Settings } from '../model/settings.ts';
import { visitsOf } from '../model/visits.ts';
import { groupProblems } from './groups.ts';
import { buildWorld, inspectRecords } from './prepare.ts';
import { type InputFiles, type ReadSettings, type Records, readRecords, readSettings } from './read.ts';

export interface CheckOutcome {
  readonly records: Records;
  readonly inputs: readonly PlanInput[];
  readonly defaults: readonly DefaultUsed[];
  /** true when the inputs given would be enough for a plan, and no error stands in its way */
  readonly plannable: boolean;
}

/** `check` shows every finding, up to a number that nobody reads */
export const KEPT = 100_000;

/** Collects every finding; what cannot be read at all is one of them. */
export async function checkInputs(
  files: InputFiles,
  map: ReadSettings['map'],
  settings: Settings,
): Promise<CheckOutcome> {
  const records = await readRecords(files, { ...readSettings(settings, map), keep: KEPT });
  const inspected = inspectRecords(records, settings);
  const inputs = inspected?.placed.inputs ?? records.inputs;
  if (inspected && files.reps && !records.log.hasErrors()) {
    try {
      const world = await buildWorld(records, inspected);
      const problems = groupProblems(world);
      for (const issue of problems) records.log.add(issue);
      const plannable = problems.length === 0;
      return { records, inputs, defaults: world.context.defaults, plannable };
    } catch (error) {
      // its findings are in the log already; an InputError without log entries would be a bug
      if (!(error instanceof InputError)) throw error;
    }
  }
  const accounts = inspected?.placed.accounts ?? records.accounts;
  return {
    records,
    inputs,
    defaults: [...records.defaults, ...(accounts ? visitsOf(accounts, settings).defaults : [])],
    plannable: false,
  };
}
