// Against brute force: every connected plan of a tiny map keeps every cut, and costs no less than the bound.

import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../src/model/problem.ts';
import { effectiveBudget, lagrangianBound } from '../../../src/optimize/bound.ts';
import { contiguousBound } from '../../../src/optimize/cuts/contiguous-bound.ts';
import type { Cut } from '../../../src/optimize/cuts/cut.ts';
import { boundWithCuts, clampPrices } from '../../../src/optimize/cuts/cut-bound.ts';
import { separate } from '../../../src/optimize/cuts/separate.ts';
import { solveLp } from '../../../src/optimize/lp-relaxation.ts';
import { makeRandom, type Random, randomInt } from '../../../src/optimize/random.ts';
import { scoreOf } from '../../../src/optimize/score.ts';
import { solve } from '../../../src/optimize/solve.ts';
import { everyAssignment, extraPieces } from '../arbitrary.ts';
import { randomProblem } from '../random-problem.ts';

function tinyProblem(seed: number): Problem {
  const random = makeRandom(seed);
  const flip = (share: number): boolean => random() < share;
  const k = 2 + randomInt(random, 2);
  return randomProblem({
    n: k === 2 ? 8 + randomInt(random, 4) : 7 + randomInt(random, 2),
    k,
    m: 1 + randomInt(random, 2),
    seed,
    geographic: flip(0.3),
    forbidden: flip(0.3) ? 0.3 : 0,
    budget: flip(0.3),
    repDependent: flip(0.4),
    infeasible: flip(0.15),
    tolerance: [0.05, 0.2, 0.4][randomInt(random, 3)] as number,
  });
}

/** Loads of sector j in measure q below its window, in targets; 0 when it is not short. */
function shortfall(problem: Problem, plan: Int32Array, j: number, q: number): number {
  const { n, k, m, loads, target, fixedLoad, tolerance } = problem;
  let held = fixedLoad[j * m + q]!;
  plan.forEach((rep, i) => {
    if (rep === j) held += loads[q]!.length === n ? loads[q]![i]! : loads[q]![i * k + j]!;
  });
  return Math.max(0, 1 - tolerance[q]! - held / target[j * m + q]!);
}

/** How far a plan breaks a cut; not above 0 when it keeps it. */
function breach(problem: Problem, plan: Int32Array, { rep, zone, measure, missing, separator }: Cut): number {
  const has = (i: number): number => (plan[i] === rep ? 1 : 0);
  const held = separator.reduce((sum, c) => sum + has(c), 0);
  return has(zone) - held - shortfall(problem, plan, rep, measure) / missing;
}

/** Each zone's shares among the reps that may serve it, many of them 0. */
function randomShares(problem: Problem, random: Random): Map<number, number>[] {
  const { n, k, cost } = problem;
  const shares = Array.from({ length: k }, () => new Map<number, number>());
  for (let i = 0; i < n; i++) {
    const draws = Array.from({ length: k }, (_, j) =>
      cost[i * k + j]! < Infinity && random() < 0.6 ? random() : 0,
    );
    const sum = draws.reduce((a, b) => a + b, 0);
    draws.forEach((x, j) => {
      if (x > 0) shares[j]!.set(i, x / sum);
    });
  }
  return shares;
}

let raised = 0;
let cutsSeen = 0;

