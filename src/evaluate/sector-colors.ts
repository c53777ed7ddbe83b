// Colors for a map of sectors: neighbors differ, for color-blind readers too. Any two colors of the palette are far apart
// in every kind of sight, so a map is safe as soon as neighbors have not the same one. Sectors get theirs in
// smallest-last order (Matula and Beck 1983): sectors in one piece make a planar map, which then never needs more than six.

import type { PlanContext } from '../model/context.ts';
import { powerOf } from '../model/power.ts';
import type { ZoneGraph } from '../model/records.ts';

/**
 * Chosen by annealing for the largest smallest difference between any two, and to white and pale gray paper, as seen with
 * full sight, protanopia, deuteranopia and tritanopia (simulated after Machado, Oliveira and Fernandes 2009): CIEDE2000 of
 * 20 or more among them. Dark or white text has a contrast of 4.5 on each of them, see `textOn`.
 */
export const PALETTE = [
  '#3350a8',
  '#fbd99f',
  '#929e18',
  '#cb7881',
  '#afd7ff',
  '#576400',
  '#7489ce',
  '#8a394b',
] as const;

const DARK = '#14181c';
const LIGHT = '#ffffff';

/** The color of text that is best read on a color `#rrggbb` (WCAG 2, relative luminance). */
export function textOn(color: string): string {
  const [l, dark, light] = [color, DARK, LIGHT].map(luminance) as [number, number, number];
  return (l + 0.05) / (dark + 0.05) > (light + 0.05) / (l + 0.05) ? DARK : LIGHT;
}

function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map(at => {
    const c = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : powerOf((c + 0.055) / 1.055, 2.4);
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * `#rrggbb` for each rep's sector.
 * @param others more assignments on whose maps neighbors differ too as far as colors go
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
  const also = others.map(other => neighborsAmong(graph, other, k));
  const chosen = new Int32Array(k).fill(-1);
  const used = new Int32Array(PALETTE.length);
  for (const j of smallestLast(touching).reverse()) {
    const clashes = new Float64Array(PALETTE.length);
    const count = (neighbors: Iterable<number>, weight: number) => {
      for (const neighbor of neighbors) {
        const color = chosen[neighbor] as number;
        if (color >= 0) clashes[color] = (clashes[color] as number) + weight;
      }
    };
    count(touching[j] as Set<number>, k + 1);
    for (const other of also) count(other[j] as Set<number>, 1 / others.length);
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

/** Again and again the one with the fewest neighbors among those that are left. */
function smallestLast(touching: readonly ReadonlySet<number>[]): number[] {
  const degree = touching.map(neighbors => neighbors.size);
  const left = new Set(degree.keys());
  const order: number[] = [];
  while (left.size > 0) {
    let least = -1;
    for (const j of left) if (least < 0 || (degree[j] as number) < (degree[least] as number)) least = j;
    left.delete(least);
    order.push(least);
    for (const neighbor of touching[least] as Set<number>)
      degree[neighbor] = (degree[neighbor] as number) - 1;
  }
  return order;
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
