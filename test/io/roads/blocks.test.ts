import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coordinatesOf, halves, makeBlocks } from '../../../src/io/roads/blocks.ts';
import { createPoints } from '../../../src/io/roads/points.ts';
import { candidates, spots } from './road-network.ts';

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

it('of the same pairs the same tables, of which somebody has looked at the sizes', async () => {
  const bases = spots(9, 7);
  const places = spots(60, 3);
  const said: string[] = [];
  for (const [what, near, turned] of [
    ['each zone and the reps nearby', 3, false],
    ['the reps nearby and each zone', 3, true],
    ['every rep and every zone', 9, false],
  ] as const)
    for (const limit of [100, 30, 8, 2]) {
      const points = createPoints(6);
      const { lat, lon, from, to } = candidates(bases, places, near);
      const pairs = Array.from(from, (a, at) => [a, to[at] as number]).flatMap(pair =>
        (turned ? pair.reverse() : pair).map(p => points.of(lat[p] as number, lon[p] as number)),
      );
      const blocks = makeBlocks(pairs, points, limit);
      const sides = blocks.map(
        block => `${block.from.length}×${block.to.length} for ${block.wanted.length / 2}`,
      );
      const [first] = blocks;
      said.push(
        `${what}, ${limit} coordinates: ${blocks.length} tables\n  ${sides.slice(0, 30).join(', ')}\n`,
        `  the first: ${first?.from.join(' ')} → ${first?.to.join(' ')}: ${first?.wanted.join(' ')}\n`,
        ...halves(first as (typeof blocks)[number]).map(
          half => `  half: ${half.from.join(' ')} → ${half.to.join(' ')}: ${half.wanted.join(' ')}\n`,
        ),
      );
    }
  await expect(said.join('')).toMatchFileSnapshot('blocks.txt');
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
