// Swap: two zones on the border between two sectors change places. It crosses where every single shift would leave
// a window that is nearly full.

import { type Connectivity, removable } from '../connectivity.ts';
import { type Energy, refreshPair, swapDelta } from '../energy.ts';
import { type Random, randomInt } from '../random.ts';
import { backToLoose, looseOf, type State, shift } from '../state.ts';
import type { Move } from './move.ts';

/** A sector borders on five or six others: this many draws from its border usually find one that touches ours. */
const DRAWS = 6;

export function makeSwap(state: State, energy: Energy, net: Connectivity, random: Random): Move {
  const { offsets, neighbors } = state.problem;
  let i = 0;
  let h = 0;
  /** is z adjacent to the main piece of sector j, leaving out one zone? */
  const touches = (z: number, j: number, without: number): boolean => {
    for (let e = offsets[z]; e < offsets[z + 1]; e++) {
      const w = neighbors[e];
      if (w !== without && state.rep[w] === j && !state.loose[w]) return true;
    }
    return false;
  };
  // the only zone of a sector may be swapped, though never shifted
  const spared = (z: number): boolean => state.size[state.rep[z]] === 1 || removable(net, state, z);
  return {
    draw() {
      i = state.border[randomInt(random, state.borderCount)];
      const first = offsets[i];
      const from = state.rep[i];
      const to = state.rep[neighbors[first + randomInt(random, offsets[i + 1] - first)]];
      if (to === from) return Infinity;
      const border = state.sectorBorder[to];
      h = -1;
      for (let draw = 0; draw < DRAWS && h < 0; draw++) {
        const z = border[randomInt(random, border.length)];
        if (touches(z, from, i) || (state.size[from] === 1 && touches(z, from, -1))) h = z;
      }
      if (h < 0 || !(touches(i, to, h) || state.size[to] === 1)) return Infinity;
      return swapDelta(energy, state, i, h);
    },
    attempt() {
      if (!spared(i) || !spared(h)) return false;
      const from = state.rep[i];
      const to = state.rep[h];
      const loose = looseOf(state);
      shift(state, i, to);
      // i's arrival or departure may have changed what h holds together
      const done = removable(net, state, h) && (state.size[from] === 0 || touches(h, from, i));
      if (done) shift(state, h, from);
      else {
        shift(state, i, from);
        backToLoose(state, loose);
      }
      refreshPair(energy, state, from, to);
      return done;
    },
  };
}
