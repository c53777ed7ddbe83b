// The settings of tours.json, as far as tours can be judged by them.

import type { Check } from '../check.ts';
import { at, listAt, numberAt, shown } from '../json.ts';
import { type DaySettings, makeCalendar, WEEKS } from './days.ts';

export interface TourRules extends DaySettings {
  readonly weeks: number;
  readonly part: number | null;
  readonly dayStart: number;
  readonly dayMinutes: number;
  readonly drivingMinutes: number;
  readonly lunch: { readonly minutes: number; readonly from: number; readonly to: number } | null;
  readonly nights: number;
  /** minutes of a night for a rep of that cost an hour */
  nightMinutes(costPerHour: number): number;
  readonly visitsPerDay: number | null;
  readonly spacing: number;
  weekdayOf(day: number): number;
}

/** minutes of the longest day that is taken: docs/tours.md */
const LONGEST = 780;

/** null when they are not as they must be, which has been told. */
export function readTourSettings(json: unknown, check: Check): TourRules | null {
  const settings = at(json, 'settings');
  const number = (...path: string[]) => numberAt(settings, ...path);
  const text = (name: string) => {
    const value = at(settings, name);
    return typeof value === 'string' ? value : null;
  };
  const period = text('period') ?? '';
  const weeks = WEEKS.get(period) ?? 0;
  const lunch = at(settings, 'lunch');
  const days: DaySettings = {
    period,
    start: text('start'),
    weekdays: listAt(settings, 'weekdays').map(Number),
    holidays: at(settings, 'holidays') === true,
    daysOff: listAt(settings, 'daysOff').map(String),
    country: text('country') ?? '',
  };
  const part = at(settings, 'part');
  const rules = {
    ...days,
    weeks,
    part: typeof part === 'number' ? part : null,
    dayStart: number('dayStart'),
    dayMinutes: number('dayMinutes'),
    drivingMinutes: number('drivingMinutes'),
    lunch:
      lunch === null
        ? null
        : { minutes: number('lunch', 'minutes'), from: number('lunch', 'from'), to: number('lunch', 'to') },
    nights: number('nights'),
    visitsPerDay: at(settings, 'visitsPerDay') === null ? null : number('visitsPerDay'),
    spacing: number('spacing'),
  };
  const strange = strangeSettings(settings, rules);
  if (!check.that(strange.length === 0, () => `tours.json: settings that cannot be: ${strange.join(', ')}`))
    return null;
  const minutes = number('nightPrice', 'minutes');
  const currency = number('nightPrice', 'currency');
  const { weekday } = makeCalendar(days);
  return {
    ...rules,
    weekdayOf: weekday,
    nightMinutes: costPerHour => {
      if (!Number.isNaN(minutes)) return minutes;
      return costPerHour > 0 ? (currency / costPerHour) * 60 : 120;
    },
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const EFFORTS = ['fast', 'normal', 'thorough'];

/** Names of settings that no tours can have been made with. */
function strangeSettings(settings: unknown, rules: Omit<TourRules, 'weekdayOf' | 'nightMinutes'>): string[] {
  const of = (...path: string[]) => at(settings, ...path);
  const whole = (value: unknown, least: number, most: number) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
  const either = (value: unknown, least: number, most: number) => value === null || whole(value, least, most);
  const isDay = (value: unknown) => typeof value === 'string' && DAY.test(value);
  const isList = (value: unknown, holds: (entry: unknown) => boolean) =>
    Array.isArray(value) && value.every(holds) && value.every((entry, i) => i === 0 || value[i - 1] < entry);
  const { lunch } = rules;
  const prices = ['minutes', 'currency'].map(name => of('nightPrice', name));
  const fine = {
    period: rules.weeks > 0,
    part: either(of('part'), 1, 52 / rules.weeks),
    start: of('start') === null || isDay(of('start')),
    weekdays: isList(of('weekdays'), day => whole(day, 0, 6)) && rules.weekdays.length > 0,
    holidays: typeof of('holidays') === 'boolean',
    daysOff: isList(of('daysOff'), isDay),
    dayStart: whole(of('dayStart'), 0, 1440),
    dayMinutes: whole(of('dayMinutes'), 60, LONGEST),
    drivingMinutes: whole(of('drivingMinutes'), 1, LONGEST),
    lunch:
      lunch === null ||
      (whole(lunch.minutes, 1, 180) && whole(lunch.from, 0, 1440) && whole(lunch.to, lunch.from, 1440)),
    nights: whole(of('nights'), 0, 4),
    nightPrice: prices.filter(price => typeof price === 'number' && price >= 0).length === 1,
    visitsPerDay: either(of('visitsPerDay'), 1, 100),
    spacing: rules.spacing >= 0 && rules.spacing <= 1,
    effort: EFFORTS.includes(shown(of('effort'))),
    seed: whole(of('seed'), 0, Number.MAX_SAFE_INTEGER),
    country: typeof of('country') === 'string',
  };
  return Object.entries(fine).flatMap(([name, holds]) => (holds ? [] : [name]));
}
