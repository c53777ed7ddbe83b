// Borders that two zones draw differently. Free edges (see shared-edges.ts) of two zones that face each other, run in
// opposite directions and lie within a tolerance are one border all the same:
//
//   T-junction: the same line, one side has a vertex that the other lacks     A ────────────   B ─────•──────
//   sliver:     nearly the same line, a gap or an overlap a few meters wide   A ╲___/‾‾‾╲___   B ╲__/‾‾‾‾╲__
//
// The rules are made so that a river mouth, a bay or two zones that touch in one point stay what they are.

import Flatbush from 'flatbush';
import type { FreeEdges } from './shared-edges.ts';
import { KM_PER_DEGREE } from './sphere.ts';

export interface FacingOptions {
  /** km: widest gap or overlap of a sliver (0.025) */
  readonly sliverKm: number;
  /** km: lines closer than that are the same line (0.001: a meter, five decimals of a degree) */
  readonly junctionKm: number;
}

export const FACING_DEFAULTS: FacingOptions = { sliverKm: 0.025, junctionKm: 0.001 };

/** edges must run against each other within 45° */
const OPPOSITE = -Math.SQRT1_2;
/** a sliver is never wider than this share of the smaller zone's size (square root of its area) */
const SLIVER_SHARE = 0.05;
/** a stretch must be this many times longer than its mean gap: a wedge of a few degrees is an inlet, not a border */
const SLIVER_RATIO = 4;
const JUNCTION_RATIO = 20;
/** km: the shortest stretches that count; for slivers, in multiples of the tolerance */
const JUNCTION_LEAST_KM = 0.001;
const SLIVER_LEAST = 4;

/** A border found between a and b (a < b) that has no common edges there. */
export interface FacingBorder {
  readonly a: number;
  readonly b: number;
  readonly kind: 't-junction' | 'sliver';
  readonly km: number;
  /** widest gap or overlap on the way, km */
  readonly gapKm: number;
  /** the gap opens up to the tolerance somewhere: the border ends there, or it is an inlet */
  readonly open: boolean;
  /** [lon, lat] where it was found first */
  readonly at: readonly [number, number];
}

interface Piece {
  km: number;
  /** between the two lines, km² */
  area: number;
  gapKm: number;
  open: boolean;
}

interface Stretch extends Piece {
  readonly at: readonly [number, number];
}

