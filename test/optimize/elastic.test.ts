// Whether balance can be kept at all, against plain sums over the shares that show it.

import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { type Elastic, elasticLp, withoutSide } from '../../src/optimize/elastic.ts';
import { windowsOf } from '../../src/optimize/window.ts';
import { randomProblem } from './random-problem.ts';

/** The most that shares break of any promise: windows in targets, budgets as a share of what they are. */
function breach(problem: Problem, { shares }: Elastic): number {
  const { n, k, m, loads, target, fixedLoad, moveWeight, moveBudget, budgets = [] } = problem;
  const { lower, upper } = windowsOf(problem);
  const held = Float64Array.from(fixedLoad);
  const used = budgets.map(() => 0);
  let moved = 0;
  for (let i = 0; i < n; i++) {
    expect(shares(i).reduce((sum, [, x]) => sum + x, 0)).toBeCloseTo(1, 6);
    for (const [j, x] of shares(i)) {
      expect(problem.cost[i * k + j]).toBeLessThan(Infinity);
      for (const [q, load] of loads.entries())
        held[j * m + q] += x * (load.length === n ? load[i] : load[i * k + j]);
      moved += x * (moveWeight?.[i * k + j] ?? 0);
      for (const [b, { use }] of budgets.entries()) used[b] += x * use[i * k + j];
    }
  }
  return Math.max(
    moveWeight ? moved / moveBudget - 1 : 0,
    ...budgets.map(({ room, price }, b) => (price === null ? used[b] / room - 1 : 0)),
    ...held.map((load, row) => Math.max(load / target[row] - upper[row], lower[row] - load / target[row])),
  );
}

describe('elasticLp', () => {
  it('shows a solution that keeps every promise, or that there is none', async () => {
    const answers = new Set<boolean | null>();
    for (let seed = 1; seed <= 24; seed++) {
      const problem = randomProblem({
        ...{ n: 24, k: 3, m: 1 + (seed % 2), seed, tolerance: [0.02, 0.1, 0.3][seed % 3] },
        ...{ limits: seed % 4 === 0, budget: seed % 5 === 0, forbidden: seed % 3 === 0 ? 0.5 : 0 },
        ...(seed % 6 === 0 && { teams: { kind: 'both', share: seed % 4 === 0 ? 0.6 : 3 } as const }),
        infeasible: seed % 7 === 0,
      });
      const elastic = await elasticLp(problem, {});
      answers.add(elastic.kept);
      if (elastic.kept) expect(breach(problem, elastic)).toBeLessThan(2e-6);
      if (seed % 7 === 0) expect(elastic.kept).toBe(false);
    }
    expect(answers).toContain(true);
    expect(answers).toContain(false);
  });

  it('refutes a budget that the cheapest use alone exceeds, and does not mind one that has a price', async () => {
    const base = randomProblem({ n: 20, k: 3, m: 1, seed: 4, tolerance: 0.5 });
    const use = new Float64Array(60).fill(1);
    const of = (room: number, price: number | null) => ({
      ...base,
      budgets: [{ use, room, unit: 1, price }],
    });
    expect((await elasticLp(base, {})).kept).toBe(true);
    expect((await elasticLp(of(20.1, null), {})).kept).toBe(true);
    expect((await elasticLp(of(18, null), {})).kept).toBe(false);
    expect((await elasticLp(of(18, 1), {})).kept).toBe(true);
  });

  it('refutes a disruption budget below what must move', async () => {
    const base = randomProblem({ n: 20, k: 3, m: 1, seed: 4, tolerance: 0.5 });
    const moving = { ...base, moveWeight: new Float64Array(60).fill(1) };
    expect((await elasticLp({ ...moving, moveBudget: 20 }, {})).kept).toBe(true);
    expect((await elasticLp({ ...moving, moveBudget: 19 }, {})).kept).toBe(false);
  });

  it('decides nothing where nobody may serve a zone, or nothing is left to spend', async () => {
    const base = randomProblem({ n: 20, k: 3, m: 1, seed: 4, tolerance: 0.5 });
    const cost = base.cost.map((c, at) => (Math.floor(at / 3) === 7 ? Infinity : c));
    const alone = await elasticLp({ ...base, cost }, {});
    expect(alone.kept).toBe(null);
    expect(alone.shares(0)).toEqual([]);
    expect([...alone.duals.price]).toEqual([0, 0, 0]);
    expect((await elasticLp(base, { budget: { left: 0 } })).kept).toBe(null);
    const budget = { left: 1e9 };
    expect((await elasticLp(base, { budget })).kept).toBe(true);
    expect(budget.left).toBeLessThan(1e9);
  });

  it('a row without one of its sides asks nothing on that side', async () => {
    const base = randomProblem({ n: 20, k: 2, m: 1, seed: 4, tolerance: 0.01 });
    // the first rep has fixed loads of two targets, and the second has too little left for it
    const full = randomProblem({ n: 20, k: 2, m: 1, seed: 4, tolerance: 0.01, infeasible: true });
    expect((await elasticLp(full, {})).kept).toBe(false);
    const rid = withoutSide(withoutSide(full, 0, 'most'), 1, 'least');
    expect((await elasticLp(rid, {})).kept).not.toBe(false);
    const { lower, upper } = windowsOf(withoutSide(base, 0, 'least'));
    expect(lower[0]).toBeLessThanOrEqual(0);
    expect([upper[0], lower[1], upper[1]]).toEqual([1.01, 0.99, 1.01]);
  });
});
