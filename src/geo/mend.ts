// From whatever a file calls a polygon to a valid one: closed simple rings, RFC 7946 winding, holes inside, parts that
// do not overlap, cut at the antimeridian. Valid input goes through untouched; every repair is a finding.

import type { MultiPolygon, Position } from '../model/records.ts';
import { type PartRing, rebuild } from './arrangement.ts';
import { meets, overlappingPairs, segmentsOf } from './crossings.ts';
import {
  cleanRing,
  Faults,
  insidePolygons,
  insideRing,
  type ShapeFinding,
  signedArea2,
  wound,
} from './rings.ts';
import { lonNear, sphericalAreaKm2 } from './sphere.ts';

export interface Mended {
  /** null when no area is left */
  readonly polygons: MultiPolygon['coordinates'] | null;
  /** repairs, one per kind; empty for a valid shape (a winding that is only reversed is not a fault) */
  readonly findings: readonly ShapeFinding[];
  /** positions of the input that are numbers: where a shape without area is */
  readonly firstPosition: Position | null;
}

/** km²: a hundredth of a square meter; a shape smaller than that has collapsed */
const COLLAPSED_KM2 = 1e-8;
/** square degrees: a larger planar area is no collapse below 89.9° of latitude */
const SMALL_DEG2 = 1e-8;

/** Crossings, touches and overlaps of one zone: a drawn border has a handful, a scribble has them by the million. */
const MOST_CROSSINGS = 20_000;
/** Rings of one zone; the most real ones, coasts with their islands, have some ten thousand. */
const MOST_RINGS = 50_000;

/** Raw MultiPolygon coordinates (an array of polygons, each an array of rings) → valid ones. Never throws. */
export function mendPolygons(raw: unknown): Mended {
  const faults = new Faults();
  const tangled = () => {
    faults.add('tangled', null);
    return { polygons: null, findings: faults.list(), firstPosition: firstPosition(raw) };
  };
  const parts: Position[][][] = [];
  for (const polygon of Array.isArray(raw) ? raw : []) {
    if (!Array.isArray(polygon) || polygon.length === 0) {
      faults.add('too-few-positions', null);
      continue;
    }
    const shell = cleanRing(polygon[0], faults);
    if (!shell) continue;
    const holes = polygon.slice(1).map(hole => cleanRing(hole, faults));
    parts.push([shell, ...holes.filter(hole => hole !== null)]);
  }
  if (parts.reduce((sum, rings) => sum + rings.length, 0) > MOST_RINGS) return tangled();
  const placed = placeHoles(
    parts.flatMap(rings => atAntimeridian(rings, faults)),
    faults,
  );
  const wrong = invalid(placed, faults);
  if (wrong === null) return tangled();
  let polygons = wrong ? rebuild(partRings(placed)) : placed;
  polygons = polygons
    .map(rings => rings.map((ring, r) => wound(ring as Position[], r === 0)))
    .filter(rings => {
      // the plane is quicker, and tells for all but the smallest
      const empty = planarArea(rings) < SMALL_DEG2 && sphericalAreaKm2([rings]) < COLLAPSED_KM2;
      if (empty) faults.add('zero-area', rings[0]![0]!);
      return !empty;
    });
  return {
    polygons: polygons.length > 0 ? polygons : null,
    findings: faults.list(),
    firstPosition: firstPosition(raw),
  };
}

/** Square degrees: outer ring minus holes. */
const planarArea = (rings: readonly Position[][]): number =>
  rings.reduce((sum, ring, r) => sum + (r === 0 ? 1 : -1) * Math.abs(signedArea2(ring)), 0) / 2;

/** @param depth what is left of a MultiPolygon's polygons, rings and positions */
function firstPosition(raw: unknown, depth = 3): Position | null {
  if (!Array.isArray(raw) || depth < 0) return null;
  if (Number.isFinite(raw[0]) && Number.isFinite(raw[1])) return raw as Position;
  for (const inner of raw) {
    const found = firstPosition(inner, depth - 1);
    if (found) return found;
  }
  return null;
}

const partRings = (parts: readonly Position[][][]): PartRing[] =>
  parts.flatMap((rings, part) => rings.map((ring, r) => ({ part, hole: r > 0, ring })));

/**
 * Holes that lie outside their outer ring: wound like it, they are parts that a converter filed as holes (shapefiles
 * do not say which is which); wound the other way, holes in nothing. Holes that cross it are left to the rebuild.
 */
function placeHoles(parts: Position[][][], faults: Faults): Position[][][] {
  const out: Position[][][] = [];
  for (const rings of parts) {
    const shell = rings[0]!;
    if (rings.length === 1) {
      out.push(rings);
      continue;
    }
    const kept = [shell];
    for (const hole of rings.slice(1)) {
      const outside = hole.every(p => !insideRing(p[0]!, p[1]!, shell) && !onRing(p, shell));
      if (!outside || hole.length === 0) {
        kept.push(hole);
        continue;
      }
      faults.add('hole-outside', hole[0]!);
      if (signedArea2(hole) > 0 === signedArea2(shell) > 0) out.push([hole]);
    }
    out.push(kept);
  }
  return out;
}

const onRing = (p: Position, ring: readonly Position[]): boolean =>
  ring.some(q => q[0] === p[0] && q[1] === p[1]);

/**
 * True, with the faults, when rings cross, touch themselves, overlap, or lie in each other as they should not; null when
 * they do so too often to be cut there.
 */
