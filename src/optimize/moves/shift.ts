// Shift: a zone on a border goes to a sector next door. When that would cut its own sector, the pocket that would be
// cut off goes along, if it is small: a tentacle is pruned at one stroke instead of zone by zone from its tip.

import { type Connectivity, pocketBehind, removable } from '../connectivity.ts';
import { type Energy, groupDelta, refreshPair, shiftDelta } from '../energy.ts';
import { type Random, randomInt } from '../random.ts';
import { type State, shift } from '../state.ts';
import type { Move } from './move.ts';

/** Zones that may go along: beyond it the walk costs more than the move brings. */
export const LARGEST_POCKET = 40;

export function makeShift(state: State, energy: Energy, net: Connectivity, random: Random): Move {
  const { offsets, neighbors } = state.problem;
  const zones = new Int32Array(LARGEST_POCKET + 1);
  let count = 0;
  let to = 0;
  return {
    draw() {
      const i = state.border[randomInt(random, state.borderCount)];
      const first = offsets[i];
      const h = neighbors[first + randomInt(random, offsets[i + 1] - first)];
      to = state.rep[h];
      if (to === state.rep[i] || state.loose[h]) return Infinity;
      zones[0] = i;
      count = 1;
      return shiftDelta(energy, state, i, to);
    },
    attempt(limit) {
      if (!removable(net, state, zones[0])) {
        const pocket = pocketBehind(net, state, zones[0], LARGEST_POCKET);
        if (pocket === 0) return false;
        for (let at = 0; at < pocket; at++) zones[++count - 1] = net.pocket[at];
        if (groupDelta(energy, state, zones, count, to) > limit) return false;
      }
      const from = state.rep[zones[0]];
      for (let at = 0; at < count; at++) shift(state, zones[at], to);
      refreshPair(energy, state, from, to);
      return true;
    },
  };
}
