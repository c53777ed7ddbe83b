// neighbors.csv has the map's graph: every pair of units that touch, once, with the border they share.

import type { ZoneGraph } from '../../model/records.ts';
import { AMOUNT, cellsOf } from './cells.ts';
import type { Check } from './check.ts';
import { neighborsIn } from './pieces.ts';
import { lookUp } from './table.ts';
import type { VerifyInput, World } from './world.ts';

/** @param graph of the zones as read, with the bridges of areas that are kept whole */
export function checkNeighbors({ tables }: VerifyInput, world: World, graph: ZoneGraph, check: Check): void {
  const { neighbors } = tables;
  if (!neighbors) return;
  const neighborsOf = neighborsIn(world, graph);
  const pairs = new Set<number>();
  for (let a = 0; a < world.n; a++) {
    for (const b of neighborsOf(a)) if (a < b) pairs.add(a * world.n + b);
  }
  const parts = new Int32Array(graph.offsets.length - 1);
  for (const zone of world.zoneOfUnit) parts[zone]!++;
  const zonePair = (x: number, y: number) => Math.min(x, y) * parts.length + Math.max(x, y);
  const bridged = new Set(graph.bridges.map(({ a, b }) => zonePair(a, b)));
  const cells = cellsOf('neighbors.csv', neighbors, check);
  for (const row of neighbors.rows) {
    const ids = [cells.text(row, 'zone_a'), cells.text(row, 'zone_b')] as const;
    const what = `${ids[0]} and ${ids[1]}`;
    const [x, y] = [lookUp(world.unitIndex, ids[0]) ?? -1, lookUp(world.unitIndex, ids[1]) ?? -1];
    const key = Math.min(x, y) * world.n + Math.max(x, y);
    const once = x >= 0 && y >= 0 && pairs.delete(key);
    if (!check.that(once, () => `neighbors.csv: ${what} do not touch, or are listed twice`)) continue;
    const [a, b] = [world.zoneOfUnit[x]!, world.zoneOfUnit[y]!];
    cells.number(
      row,
      'border_km',
      a === b ? 0 : borderOf(graph, a, b) / (parts[a]! * parts[b]!),
      AMOUNT,
      what,
    );
    cells.flag(row, 'bridge', bridged.has(zonePair(a, b)), what);
  }
  for (const key of pairs) {
    const [x, y] = [Math.floor(key / world.n), key % world.n];
    check.lie(`neighbors.csv lacks ${world.unitId[x]} and ${world.unitId[y]}, which touch`);
  }
}

function borderOf(graph: ZoneGraph, a: number, b: number): number {
  for (let e = graph.offsets[a]!; e < graph.offsets[a + 1]!; e++)
    if (graph.neighbors[e] === b) return graph.borderKm[e]!;
  return Number.NaN;
}
