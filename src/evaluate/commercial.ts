// What the accounts' own columns say about a sector: revenue, penetration, response, conversion, NPS, visits done.
// A column that is absent makes null, an empty cell counts nowhere; nothing is zero by default.

import type { PlanContext } from '../model/context.ts';
import type { Commercial } from './kpis-types.ts';
import type { Service } from './service.ts';
import { ratio, round6 } from './statistics.ts';
import { addTo } from './tally.ts';

/** Promoters answer 9 or 10, detractors 0 to 6 (Reichheld 2003, "The One Number You Need to Grow"). */
const PROMOTER = 9;
const DETRACTOR = 6;

type Slots = Float64Array;

export interface CommercialSums {
  readonly revenue: Slots | null;
  readonly potential: Slots | null;
  readonly response: Pair | null;
  readonly solicitations: Slots | null;
  readonly responses: Slots | null;
  readonly conversion: Pair | null;
  readonly leads: Slots | null;
  readonly opportunities: Slots | null;
  readonly conversionDays: Pair | null;
  readonly nps: { readonly kind: 'answers' | 'scores'; readonly points: Pair } | null;
  readonly visitsDone: Pair | null;
}

/** Two sums over the accounts that have both figures. */
interface Pair {
  readonly over: Slots;
  readonly under: Slots;
}

/** 'answers' when every figure of the column is within 0–10, else 'scores'. */
export function npsKind(values: Float64Array): 'answers' | 'scores' {
  return values.every(v => Number.isNaN(v) || (v >= 0 && v <= 10)) ? 'answers' : 'scores';
}

export function commercialSums(context: PlanContext, service: Service): CommercialSums {
  const column = (name: string) => context.accounts?.numbers.get(name) ?? null;
  const k = context.reps.list.length;

  const sum = (values: Float64Array | null): Slots | null => {
    if (!values) return null;
    const slots = new Float64Array(k + 1);
    for (const [a, value] of values.entries()) {
      const j = service.accountRep[a] as number;
      if (j >= 0 && !Number.isNaN(value)) addTo(slots, j, value);
    }
    return slots;
  };
  const pair = (over: Float64Array | null, under: Float64Array | null): Pair | null => {
    if (!over || !under) return null;
    const sums = { over: new Float64Array(k + 1), under: new Float64Array(k + 1) };
    for (const [a, value] of over.entries()) {
      const j = service.accountRep[a] as number;
      const base = under[a] as number;
      if (j < 0 || Number.isNaN(value) || Number.isNaN(base)) continue;
      addTo(sums.over, j, value);
      addTo(sums.under, j, base);
    }
    return sums;
  };

  const nps = column('nps');
  const kind = nps && npsKind(nps);
  const days = column('conversion_days');
  return {
    revenue: sum(column('revenue')),
    potential: sum(column('potential')),
    solicitations: sum(column('solicitations')),
    responses: sum(column('responses')),
    response: pair(column('responses'), column('solicitations')),
    leads: sum(column('leads')),
    opportunities: sum(column('opportunities')),
    conversion: pair(column('opportunities'), column('leads')),
    conversionDays: pair(days, days && new Float64Array(days.length).fill(1)),
    nps: nps &&
      kind && {
        kind,
        points: pair(
          kind === 'answers' ? nps.map(npsPoints) : nps.map((v, a) => v * (context.visits[a] as number)),
          kind === 'answers' ? new Float64Array(nps.length).fill(1) : context.visits,
        ) as Pair,
      },
    visitsDone: pair(column('visits_done'), context.visits),
  };
}

function npsPoints(answer: number): number {
  if (Number.isNaN(answer)) return Number.NaN;
  return answer >= PROMOTER ? 100 : answer <= DETRACTOR ? -100 : 0;
}

export function commercialAt(sums: CommercialSums, slot: number): Commercial {
  const at = (slots: Slots | null) => (slots ? (slots[slot] as number) : null);
  const share = (sums: Pair | null) => (sums ? round6(ratio(at(sums.over), at(sums.under))) : null);
  return {
    revenue: round6(at(sums.revenue)),
    potential: round6(at(sums.potential)),
    penetration: round6(ratio(at(sums.revenue), at(sums.potential))),
    solicitations: round6(at(sums.solicitations)),
    responses: round6(at(sums.responses)),
    response_rate: share(sums.response),
    leads: round6(at(sums.leads)),
    opportunities: round6(at(sums.opportunities)),
    conversion_rate: share(sums.conversion),
    conversion_days: share(sums.conversionDays),
    nps: share(sums.nps?.points ?? null),
  };
}
