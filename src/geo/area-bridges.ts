// An area that is kept whole may lie in pieces: an enclave in the next department, an island. Its pieces are joined, so that
// the sector that has the area hangs together as far as the area does. Pieces that only a barrier parts stay apart.

import type { Bridge, ZoneGraph, Zones } from '../model/records.ts';
import { shortestBridges } from './bridges.ts';
import { componentsOf, toCsr } from './csr.ts';
import { greatCircleKm } from './sphere.ts';

/** The graph with the bridges that each area needs between its own zones; `areaOf`: −1 for zones of none. */
export function joinAreas(zones: Zones, graph: ZoneGraph, areaOf: Int32Array): ZoneGraph {
  const n = zones.count;
  const borders = new Map<number, number>();
  for (let a = 0; a < n; a++) {
    for (let e = graph.offsets[a] as number; e < (graph.offsets[a + 1] as number); e++) {
      const b = graph.neighbors[e] as number;
      if (a < b) borders.set(a * n + b, graph.borderKm[e] as number);
    }
  }
  const added = areaBridges(zones, borders.keys(), areaOf, graph.apart);
  if (added.length === 0) return graph;
  const bridges = [...graph.bridges, ...added].sort((p, q) => p.a - q.a || p.b - q.b);
  for (const { a, b } of graph.bridges) borders.delete(a * n + b);
  return { ...toCsr(n, borders, bridges, graph.source), ...(graph.apart ? { apart: graph.apart } : {}) };
}

/** Keys a · n + b of neighbors → the shortest bridges between the pieces of each area. */
function areaBridges(
  zones: Zones,
  pairs: Iterable<number>,
  areaOf: Int32Array,
  apart: ZoneGraph['apart'],
): Bridge[] {
  const n = zones.count;
  const inside: number[] = [];
  for (const key of pairs) {
    const [a, b] = [Math.floor(key / n), key % n];
    if (areaOf[a] === areaOf[b] && (areaOf[a] as number) >= 0) inside.push(key);
  }
  const sets = componentsOf(n, inside);
  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const area = areaOf[i] as number;
    if (area < 0) continue;
    const list = members.get(area);
    if (list) list.push(i);
    else members.set(area, [i]);
  }
  const candidates: Bridge[] = [];
  for (const list of members.values()) {
    const first = sets.find(list[0] as number);
    if (list.every(i => sets.find(i) === first)) continue;
    // the nearest pair of each two pieces; areas in pieces are few, and not large
    const best = new Map<string, Bridge>();
    for (const [at, a] of list.entries()) {
      for (const b of list.slice(at + 1)) {
        const [x, y] = [sets.find(a), sets.find(b)];
        if (x === y || apart?.(a, b)) continue;
        const km = greatCircleKm(
          zones.lat[a] as number,
          zones.lon[a] as number,
          zones.lat[b] as number,
          zones.lon[b] as number,
        );
        const key = `${Math.min(x, y)} ${Math.max(x, y)}`;
        const known = best.get(key);
        if (!known || km < known.km) best.set(key, { a, b, km });
      }
    }
    candidates.push(...best.values());
  }
  return shortestBridges(n, inside, candidates);
}

/** Areas that hang together by none of their own borders and bridges, ascending: a barrier runs through them. */
export function areasInPieces(graph: ZoneGraph, areaOf: Int32Array): number[] {
  const n = areaOf.length;
  const inside: number[] = [];
  for (let a = 0; a < n; a++) {
    for (let e = graph.offsets[a] as number; e < (graph.offsets[a + 1] as number); e++) {
      const b = graph.neighbors[e] as number;
      if (a < b && areaOf[a] === areaOf[b]) inside.push(a * n + b);
    }
  }
  const sets = componentsOf(n, inside);
  const first = new Map<number, number>();
  const parted = new Set<number>();
  for (let i = 0; i < n; i++) {
    const area = areaOf[i] as number;
    if (area < 0) continue;
    const piece = sets.find(i);
    if ((first.get(area) ?? piece) !== piece) parted.add(area);
    else first.set(area, piece);
  }
  return [...parted].sort((p, q) => p - q);
}
