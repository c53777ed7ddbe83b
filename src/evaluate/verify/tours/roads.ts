// Roads of tours, read back from tours-roads.csv, and what tours.json says of them. Each way counts for itself; what is not known
// is the estimate, bent to what is.

import type { RoadAnswers } from '../../../model/roads.ts';
import { type Check, say } from '../check.ts';
import { at, listAt, numberAt, shown } from '../json.ts';
import { bent, curveOf, type Road, sameCurve, sameRoadFigure } from '../roads.ts';
import { numberOf, type Table } from '../table.ts';
import { greatCircle, roadKm, tripMinutes } from '../travel.ts';
import type { World } from '../world.ts';

type Point = readonly [lat: number, lon: number];

/** tours-roads.csv as it is in the directory. */
export interface TourRoadsFile {
  readonly table: Table;
  readonly sha256: string;
  /** the matrix that it is from, where one is given: its SHA-256, and what it says of each row whose places are known */
  readonly matrix: { readonly sha256: string; readonly answers: RoadAnswers } | null;
}

export interface TourDrive {
  readonly minutes: number;
  readonly km: number;
  /** by a known road */
  readonly known: boolean;
}

export type DriveOf = (a: Point, b: Point) => TourDrive;

/** What tours.json says that they drive by. */
export type TourSource = 'estimate' | 'plan' | 'asked';

export function tourSource(json: unknown): TourSource {
  const source = at(json, 'travel', 'source');
  if (source === 'plan') return 'plan';
  return source === undefined ? 'estimate' : 'asked';
}

/** A rep of a layer, and where his days begin. */
export interface NamedBase {
  readonly layer: string;
  readonly id: string;
  readonly base: Point;
}

/** Bases by the names that tours-roads.csv has for them: a rep who starts elsewhere in another layer has one for each. */
export function namedBases(bases: readonly NamedBase[]): Map<string, Point> {
  const ids = new Set(bases.map(({ id }) => id));
  const named = new Map<string, Point>();
  for (const { layer, id, base } of bases) {
    const elsewhere = bases.some(
      other => other.id === id && (other.base[0] !== base[0] || other.base[1] !== base[1]),
    );
    let name = elsewhere ? `${id}/${layer}` : id;
    while (elsewhere && ids.has(name)) name += '/';
    named.set(name, base);
  }
  return named;
}

/** Rows whose places are known; the others are named. */
export function readTourRoads(
  { header, rows }: Table,
  bases: ReadonlyMap<string, Point>,
  accounts: ReadonlyMap<string, Point>,
): { readonly roads: readonly Road[]; readonly strange: readonly string[] } {
  const [from, to, minutes, km] = ['from', 'to', 'minutes', 'km'].map(name => header.indexOf(name)) as [
    number,
    number,
    number,
    number,
  ];
  const place = (name: string): Point | undefined => {
    if (name.startsWith('rep:')) return bases.get(name.slice(4));
    return name.startsWith('account:') ? accounts.get(name.slice(8)) : undefined;
  };
  const roads: Road[] = [];
  const strange: string[] = [];
  for (const row of rows) {
    const [a, b] = [row[from] ?? '', row[to] ?? ''];
    const [start, end] = [place(a), place(b)];
    if (start && end)
      roads.push({ from: a, to: b, start, end, minutes: numberOf(row[minutes]), km: numberOf(row[km]) });
    else strange.push(`${a} → ${b}`);
  }
  return { roads, strange };
}

/** places within the same 1e-5 degrees, about a metre, are one */
const spot = ([lat, lon]: Point) => `${Math.round(lat * 1e5)} ${Math.round(lon * 1e5)}`;

/** Drives of a layer, as tours.json says that they are made. */
export function drivesOf(json: unknown, world: World, roads: readonly Road[]): DriveOf {
  const { travel } = world.settings;
  const crow = (a: Point, b: Point) => greatCircle(...a, ...b);
  const source = tourSource(json);
  if (source === 'estimate')
    return (a, b) => ({
      minutes: tripMinutes(crow(a, b), travel),
      km: roadKm(crow(a, b), travel),
      known: false,
    });
  if (source === 'plan')
    return (a, b) => ({
      minutes: world.drive(...a, ...b),
      km: world.roadKm(...a, ...b),
      known: (world.book?.minutes(...a, ...b) ?? -1) >= 0,
    });
  const known = new Map(roads.map(road => [`${spot(road.start)} ${spot(road.end)}`, road] as const));
  const curve = (name: 'minutes' | 'km') =>
    listAt(json, 'travel', name).map(point => {
      const [x, y] = Array.isArray(point) ? point : [];
      return [Number(x), Number(y)] as const;
    });
  const [minutes, km] = [curve('minutes'), curve('km')];
  // too few roads for a curve: as the plan travels
  return (a, b) => {
    const road = known.get(`${spot(a)} ${spot(b)}`);
    const time =
      minutes.length > 0 ? bent(minutes, tripMinutes(crow(a, b), travel)) : world.drive(...a, ...b);
    const length = km.length > 0 ? bent(km, roadKm(crow(a, b), travel)) : world.roadKm(...a, ...b);
    return {
      minutes: road && !Number.isNaN(road.minutes) ? road.minutes : time,
      km: road && !Number.isNaN(road.km) ? road.km : length,
      known: road !== undefined,
    };
  };
}

