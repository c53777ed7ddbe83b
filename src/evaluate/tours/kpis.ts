// The KPIs of a plan once tours were made: travel, visits, workload, cost, CO₂ and coverage are by the tours; everything else
// stays what it was.

import type { PlanContext, PlanResult } from '../../model/context.ts';
import type { Plan } from '../../model/plan.ts';
import type { Travel } from '../../model/travel.ts';
import { leveledPlan } from '../hierarchy/tree.ts';
import { computeKpis } from '../kpis.ts';
import type { CommonKpis, Kpis } from '../kpis-types.ts';
import type { ToursKpis } from './report.ts';

/** @param result with the ratios of the tours */
export function withTours(
  context: PlanContext,
  result: PlanResult,
  travel: Travel,
  plan: Pick<Plan, 'sectors' | 'splits' | 'settings' | 'hierarchy'>,
  kpis: Kpis,
  tours: ToursKpis,
): Kpis {
  const none = context.reps.list.map(() => null);
  const toured = computeKpis(context, result, {
    travel,
    objective: null,
    plainBound: null,
    contiguousBound: null,
    proven: false,
    outlines: none,
    outlinesBefore: null,
    sectors: plan.sectors,
    splits: plan.splits,
    hierarchy: leveledPlan(plan),
  });
  const merged = <T extends CommonKpis>(old: T, now: T | undefined | null): T =>
    now
      ? {
          ...old,
          travel: now.travel,
          visits: now.visits,
          workload: now.workload,
          cost: now.cost,
          coverage: now.coverage,
        }
      : old;
  const bySector = (old: Kpis['sectors'] | null, now: Kpis['sectors'] | null) =>
    old?.map((sector, j) => merged(sector, now?.[j])) ?? null;
  return {
    ...kpis,
    plan: merged(kpis.plan, toured.plan),
    before: kpis.before && merged(kpis.before, toured.before),
    sectors: bySector(kpis.sectors, toured.sectors) ?? kpis.sectors,
    sectors_before: bySector(kpis.sectors_before, toured.sectors_before),
    // sums of the sectors' figures; what is balanced and grouped is of the approximation here too
    ...(toured.hierarchy && { hierarchy: toured.hierarchy }),
    ...(toured.vehicles && { vehicles: toured.vehicles }),
    tours,
  };
}
