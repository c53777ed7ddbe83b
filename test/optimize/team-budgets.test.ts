import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { lagrangianBound } from '../../src/optimize/bound.ts';
import { contract } from '../../src/optimize/contract.ts';
import {
  type Energy,
  groupDelta,
  makeEnergy,
  refreshEnergy,
  shiftDelta,
  swapDelta,
} from '../../src/optimize/energy.ts';
import { solveExact } from '../../src/optimize/exact/solve-exact.ts';
import { solveLp } from '../../src/optimize/lp-relaxation.ts';
import { makeTrade } from '../../src/optimize/moves/trade.ts';
import { makeRandom, randomInt } from '../../src/optimize/random.ts';
import { regionOf } from '../../src/optimize/region.ts';
import { scoreOf } from '../../src/optimize/score.ts';
import { solve } from '../../src/optimize/solve.ts';
import { makeState, type State, shift, totalExcess } from '../../src/optimize/state.ts';
import { anyAssignment, everyAssignment, extraPieces } from './arbitrary.ts';
import { keepsPromises } from './keeps-promises.ts';
import { type RandomProblemOptions, randomProblem } from './random-problem.ts';

const KINDS = ['firm', 'priced', 'both'] as const;

/** Of every kind, from budgets that nobody can keep to those that nobody feels. */
function problemOf(seed: number, options: Partial<RandomProblemOptions> = {}): Problem {
  return randomProblem({
    ...{
      n: 7 + (seed % 20),
      k: 2 + (seed % 3),
      m: 1 + (seed % 2),
      seed,
      forbidden: seed % 4 === 0 ? 0.2 : 0,
    },
    ...{ repDependent: seed % 3 === 0, budget: seed % 5 === 0, preferred: seed % 6 === 0 ? 1 : 0 },
    teams: { share: 0.7 + 0.1 * (seed % 5), kind: KINDS[seed % 3] },
    ...options,
  });
}

/** From the definition: what is used, what is paid, and what firm budgets are exceeded by. */
function byHand({ k, budgets = [] }: Problem, plan: Int32Array) {
  let [paid, excess] = [0, 0];
  const used = budgets.map(({ use, room, unit, price }) => {
    const sum = plan.reduce((all, j, i) => all + use[i * k + j], 0);
    const over = Math.max(0, sum - room);
    if (price === null) excess += over / unit;
    else paid += price * over;
    return sum;
  });
  return { used, paid, excess };
}

const close = (a: number, b: number): void =>
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(b)));

describe('state', () => {
  it('keeps what is used, paid and exceeded by increments', () => {
    for (let seed = 0; seed < 60; seed++) {
      const problem = problemOf(seed);
      const random = makeRandom(seed);
      const state = makeState(problem, anyAssignment(problem, random));
      for (let step = 0; step < 200; step++) {
        const i = randomInt(random, problem.n);
        const to = randomInt(random, problem.k);
        if (problem.cost[i * problem.k + to] < Infinity) shift(state, i, to);
      }
      const { used, paid, excess } = byHand(problem, state.rep);
      used.forEach((sum, b) => {
        close(state.used[b], sum);
      });
      const without = scoreOf({ ...problem, budgets: undefined }, state.rep);
      close(state.objective, without.objective + paid);
      close(totalExcess(state), without.excess + excess);
      close(scoreOf(problem, state.rep).objective, state.objective);
      close(scoreOf(problem, state.rep).excess, totalExcess(state));
      expect(state.brokenRows).toBe(state.rowExcess.filter(e => e > 1e-12).length);
    }
  });

  it('breaks a promise with a firm budget, and none with one that has a price', () => {
    const plain = randomProblem({ n: 20, k: 3, m: 1, seed: 1, tolerance: 100 });
    const use = new Float64Array(60).fill(1);
    const plan = Int32Array.from({ length: 20 }, (_, i) => i % 3);
    const kept = (room: number, price: number | null): boolean =>
      keepsPromises(makeState({ ...plain, budgets: [{ use, room, unit: 1, price }] }, plan));
    expect([kept(20, null), kept(19, null), kept(19, 5)]).toEqual([true, false, true]);
  });
});

