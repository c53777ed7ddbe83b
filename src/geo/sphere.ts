// The Earth as a sphere: distances, areas and boxes, in degrees and kilometres. Longitudes are cyclic: every function
// here gives the same answer for shapes on both sides of the antimeridian as for the same shapes anywhere else.

import type { MultiPolygon, Position } from '../model/records.ts';

/** Mean radius of the Earth in km (IUGG R₁), the one turf uses. */
export const EARTH_RADIUS_KM = 6371.0088;

/** km of one degree of a great circle */
export const KM_PER_DEGREE = (EARTH_RADIUS_KM * Math.PI) / 180;

const RAD = Math.PI / 180;

/** Great-circle distance in km between two points in degrees (haversine: exact for small distances too). */
export function greatCircleKm(lat1: number, lon1: number, lat2: number, lon2: number): number {
  const sinLat = Math.sin(((lat2 - lat1) * RAD) / 2);
  const sinLon = Math.sin(((lon2 - lon1) * RAD) / 2);
  const h = sinLat * sinLat + Math.cos(lat1 * RAD) * Math.cos(lat2 * RAD) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Longitude brought into [−180, 180); values already there are returned unchanged, to the last bit. */
export function wrapLon(lon: number): number {
  if (lon >= -180 && lon < 180) return lon;
  const turned = (((lon + 180) % 360) + 360) % 360;
  return turned - 180;
}

/** Signed difference `to − from` on the circle, in [−180, 180]; differences already there are unchanged. */
export function lonDelta(from: number, to: number): number {
  const d = to - from;
  if (d > 180) return d - 360 * Math.ceil((d - 180) / 360);
  if (d < -180) return d + 360 * Math.ceil((-d - 180) / 360);
  return d;
}

/** The longitude on the turn of the circle nearest to `reference`: may leave [−180, 180]. */
export function lonNear(lon: number, reference: number): number {
  return reference + lonDelta(reference, lon);
}

/**
 * Signed spherical area of a closed ring in km²: positive clockwise, negative counterclockwise (RFC 7946 outer rings).
 * The trapezoidal sum of Chamberlain and Duquette (2007), "Some algorithms for polygons on a sphere", as in @turf/area.
 */
export function ringAreaKm2(ring: readonly Position[]): number {
  const n = ring.length - 1;
  if (n <= 2) return 0;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const before = ring[i]!;
    const here = ring[i + 1 === n ? 0 : i + 1]!;
    const after = ring[i + 2 >= n ? (i + 2) % n : i + 2]!;
    const turn = lonDelta(before[0]!, here[0]!) + lonDelta(here[0]!, after[0]!);
    sum += turn * RAD * Math.sin(here[1]! * RAD);
  }
  return (sum * EARTH_RADIUS_KM * EARTH_RADIUS_KM) / 2;
}

/** Spherical area of a multipolygon in km²: outer rings minus holes, whatever their winding (as @turf/area). */
export function sphericalAreaKm2(polygons: MultiPolygon['coordinates']): number {
  let total = 0;
  for (const rings of polygons) {
    rings.forEach((ring, r) => {
      total += r === 0 ? Math.abs(ringAreaKm2(ring)) : -Math.abs(ringAreaKm2(ring));
    });
  }
  return total;
}

/** Degrees; west ≤ east always: a box across the antimeridian has east > 180 (for example 172 … 194). */
export type Bbox = readonly [west: number, south: number, east: number, north: number];

/** Box of coordinates given as parallel arrays; null when there are no finite ones. Of the two ways round, the narrower. */
export function bboxOfPoints(lats: ArrayLike<number>, lons: ArrayLike<number>): Bbox | null {
  const box = growingBox();
  for (let i = 0; i < lats.length; i++) box.add(lats[i]!, lons[i]!);
  return box.bbox();
}

/** Box of a multipolygon (outer rings), as `bboxOfPoints`; null when it has no position. */
export function bbox(polygons: MultiPolygon['coordinates']): Bbox | null {
  const box = growingBox();
  for (const rings of polygons) {
    const outer = rings[0] ?? [];
    for (let i = 0; i < outer.length; i++) box.add(outer[i]![1]!, outer[i]![0]!);
  }
  return box.bbox();
}

function growingBox() {
  let [south, north, west, east] = [Infinity, -Infinity, Infinity, -Infinity];
  // the same, with the western hemisphere put behind the eastern one
  let [westUp, eastUp] = [Infinity, -Infinity];
  return {
    add(lat: number, lon: number): void {
      if (!Number.isFinite(lat) || !Number.isFinite(lon)) return;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
      if (lon < west) west = lon;
      if (lon > east) east = lon;
      const up = lon < 0 ? lon + 360 : lon;
      if (up < westUp) westUp = up;
      if (up > eastUp) eastUp = up;
    },
    bbox(): Bbox | null {
      if (south > north) return null;
      // not by a rounding: shapes wholly in the west are as wide either way
      return eastUp - westUp < east - west - 1e-6
        ? [westUp, south, eastUp, north]
        : [west, south, east, north];
    },
  };
}

/**
 * The same multipolygon in one piece of the plane: every ring continuous, every part on the turn of the circle nearest
 * to the first; longitudes may leave [−180, 180]. Returned as is (same object) when it does not cross the antimeridian.
 */
export function unwrapPolygons(polygons: MultiPolygon['coordinates']): MultiPolygon['coordinates'] {
  const box = bbox(polygons);
  if (box === null || box[2] <= 180) return polygons;
  const middle = (box[0] + box[2]) / 2;
  return polygons.map(rings =>
    rings.map(ring => ring.map(([lon, lat]): Position => [lonNear(lon!, middle), lat!])),
  );
}