/** What tours.json says of tours-roads.csv. */
export function checkTourRoads(
  json: unknown,
  file: TourRoadsFile | null,
  { roads, strange }: ReturnType<typeof readTourRoads>,
  world: World | undefined,
  check: Check,
): void {
  const asked = tourSource(json) === 'asked';
  const together = check.that(
    asked === (file !== null),
    () =>
      'tours.json speaks of roads that were asked for and there is no tours-roads.csv, or the other way round',
  );
  if (!together || !file || !world) return;
  const travel = at(json, 'travel');
  check.that(
    ['matrix', 'osrm', 'valhalla'].includes(shown(at(travel, 'source'))) &&
      (at(travel, 'source') === 'matrix') === (typeof at(travel, 'input', 'sha256') === 'string'),
    () => 'tours.json: travel: no such source',
  );
  check.that(
    at(travel, 'sha256') === file.sha256,
    () => 'tours-roads.csv is not the one that the tours were made with',
  );
  for (const pair of strange.slice(0, 5))
    check.lie(`tours-roads.csv: ${pair} is no pair of bases and accounts of the plan`);
  const seen = new Set<string>();
  for (const { from, to, start, end, minutes } of roads) {
    const way = `${spot(start)} ${spot(end)}`;
    check.that(
      !seen.has(way) && minutes >= 0,
      () => `tours-roads.csv: ${from} → ${to} is there twice, or takes no time that is one`,
    );
    seen.add(way);
  }
  const known = file.table.rows.length;
  const missing = ['absent', 'no_road', 'off_road'].map(name => numberAt(travel, name));
  check.that(
    numberAt(travel, 'known') === known,
    () => `tours.json knows ${shown(at(travel, 'known'))} roads, tours-roads.csv has ${known}`,
  );
  check.that(
    missing.every(count => count >= 0) &&
      numberAt(travel, 'asked') === known + missing.reduce((sum, count) => sum + count, 0),
    () =>
      `tours.json: ${shown(at(travel, 'asked'))} roads were asked for; ${known} are known, and ${missing.join(' + ')} are not`,
  );
  const { matrix } = file;
  check.that(
    matrix === null || matrix.sha256 === at(travel, 'input', 'sha256'),
    () => 'tours.json: the matrix of road times is another file than the tours were made with',
  );
  matrix?.answers.minutes.forEach((minutes, r) => {
    const road = roads[r]!;
    check.that(
      sameRoadFigure(minutes, road.minutes) && sameRoadFigure(matrix.answers.km[r], road.km),
      () =>
        `tours-roads.csv: ${road.from} → ${road.to} is ${say(road.minutes)} min, ${say(road.km)} km, and not so in the matrix`,
    );
  });
  const crow = roads.map(({ start, end }) => greatCircle(...start, ...end));
  for (const name of ['minutes', 'km'] as const) {
    const estimate = name === 'minutes' ? tripMinutes : roadKm;
    const curve = curveOf(
      name,
      roads.map((road, r) => [estimate(crow[r]!, world.settings.travel), road[name]] as const),
    );
    check.that(
      sameCurve(listAt(travel, name) as (readonly [number, number])[], curve),
      () => `tours.json: travel: the curve of ${name} is not that of the roads`,
    );
  }
}

/** @param legs drives between two places, in all days of the plan's tours */
export function checkLegs(json: unknown, legs: readonly TourDrive[], check: Check): void {
  if (tourSource(json) === 'estimate') {
    check.that(
      at(json, 'travel') === 'estimate',
      () => 'tours.json: travel is neither an estimate nor by road',
    );
    return;
  }
  const counted = { legs: legs.length, legs_estimated: legs.filter(({ known }) => !known).length };
  for (const [name, value] of Object.entries(counted)) {
    check.that(
      numberAt(json, 'travel', name) === value,
      () => `tours.json: travel: ${name} is ${shown(at(json, 'travel', name))}, recomputed ${value}`,
    );
  }
}
