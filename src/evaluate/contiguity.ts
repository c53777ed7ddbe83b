// Connected pieces of a sector in the zone graph, bridges included, and the bridges it uses.
// Zones that nobody serves are walked through but never counted: today's assignment has no rep for white space,
// and a hole in it is not a cut.

import type { PlanContext } from '../model/context.ts';

type OnMap = Pick<PlanContext, 'zones' | 'graph'>;

export interface Pieces {
  /** per rep: connected pieces, 0 for a sector without zones */
  readonly pieces: Int32Array;
  /** per rep: pieces beyond those that the map itself keeps apart (separate components of the graph) */
  readonly avoidable: Int32Array;
  /** per rep: bridges with both ends in the sector */
  readonly bridges: Int32Array;
}

export function piecesOf(context: PlanContext, zoneRep: Int32Array): Pieces {
  return piecesOfGroups(context, zoneRep, context.reps.list.length);
}

/** The same of any grouping of the zones, in k groups. */
export function piecesOfGroups(context: OnMap, zoneRep: Int32Array, k: number): Pieces {
  const n = context.zones.count;
  const component = components(context);
  const pieces = new Int32Array(k);
  const avoidable = new Int32Array(k);
  const bridges = new Int32Array(k);
  const zonesOf: number[][] = Array.from({ length: k }, () => []);
  for (let i = 0; i < n; i++) {
    const j = zoneRep[i] as number;
    if (j >= 0) zonesOf[j]?.push(i);
  }
  const open = zoneRep.some(j => j < 0);
  const seen = new Int32Array(n).fill(-1);
  const stack: number[] = [];
  for (let j = 0; j < k; j++) {
    const touched = new Set<number>();
    for (const start of zonesOf[j] as number[]) {
      touched.add(component[start] as number);
      if (seen[start] === j) continue;
      pieces[j] = (pieces[j] as number) + 1;
      seen[start] = j;
      stack.push(start);
      while (stack.length > 0) {
        const i = stack.pop() as number;
        forNeighbors(context, i, next => {
          const rep = zoneRep[next] as number;
          if (seen[next] === j || !(rep === j || (open && rep < 0))) return;
          seen[next] = j;
          stack.push(next);
        });
      }
    }
    avoidable[j] = (pieces[j] as number) - touched.size;
  }
  for (const { a, b } of context.graph.bridges) {
    const j = zoneRep[a] as number;
    if (j >= 0 && j === zoneRep[b]) bridges[j] = (bridges[j] as number) + 1;
  }
  return { pieces, avoidable, bridges };
}

/** Component number of each zone in the whole graph. */
function components(context: OnMap): Int32Array {
  const n = context.zones.count;
  const component = new Int32Array(n).fill(-1);
  let count = 0;
  for (let start = 0; start < n; start++) {
    if (component[start] !== -1) continue;
    const stack = [start];
    component[start] = count;
    while (stack.length > 0) {
      const i = stack.pop() as number;
      forNeighbors(context, i, next => {
        if (component[next] !== -1) return;
        component[next] = count;
        stack.push(next);
      });
    }
    count++;
  }
  return component;
}

function forNeighbors(context: OnMap, zone: number, visit: (neighbor: number) => void): void {
  const { offsets, neighbors } = context.graph;
  const end = offsets[zone + 1] as number;
  for (let e = offsets[zone] as number; e < end; e++) visit(neighbors[e] as number);
}
