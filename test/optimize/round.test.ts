import { describe, expect, it } from 'vitest';
import { isBetter, isKept, judge } from '../../src/optimize/anneal.ts';
import { alone, type Crew } from '../../src/optimize/crew.ts';
import { repair } from '../../src/optimize/repair.ts';
import { annealRounds, type RoundOptions, SLICING, type Slicing } from '../../src/optimize/round.ts';
import { raceLength, type Stage } from '../../src/optimize/schedule.ts';
import { randomProblem } from './random-problem.ts';

const phase = { heat: [0.7, 0.03], stiffness: [2, 300], margin: 0.01, rate: 0.03 } as const;
const STAGES: Stage[] = [
  { phase, share: 0.4, bend: 0.03 },
  { phase, share: 0.5, bend: 0 },
];
const problem = randomProblem({ n: 700, k: 20, m: 2, seed: 3, tolerance: 0.1 });
const start = repair(problem, new Int32Array(700).fill(-1));
const tiles: Slicing = { size: 15, slices: 200, layouts: 200, settleSlices: 20, from: 0 };
const shapes: readonly (readonly [string, Slicing])[] = [
  ['in tiles', tiles],
  ['in slices of the whole map', { ...SLICING, from: 0 }],
  ['in one piece', { ...SLICING, from: Infinity }],
];
const optionsOf = (slicing: Slicing): RoundOptions => ({
  seed: 5,
  stages: STAGES,
  proposals: 600_000,
  slicing,
});

describe.each(shapes)('a round %s', (_, slicing) => {
  const options = optionsOf(slicing);

  it('ends on a connected plan that is better than its start, and knows what it costs', async () => {
    const before = judge(problem, start.slice());
    const {
      bests: [best],
      complete,
      proposals,
    } = await annealRounds(problem, start, [options], {});
    expect(complete).toBe(true);
    expect(best).toEqual(judge(problem, best.rep));
    expect(best.stranded).toBe(0);
    expect(isBetter(best, before)).toBe(true);
    expect(best.excess).toBeLessThan(before.excess / 10);
    expect(Math.abs(proposals - 600_000)).toBeLessThan(6000);
  });

  it('comes to the same plan whoever works on it, in whatever order, alone or beside others', async () => {
    const backwards: Crew = async (tasks, signal) => (await alone()([...tasks].reverse(), signal)).reverse();
    const others = [{ ...options, seed: 6 }, options, { ...options, seed: 7, proposals: 300_000 }];
    const [one] = (await annealRounds(problem, start, [options], {})).bests;
    const [differs, same] = (await annealRounds(problem, start, others, { crew: backwards })).bests;
    expect(same.rep).toEqual(one.rep);
    expect(differs.rep).not.toEqual(one.rep);
  });

  it('lets the targets of each round follow its plan, and leaves those given as they are', async () => {
    const given = problem.target.slice();
    const more = problem.target.map(t => t * 1.001);
    const [best] = (await annealRounds(problem, start, [options], { targetsOf: () => more })).bests;
    expect(best).toEqual(judge({ ...problem, target: more }, best.rep));
    expect(problem.target).toEqual(given);
  });
});

describe('rounds side by side', () => {
  it('stop when told to, each with a plan that is whole', async () => {
    const stop = new AbortController();
    let layouts = 0;
    const crew: Crew = async (tasks, signal) => {
      if (++layouts === 5) stop.abort();
      return alone()(tasks, signal);
    };
    const two = [optionsOf(tiles), { ...optionsOf(tiles), seed: 6 }];
    const made = await annealRounds(problem, start, two, { crew, signal: stop.signal });
    expect(layouts).toBe(5);
    expect(made.complete).toBe(false);
    for (const best of made.bests) {
      expect(best).toEqual(judge(problem, best.rep));
      expect(best.stranded).toBe(0);
    }
  });

  it('report what all of them have done, and only plans that keep their promises', async () => {
    const seen: number[] = [];
    const objectives: number[] = [];
    const two = [optionsOf(tiles), { ...optionsOf(tiles), seed: 6 }];
    const made = await annealRounds(problem, start, two, {
      onProgress: (fraction, _, objective) => {
        seen.push(fraction);
        objectives.push(objective);
      },
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBeCloseTo(1, 1);
    const kept = made.bests.filter(isKept).map(({ objective }) => objective);
    expect(objectives.at(-1)).toBe(Math.min(...kept));
  });

  it('give half of a race up at each cut, and what arrives is as if it had been alone', async () => {
    const slicing: Slicing = { ...SLICING, from: 0 };
    const rounds = [5, 6, 7, 8, 9].map(seed => ({ ...optionsOf(slicing), seed, proposals: 200_000 }));
    const raced = await annealRounds(problem, start, rounds, {}, true);
    const all = await annealRounds(problem, start, rounds, {});
    expect(raced.bests).toHaveLength(2);
    for (const best of raced.bests) expect(all.bests).toContainEqual(best);
    expect(raced.proposals / 200_000).toBeCloseTo(raceLength(5, STAGES), 0);
    expect(raced.proposals).toBeLessThan(all.proposals * 0.7);
  });
});
