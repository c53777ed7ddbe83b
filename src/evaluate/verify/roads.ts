// Roads of a plan, read back from roads.csv, and what the plan says of them. Names are resolved to the places that the inputs
// have; means, curves and errors are worked out again.

import type { PlanRoads } from '../../model/roads.ts';
import { type Check, say } from './check.ts';
import { at, listAt, numberAt } from './json.ts';
import { lookUp, numberOf, type Table } from './table.ts';
import { greatCircle, roadKm, tripMinutes } from './travel.ts';
import type { VerifyInput, World } from './world.ts';

type Point = readonly [lat: number, lon: number];
type Trip = (latA: number, lonA: number, latB: number, lonB: number) => number;

/** A row of roads.csv, or of tours-roads.csv, whose places are known. */
export interface Road {
  readonly from: string;
  readonly to: string;
  readonly start: Point;
  readonly end: Point;
  readonly minutes: number;
  readonly km: number;
}

export interface RoadBook {
  readonly roads: readonly Road[];
  /** rows that name a place that the inputs do not have */
  readonly strange: readonly string[];
  /** by road, the mean of both directions; NaN where no road is known */
  readonly minutes: Trip;
  readonly km: Trip;
}

/** @param placeOf the place of `rep:…`, `zone:…` or `account:…` */
export function readRoadBook(
  { header, rows }: Table,
  placeOf: (kind: string, id: string) => Point | undefined,
): RoadBook {
  const column = (name: string) => header.indexOf(name);
  const [from, to, minutes, km] = ['from', 'to', 'minutes', 'km'].map(column) as [
    number,
    number,
    number,
    number,
  ];
  const strange: string[] = [];
  const place = (name: string): Point | undefined => {
    const colon = name.indexOf(':');
    return placeOf(name.slice(0, colon), name.slice(colon + 1));
  };
  const roads = [...rows].flatMap((row): Road[] => {
    const [a, b] = [row[from] ?? '', row[to] ?? ''];
    const [start, end] = [place(a), place(b)];
    if (!start || !end) {
      strange.push(`${a} → ${b}`);
      return [];
    }
    return [{ from: a, to: b, start, end, minutes: numberOf(row[minutes]), km: numberOf(row[km]) }];
  });
  const numbers = new Map<number, Map<number, number>>();
  let count = 0;
  const numberOfPoint = ([lat, lon]: Point): number => {
    const sameLat = numbers.get(lat) ?? new Map<number, number>();
    numbers.set(lat, sameLat);
    if (!sameLat.has(lon)) sameLat.set(lon, count++);
    return sameLat.get(lon)!;
  };
  const there = new Map<number, Map<number, Road>>();
  for (const road of roads) {
    const [a, b] = [numberOfPoint(road.start), numberOfPoint(road.end)];
    const ways = there.get(a) ?? new Map<number, Road>();
    there.set(a, ways);
    if (!ways.has(b)) ways.set(b, road);
  }
  const trip =
    (of: (road: Road) => number): Trip =>
    (latA, lonA, latB, lonB) => {
      const a = numbers.get(latA)?.get(lonA);
      const b = numbers.get(latB)?.get(lonB);
      if (a === undefined || b === undefined) return Number.NaN;
      const both = [there.get(a)?.get(b), there.get(b)?.get(a)].flatMap(road => {
        const value = road ? of(road) : Number.NaN;
        return Number.isNaN(value) ? [] : [value];
      });
      return both.length === 0 ? Number.NaN : both.reduce((sum, v) => sum + v, 0) / both.length;
    };
  return { roads, strange, minutes: trip(road => road.minutes), km: trip(road => road.km) };
}

/** The estimate on the line through the origin and the points of a curve. */
export function bent(curve: PlanRoads['minutes'], estimate: number): number {
  if (curve.length === 0 || !(estimate > 0)) return estimate;
  const at = curve.findIndex(([x]) => estimate <= x);
  if (at === -1) {
    const [x, y] = curve[curve.length - 1]!;
    return (estimate / x) * y;
  }
  const [x0, y0] = at === 0 ? [0, 0] : curve[at - 1]!;
  const [x1, y1] = curve[at]!;
  return y0 + ((y1 - y0) * (estimate - x0)) / (x1 - x0);
}

const MINUTE_STEPS = [0, 10, 20, 30, 45, 60, 90, 120, 180, Number.POSITIVE_INFINITY];
const KM_STEPS = [0, 5, 10, 20, 40, 80, 160, Number.POSITIVE_INFINITY];
const FEWEST = 10;
const LENGTHS = [15, 50, 150, Number.POSITIVE_INFINITY];

