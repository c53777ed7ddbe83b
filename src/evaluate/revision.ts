// What has changed since the plan that is revised, and what a plan made afresh would gain instead.

import type { PlanContext, PlanResult } from '../model/context.ts';
import type { PlanSector } from '../model/plan.ts';
import type { PreviousPlan } from '../model/previous.ts';
import type { Kpis } from './kpis-types.ts';
import { round6 } from './statistics.ts';

/** `revision` of kpis.json. */
export interface RevisionKpis {
  /** folder of the plan that is revised */
  readonly from: string;
  /** nothing that weighs has changed: the plan before costs and keeps what it did, and was not searched again */
  readonly stands: boolean;
  /** zones whose rep is not that of the plan before */
  readonly zones_changed: number;
  /** accounts that the plan before did not have, and of its own those that are gone */
  readonly accounts: { readonly new: number; readonly gone: number };
  readonly reps: { readonly joined: readonly string[]; readonly left: readonly string[] };
  /** ids of sectors that continue none of the plan before, and of its own those that nothing continues */
  readonly sectors: { readonly new: readonly string[]; readonly ended: readonly string[] };
  /** objective without what hand-overs cost, objective units: what the two plans are compared by */
  readonly objective: number;
  /** a plan of the same inputs as if there had been none before; null when it was not made */
  readonly replan: ReplanKpis | null;
}

export interface ReplanKpis {
  readonly objective: number;
  readonly travel_hours: number;
  readonly travel_km: number;
  readonly max_deviation: Readonly<Record<string, number | null>>;
  readonly promises_broken: number;
  readonly disruption: Kpis['plan']['disruption'];
}

export interface RevisionFacts {
  readonly from: string;
  readonly previous: PreviousPlan;
  readonly sectors: readonly PlanSector[];
  readonly stands: boolean;
  /** objective units, without hand-overs */
  readonly objective: number;
  readonly replan: ReplanKpis | null;
}

export function revisionKpis(context: PlanContext, result: PlanResult, facts: RevisionFacts): RevisionKpis {
  const { zones, reps, accounts } = context;
  const { previous, sectors, replan } = facts;
  const today = new Set(accounts?.id);
  const repsBefore = previous.sectors.map(({ repId }) => repId);
  const changed = zones.id.filter(
    (id, i) => previous.zoneRep.get(id) !== reps.list[result.zoneRep[i] as number]?.id,
  );
  const fresh = (accounts?.id ?? []).filter(id => !previous.accountRep.has(id)).length;
  const gone = [...previous.accountRep.keys()].filter(id => !today.has(id)).length;
  return {
    from: facts.from,
    stands: facts.stands,
    zones_changed: changed.length,
    accounts: { new: fresh, gone },
    reps: differences(
      repsBefore,
      reps.list.map(({ id }) => id),
      (joined, left) => ({ joined, left }),
    ),
    sectors: differences(
      previous.sectors.map(({ sectorId }) => sectorId),
      sectors.map(({ sectorId }) => sectorId),
      (added, ended) => ({ new: added, ended }),
    ),
    objective: round6(facts.objective) ?? 0,
    replan,
  };
}

function differences<T>(
  before: readonly string[],
  after: readonly string[],
  make: (added: string[], gone: string[]) => T,
): T {
  const [old, now] = [new Set(before), new Set(after)];
  return make([...now].filter(id => !old.has(id)).sort(), [...old].filter(id => !now.has(id)).sort());
}

/** The figures of a plan made afresh that a revision is compared with. */
export function replanKpis({ plan, promises }: Kpis, objective: number): ReplanKpis {
  return {
    objective: round6(objective) ?? 0,
    travel_hours: plan.travel.hours,
    travel_km: plan.travel.km,
    max_deviation: Object.fromEntries(
      Object.entries(plan.balance).map(([name, { max_deviation }]) => [name, max_deviation]),
    ),
    promises_broken: promises.filter(({ kept }) => !kept).length,
    disruption: plan.disruption,
  };
}
