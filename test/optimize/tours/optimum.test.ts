import { describe, expect, it } from 'vitest';
import type { TourPlan, TourProblem } from '../../../src/model/tours.ts';
import { planTours } from '../../../src/optimize/tours/plan-tours.ts';
import { tourBound } from '../../../src/optimize/tours/tour-bound.ts';
import { bruteForce } from './brute-force.ts';
import { type RandomTours, randomTours } from './random-tours.ts';
import { faultsOf } from './validate.ts';

const lostOf = ({ worth }: TourProblem, plan: TourPlan): number =>
  plan.unplanned.reduce((sum, { node, visits }) => sum + worth[node] * visits, 0);

/** Tiny problems of every kind. */
function kindOf(seed: number): RandomTours {
  return {
    seed,
    accounts: 2 + (seed % 5),
    days: 1 + (seed % 3),
    often: 1 + (seed % 2),
    side: [60, 150, 260][seed % 3],
    windows: seed % 4 > 1,
    lunch: seed % 5 > 1,
    nights: seed % 7 > 3 ? 1 + (seed % 2) : null,
    directed: seed % 6 === 0,
    whole: true,
    driving: seed % 8 === 0 ? 200 : 360,
    service: 100,
  };
}

describe('against all plans of tiny problems', () => {
  it('finds the best, or nearly, and the bound is below it', async () => {
    let missed = 0;
    let cases = 0;
    for (let seed = 1; seed <= 150; seed++) {
      const problem = randomTours(kindOf(seed));
      const best = bruteForce(problem);
      const plan = await planTours(problem, { seed: 1, effort: 'fast' });
      expect(faultsOf(problem, plan), `seed ${seed}`).toEqual([]);
      const lost = lostOf(problem, plan);
      expect(lost, `seed ${seed}: better than all plans`).toBeGreaterThanOrEqual(best.lost - 1e-9);
      cases++;
      if (lost > best.lost + 1e-9) {
        missed++;
        continue;
      }
      expect(plan.cost, `seed ${seed}: better than all plans`).toBeGreaterThanOrEqual(best.cost - 1e-6);
      if (plan.cost > best.cost + 1e-6) missed++;
      expect(plan.cost, `seed ${seed}`).toBeLessThanOrEqual(best.cost * 1.05 + 1e-6);
      // the bound is of the visits that this plan has: the optimum has others where some are lost
      if (lost === 0) expect(tourBound(problem, plan).value).toBeLessThanOrEqual(best.cost + 1e-6);
      expect(tourBound(problem, plan).value).toBeLessThanOrEqual(plan.cost + 1e-6);
    }
    expect(missed / cases).toBeLessThanOrEqual(0.01);
  });
});
