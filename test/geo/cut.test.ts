import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutZone } from '../../src/geo/cut.ts';
import { insidePolygons, signedArea2 } from '../../src/geo/rings.ts';
import { greatCircleKm, ringAreaKm2, sphericalAreaKm2 } from '../../src/geo/sphere.ts';
import type { MultiPolygon } from '../../src/model/records.ts';
import { hasData, loadZones } from './real-data.ts';

type Shape = MultiPolygon['coordinates'];
const box = (w: number, s: number, e: number, n: number): Shape => [
  [
    [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ],
  ],
];
const areas = (parts: readonly (Shape | null)[]) => parts.map(part => (part ? sphericalAreaKm2(part) : 0));
/** Plane area in square degrees: the spherical formula itself changes by 1e-5 when a long edge is cut in two. */
const planeArea = (shape: Shape | null) =>
  (shape ?? []).reduce(
    (sum, rings) =>
      sum + rings.reduce((a, ring, r) => a + (r === 0 ? 1 : -1) * Math.abs(signedArea2(ring) / 2), 0),
    0,
  );
const total = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

const HOLED: Shape = [
  [
    box(0, 0, 1, 1)[0]![0]!,
    [
      [0.3, 0.3],
      [0.3, 0.6],
      [0.6, 0.6],
      [0.6, 0.3],
      [0.3, 0.3],
    ],
  ],
  ...box(1.5, 0, 2, 1),
];

