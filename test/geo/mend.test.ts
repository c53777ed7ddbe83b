import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meets, overlappingPairs, segmentsOf } from '../../src/geo/crossings.ts';
import { pointInside } from '../../src/geo/inside.ts';
import { mendPolygons } from '../../src/geo/mend.ts';
import { insidePolygons, signedArea2 } from '../../src/geo/rings.ts';
import { sphericalAreaKm2 } from '../../src/geo/sphere.ts';
import type { MultiPolygon } from '../../src/model/records.ts';
import { draw } from './drawn.ts';

const box = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const back = (ring: number[][]) => [...ring].reverse();
const mend = (raw: unknown) => {
  const { polygons, findings } = mendPolygons(raw);
  if (polygons) validate(polygons);
  return { polygons, faults: Object.fromEntries(findings.map(f => [f.fault, f.count])) };
};
const planarArea = (polygons: MultiPolygon['coordinates'] | null) =>
  (polygons ?? []).reduce(
    (sum, rings) => sum + rings.reduce((inner, ring) => inner + signedArea2(ring) / 2, 0),
    0,
  );

/** What a mended shape promises, whatever it was made from. */
function validate(polygons: MultiPolygon['coordinates']): void {
  for (const rings of polygons) {
    rings.forEach((ring, r) => {
      expect(ring.length).toBeGreaterThanOrEqual(4);
      expect(ring.at(-1)).toEqual(ring[0]);
      expect(signedArea2(ring) > 0).toBe(r === 0);
      const keys = ring.slice(1).map(p => p.join());
      expect(new Set(keys).size).toBe(keys.length);
      for (const [lon, lat] of ring) expect(Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90).toBe(true);
    });
  }
  const lines = polygons.flat();
  const segments = segmentsOf(lines);
  overlappingPairs(segments, (s, t) => {
    expect(meets(segments.ends, s, t)).toBe(false);
    return false;
  });
}

describe('mendPolygons leaves alone', () => {
  it('valid shapes: the same rings, the same numbers', () => {
    const shape = [[box(0, 0, 9, 9), back(box(1, 1, 2, 2)), back(box(3, 3, 4, 4))], [box(10, 0, 11, 1)]];
    const { polygons, faults } = mend(shape);
    expect(polygons).toEqual(shape);
    expect(faults).toEqual({});
    expect(polygons![0]![0]).toBe(shape[0]![0]);
  });
  it('all but the winding', () => {
    const { polygons, faults } = mend([[back(box(0, 0, 9, 9)), box(1, 1, 2, 2)]]);
    expect(polygons).toEqual([[box(0, 0, 9, 9), back(box(1, 1, 2, 2))]]);
    expect(faults).toEqual({});
  });
  it('a hole that touches its outline in a point', () => {
    const { faults } = mend([
      [
        box(0, 0, 9, 9),
        [
          [0, 0],
          [1, 3],
          [3, 1],
          [0, 0],
        ],
      ],
    ]);
    expect(faults).toEqual({});
  });
});

describe('mendPolygons repairs', () => {
  //   ╲╱     the bow tie: both halves stay
  //   ╱╲
  it('a ring that crosses itself', () => {
    const { polygons, faults } = mend([
      [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ],
      ],
    ]);
    expect(polygons).toHaveLength(2);
    expect(planarArea(polygons)).toBeCloseTo(2, 9);
    expect(faults).toEqual({ 'self-crossing': 1 });
  });

  it('a ring that touches itself: split where it does, with all its edges', () => {
    // two squares that meet at (2, 2), drawn in one go
    const eight = [
      [0, 0],
      [2, 0],
      [2, 2],
      [4, 2],
      [4, 4],
      [2, 4],
      [2, 2],
      [0, 2],
      [0, 0],
    ];
    const { polygons, faults } = mend([[eight]]);
    expect(polygons).toHaveLength(2);
    expect(planarArea(polygons)).toBe(8);
    expect(faults).toEqual({ 'self-touching': 1 });
    // a hole drawn as part of the outline, through one common vertex
    const keyhole = [
      [0, 0],
      [6, 0],
      [6, 6],
      [0, 6],
      [0, 0],
      [2, 4],
      [4, 4],
      [4, 2],
      [0, 0],
    ];
    const hole = mend([[keyhole]]);
    expect(hole.polygons).toHaveLength(1);
    expect(hole.polygons![0]).toHaveLength(2);
  });

  it('holes outside: wound like the outline they are parts, else nothing', () => {
    const part = mend([[box(0, 0, 2, 2), box(5, 5, 6, 6)]]);
    expect(part.polygons).toHaveLength(2);
    expect(part.faults).toEqual({ 'hole-outside': 1 });
    const nothing = mend([[box(0, 0, 2, 2), back(box(5, 5, 6, 6))]]);
    expect(nothing.polygons).toEqual([[box(0, 0, 2, 2)]]);
    expect(nothing.faults).toEqual({ 'hole-outside': 1 });
  });

  it('a hole that crosses its outline: what is inside is cut out', () => {
    const { polygons } = mend([[box(0, 0, 4, 4), back(box(3, 1, 6, 3))]]);
    expect(planarArea(polygons)).toBe(14);
  });

  it('parts that overlap, lie in each other, or are the same: united', () => {
    expect(planarArea(mend([[box(0, 0, 4, 4)], [box(2, 2, 6, 6)]]).polygons)).toBe(28);
    const inner = mend([[box(0, 0, 9, 9)], [box(2, 2, 3, 3)]]);
    expect(inner.polygons).toEqual([[box(0, 0, 9, 9)]]);
    expect(inner.faults).toEqual({ 'overlapping-parts': 1 });
    expect(planarArea(mend([[box(0, 0, 4, 4)], [box(0, 0, 4, 4)]]).polygons)).toBe(16);
    // an island in a lake is no overlap
    expect(mend([[box(0, 0, 9, 9), back(box(1, 1, 5, 5))], [box(2, 2, 3, 3)]]).faults).toEqual({});
  });

  it('parts that share an edge: united along it', () => {
    const { polygons } = mend([[box(0, 0, 2, 2)], [box(2, 0, 4, 2)]]);
    expect(polygons).toHaveLength(1);
    expect(planarArea(polygons)).toBe(8);
  });

  it('a hole in a hole', () => {
    const { polygons } = mend([[box(0, 0, 9, 9), back(box(1, 1, 6, 6)), back(box(2, 2, 3, 3))]]);
    expect(planarArea(polygons)).toBe(81 - 25);
  });

  it('nothing: no area, no polygon, and the place it was at', () => {
    const line = mendPolygons([
      [
        [
          [1, 2],
          [3, 4],
          [1, 2],
          [1, 2],
        ],
      ],
    ]);
    expect(line.polygons).toBeNull();
    expect(line.firstPosition).toEqual([1, 2]);
    for (const raw of [null, 7, [], [[]], [[[]]], [[null]], [[[['a', 'b']]]]]) {
      expect(mendPolygons(raw).polygons).toBeNull();
    }
  });
});

