// The simplest planner that keeps every rule but those of nights: visits one after the other, each into the day and place
// where the day grows least. Tests of files and of verify need no better one.

import type { NotVisited, PlannedDay, TourPlan, TourProblem, TourStop } from '../../../src/model/tours.ts';

export async function insertAll(problem: TourProblem): Promise<TourPlan> {
  const { n, visits, days, spacing, weekdays } = problem;
  const stops: number[][] = days.map(() => []);
  const left = new Int32Array(n);
  for (let node = 1; node < n; node++) {
    for (let k = 0; k < (visits[node] as number); k++) {
      let best: { d: number; at: number; cost: number } | null = null;
      for (const [d, { day, weekday }] of days.entries()) {
        if (((weekdays[node] as number) >> weekday) % 2 === 0) continue;
        const near = days.some(
          (other, o) =>
            stops[o]?.includes(node) && Math.abs(other.day - day) < Math.max(1, spacing[node] as number),
        );
        if (near) continue;
        const route = stops[d] as number[];
        for (let at = 0; at <= route.length; at++) {
          const tried = [...route.slice(0, at), node, ...route.slice(at)];
          const timed = timeDay(problem, d, tried);
          if (!timed) continue;
          const cost =
            drive(timed) - (route.length > 0 ? drive(timeDay(problem, d, route) as PlannedDay) : 0);
          if (!best || cost < best.cost - 1e-9) best = { d, at, cost };
        }
      }
      if (best) stops[best.d]?.splice(best.at, 0, node);
      else left[node] = (left[node] as number) + 1;
    }
  }
  const planned = stops.flatMap((route, d) =>
    route.length > 0 ? [timeDay(problem, d, route) as PlannedDay] : [],
  );
  const reason: NotVisited = 'no-room';
  return {
    days: planned,
    unplanned: [...left.entries()].flatMap(([node, count]) =>
      count > 0 ? [{ node, visits: count, reason }] : [],
    ),
    cost: planned.reduce((sum, day) => sum + drive(day), 0),
    proposals: 0,
    accepted: 0,
    complete: true,
  };
}

function drive({ stops, lastMinutes }: PlannedDay): number {
  return stops.reduce((sum, { minutes }) => sum + minutes, lastMinutes);
}

/** From the earliest departure, lunch before the first drive that ends after its latest hour; null: it does not fit. */
function timeDay(problem: TourProblem, d: number, route: readonly number[]): PlannedDay | null {
  const { n, minutes, km, service, opens, closes, rules } = problem;
  let now = rules.start;
  let here = 0;
  let lunch: number | null = null;
  const eat = (until: number) => {
    if (!rules.lunch || lunch !== null || until <= rules.lunch.to) return;
    lunch = Math.max(now, rules.lunch.from);
    now = lunch + rules.lunch.minutes;
  };
  const stops: TourStop[] = [];
  for (const node of route) {
    const leg = minutes[here * n + node] as number;
    eat(Math.max(now + leg, opens[node] as number) + (service[node] as number));
    const arrival = now + leg;
    const begin = Math.max(arrival, opens[node] as number);
    const departure = begin + (service[node] as number);
    if (departure > (closes[node] as number)) return null;
    stops.push({ node, arrival, begin, departure, minutes: leg, km: km[here * n + node] as number });
    [now, here] = [departure, node];
  }
  const lastMinutes = minutes[here * n] as number;
  eat(now + lastMinutes);
  const arrival = now + lastMinutes;
  const day: PlannedDay = {
    day: d,
    startsAt: 0,
    endsAt: 0,
    departure: rules.start,
    stops,
    lastMinutes,
    lastKm: km[here * n] as number,
    arrival,
    lunch,
  };
  const late = lunch !== null && rules.lunch && lunch > rules.lunch.to;
  if (late || arrival - rules.start > rules.length || drive(day) > rules.driving) return null;
  return rules.mostVisits !== null && route.length > rules.mostVisits ? null : day;
}
