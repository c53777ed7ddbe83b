// Rings from arcs, drawn on a grid of points: an arc is a walk between two-digit points xy.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dissolve } from '../../src/geo/dissolve.ts';
import { ringAreaKm2, sphericalAreaKm2 } from '../../src/geo/sphere.ts';
import { stitch } from '../../src/geo/stitch.ts';
import type { Position } from '../../src/model/records.ts';
import { makeZones } from './real-data.ts';

const arc = (text: string): Position[] => text.split(' ').map(([x, y]) => [Number(x), Number(y)]);
const words = (polygons: readonly Position[][][]) =>
  polygons.map(rings => rings.map(ring => ring.map(([x, y]) => `${x}${y}`).join(' ')));

describe('stitch', () => {
  it('lets two squares that touch in a corner be two', () => {
    //    22
    //  11
    const arcs = [arc('00 10 11 01 00'), arc('11 21 22 12 11')];
    expect(words(stitch(arcs, [[0], [1]])).sort()).toEqual([['00 10 11 01 00'], ['11 21 22 12 11']]);
  });

  it('keeps a hole that touches the outer ring in a corner', () => {
    const arcs = [arc('00 40 44 04 00'), arc('00 12 21 00')];
    expect(words(stitch(arcs, [[0], [1]]))).toEqual([['00 40 44 04 00', '00 12 21 00']]);
  });

  it('cancels what runs both ways: inner borders and spikes', () => {
    const arcs = [arc('10 11'), arc('11 01 00 10'), arc('10 20 21 11'), arc('20 30')];
    // the right square has a spike at 20, along arc 3 and back
    expect(
      words(
        stitch(arcs, [
          [0, 1],
          [2, ~0, 3, ~3],
        ]),
      ),
    ).toEqual([['11 01 00 10 20 21 11']]);
  });
});

describe('a sector on a grid where four zones meet in every point', () => {
  const WIDTH = 7;
  const zones = makeZones(
    Array.from({ length: WIDTH * WIDTH }, (_, i) => {
      const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
      const ring = [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
        [x, y],
      ];
      return { id: String(i).padStart(2, '0'), geometry: [[ring]] };
    }),
  );

  it('has simple rings, and the area of its zones', () => {
    const cells = fc.array(fc.integer({ min: -1, max: 2 }), {
      minLength: WIDTH * WIDTH,
      maxLength: WIDTH * WIDTH,
    });
    fc.assert(
      fc.property(cells, sectors => {
        dissolve(zones, Int32Array.from(sectors), 3).forEach((outline, s) => {
          const own = sectors.reduce(
            (sum, of, i) => sum + (of === s ? sphericalAreaKm2(zones.geometry[i]!) : 0),
            0,
          );
          expect(sphericalAreaKm2(outline)).toBeCloseTo(own, 5);
          for (const rings of outline) {
            rings.forEach((ring, r) => {
              expect(ring[0]).toEqual(ring.at(-1));
              expect(new Set(ring.slice(1).map(String)).size).toBe(ring.length - 1);
              expect(Math.sign(ringAreaKm2(ring))).toBe(r === 0 ? -1 : 1);
            });
          }
        });
      }),
      { numRuns: 200 },
    );
  });
});
