// The bundle's accounts: in the zone they were found to be in, with what the tool has read of them.

import { NUMBER_RULES } from '../../io/account-rules.ts';
import { type Accounts, PARTNERS } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import type { Placed } from '../prepare.ts';
import { type Column, type Disguise, mover, table } from './disguise.ts';
import type { Place } from './moved.ts';
import { layerColumn } from './settings.ts';

export function accountsTable(
  { zones, zoneOf, accountLat, accountLon }: Placed,
  accounts: Accounts,
  /** by layer: is the account in it? */
  inLayer: readonly (readonly [layer: number, holds: (account: number) => boolean])[],
  settings: Settings,
  disguise: Disguise,
): Iterable<string> {
  const { names, money, split } = disguise;
  const move = mover(zones, disguise);
  const at = (a: number) => zoneOf[a] as number;
  const places = accounts.id.map((id, a): Place => {
    const [lat, lon] = [accountLat[a] as number, accountLon[a] as number];
    // without coordinates that are believed an account stands at the point of its zone
    const own = lat !== zones.lat[at(a)] || lon !== zones.lon[at(a)];
    return own ? move(`account ${id}`, lat, lon, split.has(at(a))) : [Number.NaN, Number.NaN];
  });
  const dated = (settings.handOver?.byYearsHeld.length ?? 0) > 0;
  const fields = new Set(NUMBER_RULES.map(({ field }) => field));
  const asked = new Set(accountMeasures(accounts, fields));
  const numbers = [...accounts.numbers].flatMap(([name, values]): Column<string>[] => {
    if (name === 'rep_since') return dated ? [{ name, cell: (_, a) => isoDay(values[a] as number) }] : [];
    if (!fields.has(name) && !asked.has(name)) return [];
    const scale = names.isAmount(name) ? money : 1;
    return [{ name: names.measure(name), cell: (_, a) => (values[a] as number) * scale }];
  });
  return table(
    accounts.id,
    [
      { name: 'id', cell: id => names.account(id) },
      { name: 'postal_code', cell: (_, a) => names.zone(zones.id[at(a)] as string) },
      { name: 'lat', cell: (_, a) => (places[a] as Place)[0] },
      { name: 'lon', cell: (_, a) => (places[a] as Place)[1] },
      { name: 'segment', cell: (_, a) => names.segment(accounts.segment[a] as string) },
      ...numbers,
      { name: 'rep_id', cell: (_, a) => names.rep(accounts.repId[a] as string) },
      { name: 'locked', cell: (_, a) => (accounts.locked[a] ? 'yes' : '') },
      { name: 'strategic', cell: (_, a) => (accounts.strategic[a] ? 'yes' : '') },
      { name: 'group_id', cell: (_, a) => names.group(accounts.groupId[a] as string) },
      {
        name: 'excluded_reps',
        cell: (_, a) =>
          (accounts.excludedReps?.[a] ?? [])
            .map(id => (id === PARTNERS ? PARTNERS : names.rep(id)))
            .join('|'),
      },
      ...inLayer.map(
        ([layer, holds]): Column<string> => ({
          name: layerColumn(layer),
          cell: (_, a) => (holds(a) ? 'yes' : 'no'),
        }),
      ),
    ],
    ['id', 'postal_code', ...numbers.map(({ name }) => name)],
  );
}

/** Columns that are read for being asked for, not for a formula, whose result is the potential. */
function accountMeasures({ numbers }: Accounts, fields: ReadonlySet<string>): string[] {
  return [...numbers.keys()].filter(name => !fields.has(name) && !name.startsWith('formula:'));
}

/** 1970-01-01 in days since the first of March of the year 0 */
const EPOCH = 719_468;
const DAYS_OF_400_YEARS = 146_097;

/** Days since 1970-01-01 → `2024-03-15`; '' for NaN. The way back from dayNumber of model/hand-over. */
export function isoDay(days: number): string {
  if (!Number.isFinite(days)) return '';
  const since = days + EPOCH;
  const era = Math.floor(since / DAYS_OF_400_YEARS);
  const day = since - era * DAYS_OF_400_YEARS;
  const year = Math.floor(
    (day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365,
  );
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const date = ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const calendarYear = year + era * 400 + (month <= 2 ? 1 : 0);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(calendarYear).padStart(4, '0')}-${two(month)}-${two(date)}`;
}
