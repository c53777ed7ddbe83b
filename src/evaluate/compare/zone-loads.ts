// What the accounts of each zone add up to, in one layer of a plan.

import { roundTo } from '../statistics.ts';
import { counted } from './move-types.ts';
import type { SideLayer } from './side.ts';

/** What the accounts of a zone add up to. */
export interface Load {
  accounts: number;
  revenue: number;
  potential: number;
  minutes: number;
  timed: number;
}

export function loadsOf({ accounts }: SideLayer): Map<string, Load> {
  const loads = new Map<string, Load>();
  if (!accounts) return loads;
  for (const [row, zone] of accounts.zone.entries()) {
    const load = loads.get(zone) ?? { accounts: 0, revenue: 0, potential: 0, minutes: 0, timed: 0 };
    load.accounts++;
    load.revenue += counted(accounts.revenue?.[row] ?? Number.NaN);
    load.potential += counted(accounts.potential?.[row] ?? Number.NaN);
    const minutes = accounts.minutes?.[row] ?? Number.NaN;
    if (Number.isFinite(minutes)) {
      load.minutes += minutes;
      load.timed++;
    }
    loads.set(zone, load);
  }
  return loads;
}

/** Of the zone's accounts, each once; NaN where none is known. */
export function meanMinutes(loads: ReadonlyMap<string, Load>, zone: string): number {
  const load = loads.get(zone);
  return load && load.timed > 0 ? (roundTo(load.minutes / load.timed, 1) ?? Number.NaN) : Number.NaN;
}
