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
  // a zone across the antimeridian lies on both sides of the world, its cells on one: they are tried on every turn
  const turns = box[2] > 180 ? [-360, 0, 360] : [0];
  const intersect = await loadIntersect();
  for (let nudge = 0; ; nudge++) {
    const points = used.map((s, c): [number, number] => {
      const [dx, dy] = nudged(c, nudge);
      return [lonNear(snap(seeds[s]!.lon), middle) * shrink + dx, snap(seeds[s]!.lat) + dy];
    });
    const cells = cellsAround(points, [box[0] * shrink, box[1], box[2] * shrink, box[3]]);
    const parts: (Shape | null)[] = seeds.map(() => null);
    try {
      used.forEach((s, c) => {
        const part = turns.flatMap(turn => {
          const ring = cells[c]?.map(([x, y]): Position => [x! / shrink + turn, y!]) ?? [];
          return ring.length === 0 ? [] : clean(intersect(polygon, [[ring]]) ?? []);
        });
        if (part.length > 0) parts[s] = part;
      });
      return parts;
    } catch (error) {
      // the clipper gives up on some borders that meet vertices of the zone all but exactly: others are as good
      if (nudge === NUDGES) throw error;
    }
  }
}

/** how often the seeds are moved when their cells cannot be cut out of the zone */
const NUDGES = 9;
/** degrees, a few decimeters */
const NUDGE = 4e-6;

/** How far a seed is moved: nowhere at first, then to places that follow no pattern of the data. */
function nudged(seed: number, nudge: number): [number, number] {
  const turn = (step: number) => (((seed * NUDGES + nudge) * step) % 1) - 0.5;
  // steps of the plane's most evenly spread sequence (the plastic number's)
  return nudge === 0 ? [0, 0] : [turn(0.7548776662466927) * NUDGE, turn(0.5698402909980532) * NUDGE];
}

/** The cells of distinct points in a plane, closed rings, wider than the box [west, south, east, north] and all points. */
function cellsAround(
  points: readonly [number, number][],
  [west, south, east, north]: readonly [number, number, number, number],
): (Position[] | null)[] {
  const xs = [west, east, ...points.map(p => p[0])];
  const ys = [south, north, ...points.map(p => p[1])];
  const [minX, maxX, minY, maxY] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const margin = Math.max(maxX - minX, maxY - minY, 1e-6);
  const cells = stripes(points, 4 * margin);
  if (cells) return cells;
  const voronoi = Delaunay.from(points).voronoi([minX - margin, minY - margin, maxX + margin, maxY + margin]);
  return points.map((_, p) => voronoi.cellPolygon(p) as Position[] | null);
}

/** square degrees: three seeds on a grid of ten meters that are not on one line span more */
const FLAT = 1e-10;

/**
 * The cells of distinct points that all lie on one line, `reach` far to every side; null where they do not. d3-delaunay
 * shakes such points a little, and its cells may then overlap: that of the middle one of three was the whole plane.
 */
function stripes(points: readonly (readonly [number, number])[], reach: number): Position[][] | null {
  const order = points.map((_, p) => p);
  order.sort((p, q) => points[p]![0] - points[q]![0] || points[p]![1] - points[q]![1]);
  const [x0, y0] = points[order[0]!]!;
  const [x1, y1] = points[order.at(-1)!]!;
  const [dx, dy] = [x1 - x0, y1 - y0];
  if (points.some(([x, y]) => Math.abs(dx * (y - y0) - dy * (x - x0)) > FLAT)) return null;
  const length = Math.hypot(dx, dy);
  const [alongX, alongY] = [(dx / length) * reach, (dy / length) * reach];
  // the two ends of a border across the line, made once for both its sides
  const across = (x: number, y: number): [Position, Position] => [
    [x - alongY, y + alongX],
    [x + alongY, y - alongX],
  ];
  const borders = [
    across(x0 - alongX, y0 - alongY),
    ...order.slice(1).map((q, k) => {
      const [a, b] = [points[order[k]!]!, points[q]!];
      return across((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
    }),
    across(x1 + alongX, y1 + alongY),
  ];
  const cells: Position[][] = [];
  order.forEach((p, k) => {
    const [[a, b], [c, d]] = [borders[k]!, borders[k + 1]!];
    cells[p] = [a, b, d, c, a];
  });
  return cells;
}

/** To ten meters: seeds nearer to each other than that have no border worth drawing between them. */
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
