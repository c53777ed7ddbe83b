import { describe, expect, it } from 'vitest';
import { judge } from '../../src/optimize/anneal.ts';
import { repair } from '../../src/optimize/repair.ts';
import { randomProblem } from '../optimize/random-problem.ts';

// threads load built modules only
const { hireCrew } = (await import(
  `${process.cwd()}/dist/app/crew.js`
)) as typeof import('../../src/app/crew.ts');
const { resplit } = (await import(
  `${process.cwd()}/dist/optimize/resplit.js`
)) as typeof import('../../src/optimize/resplit.ts');

const { floatingCenters } = (await import(
  `${process.cwd()}/dist/optimize/centers/floating.js`
)) as typeof import('../../src/optimize/centers/floating.ts');

describe('the crew', () => {
  it('finds the same free centers with one thread, two and three', async () => {
    const problem = randomProblem({ n: 500, k: 12, m: 1, seed: 3, tolerance: 0.05 });
    const found: unknown[] = [];
    for (const threads of [1, 2, 3]) {
      const { asides, dismiss } = hireCrew(threads);
      expect(asides.length).toBe(threads - 1);
      let asked = 0;
      const counted = asides.map((aside): typeof aside => {
        return task => {
          asked++;
          return aside(task);
        };
      });
      try {
        const options = { effort: 'normal', seed: 5 } as const;
        found.push(await floatingCenters(problem, problem.loads[0], options, { asides: counted }));
      } finally {
        await dismiss();
      }
      // four runs: each thread takes one at least, this one too
      expect(asked).toBeGreaterThanOrEqual(threads - 1);
      expect(asked).toBeLessThanOrEqual(threads > 1 ? 3 : 0);
    }
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('leaves free centers with a plan when told to, threads or not', async () => {
    const problem = randomProblem({ n: 500, k: 12, m: 1, seed: 3, tolerance: 0.05 });
    for (const threads of [1, 2]) {
      const stop = new AbortController();
      const { asides, dismiss } = hireCrew(threads);
      try {
        const hooks = { asides, signal: stop.signal, onBest: () => stop.abort() };
        const options = { effort: 'thorough', seed: 5 } as const;
        const { assignment, complete } = await floatingCenters(problem, problem.loads[0], options, hooks);
        expect(complete).toBe(false);
        expect(assignment.every(j => j >= 0 && j < 12)).toBe(true);
      } finally {
        await dismiss();
      }
    }
  });

  it('makes the same plan with one thread, two and three', async () => {
    const problem = randomProblem({ n: 1200, k: 30, m: 2, seed: 8, tolerance: 0.1 });
    const start = repair(problem, new Int32Array(1200).fill(-1));
    const plans: string[] = [];
    for (const threads of [1, 2, 3]) {
      const { crew, dismiss } = hireCrew(threads);
      try {
        const best = judge(problem, start.slice());
        const { proposals } = await resplit(
          problem,
          best,
          { seed: 1, budget: 4e6, onlyMend: false },
          { crew },
        );
        // enough for threads to be started
        expect(proposals).toBeGreaterThan(3e6);
        plans.push(best.rep.join(' '));
      } finally {
        await dismiss();
      }
    }
    expect(plans[1]).toBe(plans[0]);
    expect(plans[2]).toBe(plans[0]);
  });

  it('leaves its work when told to, and takes no more', async () => {
    const problem = randomProblem({ n: 60, k: 3, m: 1, seed: 1 });
    const start = repair(problem, new Int32Array(60).fill(-1));
    const phase = { heat: [0.1, 0.01], stiffness: [10, 100], margin: 0.01, rate: 0.03 } as const;
    // hours of work
    const task = { problem, start, seed: 1, phases: [{ phase, proposals: 1e10 }], prices: null, scale: null };
    for (const threads of [1, 2]) {
      const { crew, dismiss } = hireCrew(threads, () => new Promise(resolve => setImmediate(resolve)));
      const stop = new AbortController();
      try {
        const coming = crew([task, task, task], stop.signal);
        stop.abort();
        expect((await coming).length).toBeLessThan(3);
        expect(await crew([task], stop.signal)).toEqual([]);
      } finally {
        await dismiss();
      }
    }
  });

  it('hands a failure on', async () => {
    const { crew, dismiss } = hireCrew(2);
    const problem = randomProblem({ n: 60, k: 3, m: 1, seed: 1 });
    const start = repair(problem, new Int32Array(60).fill(-1));
    const phase = { heat: [0.1, 0.01], stiffness: [10, 100], margin: 0.01, rate: 0.03 } as const;
    const task = { problem, start, seed: 1, phases: [{ phase, proposals: 1e6 }], prices: null, scale: null };
    try {
      await expect(
        crew([task, { ...task, start: null as unknown as Int32Array }], undefined),
      ).rejects.toThrow();
    } finally {
      await dismiss();
    }
  });
});
