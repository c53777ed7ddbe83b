// Neighbors where there are no borders: the Delaunay triangulation of the zones' points, without the edges that run
// outside of the country (along its hull, across bays and seas).
//
// An edge is implausible when it is longer than REACH times the local distance at both of its ends and lies on the rim;
// taking it away puts the two others of its triangle on the rim, and so on inwards, until the rim is made of plausible
// edges. Measured on the 8 756 county borders of the USA and the 17 214 of the French postal codes: no edge between
// true neighbors is lost.

import type { Zones } from '../model/records.ts';
import type { Candidate } from './bridges.ts';
import { triangulate } from './delaunay.ts';

/** how many times the local distance an edge of the rim may be long */
const REACH = 2.5;
/** and how many times an edge inside may: across a large lake there is no neighbor either */
const REACH_INSIDE = 5;
/** cosine of 160°: the two ends of a rim edge opposite to a wider angle are neighbors of its corner, not of each other */
const COS_FLAT = -0.9397;
/** most that a zone's local distance may be, in its neighbors' */
const CAP = 2;

export interface NearNeighbors {
  /** keys a · n + b, a < b */
  readonly pairs: Set<number>;
  /** every edge of the triangulation, for bridges */
  readonly candidates: Candidate[];
  /** edges dropped as implausible */
  readonly dropped: number;
  /** zones at the very same point as another */
  readonly coincident: number;
}

export function nearNeighbors(zones: Pick<Zones, 'count' | 'lat' | 'lon'>): NearNeighbors {
  const n = zones.count;
  const { edges, km, triangles, twin } = triangulate(zones.lat, zones.lon);
  const count = km.length;
  const scale = localDistances(n, edges, km);
  const limit = (e: number) => Math.max(scale[edges[e * 2]!]!, scale[edges[e * 2 + 1]!]!);

  const kept = new Uint8Array(count).fill(1);
  let dropped = 0;
  const drop = (e: number) => {
    kept[e] = 0;
    dropped++;
  };
  for (let e = 0; e < count; e++) if (km[e]! > REACH_INSIDE * limit(e)) drop(e);
  peel(n, edges, triangles, kept, (e, others) => {
    if (km[e]! <= REACH * limit(e) && !(others && isFlat(km[e]!, km[others[0]]!, km[others[1]]!)))
      return false;
    drop(e);
    return true;
  });

  const pairs = new Set<number>();
  const candidates: Candidate[] = [];
  for (let e = 0; e < count; e++) {
    const [a, b] = [edges[e * 2]!, edges[e * 2 + 1]!];
    if (kept[e]) pairs.add(a * n + b);
    candidates.push({ a, b, km: km[e]! });
  }
  const coincident = shareTwins(n, twin, pairs, candidates);
  return { pairs, candidates, dropped, coincident };
}

/**
 * Per point: its third shortest edge (the median of the six that a point of the plane has on average; long edges of
 * the rim do not count in), but not more than CAP times the median of its neighbors' own: a lone island is not a scale.
 */
function localDistances(n: number, edges: Int32Array, km: Float64Array): Float64Array {
  const lists: { km: number; to: number }[][] = Array.from({ length: n }, () => []);
  for (let e = 0; e < km.length; e++) {
    const [a, b] = [edges[e * 2]!, edges[e * 2 + 1]!];
    lists[a]!.push({ km: km[e]!, to: b });
    lists[b]!.push({ km: km[e]!, to: a });
  }
  const own = Float64Array.from(lists, list => {
    list.sort((p, q) => p.km - q.km || p.to - q.to);
    return list[Math.min(2, list.length - 1)]?.km ?? 0;
  });
  return own.map((distance, i) => {
    const around = Float64Array.from(lists[i]!.slice(0, 6), ({ to }) => own[to]!).sort();
    return around.length === 0 ? distance : Math.min(distance, CAP * around[around.length >> 1]!);
  });
}

/** The angle opposite to a is more than FLAT: the third corner lies nearly between the two others. */
const isFlat = (a: number, b: number, c: number): boolean => b * b + c * c - a * a < 2 * b * c * COS_FLAT;

/** Visits the edges of the rim, with the two others of the triangle behind each, and goes inwards where `open` takes one away. */
function peel(
  n: number,
  edges: Int32Array,
  triangles: Int32Array,
  kept: Uint8Array,
  open: (edge: number, others: readonly [number, number] | null) => boolean,
): void {
  const edgeOf = new Map<number, number>();
  for (let e = 0; e < kept.length; e++) edgeOf.set(edges[e * 2]! * n + edges[e * 2 + 1]!, e);
  const key = (p: number, q: number) => (p < q ? p * n + q : q * n + p);
  const sides = Int32Array.from(
    triangles,
    (p, h) => edgeOf.get(key(p, triangles[h % 3 === 2 ? h - 2 : h + 1]!))!,
  );
  const faces: number[][] = Array.from({ length: kept.length }, () => []);
  sides.forEach((e, h) => {
    faces[e]!.push(Math.floor(h / 3));
  });
  const gone = new Uint8Array(triangles.length / 3);
  const rim: number[] = [];
  const openFaces = (e: number) => {
    for (const t of faces[e]!) {
      if (gone[t]) continue;
      gone[t] = 1;
      for (let h = t * 3; h < t * 3 + 3; h++) if (kept[sides[h]!]) rim.push(sides[h]!);
    }
  };
  for (let e = 0; e < kept.length; e++) {
    if (!kept[e]) openFaces(e);
    else if (faces[e]!.length < 2) rim.push(e);
  }
  for (let e = rim.pop(); e !== undefined; e = rim.pop()) {
    if (!kept[e]) continue;
    const face = faces[e]!.find(t => !gone[t]);
    const others = face === undefined ? [] : [0, 1, 2].map(k => sides[face * 3 + k]!).filter(s => s !== e);
    if (open(e, others.length === 2 ? [others[0]!, others[1]!] : null)) openFaces(e);
  }
}

/** Zones at one point are neighbors of the first there, and of its neighbors: in a star, never all with all. */
function shareTwins(n: number, twin: Int32Array, pairs: Set<number>, candidates: Candidate[]): number {
  const twins = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    if (twin[i] === i) continue;
    const list = twins.get(twin[i]!);
    if (list) list.push(i);
    else twins.set(twin[i]!, [i]);
  }
  if (twins.size === 0) return 0;
  const own = [...pairs];
  const add = (i: number, j: number) => pairs.add(Math.min(i, j) * n + Math.max(i, j));
  for (const key of own) {
    const [a, b] = [Math.floor(key / n), key % n];
    for (const other of twins.get(a) ?? []) add(other, b);
    for (const other of twins.get(b) ?? []) add(other, a);
  }
  let count = 0;
  for (const [first, others] of twins) {
    for (const other of others) {
      add(first, other);
      candidates.push({ a: first, b: other, km: 0 });
      count++;
    }
  }
  return count;
}