describe('cutZone', () => {
  //  ┌────┬────┐
  //  │ s0 │ s1 │    two seeds cut a square in halves
  //  └────┴────┘
  it('cuts along the middle between the seeds', async () => {
    const square = box(2, 48, 2.2, 48.1);
    const parts = await cutZone(square, [
      { lat: 48.05, lon: 2.05 },
      { lat: 48.05, lon: 2.15 },
    ]);
    const [left, right] = areas(parts);
    expect(left).toBeCloseTo(right!, 6);
    expect(left! + right!).toBeCloseTo(sphericalAreaKm2(square), 6);
    for (const part of parts) {
      const ring = part![0]![0]!;
      expect(ring[0]).toEqual(ring.at(-1));
      expect(ringAreaKm2(ring)).toBeLessThan(0); // counterclockwise
    }
    expect(Math.max(...parts[0]!.flat(2).map(p => p[0]!))).toBeCloseTo(2.1, 9);
  });

  it('gives nothing to coincident seeds but the first, and the whole zone to a single seed', async () => {
    const square = box(2, 48, 2.2, 48.1);
    const seed = { lat: 48.05, lon: 2.05 };
    expect(await cutZone(square, [seed, seed])).toEqual([square, null]);
    expect(await cutZone(square, [seed])).toEqual([square]);
    expect(await cutZone(square, [])).toEqual([]);
    expect(await cutZone(null, [seed, seed])).toEqual([null, null]);
    const three = await cutZone(square, [seed, { lat: 48.05, lon: 2.15 }, seed]);
    expect(three[2]).toBeNull();
    expect(total(areas(three))).toBeCloseTo(sphericalAreaKm2(square), 6);
    const lost = await cutZone(square, [seed, { lat: Number.NaN, lon: 2 }]);
    expect(lost).toEqual([square, null]);
  });

  it('gives nothing to a seed whose cell misses the zone, and copes with seeds outside', async () => {
    const square = box(2, 48, 2.2, 48.1);
    const parts = await cutZone(square, [
      { lat: 48.05, lon: 2.1 },
      { lat: 48.05, lon: 9 },
    ]);
    expect(parts[1]).toBeNull();
    expect(total(areas(parts))).toBeCloseTo(sphericalAreaKm2(square), 6);
  });

  // the middle one of three had the whole zone, and the others overlapped it
  it('cuts between seeds on one line, whichever way it runs', async () => {
    const square = box(2, 46.3, 2.1, 46.4);
    const area = sphericalAreaKm2(square);
    for (const [dx, dy] of [
      [0.05, -0.05],
      [-0.05, -0.05],
      [0.05, 0],
      [0, 0.05],
    ] as const) {
      const seeds = [-1, 0, 1, 0].map(k => ({ lat: 46.35 + k * dy, lon: 2.05 + k * dx }));
      const parts = areas(await cutZone(square, seeds));
      expect(total(parts)).toBeCloseTo(area, 6);
      // the outer two alike, but for latitudes; where they are corners each has a little more than an eighth
      expect(parts[0]! / parts[2]!).toBeCloseTo(1, 2);
      const share = parts[0]! / area;
      if (dx === 0 || dy === 0) expect(share).toBeCloseTo(0.25, 2);
      else expect(share).toBeGreaterThan(0.125);
      expect(share).toBeLessThan(0.26);
      expect(parts[3]).toBe(0);
    }
  });

  // the clipper: "Unable to complete output ring"
  it('cuts where borders meet corners of the zone all but exactly', async () => {
    const seeds = [
      [0.75, 0.25],
      [0.25, 0.25],
      [0.25, 0.053149999999999996],
      [0.01, 0.5],
      [0, 0.01],
      [0.01, 0.01],
    ].map(([x, y]) => ({ lon: x! * 2, lat: y! }));
    const parts = await cutZone(HOLED, seeds);
    expect(total(areas(parts)) / sphericalAreaKm2(HOLED)).toBeCloseTo(1, 6);
  });

  it('cuts a zone across the antimeridian', async () => {
    const split: Shape = [...box(179.9, 10, 180, 10.2), ...box(-180, 10, -179.8, 10.2)];
    const parts = await cutZone(split, [
      { lat: 10.1, lon: 179.95 },
      { lat: 10.1, lon: -179.85 },
    ]);
    expect(total(areas(parts))).toBeCloseTo(sphericalAreaKm2(split), 6);
    expect(areas(parts)[0]! / total(areas(parts))).toBeCloseTo(0.5, 6);
    for (const lon of parts.flatMap(p => p!.flat(2).map(q => q[0]!)))
      expect(Math.abs(lon)).toBeLessThanOrEqual(180);
  });

  it('tiles whatever polygon with whatever seeds, each point with its nearest seed', async () => {
    // some on a coarse grid: many on one line, many on one circle
    const unit = fc.oneof(
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.integer({ min: 0, max: 4 }).map(i => i / 4),
    );
    const area = sphericalAreaKm2(HOLED);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(unit, unit), { minLength: 2, maxLength: 8 }), async list => {
        const seeds = list.map(([x, y]) => ({ lon: x * 2, lat: y }));
        const parts = await cutZone(HOLED, seeds);
        expect(total(areas(parts)) / area).toBeCloseTo(1, 6);
        for (let x = 0.05; x < 2; x += 0.21) {
          for (let y = 0.07; y < 1; y += 0.23) {
            if (!insidePolygons(x, y, HOLED)) continue;
            const km = seeds.map(s => greatCircleKm(y, x, s.lat, s.lon));
            const holders = parts.flatMap((part, s) => (part && insidePolygons(x, y, part) ? [s] : []));
            for (const s of holders) expect(km[s]! - Math.min(...km)).toBeLessThan(0.05);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it.skipIf(!hasData('fr-codes-postaux'))('tiles the zones of large cities (shared data)', async () => {
    const zones = loadZones('fr-codes-postaux');
    for (const id of ['31000', '06000', '44000', '29200']) {
      const z = zones.id.indexOf(id);
      const shape = zones.geometry[z]!;
      const seeds = Array.from({ length: 6 }, (_, s) => ({
        lat: zones.lat[z]! + 0.01 * Math.sin(s * 2.4) * s,
        lon: zones.lon[z]! + 0.01 * Math.cos(s * 2.4) * s,
      }));
      const parts = await cutZone(shape, seeds);
      expect(total(parts.map(planeArea)) / planeArea(shape)).toBeCloseTo(1, 9);
    }
  });
});
