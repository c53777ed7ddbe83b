import { describe, expect, it } from 'vitest';
import { isBetter, judge } from '../../src/optimize/anneal.ts';
import { alone, type Crew } from '../../src/optimize/crew.ts';
import { repair } from '../../src/optimize/repair.ts';
import { annealRound, TILING } from '../../src/optimize/round.ts';
import type { Stage } from '../../src/optimize/schedule.ts';
import { randomProblem } from './random-problem.ts';

const phase = { heat: [0.7, 0.03], stiffness: [2, 300], margin: 0.01, rate: 0.03 } as const;
const STAGES: Stage[] = [
  { phase, share: 0.4, bend: 0.03 },
  { phase, share: 0.5, bend: 0 },
];
const problem = randomProblem({ n: 700, k: 20, m: 2, seed: 3, tolerance: 0.1 });
const start = repair(problem, new Int32Array(700).fill(-1));
const options = { seed: 5, stages: STAGES, proposals: 600_000, tiling: { ...TILING, from: 0 } };

describe('a round in tiles', () => {
  it('ends on a connected plan that is better than its start, and knows what it costs', async () => {
    const before = judge(problem, start.slice());
    const { best, complete, proposals } = await annealRound(problem, start, options, {});
    expect(complete).toBe(true);
    expect(best).toEqual(judge(problem, best.rep));
    expect(best.stranded).toBe(0);
    expect(isBetter(best, before)).toBe(true);
    expect(best.excess).toBeLessThan(before.excess / 10);
    expect(Math.abs(proposals - 600_000)).toBeLessThan(6000);
  });

  it('comes to the same plan whoever works on the tiles, in whatever order', async () => {
    const backwards: Crew = async (tasks, signal) => (await alone()([...tasks].reverse(), signal)).reverse();
    const one = await annealRound(problem, start, options, {});
    const other = await annealRound(problem, start, options, { crew: backwards });
    expect(other.best.rep).toEqual(one.best.rep);
    const differs = await annealRound(problem, start, { ...options, seed: 6 }, {});
    expect(differs.best.rep).not.toEqual(one.best.rep);
  });

  it('lets targets follow the plan', async () => {
    const own = { ...problem, target: problem.target.slice() };
    const doubled = problem.target.map(t => t * 1.001);
    const { best } = await annealRound(own, start, options, { targetsOf: () => doubled });
    expect(own.target).toEqual(doubled);
    expect(best).toEqual(judge(own, best.rep));
  });

  it('stops when told to, with a plan that is whole', async () => {
    const stop = new AbortController();
    let layouts = 0;
    const crew: Crew = async (tasks, signal) => {
      if (++layouts === 5) stop.abort();
      return alone()(tasks, signal);
    };
    const { best, complete } = await annealRound(problem, start, options, { crew, signal: stop.signal });
    expect(complete).toBe(false);
    expect(layouts).toBe(5);
    expect(best).toEqual(judge(problem, best.rep));
    expect(best.stranded).toBe(0);
  });
});
