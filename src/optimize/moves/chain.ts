// Chain: a shift that would be welcome if its two sectors had room for it, and the shifts that make the room. A town of a
// tenth of a target cannot change hands alone, because two windows are broken as soon as it has; nor for one zone in
// exchange, unless there happens to be another of its size next door. So it goes, and then, step by step, whatever takes
// most of the energy off again on the borders of the sectors that have been touched, through as many of them as it takes:
// an ejection chain (Glover 1996). Where that does not end below the limit everything is put back.

import { type Connectivity, pocketBehind, removable } from '../connectivity.ts';
import { type Energy, groupDelta, refreshPair, shiftDelta, slopeDelta } from '../energy.ts';
import { type Random, randomInt } from '../random.ts';
import { backToLoose, looseOf, type State, shift } from '../state.ts';
import type { Move } from './move.ts';
import { makeParts } from './parts.ts';
import { LARGEST_POCKET } from './shift.ts';

/** Share of openings, where areas are better whole, that are a sector's whole part of one. */
const PARTS = 0.5;
/** Shifts after the first one, which takes its pocket along. */
const STEPS = 8;
/** Shifts looked at before each of them; about as many as the touched sectors have on their borders. */
const SAMPLES = 96;

export function makeChain(state: State, energy: Energy, net: Connectivity, random: Random): Move {
  const { offsets, neighbors, preferred } = state.problem;
  const parts = preferred ? makeParts(state, preferred) : null;
  // the chain so far
  const zones = new Int32Array(1 + LARGEST_POCKET + STEPS);
  const froms = new Int32Array(zones.length);
  let count = 0;
  const touched: number[] = [];
  // what the next step may be, best first
  const nextZone = new Int32Array(SAMPLES);
  const nextTo = new Int32Array(SAMPLES);
  const nextDelta = new Float64Array(SAMPLES);
  // the zone it begins with and the pocket that goes along
  const opening = new Int32Array(1 + LARGEST_POCKET);
  let to = 0;
  let alone = 0;
  /** zones of a part that goes as a whole; 0: a zone and its pocket */
  let whole = 0;

  const go = (i: number, into: number): void => {
    const from = state.rep[i];
    zones[count] = i;
    froms[count++] = from;
    shift(state, i, into);
    refreshPair(energy, state, from, into);
    if (!touched.includes(from)) touched.push(from);
    if (!touched.includes(into)) touched.push(into);
  };
  const isUsed = (i: number): boolean => {
    for (let at = 0; at < count; at++) if (zones[at] === i) return true;
    return false;
  };
  /** draws shifts into and out of the touched sectors, until one is `enough`; how many of them would take energy off */
  const look = (enough: number): number => {
    let found = 0;
    for (let sample = 0; sample < SAMPLES; sample++) {
      const j = touched[randomInt(random, touched.length)];
      const border = state.sectorBorder[j];
      if (border.length === 0) continue;
      let give = border[randomInt(random, border.length)];
      const e = offsets[give];
      let take = neighbors[e + randomInt(random, offsets[give + 1] - e)];
      if (state.rep[take] === j) continue;
      if (random() < 0.5) [give, take] = [take, give];
      if (state.loose[take] || isUsed(give)) continue;
      const into = state.rep[take];
      const delta = shiftDelta(energy, state, give, into);
      if (delta >= 0) continue;
      let at = found++;
      for (; at > 0 && nextDelta[at - 1] > delta; at--) {
        nextDelta[at] = nextDelta[at - 1];
        nextZone[at] = nextZone[at - 1];
        nextTo[at] = nextTo[at - 1];
      }
      nextDelta[at] = delta;
      nextZone[at] = give;
      nextTo[at] = into;
      if (delta <= enough && removable(net, state, give)) break;
    }
    return found;
  };

  return {
    draw() {
      const i = state.border[randomInt(random, state.borderCount)];
      const e = offsets[i];
      const h = neighbors[e + randomInt(random, offsets[i + 1] - e)];
      to = state.rep[h];
      if (to === state.rep[i] || state.loose[h]) return Infinity;
      opening[0] = i;
      whole = 0;
      if (parts && preferred && state.looseCount === 0 && random() < PARTS) {
        whole = parts.collect(i, randomInt(random, preferred.length), opening);
        // a zone that is all there is of its part is moved like any other
        if (whole > 1) {
          alone = groupDelta(energy, state, opening, whole, to);
          return alone === Infinity ? Infinity : slopeDelta(energy, state, opening, whole, to);
        }
        whole = 0;
      }
      alone = shiftDelta(energy, state, i, to);
      return alone === Infinity ? Infinity : slopeDelta(energy, state, opening, 1, to);
    },
    attempt(limit) {
      // alone it is for shifts to make
      if (alone <= limit && whole === 0) return false;
      let sum = alone;
      let size = 1;
      if (whole > 0) {
        if (!parts?.separable(opening, whole)) return false;
        size = whole;
      } else if (!removable(net, state, opening[0])) {
        size += pocketBehind(net, state, opening[0], LARGEST_POCKET);
        if (size === 1) return false;
        for (let at = 1; at < size; at++) opening[at] = net.pocket[at - 1];
        sum = groupDelta(energy, state, opening, size, to);
        if (sum === Infinity) return false;
      }
      const loose = looseOf(state);
      count = 0;
      touched.length = 0;
      for (let at = 0; at < size; at++) go(opening[at], to);
      for (let step = 0; sum > limit && step < STEPS; step++) {
        const found = look(limit - sum);
        let at = 0;
        while (at < found && !removable(net, state, nextZone[at])) at++;
        // steps bring less and less: were all those left worth as much as this one, it must be enough
        if (at === found || sum + (STEPS - step) * nextDelta[at] > limit) break;
        sum += nextDelta[at];
        go(nextZone[at], nextTo[at]);
      }
      if (sum <= limit) return true;
      while (count > 0) {
        const i = zones[--count];
        const from = state.rep[i];
        shift(state, i, froms[count]);
        refreshPair(energy, state, from, froms[count]);
      }
      backToLoose(state, loose);
      return false;
    },
  };
}
