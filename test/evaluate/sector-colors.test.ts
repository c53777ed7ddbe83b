// The oracle is culori: its simulation of color vision deficiencies (Machado, Oliveira and Fernandes 2009) and its CIEDE2000.

import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  parse,
  wcagContrast,
} from 'culori';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colorsFor, PALETTE, textOn } from '../../src/evaluate/sector-colors.ts';

/**
 * CIEDE2000. A difference of 2 is just seen side by side; on maps, where areas lie apart and are small, about five times as
 * much is wanted, and twice that again leaves room for projectors and paper.
 */
const APART = 20;
const FROM_PAPER = 14;

const difference = differenceCiede2000();
const color = (hex: string) => parse(hex) as NonNullable<ReturnType<typeof parse>>;
const SIGHTS = [null, filterDeficiencyProt(1), filterDeficiencyDeuter(1), filterDeficiencyTrit(1)];

/** The smallest difference in any kind of sight. */
function apart(a: string, b: string): number {
  return Math.min(
    ...SIGHTS.map(see => (see ? difference(see(color(a)), see(color(b))) : difference(color(a), color(b)))),
  );
}

test('any two colors are told apart in every kind of sight, and each from white paper', () => {
  for (const a of PALETTE) {
    for (const b of PALETTE) if (a !== b) expect(apart(a, b), `${a} ${b}`).toBeGreaterThan(APART);
    expect(apart(a, '#ffffff'), a).toBeGreaterThan(FROM_PAPER);
  }
});

test('text on every color has the contrast of AA', () => {
  for (const a of PALETTE) expect(wcagContrast(a, textOn(a)), a).toBeGreaterThan(4.5);
});

test('neighbors on a map in the plane never have the same color, whatever the map of today', () => {
  // sectors as blobs on a grid of squares: each of its squares joined to one beside it, so all in one piece
  const side = 12;
  const at = (x: number, y: number) => y * side + x;
  const sides = Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [i % side, Math.floor(i / side)];
    return [
      ...(x > 0 ? [at(x - 1, y)] : []),
      ...(x < side - 1 ? [at(x + 1, y)] : []),
      ...(y > 0 ? [at(x, y - 1)] : []),
      ...(y < side - 1 ? [at(x, y + 1)] : []),
    ];
  });
  const offsets = [0];
  for (const list of sides) offsets.push((offsets.at(-1) as number) + list.length);
  const graph = { offsets: Int32Array.from(offsets), neighbors: Int32Array.from(sides.flat()) };
  const grown = (seeds: readonly number[], picks: readonly number[]) => {
    const of = new Int32Array(side * side).fill(-1);
    seeds.forEach((square, j) => {
      of[square] = j;
    });
    for (let step = 0; of.includes(-1); step++) {
      const open = [...of.keys()].filter(i => of[i] === -1 && sides[i]!.some(n => of[n]! >= 0));
      const i = open[picks[step % picks.length]! % open.length]!;
      of[i] = of[sides[i]!.find(n => of[n]! >= 0)!]!;
    }
    return of;
  };
  const squares = fc.uniqueArray(fc.nat(side * side - 1), { minLength: 20, maxLength: 40 });
  const picks = fc.array(fc.nat(1000), { minLength: 7, maxLength: 30 });
  fc.assert(
    fc.property(squares, picks, picks, (seeds, one, other) => {
      const after = grown(seeds, one);
      const colors = colorsFor(graph, seeds.length, after, grown(seeds, other));
      for (let i = 0; i < after.length; i++) {
        for (const n of sides[i]!)
          if (after[n] !== after[i]) expect(colors[after[n]!]).not.toBe(colors[after[i]!]);
      }
    }),
    { numRuns: 30 },
  );
});
