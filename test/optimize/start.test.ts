import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cheapest, solveLp } from '../../src/optimize/lp-relaxation.ts';
import { stranded } from '../../src/optimize/score.ts';
import { compactStart, powerCells } from '../../src/optimize/start.ts';
import { pieces, problems } from './arbitrary.ts';
import { randomProblem } from './random-problem.ts';

describe('compactStart', () => {
  it('is eligible on any problem, and connected where every rep may serve every zone', async () => {
    await fc.assert(
      fc.asyncProperty(problems(40), async problem => {
        const { assignment } = await compactStart(problem);
        for (let i = 0; i < problem.n; i++) {
          expect(problem.cost[i * problem.k + assignment[i]]).toBeLessThan(Infinity);
        }
        if (!problem.cost.includes(Infinity) && pieces(problem, () => true) === 1)
          expect(stranded(problem, assignment)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('has cells that hang together far better than those of the LP', async () => {
    let power = 0;
    let plain = 0;
    for (let seed = 0; seed < 5; seed++) {
      const problem = randomProblem({ n: 900, k: 15, m: 2, seed });
      power += stranded(problem, await powerCells(problem)).length;
      plain += stranded(problem, cheapest(problem, (await solveLp(problem)).duals)).length;
    }
    expect(power).toBeLessThan(plain / 3);
  });

  it('cuts compact cells where costs are squares of distances, and where they are nothing', async () => {
    let power = 0;
    let plain = 0;
    for (let seed = 0; seed < 5; seed++) {
      const random = randomProblem({ n: 900, k: 15, m: 1, seed });
      const { k, lat, lon, root } = random;
      // every third zone is white space: whoever serves it, it costs nothing and adds nothing
      const weight = random.loads[0].map((a, i) => (i % 3 === 0 ? 0 : a));
      const cost = random.cost.map((_, at) => {
        const i = Math.floor(at / k);
        const j = root[at % k];
        return weight[i] * ((lat[i] - lat[j]) ** 2 + (lon[i] - lon[j]) ** 2);
      });
      const problem = { ...random, cost, loads: [weight] };
      power += stranded(problem, await powerCells(problem)).length;
      plain += stranded(problem, cheapest(problem, (await solveLp(problem)).duals)).length;
    }
    expect(power).toBeLessThan(plain / 10);
  });

  it('starts from the sectors in force when what may move is limited', async () => {
    const problem = randomProblem({ n: 200, k: 5, m: 1, seed: 3, budget: true });
    const { assignment } = await compactStart(problem);
    let kept = 0;
    let known = 0;
    for (let i = 0; i < 200; i++) {
      if (problem.incumbent[i] < 0) continue;
      known++;
      if (assignment[i] === problem.incumbent[i]) kept++;
    }
    expect(kept).toBeGreaterThan(0.6 * known);
  });
});
