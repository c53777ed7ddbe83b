// The coupling rows by plain sums.

import { describe, expect, it } from 'vitest';
import {
  columnEntries,
  fromDuals,
  makeCoupling,
  rowOf,
  toDuals,
  zoneWeights,
} from '../../src/optimize/coupling.ts';
import { makeShortlist } from '../../src/optimize/shortlist.ts';
import { makeState } from '../../src/optimize/state.ts';
import { excessAt } from '../../src/optimize/window.ts';
import { randomProblem } from './random-problem.ts';

const options = { n: 30, k: 4, m: 2, seed: 1, tolerance: 0.1 } as const;
const budget = randomProblem({ ...options, budget: true, repDependent: true, forbidden: 0.2 });
const teams = randomProblem({ ...options, teams: { kind: 'both', share: 1 }, budget: true });

describe('what moves without a budget', () => {
  const free = { ...budget, moveBudget: Infinity };
  const plain = { ...free, moveWeight: null };

  it('has no row, no entries and no weight', () => {
    const [with_, without] = [makeCoupling(free), makeCoupling(plain)];
    expect(with_).toEqual(without);
    expect([without.rows, without.width, without.budgetUnit]).toEqual([8, 2, 0]);
    expect(zoneWeights(free, with_)).toEqual(zoneWeights(plain, without));
    const [a, b] = [new Float64Array(4).fill(9), new Float64Array(4).fill(9)];
    columnEntries(free, with_, 3, 1, a, 1);
    columnEntries(plain, without, 3, 1, b, 1);
    expect(a).toEqual(b);
    expect([a[0], a[3]]).toEqual([9, 9]);
    const slack = new Float64Array(30).fill(1);
    const y = Float64Array.of(0.1, 0, -0.1, 0.2, 0, 0, 0.05, -0.3);
    const bounds = [free, plain].map(p => makeShortlist(p, makeCoupling(p), 2, slack).bound(y));
    expect(bounds[0]).toBe(bounds[1]);
    expect(toDuals(free, with_, y).budgetPrice).toBe(0);
  });
});

it('rows are balance, then the disruption budget, then those of teams; a column has its entries in them', () => {
  for (const problem of [budget, teams]) {
    const { k, m, loads, n, target, moveWeight, budgets = [] } = problem;
    const coupling = makeCoupling(problem);
    expect(coupling.rows).toBe(k * m + 1 + budgets.length);
    expect(coupling.teamRow).toBe(k * m + 1);
    const entries = new Float64Array(coupling.width);
    const weights = zoneWeights(problem, coupling);
    for (let i = 0; i < n; i++) {
      const means = new Float64Array(coupling.width);
      for (let j = 0; j < k; j++) {
        columnEntries(problem, coupling, i, j, entries, 0);
        const own = loads.map((a, q) => (a.length === n ? a[i] : a[i * k + j]) / target[j * m + q]);
        const moves = moveWeight![i * k + j] / coupling.budgetUnit;
        const uses = budgets.map(({ use }, b) => use[i * k + j] / coupling.teamUnits[b]);
        expect([...entries]).toEqual([...own, moves, ...uses]);
        for (const q of loads.keys())
          means[q] += (loads[q].length === n ? loads[q][i] : loads[q][i * k + j]) / k;
        means[m] = Math.max(means[m], moves);
        for (const [b, use] of uses.entries()) means[m + 1 + b] += use / k;
      }
      for (let q = 0; q < m; q++) {
        let inverse = 0;
        for (let j = 0; j < k; j++) inverse += 1 / target[j * m + q] / k;
        means[q] *= inverse;
      }
      expect(weights[i]).toBeCloseTo(Math.max(...means), 9);
    }
    expect([0, 1, 2, 3].map(q => rowOf(problem, 2, q))).toEqual([4, 5, 8, 9]);
    const y = Float64Array.from({ length: coupling.rows }, (_, r) => r + 1);
    for (const [r, price] of fromDuals(problem, coupling, toDuals(problem, coupling, y)).entries())
      expect(price).toBeCloseTo(r + 1, 9);
  }
});

it('what is exceeded of rows and of firm budgets is each in its place', () => {
  for (const kind of ['firm', 'both', 'priced'] as const) {
    const problem = randomProblem({ ...options, tolerance: 0.001, teams: { kind, share: 0.5 } });
    const { n, k, m, loads, target, fixedLoad, budgets } = problem;
    const plan = Int32Array.from({ length: n }, (_, i) => i % k);
    const { rowExcess, brokenRows } = makeState(problem, plan);
    const expected: number[] = [];
    for (let row = 0; row < k * m; row++) {
      let load = fixedLoad[row];
      for (let i = 0; i < n; i++) if (plan[i] === Math.floor(row / m)) load += loads[row % m][i];
      expected.push(excessAt(problem, row, load / target[row]));
    }
    for (const { use, room, unit, price } of budgets!) {
      let used = 0;
      for (let i = 0; i < n; i++) used += use[i * k + plan[i]];
      expected.push(price === null ? Math.max(0, used - room) / unit : 0);
    }
    for (const [row, excess] of rowExcess.entries()) expect(excess).toBeCloseTo(expected[row], 9);
    expect(brokenRows).toBe(expected.filter(excess => excess > 0).length);
    expect(Math.min(...expected.slice(0, k * m))).toBeGreaterThan(0);
  }
});
