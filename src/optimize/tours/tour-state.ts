// The plan that the search changes: the stops of each day in order, the nights away, and what both cost. A change is tried
// between `begin` and `rollback` or the next `begin`: days are saved when they are first touched.

import type { TourProblem } from '../../model/tours.ts';
import { type DayClock, fits, makeClock } from './day-times.ts';

export interface TourState {
  readonly problem: TourProblem;
  readonly clock: DayClock;
  /** days, and stops that a day can have at most: the width of a row of `stops` */
  readonly dayCount: number;
  readonly width: number;
  readonly stops: Int32Array;
  readonly count: Int32Array;
  /** 1: the rep sleeps near the last account of the day and starts there on the next */
  readonly night: Uint8Array;
  /** minutes at the wheel, minutes with accounts */
  readonly drive: Float64Array;
  readonly service: Float64Array;
  /** changes whenever something changes on which a visit's insertion into the day depends */
  readonly stamp: Int32Array;
  nextStamp: number;
  /** days on which account a is visited, in no order, at a · mostVisits */
  readonly on: Int32Array;
  readonly mostVisits: number;
  readonly planned: Int32Array;
  /** worth of the visits that are not planned; minutes at the wheel and price of nights of those that are */
  lost: number;
  cost: number;
  /** minutes that a unit of lost worth counts for: more than any driving */
  readonly lostPrice: number;
  readonly trial: Trial;
}

interface Trial {
  number: number;
  lost: number;
  cost: number;
  touchedCount: number;
  readonly touched: Int32Array;
  /** number of the trial in which the day was saved last */
  readonly mark: Int32Array;
  readonly stops: Int32Array;
  readonly count: Int32Array;
  readonly night: Uint8Array;
  readonly drive: Float64Array;
  readonly service: Float64Array;
  readonly stamp: Int32Array;
}

export function makeTourState(problem: TourProblem): TourState {
  const { n, visits, worth, rules, days, minutes } = problem;
  const dayCount = days.length;
  const width = Math.max(1, Math.min(n - 1, rules.mostVisits ?? n));
  let lost = 0;
  let least = Infinity;
  let mostVisits = 1;
  for (let a = 1; a < n; a++) {
    lost += visits[a] * worth[a];
    least = Math.min(least, worth[a]);
    mostVisits = Math.max(mostVisits, Math.min(visits[a], dayCount));
  }
  let longest = 1 + (rules.overnight?.price ?? 0);
  for (const m of minutes) if (m < Infinity && m > longest) longest = m;
  const rows = dayCount * width;
  return {
    problem,
    clock: makeClock(problem, n),
    dayCount,
    width,
    stops: new Int32Array(rows),
    count: new Int32Array(dayCount),
    night: new Uint8Array(dayCount),
    drive: new Float64Array(dayCount),
    service: new Float64Array(dayCount),
    stamp: Int32Array.from({ length: dayCount }, (_, d) => d + 1),
    nextStamp: dayCount + 1,
    on: new Int32Array(n * mostVisits),
    mostVisits,
    planned: new Int32Array(n),
    lost,
    cost: 0,
    lostPrice: least < Infinity ? (1e4 * longest) / least : 1,
    trial: {
      number: 0,
      lost,
      cost: 0,
      touchedCount: 0,
      touched: new Int32Array(dayCount),
      mark: new Int32Array(dayCount),
      stops: new Int32Array(rows),
      count: new Int32Array(dayCount),
      night: new Uint8Array(dayCount),
      drive: new Float64Array(dayCount),
      service: new Float64Array(dayCount),
      stamp: new Int32Array(dayCount),
    },
  };
}

/** Where the rep is in the morning. */
export function startOf(s: TourState, d: number): number {
  return d > 0 && s.night[d - 1] ? s.stops[(d - 1) * s.width + s.count[d - 1] - 1] : 0;
}

