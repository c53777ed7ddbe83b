// The full model of a plan as free MPS text, so that any solver can check the bound.

import { join, parse } from 'node:path';
import type { PlanFile } from '../io/plan-directory.ts';
import { safeNames } from '../io/safe-name.ts';
import { rowNames } from '../model/limits.ts';
import { writeMps } from '../optimize/mps.ts';
import type { LayeredOutcome } from './layers/plan-layers.ts';
import type { PlanOutcome } from './plan.ts';
import type { World } from './prepare.ts';

/** The model as the file that is asked for; of layers each its own, with the layer's name before the extension. */
export function modelFiles(planned: PlanOutcome | LayeredOutcome, file: string): PlanFile[] {
  if ('world' in planned) return [{ path: file, content: modelText(planned) }];
  const { dir, name, ext } = parse(file);
  const names = safeNames(planned.layers.map(({ part }) => part.rule.name));
  return planned.layers.map(({ outcome }, l) => ({
    path: join(dir, `${name}.${names[l]}${ext}`),
    content: modelText(outcome),
  }));
}

function modelText(outcome: PlanOutcome): Iterable<string> {
  const { context, optimized } = outcome;
  return writeMps(optimized.ground, {
    zones: unitNames(outcome.world, context.zones.id),
    reps: context.reps.list.map(rep => rep.id),
    measures: rowNames(context).map(name => name.replace(':', '-')),
  });
}

/** Zones that must have the same rep are one column a rep, by the name of the first of them and how many follow. */
function unitNames({ units }: World, ids: readonly string[]): readonly string[] {
  if (!units) return ids;
  const members: string[][] = Array.from({ length: units.count }, () => []);
  units.of.forEach((unit, i) => {
    members[unit]?.push(ids[i] as string);
  });
  return members.map(list => (list.length === 1 ? (list[0] as string) : `${list[0]}-and-${list.length - 1}`));
}
