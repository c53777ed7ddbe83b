// The best plan of a tiny problem by trying everything: every set of days for each account, every order of each day, every
// choice of nights, every departure by the minute. Shares no code with the optimizer; whole minutes only.

import type { TourProblem } from '../../../src/model/tours.ts';

interface Optimum {
  /** worth of what is not planned, and cost of what is */
  readonly lost: number;
  readonly cost: number;
}

/** @throws when there is so much to try that it would not end */
export function bruteForce(problem: TourProblem): Optimum {
  const { n, visits, worth, days } = problem;
  const length = days.length;
  if (n > 8 || length > 3) throw new Error('too large');
  const patterns = Array.from({ length: n }, (_, a) => (a === 0 ? [] : patternsOf(problem, a)));
  const chosen = new Int32Array(n);
  const memo = new Map<number, number>();
  let best: Optimum = { lost: Infinity, cost: Infinity };
  const walk = (a: number, lost: number) => {
    if (lost > best.lost + 1e-9) return;
    if (a === n) {
      const sets = Array.from({ length }, (_, d) => {
        let set = 0;
        for (let b = 1; b < n; b++) if ((chosen[b] >> d) & 1) set |= 1 << b;
        return set;
      });
      const cost = cheapest(problem, sets, memo);
      if (cost < Infinity && (lost < best.lost - 1e-9 || cost < best.cost)) best = { lost, cost };
      return;
    }
    for (const pattern of patterns[a]) {
      chosen[a] = pattern;
      walk(a + 1, lost + worth[a] * (visits[a] - bits(pattern)));
    }
  };
  walk(1, 0);
  return best;
}

const bits = (set: number): number => (set === 0 ? 0 : (set & 1) + bits(set >> 1));

/** Sets of days on which the account may be visited, the largest first. */
function patternsOf({ days, visits, spacing, weekdays }: TourProblem, a: number): number[] {
  const sets: number[] = [];
  for (let set = 0; set < 1 << days.length; set++) {
    const on = days.filter((_, d) => (set >> d) & 1);
    if (on.length > visits[a] || on.some(day => !((weekdays[a] >> day.weekday) & 1))) continue;
    if (on.every((day, i) => i === 0 || day.day - on[i - 1].day >= spacing[a])) sets.push(set);
  }
  return sets.sort((x, y) => bits(y) - bits(x));
}

/** Least cost of days with these sets of accounts, nights at best. */
function cheapest(problem: TourProblem, sets: readonly number[], memo: Map<number, number>): number {
  const { days, n, rules } = problem;
  const most = rules.overnight?.most ?? 0;
  const go = (d: number, start: number, nights: number): number => {
    if (d === sets.length) return start === 0 ? 0 : Infinity;
    const home = dayCost(problem, sets[d], start, 0, memo);
    let best = home === Infinity ? Infinity : home + go(d + 1, 0, 0);
    const next = days[d + 1];
    if (rules.overnight === null || !next || next.day !== days[d].day + 1 || nights >= most) return best;
    for (let end = 1; end < n; end++) {
      if (!((sets[d] >> end) & 1)) continue;
      const away = dayCost(problem, sets[d], start, end, memo);
      if (away < Infinity) best = Math.min(best, away + rules.overnight.price + go(d + 1, end, nights + 1));
    }
    return best;
  };
  return go(0, 0, 0);
}

/** Minutes at the wheel of the best order; `end` 0: home, else the last account. */
function dayCost(
  problem: TourProblem,
  set: number,
  start: number,
  end: number,
  memo: Map<number, number>,
): number {
  const key = (set * 8 + start) * 8 + end;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const { n, minutes, rules } = problem;
  let best = set === 0 && start === 0 ? 0 : Infinity;
  const order: number[] = [];
  const walk = (rest: number, node: number, drive: number) => {
    if (drive >= best || drive > rules.driving) return;
    if (rest === 0) {
      const all = drive + (end === 0 ? minutes[node * n] : 0);
      if (all < best && all <= rules.driving && (end === 0 || node === end)) {
        if (possible(problem, order, start, end === 0)) best = all;
      }
      return;
    }
    for (let a = 1; a < n; a++) {
      if (!((rest >> a) & 1)) continue;
      order.push(a);
      walk(rest ^ (1 << a), a, drive + minutes[node * n + a]);
      order.pop();
    }
  };
  if (rules.mostVisits === null || bits(set) <= rules.mostVisits) walk(set, start, 0);
  memo.set(key, best);
  return best;
}

/** Does some departure by the minute make a day that keeps the hours, as short as it can be? */
function possible(problem: TourProblem, order: readonly number[], start: number, home: boolean): boolean {
  const { rules } = problem;
  const shortest = (leg: number) => {
    let best: { from: number; to: number } | null = null;
    for (let from = rules.start; from < 1440; from++) {
      const to = hourOfReturn(problem, order, start, home, from, leg);
      if (to !== null && (best === null || to - from < best.to - best.from)) best = { from, to };
    }
    return best;
  };
  const plain = shortest(-1);
  if (plain === null || plain.to - plain.from > rules.length) return false;
  const { lunch } = rules;
  if (lunch === null || plain.to <= lunch.to || plain.from >= lunch.from + lunch.minutes) return true;
  const legs = order.length + (home ? 1 : 0);
  for (let leg = 0; leg < legs; leg++) {
    const day = shortest(leg);
    if (day !== null && day.to - day.from <= rules.length) return true;
  }
  return false;
}

/** The hour at which the day is over, or null: lunch on this leg, begun at the first minute at which it may. */
export function hourOfReturn(
  { n, minutes, service, opens, closes, rules }: TourProblem,
  order: readonly number[],
  start: number,
  home: boolean,
  from: number,
  lunchLeg: number,
): number | null {
  let now = from;
  let node = start;
  const legs = home ? [...order, 0] : order;
  for (const [i, x] of legs.entries()) {
    const m = minutes[node * n + x];
    if (i === lunchLeg && rules.lunch !== null) {
      // at the earliest when the leg begins, at the latest on arrival or when the window opens there
      if (now > rules.lunch.to) return null;
      now = Math.max(now + m, rules.lunch.from) + rules.lunch.minutes;
    } else now += m;
    if (x !== 0) {
      now = Math.max(now, opens[x]) + service[x];
      if (now > closes[x]) return null;
    }
    node = x;
  }
  return now;
}
