// The reps of a plan that was just made, with the accounts they visit: what tours are planned from when nothing is written yet.

import type { PlanContext, PlanResult } from '../../model/context.ts';
import type { Rep } from '../../model/records.ts';
import type { TourWorld } from './read.ts';
import { type ServedAccount, servedAccount } from './served.ts';

export function toursOfPlan(context: PlanContext, { accountRep, baseLat, baseLon }: PlanResult): TourWorld {
  const { accounts, reps, settings, visits, visitMinutes, accountLat, accountLon, layer } = context;
  const served: ServedAccount[][] = reps.list.map(() => []);
  for (let a = 0; a < (accounts?.count ?? 0); a++) {
    const j = accountRep[a] as number;
    const rep = reps.list[j];
    if (!accounts || !rep) continue;
    const place = [accountLat[a] as number, accountLon[a] as number] as const;
    served[j]?.push(servedAccount({ accounts, settings, visits, minutes: visitMinutes }, a, place, rep));
  }
  const sectors = reps.list.map((rep: Rep, j) => ({
    layer,
    sectorId: rep.id,
    rep,
    base: [baseLat[j] as number, baseLon[j] as number] as const,
    color: '',
    accounts: served[j] as ServedAccount[],
    today: [],
  }));
  return {
    text: '',
    inputs: [],
    layers: [{ name: layer, settings, sectors, defaults: [], roads: context.roads ?? null }],
    layered: false,
    withoutTravel: [],
    // nothing is looked up by name: no road is asked for
    places: { zone: new Map(), account: new Map() },
  };
}
