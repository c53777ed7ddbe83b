import { expect, test } from 'vitest';
import { cheapest, effectiveBudget, lagrangianBound, makeSum } from '../../src/optimize/bound.ts';
import { selectCandidates } from '../../src/optimize/candidates.ts';
import { fromDuals, makeCoupling, toDuals } from '../../src/optimize/coupling.ts';
import { solveLp } from '../../src/optimize/lp-relaxation.ts';
import { makePricer } from '../../src/optimize/pricing.ts';
import { makeRandom } from '../../src/optimize/random.ts';
import { randomProblem } from './random-problem.ts';

test('at zero prices the bound is the sum of the cheapest costs', () => {
  const problem = randomProblem({ n: 50, k: 5, m: 2, seed: 1, forbidden: 0.3 });
  const duals = { price: new Float64Array(10), budgetPrice: 0 };
  const cells = cheapest(problem, duals);
  let sum = 0;
  for (let i = 0; i < 50; i++) sum += Math.min(...problem.cost.subarray(i * 5, i * 5 + 5));
  expect(lagrangianBound(problem, duals)).toBeCloseTo(sum, 9);
  for (let i = 0; i < 50; i++)
    expect(problem.cost[i * 5 + cells[i]]).toBe(Math.min(...problem.cost.subarray(i * 5, i * 5 + 5)));
});

test('whatever the prices, no assignment costs less than the bound, excess priced', () => {
  for (let seed = 0; seed < 100; seed++) {
    const problem = randomProblem({
      n: 20,
      k: 4,
      m: 2,
      seed,
      repDependent: seed % 2 === 0,
      forbidden: 0.2,
      budget: seed % 3 === 0,
    });
    const { n, k, m } = problem;
    const random = makeRandom(seed);
    const price = Float64Array.from({ length: k * m }, () => (random() - 0.5) * 4 * problem.excessPrice);
    const bound = lagrangianBound(problem, { price, budgetPrice: random() });
    const { upper, lower } = makeCoupling(problem);
    for (let trial = 0; trial < 20; trial++) {
      const activity = new Float64Array(k * m);
      let value = 0;
      let moved = 0;
      for (let i = 0; i < n; i++) {
        const open = Array.from({ length: k }, (_, j) => j).filter(j => problem.cost[i * k + j] < Infinity);
        const held = problem.incumbent[i];
        const j = trial === 0 && open.includes(held) ? held : open[Math.floor(random() * open.length)];
        value += problem.cost[i * k + j];
        moved += problem.moveWeight?.[i * k + j] ?? 0;
        for (let q = 0; q < m; q++) {
          const load = problem.loads[q].length === n ? problem.loads[q][i] : problem.loads[q][i * k + j];
          activity[j * m + q] += load / problem.target[j * m + q];
        }
      }
      if (moved > effectiveBudget(problem)) continue;
      for (let r = 0; r < k * m; r++) {
        value += problem.excessPrice * Math.max(0, activity[r] - upper[r], lower[r] - activity[r]);
      }
      expect(bound).toBeLessThanOrEqual(value * (1 + 1e-12));
    }
  }
});

test('nonsense prices are clamped, never certified', () => {
  const problem = randomProblem({ n: 10, k: 2, m: 1, seed: 3 });
  const at = (a: number, b: number) =>
    lagrangianBound(problem, { price: Float64Array.of(a, b), budgetPrice: 5 });
  expect(at(Infinity, Number.NaN)).toBe(at(problem.excessPrice, 0));
  expect(at(-1e300, 0)).toBe(at(-problem.excessPrice, 0));
});

test('the sum is compensated', () => {
  const sum = makeSum();
  for (const x of [1, 1e100, 1, -1e100]) sum.add(x);
  expect(sum.value()).toBe(2);
});

test('duals survive the change of units', () => {
  const problem = randomProblem({ n: 30, k: 3, m: 2, seed: 1, budget: true });
  const coupling = makeCoupling(problem);
  const duals = { price: Float64Array.from({ length: 6 }, (_, r) => r - 2), budgetPrice: 0.7 };
  const back = toDuals(problem, coupling, fromDuals(problem, coupling, duals));
  expect(back.price).toEqual(duals.price);
  expect(back.budgetPrice).toBeCloseTo(0.7, 12);
});

test('a zone that nobody may serve is named, wherever its cheapest rep is asked for', async () => {
  const problem = randomProblem({ n: 30, k: 4, m: 1, seed: 6 });
  problem.cost.fill(Infinity, 28, 32);
  const none = { price: new Float64Array(4), budgetPrice: 0 };
  const message = 'zone 7 has no eligible rep';
  expect(() => lagrangianBound(problem, none)).toThrow(message);
  expect(() => selectCandidates(problem, makePricer(problem, none), 3)).toThrow(message);
  await expect(solveLp(problem)).rejects.toThrow(message);
  expect(cheapest(problem, none).indexOf(-1)).toBe(7);
});

test('a disruption budget that cannot be kept is as much as must move', () => {
  const plain = randomProblem({ n: 10, k: 3, m: 1, seed: 6 });
  expect(effectiveBudget(plain)).toBe(Infinity);
  // zone 0 moves 4 whoever serves it, for the rep in force may not; zone 1 moves 2, 3 or nothing
  const moveWeight = new Float64Array(30);
  moveWeight.set([0, 4, 5, 2, 3, 0]);
  const cost = plain.cost.map((c, at) => (at === 0 ? Infinity : c));
  const moving = { ...plain, cost, moveWeight };
  expect(effectiveBudget({ ...moving, moveBudget: 3 })).toBeCloseTo(4, 6);
  expect(effectiveBudget({ ...moving, moveBudget: 9 })).toBe(9);
});