describe('energy', () => {
  const total = (energy: Energy, state: State): number => {
    const fresh = { ...energy, value: new Float64Array(energy.value.length) };
    const copy = makeState({ ...state.problem, budgets: undefined }, state.rep);
    refreshEnergy(fresh, makeState(state.problem, state.rep));
    return copy.objective + fresh.value.reduce((sum, v) => sum + v, 0);
  };

  it('prices shifts, swaps, groups and trades as a recomputation does', () => {
    let trades = 0;
    for (let seed = 0; seed < 60; seed++) {
      const problem = problemOf(seed, { n: 12 + (seed % 9), budget: false });
      const { n, k } = problem;
      const random = makeRandom(seed);
      const state = makeState(problem, anyAssignment(problem, random));
      const energy = makeEnergy(problem);
      energy.rho = 10 * random();
      energy.price.forEach((_, row) => {
        energy.price[row] = row < k * problem.m ? 4 * random() - 2 : random();
      });
      refreshEnergy(energy, state);
      const trade = makeTrade(state, energy, random);
      for (let step = 0; step < 40; step++) {
        const before = total(energy, state);
        const [i, h] = [randomInt(random, n), randomInt(random, n)];
        const [from, to] = [state.rep[i], state.rep[h]];
        if (from === to) continue;
        const kind = step % 4;
        const group = Int32Array.from(state.rep.keys()).filter(z => state.rep[z] === from);
        let delta: number;
        if (kind === 0) delta = shiftDelta(energy, state, i, to);
        else if (kind === 1) delta = swapDelta(energy, state, i, h);
        else if (kind === 2) delta = groupDelta(energy, state, group, group.length, to);
        else delta = trade.draw();
        if (delta === Infinity) continue;
        if (kind === 0) shift(state, i, to);
        else if (kind === 1) {
          shift(state, i, to);
          shift(state, h, from);
        } else if (kind === 2) for (const z of group) shift(state, z, to);
        else {
          trade.attempt(Infinity);
          trades++;
        }
        refreshEnergy(energy, state);
        close(delta, total(energy, state) - before);
      }
    }
    expect(trades).toBeGreaterThan(20);
  });

  it('becomes what is paid as its stiffness rises', () => {
    for (let seed = 1; seed < 30; seed += 3) {
      const problem = problemOf(seed, { budget: false });
      const state = makeState(problem, anyAssignment(problem, makeRandom(seed)));
      const energy = makeEnergy(problem);
      energy.rho = 1e9;
      refreshEnergy(energy, state);
      const { paid } = byHand(problem, state.rep);
      const rows = energy.value.subarray(problem.k * problem.m + 1);
      expect(rows.reduce((sum, v) => sum + v, 0)).toBeCloseTo(paid, 4);
    }
  });
});

describe('bound', () => {
  it('is below every plan, whatever the prices', () => {
    for (let seed = 0; seed < 60; seed++) {
      const problem = problemOf(seed, { budget: false, preferred: 0 });
      const random = makeRandom(seed);
      const price = Float64Array.from({ length: problem.k * problem.m }, () => 2 * random() - 1);
      const teamPrices = Float64Array.of(5 * random() - 1, 1e9 * random());
      const bound = lagrangianBound(problem, { price, budgetPrice: 0, teamPrices });
      for (let trial = 0; trial < 20; trial++) {
        const { objective, excess } = scoreOf(problem, anyAssignment(problem, random));
        const value = objective + problem.excessPrice * excess;
        expect(bound).toBeLessThanOrEqual(value + 1e-9 * Math.abs(value));
      }
    }
  });

  it('is the same over the whole map and over units of one zone; a region is worth what it is on the map', () => {
    for (let seed = 0; seed < 20; seed++) {
      const problem = problemOf(seed, { n: 30, k: 4, budget: false, preferred: 0 });
      const units = { of: Int32Array.from({ length: 30 }, (_, i) => i), count: 30 };
      const plan = anyAssignment(problem, makeRandom(seed));
      close(scoreOf(contract(problem, units), plan).objective, scoreOf(problem, plan).objective);
      const region = regionOf(problem, plan, Int32Array.of(0, 2));
      const inside = byHand(region.problem, region.assignment);
      const outside = byHand(problem, plan);
      close(inside.paid, outside.paid);
      close(inside.excess, outside.excess);
    }
  });
});

describe('tiny cases', () => {
  const bruteForce = (problem: Problem) => {
    let least = Infinity;
    let best: { excess: number; objective: number } | null = null;
    for (const plan of everyAssignment(problem)) {
      const { objective, excess } = scoreOf(problem, plan);
      least = Math.min(least, objective + problem.excessPrice * excess);
      if (new Set(plan).size < problem.k || extraPieces(problem, plan) > 0) continue;
      const closer = best === null || excess < best.excess - 1e-9;
      if (closer || (excess < best!.excess + 1e-9 && objective < best!.objective))
        best = { excess, objective };
    }
    return { least, best };
  };

  it('the bound is below the optimum, the search near it, and branch and cut at it', async () => {
    const gaps: number[] = [];
    let binding = 0;
    for (let seed = 0; seed < 60; seed++) {
      const problem = randomProblem({
        ...{ n: 8 + (seed % 2), k: 2 + (seed % 2), m: 1, seed, tolerance: 0.5, limits: seed % 4 === 0 },
        preferred: seed % 7 === 0 ? 1 : 0,
        teams: { share: 0.95 + 0.05 * (seed % 5), kind: KINDS[seed % 3] },
      });
      const { least, best } = bruteForce(problem);
      const lp = await solveLp(problem);
      expect(lp.value).toBeLessThanOrEqual(least + 1e-9 * Math.abs(least));
      if (lp.duals.teamPrices!.some(price => price > 0)) binding++;
      if (best === null || best.excess > 0) continue;
      const { assignment, score } = await solve(problem, { effort: 'fast', seed: 1 });
      expect(score.excess).toBe(0);
      expect(score.objective).toBeGreaterThanOrEqual(best.objective * (1 - 1e-9));
      gaps.push(score.objective / best.objective - 1);
      const proof = await solveExact(problem, assignment, lp, { nodes: 10_000, work: 1e9, seed: 1 });
      expect(proof.proven).toBe(true);
      expect(proof.value).toBeLessThanOrEqual(best.objective * (1 + 2e-6));
    }
    expect(gaps.length).toBeGreaterThan(20);
    expect(binding).toBeGreaterThan(20);
    expect(gaps.reduce((a, b) => a + b, 0) / gaps.length).toBeLessThanOrEqual(0.005);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(0.05);
  });
});
