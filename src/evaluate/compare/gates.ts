// Does a plan pass? Every limit of the configuration against the plan's figures, and against the base's where the limit is
// on getting worse. A figure that is not there cannot be said to keep its limit: the gate is missed.

import {
  GATED_COVERAGE,
  GATED_MOVES,
  type Gates,
  WORSE_POINTS,
  WORSE_RATES,
  type WorseName,
} from '../../model/gates.ts';
import type { PlanKpis } from '../kpis-types.ts';
import type { Versus } from './compare.ts';
import type { Amount } from './move-types.ts';
import type { Side } from './side.ts';

export interface GateResult {
  /** as the configuration names it: `imbalance.potential`, `worse.travel_hours` */
  readonly name: string;
  /** null: the plan does not say */
  readonly figure: number | null;
  readonly limit: number;
  readonly side: 'most' | 'least';
  readonly unit: 'share' | 'count';
  readonly kept: boolean;
}

type Figure = number | null | undefined;

/** Figures have six decimals. */
const ROUNDING = 1e-6;

export function gateResults(gates: Gates, base: Side, versus: Versus): GateResult[] {
  const plan = versus.side.kpis;
  const results: GateResult[] = [];
  const add = (
    name: string,
    figure: Figure,
    limit: number,
    side: GateResult['side'] = 'most',
    unit: GateResult['unit'] = 'share',
  ) => {
    const known = typeof figure === 'number' ? figure : null;
    const kept = known !== null && (side === 'most' ? known <= limit + ROUNDING : known >= limit - ROUNDING);
    results.push({ name, figure: known, limit, side, unit, kept });
  };
  for (const [measure, limit] of gates.imbalance ?? []) {
    const names = measure === '' ? Object.keys(plan?.balance ?? {}) : [measure];
    if (names.length === 0) add('imbalance', null, limit);
    for (const name of names) add(`imbalance.${name}`, plan?.balance[name]?.max_deviation, limit);
  }
  if (gates.gap !== undefined) add('gap', plan?.objective?.gap, gates.gap);
  for (const of of GATED_MOVES) {
    const limit = gates.disruption?.[of];
    if (limit !== undefined) add(`disruption.${of}`, movedShare(versus, of), limit);
  }
  for (const of of GATED_COVERAGE) {
    const limit = gates.coverage?.[of];
    if (limit !== undefined) add(`coverage.${of}`, plan?.coverage[of], limit, 'least');
  }
  if (gates.extraPieces !== undefined)
    add('extra_pieces', plan?.contiguity.extra_pieces, gates.extraPieces, 'most', 'count');
  for (const name of [...WORSE_RATES, ...WORSE_POINTS]) {
    const limit = gates.worse?.[name];
    if (limit !== undefined) add(`worse.${name}`, worsening(name, base.kpis, plan), limit);
  }
  return results;
}

function movedShare({ moves }: Versus, of: (typeof GATED_MOVES)[number]): Figure {
  const counted: Amount | null = moves[of];
  if (!counted) return null;
  return counted.common > 0 ? counted.moved / counted.common : 0;
}

/** How much worse than before: a share of what it was, or points. Negative when it is better. */
function worsening(name: WorseName, was: PlanKpis | null, is: PlanKpis | null): Figure {
  if (!was || !is) return null;
  if (name === 'imbalance') {
    const rises = Object.keys(is.balance).map(measure =>
      minus(is.balance[measure]?.max_deviation, was.balance[measure]?.max_deviation),
    );
    const known = rises.filter(rise => rise !== null);
    return known.length === 0 ? null : Math.max(...known);
  }
  if (name === 'coverage') return minus(was.coverage.accounts, is.coverage.accounts);
  const of = RATES[name];
  const [before, after] = [of(was), of(is)];
  const rise = minus(after, before);
  if (rise === null || typeof before !== 'number') return null;
  // from nothing, any rise is beyond every share
  if (before <= 0) return rise <= 0 ? 0 : Number.MAX_VALUE;
  return rise / before;
}

const RATES: Readonly<Record<(typeof WORSE_RATES)[number], (plan: PlanKpis) => Figure>> = {
  travel_hours: plan => plan.travel.hours,
  travel_km: plan => plan.travel.km,
  kg_co2: plan => plan.travel.kg_co2,
  mean_minutes: plan => plan.travel.mean_minutes,
  priority_minutes: plan => plan.travel.priority_minutes,
  cost_per_visit: plan => plan.cost.per_visit,
};

function minus(a: Figure, b: Figure): number | null {
  return typeof a === 'number' && typeof b === 'number' ? a - b : null;
}
