// tours.csv and frequency.csv, row by row.

import { dayText } from '../../model/calendar.ts';
import type { TourCalendar } from '../../model/tour-days.ts';
import type { MissingReason, RepTours, TourAccount } from '../../model/tour-record.ts';
import type { PlannedDay } from '../../model/tours.ts';
import type { Row } from '../tables.ts';
import { plannedOf } from './figures.ts';

/** `08:30`; times are rounded to the minute */
export function timeText(minutes: number): string {
  const whole = Math.round(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`;
}

/** `2027-01-04`; null where days are numbered */
export function dateOf({ first }: TourCalendar, day: number): string | null {
  return first === null ? null : dayText(first + day);
}

const TOURS: Row = [
  ...['layer', 'rep_id', 'rep_name', 'day', 'date', 'weekday', 'sequence', 'kind'],
  ...['account_id', 'account_name', 'city', 'lat', 'lon', 'arrival', 'begin', 'departure', 'minutes', 'km'],
];

/** A day: from the base (or where the night was), visits and lunch in their order, to the base (or where the night is). */
export function* tourRows(reps: readonly RepTours[], calendar: TourCalendar): Generator<Row> {
  yield TOURS;
  for (const rep of reps) for (const day of rep.plan.days) yield* dayRows(rep, day, calendar);
}

function* dayRows(rep: RepTours, day: PlannedDay, calendar: TourCalendar): Generator<Row> {
  const { problem } = rep;
  const { day: number, weekday } = problem.days[day.day]!;
  const head = [rep.layer, rep.repId, rep.repName, number + 1, dateOf(calendar, number), weekday + 1];
  const place = (node: number) => {
    const { id, name, city, lat, lon } = placeOf(rep, node);
    return [id, name, city, degrees(lat), degrees(lon)];
  };
  yield [...head, 0, 'start', ...place(day.startsAt), null, null, timeText(day.departure), null, null];
  const lunch = day.lunch === null ? null : day.lunch;
  let eaten = lunch === null;
  const atTable = function* (before: number): Generator<Row> {
    if (eaten || (lunch as number) > before + 1e-6) return;
    eaten = true;
    const [begin, end] = [lunch as number, (lunch as number) + (problem.rules.lunch?.minutes ?? 0)];
    const nowhere = [null, null, null, null, null];
    yield [...head, null, 'lunch', ...nowhere, null, timeText(begin), timeText(end), null, null];
  };
  for (const [index, stop] of day.stops.entries()) {
    yield* atTable(stop.begin - 1e-3);
    yield [
      ...[...head, index + 1, 'visit', ...place(stop.node)],
      ...[timeText(stop.arrival), timeText(stop.begin), timeText(stop.departure)],
      ...[tenth(stop.minutes), hundredth(stop.km)],
    ];
  }
  yield* atTable(Number.POSITIVE_INFINITY);
  const kind = day.endsAt === 0 ? 'end' : 'night';
  yield [
    ...[...head, day.stops.length + 1, kind, ...place(day.endsAt)],
    ...[timeText(day.arrival), null, null, tenth(day.lastMinutes), hundredth(day.lastKm)],
  ];
}

/** What stands at a node: an account, or the base, which has no id. */
export function placeOf(
  { accounts, lat, lon }: RepTours,
  node: number,
): Pick<TourAccount, 'id' | 'name' | 'city' | 'lat' | 'lon'> {
  return node === 0 ? { id: '', name: '', city: '', lat, lon } : accounts[node - 1]!;
}

const FREQUENCY: Row = [
  ...['layer', 'rep_id', 'rep_name', 'account_id', 'account_name', 'city', 'visits_per_year'],
  ...['asked', 'planned', 'missing', 'reason', 'why', 'remedy'],
];

export interface MissingWords {
  readonly why: string;
  readonly remedy: string;
}

/** Every account that has visits a year, by id: how many the period asks for, how many there are, and why not all. */
export function* frequencyRows(
  reps: readonly RepTours[],
  words: (reason: MissingReason) => MissingWords,
): Generator<Row> {
  yield FREQUENCY;
  for (const rep of reps) {
    const planned = plannedOf(rep.problem, rep.plan.days);
    const reasons = reasonsOf(rep);
    const rows = [
      ...rep.accounts.map((account, i) => ({
        account,
        planned: planned[i + 1]!,
        reasons: reasons.get(i + 1),
      })),
      ...rep.idle.map(account => ({ account, planned: 0, reasons: undefined })),
    ].sort((a, b) => (a.account.id < b.account.id ? -1 : 1));
    for (const { account, planned: done, reasons: reasonsHere } of rows) {
      const said = (reasonsHere ?? []).map(words);
      yield [
        ...[rep.layer, rep.repId, rep.repName, account.id, account.name, account.city],
        ...[hundredth(account.visitsPerYear), account.asked, done, account.asked - done],
        ...[
          listed(reasonsHere),
          listed(said.map(({ why }) => why)),
          listed(said.map(({ remedy }) => remedy)),
        ],
      ];
    }
  }
}

/** Why visits are missing, by node: some may be more than can be made at all, and others find no room. */
export function reasonsOf({ problem, plan }: RepTours): Map<number, readonly MissingReason[]> {
  const absent = problem.days.length === 0;
  const reasons = new Map<number, MissingReason[]>();
  for (const { node, visits, reason } of plan.unplanned) {
    if (visits <= 0) continue;
    const known = reasons.get(node) ?? [];
    reasons.set(node, [...known, absent ? 'absent' : reason]);
  }
  return reasons;
}

/** several with bars between */
const listed = (texts: readonly string[] = []) => (texts.length === 0 ? null : texts.join(' | '));
const tenth = (value: number) => Number(value.toFixed(1)) + 0;
const hundredth = (value: number) => Number(value.toFixed(2)) + 0;
const degrees = (value: number) => Number(value.toFixed(6)) + 0;
