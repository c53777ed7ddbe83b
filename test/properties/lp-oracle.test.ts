// The certified LP against HiGHS, which solves the whole model at once: same optimum on hundreds of models.

import { describe, expect, test } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { effectiveBudget, lagrangianBound } from '../../src/optimize/bound.ts';
import { solveWithHighs } from '../../src/optimize/highs.ts';
import { fullModel } from '../../src/optimize/lp-model.ts';
import { solveLp } from '../../src/optimize/lp-relaxation.ts';
import { makeRandom, randomInt } from '../../src/optimize/random.ts';
import { type RandomProblemOptions, randomProblem } from '../optimize/random-problem.ts';

/** Everything that must hold of a solution, whatever the problem. */
async function validate(problem: Problem, label: string): Promise<void> {
  const lp = await solveLp(problem);
  const oracle = await solveWithHighs(fullModel(problem).model);
  if (oracle.status !== 'optimal') throw new Error(`${label}: HiGHS says ${oracle.status}`);
  const scale = Math.max(1e-9, Math.abs(oracle.objective));
  expect(lp.exact, label).toBe(true);
  expect(Math.abs(lp.value - oracle.objective) / scale, label).toBeLessThan(1e-6);
  expect(lp.value, label).toBe(lagrangianBound(problem, lp.duals));
  for (const y of lp.duals.price) expect(Math.abs(y), label).toBeLessThanOrEqual(problem.excessPrice);
  let moved = 0;
  for (let i = 0; i < problem.n; i++) {
    const shares = lp.support.get(i) ?? [[lp.whole[i], 1] as const];
    let sum = 0;
    for (const [j, x] of shares) {
      expect(problem.cost[i * problem.k + j], label).toBeLessThan(Infinity);
      sum += x;
      moved += x * (problem.moveWeight?.[i * problem.k + j] ?? 0);
    }
    expect(sum, label).toBeCloseTo(1, 9);
  }
  const budget = effectiveBudget(problem);
  expect(moved, label).toBeLessThanOrEqual(budget === Infinity ? Infinity : budget + 1e-6 * (1 + budget));
  expect(lp.support.size, label).toBeLessThanOrEqual(
    problem.k * problem.m + 1 + (problem.budgets?.length ?? 0),
  );
}

describe('320 random models', () => {
  for (let block = 0; block < 16; block++) {
    test(`seeds ${block * 20} to ${block * 20 + 19}`, async () => {
      for (let seed = block * 20; seed < block * 20 + 20; seed++) {
        const random = makeRandom(seed);
        const flip = (): boolean => random() < 0.4;
        const options: RandomProblemOptions = {
          n: 5 + randomInt(random, 150),
          k: 1 + randomInt(random, 12),
          m: 1 + randomInt(random, 3),
          seed,
          geographic: !flip(),
          forbidden: flip() ? 0.5 * random() : 0,
          incumbents: flip(),
          budget: flip(),
          repDependent: flip(),
          infeasible: random() < 0.2,
          ...(flip() ? { tolerance: [0.001, 0.01, 0.2][randomInt(random, 3)] } : {}),
        };
        await validate(randomProblem(options), JSON.stringify(options));
      }
    });
  }
});

describe('120 random models with budgets of teams', () => {
  for (let block = 0; block < 4; block++) {
    test(`seeds ${block * 30} to ${block * 30 + 29}`, async () => {
      for (let seed = block * 30; seed < block * 30 + 30; seed++) {
        const random = makeRandom(seed);
        const flip = (): boolean => random() < 0.4;
        const options: RandomProblemOptions = {
          ...{
            n: 5 + randomInt(random, 120),
            k: 1 + randomInt(random, 10),
            m: 1 + randomInt(random, 2),
            seed,
          },
          forbidden: flip() ? 0.5 * random() : 0,
          budget: flip(),
          repDependent: flip(),
          teams: {
            share: [0.3, 0.7, 0.95, 1, 1.1][randomInt(random, 5)],
            kind: (['firm', 'priced', 'both'] as const)[randomInt(random, 3)],
          },
        };
        await validate(randomProblem(options), JSON.stringify(options));
      }
    });
  }
});

