// Shared arbitraries and oracles of the search's tests: random problems of every kind, and brute force.

import fc from 'fast-check';
import type { Assignment, Problem } from '../../src/model/problem.ts';
import { type Random, randomInt } from '../../src/optimize/random.ts';
import { randomProblem } from './random-problem.ts';

/** Small problems with every trait: forbidden pairs, incumbents, budgets, rep-dependent loads, impossible targets, areas, limits. */
export function problems(most = 60): fc.Arbitrary<Problem> {
  return fc
    .record({
      n: fc.integer({ min: 4, max: most }),
      k: fc.integer({ min: 1, max: 6 }),
      m: fc.integer({ min: 1, max: 3 }),
      seed: fc.integer({ min: 0, max: 1e9 }),
      forbidden: fc.constantFrom(0, 0, 0.2, 0.5),
      budget: fc.boolean(),
      repDependent: fc.boolean(),
      infeasible: fc.boolean(),
      preferred: fc.constantFrom(0, 0, 3),
      limits: fc.boolean(),
    })
    .map(options => randomProblem({ ...options, k: Math.min(options.k, options.n) }));
}

/** Each zone with any rep that may serve it. */
export function anyAssignment(problem: Problem, random: Random): Assignment {
  const { n, k, cost } = problem;
  return Int32Array.from({ length: n }, (_, i) => {
    const eligible = Array.from({ length: k }, (_, j) => j).filter(j => cost[i * k + j] < Infinity);
    return eligible[randomInt(random, eligible.length)];
  });
}

/** Number of connected pieces of the zones that satisfy `inside`; a walk that shares nothing with the source. */
export function pieces(problem: Problem, inside: (zone: number) => boolean): number {
  const seen = new Set<number>();
  let count = 0;
  for (let first = 0; first < problem.n; first++) {
    if (!inside(first) || seen.has(first)) continue;
    count++;
    const open = [first];
    seen.add(first);
    for (let z = open.pop(); z !== undefined; z = open.pop()) {
      for (const h of problem.neighbors.subarray(problem.offsets[z], problem.offsets[z + 1])) {
        if (!inside(h) || seen.has(h)) continue;
        seen.add(h);
        open.push(h);
      }
    }
  }
  return count;
}

export function extraPieces(problem: Problem, assignment: Assignment): number {
  let extra = 0;
  for (let j = 0; j < problem.k; j++) {
    extra += Math.max(0, pieces(problem, i => assignment[i] === j) - 1);
  }
  return extra;
}

/** Every assignment of zones to eligible reps; only for tiny problems. */
export function* everyAssignment(problem: Problem): Generator<Assignment> {
  const { n, k, cost } = problem;
  const assignment = new Int32Array(n);
  const descend = function* (i: number): Generator<Assignment> {
    if (i === n) {
      yield assignment;
      return;
    }
    for (let j = 0; j < k; j++) {
      if (cost[i * k + j] === Infinity) continue;
      assignment[i] = j;
      yield* descend(i + 1);
    }
  };
  yield* descend(0);
}
