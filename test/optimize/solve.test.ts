import { describe, expect, it } from 'vitest';
import { solveLp } from '../../src/optimize/lp-relaxation.ts';
import { scoreOf } from '../../src/optimize/score.ts';
import { solve } from '../../src/optimize/solve.ts';
import { randomProblem } from './random-problem.ts';

const options = { effort: 'fast', seed: 1 } as const;

describe('solve', () => {
  it('gives a connected, balanced plan above its certified bound, and says what it did', async () => {
    const problem = randomProblem({ n: 300, k: 8, m: 2, seed: 1, tolerance: 0.1 });
    const phases = new Set<string>();
    const solution = await solve(problem, options, { onProgress: p => phases.add(p.phase) });
    expect(solution.score).toEqual(scoreOf(problem, solution.assignment));
    expect(solution.score.strandedZones).toBe(0);
    expect(solution.score.excess).toBe(0);
    expect(solution.score.objective).toBeGreaterThanOrEqual(solution.bound.value);
    expect(solution.score.objective).toBeLessThan(1.15 * solution.bound.value);
    expect(solution.complete).toBe(true);
    expect(solution.facts.proposals).toBeGreaterThan(0);
    expect([...phases]).toEqual(expect.arrayContaining(['dual', 'start', 'repair', 'search']));
  });

  it('improves a plan that is given, and takes over a bound', async () => {
    const problem = randomProblem({ n: 200, k: 5, m: 1, seed: 2 });
    const bound = await solveLp(problem);
    const rough = await solve(problem, options, { bound, searchScale: 0.01 });
    const phases = new Set<string>();
    const better = await solve(problem, options, {
      bound,
      start: rough.assignment,
      onProgress: p => phases.add(p.phase),
    });
    expect(better.bound).toBe(bound);
    expect(phases).not.toContain('dual');
    expect(better.score.excess).toBeLessThanOrEqual(rough.score.excess);
    if (better.score.excess === rough.score.excess)
      expect(better.score.objective).toBeLessThanOrEqual(rough.score.objective * (1 + 1e-9));
  });

  it('completes a start that leaves zones open', async () => {
    const problem = randomProblem({ n: 60, k: 4, m: 1, seed: 5 });
    const { assignment } = await solve(problem, options, { start: new Int32Array(60).fill(-1) });
    for (const j of assignment) expect(j).toBeGreaterThanOrEqual(0);
  });

  it('gives the same plan twice', async () => {
    const problem = randomProblem({ n: 120, k: 5, m: 2, seed: 8, incumbents: true, forbidden: 0.1 });
    expect(await solve(problem, options)).toEqual(await solve(problem, options));
  });
});
