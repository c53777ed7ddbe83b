// Is a point inside a multipolygon, and how far from it? Degrees as plane coordinates: zones are small.

import type { MultiPolygon } from '../../model/records.ts';

type Polygons = MultiPolygon['coordinates'];

/** In one of them: the even–odd rule over its rings, holes included. Zones that overlap are polygons that do. */
export function inPolygons(lon: number, lat: number, polygons: Polygons): boolean {
  return polygons.some(rings => inPolygon(lon, lat, rings));
}

function inPolygon(lon: number, lat: number, rings: Polygons[number]): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let e = 0; e + 1 < ring.length; e++) {
      const [ax, ay] = [ring[e]![0]!, ring[e]![1]!];
      const [bx, by] = [ring[e + 1]![0]!, ring[e + 1]![1]!];
      if (ay > lat !== by > lat && lon < ax + ((bx - ax) * (lat - ay)) / (by - ay)) inside = !inside;
    }
  }
  return inside;
}

/** km to the nearest border, on a plane that touches the Earth at the point. */
export function kmToPolygons(lon: number, lat: number, polygons: Polygons): number {
  const kmPerDegree = 111.195;
  const shrink = Math.cos((lat * Math.PI) / 180);
  let least = Number.POSITIVE_INFINITY;
  for (const rings of polygons) {
    for (const ring of rings) {
      for (let e = 0; e + 1 < ring.length; e++) {
        const [ax, ay] = [(ring[e]![0]! - lon) * shrink, ring[e]![1]! - lat];
        const [bx, by] = [(ring[e + 1]![0]! - lon) * shrink, ring[e + 1]![1]! - lat];
        const [dx, dy] = [bx - ax, by - ay];
        const length = dx * dx + dy * dy;
        const t = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0;
        least = Math.min(least, Math.hypot(ax + t * dx, ay + t * dy));
      }
    }
  }
  return least * kmPerDegree;
}
