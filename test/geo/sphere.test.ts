import { area } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bbox,
  bboxOfPoints,
  EARTH_RADIUS_KM,
  greatCircleKm,
  lonDelta,
  lonNear,
  ringAreaKm2,
  sphericalAreaKm2,
  unwrapPolygons,
  wrapLon,
} from '../../src/geo/sphere.ts';

const lat = fc.double({ min: -90, max: 90, noNaN: true });
const lon = fc.double({ min: -180, max: 180, noNaN: true });

/** closed square of `size` degrees with its south-west corner at lon, lat; counterclockwise */
const square = (x: number, y: number, size = 1) => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];
const shift = (ring: number[][], by: number) => ring.map(([x, y]) => [wrapLon(x! + by), y!]);

describe('greatCircleKm', () => {
  it('knows Paris–Lyon, a quarter meridian and antipodes', () => {
    expect(greatCircleKm(48.8566, 2.3522, 45.764, 4.8357)).toBeCloseTo(391.5, 0);
    expect(greatCircleKm(0, 0, 90, 0)).toBeCloseTo((EARTH_RADIUS_KM * Math.PI) / 2, 6);
    expect(greatCircleKm(0, 0, 0, 180)).toBeCloseTo(EARTH_RADIUS_KM * Math.PI, 6);
  });
  it('is a metric that does not care about turns', () => {
    fc.assert(
      fc.property(lat, lon, lat, lon, lat, lon, (a, b, c, d, e, f) => {
        const ab = greatCircleKm(a, b, c, d);
        expect(greatCircleKm(c, d, a, b)).toBeCloseTo(ab, 6);
        expect(greatCircleKm(a, b + 360, c, d)).toBeCloseTo(ab, 4);
        expect(ab).toBeLessThanOrEqual(greatCircleKm(a, b, e, f) + greatCircleKm(e, f, c, d) + 1e-3);
      }),
    );
  });
});

describe('longitudes', () => {
  it('wraps, and leaves what is in range untouched', () => {
    expect([wrapLon(190), wrapLon(-190), wrapLon(540), wrapLon(180), wrapLon(12.3)]).toEqual([
      -170, 170, -180, -180, 12.3,
    ]);
  });
  it('takes the short way round', () => {
    expect([lonDelta(179, -179), lonDelta(-179, 179), lonDelta(10, 30)]).toEqual([2, -2, 20]);
    expect([lonNear(-179, 179), lonNear(179, -179), lonNear(5, 6)]).toEqual([181, -181, 5]);
  });
});

describe('areas', () => {
  it('equal turf on rings away from the antimeridian', () => {
    const point = fc.tuple(
      fc.double({ min: -80, max: 80, noNaN: true }),
      fc.double({ min: -80, max: 80, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), points => {
        const ring = [...points, points[0]!].map(p => [...p]);
        const want = area({ type: 'Polygon', coordinates: [ring] }) / 1e6;
        expect(sphericalAreaKm2([[ring]])).toBeCloseTo(want, 3);
      }),
    );
  });
  it('subtract holes and add parts', () => {
    const one = sphericalAreaKm2([[square(0, 0, 3)]]);
    const hole = sphericalAreaKm2([[square(1, 1)]]);
    expect(sphericalAreaKm2([[square(0, 0, 3), square(1, 1)]])).toBeCloseTo(one - hole, 6);
    expect(sphericalAreaKm2([[square(0, 0, 3)], [square(1, 1)]])).toBeCloseTo(one + hole, 6);
  });
  it('are the same across the antimeridian', () => {
    const want = sphericalAreaKm2([[square(10, 50)]]);
    expect(sphericalAreaKm2([[shift(square(10, 50), 169.5)]])).toBeCloseTo(want, 6);
    expect(ringAreaKm2(square(10, 50))).toBeLessThan(0);
  });
});

describe('boxes', () => {
  it('take the narrower way round', () => {
    expect(bboxOfPoints([1, 2], [10, 20])).toEqual([10, 1, 20, 2]);
    expect(bboxOfPoints([51, 53], [172, -166])).toEqual([172, 51, 194, 53]);
    expect(bboxOfPoints([Number.NaN], [3])).toBeNull();
    expect(bbox([])).toBeNull();
    expect(bbox([[shift(square(10, 50), 169.5)]])).toEqual([179.5, 50, 180.5, 51]);
  });
  it('unwrap a multipolygon into one piece of the plane', () => {
    const parts = [[shift(square(10, 50), 169.5)], [square(-178, 50)], [square(176, 50)]];
    const flat = unwrapPolygons(parts);
    expect(flat[0]![0]!.map(p => p[0])).toEqual([179.5, 180.5, 180.5, 179.5, 179.5]);
    expect(flat[1]![0]![0]).toEqual([182, 50]);
    expect(flat[2]![0]![0]).toEqual([176, 50]);
    const inland = [[square(2, 48)]];
    expect(unwrapPolygons(inland)).toBe(inland);
  });
});
