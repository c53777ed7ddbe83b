// Tours, recomputed: who works when and whom they visit from the inputs, every leg, time and limit from tours.csv, and the
// totals of tours.json from both. Nothing here is the planner's code, nor that which wrote the files.

import type { Accounts, Rep } from '../../model/records.ts';
import { type Check, type CheckResult, newCheck, say } from './check.ts';
import { at, listAt } from './json.ts';
import { numberOf, printsAs, type Table } from './table.ts';
import {
  askedVisits,
  type Calendar,
  daysOfRep,
  type Earlier,
  gregorian,
  makeCalendar,
  partOfYear,
} from './tour-days.ts';
import { checkRatios, touredOf } from './tour-ratios.ts';
import {
  checkLegs,
  checkTourRoads,
  type DriveOf,
  drivesOf,
  type TourDrive,
  type TourRoad,
  type TourRoadsFile,
} from './tour-roads.ts';
import { bare, readTourDays, type TourDayRows, type TourRow } from './tour-rows.ts';
import { readTourSettings, type TourRules } from './tour-rules.ts';
import { checkTotals, type RepSums } from './tour-totals.ts';
import { type LayerWorld, readRoads, type TourLayerInput, worldsOf } from './tour-worlds.ts';
import type { World } from './world.ts';

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
  readonly layers: readonly TourLayerInput[];
  /** start and end of each event, `20270104T083000/20270104T093000`, by calendar; names are not judged */
  readonly calendars: readonly (readonly string[])[];
  /** km of each line of tours.geojson, by id */
  readonly lines: ReadonlyMap<string, number>;
}

/** A rep in a layer, with the accounts that the plan gives it. */
interface Sector {
  readonly key: string;
  readonly layer: string;
  readonly rep: Rep;
  readonly base: Point;
  /** days after the first, and those that nobody else of this person has */
  readonly days: ReadonlySet<number>;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly asked: ReadonlyMap<string, number>;
  readonly drive: DriveOf;
}

type Point = readonly [lat: number, lon: number];

interface Account {
  readonly name: string;
  readonly city: string;
  readonly point: Point;
  readonly perYear: number;
  readonly service: number;
  readonly opens: number;
  readonly closes: number;
  readonly weekdays: number;
  readonly spacing: number;
}

/** two times that are rounded to the minute */
const MINUTE = 1 + 1e-6;

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
  const legs: TourDrive[] = [];
  run('tours-routes', check => {
    const before = new Map<string, TourDayRows>();
    for (const day of known) {
      const sector = sectors.get(`${day.layer}\n${day.rep}`)!;
      addTo(sums, sector.key, checkRoute(day, before.get(sector.key), sector, rules, check, legs));
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
      checkSpacing(own, sector, rules, check);
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
  const today = input.today;
  const past = today
    ? run('tours-today', check =>
        checkToday(
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
      const name = layer.plan.sectors[0]?.layer ?? 'default';
      checkRatios(input.json, layer, rep => `${name}\n${rep}`, sums, past, check);
      check.that(
        (past !== null) === (touredOf(input.json)?.before != null),
        () => 'tours.json speaks of tours of today and there is no tours-today.csv, or the other way round',
      );
    });
  }
  run('tours-map-calendars', check => {
    checkLines(input.lines, known, check);
    checkEvents(input.calendars, known, calendar, check);
  });
  return results;
}

/** Tours of today's sectors: true to the inputs and the rules, whatever they leave out. */
function checkToday(
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
    checkSpacing(own, sector, rules, check);
  }
  return sums;
}

const STAYS: TourDrive = { minutes: 0, km: 0, known: true };

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

