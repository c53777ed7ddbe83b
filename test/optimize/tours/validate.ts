// What every plan of tours must keep, checked from the problem and the plan alone: every hour, drive and kilometre is
// recomputed, and nothing of the optimizer is used.

import type { PlannedDay, TourPlan, TourProblem } from '../../../src/model/tours.ts';
import { hourOfReturn } from './brute-force.ts';

const EPS = 1e-5;

/** What is wrong with a plan, in words; empty when nothing is. */
export function faultsOf(problem: TourProblem, plan: TourPlan): string[] {
  const faults: string[] = [];
  const { n, visits, spacing, weekdays, days, rules, minutes } = problem;
  const check = (fine: boolean, what: string) => {
    if (!fine) faults.push(what);
  };
  const on: number[][] = Array.from({ length: n }, () => []);
  let cost = 0;
  let nights = 0;
  plan.days.forEach((day, i) => {
    const before = plan.days[i - 1];
    check(!before || before.day < day.day, `days in order: ${day.day}`);
    const { weekday, day: date } = days[day.day];
    const eve = before && before.endsAt !== 0 ? before : null;
    check(day.startsAt === (eve?.endsAt ?? 0), `day ${date} starts at ${day.startsAt}`);
    if (eve) {
      check(rules.overnight !== null, 'nights are allowed');
      check(days[eve.day].day + 1 === date && eve.day + 1 === day.day, `night before ${date} is one night`);
    }
    check(day.stops.length > 0 || day.startsAt !== 0, `day ${date} has something to do`);
    if (day.endsAt !== 0) {
      nights++;
      check(day.endsAt === day.stops.at(-1)?.node, `night of ${date} near the last account`);
      check(nights <= (rules.overnight?.most ?? 0), `nights in a row before ${date}`);
      check(i + 1 < plan.days.length, `the rep comes home after ${date}`);
      cost += rules.overnight?.price ?? 0;
    } else nights = 0;
    check(rules.mostVisits === null || day.stops.length <= rules.mostVisits, `visits on ${date}`);
    for (const { node } of day.stops) {
      check(node > 0 && node < n, `node ${node}`);
      check(((weekdays[node] >> weekday) & 1) === 1, `${node} is open on weekday ${weekday}`);
      on[node].push(date);
    }
    cost += checkHours(problem, day, (fine, what) => check(fine, `day ${date}: ${what}`));
  });
  for (let a = 1; a < n; a++) {
    const missing = plan.unplanned.filter(one => one.node === a).reduce((sum, one) => sum + one.visits, 0);
    check(
      on[a].length + missing === visits[a],
      `${a} has ${on[a].length} + ${missing} of ${visits[a]} visits`,
    );
    for (let i = 1; i < on[a].length; i++) {
      check(on[a][i] - on[a][i - 1] >= Math.max(1, spacing[a]), `${a} on ${on[a][i - 1]} and ${on[a][i]}`);
    }
  }
  check(
    plan.unplanned.every(one => one.visits > 0),
    'unplanned visits are visits',
  );
  check(Math.abs(cost - plan.cost) <= EPS * (1 + cost), `cost ${plan.cost} is ${cost}`);
  check(
    !JSON.stringify(plan, (_, v) => (v === Infinity || Number.isNaN(v) ? 'odd' : v)).includes('"odd"'),
    'NaN',
  );
  check(minutes.length === n * n, 'a square matrix');
  return faults;
}

/** The day's hours; its minutes at the wheel. */
function checkHours(
  problem: TourProblem,
  day: PlannedDay,
  check: (fine: boolean, what: string) => void,
): number {
  const { n, minutes, km, service, opens, closes, rules } = problem;
  const { lunch } = rules;
  const eaten = day.lunch === null ? null : { from: day.lunch, to: day.lunch + (lunch?.minutes ?? 0) };
  let drive = 0;
  let now = day.departure;
  let node = day.startsAt;
  let overlaps = 0;
  /** Lunch between two hours of one leg: the time that it takes away from the drive and the wait. */
  const lunchWithin = (from: number, to: number): number => {
    if (eaten === null || eaten.from < from - EPS || eaten.to > to + EPS) return 0;
    overlaps++;
    return eaten.to - eaten.from;
  };
  check(day.departure >= rules.start - EPS, 'not before start');
  day.stops.forEach((stop, i) => {
    const m = minutes[node * n + stop.node];
    check(Math.abs(stop.minutes - m) < EPS && Math.abs(stop.km - km[node * n + stop.node]) < EPS, `leg ${i}`);
    const pause = lunchWithin(now, stop.begin);
    check(stop.begin - now >= m + pause - EPS, `stop ${i} is reached by ${stop.begin}`);
    check(stop.arrival >= now + m - EPS && stop.arrival <= stop.begin + EPS, `arrival at stop ${i}`);
    check(stop.begin >= opens[stop.node] - EPS, `stop ${i} is open`);
    check(stop.departure <= closes[stop.node] + EPS, `stop ${i} is still open`);
    check(Math.abs(stop.departure - stop.begin - service[stop.node]) < EPS, `time at stop ${i}`);
    drive += m;
    now = stop.departure;
    node = stop.node;
  });
  const home = day.endsAt === 0;
  const m = home ? minutes[node * n] : 0;
  check(Math.abs(day.lastMinutes - m) < EPS, 'last leg');
  check(Math.abs(day.lastKm - (home ? km[node * n] : 0)) < EPS, 'last km');
  const pause = lunchWithin(now, day.arrival);
  check(Math.abs(day.arrival - now - m - pause) < EPS, 'comes home at once');
  drive += m;
  check(drive <= rules.driving + EPS, `driving ${drive}`);
  check(day.arrival - day.departure <= rules.length + EPS, `length ${day.arrival - day.departure}`);
  // lunch begins in its window, on one leg; without one the day is over or begins late enough
  if (eaten !== null) {
    check(
      lunch !== null && eaten.from >= lunch.from - EPS && eaten.from <= lunch.to + EPS,
      'lunch in its hours',
    );
    check(overlaps === 1, 'lunch on one leg');
  } else if (lunch !== null) {
    check(
      day.arrival <= lunch.to + EPS || day.departure >= lunch.from + lunch.minutes - EPS,
      `lunch on a day from ${day.departure} to ${day.arrival}`,
    );
  }
  // leaving a minute later must not make the day shorter: all waiting that can be avoided is
  const legs = [day.departure, ...day.stops.map(stop => stop.departure)];
  const leg = eaten === null ? -1 : legs.findLastIndex(hour => hour <= eaten.from + EPS);
  const order = day.stops.map(stop => stop.node);
  const later = hourOfReturn(problem, order, day.startsAt, home, day.departure + 1, leg);
  check(later === null || later > day.arrival + 1 - 1e-3, 'leaves too early');
  return drive;
}
