// What changes hands in all layers together.

import { accountMoved, departedRep, zoneMoved } from '../disruption.ts';
import type { Disruption } from '../kpis-types.ts';
import { ratio, round6, roundTo } from '../statistics.ts';
import type { LayerPart } from './part.ts';

/** Accounts that change their base layer's rep; zones and amounts of every layer. */
export function disruptionOf(parts: readonly LayerPart[]): Disruption | null {
  const zones = { moved: 0, all: 0 };
  const accounts = { moved: 0, all: 0 };
  const potential = { moved: 0, all: 0 };
  const revenue = { moved: 0, all: 0 };
  let departed = 0;
  const has = (name: string) => parts.some(part => part.context.accounts?.numbers.has(name));
  for (const { rule, context, result } of parts) {
    for (let i = 0; i < context.zones.count; i++) {
      if ((context.zoneIncumbent[i] as number) < 0) continue;
      zones.all++;
      if (zoneMoved(context, result, i)) zones.moved++;
    }
    const money = [
      [potential, context.accounts?.numbers.get('potential')],
      [revenue, context.accounts?.numbers.get('revenue')],
    ] as const;
    for (let a = 0; a < context.zoneOf.length; a++) {
      if ((context.incumbentOf[a] as number) < 0) {
        if (!rule.overlay && departedRep(context, a) !== '') departed++;
        continue;
      }
      const moved = accountMoved(context, result, a);
      if (!rule.overlay) {
        accounts.all++;
        if (moved) accounts.moved++;
      }
      for (const [into, values] of money) {
        const value = values?.[a] ?? Number.NaN;
        if (!(value >= 0)) continue;
        into.all += value;
        if (moved) into.moved += value;
      }
    }
  }
  if (zones.all === 0 && accounts.all === 0 && departed === 0) return null;
  const share = (x: { moved: number; all: number }) => round6(ratio(x.moved, x.all));
  return {
    zones: zones.moved,
    accounts: accounts.moved,
    potential: has('potential') ? roundTo(potential.moved, 6) : null,
    revenue: has('revenue') ? roundTo(revenue.moved, 6) : null,
    share: {
      zones: share(zones),
      accounts: share(accounts),
      potential: has('potential') ? share(potential) : null,
      revenue: has('revenue') ? share(revenue) : null,
    },
    departed_accounts: departed,
  };
}
