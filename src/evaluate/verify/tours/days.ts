// The days on which a rep works and the visits of a period, written again from docs/tours.md: Julian day numbers, Oudin's
// Easter, counting in whole numbers.

import type { Rep } from '../../../model/records.ts';

/** Weeks of the periods. */
export const WEEKS: ReadonlyMap<string, number> = new Map([
  ['week', 1],
  ['month', 4],
  ['quarter', 13],
  ['year', 52],
]);

/** `2027-01-04` → Julian day number (Fliegel and Van Flandern 1968). */
export function julian(text: string): number {
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  const early = Math.trunc((month - 14) / 12);
  return (
    Math.trunc((1461 * (year + 4800 + early)) / 4) +
    Math.trunc((367 * (month - 2 - 12 * early)) / 12) -
    Math.trunc((3 * Math.trunc((year + 4900 + early) / 100)) / 4) +
    day -
    32_075
  );
}

/** And back. */
export function gregorian(number: number): string {
  let l = number + 68_569;
  const n = Math.trunc((4 * l) / 146_097);
  l -= Math.trunc((146_097 * n + 3) / 4);
  const i = Math.trunc((4000 * (l + 1)) / 1_461_001);
  l = l - Math.trunc((1461 * i) / 4) + 31;
  const j = Math.trunc((80 * l) / 2447);
  const day = l - Math.trunc((2447 * j) / 80);
  l = Math.trunc(j / 11);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(100 * (n - 49) + i + l).padStart(4, '0')}-${two(j + 2 - 12 * l)}-${two(day)}`;
}

/** Easter Sunday (Oudin 1940). */
function easterSunday(year: number): number {
  const g = year % 19;
  const c = Math.trunc(year / 100);
  const h = (c - Math.trunc(c / 4) - Math.trunc((8 * c + 13) / 25) + 19 * g + 15) % 30;
  const moon = h - Math.trunc(h / 28) * (1 - Math.trunc(29 / (h + 1)) * Math.trunc((21 - g) / 11));
  const j = (year + Math.trunc(year / 4) + moon + 2 - c + Math.trunc(c / 4)) % 7;
  const p = moon - j;
  const month = 3 + Math.trunc((p + 40) / 44);
  const day = p + 28 - 31 * Math.trunc(month / 4);
  return julian(`${year}-${month}-${day}`);
}

const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];

/** Julian days of the public holidays of France. */
export function holidaysOf(year: number): Set<number> {
  const sunday = easterSunday(year);
  return new Set([...FIXED.map(day => julian(`${year}-${day}`)), sunday + 1, sunday + 39, sunday + 50]);
}

export interface DaySettings {
  readonly period: string;
  readonly start: string | null;
  readonly weekdays: readonly number[];
  readonly holidays: boolean;
  readonly daysOff: readonly string[];
  readonly country: string;
}

export interface Calendar {
  /** Julian day of the first; null: numbered */
  readonly first: number | null;
  readonly length: number;
  /** days after the first that are working weekdays */
  readonly candidates: readonly number[];
  readonly off: ReadonlySet<number>;
  weekday(day: number): number;
}

export function makeCalendar(settings: DaySettings): Calendar {
  const length = 7 * (WEEKS.get(settings.period) ?? 0);
  const first = settings.start === null ? null : julian(settings.start);
  // Julian day 0 was a Monday
  const weekday = (day: number) => (first === null ? day % 7 : (first + day) % 7);
  const candidates: number[] = [];
  const off = new Set<number>();
  const ownDays = new Set(settings.daysOff.map(julian));
  for (let day = 0; day < length; day++) {
    if (settings.weekdays.includes(weekday(day))) candidates.push(day);
    if (first === null) continue;
    const year = Number(gregorian(first + day).slice(0, 4));
    const rests = settings.holidays && settings.country === 'FR' && holidaysOf(year).has(first + day);
    if (rests || ownDays.has(first + day)) off.add(day);
  }
  return { first, length, candidates, off, weekday };
}

/** What a person's other layers have. */
export interface Earlier {
  readonly days: ReadonlySet<number>;
  readonly share: number;
}

/** Days after the first on which the rep works. */
export function daysOfRep(
  { first, candidates, off }: Calendar,
  rep: Pick<Rep, 'fte' | 'hired' | 'left' | 'presence'>,
  rampUp: readonly number[],
  earlier: Earlier,
): number[] {
  const room = 1 - earlier.share;
  let counted = 0;
  return candidates.filter(day => {
    if (earlier.days.has(day)) return false;
    const share =
      room <= 0 ? 0 : Math.min(1, (rep.fte * (first === null ? 1 : there(first + day, rep, rampUp))) / room);
    const [before, after] = [counted, counted + share];
    counted = after;
    // does the count pass the half of a whole day?
    const passed = Math.floor(after + 0.5 + 1e-9) > Math.floor(before + 0.5 + 1e-9);
    return passed && !off.has(day);
  });
}

function there(
  day: number,
  { hired, left, presence }: Pick<Rep, 'hired' | 'left' | 'presence'>,
  rampUp: readonly number[],
): number {
  const text = gregorian(day);
  const month = text.slice(0, 7);
  if (hired !== undefined && text.slice(0, hired.length) < hired) return 0;
  if (left !== undefined && text.slice(0, left.length) > left) return 0;
  const part = presence?.get(month) ?? 1;
  if (hired === undefined) return part;
  const [year, number] = month.split('-').map(Number) as [number, number];
  const [hiredYear, hiredMonth] = hired.split('-').map(Number) as [number, number];
  return part * (rampUp[12 * (year - hiredYear) + number - hiredMonth] ?? 1);
}

/** Which of the year's periods a day begins, from 0 on. */
export function partOfYear(start: string, weeks: number): number {
  const since = julian(start) - julian(`${start.slice(0, 4)}-01-01`);
  return Math.round(since / (7 * weeks)) % (52 / weeks);
}

/** Visits of the period by account id, of accounts of one rep. */
export function askedVisits(
  perYear: ReadonlyMap<string, number>,
  weeks: number,
  part: number,
): Map<string, number> {
  const alike = new Map<string, string[]>();
  for (const id of [...perYear.keys()].sort()) {
    const key = perYear.get(id)!.toFixed(6);
    alike.set(key, [...(alike.get(key) ?? []), id]);
  }
  const asked = new Map<string, number>();
  const periods = 52 / weeks;
  for (const [key, ids] of alike) {
    const visits = Number(key);
    const m = ids.length;
    for (const [index, id] of ids.entries()) {
      // everything times 2 · m · periods, which makes whole numbers of whole visits a year
      const until = (parts: number) =>
        Math.floor((2 * m * visits * parts + periods * (2 * index + 1)) / (2 * m * periods) + 1e-9);
      asked.set(id, until(part + 1) - until(part));
    }
  }
  return asked;
}
