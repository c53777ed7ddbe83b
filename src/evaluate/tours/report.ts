// What kpis.json says of tours: of the period, rep by rep and in all, and why visits are missing.

import type { MissingReason, RepTours } from '../../model/tour-record.ts';
import { PERIOD_WEEKS, type TourSettings } from '../../model/tour-settings.ts';
import { figuresOf, type TourFigures, totalOf } from './figures.ts';

const FIGURES = [
  ...(['days_available', 'days_worked', 'visits_asked', 'visits_planned', 'visits_missing'] as const),
  ...(['driving_hours', 'km', 'nights', 'hours_per_visit', 'gap'] as const),
] as const;

export type ToursFigures = Pick<TourFigures, (typeof FIGURES)[number]>;

export interface ToursKpis {
  readonly period: TourSettings['period'];
  readonly weeks: number;
  readonly total: ToursFigures;
  readonly sectors: readonly (ToursFigures & { readonly sector_id: string; readonly rep_id: string })[];
  /** visits that are missing, by reason */
  readonly missing: Readonly<Partial<Record<MissingReason, number>>>;
  /** tours of today's sectors were made too: before and after are alike */
  readonly today: boolean;
}

export function toursKpis(
  { period }: Pick<TourSettings, 'period'>,
  reps: readonly RepTours[],
  today: boolean,
): ToursKpis {
  const figures = reps.map(figuresOf);
  const missing: Partial<Record<MissingReason, number>> = {};
  for (const { problem, plan } of reps) {
    for (const { visits, reason } of plan.unplanned) {
      if (visits <= 0) continue;
      const said: MissingReason = problem.days.length === 0 ? 'absent' : reason;
      missing[said] = (missing[said] ?? 0) + visits;
    }
  }
  return {
    period,
    weeks: PERIOD_WEEKS[period],
    total: pick(totalOf(figures)),
    sectors: reps.map(({ sectorId, repId }, at) => ({
      sector_id: sectorId,
      rep_id: repId,
      ...pick(figures[at] as TourFigures),
    })),
    missing: Object.fromEntries(Object.entries(missing).sort(([a], [b]) => (a < b ? -1 : 1))),
    today,
  };
}

function pick(figures: TourFigures): ToursFigures {
  return Object.fromEntries(FIGURES.map(name => [name, figures[name]])) as unknown as ToursFigures;
}
