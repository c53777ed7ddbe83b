// Road times of pairs of points, found by the coordinates of their ends, and the estimate bent to them for all other pairs.
//
// A plan travels a road both ways: what it uses of a pair is the mean of the two directions, where both are known.

import { median } from '../model/median.ts';
import type { RoadCurve, RoadRows, Roads } from '../model/roads.ts';

/** Known road of a pair, in either order of its ends; NaN where there is none. */
export interface RoadLookup {
  minutes(fromLat: number, fromLon: number, toLat: number, toLon: number): number;
  km(fromLat: number, fromLon: number, toLat: number, toLon: number): number;
}

/** asked for by several parts of the tree, and the same for all of them */
const lookups = new WeakMap<RoadRows, RoadLookup>();

/** Means of both directions of the rows, made once for them. Points are the same when their coordinates are. */
export function roadLookup(rows: RoadRows): RoadLookup {
  const known = lookups.get(rows) ?? makeLookup(rows);
  lookups.set(rows, known);
  return known;
}

function makeLookup(rows: RoadRows): RoadLookup {
  const ids = new Map<number, Map<number, number>>();
  let points = 0;
  const idOf = (lat: number, lon: number): number => {
    const known = ids.get(lat)?.get(lon);
    if (known !== undefined) return known;
    const row = ids.get(lat) ?? new Map<number, number>();
    ids.set(lat, row);
    row.set(lon, points);
    return points++;
  };
  const count = rows.minutes.length;
  const from = Int32Array.from({ length: count }, (_, r) =>
    idOf(rows.fromLat[r] as number, rows.fromLon[r] as number),
  );
  const to = Int32Array.from({ length: count }, (_, r) =>
    idOf(rows.toLat[r] as number, rows.toLon[r] as number),
  );
  const n = points;
  const pairOf = new Map<number, number>();
  const key = (a: number, b: number) => (a < b ? a * n + b : b * n + a);
  for (let r = 0; r < count; r++) {
    const pair = key(from[r] as number, to[r] as number);
    if (!pairOf.has(pair)) pairOf.set(pair, pairOf.size);
  }
  // the first known value of each direction: two zones with one point have the same road
  const mean = (of: Float64Array): Float64Array => {
    const ways = [
      new Float64Array(pairOf.size).fill(Number.NaN),
      new Float64Array(pairOf.size).fill(Number.NaN),
    ];
    for (let r = 0; r < count; r++) {
      const [a, b] = [from[r] as number, to[r] as number];
      const way = ways[a < b ? 0 : 1] as Float64Array;
      const p = pairOf.get(key(a, b)) as number;
      if (Number.isNaN(way[p])) way[p] = of[r] as number;
    }
    const [there, back] = ways as [Float64Array, Float64Array];
    return there.map((t, p) => {
      const b = back[p] as number;
      return Number.isNaN(t) ? b : Number.isNaN(b) ? t : (t + b) / 2;
    });
  };
  const minutes = mean(rows.minutes);
  const km = mean(rows.km);
  const find = (values: Float64Array): RoadLookup['minutes'] => {
    return (fromLat, fromLon, toLat, toLon) => {
      const a = ids.get(fromLat)?.get(fromLon);
      if (a === undefined) return Number.NaN;
      const b = ids.get(toLat)?.get(toLon);
      if (b === undefined) return Number.NaN;
      const p = pairOf.get(key(a, b));
      return p === undefined ? Number.NaN : (values[p] as number);
    };
  };
  return { minutes: find(minutes), km: find(km) };
}

/** The estimate as the known roads have it. */
export function bend(curve: RoadCurve, estimate: number): number {
  const last = curve.at(-1);
  if (!last || !(estimate > 0)) return estimate;
  let [x, y] = [0, 0];
  for (const [nextX, nextY] of curve) {
    if (estimate <= nextX) return y + ((estimate - x) * (nextY - y)) / (nextX - x);
    [x, y] = [nextX, nextY];
  }
  return (estimate * last[1]) / last[0];
}

/** Classes of the estimate, in minutes and in km, that each give a point of the curve. */
const MINUTE_CLASSES = [10, 20, 30, 45, 60, 90, 120, 180, Number.POSITIVE_INFINITY];
const KM_CLASSES = [5, 10, 20, 40, 80, 160, Number.POSITIVE_INFINITY];
/** fewer pairs say nothing about a class */
const FEWEST = 10;

/** The estimate of each row: minutes, and km. */
export interface Estimates {
  readonly minutes: Float64Array;
  readonly km: Float64Array;
}

/** Is it an end of a way that every plan asks for? */
export const isBaseOrZone = (name: string) => name.startsWith('rep:') || name.startsWith('zone:');

/**
 * Curves through the medians of each class of length. Rounded, for they are used as they are written.
 * @param isEnd of which ends rows count; a plan's are those between a rep's base and a zone, which every plan asks for
 */
export function fitRoads(
  rows: RoadRows,
  estimates: Estimates,
  isEnd: (name: string) => boolean = isBaseOrZone,
): Roads {
  const ways: number[] = [];
  for (let r = 0; r < rows.minutes.length; r++) {
    if (isEnd(rows.from[r] as string) && isEnd(rows.to[r] as string)) ways.push(r);
  }
  const curve = (estimate: Float64Array, road: Float64Array, classes: readonly number[]): RoadCurve => {
    const known = ways.filter(r => (estimate[r] as number) > 0 && (road[r] as number) > 0);
    const points: [number, number][] = [];
    classes.forEach((upTo, c) => {
      const above = c === 0 ? 0 : (classes[c - 1] as number);
      const here = known.filter(r => (estimate[r] as number) > above && (estimate[r] as number) <= upTo);
      if (here.length < FEWEST) return;
      const x = rounded(median(here.map(r => estimate[r] as number)));
      const y = rounded(median(here.map(r => road[r] as number)));
      const before = points.at(-1);
      // farther is never quicker
      points.push([x, Math.max(y, before?.[1] ?? 0)]);
    });
    return points;
  };
  return {
    rows,
    minutes: curve(estimates.minutes, rows.minutes, MINUTE_CLASSES),
    km: curve(estimates.km, rows.km, KM_CLASSES),
  };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