function invalid(parts: readonly Position[][][], faults: Faults): boolean | null {
  const flat = partRings(parts);
  if (flat.length === 0) return false;
  const segments = segmentsOf(flat.map(({ ring }) => ring));
  const { ends, ring: owner } = segments;
  const first = new Int32Array(flat.length + 1);
  flat.forEach(({ ring }, r) => {
    first[r + 1] = first[r]! + ring.length - 1;
  });
  let broken = false;
  let crossings = 0;
  const add = (fault: Parameters<Faults['add']>[0], s: number) => {
    faults.add(fault, [ends[s * 4]!, ends[s * 4 + 1]!]);
    broken = true;
  };
  const whole = overlappingPairs(segments, (s, t) => {
    const [r, q] = [owner[s]!, owner[t]!];
    const length = first[r + 1]! - first[r]!;
    const gap = Math.abs(s - t);
    if (r === q && (gap === 1 || gap === length - 1)) return false; // neighbors: spikes were taken out before
    if (meets(ends, s, t)) {
      if (++crossings > MOST_CROSSINGS) return true;
      add(flat[r]!.part === flat[q]!.part ? 'self-crossing' : 'overlapping-parts', s);
    } else if (r === q && shareEnd(ends, s, t)) {
      faults.add('self-touching', [ends[s * 4]!, ends[s * 4 + 1]!], 0.25); // seen from four pairs of segments
      broken = true;
    }
    return false;
  });
  if (!whole || crossings > MOST_CROSSINGS) return null;
  return nested(parts, faults) || broken;
}

function shareEnd(ends: Float64Array, s: number, t: number): boolean {
  const equal = (i: number, j: number) => ends[i] === ends[j] && ends[i + 1] === ends[j + 1];
  const [i, j] = [s * 4, t * 4];
  return equal(i, j) || equal(i, j + 2) || equal(i + 2, j) || equal(i + 2, j + 2);
}

/** The middle of a ring's first edge: not a vertex, so points where rings may touch do not confuse the test. */
const probe = (ring: readonly Position[]): [number, number] => [
  (ring[0]![0]! + ring[1]![0]!) / 2,
  (ring[0]![1]! + ring[1]![1]!) / 2,
];

/** Parts inside parts, and holes inside holes, without touching: what the sweep over segments cannot see. */
function nested(parts: readonly Position[][][], faults: Faults): boolean {
  let found = false;
  if (parts.length === 1 && parts[0]!.length < 3) return false;
  const boxes = parts.map(rings => planarBox(rings[0]!));
  for (let p = 0; p < parts.length; p++) {
    for (let q = 0; q < parts.length; q++) {
      if (p === q || !boxInside(boxes[p]!, boxes[q]!)) continue;
      const [x, y] = probe(parts[p]![0]!);
      if (insidePolygons(x, y, [parts[q]!])) {
        faults.add('overlapping-parts', parts[p]![0]![0]!);
        found = true;
      }
    }
    const holes = parts[p]!.slice(1);
    if (holes.length < 2) continue;
    for (const hole of holes) {
      const [x, y] = probe(hole);
      if (holes.some(other => other !== hole && insideRing(x, y, other))) {
        faults.add('hole-outside', hole[0]!);
        found = true;
      }
    }
  }
  return found;
}

type Box = readonly [number, number, number, number];

function planarBox(ring: readonly Position[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < ring.length; i++) {
    const x = ring[i]![0]!;
    const y = ring[i]![1]!;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return [west, south, east, north];
}

const boxInside = (a: Box, b: Box): boolean => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];

/**
 * Rings of one polygon that jump across ±180° (… 179, −179 …) or run beyond it (… 179, 181 …), made continuous and cut
 * there into parts within [−180, 180], as RFC 7946 asks. Polygons that stay within are returned as they are.
 */
function atAntimeridian(rings: Position[][], faults: Faults): Position[][][] {
  let beyond = false;
  for (const ring of rings) {
    for (let i = 0; i < ring.length && !beyond; i++) {
      const lon = ring[i]![0]!;
      beyond = lon > 180 || lon < -180 || (i > 0 && Math.abs(lon - ring[i - 1]![0]!) > 180);
    }
  }
  if (!beyond) return [rings];
  const flat = rings.map(ring => {
    let reference = lonNear(ring[0]![0]!, lonNear(rings[0]![0]![0]!, 0));
    return ring.map((position): Position => {
      reference = lonNear(position[0]!, reference);
      return [reference, position[1]!];
    });
  });
  const box = planarBox(flat[0]!);
  const parts: Position[][][] = [];
  for (let turn = Math.floor((box[0] + 180) / 360); turn * 360 - 180 < box[2]; turn++) {
    const clipped = flat
      .map(ring => clip(ring, turn * 360 - 180, turn * 360 + 180))
      .map(ring =>
        cleanRing(
          ring.map(([x, y]) => [x! - turn * 360, y!]),
          new Faults(),
        ),
      );
    if (clipped[0]) parts.push(clipped.filter(ring => ring !== null));
  }
  if (parts.length > 1) faults.add('antimeridian', rings[0]![0]!);
  return parts;
}

/** Sutherland–Hodgman against two meridians; overlapping lines along the cut are what the rebuild takes out. */
function clip(ring: readonly Position[], west: number, east: number): Position[] {
  let line = [...ring];
  for (const [edge, side] of [
    [west, 1],
    [east, -1],
  ] as const) {
    const out: Position[] = [];
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!];
      const inA = (a[0]! - edge) * side >= 0;
      const inB = (b[0]! - edge) * side >= 0;
      if (inA) out.push(a);
      if (inA !== inB) {
        out.push([edge, a[1]! + ((edge - a[0]!) / (b[0]! - a[0]!)) * (b[1]! - a[1]!)]);
      }
    }
    if (out.length > 0) out.push(out[0]!);
    line = out;
  }
  return line;
}
