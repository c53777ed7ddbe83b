// The reps of a plan that was just made, with the accounts they visit: what tours are planned from when nothing is written yet.

import type { PlanContext, PlanResult } from '../../model/context.ts';
import { segmentProductivity } from '../../model/pace.ts';
import type { Rep } from '../../model/records.ts';
import type { ServedAccount, TourWorld } from './read.ts';

export function toursOfPlan(context: PlanContext, { accountRep, baseLat, baseLon }: PlanResult): TourWorld {
  const { accounts, reps, settings, visits, visitMinutes, accountLat, accountLon, layer } = context;
  const served: ServedAccount[][] = reps.list.map(() => []);
  for (let a = 0; a < (accounts?.count ?? 0); a++) {
    const j = accountRep[a] as number;
    const rep = reps.list[j];
    if (!accounts || !rep) continue;
    const { numbers, times } = accounts;
    served[j]?.push({
      id: accounts.id[a] as string,
      name: accounts.name[a] as string,
      city: accounts.city[a] as string,
      lat: accountLat[a] as number,
      lon: accountLon[a] as number,
      visitsPerYear: visits[a] as number,
      minutes:
        (visitMinutes[a] as number) / segmentProductivity(rep, accounts.segment[a] as string, settings),
      potential: numbers.get('potential')?.[a] ?? Number.NaN,
      strategic: accounts.strategic[a] === 1,
      opens: times?.opens[a] ?? Number.NaN,
      closes: times?.closes[a] ?? Number.NaN,
      weekdays: times?.weekdays[a] ?? 0,
      spacing: times?.spacing[a] ?? Number.NaN,
    });
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
