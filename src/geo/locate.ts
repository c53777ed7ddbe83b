// Which zone holds a point, and which is nearest: boxes of all zone parts in a packed R-tree (flatbush), then the exact
// shape. Zones without a polygon are their representative point: in a set with no polygon at all the nearest point's
// zone holds the point, because there is no better answer.

import Flatbush from 'flatbush';
import type { Zones } from '../model/records.ts';
import { kmToPart, partBox, partHolds, partsOf } from './parts.ts';
import { EARTH_RADIUS_KM, greatCircleKm, KM_PER_DEGREE, wrapLon } from './sphere.ts';

export interface Nearest {
  /** zone index; −1 when there are no zones, or the point is not a number */
  readonly zone: number;
  /** great-circle km to the zone's border, 0 inside it; to its point when it has no polygon; Infinity for none */
  readonly km: number;
}

export interface Locator {
  /** true when at least one zone has a polygon: then `locate` may say −1 for a point on Earth */
  readonly hasPolygons: boolean;
  /** Zone that holds the point (degrees), the lowest index on a border or overlap; −1 for none. */
  locate(lat: number, lon: number): number;
  /** Nearest zone, the lowest index among equals. */
  nearest(lat: number, lon: number): Nearest;
  /** km from a point to one zone, as `Nearest.km`. */
  kmTo(zone: number, lat: number, lon: number): number;
}

const NOWHERE: Nearest = { zone: -1, km: Infinity };
const HALF_TURN_KM = Math.PI * EARTH_RADIUS_KM;
const DEGREES = 180 / Math.PI;

export function makeLocator(zones: Zones): Locator {
  const parts = partsOf(zones);
  // the items of the index: first the parts, then the zones that are only a point
  const pointZones: number[] = [];
  for (let z = 0; z < zones.count; z++) {
    const shapeless = parts.zoneParts[z] === parts.zoneParts[z + 1];
    if (shapeless && Number.isFinite(zones.lat[z]) && Number.isFinite(zones.lon[z])) pointZones.push(z);
  }
  const items = parts.count + pointZones.length;
  const hasPolygons = parts.count > 0;
  const index = items > 0 ? new Flatbush(items) : null;
  if (index) {
    for (let p = 0; p < parts.count; p++) index.add(...partBox(parts, p));
    for (const z of pointZones) index.add(zones.lon[z]!, zones.lat[z]!, zones.lon[z]!, zones.lat[z]!);
    index.finish();
  }
  const startKm = index ? typicalSpacingKm(index, items) : 1;

  const zoneOfItem = (item: number): number =>
    item < parts.count ? parts.zone[item]! : pointZones[item - parts.count]!;

  const kmToPoint = (zone: number, lat: number, lon: number): number =>
    greatCircleKm(lat, lon, zones.lat[zone]!, zones.lon[zone]!);

  /** the turns of the circle on which a longitude may meet the index (unrolled parts reach beyond 180) */
  function* turns(west: number, east: number): Generator<number> {
    for (const turn of [-360, 0, 360]) {
      if (east + turn >= index!.minX && west + turn <= index!.maxX) yield turn;
    }
  }

  function holder(lat: number, lon: number): number {
    let zone = -1;
    for (const turn of turns(lon, lon)) {
      const x = lon + turn;
      index!.search(x, lat, x, lat, item => {
        if (item >= parts.count) return false;
        const z = parts.zone[item]!;
        if ((zone < 0 || z < zone) && partHolds(parts, item, x, lat)) zone = z;
        return false;
      });
    }
    return zone;
  }

  /** Widening windows: every item within r km has a box that meets the window of radius r. */
  function nearestOutside(lat: number, lon: number): Nearest {
    for (let r = startKm; ; r *= 3) {
      let zone = -1;
      let km = Infinity;
      const dLat = r / KM_PER_DEGREE;
      const sine = Math.sin(Math.min(r, HALF_TURN_KM / 2) / EARTH_RADIUS_KM) / Math.cos(lat / DEGREES);
      const dLon = Math.abs(lat) + dLat >= 90 || sine >= 1 ? 180 : Math.asin(sine) * DEGREES;
      for (const turn of turns(lon - dLon, lon + dLon)) {
        const x = lon + turn;
        index!.search(x - dLon, lat - dLat, x + dLon, lat + dLat, item => {
          const z = zoneOfItem(item);
          const d = item < parts.count ? kmToPart(parts, item, lat, lon) : kmToPoint(z, lat, lon);
          if (d < km || (d === km && z < zone)) {
            zone = z;
            km = d;
          }
          return false;
        });
      }
      if (km <= r || r > HALF_TURN_KM) return { zone, km };
    }
  }

  const usable = (lat: number, lon: number): boolean =>
    index !== null && Math.abs(lat) <= 90 && Number.isFinite(lon);

  return {
    hasPolygons,
    locate(lat, lon) {
      if (!usable(lat, lon)) return -1;
      return hasPolygons ? holder(lat, wrapLon(lon)) : nearestOutside(lat, wrapLon(lon)).zone;
    },
    nearest(lat, lon) {
      if (!usable(lat, lon)) return NOWHERE;
      const zone = holder(lat, wrapLon(lon));
      return zone >= 0 ? { zone, km: 0 } : nearestOutside(lat, wrapLon(lon));
    },
    kmTo(zone, lat, lon) {
      const first = parts.zoneParts[zone]!;
      const end = parts.zoneParts[zone + 1]!;
      if (first === end) return kmToPoint(zone, lat, lon);
      let km = Infinity;
      for (let p = first; p < end; p++) {
        for (const turn of [-360, 0, 360]) if (partHolds(parts, p, wrapLon(lon) + turn, lat)) return 0;
        km = Math.min(km, kmToPart(parts, p, lat, lon));
      }
      return km;
    },
  };
}

/** Mean distance between items if they were spread evenly over their common box; the first window of a search. */
function typicalSpacingKm(index: Flatbush, items: number): number {
  const height = (index.maxY - index.minY) * KM_PER_DEGREE;
  const middle = (index.minY + index.maxY) / 2 / DEGREES;
  const width = (index.maxX - index.minX) * KM_PER_DEGREE * Math.cos(middle);
  return Math.min(100, Math.max(1, Math.sqrt((width * height) / items)));
}
