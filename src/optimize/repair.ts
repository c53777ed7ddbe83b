// From any assignment to one whose sectors are connected wherever the map and the rules permit. Each sector keeps
// its main piece; the zones of all other pieces are handed out again from their edges inwards, each to the adjacent
// sector where the total (objective + price × excess) rises least. That gives a piece whole to one neighbor or splits
// it between several, whichever is cheaper. Zones whose eligible reps are all out of reach get a corridor if one can
// be cut without breaking another sector; else they stay stranded, and are counted.

import type { Assignment, Problem } from '../model/problem.ts';
import { makeConnectivity, removable } from './connectivity.ts';
import { makeHeap, popHeap, pushHeap } from './heap.ts';
import { stranded } from './score.ts';
import { makeState, setLoose, shift } from './state.ts';
import { excessAt } from './window.ts';

/** A repaired copy. Zones may come in as −1 (no rep yet); none goes out so unless no rep may serve it. */
export function repair(problem: Problem, assignment: Assignment): Assignment {
  let best = repairOnce(problem, assignment);
  let lost = stranded(problem, best).length;
  // a corridor may have brought the rest of a piece within reach
  while (lost > 0) {
    const next = repairOnce(problem, best);
    const left = stranded(problem, next).length;
    if (left >= lost) break;
    best = next;
    lost = left;
  }
  return best;
}

function repairOnce(problem: Problem, assignment: Assignment): Assignment {
  const rep = seedEmptySectors(problem, assignment);
  grow(problem, rep, freeStranded(problem, rep));
  return bridgeGaps(problem, rep);
}

// what is nobody's, or outside a main piece, becomes −1
function freeStranded(problem: Problem, rep: Assignment): number[] {
  const { n } = problem;
  const free: number[] = [];
  const known = Int32Array.from(rep);
  // pieces of the zones that nobody has must not count as anybody's: give them a rep of their own
  const widened: Problem = withNobody(problem, known);
  for (const i of stranded(widened, known)) rep[i] = -1;
  for (let i = 0; i < n; i++) if (rep[i] < 0) free.push(i);
  return free;
}

function withNobody(problem: Problem, rep: Assignment): Problem {
  const { n, k, m } = problem;
  let nobody = false;
  for (let i = 0; i < n; i++) {
    if (rep[i] >= 0) continue;
    rep[i] = k;
    nobody = true;
  }
  if (!nobody) return problem;
  const target = new Float64Array((k + 1) * m).fill(1);
  target.set(problem.target);
  const root = new Int32Array(k + 1).fill(-1);
  root.set(problem.root);
  // weights of pieces are only compared within a rep, so any load will do for the one that does not exist
  const loads = problem.loads.map(a => (a.length === n ? a : meanLoad(a, n, k)));
  // only pieces and their weights are asked of it: windows, areas and budgets, which know k reps, have no part in them
  return {
    ...{ ...problem, k: k + 1, target, root, loads },
    ...{ window: undefined, preferred: undefined, budgets: undefined },
  };
}

function meanLoad(a: Float64Array, n: number, k: number): Float64Array {
  const mean = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) mean[i] += a[i * k + j] / k;
  }
  return mean;
}

/** A copy in which every rep has a zone where possible: its root, else the eligible zone it serves most cheaply. */
function seedEmptySectors(problem: Problem, assignment: Assignment): Assignment {
  const { n, k, cost, root } = problem;
  const rep = Int32Array.from(assignment);
  const size = new Int32Array(k);
  const isRoot = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    if (rep[i] >= 0 && cost[i * k + rep[i]] === Infinity) rep[i] = -1;
    if (rep[i] >= 0) size[rep[i]]++;
  }
  for (let j = 0; j < k; j++) if (root[j] >= 0 && rep[root[j]] === j) isRoot[root[j]] = 1;
  const spare = (i: number, j: number): boolean =>
    cost[i * k + j] < Infinity && !isRoot[i] && (rep[i] < 0 || size[rep[i]] > 1);
  for (let j = 0; j < k; j++) {
    if (size[j] > 0) continue;
    let seed = root[j] >= 0 && spare(root[j], j) ? root[j] : -1;
    if (seed < 0) {
      for (let i = 0; i < n; i++) {
        if (spare(i, j) && (seed < 0 || cost[i * k + j] < cost[seed * k + j])) seed = i;
      }
    }
    if (seed < 0) continue;
    if (rep[seed] >= 0) size[rep[seed]]--;
    rep[seed] = j;
    size[j] = 1;
    isRoot[seed] = 1;
  }
  return rep;
}

