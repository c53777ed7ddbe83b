import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coefficientOfVariation, gini, maxMinRatio, roundTo } from '../../src/evaluate/statistics.ts';

const amounts = fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

test('by head', () => {
  expect(coefficientOfVariation([1, 3])).toBe(0.5);
  expect(gini([1, 3])).toBe(0.25);
  expect(gini([0, 0, 0, 1])).toBe(0.75);
  expect(maxMinRatio([2, 3, 4])).toBe(2);
  expect(maxMinRatio([0, 1])).toBeNull();
  expect(gini([])).toBeNull();
  expect(coefficientOfVariation([0, 0])).toBeNull();
});

test('equal values are perfectly even', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 30 }), (value, n) => {
      const equal = new Array<number>(n).fill(value);
      expect(gini(equal)).toBe(0);
      expect(coefficientOfVariation(equal)).toBe(0);
      expect(maxMinRatio(equal)).toBe(1);
    }),
  );
});

test('Gini is half the mean absolute difference over the mean, whatever the order and the scale', () => {
  fc.assert(
    fc.property(amounts, fc.double({ min: 0.01, max: 100, noNaN: true }), (values, scale) => {
      const n = values.length;
      const mean = values.reduce((sum, v) => sum + v, 0) / n;
      let differences = 0;
      for (const x of values) for (const y of values) differences += Math.abs(x - y);
      const expected = differences / (2 * n * n * mean);
      expect(gini(values)).toBeCloseTo(expected, 9);
      expect(gini(values.map(v => v * scale).reverse())).toBeCloseTo(expected, 9);
      expect(gini(values)).toBeLessThanOrEqual((n - 1) / n + 1e-12);
    }),
  );
});

test('giving from the richer to the poorer makes Gini and CV smaller', () => {
  fc.assert(
    fc.property(amounts, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (values, part) => {
      const sorted = [...values].sort((a, b) => a - b);
      const [poor, rich] = [sorted[0] as number, sorted.at(-1) as number];
      fc.pre(rich > poor * 1.01);
      const gift = part * (rich - poor);
      const after = [poor + gift, ...sorted.slice(1, -1), rich - gift];
      expect(gini(after) as number).toBeLessThan(gini(values) as number);
      expect(coefficientOfVariation(after) as number).toBeLessThan(coefficientOfVariation(values) as number);
    }),
  );
});

test('rounding', () => {
  expect(roundTo(1.005, 2)).toBe(1);
  expect(roundTo(2.675, 1)).toBe(2.7);
  expect(Object.is(roundTo(-1e-9, 6), 0)).toBe(true);
  expect(roundTo(Number.NaN, 2)).toBeNull();
  expect(roundTo(Number.POSITIVE_INFINITY, 2)).toBeNull();
});
