// What tours come to: days, visits, hours, kilometres; of a rep, and of all.

import type { RepTours } from '../../model/tour-record.ts';
import { PERIOD_WEEKS, type PeriodName, YEAR_WEEKS } from '../../model/tour-settings.ts';
import type { PlannedDay, TourProblem } from '../../model/tours.ts';

export interface TourFigures {
  readonly days_available: number;
  readonly days_worked: number;
  readonly accounts: number;
  readonly accounts_short: number;
  readonly visits_asked: number;
  readonly visits_planned: number;
  readonly visits_missing: number;
  /** from the departure to the return, nights not counted */
  readonly hours: number;
  readonly driving_hours: number;
  readonly visit_hours: number;
  readonly waiting_hours: number;
  readonly lunch_hours: number;
  readonly km: number;
  readonly nights: number;
  /** at work, lunch not counted, by visit; null without visits */
  readonly hours_per_visit: number | null;
  /** minutes at the wheel and price of nights, as hours */
  readonly cost_hours: number;
  /** no tours that make these visits cost less; null: not computed */
  readonly lower_bound_hours: number | null;
  readonly gap: number | null;
}

/** The same as many times as the period is in a year of 52 weeks. */
export interface YearFigures {
  readonly days_worked: number;
  readonly visits: number;
  readonly hours: number;
  readonly driving_hours: number;
  readonly visit_hours: number;
  readonly km: number;
  readonly nights: number;
}

export function figuresOf({ problem, plan, bound }: RepTours): TourFigures {
  const { service, visits, days, rules } = problem;
  const sum = (of: (day: PlannedDay) => number) => plan.days.reduce((total, day) => total + of(day), 0);
  const stops = (day: PlannedDay) => day.stops;
  const planned = sum(day => stops(day).length);
  const asked = visits.reduce((total, count) => total + count, 0);
  const minutes = sum(day => day.arrival - day.departure);
  const driving = sum(drivingOf);
  const onSite = sum(day => stops(day).reduce((total, { node }) => total + (service[node] as number), 0));
  const lunch = sum(day => (day.lunch === null ? 0 : (rules.lunch?.minutes ?? 0)));
  const nights = plan.days.filter(day => day.endsAt !== 0).length;
  const cost = driving + nights * (rules.overnight?.price ?? 0);
  const short = plan.unplanned.filter(({ visits: missing }) => missing > 0);
  return {
    days_available: days.length,
    days_worked: plan.days.length,
    accounts: problem.n - 1,
    accounts_short: new Set(short.map(({ node }) => node)).size,
    visits_asked: asked,
    visits_planned: planned,
    visits_missing: short.reduce((total, { visits: missing }) => total + missing, 0),
    hours: hours(minutes),
    driving_hours: hours(driving),
    visit_hours: hours(onSite),
    waiting_hours: hours(minutes - driving - onSite - lunch),
    lunch_hours: hours(lunch),
    km: round(sum(kmOf)),
    nights,
    hours_per_visit: planned > 0 ? hours((minutes - lunch) / planned) : null,
    cost_hours: hours(cost),
    lower_bound_hours: bound === null ? null : hours(bound),
    gap: bound === null ? null : cost > 0 ? round((cost - bound) / cost) : 0,
  };
}

/** Minutes at the wheel of a day. */
export function drivingOf({ stops, lastMinutes }: PlannedDay): number {
  return stops.reduce((total, stop) => total + stop.minutes, lastMinutes);
}

export function kmOf({ stops, lastKm }: PlannedDay): number {
  return stops.reduce((total, stop) => total + stop.km, lastKm);
}

/** Of several reps: sums, and what follows from them. */
export function totalOf(all: readonly TourFigures[]): TourFigures {
  const sum = (of: (figures: TourFigures) => number) =>
    round(all.reduce((total, figures) => total + of(figures), 0));
  const bounds = all.map(figures => figures.lower_bound_hours);
  const bound = bounds.includes(null) ? null : sum(figures => figures.lower_bound_hours as number);
  const planned = sum(figures => figures.visits_planned);
  const cost = sum(figures => figures.cost_hours);
  const hoursAll = sum(figures => figures.hours);
  const lunch = sum(figures => figures.lunch_hours);
  return {
    days_available: sum(figures => figures.days_available),
    days_worked: sum(figures => figures.days_worked),
    accounts: sum(figures => figures.accounts),
    accounts_short: sum(figures => figures.accounts_short),
    visits_asked: sum(figures => figures.visits_asked),
    visits_planned: planned,
    visits_missing: sum(figures => figures.visits_missing),
    hours: hoursAll,
    driving_hours: sum(figures => figures.driving_hours),
    visit_hours: sum(figures => figures.visit_hours),
    waiting_hours: sum(figures => figures.waiting_hours),
    lunch_hours: lunch,
    km: sum(figures => figures.km),
    nights: sum(figures => figures.nights),
    hours_per_visit: planned > 0 ? round((hoursAll - lunch) / planned) : null,
    cost_hours: cost,
    lower_bound_hours: bound,
    gap: bound === null ? null : cost > 0 ? round((cost - bound) / cost) : 0,
  };
}

export function yearOf(figures: TourFigures, period: PeriodName): YearFigures {
  const times = YEAR_WEEKS / PERIOD_WEEKS[period];
  const of = (value: number) => round(value * times);
  return {
    days_worked: of(figures.days_worked),
    visits: of(figures.visits_planned),
    hours: of(figures.hours),
    driving_hours: of(figures.driving_hours),
    visit_hours: of(figures.visit_hours),
    km: of(figures.km),
    nights: of(figures.nights),
  };
}

/** Visits planned of each node. */
export function plannedOf({ n }: Pick<TourProblem, 'n'>, days: readonly PlannedDay[]): Int32Array {
  const planned = new Int32Array(n);
  for (const { stops } of days) for (const { node } of stops) planned[node] = (planned[node] as number) + 1;
  return planned;
}

const hours = (minutes: number) => round(minutes / 60);

/** six decimals, as kpis.json; −0 is 0 */
function round(value: number): number {
  return Number(value.toFixed(6)) + 0;
}
