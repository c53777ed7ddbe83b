// The calendars, against the days of tours.csv.

import type { Check } from '../check.ts';
import { type Calendar, gregorian } from './days.ts';
import type { TourDayRows } from './rows.ts';

/** Every visit is an event of the person's calendar, and every event a visit or a night. */
export function checkEvents(
  calendars: readonly (readonly string[])[],
  days: readonly TourDayRows[],
  { first }: Calendar,
  check: Check,
): void {
  const reps = new Set(days.map(day => day.rep));
  if (first === null) {
    check.that(calendars.length === 0, () => 'calendars/ of days that have no dates');
    return;
  }
  check.that(
    calendars.length >= reps.size,
    () => `${calendars.length} calendars of ${reps.size} reps with tours`,
  );
  const found = new Map<string, number>();
  for (const event of calendars.flat()) found.set(event, (found.get(event) ?? 0) + 1);
  let nights = 0;
  let visits = 0;
  const stamp = (day: number, time: number) => {
    const two = (value: number) => String(value).padStart(2, '0');
    return `${gregorian(first + day).replaceAll('-', '')}T${two(Math.floor(time / 60))}${two(time % 60)}00`;
  };
  for (const { day, rows, what } of days) {
    if (rows.at(-1)?.kind === 'night') nights++;
    for (const { kind, begin, departure, account } of rows) {
      if (kind !== 'visit') continue;
      visits++;
      const event = `${stamp(day, begin)}/${stamp(day, departure)}`;
      const left = (found.get(event) ?? 0) - 1;
      found.set(event, left);
      check.that(left >= 0, () => `calendars/: ${what}: no event of the visit to ${account}`);
    }
  }
  const events = calendars.flat().length;
  check.that(
    events === visits + nights,
    () => `calendars/ have ${events} events, tours.csv ${visits} visits and ${nights} nights`,
  );
}
