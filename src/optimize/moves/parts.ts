// A sector's part of an area that is better whole, given away at one stroke: what a cut costs falls with the last zone of a
// part, and one by one they never get there.

import type { PreferredAreas } from '../../model/problem.ts';
import { zonesByArea } from '../preferred.ts';
import type { State } from '../state.ts';

export interface Parts {
  /** writes the zones of i's area that are i's sector's into `out`, i first; how many, 0 when i is in none or they do not fit */
  readonly collect: (i: number, kind: number, out: Int32Array) => number;
  /** do these zones hang together, and what their sector keeps as well? False when it keeps nothing */
  readonly separable: (zones: Int32Array, count: number) => boolean;
}

export function makeParts(state: State, preferred: readonly PreferredAreas[]): Parts {
  const { n, k, offsets, neighbors } = state.problem;
  const members = preferred.map(zonesByArea);
  // 2 · stamp: leaves; 2 · stamp + 1: seen
  const mark = new Int32Array(n);
  const stack = new Int32Array(n);
  let stamp = 0;

  /** zones of a sector that can be reached from one of them, among those that leave or among those that stay */
  const reach = (from: number, leaving: boolean): number => {
    const j = state.rep[from];
    let size = 0;
    let seen = 1;
    stack[size++] = from;
    mark[from] = 2 * stamp + 1;
    while (size > 0) {
      const z = stack[--size];
      for (let e = offsets[z]; e < offsets[z + 1]; e++) {
        const h = neighbors[e];
        if (state.rep[h] !== j || mark[h] === 2 * stamp + 1 || (mark[h] === 2 * stamp) !== leaving) continue;
        mark[h] = 2 * stamp + 1;
        stack[size++] = h;
        seen++;
      }
    }
    return seen;
  };

  return {
    collect(i, kind, out) {
      const area = preferred[kind].of[i];
      if (area < 0) return 0;
      const j = state.rep[i];
      const count = state.parts[kind][area * k + j];
      if (count > out.length) return 0;
      let at = 0;
      out[at++] = i;
      for (const z of members[kind][area]) if (z !== i && state.rep[z] === j) out[at++] = z;
      return at;
    },
    separable(zones, count) {
      const j = state.rep[zones[0]];
      const left = state.size[j] - count;
      if (left === 0) return false;
      stamp++;
      for (let at = 0; at < count; at++) mark[zones[at]] = 2 * stamp;
      // one of those that stay beside those that leave
      let stays = -1;
      for (let at = 0; at < count && stays < 0; at++) {
        const z = zones[at];
        for (let e = offsets[z]; e < offsets[z + 1] && stays < 0; e++) {
          const h = neighbors[e];
          if (state.rep[h] === j && mark[h] !== 2 * stamp) stays = h;
        }
      }
      if (stays < 0 || reach(stays, false) < left) return false;
      return reach(zones[0], true) === count;
    },
  };
}