describe('degenerate models', () => {
  const base = { n: 60, k: 6, m: 2, seed: 5 } as const;
  const cases: readonly (readonly [string, Problem])[] = [
    ['identical costs', { ...randomProblem(base), cost: new Float64Array(360).fill(1) }],
    ['all costs zero', { ...randomProblem(base), cost: new Float64Array(360) }],
    ['identical bases', identicalBases(randomProblem(base))],
    ['zero loads', { ...randomProblem(base), loads: [new Float64Array(60), new Float64Array(60)] }],
    [
      'one measure without load',
      { ...randomProblem(base), loads: [randomProblem(base).loads[0], new Float64Array(60)] },
    ],
    ['fewer zones than reps', randomProblem({ ...base, n: 4 })],
    ['one zone, one rep', randomProblem({ n: 1, k: 1, m: 1, seed: 1 })],
    ['one rep', randomProblem({ ...base, k: 1, m: 3 })],
    ['tolerance zero', randomProblem({ ...base, tolerance: 0 })],
    ['tolerance 0.1 %, three measures', randomProblem({ n: 300, k: 10, m: 3, seed: 6, tolerance: 0.001 })],
    [
      'equal weights',
      { ...randomProblem(base), loads: [new Float64Array(60).fill(1), new Float64Array(60).fill(2)] },
    ],
    [
      'the same measure twice',
      { ...randomProblem(base), loads: [randomProblem(base).loads[0], randomProblem(base).loads[0]] },
    ],
    ['no move allowed', { ...randomProblem({ ...base, budget: true }), moveBudget: 0 }],
    [
      'budget below what eligibility forces',
      { ...randomProblem({ ...base, budget: true, forbidden: 0.5 }), moveBudget: 0 },
    ],
    ['one zone dwarfs all', withGiant(randomProblem(base))],
    ['measures in euros and in hours', rescale(randomProblem(base), [1e9, 1e-4])],
    ['costs of 1e9', { ...scaleCost(randomProblem(base), 1e9) }],
    ['costs of 1e-6', { ...scaleCost(randomProblem(base), 1e-6) }],
    ['every second pair forbidden', randomProblem({ ...base, forbidden: 0.9 })],
  ];
  for (const [name, problem] of cases) test(name, () => validate(problem, name));
});

test('a zone without eligible rep is an error that names it', async () => {
  const problem = randomProblem({ n: 10, k: 3, m: 1, seed: 1 });
  problem.cost.fill(Infinity, 12, 15);
  await expect(solveLp(problem)).rejects.toThrow('zone 4 has no eligible rep');
});

test('a warm start reaches the same optimum', async () => {
  const problem = randomProblem({ n: 500, k: 12, m: 2, seed: 9, repDependent: true });
  const cold = await solveLp(problem);
  const target = problem.target.map((t, r) => t * (1 + 0.01 * ((r % 3) - 1)));
  const changed = { ...problem, target };
  const warm = await solveLp(changed, {}, cold.duals);
  const fresh = await solveLp(changed);
  expect(warm.exact && fresh.exact).toBe(true);
  expect(warm.value / fresh.value).toBeCloseTo(1, 8);
});

test('same input, same bits', async () => {
  const problem = randomProblem({ n: 800, k: 15, m: 2, seed: 4, incumbents: true });
  const [a, b] = [await solveLp(problem), await solveLp(problem)];
  expect(a.duals.price).toEqual(b.duals.price);
  expect(a.value).toBe(b.value);
});

test('scaling costs scales the optimum; looser tolerance never costs more', async () => {
  const problem = randomProblem({ n: 300, k: 8, m: 2, seed: 12 });
  const { value } = await solveLp(problem);
  expect((await solveLp(scaleCost(problem, 1000))).value / value).toBeCloseTo(1000, 4);
  expect((await solveLp({ ...problem, tolerance: problem.tolerance.map(t => 2 * t) })).value).toBeLessThan(
    value,
  );
});

function identicalBases(problem: Problem): Problem {
  const { k } = problem;
  return { ...problem, cost: problem.cost.map((_, at) => problem.cost[at - (at % k)]) };
}

function scaleCost(problem: Problem, by: number): Problem {
  return { ...problem, cost: problem.cost.map(c => c * by), excessPrice: problem.excessPrice * by };
}

function rescale(problem: Problem, by: readonly number[]): Problem {
  return {
    ...problem,
    loads: problem.loads.map((values, q) => values.map(v => v * by[q])),
    target: problem.target.map((t, r) => t * by[r % problem.m]),
  };
}

function withGiant(problem: Problem): Problem {
  const loads = problem.loads.map(values => values.map((v, i) => (i === 7 ? v + 5 * problem.target[0] : v)));
  return { ...problem, loads };
}
