// Cells for zones that are only points, so that a map can be drawn: each zone gets what lies nearer to its point than to
// any other (Voronoi), not farther out than the land of points reaches. The rim is made by ghost points, set on a grid
// wherever no zone is near: every corner is then a circumcenter that neighboring cells share exactly, and outlines of
// sectors dissolve as those of real zones do. These are not borders: never use them for areas, contiguity or locating.

import type { MultiPolygon, Position, Zones } from '../model/records.ts';
import { Delaunay } from './delaunay-lib.ts';
import { bboxOfPoints, lonNear, ringAreaKm2 } from './sphere.ts';

type Shape = MultiPolygon['coordinates'];

/** degrees; the least reach, for maps of one or two points */
const LEAST_REACH = 0.05;

/** One shape per zone, null for those without a point or at the same place as an earlier one. */
export function voronoiCells(zones: Pick<Zones, 'count' | 'lat' | 'lon'>): (Shape | null)[] {
  const cells: (Shape | null)[] = Array.from({ length: zones.count }, () => null);
  const box = bboxOfPoints(zones.lat, zones.lon);
  if (!box) return cells;
  const shrink = Math.max(0.01, Math.cos((((box[1] + box[3]) / 2) * Math.PI) / 180));
  const middle = (box[0] + box[2]) / 2;
  const points: [number, number][] = [];
  const owner: number[] = [];
  const seen = new Set<string>();
  for (let z = 0; z < zones.count; z++) {
    const [lat, lon] = [zones.lat[z]!, zones.lon[z]!];
    if (!Number.isFinite(lat) || !Number.isFinite(lon)) continue;
    const x = lonNear(lon, middle) * shrink;
    if (seen.has(`${x},${lat}`)) continue;
    seen.add(`${x},${lat}`);
    points.push([x, lat]);
    owner.push(z);
  }
  const [west, south, east, north] = [box[0] * shrink, box[1], box[2] * shrink, box[3]];
  const [width, height, n] = [east - west, north - south, points.length];
  // twice the spacing of points spread evenly over the box: wider than gaps between zones, narrower than a sea
  const reach = Math.max(
    2 * Math.sqrt((width * height) / n),
    (1.5 * Math.max(width, height)) / Math.max(1, n - 1),
    LEAST_REACH,
  );
  const bounds = [west - 4 * reach, south - 4 * reach, east + 4 * reach, north + 4 * reach] as const;
  const all = [...points, ...ghosts(points, bounds, reach)];
  const voronoi = Delaunay.from(all).voronoi([...bounds]);
  owner.forEach((z, p) => {
    const cell = voronoi.cellPolygon(p) as Position[] | null;
    if (!cell) return;
    const ring = tidy(cell.map(([x, y]): Position => [x! / shrink, Math.max(-90, Math.min(90, y!))]));
    if (ring.length >= 4) cells[z] = atAntimeridian(ringAreaKm2(ring) < 0 ? ring : ring.reverse());
  });
  return cells;
}

/** Corners to the centimeter: four points on a circle have several circumcenters that differ in the last bits. */
function tidy(ring: readonly Position[]): Position[] {
  const rounded = ring.map(
    ([lon, lat]): Position => [Math.round(lon! * 1e7) / 1e7, Math.round(lat! * 1e7) / 1e7],
  );
  return rounded.filter((p, i) => i === 0 || p[0] !== rounded[i - 1]![0] || p[1] !== rounded[i - 1]![1]);
}

/** Nodes of a grid over the bounds that are farther than `reach` from every point. */
function ghosts(
  points: readonly [number, number][],
  [west, south, east, north]: readonly [number, number, number, number],
  reach: number,
): [number, number][] {
  const delaunay = Delaunay.from(points);
  const out: [number, number][] = [];
  let nearest = 0;
  for (let row = 1; south + row * reach < north; row++) {
    for (let column = 1; west + column * reach < east; column++) {
      const [x, y] = [west + column * reach, south + row * reach];
      nearest = delaunay.find(x, y, nearest);
      const [px, py] = points[nearest]!;
      if (Math.hypot(x - px, y - py) > reach) out.push([x, y]);
    }
  }
  return out;
}

/** A convex counterclockwise ring of any longitudes → polygons within [−180, 180]. */
function atAntimeridian(ring: Position[]): Shape {
  const lons = ring.map(p => p[0]!);
  const shape: Shape = [];
  for (const turn of [-360, 0, 360]) {
    if (Math.max(...lons) + turn <= -180 || Math.min(...lons) + turn >= 180) continue;
    const moved = turn === 0 ? ring : ring.map(([lon, lat]): Position => [lon! + turn, lat!]);
    const kept = side(
      side(moved, lon => lon <= 180, 180),
      lon => lon >= -180,
      -180,
    );
    if (kept.length >= 4) shape.push([kept]);
  }
  return shape;
}

/** The part of a convex ring on one side of a meridian (Sutherland and Hodgman 1974). */
function side(ring: Position[], keeps: (lon: number) => boolean, meridian: number): Position[] {
  if (ring.every(p => keeps(p[0]!))) return ring;
  const out: Position[] = [];
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    if (keeps(a[0]!)) out.push(a);
    if (keeps(a[0]!) !== keeps(b[0]!)) {
      // from west to east whichever way the edge runs, so that both its cells get the same latitude
      const [p, q] = a[0]! < b[0]! ? [a, b] : [b, a];
      out.push([meridian, p[1]! + ((meridian - p[0]!) / (q[0]! - p[0]!)) * (q[1]! - p[1]!)]);
    }
  }
  return out.length === 0 ? out : [...out, out[0]!];
}
