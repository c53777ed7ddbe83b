// Points by their coordinates: two that agree in the digits that count are one.

import { powerOf } from '../../model/power.ts';
import type { RoadPairs } from '../../model/roads.ts';

export interface PointIndex {
  readonly count: number;
  /** the number of the point, a new one when it was not there; −1 for coordinates that are no place on Earth */
  of(lat: number, lon: number): number;
  /** degrees, rounded to the digits that count: what is asked for is the same whoever asks first */
  lat(point: number): number;
  lon(point: number): number;
}

/** @param digits decimals of degrees; 6 are 0.1 m, 5 are 1 m */
export function createPoints(digits: number): PointIndex {
  const scale = powerOf(10, digits);
  const numbers = new Map<string, number>();
  const lats: number[] = [];
  const lons: number[] = [];
  return {
    get count() {
      return lats.length;
    },
    of(lat, lon) {
      if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return -1;
      const y = Math.round(lat * scale);
      // both edges of the map are one meridian
      const x = lon === 180 ? -180 * scale : Math.round(lon * scale);
      const key = `${y},${x}`;
      let point = numbers.get(key);
      if (point === undefined) {
        point = lats.length;
        numbers.set(key, point);
        lats.push(y / scale);
        lons.push(x / scale);
      }
      return point;
    },
    lat: point => lats[point] as number,
    lon: point => lons[point] as number,
  };
}

/** Km between two points of the sphere, for judging how far a server has moved a point. Degrees. */
export function kmBetween(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const rad = Math.PI / 180;
  const sinLat = Math.sin(((lat2 - lat1) * rad) / 2);
  const sinLon = Math.sin(((lon2 - lon1) * rad) / 2);
  const h = sinLat * sinLat + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * sinLon * sinLon;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** The number of each point of the pairs. */
export function pointNumbers(pairs: RoadPairs, of: (lat: number, lon: number) => number): Int32Array {
  return Int32Array.from(pairs.lat, (lat, point) => of(lat, pairs.lon[point] as number));
}
