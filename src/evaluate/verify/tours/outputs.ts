// The calendars, against the days of tours.csv.

import type { Check } from '../check.ts';
import { namedAfter } from '../file-names.ts';
import type { TourVerifyInput } from '../tours.ts';
import { type Calendar, gregorian } from './days.ts';
import type { TourDayRows } from './rows.ts';

/** Every visit is an event of the person's calendar, and every event a visit or a night. */
export function checkEvents(
  { calendars, layers, sha256 }: Pick<TourVerifyInput, 'calendars' | 'layers' | 'sha256'>,
  days: readonly TourDayRows[],
  { first }: Calendar,
  check: Check,
): void {
  if (first === null) {
    check.that(calendars.size === 0, () => 'calendars/ of days that have no dates');
    return;
  }
  const people = new Set(layers.flatMap(({ reps }) => reps.list.map(({ id }) => id)));
  const repOf = namedAfter(people, sha256);
  /** events of each rep that no visit has been found for */
  const found = new Map<string, Map<string, number>>();
  for (const [file, events] of calendars) {
    const rep = repOf(file.replace(/\.ics$/, ''));
    const own = check.that(
      rep !== undefined && !found.has(rep),
      () => `calendars/${file} is no rep's calendar${rep === undefined ? '' : `: ${rep} has another one`}`,
    );
    if (!own) continue;
    const left = new Map<string, number>();
    for (const event of events) left.set(event, (left.get(event) ?? 0) + 1);
    found.set(rep!, left);
  }
  for (const rep of new Set(days.map(day => day.rep)))
    check.that(found.has(rep), () => `calendars/ has no calendar of ${rep}, who has tours`);
  const stamp = (day: number, time: number) => {
    const two = (value: number) => String(value).padStart(2, '0');
    return `${gregorian(first + day).replaceAll('-', '')}T${two(Math.floor(time / 60))}${two(time % 60)}00`;
  };
  const nights = new Map<string, number>();
  for (const { rep, day, rows, what } of days) {
    if (rows.at(-1)?.kind === 'night') nights.set(rep, (nights.get(rep) ?? 0) + 1);
    const own = found.get(rep);
    if (!own) continue;
    for (const { kind, begin, departure, account } of rows) {
      if (kind !== 'visit') continue;
      const event = `${stamp(day, begin)}/${stamp(day, departure)}`;
      const left = (own.get(event) ?? 0) - 1;
      own.set(event, left);
      check.that(left >= 0, () => `the calendar of ${rep}: ${what}: no event of the visit to ${account}`);
    }
  }
  for (const [rep, own] of found) {
    const left = [...own.values()].reduce((sum, count) => sum + count, 0);
    const slept = nights.get(rep) ?? 0;
    check.that(
      left === slept,
      () =>
        `the calendar of ${rep} has ${left} events that are no visits of tours.csv, which has ${slept} nights`,
    );
  }
}