/** The curve through the medians of [estimate, road] in each class of the estimate's length. */
export function curveOf(
  of: 'minutes' | 'km',
  pairs: readonly (readonly [estimate: number, road: number])[],
): (readonly [number, number])[] {
  const steps = of === 'minutes' ? MINUTE_STEPS : KM_STEPS;
  const usable = pairs.filter(([estimate, road]) => estimate > 0 && road > 0);
  const curve: (readonly [number, number])[] = [];
  for (let s = 1; s < steps.length; s++) {
    const here = usable.filter(([estimate]) => estimate > steps[s - 1]! && estimate <= steps[s]!);
    if (here.length < FEWEST) continue;
    const y = middle(here.map(([, road]) => road));
    curve.push([middle(here.map(([estimate]) => estimate)), Math.max(y, curve.at(-1)?.[1] ?? 0)]);
  }
  return curve;
}

/** Whether a curve as it is written is that one. */
export function sameCurve(
  written: readonly (readonly [number, number])[],
  curve: readonly (readonly [number, number])[],
): boolean {
  const close = (a: number | undefined, b: number) =>
    Math.abs((a ?? Number.NaN) - b) <= 2e-6 * Math.max(1, Math.abs(b));
  return (
    curve.length === written.length &&
    curve.every(([x, y], p) => close(written[p]?.[0], x) && close(written[p]?.[1], y))
  );
}

