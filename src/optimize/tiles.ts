// The plan's sectors laid out in tiles of a few that lie together. No sector is in two tiles, so tiles can be worked on
// at the same time, and what is gained in one is not lost in another.

import type { Assignment, Problem } from '../model/problem.ts';
import { type Random, randomInt } from './random.ts';

/** Per sector: its neighbors, with the number of pairs of adjacent zones between the two. */
export type Borders = readonly ReadonlyMap<number, number>[];

export function bordersOf({ n, k, offsets, neighbors }: Problem, plan: Assignment): Borders {
  const borders = Array.from({ length: k }, () => new Map<number, number>());
  for (let i = 0; i < n; i++) {
    const mine = borders[plan[i]];
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const j = plan[neighbors[e]];
      if (j !== plan[i]) mine.set(j, (mine.get(j) ?? 0) + 1);
    }
  }
  return borders;
}

/**
 * One tile around each seed that is still free when its turn comes: up to `size` sectors, each next one drawn by the
 * length of its border with those already taken. Sectors of a tile are in rising order.
 */
export function tilesAround(
  borders: Borders,
  seeds: Iterable<number>,
  size: number,
  random: Random,
): Int32Array[] {
  const taken = new Uint8Array(borders.length);
  const tiles: Int32Array[] = [];
  for (const seed of seeds) {
    if (taken[seed] === 1) continue;
    const tile: number[] = [];
    const around = new Map<number, number>();
    let next: number | undefined = seed;
    while (next !== undefined) {
      taken[next] = 1;
      around.delete(next);
      tile.push(next);
      if (tile.length >= size) break;
      for (const [j, length] of borders[next]) {
        if (taken[j] === 0) around.set(j, (around.get(j) ?? 0) + length);
      }
      next = drawn(around, random);
    }
    tiles.push(Int32Array.from(tile).sort());
  }
  return tiles;
}

/** Every sector in a tile. What is left over between tiles joins the neighbor it has the longest border with. */
export function mosaicOf(borders: Borders, size: number, random: Random): Int32Array[] {
  const whole: number[][] = [];
  const left: number[][] = [];
  for (const tile of tilesAround(borders, shuffled(borders.length, random), size, random))
    (2 * tile.length < size ? left : whole).push([...tile]);
  if (whole.length === 0) return left.map(tile => Int32Array.from(tile));
  const tileOf = new Int32Array(borders.length).fill(-1);
  whole.forEach((tile, t) => {
    for (const j of tile) tileOf[j] = t;
  });
  for (const tile of left) {
    const shared = new Map<number, number>();
    for (const j of tile)
      for (const [h, length] of borders[j])
        if (tileOf[h] >= 0) shared.set(tileOf[h], (shared.get(tileOf[h]) ?? 0) + length);
    let most = 0;
    let best = -1;
    for (const [t, length] of shared) if (length > most) [best, most] = [t, length];
    // an island of sectors, or enclosed by others that are left over, is a tile of its own
    if (best < 0) best = whole.push([]) - 1;
    for (const j of tile) whole[best].push(j);
  }
  return whole.map(tile => Int32Array.from(tile).sort());
}

export function shuffled(k: number, random: Random): Int32Array {
  const list = Int32Array.from({ length: k }, (_, j) => j);
  for (let a = k - 1; a > 0; a--) {
    const b = randomInt(random, a + 1);
    [list[a], list[b]] = [list[b], list[a]];
  }
  return list;
}

function drawn(around: ReadonlyMap<number, number>, random: Random): number | undefined {
  let total = 0;
  for (const length of around.values()) total += length;
  let draw = randomInt(random, total);
  for (const [j, length] of around) {
    if (draw < length) return j;
    draw -= length;
  }
  return undefined;
}
