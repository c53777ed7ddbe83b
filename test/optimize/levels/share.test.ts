import { describe, expect, it } from 'vitest';
import { sharedProblem } from '../../../src/optimize/levels/share.ts';
import { solveLp } from '../../../src/optimize/lp-relaxation.ts';
import { makeRandom } from '../../../src/optimize/random.ts';
import { loadsOf } from '../../../src/optimize/score.ts';
import { usedOf } from '../../../src/optimize/team-budgets.ts';
import { anyAssignment } from '../arbitrary.ts';
import { randomProblem } from '../random-problem.ts';

describe('ground shared among groups', () => {
  it('a plan carries and uses in groups what it does in sectors', async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const problem = randomProblem({
        ...{ n: 12, k: 4, m: 2, seed, repDependent: seed % 2 === 0 },
        teams: { share: 0.9, kind: 'both' },
      });
      const drawn = anyAssignment(problem, makeRandom(seed));
      const groupOf = Int32Array.from([0, 1, 1, 0]);
      const { duals } = await solveLp(problem);
      const sharing = { groupOf, k: 2, drawn, above: null, windows: [[], []] };
      const shared = sharedProblem(problem, duals, sharing);
      const groups = drawn.map(j => groupOf[j] as number);
      const loads = loadsOf(problem, drawn);
      const together = loadsOf(shared, groups);
      for (let g = 0; g < 2; g++) {
        for (let q = 0; q < 2; q++) {
          const own = [0, 1, 2, 3].filter(j => groupOf[j] === g).map(j => loads[j * 2 + q] as number);
          expect(together[g * 2 + q]).toBeCloseTo(
            own.reduce((a, b) => a + b),
            9,
          );
        }
      }
      const used = usedOf(problem, drawn);
      expect(used.length).toBeGreaterThan(0);
      usedOf(shared, groups).forEach((sum, b) => {
        expect(sum).toBeCloseTo(used[b] as number, 9);
      });
    }
  });

  it('a level does not ask groups for what all of them together cannot do', async () => {
    const problem = randomProblem({ n: 12, k: 4, m: 1, seed: 3, tolerance: 0.3 });
    const { duals } = await solveLp(problem);
    const drawn = anyAssignment(problem, makeRandom(3));
    const groupOf = Int32Array.from([0, 1, 1, 0]);
    const goals = [0, 1].map(g => problem.target.reduce((sum, t, j) => sum + (groupOf[j] === g ? t : 0), 0));
    const windowOf = (least: number, most: number) => {
      const windows = [goals.map(goal => [least * goal, most * goal] as const)];
      return sharedProblem(problem, duals, { groupOf, k: 2, drawn, above: null, windows }).window;
    };
    const loose = windowOf(0, 9);
    expect(windowOf(0.9, 1.1)).not.toEqual(loose);
    expect(windowOf(0.8, 0.95)).toEqual(loose);
    expect(windowOf(1.05, 1.2)).toEqual(loose);
  });
});
