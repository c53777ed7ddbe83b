// The name of each rep's sector: as the plan says, else the rep's own id.

import type { PlanContext } from '../model/context.ts';
import type { PlanSector } from '../model/plan.ts';

/** Sector id of each rep, by rep index. */
export function sectorIdsOf(context: PlanContext, sectors: readonly PlanSector[]): string[] {
  const ofRep = byRep(context, sectors);
  return context.reps.list.map(rep => ofRep.get(rep.id)?.sectorId || rep.id);
}

/** Sector name of each rep: the plan's, the rep file's, or the rep's own name. */
export function sectorNamesOf(context: PlanContext, sectors: readonly PlanSector[]): string[] {
  const ofRep = byRep(context, sectors);
  return context.reps.list.map(rep => ofRep.get(rep.id)?.sectorName || rep.sectorName || rep.name || rep.id);
}

function byRep(context: PlanContext, sectors: readonly PlanSector[]): Map<string, PlanSector> {
  return new Map(sectors.filter(s => s.layer === context.layer).map(s => [s.repId, s]));
}
