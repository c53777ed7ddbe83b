// What decisions by hand cost: each at the margin, and all of them together.

import type { PlanContext } from '../model/context.ts';
import type { Kpis, ShadowPrice } from './kpis-types.ts';
import { roundTo } from './statistics.ts';

export interface OverrideKpis {
  readonly list: readonly OverrideKpi[];
  /** this plan less one without them, searched from it for a short while; null when that was not done */
  readonly together: OverridesTogether | null;
}

export interface OverrideKpi {
  /** one of the two is null */
  readonly zone_id: string | null;
  readonly account_id: string | null;
  readonly rep_id: string;
  readonly author: string;
  readonly reason: string;
  readonly date: string;
  /** what a step towards taking it back would save, objective units: as shadow prices, of the bound */
  readonly price: number;
}

export interface OverridesTogether {
  /** hours a year; negative: on the road less */
  readonly travel_hours: number;
  /** points of the largest deviation, a fraction, by measure */
  readonly max_deviation: Readonly<Record<string, number | null>>;
  /** accounts that change rep on top */
  readonly accounts_moved: number | null;
}

/** By place in the list of overrides: zones, priced where the costs are. */
export type ZonePrices = ReadonlyMap<number, number>;

export interface OverrideFacts {
  readonly zonePrices: ZonePrices;
  /** figures of a plan without any decision */
  readonly without: Kpis | null;
}

export function overrideKpis(
  context: PlanContext,
  plan: Kpis['plan'],
  prices: readonly ShadowPrice[],
  { zonePrices, without }: OverrideFacts,
): OverrideKpis {
  const ofAccount = new Map(prices.map(({ account_id, value }) => [account_id, value]));
  return {
    list: context.overrides.map(({ zone, account, rep, author, reason, date }, at) => ({
      zone_id: zone || null,
      account_id: account || null,
      rep_id: rep,
      author,
      reason,
      date,
      price: roundTo(zone === '' ? (ofAccount.get(account) ?? 0) : (zonePrices.get(at) ?? 0), 6) ?? 0,
    })),
    together: without && togetherOf(plan, without.plan),
  };
}

function togetherOf(plan: Kpis['plan'], without: Kpis['plan']): OverridesTogether {
  const less = (a: number | null | undefined, b: number | null | undefined) =>
    typeof a === 'number' && typeof b === 'number' ? roundTo(a - b, 6) : null;
  return {
    travel_hours: less(plan.travel.hours, without.travel.hours) ?? 0,
    max_deviation: Object.fromEntries(
      Object.entries(plan.balance).map(([name, { max_deviation }]) => [
        name,
        less(max_deviation, without.balance[name]?.max_deviation),
      ]),
    ),
    accounts_moved: less(plan.disruption?.accounts, without.disruption?.accounts),
  };
}