/** Sorted by a, then b, then kind. `areaKm2` is asked for the zones that come near each other only. */
export function facingBorders(
  free: FreeEdges,
  zoneCount: number,
  areaKm2: (zone: number) => number,
  options: FacingOptions = FACING_DEFAULTS,
): FacingBorder[] {
  const { count, zone, ends } = free;
  if (count === 0) return [];
  const index = new Flatbush(count);
  for (let e = 0; e < count; e++) {
    const [ax, ay, bx, by] = [ends[e * 4]!, ends[e * 4 + 1]!, ends[e * 4 + 2]!, ends[e * 4 + 3]!];
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  }
  index.finish();
  const junctions = new Map<number, Stretch>();
  const slivers = new Map<number, Stretch>();
  for (let e = 0; e < count; e++) {
    const a = zone[e]!;
    const [ax, ay, bx, by] = [ends[e * 4]!, ends[e * 4 + 1]!, ends[e * 4 + 2]!, ends[e * 4 + 3]!];
    const scaleX = KM_PER_DEGREE * Math.max(0.01, Math.cos((((ay + by) / 2) * Math.PI) / 180));
    const padY = options.sliverKm / KM_PER_DEGREE;
    const padX = options.sliverKm / scaleX;
    const near = index.search(
      Math.min(ax, bx) - padX,
      Math.min(ay, by) - padY,
      Math.max(ax, bx) + padX,
      Math.max(ay, by) + padY,
      f => zone[f]! > a,
    );
    if (near.length === 0) continue;
    near.sort((f, g) => f - g);
    const ux = (bx - ax) * scaleX;
    const uy = (by - ay) * KM_PER_DEGREE;
    const length = Math.hypot(ux, uy);
    if (!(length > 0)) continue;
    for (const f of near) {
      const b = zone[f]!;
      const cx = (ends[f * 4]! - ax) * scaleX;
      const cy = (ends[f * 4 + 1]! - ay) * KM_PER_DEGREE;
      const dx = (ends[f * 4 + 2]! - ax) * scaleX;
      const dy = (ends[f * 4 + 3]! - ay) * KM_PER_DEGREE;
      const fLength = Math.hypot(dx - cx, dy - cy);
      if ((ux * (dx - cx) + uy * (dy - cy)) / (length * fLength) > OPPOSITE) continue;
      const tolerance = Math.min(
        options.sliverKm,
        SLIVER_SHARE * Math.sqrt(Math.min(areaKm2(a), areaKm2(b))),
      );
      const piece = facingPiece(
        length,
        [ux, uy],
        [cx, cy],
        [dx, dy],
        Math.max(tolerance, options.junctionKm),
      );
      if (!piece) continue;
      const stretches = piece.gapKm <= options.junctionKm ? junctions : slivers;
      const key = a * zoneCount + b;
      const known = stretches.get(key);
      if (!known) {
        stretches.set(key, { ...piece, at: [ax, ay] });
        continue;
      }
      known.km += piece.km;
      known.area += piece.area;
      known.gapKm = Math.max(known.gapKm, piece.gapKm);
      known.open ||= piece.open;
    }
  }
  const found: FacingBorder[] = [];
  const accept = (kind: FacingBorder['kind'], stretches: Map<number, Stretch>, ratio: number) => {
    for (const [key, { km, area, gapKm, open, at }] of stretches) {
      const [a, b] = [Math.floor(key / zoneCount), key % zoneCount];
      const least =
        kind === 't-junction' ? JUNCTION_LEAST_KM : SLIVER_LEAST * Math.min(gapKm, options.sliverKm);
      if (km < least || km * km < ratio * area) continue;
      found.push({ a, b, kind, km, gapKm, open, at });
    }
  };
  accept('t-junction', junctions, JUNCTION_RATIO);
  accept('sliver', slivers, SLIVER_RATIO);
  return found.sort((p, q) => p.a - q.a || p.b - q.b || (p.kind < q.kind ? 1 : p.kind > q.kind ? -1 : 0));
}

/** The part of an edge (from the origin along u) that faces c→d within the tolerance: its length, area between, gap. */
function facingPiece(
  length: number,
  [ux, uy]: readonly [number, number],
  [cx, cy]: readonly [number, number],
  [dx, dy]: readonly [number, number],
  tolerance: number,
): Piece | null {
  // along the edge (t) and across it (h); c is farther along than d, since c→d comes back
  const tc = (cx * ux + cy * uy) / length;
  const td = (dx * ux + dy * uy) / length;
  const hc = (cy * ux - cx * uy) / length;
  const hd = (dy * ux - dx * uy) / length;
  let low = Math.max(0, td);
  let high = Math.min(length, tc);
  if (!(high > low)) return null;
  const slope = (hc - hd) / (tc - td);
  const at = (t: number) => hd + slope * (t - td);
  if (slope !== 0) {
    const [s, t] = [td + (tolerance - hd) / slope, td + (-tolerance - hd) / slope];
    low = Math.max(low, Math.min(s, t));
    high = Math.min(high, Math.max(s, t));
  } else if (Math.abs(hd) > tolerance) return null;
  if (!(high > low)) return null;
  const [h1, h2] = [at(low), at(high)];
  const km = high - low;
  const area =
    h1 * h2 >= 0
      ? (km * (Math.abs(h1) + Math.abs(h2))) / 2
      : (km * (h1 * h1 + h2 * h2)) / (2 * (Math.abs(h1) + Math.abs(h2)));
  const gapKm = Math.max(Math.abs(h1), Math.abs(h2));
  return { km, area, gapKm, open: gapKm > tolerance * (1 - 1e-9) };
}
