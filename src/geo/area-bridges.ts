// An area that is kept whole may lie in pieces: an enclave in the next department, an island. Its pieces are joined, so that
// the sector that has the area hangs together as far as the area does. Pieces that only a barrier parts stay apart.

import type { Bridge, ZoneGraph, Zones } from '../model/records.ts';
import { shortestBridges } from './bridges.ts';
import { componentsOf, type DisjointSets, toCsr } from './csr.ts';
import { greatCircleKm } from './sphere.ts';

/** The graph with the bridges that each area needs between its own zones; `areaOf`: −1 for zones of none. */
export function joinAreas(zones: Zones, graph: ZoneGraph, areaOf: Int32Array): ZoneGraph {
  const n = zones.count;
  const added = areaBridges(zones, graph, areaOf);
  if (added.length === 0) return graph;
  const borders = new Map<number, number>();
  for (let a = 0; a < n; a++) {
    for (let e = graph.offsets[a] as number; e < (graph.offsets[a + 1] as number); e++) {
      const b = graph.neighbors[e] as number;
      if (a < b) borders.set(a * n + b, graph.borderKm[e] as number);
    }
  }
  const bridges = [...graph.bridges, ...added].sort((p, q) => p.a - q.a || p.b - q.b);
  for (const { a, b } of graph.bridges) borders.delete(a * n + b);
  return { ...toCsr(n, borders, bridges, graph.source), ...(graph.apart ? { apart: graph.apart } : {}) };
}

/** What hangs together within each area; keys a · n + b of the neighbors that make it so. */
function within(graph: ZoneGraph, areaOf: Int32Array): { sets: DisjointSets; pairs: readonly number[] } {
  const n = areaOf.length;
  const pairs: number[] = [];
  for (let a = 0; a < n; a++) {
    for (let e = graph.offsets[a] as number; e < (graph.offsets[a + 1] as number); e++) {
      const b = graph.neighbors[e] as number;
      if (a < b && (areaOf[a] as number) >= 0 && areaOf[a] === areaOf[b]) pairs.push(a * n + b);
    }
  }
  return { sets: componentsOf(n, pairs), pairs };
}

/** The shortest bridges between the pieces of each area. */
function areaBridges(zones: Zones, graph: ZoneGraph, areaOf: Int32Array): Bridge[] {
  const n = zones.count;
  const { sets, pairs } = within(graph, areaOf);
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
        if (x === y || graph.apart?.(a, b)) continue;
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
  return shortestBridges(n, pairs, candidates);
}

/** Areas that hang together by none of their own borders and bridges, ascending: a barrier runs through them. */
export function areasInPieces(graph: ZoneGraph, areaOf: Int32Array): number[] {
  const { sets } = within(graph, areaOf);
  const first = new Map<number, number>();
  const parted = new Set<number>();
  for (const [i, area] of areaOf.entries()) {
    if (area < 0) continue;
    const piece = sets.find(i);
    if ((first.get(area) ?? piece) !== piece) parted.add(area);
    else first.set(area, piece);
  }
  return [...parted].sort((p, q) => p - q);
}
