// The figures of tours.json, rep by rep and in all, from the recomputed days.

import type { Rep } from '../../../model/records.ts';
import { type Check, say } from '../check.ts';
import { at, listAt, numberAt, shown } from '../json.ts';
import { sameNumbers } from '../maps.ts';
import type { TourRules } from './rules.ts';

/** Minutes and km, not rounded. */
export interface RepSums {
  readonly worked: number;
  readonly visits: number;
  readonly minutes: number;
  readonly driving: number;
  readonly onSite: number;
  readonly lunch: number;
  readonly km: number;
  readonly nights: number;
}

export interface RepOfTours {
  readonly layer: string;
  readonly rep: Rep;
  readonly base: readonly [lat: number, lon: number];
  /** on which the rep works */
  readonly days: number;
  /** with visits in the period */
  readonly accounts: number;
  readonly asked: number;
  readonly short: { readonly accounts: number; readonly visits: number };
  readonly sums: RepSums;
}

/** hours or km a figure may be off by: six decimals */
const NOISE = 2e-6;
/** and a sum of such */
const SLACK = 100 * NOISE;

export function checkTotals(
  json: unknown,
  reps: readonly RepOfTours[],
  rules: TourRules,
  check: Check,
): void {
  const entryOf = entriesOf(json, 'reps', reps.length, check);
  const all: Record<string, number>[] = [];
  let bound: number | null = 0;
  for (const own of reps) {
    const name = `${own.layer}, ${own.rep.id}`;
    const entry = entryOf(own);
    if (!check.that(entry !== undefined, () => `tours.json: no rep ${name}`)) continue;
    checkWho(entry, own, name, check);
    const night = rules.nights > 0 ? rules.nightMinutes(own.rep.costPerHour) : Number.NaN;
    near(check, name, 'night_minutes', figureAt(entry, 'night_minutes'), night, NOISE);
    const figures = figuresOf(own, Number.isNaN(night) ? 0 : night);
    compare(check, name, entry, figures, rules.weeks);
    all.push(figures);
    const lower = at(entry, 'lower_bound_hours');
    bound = bound === null || typeof lower !== 'number' ? null : bound + lower;
  }
  const total: Record<string, number> = {};
  for (const figures of all) {
    for (const [key, value] of Object.entries(figures)) total[key] = (total[key] ?? 0) + value;
  }
  compare(check, 'total', at(json, 'total'), total, rules.weeks);
  const stated = at(json, 'total', 'lower_bound_hours');
  check.that(
    bound === null ? stated === null : Math.abs(Number(stated) - bound) <= NOISE * (reps.length + 1),
    () => `tours.json: total: lower_bound_hours is ${shown(stated)}, the sum of the reps is ${String(bound)}`,
  );
}

/** Reps of a list of tours.json, each once. */
function entriesOf(json: unknown, list: string, count: number, check: Check) {
  const listed = listAt(json, list);
  check.that(
    listed.length === count,
    () => `tours.json ${list}: there are ${listed.length} reps, in the plan ${count}`,
  );
  const key = (layer: unknown, rep: unknown) => `${shown(layer)}\n${shown(rep)}`;
  const entries = new Map(listed.map(entry => [key(at(entry, 'layer'), at(entry, 'rep_id')), entry]));
  return ({ layer, rep }: Pick<RepOfTours, 'layer' | 'rep'>) => entries.get(key(layer, rep.id));
}

function checkWho(entry: unknown, { rep, base }: RepOfTours, name: string, check: Check): void {
  const said = at(entry, 'rep_name');
  check.that(said === rep.name, () => `tours.json: ${name}: the rep is called "${shown(said)}"`);
  const place = at(entry, 'base');
  check.that(
    sameNumbers(place, base),
    () => `tours.json: ${name}: the base is at ${shown(place)}, should be ${base.map(say).join(', ')}`,
  );
}

/** @param sums of the tours of today's sectors, which have no other figures */
export function checkTodayFigures(
  json: unknown,
  reps: readonly Pick<RepOfTours, 'layer' | 'rep' | 'sums'>[],
  check: Check,
): void {
  const entryOf = entriesOf(json, 'today', reps.length, check);
  for (const own of reps) {
    const name = `today: ${own.layer}, ${own.rep.id}`;
    const entry = entryOf(own);
    if (!check.that(entry !== undefined, () => `tours.json: no rep of ${name}`)) continue;
    const { visits, driving, km, nights } = own.sums;
    const figures = { visits_planned: visits, driving_hours: driving / 60, km, nights };
    for (const [key, value] of Object.entries(figures))
      near(check, name, key, numberAt(entry, key), value, NOISE);
  }
}

/** A number, NaN for null, and what no figure is for everything else. */
function figureAt(entry: unknown, key: string): number {
  const found = at(entry, key);
  if (found === null) return Number.NaN;
  return typeof found === 'number' ? found : Number.POSITIVE_INFINITY;
}

function figuresOf(own: RepOfTours, night: number): Record<string, number> {
  const { sums } = own;
  return {
    days_available: own.days,
    days_worked: sums.worked,
    accounts: own.accounts,
    accounts_short: own.short.accounts,
    visits_asked: own.asked,
    visits_planned: sums.visits,
    visits_missing: own.short.visits,
    hours: sums.minutes / 60,
    driving_hours: sums.driving / 60,
    visit_hours: sums.onSite / 60,
    waiting_hours: (sums.minutes - sums.driving - sums.onSite - sums.lunch) / 60,
    lunch_hours: sums.lunch / 60,
    km: sums.km,
    nights: sums.nights,
    cost_hours: (sums.driving + sums.nights * night) / 60,
  };
}

function compare(
  check: Check,
  name: string,
  entry: unknown,
  figures: Readonly<Record<string, number>>,
  weeks: number,
): void {
  for (const [key, value] of Object.entries(figures))
    near(check, name, key, numberAt(entry, key), value, SLACK);
  const { visits_planned: visits = 0, hours = 0, lunch_hours: lunch = 0, cost_hours: cost = 0 } = figures;
  const each = visits > 0 ? (hours - lunch) / visits : Number.NaN;
  near(check, name, 'hours_per_visit', figureAt(entry, 'hours_per_visit'), each, SLACK);
  const lower = at(entry, 'lower_bound_hours');
  if (typeof lower === 'number') {
    check.that(
      lower <= cost + 1e-4,
      () => `tours.json: ${name}: a lower bound of ${say(lower)} h, above the ${say(cost)} h of the tours`,
    );
    near(check, name, 'gap', numberAt(entry, 'gap'), cost > 0 ? (cost - lower) / cost : 0, 1e-4);
  } else check.that(at(entry, 'gap') === null, () => `tours.json: ${name}: a gap without a bound`);
  const times = 52 / weeks;
  const year: [string, string][] = [
    ['days_worked', 'days_worked'],
    ['visits', 'visits_planned'],
    ['hours', 'hours'],
    ['driving_hours', 'driving_hours'],
    ['visit_hours', 'visit_hours'],
    ['km', 'km'],
    ['nights', 'nights'],
  ];
  for (const [key, from] of year) {
    const found = numberAt(entry, 'per_year', key);
    near(check, name, `per_year.${key}`, found, times * (figures[from] ?? 0), times * SLACK);
  }
}

function near(check: Check, name: string, key: string, found: number, value: number, slack: number): void {
  const same = Number.isNaN(value)
    ? Number.isNaN(found)
    : Math.abs(found - value) <= slack + 1e-9 * Math.abs(value);
  check.that(same, () => `tours.json: ${name}: ${key} is ${say(found)}, recomputed ${say(value)}`);
}
