// Against brute force: every connected plan of a tiny map is counted.

import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/model/problem.ts';
import { effectiveBudget } from '../../../src/optimize/bound.ts';
import { withAreas } from '../../../src/optimize/cuts/with-areas.ts';
import { solveExact } from '../../../src/optimize/exact/solve-exact.ts';
import { solveLp } from '../../../src/optimize/lp-relaxation.ts';
import { makeRandom, randomInt } from '../../../src/optimize/random.ts';
import { piecesOf, scoreOf } from '../../../src/optimize/score.ts';
import { solve } from '../../../src/optimize/solve.ts';
import { randomProblem } from '../random-problem.ts';

const NODES = { nodes: 5000, work: 1e9, seed: 1 };

function cost(problem: Problem, plan: Int32Array): number {
  const { objective, excess } = scoreOf(problem, plan);
  return objective + problem.excessPrice * excess;
}

/** Every sector in one piece: as many pieces as sectors that have zones. */
function isConnected(problem: Problem, plan: Int32Array): boolean {
  return piecesOf(problem, plan).count === new Set(plan).size;
}

/** The cheapest connected plan of all k^n; Infinity when there is none. */
function bruteForce(problem: Problem): number {
  const { n, k } = problem;
  const budget = effectiveBudget(problem);
  const plan = new Int32Array(n);
  let least = Infinity;
  for (let code = 0; code < k ** n; code++) {
    let rest = code;
    let allowed = true;
    for (let i = 0; i < n; i++) {
      plan[i] = rest % k;
      rest = Math.floor(rest / k);
      allowed &&= problem.cost[i * k + plan[i]] < Infinity;
    }
    if (!allowed || !isConnected(problem, plan)) continue;
    if (scoreOf(problem, plan).moved > budget * (1 + 1e-12)) continue;
    least = Math.min(least, cost(problem, plan));
  }
  return least;
}

describe('120 tiny maps', () => {
  for (let block = 0; block < 6; block++) {
    test(`seeds ${block * 20} to ${block * 20 + 19}`, async () => {
      for (let seed = block * 20; seed < block * 20 + 20; seed++) {
        const random = makeRandom(seed);
        const flip = (): boolean => random() < 0.4;
        const k = 2 + randomInt(random, 2);
        const options = {
          n: (k === 2 ? 6 : 4) + randomInt(random, 5),
          k,
          m: 1 + randomInt(random, 2),
          seed,
          geographic: !flip(),
          forbidden: flip() ? 0.3 : 0,
          budget: flip(),
          repDependent: flip(),
          infeasible: random() < 0.2,
          tolerance: [0.05, 0.2, 0.5][randomInt(random, 3)] as number,
        };
        const problem = randomProblem(options);
        const label = JSON.stringify(options);
        const { assignment } = await solve(problem, { effort: 'fast', seed: 1 });
        const found = await solveExact(problem, assignment, await solveLp(problem), NODES);
        const least = bruteForce(problem);
        if (least === Infinity) {
          expect(found.value, label).toBe(Infinity);
          continue;
        }
        expect(found.proven, label).toBe(true);
        expect(Math.abs(found.value - least) / least, label).toBeLessThan(2e-6);
        expect(cost(problem, found.assignment), label).toBe(found.value);
        expect(isConnected(problem, found.assignment), label).toBe(true);
      }
    });
  }
});

