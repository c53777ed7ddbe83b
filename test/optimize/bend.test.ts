import { describe, expect, it } from 'vitest';
import { bendCosts, remoteness } from '../../src/optimize/bend.ts';
import { randomProblem } from './random-problem.ts';

describe('bent costs', () => {
  it('measure distance by what the nearest root is away on average', () => {
    const problem = randomProblem({ n: 200, k: 6, m: 1, seed: 4 });
    const far = remoteness(problem);
    let sum = 0;
    for (let i = 0; i < 200; i++) sum += Math.min(...far.subarray(6 * i, 6 * i + 6));
    expect(sum / 200).toBeCloseTo(1, 5);
    problem.root.forEach((r, j) => {
      expect(far[r * 6 + j]).toBe(0);
    });
  });

  it('measure the short way around the Earth, and none to a base that is not known', () => {
    const plain = randomProblem({ n: 50, k: 4, m: 1, seed: 4 });
    const across = { ...plain, lon: plain.lon.map(lon => (lon > 0.5 ? lon - 180.5 : lon + 179.5)) };
    const expected = remoteness(plain);
    remoteness(across).forEach((far, at) => {
      expect(far).toBeCloseTo(expected[at], 4);
    });
    const unknown = { ...plain, root: plain.root.map((zone, j) => (j === 1 ? -1 : zone)) };
    const far = remoteness(unknown);
    expect(far.filter((_, at) => at % 4 === 1).every(d => d === 0)).toBe(true);
    expect(far.filter((_, at) => at % 4 !== 1).some(d => d > 0)).toBe(true);
  });

  it('make a chain cheaper than one long way where both cost the same', () => {
    // zones and roots on a line, one degree apart: the rep of 0 serving 3 costs what three reps moving up by one do
    const problem = {
      ...randomProblem({ n: 4, k: 4, m: 1, seed: 1 }),
      lat: new Float64Array(4),
      lon: Float64Array.of(0, 1, 2, 3),
      root: Int32Array.of(0, 1, 2, 3),
      cost: Float64Array.from({ length: 16 }, (_, at) => Math.abs((at >> 2) - (at & 3))),
    };
    const far = Float32Array.from(problem.cost);
    const bent = bendCosts(problem, far, 0.1);
    const direct = bent[3 * 4 + 0]!;
    const chain = bent[1 * 4 + 0]! + bent[2 * 4 + 1]! + bent[3 * 4 + 2]!;
    expect(problem.cost[12]).toBe(3);
    expect(chain).toBeLessThan(direct);
    expect([...bendCosts(problem, far, 0)]).toEqual([...problem.cost]);
  });

  it('leave a problem without roots alone', () => {
    const problem = { ...randomProblem({ n: 50, k: 3, m: 1, seed: 2 }), root: new Int32Array(3).fill(-1) };
    const far = remoteness(problem);
    expect([...bendCosts(problem, far, 1)]).toEqual([...problem.cost]);
  });
});
