import { expect, test } from 'vitest';
import { selectCandidates } from '../../src/optimize/candidates.ts';
import { makePricer } from '../../src/optimize/pricing.ts';
import { randomProblem } from './random-problem.ts';

const problem = randomProblem({ n: 60, k: 9, m: 1, seed: 2, forbidden: 0.4, incumbents: true });
const pricer = makePricer(problem, { price: new Float64Array(9), budgetPrice: 0 });

test('the cheapest eligible reps in order, and the incumbent', () => {
  const { starts, reps } = selectCandidates(problem, pricer, 3);
  for (let i = 0; i < 60; i++) {
    const row = Array.from(problem.cost.subarray(i * 9, i * 9 + 9));
    const expected = row
      .map((_, j) => j)
      .filter(j => row[j] < Infinity)
      .sort((a, b) => row[a] - row[b] || a - b)
      .slice(0, 3);
    const held = problem.incumbent[i];
    if (held >= 0 && row[held] < Infinity && !expected.includes(held)) expected.push(held);
    expect(Array.from(reps.subarray(starts[i], starts[i + 1]))).toEqual(expected);
  }
});

test('slack cuts the list, never the cheapest', () => {
  const { starts } = selectCandidates(problem, pricer, 9, new Float64Array(60));
  for (let i = 0; i < 60; i++) expect(starts[i + 1] - starts[i]).toBeGreaterThanOrEqual(1);
  expect(starts[60]).toBeLessThan(70);
});
