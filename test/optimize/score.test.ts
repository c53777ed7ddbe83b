import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { excessOf, loadsOf, scoreOf, stranded } from '../../src/optimize/score.ts';
import { windowsOf } from '../../src/optimize/window.ts';
import { randomProblem } from './random-problem.ts';

// 0 - 1 - 2 - 3 - 4, loads 1 each, two reps, targets 2.5, tolerance 10 %
function path(): Problem {
  const base = randomProblem({ n: 5, k: 2, m: 1, seed: 1 });
  return {
    ...base,
    offsets: Int32Array.of(0, 1, 3, 5, 7, 8),
    neighbors: Int32Array.of(1, 0, 2, 1, 3, 2, 4, 3),
    cost: Float64Array.of(1, 10, 2, 20, 3, 30, 4, 40, 5, 50),
    loads: [Float64Array.of(1, 1, 1, 1, 1)],
    target: Float64Array.of(2.5, 2.5),
    fixedLoad: new Float64Array(2),
    tolerance: Float64Array.of(0.1),
    root: Int32Array.of(0, 4),
    moveWeight: Float64Array.of(0, 1, 0, 1, 0, 1, 1, 0, 1, 0),
    moveBudget: 1,
  };
}

describe('score', () => {
  it('is what the definitions say, by head', () => {
    const score = scoreOf(path(), Int32Array.of(0, 0, 0, 1, 1));
    expect(score.objective).toBe(1 + 2 + 3 + 40 + 50);
    expect(score.maxDeviation[0]).toBeCloseTo(0.2, 12);
    expect(score.excess).toBeCloseTo(0.2, 12);
    expect(score.strandedZones).toBe(0);
    expect(score.moved).toBe(0);
    expect(scoreOf(path(), Int32Array.of(0, 0, 1, 0, 1)).moved).toBe(2);
  });

  it('rounds an excess of rounding size to zero', () => {
    const problem = { ...path(), tolerance: Float64Array.of(0.2) };
    expect(scoreOf(problem, Int32Array.of(0, 0, 0, 1, 1)).excess).toBe(0);
    // as little beyond it as rounding leaves
    const nearly = { ...path(), tolerance: Float64Array.of(0.2 - 1e-13) };
    expect([...excessOf(nearly, Int32Array.of(0, 0, 0, 1, 1))]).toEqual([0, 0]);
    expect(scoreOf(nearly, Int32Array.of(0, 0, 0, 1, 1)).excess).toBe(0);
  });

  it('is broken by each rep as much as its rows are, and by all together as the score says', () => {
    for (let seed = 0; seed < 40; seed++) {
      const problem = randomProblem({ n: 20, k: 4, m: 2, seed, limits: seed % 2 === 0 });
      const plan = Int32Array.from({ length: 20 }, (_, i) => (i * (seed + 1)) % 4);
      const excess = excessOf(problem, plan);
      expect(excess).toHaveLength(4);
      expect(excess.reduce((a, b) => a + b)).toBeCloseTo(scoreOf(problem, plan).excess, 12);
      const load = loadsOf(problem, plan);
      const { lower, upper } = windowsOf(problem);
      excess.forEach((sum, j) => {
        let own = 0;
        for (let row = j * problem.m; row < (j + 1) * problem.m; row++) {
          const share = load[row] / problem.target[row];
          own += Math.max(0, share - upper[row], lower[row] - share);
        }
        expect(sum).toBeCloseTo(own, 12);
      });
    }
  });

  it('counts as stranded what is not in the main piece: the heaviest, or the root when it is half as heavy', () => {
    expect(stranded(path(), Int32Array.of(0, 1, 0, 0, 1))).toEqual([1, 2, 3]);
    expect(stranded(path(), Int32Array.of(0, 1, 0, 1, 1))).toEqual([1, 2]);
    const heavy = { ...path(), loads: [Float64Array.of(0.1, 1, 1, 1, 1)] };
    expect(stranded(heavy, Int32Array.of(0, 1, 0, 0, 1))).toEqual([0, 1]);
  });

  it('sees a rep without zones as connected', () => {
    expect(stranded(path(), Int32Array.of(1, 1, 1, 1, 1))).toEqual([]);
  });
});
