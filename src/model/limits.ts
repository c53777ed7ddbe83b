// How many zones or accounts a sector may have, at least and at most: rows of the model like those of the measures, only
// that there is no fair share to be near to.

import type { Limit, PlanContext } from './context.ts';
import type { Accounts, Zones } from './records.ts';
import type { Settings } from './settings.ts';

export interface Placing {
  readonly zones: Zones;
  readonly accounts: Accounts | null;
  readonly zoneOf: Int32Array;
  /** 1: stays with its rep whatever the zone does */
  readonly named: Uint8Array;
  readonly sectors: number;
}

/** The limits of the settings, with what each zone counts in them. Parts of a split zone count as a zone each. */
export function limitsOf(settings: Settings, { zones, accounts, zoneOf, named, sectors }: Placing): Limit[] {
  return settings.limits.map(({ of, min, max }) => {
    const perZone = new Float64Array(zones.count).fill(of === 'zones' ? 1 : 0);
    let total = zones.count;
    if (of === 'accounts') {
      total = accounts?.count ?? 0;
      for (let a = 0; a < total; a++) {
        if (!named[a]) perZone[zoneOf[a] as number] = (perZone[zoneOf[a] as number] as number) + 1;
      }
    }
    // a zone or account too few costs the same, whatever the limit above; without one, it is all there is
    return { of, min: min ?? 0, max: max ?? Math.max(1, total), unit: Math.max(1, total / sectors), perZone };
  });
}

/** Named accounts of each rep, which a limit of accounts counts too; length k. */
export function namedCounts({ reps, named, ownerOf }: PlanContext): Float64Array {
  const counts = new Float64Array(reps.list.length);
  for (let a = 0; a < named.length; a++) {
    if (!named[a]) continue;
    const j = ownerOf[a] as number;
    counts[j] = (counts[j] as number) + 1;
  }
  return counts;
}

/** The names of the rows of the model: those of the measures, then the limits'. */
export function rowNames({ measures, limits }: Pick<PlanContext, 'measures' | 'limits'>): string[] {
  return [...measures.map(({ name }) => name), ...limits.map(({ of }) => `limit:${of}`)];
}
