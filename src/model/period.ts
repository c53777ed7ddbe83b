// How much of a rep the planned period has: hired or gone within it, part-time months, the first months of a new hire.
// Months are counted from year 0, so that a period may begin in any of them; no clock is asked.

import type { Rep } from './records.ts';
import type { Settings } from './settings.ts';

/** A day as an ISO text, `2027-04-15`; or a whole month, `2027-04`. */
interface Day {
  readonly month: number;
  /** 1…31; null for a whole month */
  readonly day: number | null;
}

function parseDay(text: string): Day {
  const [year, month, day] = text.split('-').map(Number);
  return { month: monthNumber(year as number, month as number), day: day ?? null };
}

function monthNumber(year: number, month: number): number {
  return 12 * year + month - 1;
}

/** `2027-04` of a month counted from year 0. */
function monthText(month: number): string {
  const year = String(Math.floor(month / 12)).padStart(4, '0');
  return `${year}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Days of a month in the Gregorian calendar. */
function daysIn(month: number): number {
  const year = Math.floor(month / 12);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month % 12] as number;
}

/** The months of the period as `YYYY-MM`, in order; none without a period. */
export function monthsOf({ period }: Pick<Settings, 'period'>): string[] {
  if (!period) return [];
  const first = parseDay(period.from).month;
  return Array.from({ length: period.months }, (_, index) => monthText(first + index));
}

/** The part of a month that a rep is employed, 0…1, by days. */
function employed(month: number, hired: Day | null, left: Day | null): number {
  if (hired && month < hired.month) return 0;
  if (left && month > left.month) return 0;
  const days = daysIn(month);
  const first = hired?.month === month ? (hired.day ?? 1) : 1;
  const last = left?.month === month ? (left.day ?? days) : days;
  return Math.max(0, last - first + 1) / days;
}

type PeriodSettings = Pick<Settings, 'period' | 'rampUp'>;

/**
 * Share of a rep's FTE that counts over the period, 0…1: the mean over its months of the days employed × the part
 * time of the month × how far he is with his ramp-up. 1 without a period.
 */
export function presenceOf(rep: Rep, { period, rampUp }: PeriodSettings): number {
  if (!period) return 1;
  const hired = rep.hired === undefined ? null : parseDay(rep.hired);
  const left = rep.left === undefined ? null : parseDay(rep.left);
  const from = parseDay(period.from).month;
  let sum = 0;
  for (let month = from; month < from + period.months; month++) {
    const ramp = hired && month >= hired.month ? (rampUp[month - hired.month] ?? 1) : 1;
    sum += employed(month, hired, left) * (rep.presence?.get(monthText(month)) ?? 1) * ramp;
  }
  return sum / period.months;
}

/** FTE of each rep that counts over the period. */
export function effectiveFte(reps: readonly Rep[], settings: PeriodSettings): Float64Array {
  return Float64Array.from(reps, rep => rep.fte * presenceOf(rep, settings));
}
