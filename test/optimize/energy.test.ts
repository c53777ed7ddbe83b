import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import {
  type Energy,
  groupDelta,
  learnPrices,
  makeEnergy,
  refreshEnergy,
  refreshPair,
  shiftDelta,
  swapDelta,
} from '../../src/optimize/energy.ts';
import { makeRandom, type Random, randomInt } from '../../src/optimize/random.ts';
import { makeState, type State, shift } from '../../src/optimize/state.ts';
import { anyAssignment, problems } from './arbitrary.ts';
import { randomProblem } from './random-problem.ts';

function total(energy: Energy, state: State): number {
  const fresh = { ...energy, value: new Float64Array(energy.value.length) };
  const copy = makeState(state.problem, state.rep);
  refreshEnergy(fresh, copy);
  const parts = blurred(state.problem, state.rep, energy.blur) - blurred(state.problem, state.rep, 0);
  return copy.objective + parts + fresh.value.reduce((sum, v) => sum + v, 0);
}

/** Σ over areas and reps of price · part, from the definition. */
function blurred({ k, preferred = [] }: Problem, rep: Int32Array, blur: number): number {
  let sum = 0;
  for (const { price, of, size } of preferred) {
    for (let area = 0; area < size.length; area++) {
      for (let j = 0; j < k; j++) {
        const count = rep.filter((r, i) => r === j && of[i] === area).length;
        if (count > 0) sum += (price * (1 + blur) * count) / (count + blur * (size[area] as number));
      }
    }
  }
  return sum;
}

function world(problem: Problem, random: Random) {
  const state = makeState(problem, anyAssignment(problem, random));
  const energy = makeEnergy(problem);
  energy.rho = 10 * random();
  energy.blur = random() < 0.3 ? 0 : random();
  energy.price.forEach((_, row) => {
    energy.price[row] = row < problem.k * problem.m ? 4 * random() - 2 : 2 * random();
  });
  refreshEnergy(energy, state);
  return { state, energy };
}

describe('energy', () => {
  it('prices shifts, swaps and groups as a recomputation does', () => {
    fc.assert(
      fc.property(problems(30), fc.integer({ min: 0, max: 1e9 }), (problem, seed) => {
        const random = makeRandom(seed);
        const { state, energy } = world(problem, random);
        for (let step = 0; step < 20; step++) {
          const before = total(energy, state);
          const i = randomInt(random, problem.n);
          const h = randomInt(random, problem.n);
          const from = state.rep[i];
          const to = state.rep[h];
          if (from === to) continue;
          const close = (delta: number): void => {
            if (delta === Infinity) return;
            const change = total(energy, state) - before;
            expect(Math.abs(change - delta)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(before)));
          };
          const swapped = swapDelta(energy, state, i, h);
          const moved = shiftDelta(energy, state, i, to);
          const group = Int32Array.from({ length: problem.n }, (_, z) => z).filter(
            z => state.rep[z] === from,
          );
          const together = groupDelta(energy, state, group, group.length, to);
          if (swapped < Infinity) {
            shift(state, i, to);
            shift(state, h, from);
            close(swapped);
            shift(state, i, from);
            shift(state, h, to);
          }
          if (together < Infinity) {
            for (const z of group) shift(state, z, to);
            close(together);
            for (const z of group) shift(state, z, from);
          }
          if (moved < Infinity) {
            shift(state, i, to);
            close(moved);
            refreshPair(energy, state, from, to);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('learns a price above 0 where a rep is too full, below where it is too empty, 0 in between', () => {
    const problem = randomProblem({ n: 30, k: 3, m: 1, seed: 5 });
    const full = new Int32Array(30);
    full[29] = 1;
    const state = makeState(problem, full);
    const energy = makeEnergy(problem);
    for (let turn = 0; turn < 50; turn++) learnPrices(energy, state, 0.1, 100);
    expect(energy.price[0]).toBeGreaterThan(0);
    expect(energy.price[1]).toBeLessThan(0);
    for (let turn = 0; turn < 5000; turn++) learnPrices(energy, state, 0.5, 100);
    expect(energy.price[0]).toBe(100);
    expect(energy.price[1]).toBe(-100);
    const wide = makeState({ ...problem, tolerance: Float64Array.of(1000) }, full);
    const calm = makeEnergy({ ...problem, tolerance: Float64Array.of(1000) });
    learnPrices(calm, wide, 1, 100);
    expect([...calm.price]).toEqual([0, 0, 0, 0]);
  });
});
