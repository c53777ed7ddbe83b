import { describe, expect, it } from 'vitest';
import { cleanRing, Faults, insidePolygons, insideRing, signedArea2, wound } from '../../src/geo/rings.ts';

const SQUARE = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
  [0, 0],
];

function clean(raw: unknown) {
  const faults = new Faults();
  const ring = cleanRing(raw, faults);
  return { ring, faults: Object.fromEntries(faults.list().map(({ fault, count }) => [fault, count])) };
}

/** the same cycle of positions, wherever it starts */
const cycle = (ring: number[][] | null) => {
  const open = (ring ?? []).slice(1).map(p => p.join());
  const first = open.indexOf([...open].sort()[0]!);
  return [...open.slice(first), ...open.slice(0, first)];
};

describe('cleanRing', () => {
  it('returns a clean ring untouched, the very same array', () => {
    const { ring, faults } = clean(SQUARE);
    expect(ring).toBe(SQUARE);
    expect(faults).toEqual({});
  });

  it('closes an open ring', () => {
    const { ring, faults } = clean(SQUARE.slice(0, 4));
    expect(ring).toEqual(SQUARE);
    expect(faults).toEqual({ 'open-ring': 1 });
  });

  it('drops repeats, also across the seam', () => {
    const { ring, faults } = clean([
      [0, 0],
      [0, 0],
      [4, 0],
      [4, 4],
      [4, 4],
      [4, 4],
      [0, 4],
      [0, 0],
      [0, 0],
    ]);
    expect(cycle(ring as number[][])).toEqual(cycle(SQUARE));
    expect(faults).toEqual({ 'repeated-vertices': 4 });
  });

  //      ┌──────┐
  //      │      ├───•      out and back: no width, nothing is lost without it
  //      └──────┘
  it('drops a spike, and the repeat it leaves, which is no fault of its own', () => {
    const { ring, faults } = clean([
      [0, 0],
      [4, 0],
      [4, 2],
      [9, 2],
      [4, 2],
      [4, 4],
      [0, 4],
      [0, 0],
    ]);
    expect(cycle(ring as number[][])).toEqual(['0,0', '4,0', '4,2', '4,4', '0,4']);
    expect(faults).toEqual({ spike: 1 });
  });

  it('drops spikes of several vertices, and spikes at the seam', () => {
    const long = clean([
      [0, 0],
      [4, 0],
      [4, 2],
      [6, 2],
      [9, 5],
      [6, 2],
      [4, 2],
      [4, 4],
      [0, 4],
      [0, 0],
    ]);
    expect(cycle(long.ring as number[][])).toEqual(['0,0', '4,0', '4,2', '4,4', '0,4']);
    const seam = clean([
      [-5, 0],
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 0],
      [-5, 0],
    ]);
    expect(cycle(seam.ring as number[][])).toEqual(cycle(SQUARE));
    // the tip need not come back to the same vertex: this one returns half of the way
    const half = clean([
      [0, 0],
      [4, 0],
      [4, 6],
      [4, 4],
      [0, 4],
      [0, 0],
    ]);
    expect(cycle(half.ring as number[][])).toEqual(cycle(SQUARE));
  });

  it('has nothing left of a ring without area', () => {
    expect(
      clean([
        [0, 0],
        [1, 1],
        [0, 0],
        [0, 0],
      ]),
    ).toEqual({
      ring: null,
      faults: expect.objectContaining({ 'zero-area': 1 }),
    });
    expect(
      clean([
        [0, 0],
        [2, 2],
        [1, 1],
        [3, 3],
        [0, 0],
      ]).ring,
    ).toBeNull();
    expect(
      clean([
        [5, 5],
        [5, 5],
        [5, 5],
        [5, 5],
      ]).ring,
    ).toBeNull();
  });

  it('says what is no ring', () => {
    expect(
      clean([
        [0, 0],
        [1, 0],
        [0, 0],
      ]).faults,
    ).toEqual({ 'too-few-positions': 1 });
    expect(clean([]).faults).toEqual({ 'too-few-positions': 1 });
    expect(clean('ring').faults).toEqual({ 'bad-position': 1 });
  });

  it('leaves out positions that are no numbers', () => {
    const raw = [[0, 0], [4, 0], null, [Number.NaN, 3], [4, 4], ['x', 1], [0, 4], [0, 0]];
    const { ring, faults } = clean(raw);
    expect(ring).toEqual(SQUARE);
    expect(faults).toEqual({ 'bad-position': 3 });
  });
});

describe('rings', () => {
  it('have an orientation that can be asked for', () => {
    expect(signedArea2(SQUARE)).toBe(32);
    expect(wound(SQUARE, true)).toBe(SQUARE);
    expect(signedArea2(wound(SQUARE, false))).toBe(-32);
  });

  it('know their inside', () => {
    expect(insideRing(1, 1, SQUARE)).toBe(true);
    expect(insideRing(5, 1, SQUARE)).toBe(false);
    const hole = [
      [1, 1],
      [1, 3],
      [3, 3],
      [3, 1],
      [1, 1],
    ];
    expect(insidePolygons(2, 2, [[SQUARE, hole]])).toBe(false);
    expect(insidePolygons(0.5, 2, [[SQUARE, hole]])).toBe(true);
  });
});
