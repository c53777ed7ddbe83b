// How often an account can be visited at all, by the problem alone: what no plan can do is not tried, and its reason is
// certain. Everything here is necessary: shortest ways through all accounts without stopping there, no other visits, and
// lunch only where every day that is long enough must have it. An account that passes may still find no room.

import type { NotVisited, TourProblem } from '../../model/tours.ts';
import { type DayClock, EPS, fits, makeClock } from './day-times.ts';

export interface Possible {
  /** visits by node that the problem alone does not rule out */
  readonly visits: Int32Array;
  /** why there are not more; null where all that are asked for are possible */
  readonly reason: readonly (NotVisited | null)[];
}

/** Beyond so many nodes nights away are taken to reach everything: all shortest ways would take too long. */
const MOST_NODES = 800;

export function possibleVisits(problem: TourProblem): Possible {
  const { n, visits, service, opens, closes, rules, weekdays, days } = problem;
  const possible = Int32Array.from(visits);
  const reason: (NotVisited | null)[] = new Array(n).fill(null);
  let relaxed: Relaxed | null = null;
  for (let a = 1; a < n; a++) {
    if (visits[a] <= 0) {
      possible[a] = 0;
      continue;
    }
    const most = mostDays(problem, a);
    if (rules.mostVisits !== null && rules.mostVisits < 1) reason[a] = 'no-room';
    else if (!days.some(day => (weekdays[a] >> day.weekday) & 1)) reason[a] = 'closed';
    else if (service[a] > rules.length + EPS || service[a] > closes[a] - opens[a] + EPS) {
      reason[a] = 'too-long';
    } else if (rules.start + service[a] > closes[a] + EPS) reason[a] = 'closed';
    else {
      relaxed ??= relax(problem);
      reason[a] = unreachable(relaxed, a);
    }
    if (reason[a] !== null) possible[a] = 0;
    else if (visits[a] > most) {
      possible[a] = most;
      reason[a] = 'too-often';
    }
  }
  return { visits: possible, reason };
}

/** Working days that are open to account a and far enough apart, as many as there can be. */
function mostDays({ days, weekdays, spacing }: TourProblem, a: number): number {
  let count = 0;
  let next = -Infinity;
  for (const { day, weekday } of days) {
    if (day < next || !((weekdays[a] >> weekday) & 1)) continue;
    count++;
    next = day + Math.max(1, spacing[a]);
  }
  return count;
}

interface Relaxed {
  readonly problem: TourProblem;
  readonly clock: DayClock;
  /** a day with the account alone, and without its hours, and without the limit of driving */
  readonly anyHours: DayClock;
  readonly anyDriving: DayClock;
  /** fewest nights before the morning in x, and after the evening in x; null: no nights, or they reach everything */
  readonly before: Int32Array | null;
  readonly after: Int32Array | null;
  readonly nights: boolean;
}

/** Must every day that is over after lunch.to have its break? Otherwise it might have begun after one at home. */
export function lunchAlways({ n, opens, rules }: TourProblem): boolean {
  if (rules.lunch === null) return false;
  const { from, minutes } = rules.lunch;
  if (rules.start >= from + minutes) return false;
  for (let a = 1; a < n; a++) if (opens[a] > from + minutes) return false;
  return true;
}

function relax(problem: TourProblem): Relaxed {
  const { n, rules, days } = problem;
  const nights =
    rules.overnight !== null &&
    rules.overnight.most > 0 &&
    days.some((day, d) => d > 0 && days[d - 1].day + 1 === day.day);
  const minutes = nights && n <= MOST_NODES ? allShortest(problem) : baseShortest(problem);
  const lunch = lunchAlways(problem) ? rules.lunch : null;
  const alone = { ...problem, minutes, rules: { ...rules, lunch, mostVisits: null } };
  const opens = new Float64Array(n).fill(-Infinity);
  const closes = new Float64Array(n).fill(Infinity);
  const anyHours = { ...alone, opens, closes };
  const clock = makeClock(alone, 2);
  const reach = nights && n <= MOST_NODES;
  return {
    problem: alone,
    clock,
    anyHours: makeClock(anyHours, 2),
    anyDriving: makeClock({ ...anyHours, rules: { ...alone.rules, driving: Infinity } }, 2),
    before: reach ? nightsBefore(alone, clock) : null,
    after: reach ? nightsAfter(alone, clock) : null,
    nights,
  };
}

