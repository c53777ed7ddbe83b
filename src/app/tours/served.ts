// An account of a rep: what tours need to know of it.

import { segmentProductivity } from '../../model/pace.ts';
import type { Accounts, Rep } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import type { TourStopAccount } from '../../model/tour-problem.ts';

/** Without the visits of a period, which are not known yet. */
export type ServedAccount = Omit<TourStopAccount, 'asked'>;

/** Accounts with visits a year and minutes of a standard visit, by index. */
export interface AccountWork {
  readonly accounts: Accounts;
  readonly settings: Settings;
  readonly visits: ArrayLike<number>;
  readonly minutes: ArrayLike<number>;
}

export function servedAccount(
  { accounts, settings, visits, minutes }: AccountWork,
  a: number,
  [lat, lon]: readonly [number, number],
  rep: Rep,
): ServedAccount {
  const { numbers, times } = accounts;
  return {
    id: accounts.id[a] as string,
    name: accounts.name[a] as string,
    city: accounts.city[a] as string,
    lat,
    lon,
    visitsPerYear: visits[a] as number,
    minutes: (minutes[a] as number) / segmentProductivity(rep, accounts.segment[a] as string, settings),
    potential: numbers.get('potential')?.[a] ?? Number.NaN,
    strategic: accounts.strategic[a] === 1,
    opens: times?.opens[a] ?? Number.NaN,
    closes: times?.closes[a] ?? Number.NaN,
    weekdays: times?.weekdays[a] ?? 0,
    spacing: times?.spacing[a] ?? Number.NaN,
  };
}
