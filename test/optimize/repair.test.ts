import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { makeRandom } from '../../src/optimize/random.ts';
import { repair } from '../../src/optimize/repair.ts';
import { scoreOf, stranded } from '../../src/optimize/score.ts';
import { anyAssignment, everyAssignment, extraPieces, pieces, problems } from './arbitrary.ts';
import { randomProblem } from './random-problem.ts';

describe('repair', () => {
  it('gives every zone to an eligible rep', () => {
    fc.assert(
      fc.property(problems(), fc.integer({ min: 0, max: 1e9 }), (problem, seed) => {
        const given = anyAssignment(problem, makeRandom(seed));
        const out = repair(problem, given);
        for (let i = 0; i < problem.n; i++) {
          expect(out[i]).toBeGreaterThanOrEqual(0);
          expect(problem.cost[i * problem.k + out[i]]).toBeLessThan(Infinity);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('connects every sector and leaves none empty where every rep may serve every zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 80 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 1e9 }),
        fc.boolean(),
        (n, k, seed, blank) => {
          const reps = Math.min(k, n);
          const problem = randomProblem({ n, k: reps, m: 2, seed });
          fc.pre(pieces(problem, () => true) === 1);
          const given = blank ? new Int32Array(n).fill(-1) : anyAssignment(problem, makeRandom(seed));
          const out = repair(problem, given);
          expect(extraPieces(problem, out)).toBe(0);
          for (let j = 0; j < reps; j++) expect(out).toContain(j);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('with forbidden pairs, connects nearly wherever brute force finds a connected assignment', () => {
    let possible = 0;
    let reached = 0;
    for (let seed = 0; seed < 120; seed++) {
      const problem = randomProblem({ n: 8, k: 3, m: 1, seed, forbidden: 0.35 });
      let permitted = false;
      for (const assignment of everyAssignment(problem)) {
        if (new Set(assignment).size === 3 && extraPieces(problem, assignment) === 0) {
          permitted = true;
          break;
        }
      }
      if (!permitted) continue;
      possible++;
      if (extraPieces(problem, repair(problem, anyAssignment(problem, makeRandom(seed)))) === 0) reached++;
    }
    expect(possible).toBeGreaterThan(40);
    // the decision is NP-complete in general (connected partition with lists); what is left is reported as stranded
    expect(reached / possible).toBeGreaterThanOrEqual(0.85);
  });

  it('leaves a connected, eligible assignment as it is', () => {
    const problem = randomProblem({ n: 50, k: 4, m: 1, seed: 9 });
    const once = repair(problem, anyAssignment(problem, makeRandom(9)));
    expect(repair(problem, once)).toEqual(once);
  });

  it('takes a zone from a rep that may not serve it', () => {
    const problem = randomProblem({ n: 20, k: 2, m: 1, seed: 3 });
    const cost = Float64Array.from(problem.cost);
    cost[0] = Infinity;
    const out = repair({ ...problem, cost }, new Int32Array(20));
    expect(out[0]).toBe(1);
  });

  it('keeps what cannot be connected, and counts it', () => {
    // two islands, two reps that may each serve both only in part
    const base = randomProblem({ n: 4, k: 2, m: 1, seed: 2 });
    const problem: Problem = {
      ...base,
      offsets: Int32Array.of(0, 1, 2, 3, 4),
      neighbors: Int32Array.of(1, 0, 3, 2),
      cost: Float64Array.of(1, Infinity, 1, Infinity, 1, Infinity, Infinity, 1),
      root: Int32Array.of(0, 3),
    };
    const out = repair(problem, Int32Array.of(0, 0, 0, 1));
    expect([...out]).toEqual([0, 0, 0, 1]);
    expect(scoreOf(problem, out).strandedZones).toBe(1);
    expect(stranded(problem, out)).toEqual([2]);
  });

  it.each([
    ['the first zone', [1, 3, 4, 9], [1, 0, 0, 0]],
    ['one in the middle', [5, 3, 4, 9], [0, 1, 0, 0]],
    ['the last', [5, 3, 4, 2], [0, 0, 0, 1]],
    ['the first of equals', [5, 3, 3, 9], [0, 1, 0, 0]],
  ])('gives a rep who has no zone and no base the cheapest: %s', (_, costs, expected) => {
    // four zones in a ring, all with the first rep
    const problem: Problem = {
      ...randomProblem({ n: 4, k: 2, m: 1, seed: 2 }),
      offsets: Int32Array.of(0, 2, 4, 6, 8),
      neighbors: Int32Array.of(1, 3, 0, 2, 1, 3, 0, 2),
      cost: Float64Array.from(costs.flatMap(cost => [7, cost])),
      root: Int32Array.of(-1, -1),
    };
    expect([...repair(problem, new Int32Array(4))]).toEqual(expected);
  });

  it('throws where no rep may serve a zone', () => {
    const problem = randomProblem({ n: 6, k: 2, m: 1, seed: 1 });
    const cost = Float64Array.from(problem.cost).fill(Infinity, 4, 6);
    expect(() => repair({ ...problem, cost }, new Int32Array(6))).toThrow(/zone 2/);
  });
});