function checkOrigin({ json, planSha256, hashes }: TourVerifyInput, check: Check): void {
  check.that(at(json, 'schema') === 'sectorize-tours/1', () => 'tours.json is not of this version');
  check.that(
    at(json, 'made_from', 'plan') === planSha256,
    () => 'tours.json: the tours are of another plan.json; make them again',
  );
  const listed = new Map(
    listAt(json, 'made_from', 'inputs').map(entry => [String(at(entry, 'role')), at(entry, 'sha256')]),
  );
  for (const [role, hash] of hashes) {
    check.that(
      listed.get(role) === hash,
      () => `tours.json: ${role} is another file than the tours were made from`,
    );
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// From the inputs

function sectorsOf(
  json: unknown,
  worlds: readonly LayerWorld[],
  roads: readonly TourRoad[],
  { rules, calendar, part }: { rules: TourRules; calendar: Calendar; part: number },
  serving: 'assigned' | 'incumbent',
): Map<string, Sector> {
  const sectors = new Map<string, Sector>();
  const earlier = new Map<string, Earlier>();
  for (const { name, layer, world } of worlds) {
    const { settings } = layer.plan;
    const served = accountsOf(world, rules, world[serving]);
    const drive = drivesOf(json, world, roads);
    for (const { repId } of layer.plan.sectors) {
      const j = world.repIndex.get(repId);
      if (j === undefined) continue;
      const rep = world.reps[j]!;
      const person = earlier.get(repId) ?? { days: new Set<number>(), share: 0 };
      const days = daysOfRep(calendar, rep, settings.rampUp, person);
      earlier.set(repId, { days: new Set([...person.days, ...days]), share: person.share + rep.fte });
      const accounts = served[j]!;
      const perYear = new Map([...accounts].map(([id, { perYear: visits }]) => [id, visits]));
      sectors.set(`${name}\n${repId}`, {
        key: `${name}\n${repId}`,
        layer: name,
        rep,
        base: [world.baseLat[j]!, world.baseLon[j]!],
        days: new Set(days),
        accounts,
        asked: askedVisits(perYear, rules.weeks, part),
        drive,
      });
    }
  }
  return sectors;
}

/** Accounts with visits, by rep. */
function accountsOf(world: World, rules: TourRules, repOf: Int32Array): Map<string, Account>[] {
  const of = world.reps.map(() => new Map<string, Account>());
  const accounts = world.accounts as Accounts;
  const { times } = accounts;
  for (let a = 0; a < accounts.count; a++) {
    const j = repOf[a]!;
    const perYear = world.visits[a]!;
    if (j < 0 || !(perYear > 0)) continue;
    const own = times?.spacing[a] ?? Number.NaN;
    const or = (value: number | undefined, otherwise: number) =>
      value === undefined || Number.isNaN(value) ? otherwise : value;
    of[j]!.set(accounts.id[a]!, {
      name: accounts.name[a]!,
      city: accounts.city[a]!,
      point: [world.pointLat[a]!, world.pointLon[a]!],
      perYear,
      service: world.minutes[a]! / world.speed(accounts.segment[a]!, j),
      opens: or(times?.opens[a], 0),
      closes: or(times?.closes[a], 1440),
      weekdays: (times?.weekdays[a] ?? 0) === 0 ? 127 : times!.weekdays[a]!,
      spacing: Number.isNaN(own)
        ? Math.max(1, Math.floor((rules.spacing * 364) / perYear + 1e-9))
        : Math.max(1, own),
    });
  }
  return of;
}

// ---------------------------------------------------------------------------------------------------------------------
// Days

function checkCalendar(
  json: unknown,
  rules: TourRules,
  calendar: Calendar,
  part: number,
  check: Check,
): void {
  const { first, length, off } = calendar;
  const day = (index: number) => (first === null ? null : gregorian(first + index));
  const wanted = {
    weeks: rules.weeks,
    part: part + 1,
    first: day(0),
    last: day(length - 1),
  };
  for (const [name, value] of Object.entries(wanted)) {
    check.that(
      at(json, 'calendar', name) === value,
      () =>
        `tours.json: calendar: ${name} is ${String(at(json, 'calendar', name))}, should be ${String(value)}`,
    );
  }
  const days = first === null ? [] : [...off].sort((a, b) => a - b).map(index => day(index));
  check.that(
    listAt(json, 'calendar', 'off').join() === days.join(),
    () => `tours.json: calendar: off is not ${days.join(', ')}`,
  );
}

function checkDay(day: TourDayRows, sector: Sector | undefined, calendar: Calendar, check: Check): void {
  const { what, date, weekday } = day;
  if (!check.that(sector !== undefined, () => `tours.csv: ${what}: no such rep in that layer of the plan`))
    return;
  check.that(
    day.repName === sector!.rep.name,
    () => `tours.csv: ${what}: the rep is called "${day.repName}"`,
  );
  check.that(sector!.days.has(day.day), () => `tours.csv: ${what}: the rep does not work on that day`);
  const expected = calendar.first === null ? '' : gregorian(calendar.first + day.day);
  check.that(date === expected, () => `tours.csv: ${what}: date is "${date}", should be "${expected}"`);
  check.that(
    weekday === calendar.weekday(day.day),
    () => `tours.csv: ${what}: weekday is ${weekday + 1}, should be ${calendar.weekday(day.day) + 1}`,
  );
}

// ---------------------------------------------------------------------------------------------------------------------
// Routes

/** A day's legs, in their order, and what they come to. */
function checkRoute(
  day: TourDayRows,
  before: TourDayRows | undefined,
  sector: Sector,
  rules: TourRules,
  check: Check,
  legs: TourDrive[] = [],
): RepSums {
  const { rows, what } = day;
  const tell = (holds: boolean, text: () => string) =>
    check.that(holds, () => `tours.csv: ${what}: ${text()}`);
  const [start, end] = [rows[0]!, rows.at(-1)!];
  tell(
    start.kind === 'start' && rows.length > 1 && ['end', 'night'].includes(end.kind),
    () => 'no start or no end',
  );
  const visits = rows.filter(row => row.kind === 'visit');
  const lunches = rows.filter(row => row.kind === 'lunch');
  tell(
    rows.length === visits.length + lunches.length + 2 && lunches.length <= 1,
    () => 'rows of another kind',
  );
  const slept = before?.rows.at(-1)?.kind === 'night' ? before.rows.at(-1)!.account : '';
  tell(start.account === slept, () => `starts at "${start.account}", was at "${slept}"`);
  if (slept !== '') tell(day.day === before!.day + 1, () => 'the night before is not the day before');
  const stay = visits.at(-1)?.account ?? slept;
  const where = end.kind === 'night' ? stay : '';
  tell(end.account === where, () => `ends at "${end.account}", should be "${where}"`);

  const lunch = lunches[0];
  let [minutes, km, onSite] = [0, 0, 0];
  let here = placeAt(start, sector, tell);
  let left = start.departure;
  for (const [index, row] of [...visits, end].entries()) {
    tell(row.sequence === index + 1, () => `sequence is ${row.sequence}, should be ${index + 1}`);
    const there = row.kind === 'night' ? here : placeAt(row, sector, tell);
    const leg = row.kind === 'night' ? STAYS : sector.drive(here, there);
    if (here[0] !== there[0] || here[1] !== there[1]) legs.push(leg);
    const name = row.account === '' ? 'the base' : row.account;
    tell(
      printsAs(leg.minutes, row.minutes, 1),
      () => `to ${name}: ${row.minutes} min, recomputed ${say(leg.minutes)}`,
    );
    tell(printsAs(leg.km, row.km, 2), () => `to ${name}: ${row.km} km, recomputed ${say(leg.km)}`);
    minutes += leg.minutes;
    km += leg.km;
    const ends = row.kind === 'visit' ? row.begin : row.arrival;
    const eats = lunch !== undefined && lunch.begin >= left - MINUTE && lunch.departure <= ends + MINUTE;
    tell(row.arrival >= left + leg.minutes - MINUTE, () => `at ${name} before the drive is over`);
    if (!eats)
      tell(row.arrival <= left + leg.minutes + MINUTE, () => `at ${name} later than the drive takes`);
    // lunch and drive do not fit in at once
    if (eats)
      tell(
        ends >= left + leg.minutes + lunch.departure - lunch.begin - MINUTE,
        () => `no time for lunch before ${name}`,
      );
    if (row.kind === 'visit') {
      const account = sector.accounts.get(row.account);
      const opens = account?.opens ?? 0;
      tell(row.begin >= row.arrival - 1e-6, () => `the visit to ${name} begins before the arrival`);
      if (!eats)
        tell(row.begin <= Math.max(row.arrival, opens) + MINUTE, () => `waits at ${name}, which is open`);
      const service = account?.service ?? Number.NaN;
      tell(
        Math.abs(row.departure - row.begin - service) <= MINUTE,
        () => `${row.departure - row.begin} min at ${name}, should be ${say(service)}`,
      );
      onSite += account?.service ?? 0;
      left = row.departure;
    }
    here = there;
  }
  if (lunch) {
    const legs = [start, ...visits, end];
    const between = legs.some((row, i) => {
      const next = legs[i + 1];
      if (!next) return false;
      const until = next.kind === 'visit' ? next.begin : next.arrival;
      return lunch.begin >= row.departure - MINUTE && lunch.departure <= until + MINUTE;
    });
    tell(between, () => 'lunch during a visit');
    tell(
      lunch.departure - lunch.begin === rules.lunch?.minutes,
      () => 'lunch is not as long as it should be',
    );
  }
  return {
    worked: 1,
    visits: visits.length,
    minutes: end.arrival - start.departure,
    driving: minutes,
    onSite,
    lunch: lunch ? (rules.lunch?.minutes ?? 0) : 0,
    km,
    nights: end.kind === 'night' ? 1 : 0,
  };
}

function placeAt(row: TourRow, sector: Sector, tell: (holds: boolean, text: () => string) => boolean): Point {
  const account = row.account === '' ? undefined : sector.accounts.get(row.account);
  if (row.account !== '' || row.kind === 'visit')
    tell(account !== undefined, () => `account "${row.account}" is not one of the rep's`);
  tell(
    row.name === (account?.name ?? '') && row.city === (account?.city ?? ''),
    () => `${row.account} is called "${row.name}" in "${row.city}"`,
  );
  const point = account?.point ?? sector.base;
  tell(
    printsAs(point[0], row.lat, 6) && printsAs(point[1], row.lon, 6),
    () =>
      `${row.account || 'the base'} is at ${row.lat}, ${row.lon}, should be ${say(point[0])}, ${say(point[1])}`,
  );
  return point;
}

// ---------------------------------------------------------------------------------------------------------------------
// Limits

function checkLimits(day: TourDayRows, sector: Sector, rules: TourRules, check: Check): void {
  const { rows, what } = day;
  const tell = (holds: boolean, text: () => string) =>
    check.that(holds, () => `tours.csv: ${what}: ${text()}`);
  const [start, end] = [rows[0]!, rows.at(-1)!];
  const visits = rows.filter(row => row.kind === 'visit');
  tell(start.departure >= rules.dayStart - 0.5, () => 'leaves too early');
  tell(end.arrival - start.departure <= rules.dayMinutes + MINUTE, () => 'a day that is too long');
  const driving = rows.reduce((sum, row) => sum + (Number.isNaN(row.minutes) ? 0 : row.minutes), 0);
  // every leg is rounded to a tenth
  tell(driving <= rules.drivingMinutes + 0.05 * rows.length + 1e-6, () => `${say(driving)} min at the wheel`);
  if (rules.visitsPerDay !== null) tell(visits.length <= rules.visitsPerDay, () => `${visits.length} visits`);
  const lunch = rows.find(row => row.kind === 'lunch');
  if (rules.lunch) {
    const { from, to, minutes } = rules.lunch;
    const needed = end.arrival > to + MINUTE && start.departure < from + minutes - MINUTE;
    if (needed) tell(lunch !== undefined, () => 'no lunch');
    if (lunch) tell(lunch.begin >= from - 0.5 && lunch.begin <= to + 0.5, () => 'lunch at another time');
  } else tell(lunch === undefined, () => 'lunch, which nobody asked for');
  const seen = new Set<string>();
  for (const { account, begin, departure } of visits) {
    tell(!seen.has(account), () => `two visits to ${account}`);
    seen.add(account);
    const known = sector.accounts.get(account);
    if (!known) continue;
    tell(begin >= known.opens - 0.5, () => `${account} is not open yet`);
    tell(departure <= known.closes + 0.5, () => `${account} is closed before the visit ends`);
    tell((known.weekdays >> day.weekday) % 2 === 1, () => `${account} is not visited on that weekday`);
  }
}

function checkNights(days: readonly TourDayRows[], rules: TourRules, check: Check): void {
  let row = 0;
  for (const day of days) {
    row = day.rows.at(-1)?.kind === 'night' ? row + 1 : 0;
    check.that(
      row <= rules.nights,
      () => `tours.csv: ${day.what}: ${row} nights away in a row, at most ${rules.nights}`,
    );
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Visits

function visitDays(days: readonly TourDayRows[]): Map<string, number[]> {
  const of = new Map<string, number[]>();
  for (const { day, rows } of days) {
    for (const { kind, account } of rows)
      if (kind === 'visit') of.set(account, [...(of.get(account) ?? []), day]);
  }
  return of;
}

function checkSpacing(
  days: readonly TourDayRows[],
  { accounts, rep }: Sector,
  _rules: TourRules,
  check: Check,
): void {
  for (const [id, on] of visitDays(days)) {
    const least = accounts.get(id)?.spacing ?? 1;
    for (const [i, day] of on.entries()) {
      if (i === 0) continue;
      const apart = day - on[i - 1]!;
      check.that(
        apart >= least,
        () => `tours.csv: ${rep.id}: two visits to ${id} ${apart} days apart, not ${least}`,
      );
    }
  }
}

function shortOf(sector: Sector, days: readonly TourDayRows[]): { accounts: number; visits: number } {
  const planned = visitDays(days.filter(day => day.layer === sector.layer && day.rep === sector.rep.id));
  let [accounts, visits] = [0, 0];
  for (const [id, asked] of sector.asked) {
    const missing = asked - (planned.get(id)?.length ?? 0);
    if (missing > 0) accounts++;
    visits += Math.max(0, missing);
  }
  return { accounts, visits };
}

const COLUMNS = ['layer', 'rep_id', 'account_id', 'visits_per_year', 'asked', 'planned', 'missing', 'reason'];
const REASONS = ['too-far', 'too-long', 'closed', 'too-often', 'no-room', 'absent'];

/** Every account with visits a year stands there once, with all that is asked of it planned or missing for a reason. */
function checkFrequency(
  { header, rows }: Table,
  days: readonly TourDayRows[],
  sectors: ReadonlyMap<string, Sector>,
  rules: TourRules,
  check: Check,
): void {
  const missingColumns = COLUMNS.filter(column => !header.includes(column));
  if (
    !check.that(
      missingColumns.length === 0,
      () => `frequency.csv has no columns ${missingColumns.join(', ')}`,
    )
  )
    return;
  const at = COLUMNS.map(column => header.lastIndexOf(column));
  const planned = new Map(
    [...sectors.values()].map(sector => [
      sector.key,
      visitDays(days.filter(day => day.layer === sector.layer && day.rep === sector.rep.id)),
    ]),
  );
  const seen = new Map([...sectors.keys()].map(key => [key, new Set<string>()]));
  for (const row of rows) {
    const cell = (c: number) => row[at[c]!] ?? '';
    const key = `${bare(cell(0))}\n${bare(cell(1))}`;
    const [id, reason] = [bare(cell(2)), cell(7)];
    const sector = sectors.get(key);
    const account = sector?.accounts.get(id);
    const tell = (holds: boolean, text: () => string) =>
      check.that(holds, () => `frequency.csv: ${key.replace('\n', ', ')}, ${id}: ${text()}`);
    if (!tell(account !== undefined, () => 'no account that the rep visits')) continue;
    tell(!seen.get(key)!.has(id), () => 'twice');
    seen.get(key)!.add(id);
    const asked = sector!.asked.get(id) ?? 0;
    const done = planned.get(key)?.get(id)?.length ?? 0;
    tell(
      printsAs(account!.perYear, numberOf(cell(3)), 2),
      () => `${cell(3)} visits a year, not ${say(account!.perYear)}`,
    );
    tell(numberOf(cell(4)) === asked, () => `${cell(4)} visits asked, recomputed ${asked}`);
    tell(numberOf(cell(5)) === done, () => `${cell(5)} visits planned, tours.csv has ${done}`);
    tell(numberOf(cell(6)) === asked - done, () => `${cell(6)} visits missing, recomputed ${asked - done}`);
    tell(done <= asked, () => `${done} visits planned, ${asked} asked`);
    tell((reason !== '') === asked > done, () =>
      reason === '' ? 'missing without a reason' : 'a reason for nothing',
    );
    for (const one of reason === '' ? [] : reason.split(' | ')) {
      tell(REASONS.includes(one), () => `reason "${one}"`);
      tell(mayBe(one, account!, asked, sector!, rules), () => `reason ${one}, which is not so`);
    }
  }
  for (const sector of sectors.values()) {
    const lost = [...sector.accounts.keys()].filter(id => !seen.get(sector.key)!.has(id));
    check.that(
      lost.length === 0,
      () => `frequency.csv: ${sector.rep.id}: not there: ${lost.slice(0, 5).join(', ')}`,
    );
  }
}

/** False when the account plainly shows that the reason is untrue. */
function mayBe(reason: string, account: Account, asked: number, sector: Sector, rules: TourRules): boolean {
  const { weekdays, service, opens, closes, spacing, point } = account;
  const open = [...sector.days]
    .filter(day => (weekdays >> rules.weekdayOf(day)) % 2 === 1)
    .sort((a, b) => a - b);
  switch (reason) {
    case 'absent':
      return sector.days.size === 0;
    case 'too-often': {
      let [count, last] = [0, Number.NEGATIVE_INFINITY];
      for (const day of open) {
        if (day - last < spacing) continue;
        count++;
        last = day;
      }
      return count < asked;
    }
    case 'closed':
      return open.length === 0 || opens > 0 || closes < 1440;
    case 'too-far':
    case 'too-long': {
      const [there, back] = [
        sector.drive(sector.base, point).minutes,
        sector.drive(point, sector.base).minutes,
      ];
      const day = there + service + back + (rules.lunch?.minutes ?? 0);
      const easy =
        there + back <= rules.drivingMinutes && day <= rules.dayMinutes && opens === 0 && closes === 1440;
      return !easy;
    }
    default:
      return true;
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// The map and the calendars

function checkLines(lines: ReadonlyMap<string, number>, days: readonly TourDayRows[], check: Check): void {
  check.that(
    lines.size === days.length,
    () => `tours.geojson has ${lines.size} lines of days, tours.csv ${days.length} days`,
  );
  for (const { layer, rep, day, rows, what } of days) {
    const found = lines.get(`${layer}/${rep}/${day + 1}`);
    const km = rows.reduce((sum, row) => sum + (Number.isNaN(row.km) ? 0 : row.km), 0);
    // every leg is rounded to a hundredth
    check.that(
      found !== undefined && Math.abs(found - km) <= 0.005 * (rows.length + 1) + 1e-6,
      () =>
        `tours.geojson: ${what}: ${found === undefined ? 'no line' : `${found} km, tours.csv has ${say(km)}`}`,
    );
  }
}

/** Every visit is an event of the person's calendar, and every event a visit or a night. */
function checkEvents(
  calendars: readonly (readonly string[])[],
  days: readonly TourDayRows[],
  { first }: Calendar,
  check: Check,
): void {
  const reps = new Set(days.map(day => day.rep));
  if (first === null) {
    check.that(calendars.length === 0, () => 'calendars/ of days that have no dates');
    return;
  }
  check.that(
    calendars.length >= reps.size,
    () => `${calendars.length} calendars of ${reps.size} reps with tours`,
  );
  const found = new Map<string, number>();
  for (const event of calendars.flat()) found.set(event, (found.get(event) ?? 0) + 1);
  let nights = 0;
  let visits = 0;
  const stamp = (day: number, time: number) => {
    const two = (value: number) => String(value).padStart(2, '0');
    return `${gregorian(first + day).replaceAll('-', '')}T${two(Math.floor(time / 60))}${two(time % 60)}00`;
  };
  for (const { day, rows, what } of days) {
    if (rows.at(-1)?.kind === 'night') nights++;
    for (const { kind, begin, departure, account } of rows) {
      if (kind !== 'visit') continue;
      visits++;
      const event = `${stamp(day, begin)}/${stamp(day, departure)}`;
      const left = (found.get(event) ?? 0) - 1;
      found.set(event, left);
      check.that(left >= 0, () => `calendars/: ${what}: no event of the visit to ${account}`);
    }
  }
  const events = calendars.flat().length;
  check.that(
    events === visits + nights,
    () => `calendars/ have ${events} events, tours.csv ${visits} visits and ${nights} nights`,
  );
}
