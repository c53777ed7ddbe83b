// Areas to be kept together: which of them are cut, between which sectors, and what that costs.

import type { PlanContext, Together } from '../model/context.ts';
import { byCode } from '../model/order.ts';
import type { AreaCut, AreaKpis } from './kpis-types.ts';
import { roundTo } from './statistics.ts';

/** How many areas the rule is about. */
export function areasOf({ ids, tooLarge }: Together): number {
  return ids.length - tooLarge.length;
}

/** Reps of each area that is to be kept together, ascending; those of nobody left out. */
export function repsByArea({ ids, of }: Together, zoneRep: Int32Array): number[][] {
  const reps = ids.map(() => new Set<number>());
  of.forEach((area, i) => {
    const j = zoneRep[i] as number;
    if (area >= 0 && j >= 0) reps[area]?.add(j);
  });
  return reps.map(set => [...set].sort((a, b) => a - b));
}

/**
 * By column. `wholeAtLeast`: what keeping an area whole costs at least, by rule and area, in units of the objective; null
 * where nobody has priced it.
 */
export function areaKpis(
  { together }: PlanContext,
  zoneRep: Int32Array,
  sectorIds: readonly string[],
  wholeAtLeast: readonly Float64Array[] | null,
): Record<string, AreaKpis> {
  const found = Object.create(null) as Record<string, AreaKpis>;
  for (const [r, rule] of together.entries()) {
    const { column, price, ids, tooLarge } = rule;
    const reps = repsByArea(rule, zoneRep);
    const cuts = reps.reduce((sum, list) => sum + Math.max(0, list.length - 1), 0);
    const list = reps.flatMap((own, area): AreaCut[] =>
      own.length > 1
        ? [
            {
              area: ids[area] as string,
              sectors: own.map(j => sectorIds[j] as string).sort(byCode),
              whole_at_least: finite(wholeAtLeast?.[r]?.[area]),
            },
          ]
        : [],
    );
    found[column] = {
      rule: price === null ? 'whole' : 'preferred',
      areas: areasOf(rule),
      cut: list.length,
      cuts,
      price,
      cost: price === null ? null : (roundTo(cuts * price, 6) ?? 0),
      // both in the order of ids
      too_large: tooLarge,
      list,
    };
  }
  return found;
}

/** Null for what is not known, or not possible at any price. */
function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? roundTo(value, 6) : null;
}
