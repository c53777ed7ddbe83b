import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/optimize/random.ts';
import { repair } from '../../src/optimize/repair.ts';
import { scoreOf } from '../../src/optimize/score.ts';
import { search } from '../../src/optimize/search.ts';
import { anyAssignment, problems } from './arbitrary.ts';
import { randomProblem } from './random-problem.ts';

const quick = { effort: 'fast', seed: 1, scale: 0.02 } as const;

describe('search', () => {
  it('never makes a plan worse: stranded zones, then promises, then objective; and stays eligible', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), fc.integer({ min: 0, max: 1e9 }), async (problem, seed) => {
        const start = repair(problem, anyAssignment(problem, makeRandom(seed)));
        const before = scoreOf(problem, start);
        const { assignment } = await search(problem, start, { ...quick, seed });
        const after = scoreOf(problem, assignment);
        for (let i = 0; i < problem.n; i++) {
          expect(problem.cost[i * problem.k + assignment[i]]).toBeLessThan(Infinity);
        }
        expect(after.strandedZones).toBeLessThanOrEqual(before.strandedZones);
        if (after.strandedZones < before.strandedZones) return;
        const over = (s: typeof before): number => Math.max(0, s.moved - problem.moveBudget * (1 + 1e-9));
        expect(over(after)).toBeLessThanOrEqual(over(before) * (1 + 1e-9));
        if (over(after) < over(before) * (1 - 1e-9)) return;
        expect(after.excess).toBeLessThanOrEqual(before.excess + 1e-9);
        if (before.excess === 0 && over(before) === 0) {
          expect(after.objective).toBeLessThanOrEqual(before.objective * (1 + 1e-9));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same bytes for the same seed, and usually others for another', async () => {
    const problem = randomProblem({ n: 150, k: 8, m: 2, seed: 4 });
    const start = repair(problem, new Int32Array(150).fill(-1));
    const run = (seed: number) => search(problem, start, { ...quick, seed });
    const first = await run(1);
    expect(await run(1)).toEqual(first);
    expect((await run(2)).assignment).not.toEqual(first.assignment);
  });

  it('keeps balance where it can be kept, and improves much on a grown plan', async () => {
    const problem = randomProblem({ n: 400, k: 10, m: 2, seed: 7, tolerance: 0.1 });
    const start = repair(problem, new Int32Array(400).fill(-1));
    const { assignment, proposals, accepted } = await search(problem, start, { effort: 'fast', seed: 1 });
    const score = scoreOf(problem, assignment);
    expect(scoreOf(problem, start).excess).toBeGreaterThan(0);
    expect(score.excess).toBe(0);
    expect(score.strandedZones).toBe(0);
    expect(proposals).toBeGreaterThanOrEqual(200_000);
    expect(accepted).toBeGreaterThan(1000);
  });

  it('keeps the disruption budget rather than balance, and uses it for balance', async () => {
    for (const seed of [11, 12, 13]) {
      const wide = randomProblem({ n: 300, k: 6, m: 2, seed, budget: true, tolerance: 0.02 });
      const start = repair(wide, wide.incumbent);
      const before = scoreOf(wide, start);
      const problem = { ...wide, moveBudget: before.moved * 1.3 };
      const after = scoreOf(problem, (await search(problem, start, { effort: 'fast', seed: 1 })).assignment);
      expect(after.moved).toBeLessThanOrEqual(problem.moveBudget);
      expect(after.moved).toBeGreaterThan(before.moved);
      expect(after.excess).toBeGreaterThan(0);
      expect(after.excess).toBeLessThan(before.excess);
    }
  });

  it('returns the best so far when a signal comes, and lets the event loop turn', async () => {
    const problem = randomProblem({ n: 600, k: 8, m: 1, seed: 2 });
    const start = repair(problem, new Int32Array(600).fill(-1));
    const abort = new AbortController();
    let breaths = 0;
    const breathe = () =>
      new Promise<void>(resolve => {
        if (++breaths === 2) setTimeout(() => abort.abort(), 0);
        setTimeout(resolve, 1);
      });
    const result = await search(
      problem,
      start,
      { effort: 'thorough', seed: 1 },
      { signal: abort.signal, breathe },
    );
    expect(result.complete).toBe(false);
    expect(breaths).toBeGreaterThanOrEqual(2);
    expect(result.proposals).toBeLessThan(2_000_000);
    expect(scoreOf(problem, result.assignment).excess).toBeLessThanOrEqual(scoreOf(problem, start).excess);
  });

  it('has nothing to do for one rep', async () => {
    const problem = randomProblem({ n: 10, k: 1, m: 1, seed: 1 });
    const result = await search(problem, new Int32Array(10), quick);
    expect(result).toEqual({
      assignment: new Int32Array(10),
      proposals: 0,
      accepted: 0,
      resplits: 0,
      complete: true,
    });
  });

  it('lives with costs that are all zero', async () => {
    const base = randomProblem({ n: 80, k: 4, m: 1, seed: 6, tolerance: 0.2 });
    const problem = { ...base, cost: new Float64Array(320) };
    const { assignment } = await search(problem, repair(problem, new Int32Array(80).fill(-1)), {
      effort: 'fast',
      seed: 1,
    });
    expect(scoreOf(problem, assignment).excess).toBe(0);
  });
});
