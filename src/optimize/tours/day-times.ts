// The hours of one day. When the rep leaves at D, the day is over at max(D + c, d), and D may be no later than some hour: a
// visit's hours, and a lunch on a given leg, only ever change c, d and that hour. So the shortest day is known at once, and
// the earliest departure that makes it that short is the one that is taken: leaving earlier would only mean waiting.
//
// Lunch. Every day has a break of `minutes` that begins between `from` and `to`. It is had at home (or where the rep sleeps),
// and is no matter of the plan, when the day is over by `to` or begins no earlier than `from + minutes`. Otherwise it
// interrupts the day on one leg: before the drive, on the way or on arrival; never a visit. The leg is the one that makes
// the day shortest, the first of equals.

import type { TourProblem } from '../../model/tours.ts';

/** Minutes by which sums of rounded numbers may miss a limit. */
export const EPS = 1e-6;

export interface DayClock {
  readonly problem: TourProblem;
  /** no hours and no lunch ever bind: a day is as long as what is done in it */
  readonly untimed: boolean;
  /** no hours bind, lunch may */
  readonly openAllDay: boolean;
  /** of the day that was asked for last, where it fits */
  departure: number;
  arrival: number;
  /** the leg with lunch: that to stop i, or the one home; −1 without */
  lunchLeg: number;
  /** before leg i: work so far, earliest hour, latest departure */
  readonly work: Float64Array;
  readonly earliest: Float64Array;
  readonly latest: Float64Array;
}

export function makeClock(problem: TourProblem, mostStops: number): DayClock {
  const { rules, opens, closes, n } = problem;
  let openAllDay = true;
  for (let a = 1; a < n; a++) {
    openAllDay &&= opens[a] <= rules.start && closes[a] >= rules.start + rules.length;
  }
  return {
    problem,
    untimed: openAllDay && rules.lunch === null,
    openAllDay,
    departure: 0,
    arrival: 0,
    lunchLeg: -1,
    work: new Float64Array(mostStops + 2),
    earliest: new Float64Array(mostStops + 2),
    latest: new Float64Array(mostStops + 2),
  };
}

/**
 * May the rep drive from `start` to the `count` stops at `stops[at…]`, and home afterwards (or sleep near the last one)? Drives,
 * hours, lunch and length; not weekdays. With `exact` the clock tells departure, arrival and lunch of the shortest day.
 */
export function fits(
  clock: DayClock,
  stops: Int32Array,
  at: number,
  count: number,
  start: number,
  home: boolean,
  exact = false,
): boolean {
  const { problem, work, earliest, latest } = clock;
  const { minutes, n, service, opens, closes, rules } = problem;
  if (rules.mostVisits !== null && count > rules.mostVisits) return false;
  let c = 0;
  let d = -Infinity;
  let last = Infinity;
  let drive = 0;
  let node = start;
  for (let i = 0; i < count; i++) {
    const x = stops[at + i];
    work[i] = c;
    earliest[i] = d;
    latest[i] = last;
    const m = minutes[node * n + x];
    drive += m;
    c += m;
    d += m;
    if (d < opens[x]) d = opens[x];
    const end = closes[x] - service[x];
    if (d > end + EPS || rules.start + c > end + EPS) return false;
    if (end - c < last) last = end - c;
    c += service[x];
    d += service[x];
    node = x;
  }
  if (home) {
    work[count] = c;
    earliest[count] = d;
    latest[count] = last;
    const m = minutes[node * n];
    drive += m;
    c += m;
    d += m;
  }
  if (drive > rules.driving + EPS) return false;
  // a long wait may make the day too long, and then nothing that follows makes it shorter
  if (lengthOf(clock, c, d, last) > rules.length + EPS) return false;
  const { lunch } = rules;
  clock.lunchLeg = -1;
  if (
    lunch === null ||
    clock.arrival <= lunch.to + EPS ||
    clock.departure >= lunch.from + lunch.minutes - EPS
  ) {
    return true;
  }
  // lunch only ever adds
  if (c + lunch.minutes > rules.length + EPS) return false;
  return withLunch(clock, stops, at, count, home, start, exact);
}

/** How long the day is; the clock keeps when it begins and ends. */
function lengthOf(clock: DayClock, c: number, d: number, last: number): number {
  const { start } = clock.problem.rules;
  // the earliest departure without waiting, where there is one
  const departure = Math.max(start, Math.min(d - c, last));
  clock.departure = departure;
  clock.arrival = Math.max(departure + c, d);
  return clock.arrival - departure;
}

/** The same with lunch on some leg. Late legs first: the earlier ones mostly mean waiting for lunch to begin. */
function withLunch(
  clock: DayClock,
  stops: Int32Array,
  at: number,
  count: number,
  home: boolean,
  start: number,
  exact: boolean,
): boolean {
  const { problem, work, earliest, latest } = clock;
  const { minutes, n, service, opens, closes, rules } = problem;
  const lunch = rules.lunch as { minutes: number; from: number; to: number };
  if (clock.openAllDay && !exact) {
    // a leg under way between `from` and `to` means no waiting, and that the day is long enough has been seen to
    for (let leg = home ? count : count - 1; leg >= 0; leg--) {
      const leaves = rules.start + work[leg];
      if (leaves > lunch.to + EPS) continue;
      const x = leg === count ? 0 : stops[at + leg];
      if (leaves + minutes[(leg === 0 ? start : stops[at + leg - 1]) * n + x] >= lunch.from) return true;
      break;
    }
  }
  let best = Infinity;
  let departure = 0;
  let arrival = 0;
  let bestLeg = -1;
  for (let leg = home ? count : count - 1; leg >= 0; leg--) {
    let c = work[leg];
    let d = earliest[leg];
    let last = latest[leg];
    if (Math.max(rules.start + c, d) > lunch.to + EPS) continue;
    // begins no later than `to` when the leg begins by then
    last = Math.min(last, lunch.to - c);
    let node = leg === 0 ? start : stops[at + leg - 1];
    let fine = true;
    for (let i = leg; i <= count && fine; i++) {
      if (i === count && !home) break;
      const x = i === count ? 0 : stops[at + i];
      const m = minutes[node * n + x];
      c += m;
      d += m;
      if (i === leg) {
        d = Math.max(d, lunch.from) + lunch.minutes;
        c += lunch.minutes;
      }
      if (i === count) break;
      if (d < opens[x]) d = opens[x];
      const end = closes[x] - service[x];
      fine = d <= end + EPS && rules.start + c <= end + EPS;
      if (end - c < last) last = end - c;
      c += service[x];
      d += service[x];
      node = x;
    }
    if (!fine) continue;
    const length = lengthOf(clock, c, d, last);
    if (length > rules.length + EPS || length > best) continue;
    if (!exact) return true;
    best = length;
    bestLeg = leg;
    departure = clock.departure;
    arrival = clock.arrival;
  }
  if (bestLeg < 0) return false;
  clock.departure = departure;
  clock.arrival = arrival;
  clock.lunchLeg = bestLeg;
  return true;
}
