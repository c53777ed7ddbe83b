// When the rep works: the calendar of tours.json, and the day of each row of tours.csv.

import type { Check } from '../check.ts';
import { at, listAt, shown } from '../json.ts';
import { type Calendar, gregorian } from './days.ts';
import type { TourDayRows } from './rows.ts';
import type { TourRules } from './rules.ts';
import type { Sector } from './sectors.ts';

export function checkCalendar(
  json: unknown,
  rules: TourRules,
  calendar: Calendar,
  part: number,
  check: Check,
): void {
  const { first, length, off } = calendar;
  const day = (index: number) => (first === null ? null : gregorian(first + index));
  const wanted = {
    weeks: rules.weeks,
    part: part + 1,
    first: day(0),
    last: day(length - 1),
  };
  for (const [name, value] of Object.entries(wanted)) {
    check.that(
      at(json, 'calendar', name) === value,
      () =>
        `tours.json: calendar: ${name} is ${shown(at(json, 'calendar', name))}, should be ${shown(value)}`,
    );
  }
  const days = first === null ? [] : [...off].sort((a, b) => a - b).map(index => day(index));
  check.that(
    Array.isArray(at(json, 'calendar', 'off')) && listAt(json, 'calendar', 'off').join() === days.join(),
    () => `tours.json: calendar: off is not ${days.join(', ')}`,
  );
}

export function checkDay(
  day: TourDayRows,
  sector: Sector | undefined,
  calendar: Calendar,
  check: Check,
): void {
  const { what, date, weekday } = day;
  if (!check.that(sector !== undefined, () => `tours.csv: ${what}: no such rep in that layer of the plan`))
    return;
  check.that(
    day.repName === sector!.rep.name,
    () => `tours.csv: ${what}: the rep is called "${day.repName}"`,
  );
  check.that(sector!.days.has(day.day), () => `tours.csv: ${what}: the rep does not work on that day`);
  const expected = calendar.first === null ? '' : gregorian(calendar.first + day.day);
  check.that(date === expected, () => `tours.csv: ${what}: date is "${date}", should be "${expected}"`);
  check.that(
    weekday === calendar.weekday(day.day),
    () => `tours.csv: ${what}: weekday is ${weekday + 1}, should be ${calendar.weekday(day.day) + 1}`,
  );
}
