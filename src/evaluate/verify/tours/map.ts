// tours.geojson against the days of tours.csv: a line for each day, through its places in their order, with its figures; and
// if there are points, one for each visit.

import { type Check, say } from '../check.ts';
import { at, listAt, shown } from '../json.ts';
import { checkCollection, sameNumbers } from '../maps.ts';
import { gregorian } from './days.ts';
import type { TourDayRows, TourRow } from './rows.ts';
import type { RepSums } from './totals.ts';

const COLOR = /^#[0-9a-f]{6}$/;
/** figures are rounded to a hundredth */
const HUNDREDTH = 0.005 + 1e-5;

export function checkTourMap(
  map: unknown,
  sums: ReadonlyMap<TourDayRows, RepSums>,
  first: number | null,
  check: Check,
): void {
  const days = [...sums.keys()];
  checkCollection('tours.geojson', map, check);
  const features = listAt(map, 'features');
  const byId = new Map(features.map(feature => [shown(at(feature, 'id')), feature]));
  check.that(byId.size === features.length, () => 'tours.geojson has a feature twice');
  const lines = features.filter(feature => at(feature, 'geometry', 'type') === 'LineString');
  check.that(
    lines.length === days.length,
    () => `tours.geojson has ${lines.length} lines of days, tours.csv ${days.length} days`,
  );
  const visits = days.flatMap(day => visitsOf(day));
  const points = features.length - lines.length;
  check.that(
    points === 0 || points === visits.length,
    () => `tours.geojson has ${points} points of ${visits.length} visits`,
  );
  for (const [day, own] of sums) {
    const id = `${day.layer}/${day.rep}/${day.day + 1}`;
    const where = `tours.geojson: ${day.what}`;
    checkLine(where, byId.get(id), day, own, first, check);
    if (points > 0)
      for (const row of visitsOf(day))
        checkPoint(where, byId.get(`${id}/${row.sequence}`), day, row, first, check);
  }
}

function visitsOf({ rows }: TourDayRows): TourRow[] {
  return rows.filter(({ kind }) => kind === 'visit');
}

function checkHead(
  where: string,
  feature: unknown,
  { layer, rep, repName, day }: TourDayRows,
  first: number | null,
  check: Check,
): boolean {
  if (!check.that(at(feature, 'type') === 'Feature', () => `${where}: no feature of it`)) return false;
  const date = first === null ? null : gregorian(first + day);
  const expected = {
    title: `${repName === '' ? rep : repName} ${date ?? day + 1}`,
    ...{ layer, rep_id: rep, day: day + 1, date },
  };
  for (const [name, value] of Object.entries(expected)) {
    const found = at(feature, 'properties', name);
    check.that(found === value, () => `${where}: ${name} is ${shown(found)}, should be ${shown(value)}`);
  }
  return true;
}

function checkLine(
  where: string,
  feature: unknown,
  day: TourDayRows,
  sums: RepSums,
  first: number | null,
  check: Check,
): void {
  if (!checkHead(where, feature, day, first, check)) return;
  const { rows } = day;
  const end = rows.at(-1)!;
  const close = (name: string, value: number, slack: number) => {
    const found = at(feature, 'properties', name);
    check.that(
      typeof found === 'number' && found === Number(found.toFixed(2)) && Math.abs(found - value) <= slack,
      () => `${where}: ${name} is ${shown(found)}, should be ${say(value)}`,
    );
  };
  close('visits', sums.visits, 0);
  close('night', sums.nights, 0);
  close('km', sums.km, HUNDREDTH);
  close('driving_hours', sums.driving / 60, HUNDREDTH);
  close('hours', sums.minutes / 60, HUNDREDTH);
  const stops = rows.filter(({ kind }) => kind === 'start' || kind === 'visit');
  const last = end.kind === 'night' ? stops.at(-1)! : end;
  const path = [...stops, last].map(({ lat, lon }) => [lon, lat]);
  check.that(
    sameNumbers(at(feature, 'geometry', 'coordinates'), path),
    () => `${where}: the line is not through the places of the day`,
  );
  const [stroke, width, opacity] = ['stroke', 'stroke-width', 'stroke-opacity'].map(name =>
    at(feature, 'properties', name),
  );
  check.that(
    COLOR.test(shown(stroke)) && width === 2 && opacity === 0.8,
    () => `${where}: the line is not drawn as days are`,
  );
}

function checkPoint(
  where: string,
  feature: unknown,
  day: TourDayRows,
  { sequence, account, name, lat, lon }: TourRow,
  first: number | null,
  check: Check,
): void {
  if (!checkHead(`${where}, visit ${sequence}`, feature, day, first, check)) return;
  const has = (key: string) => at(feature, 'properties', key);
  check.that(
    has('sequence') === sequence && has('account_id') === account && has('account_name') === name,
    () => `${where}: the point of visit ${sequence} is not that of ${account}`,
  );
  check.that(
    at(feature, 'geometry', 'type') === 'Point' &&
      sameNumbers(at(feature, 'geometry', 'coordinates'), [lon, lat]),
    () => `${where}: the point of visit ${sequence} is elsewhere`,
  );
  check.that(
    COLOR.test(shown(has('marker-color'))) && has('marker-size') === 'small',
    () => `${where}: the point of visit ${sequence} is not drawn as visits are`,
  );
}
