import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromLambert93, isLambert93 } from '../../src/io/lambert93.ts';

/** The forward projection from its definition (secant cone at 44° and 49°, origin 46.5° N 3° E), written independently. */
function toLambert93(latDegrees: number, lonDegrees: number): [number, number] {
  const a = 6378137;
  const f = 1 / 298.257222101;
  const e = Math.sqrt(2 * f - f * f);
  const rad = Math.PI / 180;
  const m = (lat: number) => Math.cos(lat) / Math.sqrt(1 - (e * Math.sin(lat)) ** 2);
  const t = (lat: number) =>
    Math.tan(Math.PI / 4 - lat / 2) / ((1 - e * Math.sin(lat)) / (1 + e * Math.sin(lat))) ** (e / 2);
  const [p1, p2, p0] = [44 * rad, 49 * rad, 46.5 * rad];
  const n = Math.log(m(p1) / m(p2)) / Math.log(t(p1) / t(p2));
  const scale = (a * m(p1)) / (n * t(p1) ** n);
  const rho = scale * t(latDegrees * rad) ** n;
  const rho0 = scale * t(p0) ** n;
  const theta = n * (lonDegrees - 3) * rad;
  return [700000 + rho * Math.sin(theta), 6600000 + rho0 - rho * Math.cos(theta)];
}

test('the origin and the corners of France, to a millimetre', () => {
  expect(fromLambert93(700000, 6600000)).toEqual({ lat: 46.5, lon: 3 });
  fc.assert(
    fc.property(
      fc.double({ min: 41.3, max: 51.2, noNaN: true }),
      fc.double({ min: -5.5, max: 10, noNaN: true }),
      (lat, lon) => {
        const [x, y] = toLambert93(lat, lon);
        const back = fromLambert93(x, y);
        // 1e-8 degree is a millimetre
        expect(Math.abs(back.lat - lat)).toBeLessThan(1e-8);
        expect(Math.abs(back.lon - lon)).toBeLessThan(2e-8);
      },
    ),
  );
});

test('the corners of France are in its range', () => {
  for (const [lat, lon] of [
    [41.37, 9.2],
    [48.46, -5.1],
    [51.08, 2.5],
    [43.3, -1.8],
    [43.8, 7.6],
    [49, 8.23],
    [42.33, 2],
  ]) {
    expect(isLambert93(...toLambert93(lat, lon)), `${lat}, ${lon}`).toBe(true);
  }
});

test('degrees and other grids are not taken for it', () => {
  for (const [x, y] of [
    [2.35, 48.85],
    [48.85, 2.35],
    [600000, 2200000],
    [0, 0],
  ])
    expect(isLambert93(x, y)).toBe(false);
});
