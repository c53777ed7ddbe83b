// What a search with floating centers holds, and its two moves: shift (with the pocket it would cut off) and swap, as
// in ../moves, but judged by the inertia. The rows of balance are those of ../energy.ts, over a problem without costs.

import type { Assignment, Problem } from '../../model/problem.ts';
import { type Connectivity, makeConnectivity, pocketBehind, removable } from '../connectivity.ts';
import { type Energy, groupDelta, makeEnergy, refreshPair, shiftDelta, swapDelta } from '../energy.ts';
import { type Random, randomInt } from '../random.ts';
import { stranded } from '../score.ts';
import { makeState, type State, setLoose, shift, totalExcess } from '../state.ts';
import {
  add,
  exchange,
  exchangeDelta,
  type Inertia,
  makeInertia,
  type Points,
  resumInertia,
} from './inertia.ts';

/** Zones that may go along with a shift. */
const LARGEST_POCKET = 40;
/** Draws from the other sector's border until one touches ours. */
const DRAWS = 6;

export interface Best {
  readonly rep: Assignment;
  stranded: number;
  /** imbalance beyond tolerance, in targets */
  excess: number;
  inertia: number;
}

export interface Run {
  readonly problem: Problem;
  readonly points: Points;
  readonly state: State;
  readonly energy: Energy;
  readonly net: Connectivity;
  readonly inertia: Inertia;
  readonly random: Random;
  readonly best: Best;
  /** moments of the zones that a move carries over */
  readonly group: Float64Array;
  readonly zones: Int32Array;
  proposals: number;
  accepted: number;
}

/** Costs of `problem` only say who may serve a zone (Infinity: not); every zone of `start` must have a sector. */
export function makeRun(problem: Problem, points: Points, start: Assignment, random: Random): Run {
  const { k } = problem;
  const free = { ...problem, cost: problem.cost.map(c => (c === Infinity ? Infinity : 0)) };
  const state = makeState(free, start);
  setLoose(state, stranded(free, start));
  const inertia = makeInertia(points, k);
  resumInertia(inertia, state.rep);
  return {
    problem: free,
    points,
    state,
    energy: makeEnergy(free),
    net: makeConnectivity(free),
    inertia,
    random,
    best: {
      rep: Int32Array.from(start),
      stranded: state.looseCount,
      excess: totalExcess(state),
      inertia: inertia.total,
    },
    group: new Float64Array(5),
    zones: new Int32Array(LARGEST_POCKET + 1),
    proposals: 0,
    accepted: 0,
  };
}

/** Fewer stranded zones first, then less imbalance, then less inertia. */
export function isBetter(a: Best, b: Best): boolean {
  if (a.stranded !== b.stranded) return a.stranded < b.stranded;
  return a.excess < b.excess || (a.excess === b.excess && a.inertia < b.inertia);
}

/** Keeps the present plan if it is the best so far. */
export function keepIfBest(run: Run): void {
  const { problem, state, inertia, best } = run;
  const lost = state.looseCount > 0 ? stranded(problem, state.rep).length : 0;
  const now = { rep: state.rep, stranded: lost, excess: totalExcess(state), inertia: inertia.total };
  if (!isBetter(now, best)) return;
  best.rep.set(state.rep);
  best.stranded = now.stranded;
  best.excess = now.excess;
  best.inertia = now.inertia;
}

// −log of the least number above 0 that the generator can leave of 1
const LONGEST = 32 * Math.LN2;

/** Metropolis: the rise that chance allows at a temperature; drawn only where it could matter. */
function limitFor(run: Run, delta: number, temperature: number): number {
  if (!(delta <= LONGEST * temperature)) return -Infinity;
  return -temperature * Math.log(1 - run.random());
}

/** One zone of a border offered to the sector of its neighbor h; true when it went. */
export function tryShift(run: Run, i: number, h: number, temperature: number): boolean {
  const { state, energy, net, inertia, points, group, zones } = run;
  const from = state.rep[i];
  const to = state.rep[h];
  if (state.loose[h]) return false;
  const delta = exchangeDelta(inertia, points.moments, from, to, 5 * i) + shiftDelta(energy, state, i, to);
  const limit = limitFor(run, delta, temperature);
  if (delta > limit) return false;
  if (removable(net, state, i)) {
    shift(state, i, to);
    exchange(inertia, points.moments, from, to, 5 * i);
  } else {
    const pocket = pocketBehind(net, state, i, LARGEST_POCKET);
    if (pocket === 0) return false;
    zones[0] = i;
    let count = 1;
    group.fill(0);
    add(group, points, i, 1);
    for (let at = 0; at < pocket; at++) {
      zones[count++] = net.pocket[at];
      add(group, points, net.pocket[at], 1);
    }
    const whole = groupDelta(energy, state, zones, count, to) + exchangeDelta(inertia, group, from, to);
    if (!(whole <= limit)) return false;
    for (let at = 0; at < count; at++) shift(state, zones[at], to);
    exchange(inertia, group, from, to);
  }
  refreshPair(energy, state, from, to);
  return true;
}

/** Zone i against one of the sector of its neighbor h; true when they changed places. */
export function trySwap(run: Run, i: number, h: number, temperature: number): boolean {
  const { state, energy, net, inertia, points, group, random } = run;
  const from = state.rep[i];
  const to = state.rep[h];
  const border = state.sectorBorder[to];
  let other = -1;
  for (let draw = 0; draw < DRAWS && other < 0; draw++) {
    const z = border[randomInt(random, border.length)];
    if (touches(state, z, from, i)) other = z;
  }
  if (other < 0 || !touches(state, i, to, other)) return false;
  const rows = swapDelta(energy, state, i, other);
  group.fill(0);
  add(group, points, i, 1);
  add(group, points, other, -1);
  const delta = rows + exchangeDelta(inertia, group, from, to);
  if (delta > limitFor(run, delta, temperature)) return false;
  if (!removable(net, state, i) || !removable(net, state, other)) return false;
  shift(state, i, to);
  // i's arrival or departure may have changed what the other holds together
  const fits = removable(net, state, other) && touches(state, other, from, i);
  if (fits) {
    shift(state, other, from);
    exchange(inertia, group, from, to);
  } else {
    shift(state, i, from);
  }
  refreshPair(energy, state, from, to);
  return fits;
}

/** Is z adjacent to the main piece of sector j, leaving out one zone? */
function touches(state: State, z: number, j: number, without: number): boolean {
  const { offsets, neighbors } = state.problem;
  for (let e = offsets[z]; e < offsets[z + 1]; e++) {
    const w = neighbors[e];
    if (w !== without && state.rep[w] === j && !state.loose[w]) return true;
  }
  return false;
}
