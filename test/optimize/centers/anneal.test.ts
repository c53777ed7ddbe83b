import { describe, expect, it } from 'vitest';
import { anneal, type Phase } from '../../../src/optimize/centers/anneal.ts';
import { pointsOn } from '../../../src/optimize/centers/inertia.ts';
import { makeRun } from '../../../src/optimize/centers/run.ts';
import { makeRandom } from '../../../src/optimize/random.ts';
import { repair } from '../../../src/optimize/repair.ts';
import { anyAssignment } from '../arbitrary.ts';
import { randomProblem } from '../random-problem.ts';

const PHASE: Phase = { share: 1, heat: [2, 0.01], stiffness: [10, 1000], margin: 0.02, rate: 0.1 };

function runOf() {
  const problem = randomProblem({ n: 100, k: 4, m: 1, seed: 3, tolerance: 0.1 });
  const start = repair(problem, anyAssignment(problem, makeRandom(1)));
  const points = pointsOn(problem.lat, problem.lon, problem.loads[0]);
  return makeRun(problem, points, start, makeRandom(2));
}

describe('anneal', () => {
  it('balances and compacts a plan drawn by lot', async () => {
    const run = runOf();
    const before = run.best.inertia;
    expect(await anneal(run, [PHASE], 200_000, {})).toBe(true);
    expect(run.best.stranded).toBe(0);
    expect(run.best.excess).toBe(0);
    expect(run.best.inertia).toBeLessThan(0.8 * before);
  });

  it('stops at a signal, with a plan that is whole', async () => {
    const run = runOf();
    const stop = new AbortController();
    const hooks = { signal: stop.signal, breathe: async () => stop.abort() };
    expect(await anneal(run, [PHASE], 2_000_000, hooks)).toBe(false);
    expect(run.proposals).toBeLessThan(300_000);
    expect(run.best.rep.every(j => j >= 0)).toBe(true);
  });
});
