import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canFloat, floatingCenters } from '../../../src/optimize/centers/floating.ts';
import { scoreOf } from '../../../src/optimize/score.ts';
import { extraPieces, problems } from '../arbitrary.ts';
import { randomProblem } from '../random-problem.ts';

const options = { effort: 'fast', seed: 1 } as const;

describe('floating centers', () => {
  it('keep every rule on random maps; the same seed gives the same plan', async () => {
    await fc.assert(
      fc.asyncProperty(problems(40).filter(canFloat), async problem => {
        const weight = problem.loads[0];
        const { assignment, complete } = await floatingCenters(problem, weight, options, {});
        const again = await floatingCenters(problem, weight, options, {});
        expect(complete).toBe(true);
        expect([...again.assignment]).toEqual([...assignment]);
        assignment.forEach((j, i) => {
          expect(problem.cost[i * problem.k + j]).toBeLessThan(Infinity);
        });
      }),
      { numRuns: 6 },
    );
  });

  it('find connected, balanced sectors', async () => {
    const problem = randomProblem({ n: 300, k: 6, m: 2, seed: 9, tolerance: 0.1 });
    const { assignment, facts } = await floatingCenters(problem, problem.loads[0], options, {});
    expect(scoreOf(problem, assignment).excess).toBe(0);
    expect(extraPieces(problem, assignment)).toBe(0);
    expect(facts.proposals).toBeGreaterThan(0);
  });

  it('are not for measures that depend on who serves, nor for disruption budgets', () => {
    const base = { n: 30, k: 3, m: 2, seed: 1 };
    expect(canFloat(randomProblem(base))).toBe(true);
    expect(canFloat(randomProblem({ ...base, repDependent: true }))).toBe(false);
    expect(canFloat(randomProblem({ ...base, budget: true }))).toBe(false);
  });
});
