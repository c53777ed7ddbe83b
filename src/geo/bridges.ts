// Bridges: what is apart on the map (islands, enclaves, points without a polygon) is joined to what is nearest, so that
// every zone can be in a connected sector. As few as can be, one less than there are pieces, and the shortest: a
// minimum spanning tree between the pieces, whose edges are all among those of a Delaunay triangulation.

import type { Bridge, Zones } from '../model/records.ts';
import { componentsOf } from './csr.ts';
import { triangulate } from './delaunay.ts';
import { insidePolygons } from './rings.ts';
import type { FreeEdges } from './shared-edges.ts';
import { bbox, greatCircleKm, KM_PER_DEGREE } from './sphere.ts';

/** A possible bridge. */
export interface Candidate {
  readonly a: number;
  readonly b: number;
  readonly km: number;
}

/** May no bridge join these two zones? */
export type Apart = (a: number, b: number) => boolean;

/**
 * The shortest bridges that connect what `pairs` (keys a · n + b) leave apart, out of the candidates that may be (Kruskal).
 */
export function shortestBridges(
  n: number,
  pairs: Iterable<number>,
  candidates: readonly Candidate[],
  apart: Apart = () => false,
): Bridge[] {
  const sets = componentsOf(n, pairs);
  const sorted = candidates
    .filter(({ a, b }) => sets.find(a) !== sets.find(b) && !apart(a, b))
    .map(({ a, b, km }) => (a < b ? { a, b, km } : { a: b, b: a, km }))
    .sort((p, q) => p.km - q.km || p.a - q.a || p.b - q.b);
  return sorted.filter(({ a, b }) => sets.join(a, b)).sort((p, q) => p.a - q.a || p.b - q.b);
}

/** km between samples on long straight borders: the nearest vertices alone may be far from the nearest points */
const SAMPLE_KM = 0.5;
const MOST_SAMPLES = 20_000;

/** Bridges between zones with polygons (nearest borders) and zones without (their points). */
export function bridgesOverBorders(
  zones: Zones,
  pairs: ReadonlySet<number>,
  free: FreeEdges,
  apart: Apart = () => false,
): Bridge[] {
  const n = zones.count;
  const sets = componentsOf(n, pairs);
  let pieces = 0;
  for (let i = 0; i < n; i++) if (sets.find(i) === i) pieces++;
  if (pieces === 1) return [];
  const within = enclosing(zones, pairs);
  const joined = new Set(pairs);
  for (const { a, b } of within) joined.add(Math.min(a, b) * n + Math.max(a, b));

  const samples = sampleBorders(zones, free);
  const { edges, km, twin } = triangulate(samples.lat, samples.lon);
  const best = new Map<number, { km: number; s: number; t: number }>();
  const offer = (s: number, t: number, distance: number) => {
    const [i, j] = [samples.zone[s]!, samples.zone[t]!];
    if (i === j || sets.find(i) === sets.find(j) || apart(i, j)) return;
    const key = Math.min(i, j) * n + Math.max(i, j);
    const known = best.get(key);
    if (!known || distance < known.km) best.set(key, { km: distance, s, t });
  };
  for (let e = 0; e < km.length; e++) offer(edges[e * 2]!, edges[e * 2 + 1]!, km[e]!);
  // samples at the same place: chained, so that the first one's edges stand for all
  const last = new Map<number, number>();
  for (let s = 0; s < twin.length; s++) {
    const before = last.get(twin[s]!);
    if (before !== undefined) offer(before, s, 0);
    last.set(twin[s]!, s);
  }
  const candidates: Candidate[] = [...within];
  for (const [key, { s, t, km: sampled }] of best) {
    const exact = Math.min(sampled, segmentsKm(free, samples.edge[s]!, samples.edge[t]!));
    candidates.push({ a: Math.floor(key / n), b: key % n, km: exact });
  }
  return shortestBridges(n, pairs, candidates, apart);
}

interface Samples {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly zone: Int32Array;
  /** free edge the sample lies on, −1 for a zone's point */
  readonly edge: Int32Array;
}