describe('120 tiny maps', () => {
  for (let block = 0; block < 6; block++) {
    test(`seeds ${block * 20} to ${block * 20 + 19}`, async () => {
      for (let seed = block * 20; seed < block * 20 + 20; seed++) {
        const problem = tinyProblem(seed);
        const plain = await solveLp(problem);
        const { assignment } = await solve(problem, { effort: 'fast', seed: 1 });
        const found = (await contiguousBound(problem, plain, assignment, 'normal'))!;
        const random = makeRandom(seed + 1000);
        const regret = Float32Array.from({ length: problem.n * problem.k }, () =>
          Math.max(0, random() - 0.3),
        );
        const cuts: Cut[] = [...found.cuts];
        for (let draw = 0; draw < 4; draw++) {
          cuts.push(...separate(problem, randomShares(problem, random), regret, true).map(({ cut }) => cut));
        }
        cutsSeen += cuts.length;
        const budget = effectiveBudget(problem) * (1 + 1e-12);
        let least = Infinity;
        let worst = -Infinity;
        for (const plan of everyAssignment(problem)) {
          if (extraPieces(problem, plan) > 0) continue;
          for (const cut of cuts) worst = Math.max(worst, breach(problem, plan, cut));
          const { objective, excess, moved } = scoreOf(problem, plan);
          if (moved <= budget) least = Math.min(least, objective + problem.excessPrice * excess);
        }
        const slack = 1e-9 * Math.abs(found.value);
        expect(worst, `seed ${seed}`).toBeLessThan(1e-9);
        expect(found.value, `seed ${seed}`).toBeGreaterThanOrEqual(plain.value - slack);
        expect(found.value, `seed ${seed}`).toBeLessThanOrEqual(least + slack);
        if (found.value > plain.value * (1 + 1e-6)) raised++;
      }
    });
  }

  test('the cuts do something', () => {
    expect(raised).toBeGreaterThan(20);
    expect(cutsSeen).toBeGreaterThan(500);
  });
});

describe('the bound with cuts', () => {
  test('is a bound whatever the multipliers, and the plain one without', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const problem = tinyProblem(seed);
      const { duals, value } = await solveLp(problem);
      const { k, m } = problem;
      const random = makeRandom(seed);
      const regret = new Float32Array(problem.n * k);
      const cuts = separate(problem, randomShares(problem, random), regret, true).map(({ cut }) => cut);
      const none = boundWithCuts(problem, duals, [], new Float64Array(0));
      expect(none).toBe(lagrangianBound(problem, duals));
      expect(Math.abs(none - value)).toBeLessThanOrEqual(1e-9 * Math.abs(value));
      let least = Infinity;
      for (const plan of everyAssignment(problem)) {
        if (extraPieces(problem, plan) > 0 || scoreOf(problem, plan).moved > effectiveBudget(problem) + 1e-9)
          continue;
        const { objective, excess } = scoreOf(problem, plan);
        least = Math.min(least, objective + problem.excessPrice * excess);
      }
      const wild = cuts.map(() => (random() - 0.2) * 2 * problem.excessPrice * random() ** 4);
      const price = Float64Array.from({ length: k * m }, () => (random() - 0.5) * 2.2 * problem.excessPrice);
      const prices = clampPrices(problem, { ...duals, price }, cuts, wild);
      const bound = boundWithCuts(problem, { ...duals, price }, cuts, prices);
      expect(bound, `seed ${seed}`).toBeLessThanOrEqual(least + 1e-9 * Math.abs(least));
    }
  });

  test('no effort, no bound; the same twice', async () => {
    const problem = randomProblem({ n: 60, k: 4, m: 1, seed: 3, geographic: false });
    const plain = await solveLp(problem);
    const { assignment } = await solve(problem, { effort: 'fast', seed: 1 });
    expect(await contiguousBound(problem, plain, assignment, 'fast')).toBeNull();
    const once = await contiguousBound(problem, plain, assignment, 'normal');
    expect(await contiguousBound(problem, plain, assignment, 'normal')).toEqual(once);
    expect(once!.value).toBeGreaterThan(plain.value);
  });

  test('a map in parts has no such bound: a sector may be in parts there', async () => {
    const problem = randomProblem({ n: 20, k: 2, m: 1, seed: 5 });
    const apart = { ...problem, offsets: new Int32Array(21), neighbors: new Int32Array(0) };
    const plain = await solveLp(apart);
    expect(await contiguousBound(apart, plain, new Int32Array(20), 'normal')).toBeNull();
  });
});
