// Tours, recomputed: who works when and whom they visit from the inputs, every leg, time and limit from tours.csv, and the
// totals of tours.json from both. Nothing here is the planner's code, nor that which wrote the files.

import { type Check, type CheckResult, newCheck } from './check.ts';
import type { Sha256 } from './file-names.ts';
import { at, listAt, shown } from './json.ts';
import type { Table } from './table.ts';
import { checkCalendar, checkDay } from './tours/calendar.ts';
import { type Calendar, makeCalendar, partOfYear } from './tours/days.ts';
import { checkLimits, checkNights } from './tours/limits.ts';
import { checkTourMap } from './tours/map.ts';
import { checkEvents } from './tours/outputs.ts';
import { checkRatios, touredOf } from './tours/ratios.ts';
import { checkLegs, checkTourRoads, type TourDrive, type TourRoadsFile } from './tours/roads.ts';
import { checkRoute } from './tours/routes.ts';
import { readTourDays, type TourDayRows } from './tours/rows.ts';
import { readTourSettings, type TourRules } from './tours/rules.ts';
import { type Sector, sectorsOf } from './tours/sectors.ts';
import { checkTodayFigures, checkTotals, type RepSums } from './tours/totals.ts';
import { checkFrequency, checkSpacing, shortOf } from './tours/visits.ts';
import { nameOf, readRoads, type TourLayerInput, worldsOf } from './tours/worlds.ts';

export interface TourVerifyInput {
  /** tours.json, parsed */
  readonly json: unknown;
  readonly tours: Table;
  readonly frequency: Table;
  /** tours-today.csv; null without */
  readonly today: Table | null;
  /** tours-roads.csv; null without */
  readonly roads: TourRoadsFile | null;
  /** SHA-256 of plan.json, without what was decided about it */
  readonly planSha256: string;
  readonly hashes: ReadonlyMap<string, string>;
  /** each layer as the plan is verified: with its share of accounts and reps */
  readonly layers: readonly (TourLayerInput & { readonly kpis?: unknown })[];
  /** start and end of each event, `20270104T083000/20270104T093000`, by the calendar's file */
  readonly calendars: ReadonlyMap<string, readonly string[]>;
  readonly sha256: Sha256;
  /** parsed tours.geojson */
  readonly map: unknown;
}

export function verifyTours(input: TourVerifyInput): CheckResult[] {
  const results: CheckResult[] = [];
  const run = <T>(name: string, body: (check: Check) => T): T => {
    const check = newCheck(name);
    const value = body(check);
    results.push(check.result());
    return value;
  };
  const rules = run('tours-made-from', check => {
    checkOrigin(input, check);
    return readTourSettings(input.json, check);
  });
  if (!rules) return results;
  const calendar = makeCalendar(rules);
  const part =
    rules.part !== null ? rules.part - 1 : rules.start === null ? 0 : partOfYear(rules.start, rules.weeks);
  const worlds = worldsOf(input.layers);
  const roads = run('tours-roads', check => {
    const read = readRoads(input.roads?.table ?? null, worlds);
    checkTourRoads(input.json, input.roads, read, worlds[0]?.world, check);
    return read.roads;
  });
  const sectors = sectorsOf(input.json, worlds, roads, { rules, calendar, part }, 'assigned');
  const days = run('tours-days', check => {
    checkCalendar(input.json, rules, calendar, part, check);
    const read = readTourDays(input.tours, check);
    for (const day of read ?? []) checkDay(day, sectors.get(`${day.layer}\n${day.rep}`), calendar, check);
    return read;
  });
  if (!days) return results;
  const known = days.filter(day => sectors.has(`${day.layer}\n${day.rep}`));
  const sums = new Map<string, RepSums>();
  const byDay = new Map<TourDayRows, RepSums>();
  const legs: TourDrive[] = [];
  run('tours-routes', check => {
    const before = new Map<string, TourDayRows>();
    for (const day of known) {
      const sector = sectors.get(`${day.layer}\n${day.rep}`)!;
      const route = checkRoute(day, before.get(sector.key), sector, rules, check, legs);
      byDay.set(day, route);
      addTo(sums, sector.key, route);
      before.set(sector.key, day);
    }
    checkLegs(input.json, legs, check);
    for (const day of before.values())
      check.that(
        day.rows.at(-1)?.kind !== 'night',
        () => `tours.csv: ${day.what}: the last day ends away from home`,
      );
  });
  run('tours-limits', check => {
    for (const day of known) checkLimits(day, sectors.get(`${day.layer}\n${day.rep}`)!, rules, check);
    checkNights(known, rules, check);
  });
  run('tours-visits', check => {
    for (const sector of sectors.values()) {
      const own = known.filter(day => day.layer === sector.layer && day.rep === sector.rep.id);
      checkSpacing(own, sector, check);
    }
    checkFrequency(input.frequency, known, sectors, rules, check);
  });
  run('tours-totals', check => {
    const reps = [...sectors.values()].map(sector => ({
      layer: sector.layer,
      rep: sector.rep,
      days: sector.days.size,
      accounts: [...sector.asked.values()].filter(count => count > 0).length,
      asked: [...sector.asked.values()].reduce((sum, count) => sum + count, 0),
      base: sector.base,
      sums: sums.get(sector.key) ?? NO_SUMS,
      short: shortOf(sector, known),
    }));
    checkTotals(input.json, reps, rules, check);
  });
  const [layer] = input.layers;
  const { today } = input;
  const past = today
    ? run('tours-today', check =>
        checkToday(
          input.json,
          today,
          sectorsOf(input.json, worlds, roads, { rules, calendar, part }, 'incumbent'),
          calendar,
          rules,
          check,
        ),
      )
    : null;
  if (layer && touredOf(input.json)) {
    run('tours-travel', check => {
      const name = nameOf(layer);
      checkRatios(input.json, layer, rep => `${name}\n${rep}`, sums, past, layer.kpis, check);
      check.that(
        (past !== null) === (touredOf(input.json)?.before != null),
        () => 'tours.json speaks of tours of today and there is no tours-today.csv, or the other way round',
      );
    });
  }
  run('tours-map-calendars', check => {
    checkTourMap(input.map, byDay, calendar.first, check);
    checkEvents(input, known, calendar, check);
  });
  return results;
}

