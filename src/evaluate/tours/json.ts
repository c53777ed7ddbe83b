// tours.json: what the tours were made with and of, and what they come to; a rep a line, so that two of them can be compared.

import { dayText } from '../../model/calendar.ts';
import type { PlanInput } from '../../model/plan.ts';
import type { TourCalendar } from '../../model/tour-days.ts';
import type { RepTours } from '../../model/tour-record.ts';
import type { TourTravel } from '../../model/tour-roads.ts';
import { PERIOD_WEEKS, type TourSettings } from '../../model/tour-settings.ts';
import { jsonLine, jsonLines } from '../json-text.ts';
import { figuresOf, totalOf, yearOf } from './figures.ts';

export const TOURS_SCHEMA = 'sectorize-tours/1';

export interface ToursRecord {
  readonly version: string;
  readonly settings: TourSettings;
  readonly country: string;
  readonly calendar: TourCalendar;
  readonly reps: readonly RepTours[];
  readonly complete: boolean;
  /** SHA-256 of plan.json as it was before anything was decided about it */
  readonly planSha256: string;
  readonly inputs: readonly PlanInput[];
  readonly withoutTravel: readonly string[];
  readonly travel: TourTravel;
  /** what the KPIs of the plan are corrected by; null where they are not: layers */
  readonly ratios: TourRatiosById | null;
  /** tours of today's sectors, made to compare with; null without */
  readonly today: { readonly reps: readonly RepTours[]; readonly ratios: TourRatiosById } | null;
}

/** Hours and km of each rep's tours, in those of the approximation. */
export type TourRatiosById = ReadonlyMap<string, { readonly hours: number; readonly km: number }>;

export function toursToText(record: ToursRecord): string {
  const { settings, calendar, country } = record;
  const { period } = settings;
  const figures = record.reps.map(figuresOf);
  const total = totalOf(figures);
  const { today } = record;
  const ratioOf = (of: TourRatiosById | null, id: string) => of?.get(id) ?? null;
  const reps = record.reps.map(({ layer, repId, repName, lat, lon, problem }, at) => {
    const own = figures[at]!;
    return jsonLine({
      layer,
      rep_id: repId,
      rep_name: repName,
      base: [degrees(lat), degrees(lon)],
      night_minutes: problem.rules.overnight?.price ?? null,
      ...own,
      per_year: yearOf(own, period),
      travel_ratio: ratioOf(record.ratios, repId),
    });
  });
  const before = today?.reps.map(rep => {
    const { visits_planned, driving_hours, km, nights } = figuresOf(rep);
    return jsonLine({
      ...{ layer: rep.layer, rep_id: rep.repId },
      ...{ visits_planned, driving_hours, km, nights },
      travel_ratio: ratioOf(today.ratios, rep.repId),
    });
  });
  const { first, length } = calendar;
  const off = [...calendar.off].filter(day => day >= 0 && day < length).sort((a, b) => a - b);
  const dates = {
    weeks: PERIOD_WEEKS[period],
    part: calendar.part + 1,
    first: first === null ? null : dayText(first),
    last: first === null ? null : dayText(first + length - 1),
    off: first === null ? [] : off.map(day => dayText(first + day)),
  };
  const inputs = record.inputs
    .map(({ role, sha256 }) => ({ role, sha256 }))
    .sort((a, b) => (a.role < b.role ? -1 : 1));
  const parts: [string, string][] = [
    ['schema', jsonLine(TOURS_SCHEMA)],
    ['version', jsonLine(record.version)],
    ['settings', jsonLine(sorted({ ...settings, country }))],
    ['made_from', jsonLine({ plan: record.planSha256, inputs })],
    ['travel', jsonLine(travelOf(record.travel))],
    ['calendar', jsonLine(dates)],
    ['complete', jsonLine(record.complete)],
    ['layers_without_travel', jsonLine(record.withoutTravel)],
    ['total', jsonLine({ ...total, per_year: yearOf(total, period) })],
    ['reps', jsonLines(reps)],
    ['today', before ? jsonLines(before) : 'null'],
  ];
  return `{\n${parts.map(([key, value]) => `  ${jsonLine(key)}: ${value}`).join(',\n')}\n}\n`;
}

function travelOf(travel: TourTravel): object | string {
  if (travel === null) return 'estimate';
  const { source, legs, legsEstimated } = travel;
  const counts = { legs, legs_estimated: legsEstimated };
  if (source === 'plan') return { source, ...counts };
  const { input, sha256, asked, known, gaps, offRoad, minutes, km } = travel;
  return {
    ...{ source, input, sha256, asked, known },
    ...{ absent: gaps.absent, no_road: gaps.noRoad, off_road: gaps.offRoad, off_road_places: offRoad },
    ...{ minutes, km, ...counts },
  };
}

function sorted(record: object): object {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const degrees = (value: number) => Number(value.toFixed(6)) + 0;
