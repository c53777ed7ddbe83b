// A ring, as files give it: a closed line of positions, in theory. Here it is read without trust and cleaned of what
// takes no area: missing positions, an open end, repeated vertices, spikes of no width. None of this moves a vertex,
// so that a border which two zones share stays the same line in both. Crossings are the business of mend.ts.

import type { Position } from '../model/records.ts';

/** What can be wrong with the shape of a zone, in the words of the reports. */
export type ShapeFault =
  | 'bad-position'
  | 'open-ring'
  | 'repeated-vertices'
  | 'spike'
  | 'too-few-positions'
  | 'zero-area'
  | 'self-crossing'
  | 'self-touching'
  | 'hole-outside'
  | 'overlapping-parts'
  | 'antimeridian'
  | 'tangled';

/** One fault, how often it occurs in the zone, and where it occurs first ([lon, lat], or null). */
export interface ShapeFinding {
  readonly fault: ShapeFault;
  readonly count: number;
  readonly at: Position | null;
}

/** Collects faults: one finding per kind. */
export class Faults {
  private readonly seen = new Map<ShapeFault, { count: number; at: Position | null }>();

  add(fault: ShapeFault, at: Position | null, count = 1): void {
    const entry = this.seen.get(fault);
    if (entry) entry.count += count;
    else this.seen.set(fault, { count, at });
  }

  list(): ShapeFinding[] {
    return [...this.seen].map(([fault, { count, at }]) => ({ fault, count, at }));
  }
}

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

function isPosition(value: unknown): value is Position {
  return Array.isArray(value) && Number.isFinite(value[0]) && Number.isFinite(value[1]);
}

/** True when b is the tip of a spike of no width between a and c: the line goes to b and comes straight back. */
function isSpike(a: Position, b: Position, c: Position): boolean {
  const ux = a[0]! - b[0]!;
  const uy = a[1]! - b[1]!;
  const vx = c[0]! - b[0]!;
  const vy = c[1]! - b[1]!;
  return ux * vy - uy * vx === 0 && ux * vx + uy * vy > 0;
}

/** Nothing to clean: closed, at least four positions, all finite, no repeats, no spikes. The usual case, so it is fast. */
function isClean(raw: readonly unknown[]): raw is Position[] {
  const n = raw.length;
  if (n < 4 || !isPosition(raw[0]) || !isPosition(raw[n - 1]) || !same(raw[0], raw[n - 1] as Position))
    return false;
  let before = raw[n - 2] as Position;
  let here = raw[0] as Position;
  if (!isPosition(before)) return false;
  for (let i = 1; i < n; i++) {
    const after = raw[i];
    if (!isPosition(after) || same(here, after) || isSpike(before, here, after)) return false;
    before = here;
    here = after;
  }
  return true;
}

/**
 * The ring closed and without repeats and spikes, or null when nothing with an area is left. A clean ring is returned
 * as is (same array). Faults go to `faults`; positions are never moved, only dropped.
 */
export function cleanRing(raw: unknown, faults: Faults): Position[] | null {
  if (!Array.isArray(raw)) {
    faults.add('bad-position', null);
    return null;
  }
  if (isClean(raw)) return raw;
  const positions = raw.filter(isPosition);
  if (positions.length < raw.length) faults.add('bad-position', null, raw.length - positions.length);
  const first = positions[0];
  if (!first) {
    faults.add('too-few-positions', null);
    return null;
  }
  if (positions.length > 1 && same(first, positions.at(-1) as Position)) positions.pop();
  else faults.add('open-ring', positions.at(-1) as Position);
  if (positions.length < 3) {
    faults.add('too-few-positions', first);
    return null;
  }

  // a stack of accepted vertices: each newcomer may make its predecessor a repeat or a spike
  const kept: Position[] = [];
  let cut = false; // a spike that comes back to where it began leaves that vertex twice: no fault of its own
  const settle = (): boolean => {
    const n = kept.length;
    if (n >= 2 && same(kept[n - 1]!, kept[n - 2]!)) {
      if (!cut) faults.add('repeated-vertices', kept[n - 1]!);
      cut = false;
      kept.pop();
      return true;
    }
    cut = n >= 3 && isSpike(kept[n - 3]!, kept[n - 2]!, kept[n - 1]!);
    if (cut) {
      faults.add('spike', kept[n - 2]!);
      kept.splice(n - 2, 1);
    }
    return cut;
  };
  for (const position of positions) {
    kept.push(position);
    while (settle());
  }
  // the same around the seam, where the last vertices meet the first
  let start = 0;
  for (let changed = true; changed && kept.length - start >= 3; ) {
    changed = false;
    const n = kept.length;
    const [head, next, tail, beforeTail] = [kept[start]!, kept[start + 1]!, kept[n - 1]!, kept[n - 2]!];
    if (same(tail, head)) {
      if (!cut) faults.add('repeated-vertices', tail);
      cut = false;
      kept.pop();
      changed = true;
    } else if (isSpike(beforeTail, tail, head)) {
      faults.add('spike', tail);
      kept.pop();
      changed = cut = true;
    } else if (isSpike(tail, head, next)) {
      faults.add('spike', head);
      start++;
      changed = cut = true;
    }
  }
  const ring = start ? kept.slice(start) : kept;
  if (ring.length < 3) {
    faults.add('zero-area', first);
    return null;
  }
  ring.push(ring[0]!);
  return ring;
}

/** Twice the signed planar area, positive counterclockwise; relative to the first vertex, to keep digits. */
export function signedArea2(ring: readonly Position[]): number {
  const x0 = ring[0]![0]!;
  const y0 = ring[0]![1]!;
  let sum = 0;
  let ax = 0;
  let ay = 0;
  for (let i = 1; i < ring.length - 1; i++) {
    const bx = ring[i]![0]! - x0;
    const by = ring[i]![1]! - y0;
    sum += ax * by - bx * ay;
    ax = bx;
    ay = by;
  }
  return sum;
}

/** The ring wound as asked (RFC 7946: outer rings counterclockwise, holes clockwise); the same array when it already is. */
export function wound(ring: Position[], counterclockwise: boolean): Position[] {
  return signedArea2(ring) >= 0 === counterclockwise ? ring : [...ring].reverse();
}

/** Even–odd test of a point against one closed ring, in the plane of degrees; points on the line may go either way. */
export function insideRing(x: number, y: number, ring: readonly Position[]): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const ax = ring[i - 1]![0]!;
    const ay = ring[i - 1]![1]!;
    const bx = ring[i]![0]!;
    const by = ring[i]![1]!;
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** In an outer ring and in none of its holes, for any polygon of the list. */
export function insidePolygons(x: number, y: number, polygons: readonly (readonly Position[][])[]): boolean {
  return polygons.some(
    rings => insideRing(x, y, rings[0]!) && !rings.slice(1).some(hole => insideRing(x, y, hole)),
  );
}