function unreachable(r: Relaxed, a: number): NotVisited | null {
  const stop = Int32Array.of(a);
  if (fits(r.clock, stop, 0, 1, 0, true)) return null;
  if (r.nights && reachedByNights(r, a)) return null;
  if (fits(r.anyHours, stop, 0, 1, 0, true)) return 'closed';
  return fits(r.anyDriving, stop, 0, 1, 0, true) ? 'too-long' : 'too-far';
}

/** Fewest nights on the way there and on the way back: within what is allowed? */
function reachedByNights({ problem, clock, before, after }: Relaxed, a: number): boolean {
  if (before === null || after === null) return true;
  const { n, visits, minutes, rules } = problem;
  const most = rules.overnight?.most ?? 0;
  const stop = Int32Array.of(a);
  let out = fits(clock, stop, 0, 1, 0, false) ? 0 : Infinity;
  let back = canDrive(problem, minutes[a * n]) ? 0 : Infinity;
  for (let x = 1; x < n; x++) {
    if (visits[x] <= 0) continue;
    if (before[x] < out && fits(clock, stop, 0, 1, x, false)) out = before[x];
    if (after[x] + 1 < back && canDrive(problem, minutes[a * n + x])) back = after[x] + 1;
  }
  return Math.max(1, out + back) <= most;
}

const canDrive = ({ rules }: TourProblem, minutes: number): boolean =>
  minutes <= rules.driving + EPS && minutes <= rules.length + EPS;

const NEVER = 1e6;

function nightsBefore(problem: TourProblem, clock: DayClock): Int32Array {
  return spread(
    problem,
    (x, from) => {
      const stop = Int32Array.of(x);
      return fits(clock, stop, 0, 1, from, false);
    },
    1,
  );
}

function nightsAfter(problem: TourProblem, clock: DayClock): Int32Array {
  const { n, minutes } = problem;
  return spread(
    problem,
    (x, to) =>
      to === 0 ? canDrive(problem, minutes[x * n]) : fits(clock, Int32Array.of(to), 0, 1, x, false),
    0,
  );
}

/** Steps from the base by node, in nights; `first` for those that are next to it. */
function spread(
  { n, visits, rules }: TourProblem,
  joined: (x: number, from: number) => boolean,
  first: number,
): Int32Array {
  const steps = new Int32Array(n).fill(NEVER);
  let front = [0];
  for (let step = first; step <= (rules.overnight?.most ?? 0) && front.length > 0; step++) {
    const next: number[] = [];
    for (let x = 1; x < n; x++) {
      if (visits[x] <= 0 || steps[x] < NEVER || !front.some(from => joined(x, from))) continue;
      next.push(x);
    }
    for (const x of next) steps[x] = step;
    front = next;
  }
  return steps;
}

/** Shortest ways between all nodes (Floyd and Warshall). */
function allShortest({ n, minutes }: TourProblem): Float64Array {
  const short = Float64Array.from(minutes);
  for (let k = 0; k < n; k++) {
    for (let a = 0; a < n; a++) {
      const head = short[a * n + k];
      if (head === Infinity) continue;
      for (let b = 0; b < n; b++) {
        const way = head + short[k * n + b];
        if (way < short[a * n + b]) short[a * n + b] = way;
      }
    }
  }
  return short;
}

/** The same for ways from and to the base alone (Dijkstra); the other pairs stay as they are. */
export function baseShortest({ n, minutes }: TourProblem): Float64Array {
  const short = Float64Array.from(minutes);
  for (const out of [true, false]) {
    const done = new Uint8Array(n);
    const way = new Float64Array(n).fill(Infinity);
    way[0] = 0;
    for (let round = 0; round < n; round++) {
      let x = -1;
      for (let a = 0; a < n; a++) if (!done[a] && (x < 0 || way[a] < way[x])) x = a;
      done[x] = 1;
      for (let a = 0; a < n; a++) {
        const next = way[x] + (out ? minutes[x * n + a] : minutes[a * n + x]);
        if (next < way[a]) way[a] = next;
      }
    }
    for (let a = 0; a < n; a++) short[out ? a : a * n] = way[a];
  }
  return short;
}
