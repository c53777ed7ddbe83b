// plan.json with another status, whatever kind of plan it is: nothing else of it changes.

import { layeredPlanToText, parseLayeredPlan } from '../../evaluate/layers/plan-json.ts';
import { parsePlan, planToText } from '../../evaluate/plan-json.ts';
import type { PlanInput } from '../../model/plan.ts';
import type { StatusStep } from '../../model/status.ts';

export interface PlanHead {
  readonly status: readonly StatusStep[];
  readonly inputs: readonly PlanInput[];
  readonly withStatus: (status: readonly StatusStep[]) => string;
}

/** @throws JsonError when the text is no plan of this version */
export function planHead(text: string): PlanHead {
  const layered = text.includes('sectorize-layers/') ? parseLayeredPlan(text) : null;
  if (layered) {
    const withStatus = (status: readonly StatusStep[]) => layeredPlanToText({ ...layered, status });
    return { status: layered.status ?? [], inputs: layered.inputs, withStatus };
  }
  const plan = parsePlan(text);
  const withStatus = (status: readonly StatusStep[]) => planToText({ ...plan, status });
  return { status: plan.status ?? [], inputs: plan.inputs, withStatus };
}

/** The text of a plan as it was before anything was decided about it: by it a plan is known again after it was approved. */
export function draftText(text: string): string {
  try {
    return planHead(text).withStatus([]);
  } catch {
    return text;
  }
}