/** Tours of today's sectors: true to the inputs and the rules, whatever they leave out. */
function checkToday(
  json: unknown,
  table: Table,
  sectors: ReadonlyMap<string, Sector>,
  calendar: Calendar,
  rules: TourRules,
  check: Check,
): Map<string, RepSums> {
  const days = readTourDays(table, check) ?? [];
  const sums = new Map<string, RepSums>();
  const before = new Map<string, TourDayRows>();
  for (const day of days) {
    const sector = sectors.get(`${day.layer}\n${day.rep}`);
    checkDay(day, sector, calendar, check);
    if (!sector) continue;
    addTo(sums, sector.key, checkRoute(day, before.get(sector.key), sector, rules, check));
    checkLimits(day, sector, rules, check);
    before.set(sector.key, day);
  }
  for (const sector of sectors.values()) {
    const own = days.filter(day => day.layer === sector.layer && day.rep === sector.rep.id);
    checkSpacing(own, sector, check);
  }
  const figures = [...sectors.values()].map(({ key, layer, rep }) => ({
    layer,
    rep,
    sums: sums.get(key) ?? NO_SUMS,
  }));
  checkTodayFigures(json, figures, check);
  return sums;
}

const NO_SUMS: RepSums = {
  worked: 0,
  visits: 0,
  minutes: 0,
  driving: 0,
  onSite: 0,
  lunch: 0,
  km: 0,
  nights: 0,
};

function addTo(sums: Map<string, RepSums>, key: string, day: RepSums): void {
  const known = sums.get(key) ?? NO_SUMS;
  sums.set(key, {
    worked: known.worked + day.worked,
    visits: known.visits + day.visits,
    minutes: known.minutes + day.minutes,
    driving: known.driving + day.driving,
    onSite: known.onSite + day.onSite,
    lunch: known.lunch + day.lunch,
    km: known.km + day.km,
    nights: known.nights + day.nights,
  });
}

function checkOrigin({ json, planSha256, hashes, layers }: TourVerifyInput, check: Check): void {
  check.that(at(json, 'schema') === 'sectorize-tours/1', () => 'tours.json is not of this version');
  check.that(
    at(json, 'made_from', 'plan') === planSha256,
    () => 'tours.json: the tours are of another plan.json; make them again',
  );
  const inputs = listAt(json, 'made_from', 'inputs');
  const listed = new Map(inputs.map(entry => [shown(at(entry, 'role')), at(entry, 'sha256')]));
  check.that(listed.size === inputs.length, () => 'tours.json: made_from has an input twice');
  for (const [role, hash] of hashes) {
    check.that(
      listed.get(role) === hash,
      () => `tours.json: ${role} is another file than the tours were made from`,
    );
  }
  check.that(
    /^\d+\.\d+\.\d+/.test(shown(at(json, 'version'))),
    () => `tours.json: ${shown(at(json, 'version'))} is no version of the program`,
  );
  const country = layers[0]?.plan.settings.country ?? '';
  check.that(
    at(json, 'settings', 'country') === country,
    () => `tours.json: country is ${shown(at(json, 'settings', 'country'))}, the plan's is ${country}`,
  );
  const calls = layers.filter(({ plan }) => plan.settings.travel.circuity === 0).map(nameOf);
  const said = at(json, 'layers_without_travel');
  check.that(
    Array.isArray(said) && said.join('\n') === calls.join('\n'),
    () => `tours.json: layers_without_travel is ${shown(said)}, should be ${calls.join(', ')}`,
  );
  checkComplete(json, check);
}

/** A search that was cut short has no bound of what it had not finished. */
function checkComplete(json: unknown, check: Check): void {
  const complete = at(json, 'complete');
  const bounded = listAt(json, 'reps').every(rep => typeof at(rep, 'lower_bound_hours') === 'number');
  check.that(
    typeof complete === 'boolean' && (complete ? bounded : !bounded || listAt(json, 'today').length > 0),
    () => `tours.json: complete is ${shown(complete)}, which the bounds of its reps speak against`,
  );
}
