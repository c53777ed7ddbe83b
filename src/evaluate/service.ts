// Who serves what: a state of affairs to be measured. The plan is one, the incumbent assignment another,
// so that "before" and "after" are computed by the same code.

import type { PlanContext, PlanResult, TourRatios } from '../model/context.ts';

export interface Service {
  /** account → rep, −1 for none */
  readonly accountRep: Int32Array;
  /** zone → rep, −1 for none */
  readonly zoneRep: Int32Array;
  readonly baseLat: Float64Array;
  readonly baseLon: Float64Array;
  /** real tours stand in for the approximation of travel; absent where there are none */
  readonly toured?: TourRatios | undefined;
}

export function plannedService(result: PlanResult): Service {
  const { accountRep, zoneRep, baseLat, baseLon, toured } = result;
  return { accountRep, zoneRep, baseLat, baseLon, toured: toured?.after };
}

/** The assignment in force today, or null when nobody has one. Reps start from where they start in the plan. */
export function incumbentService(context: PlanContext, result: PlanResult): Service | null {
  const known = context.incumbentOf.some(j => j >= 0) || context.zoneIncumbent.some(j => j >= 0);
  if (!known) return null;
  const { baseLat, baseLon, toured } = result;
  return {
    accountRep: context.incumbentOf,
    zoneRep: context.zoneIncumbent,
    baseLat,
    baseLon,
    toured: toured?.before ?? undefined,
  };
}
