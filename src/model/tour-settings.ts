// What shapes the tours beside the plan: which days, how long they are, how far apart visits are.

import type { Effort } from './problem.ts';

/** Whole weeks, so that every period has the same weekdays and they add up to the year of 52 weeks. */
export const PERIOD_WEEKS = { week: 1, month: 4, quarter: 13, year: 52 } as const;

export type PeriodName = keyof typeof PERIOD_WEEKS;

/** weeks that visits a year are counted in */
export const YEAR_WEEKS = 52;

/** What a night away costs. */
export type NightPrice =
  /** like so many minutes at the wheel */
  | { readonly minutes: number }
  /** in the currency of the reps' cost_per_hour, by which it becomes minutes */
  | { readonly currency: number };

export interface TourSettings {
  readonly period: PeriodName;
  /** which of the year's periods it is, from 1 on; null: by `start`, the first without */
  readonly part: number | null;
  /** first day, `2027-01-04`; null: days are numbered, and the first is a Monday */
  readonly start: string | null;
  /** 0 is Monday; ascending */
  readonly weekdays: readonly number[];
  /** false: nobody rests on the public holidays of the country */
  readonly holidays: boolean;
  /** more days on which nobody works, ascending */
  readonly daysOff: readonly string[];
  /** minutes after midnight: earliest departure from home */
  readonly dayStart: number;
  /** minutes from the departure to the return, lunch included */
  readonly dayMinutes: number;
  /** most minutes at the wheel a day */
  readonly drivingMinutes: number;
  /** null: none */
  readonly lunch: { readonly minutes: number; readonly from: number; readonly to: number } | null;
  /** most nights away in a row; 0: home every evening */
  readonly nights: number;
  readonly nightPrice: NightPrice;
  /** null: as many as fit */
  readonly visitsPerDay: number | null;
  /** least distance of two visits of an account, as a share of the even interval */
  readonly spacing: number;
  readonly effort: Effort;
  readonly seed: number;
}

/** Five days of eight hours with an hour for lunch are the 35 hours of Code du travail, L3121-27. More: docs/tours.md. */
export const DEFAULT_TOURS: TourSettings = {
  period: 'quarter',
  part: null,
  start: null,
  weekdays: [0, 1, 2, 3, 4],
  holidays: true,
  daysOff: [],
  dayStart: 510,
  dayMinutes: 480,
  drivingMinutes: 300,
  lunch: { minutes: 60, from: 720, to: 840 },
  nights: 0,
  nightPrice: { minutes: 120 },
  visitsPerDay: null,
  spacing: 0.5,
  effort: 'normal',
  seed: 1,
};

/** how many of them make a year */
export function periodsOfYear(period: PeriodName): number {
  return YEAR_WEEKS / PERIOD_WEEKS[period];
}
