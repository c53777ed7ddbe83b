// Cutting a zone that is too large for one rep: each part is what lies nearer to its seed than to the others (a Voronoi
// cell) inside the zone. Parts tile the zone; those of coincident seeds, or of seeds whose cell misses it, are null.

import type { MultiPolygon, Position } from '../model/records.ts';
import { Delaunay } from './delaunay-lib.ts';
import { bbox, lonNear, ringAreaKm2 } from './sphere.ts';
import { loadIntersect } from './turf.ts';

type Shape = MultiPolygon['coordinates'];

/** km²: a square meter; what is smaller came from rounding */
const CRUMB_KM2 = 1e-6;

/**
 * One shape per seed, in their order, null where there is none; all null when the zone has no polygon. Degrees; the
 * cells are those of the local plane (longitudes shortened by the cosine of the zone's middle latitude).
 */
export async function cutZone(
  polygon: Shape | null,
  seeds: readonly { readonly lat: number; readonly lon: number }[],
): Promise<(Shape | null)[]> {
  const box = polygon && bbox(polygon);
  if (!polygon || !box) return seeds.map(() => null);
  // coincident seeds: the first has the cell, as d3-delaunay would have it or not depending on the case
  const key = (s: { lat: number; lon: number }) => `${snap(s.lat)},${snap(s.lon)}`;
  const first = new Map<string, number>();
  seeds.forEach((seed, s) => {
    if (Number.isFinite(seed.lat) && Number.isFinite(seed.lon) && !first.has(key(seed)))
      first.set(key(seed), s);
  });
  const used = [...first.values()];
  if (used.length < 2) return seeds.map((_, s) => (s === used[0] ? polygon : null));

  const shrink = Math.cos((((box[1] + box[3]) / 2) * Math.PI) / 180);
  const middle = (box[0] + box[2]) / 2;
  const points = used.map(
    s => [lonNear(snap(seeds[s]!.lon), middle) * shrink, snap(seeds[s]!.lat)] as [number, number],
  );
  // a frame around the zone and all seeds, so that no cell is cut off inside the zone
  const xs = [box[0] * shrink, box[2] * shrink, ...points.map(p => p[0])];
  const ys = [box[1], box[3], ...points.map(p => p[1])];
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const margin = Math.max(maxX - minX, maxY - minY, 1e-6);
  const voronoi = Delaunay.from(points).voronoi([minX - margin, minY - margin, maxX + margin, maxY + margin]);

  // a zone across the antimeridian lies on both sides of the world, its cells on one: they are tried on every turn
  const turns = box[2] > 180 ? [-360, 0, 360] : [0];
  const intersect = await loadIntersect();
  const parts: (Shape | null)[] = seeds.map(() => null);
  used.forEach((s, c) => {
    const cell = voronoi.cellPolygon(c) as Position[] | null;
    if (!cell) return;
    const part = turns.flatMap(turn => {
      const ring = cell.map(([x, y]): Position => [x! / shrink + turn, y!]);
      return clean(intersect(polygon, [[ring]]) ?? []);
    });
    if (part.length > 0) parts[s] = part;
  });
  return parts;
}

/**
 * To ten meters: seeds nearer to each other than that have no border worth drawing between them, and collinear seeds,
 * which d3-delaunay shakes a little, would have it turned.
 */
function snap(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4 + 0;
}

/** RFC 7946 winding; polygons and holes smaller than a crumb left out. */
function clean(shape: Shape): Shape {
  return shape.flatMap(rings => {
    const kept = rings.filter(ring => ring.length >= 4 && Math.abs(ringAreaKm2(ring)) > CRUMB_KM2);
    if (kept.length === 0 || kept[0] !== rings[0]) return [];
    return [kept.map((ring, r) => (ringAreaKm2(ring) < 0 === (r === 0) ? ring : [...ring].reverse()))];
  });
}
