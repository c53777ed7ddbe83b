import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ascendAreas } from '../../src/optimize/area-ascent.ts';
import { areaBound } from '../../src/optimize/area-bound.ts';
import { withAreas } from '../../src/optimize/cuts/with-areas.ts';
import { leastReps } from '../../src/optimize/least-reps.ts';
import { solveLp } from '../../src/optimize/lp-relaxation.ts';
import { loadsOf, scoreOf } from '../../src/optimize/score.ts';
import { wholePrices } from '../../src/optimize/whole-price.ts';
import { upperOf } from '../../src/optimize/window.ts';
import { everyAssignment } from './arbitrary.ts';
import { randomProblem } from './random-problem.ts';

const tiny = fc.record({
  n: fc.integer({ min: 4, max: 9 }),
  k: fc.integer({ min: 2, max: 3 }),
  m: fc.integer({ min: 1, max: 2 }),
  seed: fc.integer({ min: 0, max: 1e9 }),
  forbidden: fc.constantFrom(0, 0.2),
  preferred: fc.constantFrom(0.3, 1, 3, 10),
  limits: fc.boolean(),
  infeasible: fc.boolean(),
});

test('no assignment costs less than the bound that areas have raised, and it is raised', async () => {
  let raised = 0;
  await fc.assert(
    fc.asyncProperty(tiny, async options => {
      const problem = randomProblem({ ...options, repDependent: options.seed % 2 === 0 });
      const plain = await solveLp(problem);
      const bound = withAreas(problem, plain, null, Infinity, 'fast');
      expect(bound!.value).toBeGreaterThanOrEqual(plain.value - 1e-9 * Math.abs(plain.value));
      if (bound!.value > plain.value + 1e-6) raised++;
      let least = Infinity;
      for (const assignment of everyAssignment(problem)) {
        const { objective, excess } = scoreOf(problem, assignment);
        least = Math.min(least, objective + problem.excessPrice * excess);
      }
      expect(bound!.value).toBeLessThanOrEqual(least + 1e-7 * (1 + Math.abs(least)));
    }),
    { numRuns: 80 },
  );
  expect(raised).toBeGreaterThan(20);
});

test('levels never overpay a rep, and a single kind of a single area is bounded as located facilities are', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 6 }),
      fc.integer({ min: 2, max: 4 }),
      fc.double({ min: 0.1, max: 20, noNaN: true }),
      fc.infiniteStream(fc.double({ min: 0, max: 10, noNaN: true })),
      (n, k, price, stream) => {
        const cost = Float64Array.from({ length: n * k }, () => stream.next().value);
        const area = { price, of: new Int32Array(n), size: Int32Array.of(n) };
        const { gain, levels } = areaBound({ n, k, preferred: [area] }, cost.slice());
        for (let j = 0; j < k; j++) {
          let taken = 0;
          for (let i = 0; i < n; i++) taken += Math.max(0, (levels[0]![i] || -Infinity) - cost[i * k + j]!);
          expect(taken).toBeLessThanOrEqual(price * (1 + 1e-12));
        }
        // every set of reps: its dearest part is one less than there are
        let apart = 0;
        for (let i = 0; i < n; i++) apart += Math.min(...cost.subarray(i * k, (i + 1) * k));
        let least = Infinity;
        for (let set = 1; set < 1 << k; set++) {
          let sum = -price;
          for (let j = 0; j < k; j++) if (set & (1 << j)) sum += price;
          for (let i = 0; i < n; i++) {
            let best = Infinity;
            for (let j = 0; j < k; j++) if (set & (1 << j)) best = Math.min(best, cost[i * k + j]!);
            sum += best;
          }
          least = Math.min(least, sum);
        }
        expect(gain).toBeGreaterThanOrEqual(0);
        expect(apart + gain).toBeLessThanOrEqual(least + 1e-9 * (1 + least));
      },
    ),
    { numRuns: 200 },
  );
});

test('an area that one sector cannot hold: no assignment has fewer reps in it, or pays for its excess', async () => {
  let several = 0;
  await fc.assert(
    fc.asyncProperty(tiny, async options => {
      const plain = randomProblem({
        ...options,
        n: Math.min(options.n, 7),
        k: 3,
        repDependent: options.seed % 2 === 0,
      });
      const of = Int32Array.from({ length: plain.n }, (_, i) => (i % 4 === 3 ? 1 : 0));
      const size = Int32Array.of(of.filter(area => area === 0).length, of.filter(area => area === 1).length);
      const price = plain.preferred![0]!.price;
      const problem = { ...plain, preferred: [{ price, of, size }] };
      const needs = leastReps(problem)[0]!;
      if (needs[0]) several++;
      const bound = withAreas(problem, await solveLp(problem), null, Infinity, 'fast')!;
      let least = Infinity;
      for (const x of everyAssignment(problem)) {
        const loads = loadsOf(problem, x);
        for (const [area, need] of needs.entries()) {
          if (!need) continue;
          let excess = 0;
          for (let j = 0; j < problem.k; j++) {
            const row = j * problem.m + need.measure;
            excess += Math.max(0, loads[row]! / problem.target[row]! - upperOf(problem, row));
          }
          const reps = new Set(x.filter((_, i) => of[i] === area)).size;
          expect(reps + excess / need.missing).toBeGreaterThanOrEqual(need.reps - 1e-9);
        }
        const { objective, excess } = scoreOf(problem, x);
        least = Math.min(least, objective + problem.excessPrice * excess);
      }
      expect(bound.value).toBeLessThanOrEqual(least + 1e-7 * (1 + Math.abs(least)));
    }),
    { numRuns: 60 },
  );
  expect(several).toBeGreaterThan(20);
});

test('multipliers are moved only to where the bound is better', async () => {
  let better = 0;
  for (let seed = 0; seed < 10; seed++) {
    const problem = randomProblem({ n: 60, k: 5, m: 2, seed, preferred: 4 });
    const { duals } = await solveLp(problem);
    const [first, last] = [0, 100].map(steps =>
      ascendAreas(problem, duals, [], { steps, pairs: 1e9, above: Infinity }),
    );
    expect(last!.value).toBeGreaterThanOrEqual(first!.value);
    if (last!.value > first!.value * 1.001) better++;
  }
  expect(better).toBeGreaterThan(4);
});

test('an area kept whole costs at least what its price says', async () => {
  await fc.assert(
    fc.asyncProperty(tiny, async options => {
      const problem = { ...randomProblem(options), preferred: undefined };
      const { value, duals } = await solveLp(problem);
      const of = Int32Array.from({ length: problem.n }, (_, i) => (i < 3 ? 0 : -1));
      const [price] = wholePrices(problem, duals, of, 1);
      let least = Infinity;
      for (const x of everyAssignment(problem)) {
        if (x[0] !== x[1] || x[0] !== x[2]) continue;
        const { objective, excess } = scoreOf(problem, x);
        least = Math.min(least, objective + problem.excessPrice * excess);
      }
      expect(value + price!).toBeLessThanOrEqual(least + 1e-7 * (1 + Math.abs(least)));
    }),
    { numRuns: 60 },
  );
});
