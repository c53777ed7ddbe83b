// What a rep holds in a fractional plan, as a graph: its pieces, and how widely each zone hangs on the main one.

import type { Problem } from '../../model/problem.ts';

/** zone → share, of one rep */
export type RepShares = ReadonlyMap<number, number>;

export function piecesOf({ offsets, neighbors }: Problem, held: RepShares): number[][] {
  const seen = new Set<number>();
  const pieces: number[][] = [];
  for (const start of held.keys()) {
    if (seen.has(start)) continue;
    const piece = [start];
    seen.add(start);
    for (let at = 0; at < piece.length; at++) {
      for (let e = offsets[piece[at]]; e < offsets[piece[at] + 1]; e++) {
        const h = neighbors[e];
        if (seen.has(h) || !held.has(h)) continue;
        seen.add(h);
        piece.push(h);
      }
    }
    pieces.push(piece);
  }
  return pieces;
}

/**
 * For each zone that hangs together with `heart`, the least share on the best path between them, both ends left out;
 * Infinity next to the heart.
 */
export function widestPaths({ offsets, neighbors }: Problem, held: RepShares, heart: number): RepShares {
  const widest = new Map([[heart, Infinity]]);
  const open = [heart];
  while (open.length > 0) {
    const i = open.pop()!;
    const width = i === heart ? Infinity : Math.min(widest.get(i)!, held.get(i)!);
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const h = neighbors[e];
      if (!held.has(h) || (widest.get(h) ?? 0) >= width) continue;
      widest.set(h, width);
      open.push(h);
    }
  }
  return widest;
}