// Prim's way: the cheapest (free zone, adjacent sector) first; keys that have gone stale are renewed when they surface
function grow(problem: Problem, rep: Assignment, free: readonly number[]): void {
  const { n, k, m, offsets, neighbors, cost, loads, target, fixedLoad } = problem;
  const load = Float64Array.from(fixedLoad, (f, row) => f / target[row]);
  const add = (i: number, j: number): void => {
    for (let q = 0; q < m; q++) {
      const a = loads[q];
      load[j * m + q] += (a.length === n ? a[i] : a[i * k + j]) / target[j * m + q];
    }
  };
  for (let i = 0; i < n; i++) if (rep[i] >= 0) add(i, rep[i]);
  const rise = (i: number, j: number): number => {
    let delta = cost[i * k + j];
    for (let q = 0; q < m; q++) {
      const a = loads[q];
      const row = j * m + q;
      const more = load[row] + (a.length === n ? a[i] : a[i * k + j]) / target[row];
      delta += problem.excessPrice * (excessAt(problem, row, more) - excessAt(problem, row, load[row]));
    }
    return delta;
  };
  // what a zone costs wherever it goes says nothing about its turn
  const least = (i: number): number => {
    let best = Infinity;
    for (let j = 0; j < k; j++) if (cost[i * k + j] < best) best = cost[i * k + j];
    return best;
  };
  const heap = makeHeap();
  const offer = (i: number): void => {
    let floor = -1;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const j = rep[neighbors[e]];
      if (j < 0 || cost[i * k + j] === Infinity) continue;
      if (floor < 0) floor = least(i);
      pushHeap(heap, rise(i, j) - floor, i * k + j);
    }
  };
  for (const i of free) offer(i);
  while (heap.size > 0) {
    const key = heap.keys[0];
    const pair = popHeap(heap);
    const i = Math.floor(pair / k);
    const j = pair % k;
    if (rep[i] >= 0) continue;
    const now = rise(i, j) - least(i);
    if (now > key + 1e-9 * Math.abs(key)) {
      pushHeap(heap, now, pair);
      continue;
    }
    rep[i] = j;
    add(i, j);
    for (let e = offsets[i]; e < offsets[i + 1]; e++) if (rep[neighbors[e]] < 0) offer(neighbors[e]);
  }
}

// zones out of reach: a corridor of zones that their sectors can spare, else the cheapest eligible rep
function bridgeGaps(problem: Problem, rep: Assignment): Assignment {
  const { n, k, cost } = problem;
  const gaps: number[] = [];
  for (let i = 0; i < n; i++) {
    if (rep[i] >= 0) continue;
    let best = -1;
    for (let j = 0; j < k; j++) {
      if (cost[i * k + j] < Infinity && (best < 0 || cost[i * k + j] < cost[i * k + best])) best = j;
    }
    if (best < 0) throw new Error(`zone ${i} has no eligible rep`);
    rep[i] = best;
    gaps.push(i);
  }
  const lost = stranded(problem, rep);
  if (lost.length === 0) return rep;
  const state = makeState(problem, rep);
  setLoose(state, lost);
  const net = makeConnectivity(problem);
  // each success may put others within reach
  for (let round = 0; round < 4 && state.looseCount > 0; round++) {
    const before = state.looseCount;
    for (let i = 0; i < n; i++) if (state.loose[i]) corridor(i);
    if (state.looseCount === before) break;
  }
  return state.rep;

  function corridor(i: number): void {
    let best: number[] | null = null;
    let to = -1;
    for (let j = 0; j < k; j++) {
      if (cost[i * k + j] === Infinity) continue;
      const path = pathTo(i, j);
      if (path && (best === null || path.length < best.length)) {
        best = path;
        to = j;
      }
    }
    if (best === null) return;
    // from the sector outwards, so that every step is attached; stop where a zone cannot be spared
    for (let at = best.length - 1; at >= 0; at--) {
      const z = best[at];
      if (!removable(net, state, z) || cost[z * k + to] === Infinity) return;
      shift(state, z, to);
    }
  }

  // zones from i to the last before sector j's main piece, all eligible for j
  function pathTo(i: number, j: number): number[] | null {
    const { offsets, neighbors } = problem;
    const from = new Int32Array(n).fill(-1);
    from[i] = i;
    const queue = [i];
    for (let head = 0; head < queue.length; head++) {
      const z = queue[head];
      for (let e = offsets[z]; e < offsets[z + 1]; e++) {
        const h = neighbors[e];
        if (state.rep[h] === j && !state.loose[h]) {
          const path = [z];
          while (path[path.length - 1] !== i) path.push(from[path[path.length - 1]]);
          return path.reverse();
        }
        if (from[h] >= 0 || cost[h * k + j] === Infinity) continue;
        if (!state.loose[h] && !removable(net, state, h)) continue;
        from[h] = z;
        queue.push(h);
      }
    }
    return null;
  }
}