describe('mendPolygons at the antimeridian', () => {
  const wrapped = [
    [179, 50],
    [-178, 50],
    [-178, 51],
    [179, 51],
    [179, 50],
  ];
  const beyond = [
    [179, 50],
    [182, 50],
    [182, 51],
    [179, 51],
    [179, 50],
  ];
  it.each([
    ['a ring that jumps', wrapped],
    ['a ring that goes on beyond 180', beyond],
    ['a ring that begins beyond −180', beyond.map(([x, y]) => [x! - 360, y!])],
  ])('cuts %s in two', (_, ring) => {
    const { polygons, faults } = mend([[ring]]);
    expect(polygons).toHaveLength(2);
    expect(faults).toEqual({ antimeridian: 1 });
    expect(sphericalAreaKm2(polygons!)).toBeCloseTo(sphericalAreaKm2([[box(10, 50, 13, 51)]]), 6);
    const [lon, lat] = pointInside(polygons!);
    expect(lat).toBeCloseTo(50.5, 9);
    expect(lon).toBeCloseTo(-179.5, 9);
  });
  it('cuts a hole with it, and brings 0…360 back without a fault', () => {
    const hole = [
      [179.5, 50.2],
      [179.5, 50.8],
      [180.5, 50.8],
      [180.5, 50.2],
      [179.5, 50.2],
    ];
    const { polygons } = mend([[beyond, hole]]);
    const want = sphericalAreaKm2([[box(0, 50, 3, 51), back(box(1, 50.2, 2, 50.8))]]);
    expect(sphericalAreaKm2(polygons!)).toBeCloseTo(want, 4);
    const east = mend([[box(190, 10, 191, 11)]]);
    expect(east.polygons).toEqual([[box(-170, 10, -169, 11)]]);
    expect(east.faults).toEqual({});
  });
});

describe('any ring at all', () => {
  it('becomes valid, with the area of the even–odd rule', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), points => {
        const ring = [...points, points[0]!].map(p => [...p]);
        const { polygons } = mend([[ring]]);
        // even–odd by sampling on a fine grid that avoids the vertices
        let same = 0;
        const samples = 40;
        for (let i = 0; i < samples; i++) {
          for (let j = 0; j < samples; j++) {
            const x = ((i + 0.51371) * 9) / samples;
            const y = ((j + 0.46193) * 9) / samples;
            const want = insidePolygons(x, y, [[ring]]);
            if (want === insidePolygons(x, y, polygons ?? [])) same++;
          }
        }
        expect(same).toBe(samples * samples);
      }),
      { numRuns: 300 },
    );
  });
  it('with crossings anywhere, not only at grid points, too', () => {
    // nine decimals: a tenth of a millimeter, finer than any file
    const coordinate = fc.integer({ min: -9e9, max: 9e9 }).map(v => v / 1e9);
    const point = fc.tuple(coordinate, coordinate);
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 16 }), points => {
        mend([[[...points, points[0]!].map(p => [...p])]]);
      }),
      { numRuns: 500 },
    );
  });
  it('mended twice is mended once', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), points => {
        const once = mendPolygons([[[...points, points[0]!]]]).polygons;
        if (!once) return;
        const twice = mendPolygons(once);
        expect(twice.polygons).toEqual(once);
        expect(twice.findings).toEqual([]);
      }),
    );
  });
});

describe('pointInside', () => {
  it('is the centroid where that is inside, else in the largest part', () => {
    expect(pointInside([[box(0, 0, 2, 4)]])).toEqual([1, 2]);
    const bent = draw(`
      A A A A
      A . . .
      A . . .
      A A A A`).get('A')!;
    const [x, y] = pointInside(bent);
    expect(insidePolygons(x, y, bent)).toBe(true);
    const apart = [[box(0, 0, 1, 1)], [box(10, 0, 13, 3)], [box(20, 0, 21, 1)]];
    const [px, py] = pointInside(apart);
    expect(insidePolygons(px, py, apart)).toBe(true);
  });
  it('is inside any valid shape', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 9 }), points => {
        const { polygons } = mendPolygons([[[...points, points[0]!]]]);
        if (!polygons) return;
        const [x, y] = pointInside(polygons);
        expect(insidePolygons(x, y, polygons)).toBe(true);
      }),
    );
  });
});
