import { describe, expect, test } from 'vitest';
import { lagrangianBound } from '../../src/optimize/bound.ts';
import { type Candidates, selectCandidates } from '../../src/optimize/candidates.ts';
import { makeCoupling, toDuals } from '../../src/optimize/coupling.ts';
import { makePricer } from '../../src/optimize/pricing.ts';
import { makeRandom } from '../../src/optimize/random.ts';
import { makeShortlist } from '../../src/optimize/shortlist.ts';
import { type RandomProblemOptions, randomProblem } from './random-problem.ts';

const base: RandomProblemOptions = { n: 150, k: 20, m: 2, seed: 1 };
const cases: readonly (readonly [string, RandomProblemOptions])[] = [
  ['two measures', base],
  ['loads that depend on the rep', { ...base, seed: 2, repDependent: true }],
  ['forbidden pairs', { ...base, seed: 3, forbidden: 0.6 }],
  ['a budget', { ...base, seed: 4, budget: true, repDependent: true, forbidden: 0.2 }],
];

describe.each(cases)('%s', (_, options) => {
  const problem = randomProblem(options);
  const coupling = makeCoupling(problem);
  const zones = Array.from({ length: problem.n }, (_, i) => i);

  test('however prices wander, the bound is that of all pairs', () => {
    for (const step of [0.02, 0.3, 3]) {
      const random = makeRandom(7);
      const shortlist = makeShortlist(problem, coupling, 5, new Float64Array(problem.n).fill(0.02));
      const y = new Float64Array(coupling.rows);
      for (let round = 0; round < 60; round++) {
        for (let r = 0; r < y.length; r++) {
          y[r] += step * (random() - 0.5);
          if (coupling.lower[r] === -Infinity) y[r] = Math.abs(y[r]);
        }
        const exact = lagrangianBound(problem, toDuals(problem, coupling, y));
        expect(shortlist.bound(y)).toBeCloseTo(exact, 9);
      }
    }
  });

  test('candidates are those of all pairs: all of them while the list has room, and always the cheapest', () => {
    const random = makeRandom(8);
    const shortlist = makeShortlist(problem, coupling, 5.5, new Float64Array(problem.n));
    const y = new Float64Array(coupling.rows);
    for (let round = 0; round < 40; round++) {
      for (let r = 0; r < y.length; r++) y[r] = Math.max(0, y[r] + 0.1 * (random() - 0.5));
      const slack = new Float64Array(problem.n).fill(0.002 * round);
      const found = shortlist.candidates(y, 4, slack);
      const exact = selectCandidates(problem, makePricer(problem, toDuals(problem, coupling, y)), 4, slack);
      const list = ({ starts, reps }: Candidates, i: number): number[] =>
        Array.from(reps.subarray(starts[i], starts[i + 1]));
      for (const i of zones) {
        const [ours, theirs] = [list(found, i), list(exact, i)];
        expect(ours).toContain(theirs[0]);
        expect(ours).toEqual(ours.toSorted((a, b) => a - b));
        if (theirs.length < 4) expect(ours).toEqual(theirs.toSorted((a, b) => a - b));
        else expect(new Set(ours).size).toBe(4);
      }
    }
  });
});

test('of equals the first ones are taken where not all have room', () => {
  const problem = randomProblem({ ...base, seed: 5 });
  const even = { ...problem, cost: problem.cost.map((_, at) => (at % problem.k < 3 ? 1 : 1 + (at % 3))) };
  const coupling = makeCoupling(even);
  const y = new Float64Array(coupling.rows);
  for (const most of [1, 2, 4, 9]) {
    const slack = new Float64Array(even.n).fill(5);
    const found = makeShortlist(even, coupling, 12, slack).candidates(y, most, slack);
    const exact = selectCandidates(even, makePricer(even, toDuals(even, coupling, y)), most, slack);
    for (let i = 0; i < even.n; i++) {
      const ours = found.reps.subarray(found.starts[i], found.starts[i + 1]);
      expect([...ours]).toEqual(
        [...exact.reps.subarray(exact.starts[i], exact.starts[i + 1])].sort((a, b) => a - b),
      );
    }
  }
});

test('a zone without a rep is an error', () => {
  const problem = randomProblem({ ...base, m: 1 });
  problem.cost.fill(Infinity, 20, 40);
  const coupling = makeCoupling(problem);
  expect(() =>
    makeShortlist(problem, coupling, 5, new Float64Array(problem.n)).bound(new Float64Array(coupling.rows)),
  ).toThrow('zone 1');
});
