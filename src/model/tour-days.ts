// The days on which a rep works: those of the period, without holidays and days off, as many of them as the rep's share of
// full time, spread evenly.

import { dayNumber, dayText, frenchHolidays, type Holiday, weekdayOf } from './calendar.ts';
import type { Rep } from './records.ts';
import { PERIOD_WEEKS, periodsOfYear, type TourSettings } from './tour-settings.ts';
import type { TourDay } from './tours.ts';

export interface TourCalendar {
  /** days since 1970-01-01 of the first day; null: days are numbered */
  readonly first: number | null;
  /** calendar days */
  readonly length: number;
  /** working weekdays of the period, those without work included */
  readonly weekdays: readonly TourDay[];
  /** public holidays of the period that fall on working weekdays */
  readonly holidays: readonly Holiday[];
  /** days after the first on which nobody works */
  readonly off: ReadonlySet<number>;
  /** which of the year's periods it is, from 0 on */
  readonly part: number;
}

/** @param country whose holidays count; only those of France are known */
export function calendarOf(settings: TourSettings, country: string): TourCalendar {
  const length = 7 * PERIOD_WEEKS[settings.period];
  const first = settings.start === null ? null : dayNumber(settings.start);
  const weekday = first === null ? 0 : weekdayOf(first);
  const weekdays = Array.from({ length }, (_, day) => ({ day, weekday: (weekday + day) % 7 })).filter(day =>
    settings.weekdays.includes(day.weekday),
  );
  const off = new Set<number>();
  const holidays: Holiday[] = [];
  if (first !== null) {
    for (const text of settings.daysOff) off.add(dayNumber(text) - first);
    const working = new Set(weekdays.map(({ day }) => day + first));
    for (const holiday of settings.holidays && country === 'FR' ? holidaysFrom(first, length) : []) {
      off.add(holiday.day - first);
      if (working.has(holiday.day)) holidays.push(holiday);
    }
  }
  return { first, length, weekdays, holidays, off, part: partOf(settings, first) };
}

function holidaysFrom(first: number, length: number): Holiday[] {
  const year = Number(dayText(first).slice(0, 4));
  return [...frenchHolidays(year), ...frenchHolidays(year + 1)].filter(
    ({ day }) => day >= first && day < first + length,
  );
}

/** The nearest part of the year of `start`: a quarter that begins in the last days of March is the second. */
function partOf({ period, part }: TourSettings, first: number | null): number {
  if (part !== null) return part - 1;
  if (first === null) return 0;
  const ofYear = first - dayNumber(`${dayText(first).slice(0, 4)}-01-01`);
  return Math.round(ofYear / (7 * PERIOD_WEEKS[period])) % periodsOfYear(period);
}

/**
 * Days of one rep. The weekdays of the period are counted with the rep's share of full time of each; a day is worked when
 * the count passes a half, so that 80 % are free on Wednesdays, whatever holidays there are. More than full time is one
 * person's full time.
 * @param taken days of the same person in other layers, and their share of full time
 * @param rampUp share of the usual days in the first months after hiring
 */
export function workingDays(
  calendar: TourCalendar,
  rep: Pick<Rep, 'fte' | 'hired' | 'left' | 'presence'>,
  rampUp: readonly number[],
  taken: { readonly days: ReadonlySet<number>; readonly share: number } = NONE,
): TourDay[] {
  const { first, weekdays, off } = calendar;
  const days: TourDay[] = [];
  const whole = Math.max(0, 1 - taken.share);
  let count = 0;
  for (const day of weekdays) {
    if (taken.days.has(day.day)) continue;
    const present = first === null ? 1 : presentOn(first + day.day, rep, rampUp);
    const share = whole > 0 ? Math.min(1, (rep.fte * present) / whole) : 0;
    const before = Math.floor(count + HALF);
    count += share;
    if (Math.floor(count + HALF) > before && !off.has(day.day)) days.push(day);
  }
  return days;
}

const NONE = { days: new Set<number>(), share: 0 };
/** and a little, for shares that add up to a half but for their last bits */
const HALF = 0.5 + 1e-9;

/** Share of the day, 0…1. */
function presentOn(
  number: number,
  { hired, left, presence }: Pick<Rep, 'hired' | 'left' | 'presence'>,
  rampUp: readonly number[],
): number {
  const day = dayText(number);
  const month = day.slice(0, 7);
  // a whole month lasts until its last day
  if (hired !== undefined && day < (hired.length === 7 ? `${hired}-01` : hired)) return 0;
  if (left !== undefined && day > (left.length === 7 ? `${left}-31` : left)) return 0;
  const since = hired === undefined ? rampUp.length : monthsBetween(hired.slice(0, 7), month);
  return (presence?.get(month) ?? 1) * (rampUp[since] ?? 1);
}

function monthsBetween(from: string, to: string): number {
  const months = (text: string) => 12 * Number(text.slice(0, 4)) + Number(text.slice(5, 7));
  return months(to) - months(from);
}
