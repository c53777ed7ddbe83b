// Zones drawn on top of each other: a border that runs inside another zone, deeper than any sliver. Seen from the free
// edges (shared-edges.ts): where zones fit together their edges are shared, so overlaps show on free ones only.

import Flatbush from 'flatbush';
import type { MultiPolygon, Position } from '../model/records.ts';
import { insidePolygons } from './rings.ts';
import type { FreeEdges } from './shared-edges.ts';
import { KM_PER_DEGREE } from './sphere.ts';

/** free edges that are looked at, spread evenly over each zone's; every zone's first is among them */
const MOST_PROBES = 40_000;

/** Pairs (keys a · n + b, a < b) of which one has a border at least `depthKm` inside the other. */
export function overlappingZones(
  geometry: readonly (MultiPolygon['coordinates'] | null)[],
  free: FreeEdges,
  depthKm: number,
): Set<number> {
  const n = geometry.length;
  const parts = geometry.flatMap((polygons, zone) => (polygons ?? []).map(rings => ({ zone, rings })));
  const found = new Set<number>();
  if (parts.length === 0 || free.count === 0) return found;
  const index = new Flatbush(parts.length);
  for (const { rings } of parts) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    const outer = rings[0]!;
    for (let i = 0; i < outer.length; i++) {
      const x = outer[i]![0]!;
      const y = outer[i]![1]!;
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < south) south = y;
      if (y > north) north = y;
    }
    index.add(west, south, east, north);
  }
  index.finish();
  const stride = Math.max(1, Math.ceil(free.count / MOST_PROBES));
  const seen = new Uint32Array(n);
  for (let e = 0; e < free.count; e++) {
    const zone = free.zone[e]!;
    if (seen[zone]!++ % stride > 0) continue;
    const x = (free.ends[e * 4]! + free.ends[e * 4 + 2]!) / 2;
    const y = (free.ends[e * 4 + 1]! + free.ends[e * 4 + 3]!) / 2;
    for (const p of index.search(x, y, x, y)) {
      const { zone: other, rings } = parts[p]!;
      const key = Math.min(zone, other) * n + Math.max(zone, other);
      if (other === zone || found.has(key)) continue;
      if (insidePolygons(x, y, [rings]) && depth(x, y, rings) >= depthKm) found.add(key);
    }
  }
  return found;
}

/** km to the nearest border, in the plane around the point */
function depth(x: number, y: number, rings: readonly Position[][]): number {
  const scaleX = KM_PER_DEGREE * Math.cos((y * Math.PI) / 180);
  let least = Infinity;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const ax = (ring[i - 1]![0]! - x) * scaleX;
      const ay = (ring[i - 1]![1]! - y) * KM_PER_DEGREE;
      const ux = (ring[i]![0]! - x) * scaleX - ax;
      const uy = (ring[i]![1]! - y) * KM_PER_DEGREE - ay;
      const length2 = ux * ux + uy * uy;
      const t = length2 > 0 ? Math.max(0, Math.min(1, -(ax * ux + ay * uy) / length2)) : 0;
      least = Math.min(least, Math.hypot(ax + t * ux, ay + t * uy));
    }
  }
  return least;
}
