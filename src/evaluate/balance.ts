// What each sector carries of each measure, against its target. Unevenness (CV, Gini, max/min) is that of
// value ÷ target, so that a half-time rep with half a sector counts as balanced.

import type { PlanContext } from '../model/context.ts';
import type { PlanBalance, SectorBalance } from './kpis-types.ts';
import type { Service } from './service.ts';
import { coefficientOfVariation, gini, maxMinRatio, round6, roundTo } from './statistics.ts';
import { addTo, type Tally, workloadHours } from './tally.ts';

export interface Balance {
  /** value[q][slot]; the last slot is the plan's total */
  readonly value: readonly Float64Array[];
  /** target[q][rep]: fair share of the total, or the rep's own target */
  readonly target: readonly Float64Array[];
}

export function balanceOf(context: PlanContext, service: Service, sums: Tally): Balance {
  const { measures, reps, share, zoneOf } = context;
  const k = reps.list.length;
  const value = measures.map(measure => {
    if (measure.name === 'workload')
      return Float64Array.from({ length: k + 1 }, (_, s) => workloadHours(sums, s));
    const slots = new Float64Array(k + 1);
    if (measure.perAccount) {
      for (let a = 0; a < zoneOf.length; a++) {
        const j = service.accountRep[a] as number;
        if (j >= 0) addTo(slots, j, measure.perAccount[a] as number);
      }
      return slots;
    }
    for (const [i, j] of service.zoneRep.entries()) if (j >= 0) addTo(slots, j, measure.perZone[i] as number);
    return slots;
  });
  const target = measures.map((measure, q) => {
    const all = (value[q] as Float64Array)[k] as number;
    return Float64Array.from(
      reps.list,
      (rep, j) => rep.targets.get(measure.name) ?? (share[j] as number) * all,
    );
  });
  return { value, target };
}

/** (value − target) / target; null without a positive target. */
export function deviationOf(balance: Balance, measure: number, rep: number): number | null {
  const target = balance.target[measure]?.[rep] as number;
  return target > 0 ? ((balance.value[measure]?.[rep] as number) - target) / target : null;
}

/** Largest |deviation| of a measure and the rep who has it; the lowest index among equals. */
export function worstDeviation(
  balance: Balance,
  measure: number,
): { readonly rep: number; readonly deviation: number } | null {
  const k = (balance.target[measure] as Float64Array).length;
  let worst: { rep: number; deviation: number } | null = null;
  for (let j = 0; j < k; j++) {
    const deviation = deviationOf(balance, measure, j);
    if (deviation === null) continue;
    if (worst === null || Math.abs(deviation) > Math.abs(worst.deviation)) worst = { rep: j, deviation };
  }
  return worst;
}

export function planBalance(context: PlanContext, balance: Balance): Record<string, PlanBalance> {
  const k = context.reps.list.length;
  return byName(context, (measure, q) => {
    const attained: number[] = [];
    for (let j = 0; j < k; j++) {
      const deviation = deviationOf(balance, q, j);
      if (deviation !== null) attained.push(1 + deviation);
    }
    const worst = worstDeviation(balance, q);
    return {
      tolerance: measure.tolerance,
      max_deviation: round6(worst && Math.abs(worst.deviation)),
      cv: round6(coefficientOfVariation(attained)),
      gini: round6(gini(attained)),
      max_min_ratio: round6(maxMinRatio(attained)),
      total: roundTo(balance.value[q]?.[k] as number, 6) ?? 0,
      unit: measure.unit,
    };
  });
}

export function sectorBalance(
  context: PlanContext,
  balance: Balance,
  rep: number,
): Record<string, SectorBalance> {
  return byName(context, (measure, q) => ({
    value: roundTo(balance.value[q]?.[rep] as number, 6) ?? 0,
    target: roundTo(balance.target[q]?.[rep] as number, 6) ?? 0,
    deviation: round6(deviationOf(balance, q, rep)),
    unit: measure.unit,
  }));
}

/** A record keyed by measure name. Without a prototype: a measure may be called `__proto__`. */
function byName<T>(
  context: PlanContext,
  figure: (measure: PlanContext['measures'][number], index: number) => T,
): Record<string, T> {
  const record: Record<string, T> = Object.create(null);
  for (const [q, measure] of context.measures.entries()) record[measure.name] = figure(measure, q);
  return record;
}
