import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeRandom, randomInt } from '../../src/optimize/random.ts';
import { scoreOf } from '../../src/optimize/score.ts';
import { makeState, restart, type State, shift, totalExcess } from '../../src/optimize/state.ts';
import { anyAssignment, problems } from './arbitrary.ts';
import { keepsPromises } from './keeps-promises.ts';

function expectConsistent(state: State): void {
  const { problem, rep } = state;
  const fresh = makeState(problem, rep);
  const score = scoreOf(problem, rep);
  const close = (a: number, b: number): void =>
    expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(b)));
  close(state.objective, score.objective);
  close(state.moved, score.moved);
  close(totalExcess(state), score.excess);
  for (let row = 0; row < state.load.length; row++) close(state.load[row], fresh.load[row]);
  expect(state.brokenRows).toBe(state.rowExcess.filter(e => e > 1e-12).length);
  expect([...state.size]).toEqual([...fresh.size]);
  expect([...state.foreign]).toEqual([...fresh.foreign]);
  const border = [...state.border.subarray(0, state.borderCount)].sort((a, b) => a - b);
  expect(border).toEqual([...fresh.border.subarray(0, fresh.borderCount)].sort((a, b) => a - b));
  border.forEach(i => {
    expect(state.border[state.borderAt[i]]).toBe(i);
    expect(state.sectorBorder[rep[i]][state.sectorBorderAt[i]]).toBe(i);
  });
  expect(state.sectorBorder.reduce((sum, list) => sum + list.length, 0)).toBe(border.length);
}

describe('state', () => {
  it('keeps by increments what a recomputation gives, whatever is shifted', () => {
    fc.assert(
      fc.property(problems(), fc.integer({ min: 0, max: 1e9 }), (problem, seed) => {
        const random = makeRandom(seed);
        const state = makeState(problem, anyAssignment(problem, random));
        for (let step = 0; step < 200; step++) {
          const i = randomInt(random, problem.n);
          const to = randomInt(random, problem.k);
          if (problem.cost[i * problem.k + to] < Infinity) shift(state, i, to);
        }
        expectConsistent(state);
      }),
      { numRuns: 60 },
    );
  });

  it('takes over another assignment', () => {
    const [problem] = fc.sample(problems(), { numRuns: 1, seed: 3 });
    const random = makeRandom(1);
    const state = makeState(problem, anyAssignment(problem, random));
    restart(state, anyAssignment(problem, random));
    expectConsistent(state);
  });

  it('never touches the assignment it was given', () => {
    const [problem] = fc.sample(problems(), { numRuns: 1, seed: 4 });
    const given = anyAssignment(problem, makeRandom(1));
    const copy = Int32Array.from(given);
    const state = makeState(problem, given);
    for (let i = 0; i < problem.n; i++) {
      for (let j = 0; j < problem.k; j++) if (problem.cost[i * problem.k + j] < Infinity) shift(state, i, j);
    }
    expect(given).toEqual(copy);
  });

  it('counts the disruption budget among the promises', () => {
    const [problem] = fc.sample(problems(), { numRuns: 1, seed: 5 });
    const n = problem.n;
    const free = { ...problem, tolerance: problem.tolerance.map(() => 1e6) };
    const assignment = anyAssignment(problem, makeRandom(2));
    const moveWeight = new Float64Array(n * problem.k).fill(1);
    expect(keepsPromises(makeState({ ...free, moveWeight, moveBudget: n }, assignment))).toBe(true);
    expect(keepsPromises(makeState({ ...free, moveWeight, moveBudget: n - 0.5 }, assignment))).toBe(false);
    expect(keepsPromises(makeState({ ...free, moveWeight, moveBudget: 0 }, assignment))).toBe(false);
  });
});
