import { describe, expect, it } from 'vitest';
import { powerCells } from '../../../src/optimize/centers/cells.ts';
import { pointsOn } from '../../../src/optimize/centers/inertia.ts';
import { makeRandom } from '../../../src/optimize/random.ts';
import { randomProblem } from '../random-problem.ts';

describe('power cells of centers that settle', () => {
  it('come near balance, and are nowhere where a rep may not serve', () => {
    const problem = randomProblem({ n: 900, k: 6, m: 1, seed: 5, forbidden: 0.05 });
    const points = pointsOn(problem.lat, problem.lon, problem.loads[0]);
    const { rep, cost } = powerCells(problem, points, makeRandom(1));
    const load = new Float64Array(problem.k);
    rep.forEach((j, i) => {
      expect(problem.cost[i * problem.k + j]).toBeLessThan(Infinity);
      expect(cost[i * problem.k + j]).toBeLessThan(Infinity);
      load[j] += problem.loads[0][i] / problem.target[j];
    });
    for (const l of load) expect(Math.abs(l - 1)).toBeLessThan(0.3);
  });

  it('give each of as many zones as reps a cell, and cope with zones on one point', () => {
    const problem = randomProblem({ n: 5, k: 5, m: 1, seed: 1 });
    const here = pointsOn(new Float64Array(5).fill(48), new Float64Array(5).fill(2), problem.loads[0]);
    const { rep } = powerCells(problem, here, makeRandom(1));
    expect(rep.every(j => j >= 0 && j < 5)).toBe(true);
  });
});
