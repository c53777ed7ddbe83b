// The full model of a plan as free MPS text, so that any solver can check the bound.

import { writeMps } from '../optimize/mps.ts';
import type { PlanOutcome } from './plan.ts';

export function modelText(outcome: PlanOutcome): Iterable<string> {
  const { context, optimized } = outcome;
  return writeMps(optimized.problem, {
    zones: context.zones.id,
    reps: context.reps.list.map(rep => rep.id),
    measures: context.measures.map(measure => measure.name),
  });
}
