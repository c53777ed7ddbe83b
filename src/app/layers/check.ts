// `check` where there are layers: everything is read and placed once, then every layer is prepared up to the optimizer.

import { formatIssue, InputError } from '../../io/issues.ts';
import type { DefaultUsed } from '../../model/records.ts';
import type { CheckOutcome } from '../check.ts';
import { groupProblems } from '../groups.ts';
import { inspectRecords, prepareWorld } from '../prepare.ts';
import { readForLayers } from './plan-layers.ts';
import { type LayeredInputs, sliceRecords } from './slices.ts';

/** Collects every finding of every layer; one that several layers make is there once. */
export async function checkLayers(inputs: LayeredInputs, keep: number): Promise<CheckOutcome> {
  const records = await readForLayers(inputs, keep);
  const { log } = records;
  const inspected = inspectRecords(records, inputs.settings);
  const counts = inspected?.placed.inputs ?? records.inputs;
  const sliced = sliceRecords(records, inputs);
  const known = new Set(log.issues().map(formatIssue));
  const defaults = new Map<string, DefaultUsed>();
  let prepared = 0;
  for (const { rule, records: own, settings } of sliced?.layers ?? []) {
    try {
      const world = await prepareWorld(own, settings, rule.name);
      for (const issue of groupProblems(world)) own.log.add(issue);
      for (const used of world.context.defaults) defaults.set(JSON.stringify(used), used);
      prepared++;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
    for (const issue of own.log.issues()) {
      const text = formatIssue(issue);
      if (!known.has(text)) log.add(issue);
      known.add(text);
    }
  }
  const plannable = sliced !== null && prepared === sliced.layers.length && !log.hasErrors();
  return { records, inputs: counts, defaults: [...defaults.values()], plannable };
}