function sampleBorders(zones: Zones, free: FreeEdges): Samples {
  const { count, ends } = free;
  const lengths = new Float64Array(count);
  let total = 0;
  for (let e = 0; e < count; e++) {
    lengths[e] = greatCircleKm(ends[e * 4 + 1]!, ends[e * 4]!, ends[e * 4 + 3]!, ends[e * 4 + 2]!);
    total += lengths[e]!;
  }
  const step = Math.max(SAMPLE_KM, total / MOST_SAMPLES);
  const steps = lengths.map(length => Math.max(1, Math.ceil(length / step)));
  const shapeless: number[] = [];
  for (let z = 0; z < zones.count; z++) if (!zones.geometry[z]) shapeless.push(z);
  const size = steps.reduce((sum, k) => sum + k, shapeless.length);
  const samples: Samples = {
    lat: new Float64Array(size),
    lon: new Float64Array(size),
    zone: new Int32Array(size),
    edge: new Int32Array(size).fill(-1),
  };
  let s = 0;
  for (let e = 0; e < count; e++) {
    const [ax, ay, bx, by] = [ends[e * 4]!, ends[e * 4 + 1]!, ends[e * 4 + 2]!, ends[e * 4 + 3]!];
    for (let k = 0; k < steps[e]!; k++, s++) {
      const share = k / steps[e]!;
      samples.lon[s] = ax + share * (bx - ax);
      samples.lat[s] = ay + share * (by - ay);
      samples.zone[s] = free.zone[e]!;
      samples.edge[s] = e;
    }
  }
  for (const z of shapeless) {
    samples.lat[s] = zones.lat[z]!;
    samples.lon[s] = zones.lon[z]!;
    samples.zone[s++] = z;
  }
  return samples;
}

/** Distance between two free edges, in the plane around them; Infinity when one of them is only a point. */
function segmentsKm(free: FreeEdges, e: number, f: number): number {
  if (e < 0 || f < 0) return Infinity;
  const { ends } = free;
  const scale = KM_PER_DEGREE * Math.cos((ends[e * 4 + 1]! * Math.PI) / 180);
  const plane = (i: number): [number, number] => {
    const lon = ends[i]! - ends[e * 4]!;
    return [(lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon) * scale, ends[i + 1]! * KM_PER_DEGREE];
  };
  const [a, b, c, d] = [plane(e * 4), plane(e * 4 + 2), plane(f * 4), plane(f * 4 + 2)];
  return Math.min(toSegment(a, c, d), toSegment(b, c, d), toSegment(c, a, b), toSegment(d, a, b));
}

type Point = readonly [number, number];

function toSegment(p: Point, a: Point, b: Point): number {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
  const length = ux * ux + uy * uy;
  const t = length > 0 ? Math.max(0, Math.min(1, ((p[0] - a[0]) * ux + (p[1] - a[1]) * uy) / length)) : 0;
  return Math.hypot(p[0] - a[0] - t * ux, p[1] - a[1] - t * uy);
}

/** Zones without any neighbor that lie inside another zone's polygon: collapsed ones, or drawn on top of it. */
function enclosing(zones: Zones, pairs: ReadonlySet<number>): Candidate[] {
  const n = zones.count;
  const linked = new Uint8Array(n);
  for (const key of pairs) {
    linked[Math.floor(key / n)] = 1;
    linked[key % n] = 1;
  }
  const alone: number[] = [];
  for (let z = 0; z < n; z++) if (!linked[z]) alone.push(z);
  if (alone.length === 0) return [];
  const boxes = zones.geometry.map(polygons => polygons && bbox(polygons));
  return alone.flatMap(z => {
    const [x, y] = [zones.lon[z]!, zones.lat[z]!];
    for (let other = 0; other < n; other++) {
      const box = boxes[other];
      if (other === z || !box || box[1] > y || box[3] < y) continue;
      if ((box[0] <= x && x <= box[2]) || (box[0] <= x + 360 && x + 360 <= box[2])) {
        if (insidePolygons(x, y, zones.geometry[other]!)) return [{ a: z, b: other, km: 0 }];
      }
    }
    return [];
  });
}
