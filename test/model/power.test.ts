import fc from 'fast-check';
import { expect, it } from 'vitest';
import { powerOf, squareOf } from '../../src/model/power.ts';

it('whole powers are products: those of ten and two are exact', () => {
  for (let e = 0; e <= 22; e++) expect(powerOf(10, e)).toBe(Number(`1e${e}`));
  for (let e = 1; e <= 15; e++) expect(powerOf(10, -e)).toBe(Number(`1e-${e}`));
  for (let e = -60; e <= 60; e++) expect(powerOf(2, e)).toBe(2 ** e);
  expect([powerOf(-3, 3), powerOf(0, 2), powerOf(0, 0), powerOf(7, 1), powerOf(2, 0.5) ** 2]).toEqual([
    -27,
    0,
    1,
    7,
    expect.closeTo(2, 14),
  ]);
  expect(squareOf(-0.1)).toBe(0.1 * 0.1);
});

it('others are those of the engine but for the last digits', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1e-12, max: 1e12, noNaN: true }),
      fc.double({ min: -8, max: 8, noNaN: true }),
      (x, e) => {
        expect(Math.abs(powerOf(x, e) / x ** e - 1)).toBeLessThan(1e-13);
      },
    ),
  );
});
