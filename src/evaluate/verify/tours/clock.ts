// The hours of a day to the fraction of a minute, from docs/tours.md: the rep leaves at the earliest time that makes the day as
// short as it can be, and every time of tours.csv, which is rounded, follows from that.

import { type Check, say } from '../check.ts';
import type { TourRow } from './rows.ts';
import type { TourRules } from './rules.ts';

/** A drive, and what is done where it leads. */
export interface Leg {
  readonly drive: number;
  /** minutes after midnight; of the way home 0 and Infinity */
  readonly opens: number;
  readonly closes: number;
  readonly service: number;
  /** of the visit, or of the end at home */
  readonly row: TourRow;
}

interface DayTimes {
  readonly departure: number;
  readonly arrival: number;
}

/** by which sums of the same drives may differ */
const SAME = 1e-5;
/** a time is rounded to the minute */
const ROUNDED = 0.5 + 1e-4;

/** What is printed of one leg: when it begins and is over, and when the visit (or the end of the day) begins. */
interface Passed {
  readonly leaves: number;
  readonly there: number;
  readonly ready: number;
  readonly begin: number;
  readonly over: number;
}

function drivenFrom(departure: number, legs: readonly Leg[], lunchAt: number, rules: TourRules): Passed[] {
  let leaves = departure;
  return legs.map(({ drive, opens, service }, i) => {
    const there = leaves + drive;
    const ready =
      rules.lunch && i === lunchAt ? Math.max(there, rules.lunch.from) + rules.lunch.minutes : there;
    const begin = Math.max(ready, opens);
    const passed = { leaves, there, ready, begin, over: begin + service };
    leaves = passed.over;
    return passed;
  });
}

/** @param lunchAt the leg with lunch; −1 without. Null where hours or lunch do not allow it. */
function shortestDay(legs: readonly Leg[], lunchAt: number, rules: TourRules): DayTimes | null {
  const { dayStart, lunch } = rules;
  let work = 0;
  let latest = Number.POSITIVE_INFINITY;
  for (const [i, { drive, closes, service }] of legs.entries()) {
    if (lunch && i === lunchAt) {
      latest = Math.min(latest, lunch.to - work);
      work += lunch.minutes;
    }
    work += drive + service;
    latest = Math.min(latest, closes - work);
  }
  const endOf = (departure: number) => drivenFrom(departure, legs, lunchAt, rules).at(-1)?.over ?? departure;
  const departure = Math.max(dayStart, Math.min(endOf(dayStart) - work, latest));
  const kept = drivenFrom(departure, legs, lunchAt, rules).every(
    ({ leaves, over }, i) =>
      over <= legs[i]!.closes + SAME && (i !== lunchAt || leaves <= (lunch?.to ?? 0) + SAME),
  );
  return kept ? { departure, arrival: endOf(departure) } : null;
}

/**
 * Times of a day against its legs; lunch stands before the row that its leg leads to.
 * @returns minutes from the departure to the return
 */
export function checkClock(
  what: string,
  rows: readonly TourRow[],
  legs: readonly Leg[],
  rules: TourRules,
  check: Check,
): number {
  const tell = (holds: boolean, text: () => string) =>
    check.that(holds, () => `tours.csv: ${what}: ${text()}`);
  const [start, end] = [rows[0]!, rows.at(-1)!];
  const lunchRow = rows.findIndex(({ kind }) => kind === 'lunch');
  const before = rows.slice(0, Math.max(0, lunchRow));
  const lunchAt = lunchRow < 0 ? -1 : before.filter(({ kind }) => kind === 'visit').length;
  const day = lunchAt < legs.length ? shortestDay(legs, lunchAt, rules) : null;
  if (!tell(day !== null, () => 'its hours, or lunch, are not kept')) return end.arrival - start.departure;
  const { departure, arrival } = day!;
  checkLunch(legs, lunchAt, arrival - departure, rules, tell);
  const near = (row: TourRow, name: 'arrival' | 'begin' | 'departure', ...exact: readonly number[]) =>
    tell(
      exact.some(time => Math.abs(row[name] - time) <= ROUNDED),
      () =>
        `${row.kind} ${row.account}: ${name} is ${say(row[name])} min after midnight, recomputed ${say(exact[0]!)}`,
    );
  near(start, 'departure', departure);
  drivenFrom(departure, legs, lunchAt, rules).forEach(({ leaves, there, ready, begin, over }, i) => {
    const { row } = legs[i]!;
    if (rules.lunch && i === lunchAt) {
      const lunch = rows[lunchRow]!;
      // before the drive, on the way or on arrival
      near(lunch, 'begin', ready - rules.lunch.minutes, Math.max(leaves, rules.lunch.from));
      near(row, 'arrival', ready, there);
    } else near(row, 'arrival', there);
    if (row.kind !== 'visit') return;
    near(row, 'begin', begin);
    near(row, 'departure', over);
  });
  if (end.kind === 'night') near(end, 'arrival', arrival);
  return arrival - departure;
}

/** Lunch is had on days that would be neither over by then nor begin after it, where it makes them the shortest. */
function checkLunch(
  legs: readonly Leg[],
  lunchAt: number,
  length: number,
  rules: TourRules,
  tell: (holds: boolean, text: () => string) => boolean,
): void {
  const { lunch } = rules;
  if (!lunch) return;
  const plain = shortestDay(legs, -1, rules);
  // how far the day is into the hours of lunch, where it is free of it on neither side
  const into = plain
    ? Math.min(plain.arrival - lunch.to, lunch.from + lunch.minutes - plain.departure)
    : Number.POSITIVE_INFINITY;
  tell(Math.abs(into) <= SAME || into > 0 === lunchAt >= 0, () =>
    lunchAt >= 0 ? 'lunch on a day that is over by then, or begins after it' : 'no lunch',
  );
  if (lunchAt < 0) return;
  legs.forEach((_, leg) => {
    const other = shortestDay(legs, leg, rules);
    tell(
      other === null || length <= other.arrival - other.departure + SAME,
      () => `lunch before stop ${leg + 1} would make a shorter day`,
    );
  });
}
