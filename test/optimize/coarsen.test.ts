import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { effectiveBudget } from '../../src/optimize/bound.ts';
import { coarsen } from '../../src/optimize/coarsen.ts';
import { makeCoupling, zoneWeights } from '../../src/optimize/coupling.ts';
import { approximateLp, solveLp } from '../../src/optimize/lp-relaxation.ts';
import { randomProblem } from './random-problem.ts';

const coarse = (problem: Problem, size: number): Problem =>
  coarsen(problem, zoneWeights(problem, makeCoupling(problem)), size);
const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

describe('a coarser problem', () => {
  const options = { n: 203, k: 4, m: 2, seed: 3, forbidden: 0.3, budget: true, repDependent: true } as const;
  const problem = randomProblem(options);
  const grouped = coarse(problem, 5);

  test('carries what the zones carry, with the same reps and targets', () => {
    expect(grouped.n).toBe(41);
    expect([grouped.k, grouped.m, grouped.target]).toEqual([problem.k, problem.m, problem.target]);
    expect(total(grouped.loads[0])).toBeCloseTo(total(problem.loads[0]), 9);
    for (let j = 0; j < 4; j++) {
      const ofRep = (values: Float64Array): number => total(values.filter((_, at) => at % 4 === j));
      expect(ofRep(grouped.loads[1])).toBeCloseTo(ofRep(problem.loads[1]), 9);
      expect(ofRep(grouped.moveWeight!)).toBeCloseTo(ofRep(problem.moveWeight!), 9);
    }
    expect(grouped.moveBudget).toBe(effectiveBudget(problem));
  });

  test('leaves every group a rep, whatever is forbidden', () => {
    for (let g = 0; g < grouped.n; g++) {
      expect(Math.min(...grouped.cost.subarray(4 * g, 4 * g + 4))).toBeLessThan(Infinity);
    }
  });

  test('of groups of one is the same problem in another order', async () => {
    const same = await solveLp(coarse(problem, 1));
    expect(same.value).toBeCloseTo((await solveLp(problem)).value, 6);
  });
});

test('its prices start the full dual near the end: the bound is the same to 1e-4', async () => {
  for (let seed = 0; seed < 4; seed++) {
    const problem = randomProblem({ n: 1200, k: 8, m: 2, seed, tolerance: 0.05 });
    const { value } = await solveLp(problem);
    expect(Math.abs((await approximateLp(problem)).value / value - 1)).toBeLessThan(1e-4);
    // and the groups alone are already close
    expect(Math.abs((await approximateLp(coarse(problem, 6))).value / value - 1)).toBeLessThan(0.2);
  }
});
