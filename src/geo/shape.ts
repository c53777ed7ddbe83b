// How compact a shape is, as the districting literature measures it:
//   Polsby–Popper  4π · area / perimeter²            (Polsby and Popper 1991; Cox 1927)
//   Reock          area / area of the smallest circle around it (Reock 1961)
// Both are 1 for a disk and near 0 for what is long or ragged. Polsby–Popper depends on how finely a coast is drawn.
// On a sphere it would pass 1 for what is as large and as round as a hemisphere: 1 is the most that is said.

import { squareOf } from '../model/power.ts';
import type { MultiPolygon, Position } from '../model/records.ts';
import { bbox, EARTH_RADIUS_KM, greatCircleKm, KM_PER_DEGREE, sphericalAreaKm2 } from './sphere.ts';

type Shape = MultiPolygon['coordinates'];
type Point = readonly [x: number, y: number];

/** Length of all rings in km, holes included; the seam where a shape is cut at the antimeridian is no border. */
export function perimeterKm(shape: Shape): number {
  let km = 0;
  const seam: SeamEdge[] = [];
  for (const rings of shape) {
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [aLon, aLat] = ring[i - 1] as [number, number];
        const [bLon, bLat] = ring[i] as [number, number];
        if (Math.abs(aLon) === 180 && aLon === bLon) seam.push([aLon, aLat, bLat]);
        else km += greatCircleKm(aLat, aLon, bLat, bLon);
      }
    }
  }
  return km + KM_PER_DEGREE * unmatched(seam);
}

/** an edge along the antimeridian, on its eastern (180) or its western side (−180) */
type SeamEdge = readonly [lon: number, fromLat: number, toLat: number];

/** Degrees of edges along the antimeridian that have no other on its other side: there a shape ends and is not cut. */
function unmatched(edges: readonly SeamEdge[]): number {
  const steps = edges.flatMap(([lon, a, b]) => {
    const side = Math.sign(lon);
    return [
      [Math.min(a, b), side],
      [Math.max(a, b), -side],
    ] as const;
  });
  steps.sort((a, b) => a[0] - b[0]);
  let degrees = 0;
  let [last, sides] = [0, 0];
  for (const [lat, side] of steps) {
    degrees += Math.abs(sides) * (lat - last);
    last = lat;
    sides += side;
  }
  return degrees;
}

/** 0 … 1; NaN for an empty shape. */
export function polsbyPopper(shape: Shape): number {
  return Math.min(1, (4 * Math.PI * sphericalAreaKm2(shape)) / squareOf(perimeterKm(shape)));
}

/** 0 … 1; NaN for an empty shape. The circle is drawn on an equal-area plane around the middle of the shape. */
export function reock(shape: Shape): number {
  const { radius } = smallestCircle(convexHull(equalArea(shape)));
  return sphericalAreaKm2(shape) / (Math.PI * radius * radius);
}

/** Outer positions on the Lambert azimuthal equal-area plane around the middle of the box (Snyder 1987, 24-2), km. */
function equalArea(shape: Shape): Point[] {
  const box = bbox(shape);
  if (!box) return [];
  const rad = Math.PI / 180;
  const lon0 = ((box[0] + box[2]) / 2) * rad;
  const lat0 = ((box[1] + box[3]) / 2) * rad;
  const [sin0, cos0] = [Math.sin(lat0), Math.cos(lat0)];
  const project = (position: Position): Point => {
    const lon = position[0]! * rad - lon0;
    const lat = position[1]! * rad;
    const [sin, cos, cosLon] = [Math.sin(lat), Math.cos(lat), Math.cos(lon)];
    const k = EARTH_RADIUS_KM * Math.sqrt(2 / (1 + sin0 * sin + cos0 * cos * cosLon));
    return [k * cos * Math.sin(lon), k * (cos0 * sin - sin0 * cos * cosLon)];
  };
  return shape.flatMap(rings => (rings[0] ?? []).map(project));
}

/** Andrew's monotone chain, counterclockwise; collinear points left out. */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const chain = (list: readonly Point[]): Point[] => {
    const out: Point[] = [];
    for (const c of list) {
      for (; out.length >= 2; out.pop()) {
        const [a, b] = [out[out.length - 2]!, out[out.length - 1]!];
        if ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0) break;
      }
      out.push(c);
    }
    return out;
  };
  const lower = chain(sorted);
  const upper = chain(sorted.reverse());
  return lower.length < 2 ? lower : [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/**
 * Smallest circle around points, by increments (Welzl 1991, as in de Berg et al., Computational Geometry, 4.7). The
 * points come in a fixed scattered order instead of a random one, so that the answer is the same every time.
 */
export function smallestCircle(points: readonly Point[]): Circle {
  const n = points.length;
  if (n === 0) return { x: Number.NaN, y: Number.NaN, radius: Number.NaN };
  const list = scattered(points);
  let circle: Circle = { x: list[0]![0], y: list[0]![1], radius: 0 };
  for (let i = 1; i < n; i++) {
    if (covers(circle, list[i]!)) continue;
    circle = { x: list[i]![0], y: list[i]![1], radius: 0 };
    for (let j = 0; j < i; j++) {
      if (covers(circle, list[j]!)) continue;
      circle = around(list[i]!, list[j]!);
      for (let k = 0; k < j; k++) {
        if (!covers(circle, list[k]!)) circle = through(list[i]!, list[j]!, list[k]!);
      }
    }
  }
  return circle;
}

/** every seventh-or-so point in turn: a stride without common factor with n visits all */
function scattered(points: readonly Point[]): Point[] {
  const n = points.length;
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
  let stride = Math.max(1, Math.round(n * 0.381966));
  while (gcd(stride, n) !== 1) stride++;
  return points.map((_, i) => points[(i * stride) % n]!);
}

function covers({ x, y, radius }: Circle, [px, py]: Point): boolean {
  return Math.hypot(px - x, py - y) <= radius * (1 + 1e-12);
}

function around(a: Point, b: Point): Circle {
  return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, radius: Math.hypot(a[0] - b[0], a[1] - b[1]) / 2 };
}

function through(a: Point, b: Point, c: Point): Circle {
  const [bx, by, cx, cy] = [b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]];
  const d = 2 * (bx * cy - by * cx);
  if (d === 0) {
    const pairs = [around(a, b), around(a, c), around(b, c)];
    return pairs.reduce((best, circle) => (circle.radius > best.radius ? circle : best));
  }
  const [b2, c2] = [bx * bx + by * by, cx * cx + cy * cy];
  const [x, y] = [(cy * b2 - by * c2) / d, (bx * c2 - cx * b2) / d];
  return { x: a[0] + x, y: a[1] + y, radius: Math.hypot(x, y) };
}
