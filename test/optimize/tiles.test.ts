import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom, type Random, randomInt } from '../../src/optimize/random.ts';
import { type Borders, bordersOf, mosaicOf, tilesAround } from '../../src/optimize/tiles.ts';
import { anyAssignment, problems } from './arbitrary.ts';

/** Do these sectors hang together? */
function connected(borders: Borders, tile: Int32Array): boolean {
  const inside = new Set(tile);
  const reached = new Set([tile[0] as number]);
  for (const j of reached) for (const [h] of borders[j]!) if (inside.has(h)) reached.add(h);
  return reached.size === tile.length;
}

/** Any plan's borders, and a size of tiles to lay out. */
function forAnyPlan(check: (borders: Borders, size: number, random: Random, k: number) => void): void {
  fc.assert(
    fc.property(
      problems(),
      fc.integer({ min: 0, max: 1e9 }),
      fc.integer({ min: 1, max: 6 }),
      (problem, seed, size) => {
        const random = makeRandom(seed);
        check(bordersOf(problem, anyAssignment(problem, random)), size, random, problem.k);
      },
    ),
  );
}

describe('tiles', () => {
  it('borders count every pair of adjacent zones in two sectors, from both sides', () => {
    fc.assert(
      fc.property(problems(), fc.integer({ min: 0, max: 1e9 }), (problem, seed) => {
        const plan = anyAssignment(problem, makeRandom(seed));
        const borders = bordersOf(problem, plan);
        let foreign = 0;
        for (let i = 0; i < problem.n; i++) {
          for (const h of problem.neighbors.subarray(problem.offsets[i], problem.offsets[i + 1]))
            if (plan[h] !== plan[i]) foreign++;
        }
        let counted = 0;
        borders.forEach((mine, a) => {
          for (const [b, length] of mine) {
            counted += length;
            expect(borders[b]!.get(a)).toBe(length);
          }
        });
        expect(counted).toBe(foreign);
      }),
    );
  });

  it('a mosaic holds every sector once, in tiles that hang together', () => {
    forAnyPlan((borders, size, random, k) => {
      const tiles = mosaicOf(borders, size, random);
      const all = tiles.flatMap(tile => [...tile]).sort((a, b) => a - b);
      expect(all).toEqual(Array.from({ length: k }, (_, j) => j));
      for (const tile of tiles) {
        expect([...tile]).toEqual([...tile].sort((a, b) => a - b));
        expect(connected(borders, tile)).toBe(true);
      }
    });
  });

  it('tiles around seeds are disjoint, no larger than asked, and each holds its seed', () => {
    forAnyPlan((borders, size, random, k) => {
      const seeds = [randomInt(random, k), randomInt(random, k)];
      const tiles = tilesAround(borders, seeds, size, random);
      const all = tiles.flatMap(tile => [...tile]);
      expect(new Set(all).size).toBe(all.length);
      for (const j of seeds) expect(all).toContain(j);
      for (const tile of tiles) {
        expect(tile.length).toBeLessThanOrEqual(size);
        expect(connected(borders, tile)).toBe(true);
      }
    });
  });
});
