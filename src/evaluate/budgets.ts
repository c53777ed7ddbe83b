// What teams use of their budgets, and what another unit of each would be worth.

import { type Budget, budgetsOf } from '../model/budgets.ts';
import type { PlanContext } from '../model/context.ts';
import type { TeamPrice } from '../model/plan.ts';
import type { BudgetKpis } from './kpis-types.ts';
import { round6, roundTo } from './statistics.ts';
import { type Tally, travelHours, travelKm, workloadHours } from './tally.ts';
import type { RateSums } from './work-kpis.ts';

/** A budget is kept when no more than this share of it is used beyond: rounding. */
const ROUNDING = 1e-9;
/** the step that is priced, of the whole budget */
const STEP = 0.01;

/** `prices`: multipliers of the bound; null for what nobody has planned. */
export function budgetKpis(
  context: PlanContext,
  sums: Tally,
  rates: RateSums,
  prices: readonly TeamPrice[] | null,
): BudgetKpis[] {
  const priceOf = new Map(prices ?? []);
  return budgetsOf(context).map(budget => {
    const { name, resource, atMost, price, isIn, members } = budget;
    const ids = context.reps.list.flatMap(({ id }, j) => (isIn[j] ? [id] : []));
    const used = usedBy(budget, sums, rates);
    const excess = Math.max(0, used - atMost);
    const over = excess > ROUNDING * atMost ? excess : 0;
    const multiplier = prices && (priceOf.get(name) ?? 0);
    return {
      name,
      team: members === context.reps.list.length ? null : ids,
      resource,
      at_most: atMost,
      used: round6(used),
      share: round6(used / atMost),
      excess: round6(over),
      price,
      paid: price === null ? null : (roundTo(price * over, 6) ?? 0),
      multiplier: multiplier === null ? null : multiplier,
      per_percent: multiplier === null ? null : round6(multiplier * STEP * atMost),
    };
  });
}

function usedBy({ resource, isIn }: Budget, sums: Tally, rates: RateSums): number {
  let used = 0;
  for (const [j, is] of isIn.entries()) {
    if (!is) continue;
    if (resource === 'hours') used += workloadHours(sums, j);
    else if (resource === 'travel_hours') used += travelHours(sums, j);
    else used += resource === 'km' ? travelKm(sums, j) : (rates.cost[j] as number);
  }
  return used;
}
