// Borders as a table of edges. Every vertex and every edge of every ring is found once by hashing its exact
// coordinates; an edge that rings of two zones use is border between them, an edge that is used once is free: coast,
// frontier, or a border that the other side draws with different vertices (see facing.ts).

import { powerOf } from '../model/power.ts';
import type { MultiPolygon } from '../model/records.ts';
import { greatCircleKm } from './sphere.ts';

/** Edges used by one ring only, directed so that their zone lies to the left. Degrees. */
export interface FreeEdges {
  readonly count: number;
  readonly zone: Int32Array;
  /** at 4e: ax, ay, bx, by (x is longitude) */
  readonly ends: Float64Array;
}

export interface SharedEdges {
  /** border in km by pair, keyed a · n + b with a < b */
  readonly borderKm: Map<number, number>;
  readonly free: FreeEdges;
  /** pairs with an edge that both use in the same direction: both lie to its left, so they overlap; same key */
  readonly overlapping: Set<number>;
}

/** Zones with normalized rings (outer counterclockwise, holes clockwise) → who shares what. Linear in the vertices. */
export function sharedEdges(geometry: readonly (MultiPolygon['coordinates'] | null)[]): SharedEdges {
  const n = geometry.length;
  let uses = 0;
  for (const polygons of geometry) {
    for (const rings of polygons ?? []) for (const ring of rings) uses += ring.length - 1;
  }
  const vertices = vertexTable(uses);
  const edges = pairTable(uses);
  const useZone = new Int32Array(uses);
  const useForward = new Uint8Array(uses);
  // the uses of an edge, newest first
  const newest = new Int32Array(uses).fill(-1);
  const older = new Int32Array(uses);
  let u = 0;
  geometry.forEach((polygons, zone) => {
    for (const rings of polygons ?? []) {
      for (const ring of rings) {
        let a = vertices.add(ring[0]![0]!, ring[0]![1]!);
        for (let i = 1; i < ring.length; i++) {
          const b = vertices.add(ring[i]![0]!, ring[i]![1]!);
          if (a !== b) {
            const edge = a < b ? edges.add(a, b) : edges.add(b, a);
            useZone[u] = zone;
            useForward[u] = a < b ? 1 : 0;
            older[u] = newest[edge]!;
            newest[edge] = u++;
          }
          a = b;
        }
      }
    }
  });

  const borderKm = new Map<number, number>();
  const overlapping = new Set<number>();
  const { x, y } = vertices;
  const freeEdges: number[] = [];
  const keyOf = (s: number, t: number) =>
    Math.min(useZone[s]!, useZone[t]!) * n + Math.max(useZone[s]!, useZone[t]!);
  const share = (s: number, t: number, km: number) => {
    const key = keyOf(s, t);
    borderKm.set(key, (borderKm.get(key) ?? 0) + km);
    if (useForward[s] === useForward[t]) overlapping.add(key);
  };
  for (let edge = 0; edge < edges.count(); edge++) {
    const last = newest[edge]!;
    if (older[last] === -1) {
      freeEdges.push(edge);
      continue;
    }
    const [p, q] = [edges.first[edge]!, edges.second[edge]!];
    const km = greatCircleKm(y[p]!, x[p]!, y[q]!, x[q]!);
    const before = older[last]!;
    if (older[before] === -1) {
      // two uses, the usual case
      if (useZone[last] !== useZone[before]) share(last, before, km);
      continue;
    }
    const done = new Set<number>();
    for (let s = last; s !== -1; s = older[s]!) {
      for (let t = older[s]!; t !== -1; t = older[t]!) {
        if (useZone[s] === useZone[t]) continue;
        const key = keyOf(s, t);
        share(s, t, done.has(key) ? 0 : km);
        done.add(key);
      }
    }
  }
  const free: FreeEdges = {
    count: freeEdges.length,
    zone: new Int32Array(freeEdges.length),
    ends: new Float64Array(freeEdges.length * 4),
  };
  freeEdges.forEach((edge, e) => {
    const use = newest[edge]!;
    const [p, q] = useForward[use]
      ? [edges.first[edge]!, edges.second[edge]!]
      : [edges.second[edge]!, edges.first[edge]!];
    free.zone[e] = useZone[use]!;
    free.ends.set([x[p]!, y[p]!, x[q]!, y[q]!], e * 4);
  });
  return { borderKm, free, overlapping };
}

/** power of two at least twice the number of entries, for open addressing */
const slotsFor = (entries: number): number => powerOf(2, Math.ceil(Math.log2(Math.max(8, entries * 2))));

/** Positions → indices in order of appearance; ±180° are one meridian, −0 and 0 one number. */
function vertexTable(most: number) {
  const mask = slotsFor(most) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const x = new Float64Array(most + 1);
  const y = new Float64Array(most + 1);
  const bits = new Float64Array(2);
  const words = new Uint32Array(bits.buffer);
  let count = 0;
  return {
    x,
    y,
    add(lon: number, lat: number): number {
      const px = lon === -180 ? 180 : lon + 0;
      const py = lat + 0;
      bits[0] = px;
      bits[1] = py;
      let h = Math.imul(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1), 0x85ebca6b);
      h = Math.imul(h ^ (h >>> 15) ^ words[2]! ^ Math.imul(words[3]!, 0xc2b2ae35), 0x27d4eb2f);
      let slot = (h ^ (h >>> 13)) & mask;
      for (;;) {
        const v = slots[slot]!;
        if (v === -1) break;
        if (x[v] === px && y[v] === py) return v;
        slot = (slot + 1) & mask;
      }
      slots[slot] = count;
      x[count] = px;
      y[count] = py;
      return count++;
    },
  };
}

/** Pairs of indices → indices in order of appearance. */
function pairTable(most: number) {
  const mask = slotsFor(most) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const first = new Int32Array(most);
  const second = new Int32Array(most);
  let count = 0;
  return {
    first,
    second,
    count: () => count,
    add(a: number, b: number): number {
      let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
      h = Math.imul(h ^ (h >>> 15), 0x27d4eb2f);
      let slot = (h ^ (h >>> 13)) & mask;
      for (;;) {
        const e = slots[slot]!;
        if (e === -1) break;
        if (first[e] === a && second[e] === b) return e;
        slot = (slot + 1) & mask;
      }
      slots[slot] = count;
      first[count] = a;
      second[count] = b;
      return count++;
    },
  };
}
