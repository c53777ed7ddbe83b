import fc from 'fast-check';
import { expect, it } from 'vitest';
import { costScale } from '../../../src/app/anonymize/before.ts';
import { movedCost } from '../../../src/app/anonymize/before-cost.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/model/settings.ts';

const figure = fc.double({ min: 1, max: 1e6, noNaN: true });
const excess = fc.double({ min: 0, max: 2, noNaN: true });

it('a plan before costs as much more or less today on the bundle’s map as on that of the inputs', () => {
  fc.assert(
    fc.property(
      ...([figure, figure, figure, excess, excess, excess, fc.constantFrom(0.0625, 1, 16)] as const),
      (cost, now, there, e, eNow, eThere, scale) => {
        const today = { cost: now, excess: eNow, stands: false };
        const moved = movedCost(
          { cost, excess: e },
          today,
          { cost: there, excess: eThere, stands: false },
          scale,
        );
        expect(Math.abs(there - moved.cost - (now - cost) * scale)).toBeLessThan(1e-6);
        if (moved.excess > 0) expect(eThere - moved.excess).toBeCloseTo(eNow - e, 9);
        else expect(eThere - eNow + e).toBeLessThan(1e-9);
        // that cannot be laid on today's zones
        expect(movedCost({ cost, excess: e }, undefined, undefined, scale)).toEqual({
          cost: cost * scale,
          excess: e,
        });
      },
    ),
  );
});

it('costs are in amounts where sectors are compact by an amount, and nowhere else', () => {
  const scale = (objective: Settings['objective'], measure: string) =>
    costScale(
      { settings: { ...DEFAULT_SETTINGS, objective, measures: [{ name: measure, tolerance: 0.1 }] } },
      { isAmount: name => name !== 'workload' },
      8,
    );
  expect(scale('compactness', 'potential')).toBe(8);
  expect(scale('compactness', 'workload')).toBe(1);
  expect(scale('travel', 'potential')).toBe(1);
});
