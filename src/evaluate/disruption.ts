// What changes hands. An account moves when its incumbent is among the reps and is not its rep in the plan;
// a zone moves when the rep who makes most of its visits today is not its rep in the plan.
// Accounts whose rep of today is not among the reps have left already: counted apart, never as moved.

import type { PlanContext, PlanResult } from '../model/context.ts';
import type { Disruption, SectorKpis } from './kpis-types.ts';
import { ratio, round6, roundTo } from './statistics.ts';

export function accountMoved(context: PlanContext, result: PlanResult, account: number): boolean {
  const incumbent = context.incumbentOf[account] as number;
  return incumbent >= 0 && incumbent !== result.accountRep[account];
}

export function zoneMoved(context: PlanContext, result: PlanResult, zone: number): boolean {
  const incumbent = context.zoneIncumbent[zone] as number;
  return incumbent >= 0 && incumbent !== result.zoneRep[zone];
}

/** The rep of today as the file names them, when that rep is not in the rep file; else ''. */
export function departedRep(context: PlanContext, account: number): string {
  return (context.incumbentOf[account] as number) >= 0 ? '' : (context.accounts?.repId[account] ?? '');
}

/** null when nobody serves anything today, nor did until they left. */
export function disruptionOf(context: PlanContext, result: PlanResult): Disruption | null {
  const zones = { moved: 0, all: 0 };
  for (let i = 0; i < context.zones.count; i++) {
    if ((context.zoneIncumbent[i] as number) < 0) continue;
    zones.all++;
    if (zoneMoved(context, result, i)) zones.moved++;
  }
  const accounts = { moved: 0, all: 0 };
  const potential = { moved: 0, all: 0 };
  const revenue = { moved: 0, all: 0 };
  const potentials = context.accounts?.numbers.get('potential') ?? null;
  const revenues = context.accounts?.numbers.get('revenue') ?? null;
  let departed = 0;
  for (let a = 0; a < context.zoneOf.length; a++) {
    if ((context.incumbentOf[a] as number) < 0) {
      if (departedRep(context, a) !== '') departed++;
      continue;
    }
    const moved = accountMoved(context, result, a);
    const count = (into: { moved: number; all: number }, value: number) => {
      if (!(value >= 0)) return;
      into.all += value;
      if (moved) into.moved += value;
    };
    count(accounts, 1);
    count(potential, potentials?.[a] ?? Number.NaN);
    count(revenue, revenues?.[a] ?? Number.NaN);
  }
  if (zones.all === 0 && accounts.all === 0 && departed === 0) return null;
  const share = (x: { moved: number; all: number }) => round6(ratio(x.moved, x.all));
  return {
    zones: zones.moved,
    accounts: accounts.moved,
    potential: potentials && roundTo(potential.moved, 6),
    revenue: revenues && roundTo(revenue.moved, 6),
    share: {
      zones: share(zones),
      accounts: share(accounts),
      potential: potentials && share(potential),
      revenue: revenues && share(revenue),
    },
    departed_accounts: departed,
  };
}

/** What one rep gains from others and loses to them. */
export function handOversOf(
  context: PlanContext,
  result: PlanResult,
): readonly NonNullable<SectorKpis['disruption']>[] {
  const reps = context.reps.list.map(() => ({
    zones_gained: 0,
    zones_lost: 0,
    accounts_gained: 0,
    accounts_lost: 0,
  }));
  for (let i = 0; i < context.zones.count; i++) {
    if (!zoneMoved(context, result, i)) continue;
    const from = reps[context.zoneIncumbent[i] as number];
    const to = reps[result.zoneRep[i] as number];
    if (from) from.zones_lost++;
    if (to) to.zones_gained++;
  }
  for (let a = 0; a < context.zoneOf.length; a++) {
    if (!accountMoved(context, result, a)) continue;
    const from = reps[context.incumbentOf[a] as number];
    const to = reps[result.accountRep[a] as number];
    if (from) from.accounts_lost++;
    if (to) to.accounts_gained++;
  }
  return reps;
}