describe.each([
  [60, 'areas that are better whole', [undefined]],
  [20, 'areas that are better whole, and budgets of teams', ['firm', 'priced', 'both']],
] as const)('%i tiny maps with %s', (maps, _, kinds) => {
  for (let block = 0; block < maps / 10; block++) {
    test(`seeds ${block * 10} to ${block * 10 + 9}`, async () => {
      for (let seed = block * 10; seed < block * 10 + 10; seed++) {
        const random = makeRandom(seed);
        const k = 2 + randomInt(random, 2);
        const options = {
          n: (k === 2 ? 7 : 5) + randomInt(random, 4),
          k,
          m: 1 + randomInt(random, 2),
          seed,
          preferred: [0.1, 0.5, 2, 8][randomInt(random, 4)] as number,
          forbidden: random() < 0.3 ? 0.3 : 0,
          budget: random() < 0.3,
          limits: random() < 0.3,
          infeasible: random() < 0.2,
          tolerance: [0.05, 0.2, 0.5][randomInt(random, 3)] as number,
        };
        const kind = kinds[seed % kinds.length];
        const teams = kind && { teams: { kind, share: 0.6 + 0.1 * (seed % 6) } };
        const problem = randomProblem({ ...options, ...teams });
        const label = JSON.stringify({ ...options, ...teams });
        const plain = await solveLp(problem);
        const areas = withAreas(problem, plain, null, Infinity, 'fast')!;
        const { assignment } = await solve(problem, { effort: 'fast', seed: 1 });
        const least = bruteForce(problem);
        // from the plan of the search, from a bad one, and from none
        const starts = [
          assignment,
          new Int32Array(problem.n),
          Int32Array.from({ length: problem.n }, (_, i) => i % k),
        ];
        for (const start of starts.filter(plan => plan.every((j, i) => problem.cost[i * k + j] < Infinity))) {
          const found = await solveExact(problem, start, plain, NODES);
          if (least === Infinity) {
            expect(found.value, label).toBe(Infinity);
            continue;
          }
          expect(found.proven, label).toBe(true);
          expect(Math.abs(found.value - least) / least, label).toBeLessThan(2e-6);
          expect(found.bound, label).toBeGreaterThanOrEqual(areas.value * (1 - 1e-9));
          expect(found.bound, label).toBeLessThanOrEqual(least * (1 + 1e-9));
          expect(cost(problem, found.assignment), label).toBe(found.value);
          expect(isConnected(problem, found.assignment), label).toBe(true);
        }
      }
    });
  }
});

test('an optimum that presolve alone finds is taken', async () => {
  const problem = randomProblem({ n: 8, k: 2, m: 2, seed: 100, preferred: 2, limits: true, tolerance: 0.2 });
  const start = Int32Array.from({ length: 8 }, (_, i) => i % 2);
  const found = await solveExact(problem, start, await solveLp(problem), NODES);
  expect(found.proven).toBe(true);
  expect(found.value).toBeCloseTo(bruteForce(problem), 9);
});

test('a bad start does no harm: torn apart, or far from the optimum', async () => {
  const problem = randomProblem({ n: 9, k: 2, m: 1, seed: 5, tolerance: 0.2 });
  const plain = await solveLp(problem);
  const least = bruteForce(problem);
  const torn = Int32Array.from({ length: 9 }, (_, i) => i % 2);
  const lopsided = Int32Array.from({ length: 9 }, (_, i) => (i === 0 ? 1 : 0));
  for (const start of [torn, lopsided]) {
    const { value, proven } = await solveExact(problem, start, plain, NODES);
    expect([proven, Math.abs(value - least) < 2e-6 * least]).toEqual([true, true]);
  }
});

test('out of nodes, it ends with a bound between the plain one and the plan', async () => {
  const problem = randomProblem({ n: 40, k: 4, m: 2, seed: 3, tolerance: 0.05, repDependent: true });
  const plain = await solveLp(problem);
  const { assignment } = await solve(problem, { effort: 'fast', seed: 1 });
  const first = await solveExact(problem, assignment, plain, { ...NODES, nodes: 1 });
  const more = await solveExact(problem, assignment, plain, { ...NODES, nodes: 60 });
  expect(first.proven).toBe(false);
  expect(first.bound).toBeGreaterThan(plain.value);
  expect(more.bound).toBeGreaterThanOrEqual(first.bound);
  expect(more.bound).toBeLessThanOrEqual(more.value);
  expect(await solveExact(problem, assignment, plain, { ...NODES, nodes: 60 })).toEqual(more);
});
