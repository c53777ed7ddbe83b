// Pairs of zones → the compressed adjacency of the zone graph, and its connected components.

import type { Bridge, ZoneGraph } from '../model/records.ts';

/** @param borderKm km by pair, keyed a · n + b with a < b. Neighbors come out ascending, whatever the map's order. */
export function toCsr(
  n: number,
  borderKm: ReadonlyMap<number, number>,
  bridges: readonly Bridge[],
  source: ZoneGraph['source'],
): ZoneGraph {
  const pairs = new Map(borderKm);
  for (const { a, b } of bridges) if (!pairs.has(a * n + b)) pairs.set(a * n + b, 0);
  const keys = Float64Array.from(pairs.keys()).sort();
  const offsets = new Int32Array(n + 1);
  for (const key of keys) {
    offsets[Math.floor(key / n) + 1]!++;
    offsets[(key % n) + 1]!++;
  }
  for (let i = 0; i < n; i++) offsets[i + 1]! += offsets[i]!;
  const neighbors = new Int32Array(offsets[n]!);
  const km = new Float64Array(offsets[n]!);
  const next = offsets.slice(0, n);
  // keys ascend in (a, b): first every zone's smaller neighbors, in order, then its larger ones
  for (const key of keys) {
    const [a, b] = [Math.floor(key / n), key % n];
    neighbors[next[b]!] = a;
    km[next[b]!++] = pairs.get(key)!;
  }
  for (const key of keys) {
    const [a, b] = [Math.floor(key / n), key % n];
    neighbors[next[a]!] = b;
    km[next[a]!++] = pairs.get(key)!;
  }
  return { offsets, neighbors, borderKm: km, bridges, source };
}

/** Disjoint sets with path halving; the root of a set is its smallest member. */
export interface DisjointSets {
  find(i: number): number;
  /** false when they were one already */
  join(i: number, j: number): boolean;
}

export function disjointSets(n: number): DisjointSets {
  const parent = new Int32Array(n);
  for (let i = 0; i < n; i++) parent[i] = i;
  const find = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  return {
    find,
    join(i, j) {
      const [a, b] = [find(i), find(j)];
      if (a === b) return false;
      if (a < b) parent[b] = a;
      else parent[a] = b;
      return true;
    },
  };
}

/** The sets of zones that the pairs connect. */
export function componentsOf(n: number, pairs: Iterable<number>): DisjointSets {
  const sets = disjointSets(n);
  for (const key of pairs) sets.join(Math.floor(key / n), key % n);
  return sets;
}
