import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { contract, expand, gathered, type Units } from '../../src/optimize/contract.ts';
import { makeRandom } from '../../src/optimize/random.ts';
import { scoreOf } from '../../src/optimize/score.ts';
import { solve } from '../../src/optimize/solve.ts';
import { anyAssignment, everyAssignment, extraPieces, problems } from './arbitrary.ts';
import { randomProblem } from './random-problem.ts';

/** Every few zones together, the others alone. */
function someUnits(n: number, every: number): Units {
  let count = 0;
  const of = Int32Array.from({ length: n }, (_, i) => (i % every === 1 && i > 0 ? count - 1 : count++));
  return { of, count };
}

/** Units of zones that hang together: pairs of neighbors. */
function connectedUnits({ n, offsets, neighbors }: Problem): Units {
  const of = new Int32Array(n).fill(-1);
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (of[i]! >= 0) continue;
    of[i] = count;
    const free = neighbors.subarray(offsets[i], offsets[i + 1]).find(h => of[h]! < 0);
    if (free !== undefined && i % 3 === 0) of[free] = count;
    count++;
  }
  return { of, count };
}

test('a plan of the units scores as the same plan of the zones', () => {
  fc.assert(
    fc.property(problems(40), fc.integer({ min: 2, max: 4 }), fc.integer(), (problem, every, seed) => {
      // areas count zones there and units here
      const zones = { ...problem, preferred: undefined };
      const units = someUnits(zones.n, every);
      const ground = contract(zones, units);
      fc.pre(
        Array.from({ length: ground.n }, (_, u) => u).every(u =>
          ground.cost.subarray(u * ground.k, (u + 1) * ground.k).some(c => c < Infinity),
        ),
      );
      const plan = anyAssignment(ground, makeRandom(seed));
      const [a, b] = [scoreOf(ground, plan), scoreOf(zones, expand(units, plan))];
      const close = (x: number, y: number) =>
        expect(Math.abs(x - y)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(y)));
      close(a.objective, b.objective);
      close(a.excess, b.excess);
      close(a.moved, b.moved);
      expect(gathered(units, expand(units, plan))).toEqual(plan);
    }),
    { numRuns: 60 },
  );
});

test('areas kept whole: as good as the best of all plans that keep them so, or nearly', async () => {
  const gaps: number[] = [];
  for (let seed = 0; seed < 40; seed++) {
    const problem = randomProblem({
      n: 9,
      k: 2 + (seed % 2),
      m: 1,
      seed,
      tolerance: 0.35,
      limits: seed % 3 === 0,
    });
    const units = connectedUnits(problem);
    const ground = contract(problem, units);
    let best = Infinity;
    for (const x of everyAssignment(problem)) {
      if (units.of.some((u, i) => x[i] !== x[units.of.indexOf(u)])) continue;
      if (new Set(x).size < problem.k || extraPieces(problem, x) > 0) continue;
      const { objective, excess } = scoreOf(problem, x);
      if (excess === 0) best = Math.min(best, objective);
    }
    if (best === Infinity) continue;
    const solved = await solve(ground, { effort: 'fast', seed: 1 }, { searchScale: 0.1 });
    const found = expand(units, solved.assignment);
    expect(extraPieces(problem, found)).toBe(0);
    const { objective, excess } = scoreOf(problem, found);
    expect(excess).toBe(0);
    expect(objective).toBeGreaterThanOrEqual(best * (1 - 1e-9));
    gaps.push(objective / best - 1);
  }
  expect(gaps.length).toBeGreaterThan(15);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(0.02);
});

test('a unit goes to whoever has most of its zones, the first rep among equals', () => {
  const units: Units = { of: Int32Array.of(0, 0, 0, 1, 1, 2, 2, 2, 2, 3), count: 4 };
  expect([...gathered(units, Int32Array.of(2, 0, 2, 1, 0, 2, 1, 1, 2, -1))]).toEqual([2, 0, 1, -1]);
  expect([...gathered(units, Int32Array.of(0, 0, 2, 0, 1, 0, 2, 1, 1, 0))]).toEqual([0, 0, 1, 0]);
});
