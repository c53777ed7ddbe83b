// Trade: two sectors next door exchange their reps, and nothing else changes. Shifts cannot do it: half-way through,
// both sectors would be torn. Rare, because it looks at every zone of both.

import { budgetDelta, type Energy, refreshPair, rowValue } from '../energy.ts';
import { spendDelta, spendMore } from '../energy-teams.ts';
import { type Random, randomInt } from '../random.ts';
import { backToLoose, looseOf, type State, shift } from '../state.ts';
import type { Move } from './move.ts';

export function makeTrade(state: State, energy: Energy, random: Random): Move {
  const { problem } = state;
  const { n, k, m, cost, loads, target, fixedLoad, moveWeight, offsets, neighbors } = problem;
  const zones = new Int32Array(n);
  let count = 0;
  let a = 0;
  let b = 0;

  const collect = (): void => {
    count = 0;
    for (let i = 0; i < n; i++) if (state.rep[i] === a || state.rep[i] === b) zones[count++] = i;
  };
  // the two reps' rows after the exchange, less what they are now
  const rowsDelta = (): number => {
    let delta = 0;
    for (let q = 0; q < m; q++) {
      const l = loads[q];
      const perPair = l.length !== n;
      const rowA = a * m + q;
      const rowB = b * m + q;
      let toA = fixedLoad[rowA];
      let toB = fixedLoad[rowB];
      for (let at = 0; at < count; at++) {
        const i = zones[at];
        if (state.rep[i] === b) toA += perPair ? l[i * k + a] : l[i];
        else toB += perPair ? l[i * k + b] : l[i];
      }
      delta += rowValue(energy, rowA, toA / target[rowA]) - energy.value[rowA];
      delta += rowValue(energy, rowB, toB / target[rowB]) - energy.value[rowB];
    }
    return delta;
  };

  return {
    draw() {
      const i = state.border[randomInt(random, state.borderCount)];
      const first = offsets[i];
      a = state.rep[i];
      b = state.rep[neighbors[first + randomInt(random, offsets[i + 1] - first)]];
      if (a === b) return Infinity;
      collect();
      let delta = 0;
      let moved = 0;
      for (let at = 0; at < count; at++) {
        const z = zones[at] * k;
        const from = state.rep[zones[at]];
        const to = a + b - from;
        delta += cost[z + to] - cost[z + from];
        if (delta === Infinity) return delta;
        if (moveWeight) moved += moveWeight[z + to] - moveWeight[z + from];
      }
      if (problem.budgets) {
        for (let at = 0; at < count; at++) {
          const from = state.rep[zones[at]];
          spendMore(energy, state, zones[at], from, a + b - from);
        }
        delta += spendDelta(energy, state);
      }
      return delta + budgetDelta(energy, state, moved) + rowsDelta();
    },
    attempt() {
      // loose zones stay loose: the pieces are the same, under another name
      const loose = looseOf(state);
      for (let at = 0; at < count; at++) shift(state, zones[at], a + b - state.rep[zones[at]]);
      backToLoose(state, loose);
      refreshPair(energy, state, a, b);
      return true;
    },
  };
}
