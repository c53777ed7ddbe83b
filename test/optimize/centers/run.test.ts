import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeInertia, pointsOn, resumInertia } from '../../../src/optimize/centers/inertia.ts';
import { makeRun, tryShift, trySwap } from '../../../src/optimize/centers/run.ts';
import { makeRandom, randomInt } from '../../../src/optimize/random.ts';
import { repair } from '../../../src/optimize/repair.ts';
import { anyAssignment, extraPieces, problems } from '../arbitrary.ts';

describe('moves with floating centers', () => {
  it('cut no sector, stay eligible, and keep the sums, at any temperature', () => {
    fc.assert(
      fc.property(problems(), fc.integer({ min: 0, max: 1e9 }), (given, seed) => {
        const problem = { ...given, moveWeight: null, moveBudget: Infinity };
        const random = makeRandom(seed);
        const points = pointsOn(problem.lat, problem.lon, problem.loads[0].subarray(0, problem.n));
        const start = repair(problem, anyAssignment(problem, random));
        const run = makeRun(problem, points, start, random);
        const { state } = run;
        let extra = extraPieces(problem, start);
        for (let step = 0; step < 300 && state.borderCount > 0; step++) {
          const i = state.border[randomInt(random, state.borderCount)];
          const around = problem.neighbors.subarray(problem.offsets[i], problem.offsets[i + 1]);
          const h = around[randomInt(random, around.length)];
          if (state.rep[h] === state.rep[i]) continue;
          const temperature = random() < 0.5 ? 1e12 : 1e-3;
          if (random() < 0.5) tryShift(run, i, h, temperature);
          else trySwap(run, i, h, temperature);
          const now = extraPieces(problem, state.rep);
          expect(now).toBeLessThanOrEqual(extra);
          extra = now;
          expect(problem.cost[i * problem.k + state.rep[i]]).toBeLessThan(Infinity);
        }
        const fresh = makeInertia(points, problem.k);
        resumInertia(fresh, state.rep);
        expect(Math.abs(run.inertia.total - fresh.total)).toBeLessThanOrEqual(1e-6 * (1 + fresh.total));
      }),
      { numRuns: 60 },
    );
  });
});