/** Whether a figure of a matrix may be written as it stands in roads.csv: two decimals, or none known. */
export function sameRoadFigure(matrix: number | undefined, written: number): boolean {
  const found = matrix ?? Number.NaN;
  return Number.isNaN(found) ? Number.isNaN(written) : Math.abs(found - written) <= 0.005 + 1e-9;
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** What the plan says of its roads, against roads.csv and, where there is one, the matrix they are from. */
export function checkRoads(input: VerifyInput, world: World, zoneVisits: Float64Array, check: Check): void {
  const { plan, kpis } = input;
  const said = plan.roads;
  const { book } = world;
  if (!said || !book || !input.roads) {
    check.that(
      !said && !input.roads,
      () => 'plan.json speaks of roads and there is no roads.csv, or the other way round',
    );
    check.that(
      Boolean(said) || at(kpis, 'roads') === undefined,
      () => 'kpis.json has figures of roads, and there are none',
    );
    return;
  }
  check.that(
    input.roads.sha256 === said.sha256,
    () => 'roads.csv is not the one that the plan was made with',
  );
  for (const strange of book.strange.slice(0, 5))
    check.lie(`roads.csv: ${strange} is no pair of places of the plan`);
  const seen = new Set<string>();
  for (const { from, to, minutes } of book.roads) {
    const way = `${from} → ${to}`;
    check.that(
      !seen.has(way) && minutes >= 0,
      () => `roads.csv: ${way} is there twice, or takes no time that is one`,
    );
    seen.add(way);
  }
  const known = input.roads.table.rows.length;
  check.that(said.known === known, () => `plan.json knows ${said.known} roads, roads.csv has ${known}`);
  check.that(
    said.asked >= known,
    () => `plan.json: ${said.asked} roads were asked for, and ${known} are known`,
  );
  const { answers } = input.roads;
  if (answers) {
    book.roads.forEach(({ from, to, minutes, km }, r) => {
      check.that(
        sameRoadFigure(answers.minutes[r], minutes) && sameRoadFigure(answers.km[r], km),
        () => `roads.csv: ${from} → ${to} is ${say(minutes)} min, ${say(km)} km, and not so in the matrix`,
      );
    });
  }

  const { travel } = world.settings;
  const ways = book.roads
    .filter(({ from, to }) => !from.startsWith('account:') && !to.startsWith('account:'))
    .map(road => {
      const crow = greatCircle(...road.start, ...road.end);
      return { ...road, crow, estMinutes: tripMinutes(crow, travel), estKm: roadKm(crow, travel) };
    });
  const refit = (name: 'minutes' | 'km', of: (way: (typeof ways)[number]) => readonly [number, number]) =>
    check.that(
      sameCurve(said[name], curveOf(name, ways.map(of))),
      () => `plan.json: the curve of ${name} is not that of the roads`,
    );
  refit('minutes', way => [way.estMinutes, way.minutes]);
  refit('km', way => [way.estKm, way.km]);

  const figure = (value: number, ...path: (string | number)[]) => {
    const stated = numberAt(kpis, 'roads', ...(path as string[]));
    const same = Number.isNaN(value)
      ? Number.isNaN(stated)
      : Math.abs(stated - value) <= 2e-6 * Math.max(1, Math.abs(value));
    check.that(same, () => `kpis.json roads: ${path.join('.')} is ${say(stated)}, recomputed ${say(value)}`);
  };
  check.that(
    at(kpis, 'roads', 'source') === said.source,
    () => 'kpis.json and plan.json name other sources of roads',
  );
  figure(said.asked, 'asked');
  figure(known, 'known');
  figure(said.gaps.absent, 'absent');
  figure(said.gaps.noRoad, 'no_road');
  figure(said.gaps.offRoad, 'off_road');
  const { zones, visits, accounts } = estimated(world, zoneVisits);
  figure(zones, 'zones_estimated');
  figure(visits, 'visits_estimated');
  figure(accounts, 'accounts_estimated');
  const errors = (where: unknown, of: typeof ways, what: string) => {
    const row = (key: string, value: number) => {
      const stated = numberAt(where, key);
      const same = Number.isNaN(value)
        ? Number.isNaN(stated)
        : Math.abs(stated - value) <= 2e-6 * Math.max(1, value);
      check.that(
        same,
        () => `kpis.json roads: ${key} of ${what} is ${say(stated)}, recomputed ${say(value)}`,
      );
    };
    const pairs = (
      estimate: (way: (typeof ways)[number]) => number,
      road: (way: (typeof ways)[number]) => number,
    ) => {
      const usable = of.map(way => [estimate(way), road(way)] as const).filter(([e, r]) => e > 0 && r > 0);
      if (usable.length === 0) return [Number.NaN, Number.NaN] as const;
      const off = usable.reduce((sum, [e, r]) => sum + Math.abs(e - r) / r, 0) / usable.length;
      return [middle(usable.map(([e, r]) => r / e)), off] as const;
    };
    row('pairs', of.length);
    const time = pairs(
      way => way.estMinutes,
      way => way.minutes,
    );
    row('minutes_ratio', time[0]);
    row('minutes_error', time[1]);
    const length = pairs(
      way => way.estKm,
      way => way.km,
    );
    row('km_ratio', length[0]);
    row('km_error', length[1]);
  };
  errors(at(kpis, 'roads', 'estimate', 'all'), ways, 'all roads');
  const classes = listAt(kpis, 'roads', 'estimate', 'by_length');
  check.that(classes.length === LENGTHS.length, () => 'kpis.json roads: other classes of length than four');
  LENGTHS.forEach((upTo, c) => {
    const above = c === 0 ? -1 : LENGTHS[c - 1]!;
    errors(
      classes[c],
      ways.filter(({ crow }) => crow > above && crow <= upTo),
      `roads up to ${upTo} km`,
    );
  });
}

/** What of the plan's own trips is not by a known road. */
function estimated(
  world: World,
  zoneVisits: Float64Array,
): { zones: number; visits: number; accounts: number } {
  const { book, baseLat, baseLon, lat, lon } = world;
  const unknown = (j: number, y: number, x: number) =>
    !(baseLat[j] === y && baseLon[j] === x) && Number.isNaN(book!.minutes(baseLat[j]!, baseLon[j]!, y, x));
  const zones = new Set<number>();
  let [all, some, accounts] = [0, 0, 0];
  const count = (i: number, j: number, visits: number) => {
    all += visits;
    if (!unknown(j, lat[i]!, lon[i]!)) return;
    some += visits;
    if (visits > 0) zones.add(i);
  };
  if (world.accounts) {
    for (const a of world.byId) {
      const [i, j] = [world.unitOf[a]!, world.assigned[a]!];
      if (i < 0 || j < 0) continue;
      count(i, j, world.visits[a]!);
      if (unknown(j, world.pointLat[a]!, world.pointLon[a]!)) accounts++;
    }
  } else {
    world.unitRep.forEach((j, i) => {
      if (j >= 0) count(i, j, zoneVisits[i]!);
    });
  }
  return { zones: zones.size, visits: all > 0 ? some / all : Number.NaN, accounts };
}

/** The place of a name of roads.csv. */
export function placesOf(
  world: Pick<
    World,
    'repIndex' | 'unitIndex' | 'baseLat' | 'baseLon' | 'lat' | 'lon' | 'accounts' | 'pointLat' | 'pointLon'
  >,
): (kind: string, id: string) => Point | undefined {
  const accountIndex = new Map(world.accounts?.id.map((id, a) => [id, a] as const));
  const point = (lat: Float64Array, lon: Float64Array, i: number | undefined): Point | undefined =>
    i === undefined || Number.isNaN(lat[i]) ? undefined : [lat[i]!, lon[i]!];
  return (kind, id) => {
    if (kind === 'rep') return point(world.baseLat, world.baseLon, world.repIndex.get(id));
    if (kind === 'zone') return point(world.lat, world.lon, lookUp(world.unitIndex, id));
    return kind === 'account' ? point(world.pointLat, world.pointLon, accountIndex.get(id)) : undefined;
  };
}
