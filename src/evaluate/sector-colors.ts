// Colors for a map of sectors: neighbors differ, and the palette stays readable for color-blind people.
// Greedy coloring in the order of Welsh and Powell (1967): most neighbors first, each the least used color that
// no neighbor has.

import type { PlanContext } from '../model/context.ts';
import type { ZoneGraph } from '../model/records.ts';

/** Okabe and Ito (2008), "Color Universal Design", without black, and two of Tol's muted scheme (2021). */
export const PALETTE = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#56b4e9',
  '#d55e00',
  '#f0e442',
  '#882255',
  '#999933',
] as const;

/**
 * `#rrggbb` for each rep's sector.
 * @param others more assignments on whose maps neighbors are to differ too
 */
export function sectorColors(
  context: PlanContext,
  zoneRep: Int32Array,
  ...others: readonly Int32Array[]
): string[] {
  return colorsFor(context.graph, context.reps.list.length, zoneRep, ...others);
}

/** The same for any grouping of the zones, in k groups. */
export function colorsFor(
  graph: Pick<ZoneGraph, 'offsets' | 'neighbors'>,
  k: number,
  zoneRep: Int32Array,
  ...others: readonly Int32Array[]
): string[] {
  const touching = neighborsAmong(graph, zoneRep, k);
  for (const other of others) {
    for (const [j, neighbors] of neighborsAmong(graph, other, k).entries()) {
      for (const neighbor of neighbors) touching[j]?.add(neighbor);
    }
  }
  const order = Array.from({ length: k }, (_, j) => j).sort(
    (a, b) => (touching[b] as Set<number>).size - (touching[a] as Set<number>).size || a - b,
  );
  const chosen = new Int32Array(k).fill(-1);
  const used = new Int32Array(PALETTE.length);
  for (const j of order) {
    const clashes = new Int32Array(PALETTE.length);
    for (const neighbor of touching[j] as Set<number>) {
      const color = chosen[neighbor] as number;
      if (color >= 0) clashes[color] = (clashes[color] as number) + 1;
    }
    let best = 0;
    for (let c = 1; c < PALETTE.length; c++) {
      const difference =
        (clashes[c] as number) - (clashes[best] as number) || (used[c] as number) - (used[best] as number);
      if (difference < 0) best = c;
    }
    chosen[j] = best;
    used[best] = (used[best] as number) + 1;
  }
  return Array.from(chosen, c => PALETTE[c] as string);
}

/** Sectors that touch each sector in the zone graph. */
export function sectorNeighbors(context: PlanContext, zoneRep: Int32Array): Set<number>[] {
  return neighborsAmong(context.graph, zoneRep, context.reps.list.length);
}

function neighborsAmong(
  { offsets, neighbors }: Pick<ZoneGraph, 'offsets' | 'neighbors'>,
  zoneRep: Int32Array,
  k: number,
): Set<number>[] {
  const touching = Array.from({ length: k }, () => new Set<number>());
  for (let i = 0; i < zoneRep.length; i++) {
    const here = zoneRep[i] as number;
    for (let e = offsets[i] as number; e < (offsets[i + 1] as number); e++) {
      const there = zoneRep[neighbors[e] as number] as number;
      if (here >= 0 && there >= 0 && here !== there) touching[here]?.add(there);
    }
  }
  return touching;
}