/** May a night be spent between day d and the next: do the two follow each other through the calendar? */
export function nightPossible(s: TourState, d: number): boolean {
  const { days } = s.problem;
  return d + 1 < s.dayCount && days[d + 1].day === days[d].day + 1;
}

/** Nights in a row around day d, the one after d included whether it is one or not. */
export function nightsAround(s: TourState, d: number): number {
  let nights = 1;
  for (let e = d - 1; e >= 0 && s.night[e]; e--) nights++;
  for (let e = d + 1; e < s.dayCount && s.night[e]; e++) nights++;
  return nights;
}

export function begin(s: TourState): void {
  s.trial.number++;
  s.trial.touchedCount = 0;
  s.trial.lost = s.lost;
  s.trial.cost = s.cost;
}

/** What has changed since `begin`, in minutes, lost worth at its price. */
export function changeOf(s: TourState): number {
  const lost = s.lost - s.trial.lost;
  // sums of worths leave crumbs
  return (Math.abs(lost) * s.lostPrice < 1e-3 ? 0 : lost * s.lostPrice) + s.cost - s.trial.cost;
}

export function touch(s: TourState, d: number): void {
  const t = s.trial;
  if (t.mark[d] === t.number) return;
  t.mark[d] = t.number;
  t.touched[t.touchedCount++] = d;
  const from = d * s.width;
  for (let i = from; i < from + s.count[d]; i++) t.stops[i] = s.stops[i];
  t.count[d] = s.count[d];
  t.night[d] = s.night[d];
  t.drive[d] = s.drive[d];
  t.service[d] = s.service[d];
  t.stamp[d] = s.stamp[d];
}

export function rollback(s: TourState): void {
  const t = s.trial;
  for (let i = 0; i < t.touchedCount; i++) {
    const d = t.touched[i];
    for (let p = d * s.width; p < d * s.width + s.count[d]; p++) forget(s, s.stops[p], d);
  }
  for (let i = 0; i < t.touchedCount; i++) {
    const d = t.touched[i];
    for (let p = d * s.width; p < d * s.width + t.count[d]; p++) {
      s.stops[p] = t.stops[p];
      remember(s, s.stops[p], d);
    }
    s.count[d] = t.count[d];
    s.night[d] = t.night[d];
    s.drive[d] = t.drive[d];
    s.service[d] = t.service[d];
    s.stamp[d] = t.stamp[d];
  }
  s.lost = t.lost;
  s.cost = t.cost;
  begin(s);
}

function forget(s: TourState, a: number, d: number): void {
  const from = a * s.mostVisits;
  const last = from + --s.planned[a];
  for (let i = from; i < last; i++) {
    if (s.on[i] === d) {
      s.on[i] = s.on[last];
      return;
    }
  }
}

function remember(s: TourState, a: number, d: number): void {
  s.on[a * s.mostVisits + s.planned[a]++] = d;
}

/** Account a becomes stop p of day d. Sums follow with `refresh`. */
export function insertStop(s: TourState, d: number, p: number, a: number): void {
  touch(s, d);
  const from = d * s.width;
  for (let i = from + s.count[d]; i > from + p; i--) s.stops[i] = s.stops[i - 1];
  s.stops[from + p] = a;
  s.count[d]++;
  remember(s, a, d);
  s.lost -= s.problem.worth[a];
}

export function removeStop(s: TourState, d: number, p: number): number {
  touch(s, d);
  const from = d * s.width;
  const a = s.stops[from + p];
  s.count[d]--;
  for (let i = from + p; i < from + s.count[d]; i++) s.stops[i] = s.stops[i + 1];
  forget(s, a, d);
  s.lost += s.problem.worth[a];
  return a;
}

export function setNight(s: TourState, d: number, night: number): void {
  if (s.night[d] === night) return;
  touch(s, d);
  touch(s, d + 1);
  s.night[d] = night;
  s.cost += (night ? 1 : -1) * (s.problem.rules.overnight?.price ?? 0);
}

