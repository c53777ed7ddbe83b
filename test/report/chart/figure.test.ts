import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks } from '../../../src/report/chart/figure.ts';
import { spread } from '../../../src/report/chart/spread.ts';

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map(x => Number(x.toPrecision(6)));

describe('ticks', () => {
  it('are round numbers', () => {
    expect(linearTicks([38_381, 40_374], 4)).toEqual([38_000, 38_500, 39_000, 39_500, 40_000, 40_500]);
    expect(linearTicks([0, 0.3], 3)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(linearTicks([5], 4)).toEqual([4, 6]);
    expect(linearTicks([], 4)).toEqual([0, 0.5, 1]);
    expect(logTicks([0.09, 34])).toEqual([0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]);
  });

  it('enclose the values, evenly, and are few', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 9 }),
        fc.integer({ min: 2, max: 8 }),
        (values, count) => {
          const ticks = linearTicks(values, count);
          const step = (ticks[1] as number) - (ticks[0] as number);
          const slack = 1e-6 * Math.max(step, ...ticks.map(Math.abs));
          expect(ticks.length).toBeGreaterThan(1);
          expect(ticks.length).toBeLessThanOrEqual(count + 2);
          expect(ticks[0]).toBeLessThanOrEqual(Math.min(...values) + slack);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values) - slack);
          ticks.slice(1).forEach((tick, i) => {
            expect(Math.abs(tick - (ticks[i] as number) - step)).toBeLessThanOrEqual(slack);
          });
        },
      ),
    );
  });
});

describe('names beside lines', () => {
  it('do not overlap, and stay beside the panel where there is room', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 9 }), wanted => {
        const placed = spread(wanted, 16, 0, 150);
        const sorted = placed.toSorted((a, b) => a - b);
        sorted.slice(1).forEach((y, i) => {
          expect(y - (sorted[i] as number)).toBeGreaterThanOrEqual(16);
        });
        for (const y of placed) {
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(150);
        }
        // whoever is above another stays above
        wanted.forEach((a, i) => {
          wanted.forEach((b, j) => {
            if (a < b) expect(placed[i]).toBeLessThan(placed[j] as number);
          });
        });
      }),
    );
  });

  it('stay where they are wanted when they do not touch', () => {
    expect(spread([80, 10, 40], 16, 0, 150)).toEqual([80, 10, 40]);
    expect(spread([80, 80], 16, 0, 90)).toEqual([74, 90]);
  });
});
