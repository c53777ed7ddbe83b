// What tours say of the travel that a plan approximates: for the visits that are planned they take so many hours and km each;
// for all visits that are asked in a year the approximation says something else. Their quotient, by rep, is what the KPIs are
// corrected by.

import type { PlanContext, TourRatios } from '../../model/context.ts';
import type { RepTours } from '../../model/tour-record.ts';
import type { TouredTravel } from '../calibrate.ts';
import { type Tally, travelHours, travelKm } from '../tally.ts';
import { drivingOf, kmOf } from './figures.ts';

/** written and used with so many decimals */
const DECIMALS = 6;

/**
 * Hours at the wheel and km a year of each rep, for all visits asked in the way of those that are planned; NaN without tours.
 * @param model the tally of the approximation
 */
export function touredTravel(
  { reps }: Pick<PlanContext, 'reps'>,
  model: Tally,
  tours: readonly RepTours[],
): TouredTravel {
  const k = reps.list.length;
  const of = new Map(tours.map(rep => [rep.repId, rep]));
  const result = { hours: new Float64Array(k).fill(Number.NaN), km: new Float64Array(k).fill(Number.NaN) };
  reps.list.forEach(({ id }, j) => {
    const days = of.get(id)?.plan.days ?? [];
    const planned = days.reduce((sum, { stops }) => sum + stops.length, 0);
    if (planned === 0) return;
    const share = (model.visits[j] as number) / planned;
    result.hours[j] = (share * days.reduce((sum, day) => sum + drivingOf(day), 0)) / 60;
    result.km[j] = share * days.reduce((sum, day) => sum + kmOf(day), 0);
  });
  return result;
}

/** 1 where there is nothing to compare: no tours, or no travel. */
export function tourRatios(model: Tally, toured: TouredTravel): TourRatios {
  const times = (real: number, approximated: number) =>
    real >= 0 && approximated > 0 ? Number((real / approximated).toFixed(DECIMALS)) : 1;
  return {
    hours: toured.hours.map((hours, j) => times(hours, travelHours(model, j))),
    km: toured.km.map((km, j) => times(km, travelKm(model, j))),
  };
}
