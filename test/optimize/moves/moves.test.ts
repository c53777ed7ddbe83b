import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../src/model/problem.ts';
import { type Connectivity, makeConnectivity } from '../../../src/optimize/connectivity.ts';
import { type Energy, makeEnergy, refreshEnergy } from '../../../src/optimize/energy.ts';
import { makeChain } from '../../../src/optimize/moves/chain.ts';
import type { Move } from '../../../src/optimize/moves/move.ts';
import { makeShift } from '../../../src/optimize/moves/shift.ts';
import { makeSwap } from '../../../src/optimize/moves/swap.ts';
import { makeTrade } from '../../../src/optimize/moves/trade.ts';
import { makeRandom, type Random } from '../../../src/optimize/random.ts';
import { repair } from '../../../src/optimize/repair.ts';
import { stranded } from '../../../src/optimize/score.ts';
import { makeState, type State, setLoose } from '../../../src/optimize/state.ts';
import { anyAssignment, extraPieces, problems } from '../arbitrary.ts';

type Make = (state: State, energy: Energy, net: Connectivity, random: Random) => Move;

const moves: Record<string, Make> = {
  shift: makeShift,
  swap: makeSwap,
  chain: makeChain,
  trade: (state, energy, _net, random) => makeTrade(state, energy, random),
};

function energyOf(problem: Problem, state: State, energy: Energy): number {
  const fresh = { ...energy, value: new Float64Array(energy.value.length) };
  const copy = makeState(problem, state.rep);
  refreshEnergy(fresh, copy);
  return copy.objective + fresh.value.reduce((sum, v) => sum + v, 0);
}

describe.each(Object.entries(moves))('%s', (name, make) => {
  it('changes the energy by what it said, tears no sector, and keeps to the rules', () => {
    let applied = 0;
    let longest = 0;
    fc.assert(
      fc.property(problems(40), fc.integer({ min: 0, max: 1e9 }), (problem, seed) => {
        fc.pre(problem.k > 1);
        const random = makeRandom(seed);
        const start = repair(problem, anyAssignment(problem, random));
        const state = makeState(problem, start);
        setLoose(state, stranded(problem, start));
        fc.pre(state.borderCount > 0);
        const energy = makeEnergy(problem);
        energy.price.forEach((_, row) => {
          energy.price[row] = random() - 0.5;
        });
        refreshEnergy(energy, state);
        const move = make(state, energy, makeConnectivity(problem), random);
        for (let step = 0; step < 60 && state.borderCount > 0; step++) {
          const delta = move.draw();
          if (delta === Infinity) continue;
          const before = energyOf(problem, state, energy);
          const pieces = extraPieces(problem, state.rep);
          const loose = state.looseCount;
          const looseBefore = state.loose.slice();
          const sizes = state.size.filter(size => size > 0).length;
          const rep = Int32Array.from(state.rep);
          const sizesBefore = state.size.slice();
          // what a chain draws is the least it may come to
          const limit = name === 'chain' ? delta + random() : delta;
          const done = move.attempt(limit);
          const change = energyOf(problem, state, energy) - before;
          expect(extraPieces(problem, state.rep)).toBeLessThanOrEqual(pieces);
          expect(state.looseCount).toBeLessThanOrEqual(loose);
          expect(state.size.filter(size => size > 0).length).toBe(sizes);
          for (let i = 0; i < problem.n; i++) {
            expect(problem.cost[i * problem.k + state.rep[i]]).toBeLessThan(Infinity);
          }
          const touched = rep.filter((j, i) => j !== state.rep[i]).length;
          if (!done) {
            expect(touched).toBe(0);
            expect(state.size).toEqual(sizesBefore);
            expect(state.loose).toEqual(looseBefore);
            expect(state.looseCount).toBe(loose);
            expect(Math.abs(change)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(before)));
            continue;
          }
          longest = Math.max(longest, touched);
          applied++;
          // a shift that took its pocket along was judged again, with all that moved
          if (name !== 'chain' && (name !== 'shift' || touched === 1)) {
            expect(Math.abs(change - delta)).toBeLessThanOrEqual(1e-8 * (1 + Math.abs(before)));
          } else expect(change).toBeLessThanOrEqual(limit + 1e-8 * (1 + Math.abs(before)));
        }
      }),
      { numRuns: 60 },
    );
    expect(applied).toBeGreaterThan(20);
    if (name === 'chain') expect(longest).toBeGreaterThan(2);
  });
});
