import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excessAt, lowerOf, narrowed, upperOf, windowsOf, withTolerance } from '../../src/optimize/window.ts';
import { problems } from './arbitrary.ts';

test('a load is beyond its window by as much as it must change to be inside', () => {
  fc.assert(
    fc.property(problems(12), fc.double({ min: 0, max: 3, noNaN: true }), (problem, load) => {
      const { lower, upper } = windowsOf(problem);
      expect(lower).toHaveLength(problem.k * problem.m);
      expect(upper).toHaveLength(problem.k * problem.m);
      for (let row = 0; row < lower.length; row++) {
        expect([lower[row], upper[row]]).toEqual([lowerOf(problem, row), upperOf(problem, row)]);
        const inside = Math.min(upper[row], Math.max(lower[row], load));
        expect(excessAt(problem, row, load)).toBeCloseTo(Math.abs(load - inside), 12);
      }
    }),
  );
});

test('another tolerance moves the windows of balance to it, and no limit', () => {
  fc.assert(
    fc.property(problems(12), problem => {
      const { k, m, limits = 0 } = problem;
      const tolerance = Float64Array.from({ length: m }, (_, q) => 0.01 * (q + 1));
      const before = windowsOf(problem);
      const after = windowsOf(withTolerance(problem, tolerance));
      for (let row = 0; row < k * m; row++) {
        const q = row % m;
        const isLimit = q >= m - limits;
        expect(after.lower[row]).toBe(isLimit ? before.lower[row] : 1 - tolerance[q]);
        expect(after.upper[row]).toBe(isLimit ? before.upper[row] : 1 + tolerance[q]);
      }
      expect([...withTolerance(problem, tolerance).tolerance]).toEqual([...tolerance]);
    }),
  );
});

test('a narrower problem has windows of balance with the same middle and a share less width, and the same limits', () => {
  fc.assert(
    fc.property(problems(12), fc.constantFrom(0, 0.005, 0.5), (problem, share) => {
      const { k, m, limits = 0 } = problem;
      const before = windowsOf(problem);
      const after = windowsOf(narrowed(problem, share));
      for (let row = 0; row < k * m; row++) {
        const [low, high] = [after.lower[row], after.upper[row]];
        const width = before.upper[row] - before.lower[row];
        expect(low + high).toBeCloseTo(before.lower[row] + before.upper[row], 12);
        expect(high - low).toBeCloseTo(row % m >= m - limits ? width : width * (1 - share), 12);
      }
      problem.tolerance.forEach((t, q) => {
        expect(narrowed(problem, share).tolerance[q]).toBeCloseTo(t * (1 - share), 12);
      });
    }),
  );
});
