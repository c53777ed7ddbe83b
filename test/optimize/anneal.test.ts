// Which of two plans is better, in what order promises come, and what an annealing measures in.

import { describe, expect, it } from 'vitest';
import {
  anneal,
  type Best,
  goTo,
  isBetter,
  isKept,
  judge,
  makeRun,
  scaleOf,
  settleTargets,
  withOwnTargets,
} from '../../src/optimize/anneal.ts';
import { type Best as FloatingBest, isBetter as isBetterFloating } from '../../src/optimize/centers/run.ts';
import { makeRandom } from '../../src/optimize/random.ts';
import { repair } from '../../src/optimize/repair.ts';
import { stranded } from '../../src/optimize/score.ts';
import { restart } from '../../src/optimize/state.ts';
import { anyAssignment } from './arbitrary.ts';
import { randomProblem } from './random-problem.ts';

const rep = new Int32Array(0);
const bits = (count: number) => Array.from({ length: count }, (_, b) => b);

/** Is a before b in the order of words? */
const comesFirst = (a: readonly number[], b: readonly number[]): boolean => {
  const at = a.findIndex((x, q) => x !== b[q]);
  return at >= 0 && a[at] < b[at];
};

describe('a plan is better', () => {
  const all = bits(16).map(code => bits(4).map(b => (code >> b) & 1));

  it('by stranded zones, then the disruption budget, balance, the objective', () => {
    const best = ([stranded, overdraft, excess, objective]: number[]): Best => ({
      ...{ rep, stranded, overdraft, excess, objective },
    });
    for (const a of all) {
      expect(isKept(best(a))).toBe(a[1] === 0 && a[2] === 0);
      for (const b of all) expect(isBetter(best(a), best(b)), `${a} ${b}`).toBe(comesFirst(a, b));
    }
  });

  it('with floating centers by stranded zones, then balance, inertia', () => {
    const best = ([stranded, excess, inertia]: number[]): FloatingBest => ({
      ...{ rep, stranded, excess, inertia },
    });
    for (const a of all)
      for (const b of all)
        expect(isBetterFloating(best(a), best(b)), `${a} ${b}`).toBe(
          comesFirst(a.slice(0, 3), b.slice(0, 3)),
        );
  });
});

it('measures in what a zone and a sector cost, and in the price of imbalance where nothing costs anything', () => {
  const problem = randomProblem({ n: 20, k: 4, m: 1, seed: 1 });
  expect(scaleOf(problem, 60)).toEqual({ zoneCost: 3, sectorCost: 15 });
  const free = problem.excessPrice / 100;
  expect(scaleOf(problem, 0)).toEqual({ zoneCost: free / 20, sectorCost: free / 4 });
});

it('judges a plan by its own targets where these follow it', () => {
  const given = randomProblem({ n: 30, k: 3, m: 1, seed: 2 });
  const problem = withOwnTargets(given);
  const plan = repair(problem, anyAssignment(problem, makeRandom(1)));
  const best = judge(problem, plan);
  settleTargets(problem, best, {});
  expect(problem.target).toEqual(given.target);
  settleTargets(problem, best, { targetsOf: () => given.target.map(t => 3 * t) });
  expect(problem.target).toEqual(given.target.map(t => 3 * t));
  expect(best).toEqual(judge(problem, plan));
  // the given one is not touched
  expect(problem.target).not.toBe(given.target);
});

it('goes on from another plan as from a fresh state of it', async () => {
  const problem = randomProblem({ n: 60, k: 4, m: 2, seed: 3, forbidden: 0.4 });
  const random = makeRandom(4);
  const [start, other] = [anyAssignment(problem, random), anyAssignment(problem, random)];
  const run = makeRun(problem, start, 5);
  expect([...run.state.loose.keys()].filter(i => run.state.loose[i])).toEqual(stranded(problem, start));
  const before = run.state.version.slice();
  goTo(run, other);
  expect([...run.state.rep]).toEqual([...other]);
  expect([...run.state.loose.keys()].filter(i => run.state.loose[i])).toEqual(stranded(problem, other));
  // what was known of the sectors holds no longer
  for (const [j, version] of run.state.version.entries()) expect(version).toBeGreaterThan(before[j]);
  const known = run.state.version.slice();
  restart(run.state, start);
  for (const [j, version] of run.state.version.entries()) expect(version).toBeGreaterThan(known[j]);
  goTo(run, other);
  const fresh = makeRun(problem, other, 5);
  expect(run.state.objective).toBe(fresh.state.objective);
  expect(run.state.load).toEqual(fresh.state.load);
});

it('gives the event loop a turn at once and after every so many proposals, and ends at a signal', async () => {
  const problem = randomProblem({ n: 40, k: 4, m: 1, seed: 6, tolerance: 0.1 });
  const start = repair(problem, new Int32Array(40).fill(-1));
  const phase = { heat: [0.1, 0.01], stiffness: [5, 100], margin: 0.01, rate: 0.03 } as const;
  const told: number[][] = [];
  let turns = 0;
  const run = makeRun(problem, start, 7);
  const hooks = {
    onProgress: (...at: number[]) => void told.push(at),
    breathe: async () => void turns++,
  };
  expect(await anneal(run, phase, 260_100, hooks)).toBe(true);
  expect([run.proposals, turns]).toEqual([260_100, 2]);
  // the first after one lesson of 80 proposals a sector, then after 250 000 more
  expect(told.map(([, proposals]) => proposals)).toEqual([320, 250_560]);
  const stop = new AbortController();
  const again = makeRun(problem, start, 7);
  const called = { ...hooks, signal: stop.signal, breathe: async () => stop.abort() };
  expect(await anneal(again, phase, 260_100, called)).toBe(false);
  expect(again.proposals).toBe(320);
});
