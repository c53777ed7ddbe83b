// The smoothed dual against differences: its gradient is the slope of its value, its Hessian the slope of its gradient, and as it
// cools it becomes the Lagrangian bound.

import { describe, expect, it } from 'vitest';
import { lagrangianBound } from '../../src/optimize/bound.ts';
import { makeCoupling, toDuals, zoneWeights } from '../../src/optimize/coupling.ts';
import { makeRandom } from '../../src/optimize/random.ts';
import { makeShortlist } from '../../src/optimize/shortlist.ts';
import { makeSmoothed } from '../../src/optimize/smooth.ts';
import { type RandomProblemOptions, randomProblem } from './random-problem.ts';

const cases: readonly (readonly [string, RandomProblemOptions])[] = [
  ['two measures', { n: 40, k: 4, m: 2, seed: 1 }],
  [
    'loads by rep, forbidden pairs, a budget',
    { n: 40, k: 4, m: 2, seed: 2, repDependent: true, forbidden: 0.4, budget: true },
  ],
  [
    'limits, and budgets of teams',
    { n: 40, k: 4, m: 1, seed: 3, limits: true, teams: { kind: 'both', share: 1 } },
  ],
];

describe.each(cases)('%s', (_, options) => {
  const problem = randomProblem(options);
  const coupling = makeCoupling(problem);
  const weights = zoneWeights(problem, coupling);
  const { rows, lower } = coupling;
  const random = makeRandom(options.seed);
  const point = Float64Array.from(lower, low => (low === -Infinity ? random() : random() - 0.5));
  const smoothed = (tau: number) => {
    const slack = weights.map(w => 60 * tau * w + 1e-9);
    const list = makeShortlist(problem, coupling, problem.k, slack).candidates(point, problem.k, slack);
    return makeSmoothed(problem, coupling, list, weights, tau);
  };

  it('slopes are those of differences', () => {
    const { evaluate, hessian } = smoothed(0.2);
    const gradient = new Float64Array(rows);
    evaluate(point, gradient);
    const h = new Float64Array(rows * rows);
    hessian(h);
    const [up, down] = [new Float64Array(rows), new Float64Array(rows)];
    const step = 1e-4;
    for (let r = 0; r < rows; r++) {
      const moved = (by: number) => point.map((y, s) => (s === r ? y + by : y));
      const slope = (evaluate(moved(step), up) - evaluate(moved(-step), down)) / (2 * step);
      expect(slope).toBeCloseTo(gradient[r], 6);
      for (let s = r; s < rows; s++) {
        // shares below a thousandth do not reach it
        const curve = -(up[s] - down[s]) / (2 * step);
        expect(Math.abs(h[s * rows + r] - curve), `${r} ${s}`).toBeLessThan(0.03 * (1 + Math.abs(curve)));
      }
    }
  });

  it('cools down to the bound of the same prices', () => {
    const bound = lagrangianBound(problem, toDuals(problem, coupling, point));
    const away = [0.1, 1e-3, 1e-6].map(tau =>
      Math.abs(smoothed(tau).evaluate(point, new Float64Array(rows)) - bound),
    );
    expect(away[1]).toBeLessThan(away[0]);
    expect(away[2]).toBeLessThan(1e-3);
  });
});
