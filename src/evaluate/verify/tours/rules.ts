// The settings of tours.json, as far as tours can be judged by them.

import type { Check } from '../check.ts';
import { at, listAt, numberAt } from '../json.ts';
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
  const numbers = [
    ...[rules.dayStart, rules.dayMinutes, rules.drivingMinutes, rules.nights, rules.spacing],
    ...[rules.visitsPerDay ?? 0, ...Object.values(rules.lunch ?? {}), ...rules.weekdays],
  ];
  const day = /^\d{4}-\d{2}-\d{2}$/;
  const fine =
    weeks > 0 &&
    numbers.every(Number.isFinite) &&
    [...days.daysOff, ...(days.start === null ? [] : [days.start])].every(text => day.test(text)) &&
    (days.start !== null) === (at(settings, 'start') !== null);
  if (!check.that(fine, () => 'tours.json: settings that cannot be read')) return null;
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