/** Sums of a day whose stops or ends have changed. */
export function refresh(s: TourState, d: number): void {
  const { minutes, n, service } = s.problem;
  touch(s, d);
  const from = d * s.width;
  const count = s.count[d];
  let node = startOf(s, d);
  let drive = 0;
  let work = 0;
  for (let i = from; i < from + count; i++) {
    const x = s.stops[i];
    drive += minutes[node * n + x];
    work += service[x];
    node = x;
  }
  if (node !== 0 && !s.night[d]) drive += minutes[node * n];
  s.cost += drive - s.drive[d];
  s.drive[d] = drive;
  s.service[d] = work;
  s.stamp[d] = s.nextStamp++;
}

/**
 * Makes the sums of all touched days, and of those that start where these end, follow. No night after a day without a stop.
 * False when one of these days breaks a rule.
 */
export function settle(s: TourState): boolean {
  const t = s.trial;
  const nights = s.problem.rules.overnight !== null;
  let fine = true;
  if (nights) {
    const before = t.touchedCount;
    for (let i = 0; i < before; i++) {
      const d = t.touched[i];
      if (s.count[d] === 0 && s.night[d]) setNight(s, d, 0);
    }
    for (let i = 0; i < before; i++) {
      const d = t.touched[i];
      if (s.night[d]) touch(s, d + 1);
    }
  }
  for (let i = 0; i < t.touchedCount; i++) refresh(s, t.touched[i]);
  if (nights) restampAround(s);
  for (let i = 0; i < t.touchedCount && fine; i++) fine = dayFits(s, t.touched[i]);
  return fine;
}

/** New stamps for the days near those that changed: what is cheap there depends on them. */
function restampAround(s: TourState): void {
  const t = s.trial;
  const touched = t.touchedCount;
  for (let i = 0; i < touched; i++) restamp(s, t.touched[i], t.night[t.touched[i]] !== s.night[t.touched[i]]);
}

/** A night that comes or goes changes how many more there may be in a row; other changes concern the days next to it. */
export function restamp(s: TourState, d: number, nightChanged: boolean): void {
  const reach = nightChanged ? (s.problem.rules.overnight?.most ?? 0) + 1 : 1;
  for (let e = Math.max(0, d - reach); e <= Math.min(s.dayCount - 1, d + reach); e++) {
    touch(s, e);
    s.stamp[e] = s.nextStamp++;
  }
}

/** Does the day as it is keep all rules, nights included? */
export function dayFits(s: TourState, d: number): boolean {
  if (s.night[d]) {
    if (!nightPossible(s, d) || nightsAround(s, d) > (s.problem.rules.overnight?.most ?? 0)) return false;
  }
  const start = startOf(s, d);
  if (s.count[d] === 0 && start === 0) return true;
  const { rules } = s.problem;
  if (s.clock.untimed) {
    return (
      s.drive[d] <= rules.driving + 1e-6 &&
      s.drive[d] + s.service[d] <= rules.length + 1e-6 &&
      (rules.mostVisits === null || s.count[d] <= rules.mostVisits)
    );
  }
  return fits(s.clock, s.stops, d * s.width, s.count[d], start, s.night[d] === 0);
}

/** May account a be visited on day d, its visits on days `except` (−1: none) aside? Weekday and spacing alone. */
export function mayVisit(s: TourState, a: number, d: number, except: number): boolean {
  const { weekdays, days, spacing } = s.problem;
  const { day, weekday } = days[d];
  if (!((weekdays[a] >> weekday) & 1)) return false;
  const from = a * s.mostVisits;
  for (let i = from; i < from + s.planned[a]; i++) {
    const e = s.on[i];
    if (e !== except && Math.abs(days[e].day - day) < spacing[a]) return false;
  }
  return true;
}

/** Place of account a among the stops of day d; −1 when it is not there. */
export function placeOf(s: TourState, a: number, d: number): number {
  const from = d * s.width;
  for (let p = 0; p < s.count[d]; p++) if (s.stops[from + p] === a) return p;
  return -1;
}
