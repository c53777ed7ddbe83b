// The bound that knows contiguity, by ids: what bound.json holds.

import type { PlanContext } from '../model/context.ts';
import { BOUND_SCHEMA, type ContiguousCertificate } from '../model/plan.ts';
import type { ContiguousBound } from '../optimize/cuts/contiguous-bound.ts';

export function certificateOf(
  { reps, zones, measures }: PlanContext,
  { value, duals, cuts }: ContiguousBound,
): ContiguousCertificate {
  const m = measures.length;
  return {
    schema: BOUND_SCHEMA,
    value,
    budgetPrice: duals.budgetPrice,
    prices: reps.list.map(({ id }, j) => {
      const prices = Object.create(null) as Record<string, number>;
      measures.forEach(({ name }, q) => {
        prices[name] = duals.price[j * m + q] as number;
      });
      return [id, prices] as const;
    }),
    cuts: cuts.map(({ rep, zone, measure, price, separator }) => ({
      rep: reps.list[rep]?.id as string,
      zone: zones.id[zone] as string,
      measure: measures[measure]?.name as string,
      price,
      separator: separator.map(c => zones.id[c] as string),
    })),
  };
}
