// The legs of a day: where they lead, how long and far they are, when the rep is there.

import { type Check, say } from '../check.ts';
import { printsAs } from '../table.ts';
import { checkClock, type Leg } from './clock.ts';
import type { TourDrive } from './roads.ts';
import type { TourDayRows, TourRow } from './rows.ts';
import type { TourRules } from './rules.ts';
import type { Point, Sector } from './sectors.ts';
import type { RepSums } from './totals.ts';

/** two times that are rounded to the minute */
export const MINUTE = 1 + 1e-6;

const STAYS: TourDrive = { minutes: 0, km: 0, known: true };

/** A day's legs, in their order, and what they come to. */
export function checkRoute(
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
  tell(rows.every(isBlank), () => 'a row says what rows of its kind do not');
  const slept = before?.rows.at(-1)?.kind === 'night' ? before.rows.at(-1)!.account : '';
  tell(start.account === slept, () => `starts at "${start.account}", was at "${slept}"`);
  if (slept !== '') tell(day.day === before!.day + 1, () => 'the night before is not the day before');
  const stay = visits.at(-1)?.account ?? slept;
  const where = end.kind === 'night' ? stay : '';
  tell(end.account === where, () => `ends at "${end.account}", should be "${where}"`);

  const lunch = lunches[0];
  let [minutes, km, onSite] = [0, 0, 0];
  const timed: Leg[] = [];
  let here = placeAt(start, sector, tell);
  let left = start.departure;
  for (const [index, row] of [...visits, end].entries()) {
    tell(row.sequence === index + 1, () => `sequence is ${say(row.sequence)}, should be ${index + 1}`);
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
        () => `${say(row.departure - row.begin)} min at ${name}, should be ${say(service)}`,
      );
      onSite += account?.service ?? 0;
      left = row.departure;
    }
    if (row.kind !== 'night') {
      const account = sector.accounts.get(row.account);
      const atHome = { opens: 0, closes: Number.POSITIVE_INFINITY, service: 0 };
      timed.push({ ...((row.kind === 'visit' && account) || atHome), drive: leg.minutes, row });
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
    minutes: checkClock(what, rows, timed, rules, check),
    driving: minutes,
    onSite,
    lunch: lunch ? (rules.lunch?.minutes ?? 0) : 0,
    km,
    nights: end.kind === 'night' ? 1 : 0,
  };
}

const BLANK = {
  start: ['arrival', 'begin', 'minutes', 'km'],
  lunch: ['sequence', 'lat', 'lon', 'arrival', 'minutes', 'km'],
  end: ['begin', 'departure'],
  night: ['begin', 'departure'],
} as const satisfies Readonly<Record<string, readonly (keyof TourRow)[]>>;

/** Nothing is in the cells that rows of its kind leave empty. */
function isBlank(row: TourRow): boolean {
  const names = Object.hasOwn(BLANK, row.kind) ? BLANK[row.kind as keyof typeof BLANK] : [];
  const nameless = row.kind !== 'lunch' || row.account + row.name + row.city === '';
  return (
    nameless && names.every(name => Number.isNaN(row[name])) && (row.kind !== 'start' || row.sequence === 0)
  );
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
      `${row.account || 'the base'} is at ${say(row.lat)}, ${say(row.lon)}, should be ${say(point[0])}, ${say(point[1])}`,
  );
  return point;
}
