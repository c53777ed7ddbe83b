// The state as a plan with hours.

import type { PlannedDay, TourStop } from '../../model/tours.ts';
import { fits } from './day-times.ts';
import { startOf, type TourState } from './tour-state.ts';

/** The days of the state that have stops, or on which the rep drives home from a night away. */
export function plannedDays(s: TourState): PlannedDay[] {
  const days: PlannedDay[] = [];
  for (let d = 0; d < s.dayCount; d++) {
    if (s.count[d] > 0 || startOf(s, d) !== 0) days.push(plannedDay(s, d));
  }
  return days;
}

function plannedDay(s: TourState, d: number): PlannedDay {
  const { minutes, km, n, service, opens, rules } = s.problem;
  const from = d * s.width;
  const count = s.count[d];
  const startsAt = startOf(s, d);
  const home = s.night[d] === 0;
  fits(s.clock, s.stops, from, count, startsAt, home, true);
  const { departure, lunchLeg } = s.clock;
  let lunch: number | null = null;
  let now = departure;
  let node = startsAt;
  /** Drives on, with lunch on the way where it is due: when the rep is there, and when work may begin. */
  const leg = (to: number, index: number): readonly [there: number, ready: number] => {
    const m = minutes[node * n + to];
    if (rules.lunch === null || index !== lunchLeg) return [now + m, now + m];
    const ready = Math.max(now + m, rules.lunch.from) + rules.lunch.minutes;
    if (now >= rules.lunch.from || now + m > rules.lunch.to) {
      lunch = Math.max(now, rules.lunch.from);
      return [ready, ready];
    }
    lunch = ready - rules.lunch.minutes;
    return [now + m, ready];
  };
  const stops: TourStop[] = [];
  for (let i = 0; i < count; i++) {
    const x = s.stops[from + i];
    const [arrival, ready] = leg(x, i);
    const begin = Math.max(ready, opens[x]);
    const pair = node * n + x;
    now = begin + service[x];
    node = x;
    stops.push({ node: x, arrival, begin, departure: now, minutes: minutes[pair], km: km[pair] });
  }
  const last = home ? node * n : -1;
  if (home) [now] = leg(0, count).slice(1);
  return {
    day: d,
    startsAt,
    endsAt: home ? 0 : node,
    departure,
    stops,
    lastMinutes: home ? minutes[last] : 0,
    lastKm: home ? km[last] : 0,
    arrival: now,
    lunch,
  };
}
