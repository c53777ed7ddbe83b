import { area, circle, length, polygonToLine, polygon as turfPolygon } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convexHull, perimeterKm, polsbyPopper, reock, smallestCircle } from '../../src/geo/shape.ts';
import { sphericalAreaKm2 } from '../../src/geo/sphere.ts';
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
const disk = (lon: number, lat: number, km: number): Shape => [
  circle([lon, lat], km, { steps: 720, units: 'kilometers' }).geometry.coordinates,
];

describe('compactness', () => {
  it('is 1 for a disk, whatever its place and size', () => {
    for (const shape of [disk(2, 48, 10), disk(-150, 65, 80), disk(0, 0, 1)]) {
      expect(polsbyPopper(shape)).toBeCloseTo(1, 3);
      expect(reock(shape)).toBeCloseTo(1, 3);
    }
  });

  it('is π/4 and 2/π for a square, less for a stripe', () => {
    const square = box(0, -0.05, 0.1, 0.05);
    expect(polsbyPopper(square)).toBeCloseTo(Math.PI / 4, 4);
    expect(reock(square)).toBeCloseTo(2 / Math.PI, 4);
    // 1 × 9: 4π·9/400 and 9/(π·82/4)
    const stripe = box(0, -0.005, 0.09, 0.005);
    expect(polsbyPopper(stripe)).toBeCloseTo((36 * Math.PI) / 400, 4);
    expect(reock(stripe)).toBeCloseTo(9 / (Math.PI * 20.5), 4);
  });

  it('counts the borders of holes and parts', () => {
    const hole = box(0.02, -0.01, 0.04, 0.01)[0]![0]!;
    const pierced: Shape = [[box(0, -0.05, 0.1, 0.05)[0]![0]!, [...hole].reverse()]];
    expect(perimeterKm(pierced)).toBeCloseTo(
      perimeterKm(box(0, -0.05, 0.1, 0.05)) + perimeterKm([[hole]]),
      9,
    );
    expect(polsbyPopper(pierced)).toBeLessThan(polsbyPopper(box(0, -0.05, 0.1, 0.05)));
  });

  it('is the same for a shape cut at the antimeridian as elsewhere', () => {
    const cut: Shape = [...box(179.9, 10, 180, 10.2), ...box(-180, 10, -179.9, 10.2)];
    const whole = box(20, 10, 20.2, 10.2);
    // a parallel cut in two is two great circles instead of one: half a millimeter longer
    expect(perimeterKm(cut)).toBeCloseTo(perimeterKm(whole), 5);
    expect(polsbyPopper(cut)).toBeCloseTo(polsbyPopper(whole), 6);
    expect(reock(cut)).toBeCloseTo(reock(whole), 9);
  });

  it('counts a border along the antimeridian, behind which the shape does not go on', () => {
    const whole = box(20, 10, 20.2, 10.2);
    for (const shape of [box(179.8, 10, 180, 10.2), box(-180, 10, -179.8, 10.2)]) {
      expect(perimeterKm(shape)).toBeCloseTo(perimeterKm(whole), 9);
      expect(polsbyPopper(shape)).toBeCloseTo(polsbyPopper(whole), 9);
    }
    // on the other side it goes on in two parts, from 10.05 to 10.1 and from 10.1 to 10.15, and beyond from 10.18 to 10.25
    const beyond = [
      [10.05, 10.1],
      [10.1, 10.15],
      [10.18, 10.25],
    ].map(([s, n]) => box(-180, s!, -179.9, n!));
    const parts = [box(179.8, 10, 180, 10.2), ...beyond];
    const seams =
      2 * perimeterKm(box(-170, 10.05, -170, 10.15)) + 2 * perimeterKm(box(-170, 10.18, -170, 10.2));
    expect(perimeterKm(parts.flat())).toBeCloseTo(
      parts.reduce((km, part) => km + perimeterKm(part), 0) - seams / 2,
      9,
    );
  });

  it('is never more than 1, whatever part of the globe a shape covers', () => {
    const equator = Array.from({ length: 361 }, (_, i) => [i - 180, 0]);
    const north: Shape = [[[...equator, [180, 90], [90, 90], [0, 90], [-90, 90], [-180, 90], [-180, 0]]]];
    expect(perimeterKm(north)).toBeCloseTo(40_030.2, 0);
    expect(polsbyPopper(north)).toBe(1);
  });

  it('is not a number for nothing', () => {
    expect(polsbyPopper([])).toBeNaN();
    expect(reock([])).toBeNaN();
  });

  it.skipIf(!hasData('fr-finistere-cp'))('agrees with turf on real zones (shared data)', () => {
    const zones = loadZones('fr-finistere-cp');
    for (const shape of zones.geometry) {
      const km = shape!.reduce((sum, rings) => sum + length(polygonToLine(turfPolygon(rings)) as never), 0);
      const m2 = shape!.reduce((sum, rings) => sum + area(turfPolygon(rings)), 0);
      expect(perimeterKm(shape!)).toBeCloseTo(km, 6);
      expect(sphericalAreaKm2(shape!)).toBeCloseTo(m2 / 1e6, 6);
      expect(polsbyPopper(shape!)).toBeGreaterThan(0);
      expect(reock(shape!)).toBeLessThanOrEqual(1);
      expect(reock(shape!)).toBeGreaterThan(0);
    }
  });
});

const point = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
const points = fc.array(point, { minLength: 1, maxLength: 40 });

describe('smallestCircle', () => {
  it('covers all points, and no circle through two or three of them that covers all is smaller', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 9 }), list => {
        const found = smallestCircle(list);
        const covers = (x: number, y: number, r: number) =>
          list.every(p => Math.hypot(p[0] - x, p[1] - y) <= r + 1e-9);
        expect(covers(found.x, found.y, found.radius)).toBe(true);
        let best = list.every(p => p[0] === list[0]![0] && p[1] === list[0]![1]) ? 0 : Infinity;
        for (const a of list) {
          for (const b of list) {
            const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
            const r = Math.hypot(a[0] - x, a[1] - y);
            if (r < best && covers(x, y, r)) best = r;
            for (const c of list) {
              const d = 2 * (a[0] * (b[1] - c[1]) + b[0] * (c[1] - a[1]) + c[0] * (a[1] - b[1]));
              if (d === 0) continue;
              const [a2, b2, c2] = [a, b, c].map(p => p[0] ** 2 + p[1] ** 2) as [number, number, number];
              const ux = (a2 * (b[1] - c[1]) + b2 * (c[1] - a[1]) + c2 * (a[1] - b[1])) / d;
              const uy = (a2 * (c[0] - b[0]) + b2 * (a[0] - c[0]) + c2 * (b[0] - a[0])) / d;
              const radius = Math.hypot(a[0] - ux, a[1] - uy);
              if (radius < best && covers(ux, uy, radius)) best = radius;
            }
          }
        }
        expect(found.radius).toBeCloseTo(best, 6);
      }),
      { numRuns: 200 },
    );
  });

  it('is the circle of the convex hull', () => {
    fc.assert(
      fc.property(points, list => {
        expect(smallestCircle(convexHull(list)).radius).toBeCloseTo(smallestCircle(list).radius, 9);
      }),
    );
  });
});
