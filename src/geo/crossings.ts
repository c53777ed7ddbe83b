// Where do segments of a zone's rings meet other than end to end? A sweep along the longer axis: sorted by where they
// begin, each segment is held against those that have not yet ended. Borders are short segments, so few are open at
// a time and the whole is close to n log n.

import type { Position } from '../model/records.ts';

/** Segments as flat arrays, with the ring each belongs to; ends at 4s: ax, ay, bx, by. */
export interface Segments {
  readonly count: number;
  readonly ends: Float64Array;
  readonly ring: Int32Array;
}

export function segmentsOf(rings: readonly (readonly Position[])[]): Segments {
  let count = 0;
  for (const ring of rings) count += ring.length - 1;
  const ends = new Float64Array(count * 4);
  const owner = new Int32Array(count);
  let s = 0;
  rings.forEach((ring, r) => {
    for (let i = 1; i < ring.length; i++, s++) {
      const a = ring[i - 1]!;
      const b = ring[i]!;
      ends[s * 4] = a[0]!;
      ends[s * 4 + 1] = a[1]!;
      ends[s * 4 + 2] = b[0]!;
      ends[s * 4 + 3] = b[1]!;
      owner[s] = r;
    }
  });
  return { count, ends, ring: owner };
}

/** 2^24 steps along the axis and 2^28 segments: together the 52 bits that a double holds exactly */
const STEPS = 2 ** 24 - 1;
const INDEX_RANGE = 2 ** 28;

/** Comparisons: some seconds' worth, and thousands for each segment, when a coast of a million needs hundreds. */
const MOST_STEPS = 1e9;

/**
 * Calls `visit` once for every pair of segments whose boxes meet; stops when it returns true.
 * @returns false when it gave up: so many segments lie side by side that it would take minutes or days
 */
export function overlappingPairs(segments: Segments, visit: (s: number, t: number) => boolean): boolean {
  const { count: n, ends } = segments;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let s = 0; s < n; s++) {
    const x = ends[s * 4]!;
    const y = ends[s * 4 + 1]!;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  const main = east - west >= north - south ? 0 : 1;
  const low = new Float64Array(n);
  const high = new Float64Array(n);
  const lowSide = new Float64Array(n);
  const highSide = new Float64Array(n);
  for (let s = 0; s < n; s++) {
    const [a, b] = [ends[s * 4 + main]!, ends[s * 4 + 2 + main]!];
    const [c, d] = [ends[s * 4 + 1 - main]!, ends[s * 4 + 3 - main]!];
    low[s] = a < b ? a : b;
    high[s] = a < b ? b : a;
    lowSide[s] = c < d ? c : d;
    highSide[s] = c < d ? d : c;
  }
  // sorted natively: the beginning, rounded down to a step, and the index packed in one double (24 + 28 bits)
  const start = main === 0 ? west : south;
  const step = ((main === 0 ? east - west : north - south) || 1) / STEPS;
  const order = new Float64Array(n);
  for (let s = 0; s < n; s++) {
    order[s] = Math.max(0, Math.floor((low[s]! - start) / step) - 1) * INDEX_RANGE + s;
  }
  order.sort();
  const open = new Uint32Array(n);
  let size = 0;
  let steps = 0;
  for (let k = 0; k < n; k++) {
    steps += size;
    if (steps > MOST_STEPS + 2000 * n) return false;
    const packed = order[k]!;
    const s = packed % INDEX_RANGE;
    const from = start + ((packed - s) / INDEX_RANGE) * step; // not above low[s], nor above any to come
    const exact = low[s]!;
    const to = high[s]!;
    const c = lowSide[s]!;
    const d = highSide[s]!;
    let kept = 0;
    for (let o = 0; o < size; o++) {
      const t = open[o]!;
      const end = high[t]!;
      if (end < from) continue;
      open[kept++] = t;
      if (end >= exact && low[t]! <= to && lowSide[t]! <= d && highSide[t]! >= c && visit(s, t)) return true;
    }
    open[kept++] = s;
    size = kept;
  }
  return true;
}

/** > 0 when c is left of a→b. Exact enough for input degrees: a zero means collinear for the digits given. */
export function orient(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/**
 * Do two segments meet elsewhere than at ends that are the same position? True for proper crossings, for an end on the
 * other's interior, and for collinear overlaps (a segment that is the same as another counts as an overlap).
 */
export function meets(ends: Float64Array, s: number, t: number): boolean {
  const i = s * 4;
  const j = t * 4;
  const [ax, ay, bx, by] = [ends[i]!, ends[i + 1]!, ends[i + 2]!, ends[i + 3]!];
  const [cx, cy, dx, dy] = [ends[j]!, ends[j + 1]!, ends[j + 2]!, ends[j + 3]!];
  const ac = ax === cx && ay === cy;
  const ad = ax === dx && ay === dy;
  const bc = bx === cx && by === cy;
  const bd = bx === dx && by === dy;
  if ((ac && bd) || (ad && bc)) return true;
  if (ac || ad || bc || bd) {
    // a common end: they overlap when they leave it in the same direction
    const px = ac || ad ? ax : bx;
    const py = ac || ad ? ay : by;
    const [ux, uy] = ac || ad ? [bx - px, by - py] : [ax - px, ay - py];
    const [vx, vy] = ac || bc ? [dx - px, dy - py] : [cx - px, cy - py];
    return ux * vy - uy * vx === 0 && ux * vx + uy * vy > 0;
  }
  const c = orient(ax, ay, bx, by, cx, cy);
  const d = orient(ax, ay, bx, by, dx, dy);
  if ((c > 0 && d > 0) || (c < 0 && d < 0)) return false;
  const a = orient(cx, cy, dx, dy, ax, ay);
  const b = orient(cx, cy, dx, dy, bx, by);
  if ((a > 0 && b > 0) || (a < 0 && b < 0)) return false;
  // the boxes are known to meet: what is left crosses, touches or overlaps
  return true;
}
