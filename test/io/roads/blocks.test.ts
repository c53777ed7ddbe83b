import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coordinatesOf, halves, makeBlocks } from '../../../src/io/roads/blocks.ts';
import { createPoints } from '../../../src/io/roads/points.ts';

it('holds every pair once, in blocks of no more coordinates than allowed, whatever the order', () => {
  const place = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 }));
  const pair = fc.tuple(fc.nat(29), fc.nat(29));
  fc.assert(
    fc.property(
      fc.uniqueArray(place, { minLength: 30, maxLength: 30, selector: String }),
      fc.uniqueArray(pair, { maxLength: 300, selector: String }),
      fc.integer({ min: 2, max: 40 }),
      (places, list, limit) => {
        const points = createPoints(6);
        const ids = places.map(([lat, lon]) => points.of(lat / 10, lon / 10));
        const pairs = list.filter(([a, b]) => a !== b).map(([a, b]) => [ids[a]!, ids[b]!] as const);
        const blocks = makeBlocks(pairs.flat(), points, limit);
        expect(blocks).toEqual(
          makeBlocks([...pairs].reverse().flat(), points, limit).map(sameWanted(blocks)),
        );
        const held = (parts: typeof blocks) =>
          parts
            .flatMap(({ from, to, wanted }) => {
              const found: string[] = [];
              for (let i = 0; i < wanted.length; i += 2) {
                expect(from).toContain(wanted[i]);
                expect(to).toContain(wanted[i + 1]);
                found.push(`${wanted[i]}-${wanted[i + 1]}`);
              }
              return found;
            })
            .sort();
        const all = pairs.map(([a, b]) => `${a}-${b}`).sort();
        expect(held(blocks)).toEqual(all);
        expect(blocks.every(block => coordinatesOf(block) <= limit)).toBe(true);
        const parts = blocks.flatMap(halves);
        expect(held(parts)).toEqual(all);
        for (const block of blocks)
          if (block.from.length > 1 || block.to.length > 1)
            for (const part of halves(block))
              expect(part.from.length + part.to.length).toBeLessThan(block.from.length + block.to.length);
      },
    ),
    { numRuns: 60 },
  );
});

it('a single pair has no halves', () => {
  const one = { from: [4], to: [7], wanted: [4, 7] };
  expect(halves(one)).toEqual([one]);
});

/** the order of the pairs within a block says nothing */
const sameWanted =
  (blocks: ReturnType<typeof makeBlocks>) => (block: (typeof blocks)[number], at: number) => ({
    ...block,
    wanted:
      [...block.wanted].sort().join() === [...(blocks[at]?.wanted ?? [])].sort().join()
        ? blocks[at]!.wanted
        : block.wanted,
  });
