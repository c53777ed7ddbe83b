// A rep's accounts and days → the numbers that tours are planned from.

import { type NodeRoads, tourMatrix } from './tour-matrix.ts';
import type { TourAccount } from './tour-record.ts';
import { type TourSettings, YEAR_WEEKS } from './tour-settings.ts';
import type { DayRules, TourDay, TourProblem } from './tours.ts';
import type { Travel } from './travel.ts';

/** An account that a rep visits in the period, with all that its visits depend on. */
export interface TourStopAccount extends TourAccount {
  /** minutes a visit at the rep's pace */
  readonly minutes: number;
  /** currency a year; NaN when unknown */
  readonly potential: number;
  readonly strategic: boolean;
  /** minutes after midnight; NaN: any time */
  readonly opens: number;
  readonly closes: number;
  /** bit 0 is Monday; 0: any day */
  readonly weekdays: number;
  /** least days between visits; NaN: by the settings */
  readonly spacing: number;
}

export interface TourProblemInput {
  /** degrees */
  readonly base: { readonly lat: number; readonly lon: number };
  readonly accounts: readonly TourStopAccount[];
  readonly days: readonly TourDay[];
  readonly settings: TourSettings;
  /** of the rep; NaN when unknown */
  readonly costPerHour: number;
  readonly travel: Travel;
  /** of pairs that the travel does not know as well; nodes are the base and then the accounts, in their order */
  readonly roads?: NodeRoads | null;
}

const MIDNIGHT = 1440;
const ALL_DAYS = 0b111_1111;
/** what a strategic account's visit is worth beyond that of the mean account */
const STRATEGIC = 10;
/** the least that a visit is worth, as a share of the mean */
const LEAST_WORTH = 0.1;

export function tourProblem(input: TourProblemInput): TourProblem {
  const { base, accounts, days, settings } = input;
  const lat = Float64Array.from([base.lat, ...accounts.map(account => account.lat)]);
  const lon = Float64Array.from([base.lon, ...accounts.map(account => account.lon)]);
  const of = <T extends Float64Array | Int32Array | Uint8Array>(
    make: { from(values: readonly number[]): T },
    atBase: number,
    value: (account: TourStopAccount) => number,
  ): T => make.from([atBase, ...accounts.map(value)]);
  const worth = worthOf(accounts);
  return {
    n: accounts.length + 1,
    ...tourMatrix(lat, lon, input.travel, input.roads ?? null),
    visits: of(Int32Array, 0, account => account.asked),
    service: of(Float64Array, 0, account => account.minutes),
    spacing: of(Int32Array, 1, account => spacingOf(account, settings)),
    worth: Float64Array.from([1, ...worth]),
    opens: of(Float64Array, 0, ({ opens }) => (Number.isNaN(opens) ? 0 : opens)),
    closes: of(Float64Array, MIDNIGHT, ({ closes }) => (Number.isNaN(closes) ? MIDNIGHT : closes)),
    weekdays: of(Uint8Array, ALL_DAYS, ({ weekdays }) => weekdays || ALL_DAYS),
    days,
    rules: rulesOf(settings, input.costPerHour),
  };
}

/** Days: the account's own, else a share of the days from one visit to the next were they spread evenly over the year. */
function spacingOf({ spacing, visitsPerYear }: TourStopAccount, settings: TourSettings): number {
  if (!Number.isNaN(spacing)) return Math.max(1, spacing);
  return Math.max(1, Math.floor((settings.spacing * 7 * YEAR_WEEKS) / visitsPerYear + 1e-9));
}

/** Potential a visit in proportion to the mean; strategic accounts come before all others. */
function worthOf(accounts: readonly TourStopAccount[]): number[] {
  const each = accounts.map(({ potential, visitsPerYear }) =>
    potential > 0 ? potential / visitsPerYear : 0,
  );
  const mean = each.reduce((sum, value) => sum + value, 0) / Math.max(1, each.length);
  return accounts.map(({ strategic }, i) => {
    const worth = mean > 0 ? (each[i] as number) / mean : 1;
    return LEAST_WORTH + worth + (strategic ? STRATEGIC : 0);
  });
}

/** @param costPerHour of the rep, which makes minutes of a night's price; NaN: the usual minutes count */
export function rulesOf(settings: TourSettings, costPerHour: number): DayRules {
  return {
    start: settings.dayStart,
    length: settings.dayMinutes,
    driving: settings.drivingMinutes,
    lunch: settings.lunch,
    overnight:
      settings.nights > 0
        ? { most: settings.nights, price: nightMinutes(settings.nightPrice, costPerHour) }
        : null,
    mostVisits: settings.visitsPerDay,
  };
}

/** what a night counts for where a price in currency meets a rep without cost_per_hour */
const USUAL_NIGHT = 120;

function nightMinutes(price: TourSettings['nightPrice'], costPerHour: number): number {
  if ('minutes' in price) return price.minutes;
  return costPerHour > 0 ? (60 * price.currency) / costPerHour : USUAL_NIGHT;
}
