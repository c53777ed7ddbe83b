// Where another base would save the most travel, and whose base would be missed the least, told from a plan without
// planning again: estimates, of which the best few are then planned.

import { approachHours } from '../../model/build-problem.ts';
import type { PlanContext } from '../../model/context.ts';
import { extraZoneHours } from '../../model/pace.ts';
import type { Travel } from '../../model/travel.ts';
import type { Optimized } from '../optimize-world.ts';

/** Zones that may become a base: those with the most visits. */
const MOST_CANDIDATES = 400;

export interface Estimate {
  /** zone of a base to add, or rep whose base is given up */
  readonly index: number;
  /** travel hours a year, saved or added */
  readonly hours: number;
}

/**
 * The zones where a base would save the most hours, best first. The new rep takes what saves most for the hours it takes, up to
 * one share of the whole workload.
 */
export function basesToAdd(context: PlanContext, travel: Travel, plan: Optimized, count: number): Estimate[] {
  const { zones, zoneVisits, zoneVisitHours, zoneLocalHours, reps } = context;
  const n = zones.count;
  const k = reps.list.length;
  const today = approachHours(context, plan.bases, travel);
  const now = Float64Array.from(plan.zoneRep, (j, i) => today[i * k + j] as number);
  let workload = 0;
  for (let i = 0; i < n; i++) {
    const visits = (zoneVisitHours[i] as number) + extraZoneHours(context, i, plan.zoneRep[i] as number);
    workload += visits + (zoneLocalHours[i] as number) + (now[i] as number);
  }
  const share = workload / (k + 1);
  const candidates = [...zones.id.keys()]
    .filter(i => (zoneVisits[i] as number) > 0)
    .sort((a, b) => (zoneVisits[b] as number) - (zoneVisits[a] as number) || a - b)
    .slice(0, MOST_CANDIDATES);
  const estimates = candidates.map((c): Estimate => {
    const base = { lat: zones.lat.subarray(c, c + 1), lon: zones.lon.subarray(c, c + 1) };
    const from = approachHours(context, base, travel);
    const offers: { saved: number; takes: number }[] = [];
    for (let i = 0; i < n; i++) {
      if (now[i] === 0) continue;
      const then = from[i] as number;
      const saved = (now[i] as number) - then;
      const takes = (zoneVisitHours[i] as number) + (zoneLocalHours[i] as number) + then;
      if (saved > 0) offers.push({ saved, takes });
    }
    offers.sort((a, b) => b.saved * a.takes - a.saved * b.takes);
    let room = share;
    let hours = 0;
    for (const { saved, takes } of offers) {
      const part = Math.min(1, room / takes);
      hours += part * saved;
      room -= part * takes;
      if (room <= 0) break;
    }
    return { index: c, hours };
  });
  return estimates.sort((a, b) => b.hours - a.hours || a.index - b.index).slice(0, count);
}

/** The reps without whose base travel grows the least, if each of their zones went to the next nearest base. */
export function basesToDrop(
  context: PlanContext,
  travel: Travel,
  plan: Optimized,
  count: number,
): Estimate[] {
  const { zones, reps } = context;
  const k = reps.list.length;
  const table = approachHours(context, plan.bases, travel);
  const hours = new Float64Array(k);
  for (let i = 0; i < zones.count; i++) {
    const own = plan.zoneRep[i] as number;
    let next = Number.POSITIVE_INFINITY;
    for (let j = 0; j < k; j++) if (j !== own) next = Math.min(next, table[i * k + j] as number);
    hours[own] = (hours[own] as number) + next - (table[i * k + own] as number);
  }
  return Array.from(hours, (added, index): Estimate => ({ index, hours: added }))
    .sort((a, b) => a.hours - b.hours || a.index - b.index)
    .slice(0, count);
}
