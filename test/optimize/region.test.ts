import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/optimize/anneal.ts';
import { makeRandom, randomInt } from '../../src/optimize/random.ts';
import { putBack, regionOf } from '../../src/optimize/region.ts';
import { repair } from '../../src/optimize/repair.ts';
import { resplit } from '../../src/optimize/resplit.ts';
import { scoreOf } from '../../src/optimize/score.ts';
import { bordersOf, tilesAround } from '../../src/optimize/tiles.ts';
import { anyAssignment, problems } from './arbitrary.ts';
import { randomProblem } from './random-problem.ts';

describe('region', () => {
  it('changes by as much as the plan does, whatever its zones are given to', () => {
    fc.assert(
      fc.property(problems(), fc.integer({ min: 0, max: 1e9 }), (problem, seed) => {
        const random = makeRandom(seed);
        const plan = repair(problem, anyAssignment(problem, random));
        const [reps] = tilesAround(bordersOf(problem, plan), [randomInt(random, problem.k)], 3, random);
        expect(new Set(reps).size).toBe(reps.length);
        const region = regionOf(problem, plan, reps);
        const before = { whole: scoreOf(problem, plan), part: scoreOf(region.problem, region.assignment) };
        const other = region.assignment.map((j, a) => {
          const to = randomInt(random, reps.length);
          return region.problem.cost[a * reps.length + to] < Infinity ? to : j;
        });
        const changed = plan.slice();
        putBack(region, other, changed);
        const after = { whole: scoreOf(problem, changed), part: scoreOf(region.problem, other) };
        const same = (pick: (s: typeof after.whole) => number): void => {
          const whole = pick(after.whole) - pick(before.whole);
          const part = pick(after.part) - pick(before.part);
          const size = Math.abs(pick(after.whole)) + Math.abs(pick(before.whole)) + 1;
          expect(Math.abs(whole - part)).toBeLessThanOrEqual(1e-9 * size);
        };
        same(s => s.objective);
        same(s => s.excess);
        same(s => s.moved);
        if (problem.moveBudget < Infinity) {
          const left = problem.moveBudget - after.whole.moved;
          const leftInside = region.problem.moveBudget - after.part.moved;
          expect(Math.abs(left - leftInside)).toBeLessThanOrEqual(1e-9 * (1 + after.whole.moved));
        }
        putBack(region, region.assignment, changed);
        expect(changed).toEqual(plan);
      }),
      { numRuns: 200 },
    );
  });

  it('has the induced graph: sectors inside hang together as they do in the plan', () => {
    fc.assert(
      fc.property(problems(), fc.integer({ min: 0, max: 1e9 }), (problem, seed) => {
        const random = makeRandom(seed);
        const plan = anyAssignment(problem, random);
        const all = Int32Array.from({ length: problem.k }, (_, j) => j);
        const whole = regionOf(problem, plan, all);
        expect(whole.problem.offsets).toEqual(problem.offsets);
        expect(whole.problem.neighbors).toEqual(problem.neighbors);
        expect(scoreOf(whole.problem, whole.assignment)).toEqual(scoreOf(problem, plan));
      }),
      { numRuns: 50 },
    );
  });
});

it('a rep without a base has none in the region, nor one whose base is outside', () => {
  const problem = randomProblem({ n: 30, k: 4, m: 1, seed: 11 });
  const plan = repair(problem, new Int32Array(30).fill(-1));
  const root = problem.root.with(2, -1);
  const own = (j: number) => [...plan.keys()].find(i => plan[i] === j)!;
  for (const [j, zone] of [
    [0, own(0)],
    [1, own(1)],
    [3, own(0)],
  ] as const)
    root[j] = zone;
  const region = regionOf({ ...problem, root }, plan, Int32Array.of(1, 2, 3));
  expect([...region.problem.root]).toEqual([region.zones.indexOf(own(1)), -1, -1]);
});

describe('resplit', () => {
  it('never makes a plan worse, keeps its own books, and gives the same for the same seed', async () => {
    await fc.assert(
      fc.asyncProperty(problems(), fc.integer({ min: 0, max: 1e9 }), async (problem, seed) => {
        const start = repair(problem, anyAssignment(problem, makeRandom(seed)));
        const run = async () => {
          const best = judge(problem, start.slice());
          await resplit(problem, best, { seed, budget: 20_000, onlyMend: false }, {});
          return best;
        };
        const best = await run();
        expect(best).toEqual(judge(problem, best.rep));
        const before = scoreOf(problem, start);
        const after = scoreOf(problem, best.rep);
        expect(after.strandedZones).toBeLessThanOrEqual(before.strandedZones);
        if (after.strandedZones === before.strandedZones && problem.moveWeight === null) {
          expect(after.excess).toBeLessThanOrEqual(before.excess + 1e-9);
        }
        expect(await run()).toEqual(best);
      }),
      { numRuns: 40 },
    );
  });

  it('mends a plan that breaks balance, and then stops', async () => {
    const problem = randomProblem({ n: 400, k: 10, m: 2, seed: 7, tolerance: 0.1 });
    const best = judge(problem, repair(problem, new Int32Array(400).fill(-1)));
    expect(best.excess).toBeGreaterThan(0);
    const mended = await resplit(problem, best, { seed: 3, budget: 2e6, onlyMend: true }, {});
    expect(best.excess).toBe(0);
    expect(mended.proposals).toBeLessThan(2e6);
    const again = await resplit(problem, best, { seed: 3, budget: 2e6, onlyMend: true }, {});
    expect(again.tries).toBe(0);
  });
});
