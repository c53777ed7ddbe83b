// Balance, compactness and coverage of all layers, from what each of them says.

import type { Coverage, PlanBalance, PlanKpis, SectorKpis } from '../kpis-types.ts';
import { average, ratio, round6 } from '../statistics.ts';
import type { LayerPart } from './part.ts';

type Figure = number | null;

/** Mean of the layers' figures; a layer that does not know it counts nowhere. */
export function weighted(
  plans: readonly PlanKpis[],
  of: (plan: PlanKpis) => Figure,
  weight: (plan: PlanKpis) => Figure,
): Figure {
  let over = 0;
  let under = 0;
  for (const plan of plans) {
    const [value, w] = [of(plan), weight(plan)];
    if (value === null || w === null) continue;
    over += value * w;
    under += w;
  }
  return round6(ratio(over, under));
}

/** Accounts by their base layer; potential by what each layer has of it. */
export function coverageOf(plans: readonly PlanKpis[], base: readonly PlanKpis[]): Coverage {
  const add = (key: keyof NonNullable<Coverage['uncovered']>) =>
    base.reduce((total, plan) => total + (plan.coverage.uncovered?.[key] ?? 0), 0);
  const known = base.every(plan => plan.coverage.uncovered !== null);
  return {
    accounts: weighted(
      base,
      plan => plan.coverage.accounts,
      plan => plan.accounts,
    ),
    potential: weighted(
      plans,
      plan => plan.coverage.potential,
      plan => plan.commercial.potential,
    ),
    uncovered: known
      ? {
          no_rep: add('no_rep'),
          not_eligible: add('not_eligible'),
          too_far: add('too_far'),
          over_capacity: add('over_capacity'),
        }
      : null,
  };
}

/** The widest tolerance and the largest deviation of any layer, and the sum of what they carry. */
export function balanceOf(
  parts: readonly LayerPart[],
  plans: readonly PlanKpis[],
): Record<string, PlanBalance> {
  const found: Record<string, PlanBalance> = Object.create(null);
  const names = [...new Set(plans.flatMap(plan => Object.keys(plan.balance)))];
  for (const name of names) {
    const mine = plans.flatMap((plan, l) => {
      const balance = plan.balance[name];
      return balance ? [{ balance, context: (parts[l] as LayerPart).context }] : [];
    });
    const most = (values: readonly Figure[]) => {
      const numbers = values.filter(value => value !== null);
      return numbers.length === 0 ? null : Math.max(...numbers);
    };
    // what the zones carry is the same in every layer, and there once
    const onZones = mine.some(({ context }) =>
      context.measures.some(measure => measure.name === name && measure.perAccount === null),
    );
    const totals = mine.map(({ balance }) => balance.total);
    found[name] = {
      tolerance: most(mine.map(({ balance }) => balance.tolerance)) ?? 0,
      max_deviation: most(mine.map(({ balance }) => balance.max_deviation)),
      cv: null,
      gini: null,
      max_min_ratio: null,
      total: onZones ? (most(totals) ?? 0) : (round6(totals.reduce((a, b) => a + b, 0)) ?? 0),
      unit: mine[0]?.balance.unit ?? '',
    };
  }
  return found;
}

/** Means and minima over the sectors of all layers. */
export function compactnessOf(
  parts: readonly LayerPart[],
  plans: readonly PlanKpis[],
  before: boolean,
): PlanKpis['compactness'] {
  const sectors = parts.flatMap(part => (before ? (part.kpis.sectors_before ?? []) : part.kpis.sectors));
  const mean = (of: (sector: SectorKpis) => Figure) =>
    round6(average(sectors.map(of).filter(value => value !== null)));
  const least = (of: (plan: PlanKpis) => Figure) => {
    const values = plans.map(of).filter(value => value !== null);
    return values.length === 0 ? null : Math.min(...values);
  };
  return {
    polsby_popper: mean(sector => sector.compactness.polsby_popper),
    reock: mean(sector => sector.compactness.reock),
    moment_of_inertia: null,
    min_polsby_popper: least(plan => plan.compactness.min_polsby_popper),
    min_reock: least(plan => plan.compactness.min_reock),
  };
}
