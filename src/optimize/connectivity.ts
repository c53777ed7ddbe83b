// May a zone leave its sector without cutting it? Most answers are local: if the neighbors that stay behind hang
// together among themselves, so does the sector. Only when they do not is the sector walked, from all sides at once,
// so that the walk ends as soon as the sides meet or the smallest one is exhausted.

import type { Problem } from '../model/problem.ts';
import type { State } from './state.ts';

/** Neighbors beyond this many do not fit the bit set of the local test. */
const MASK_BITS = 31;
/**
 * Zones that a walk looks at before it takes its zone for one that cuts: pockets that may go along are smaller, and
 * sides that have not met by then rarely do. One walk in so many goes to its end all the same, or a sector that has
 * closed to a wide ring would never open again.
 */
const PATIENCE = 128;
const TO_THE_END = 8;
const ENDLESS = 0x7fffffff;

export interface Connectivity {
  /** per edge slot of zone i: bit b set where that neighbor is itself adjacent to the b-th neighbor of i */
  readonly mask: Int32Array;
  /** sector version at which a zone was last found to cut its sector */
  readonly cutVersion: Int32Array;
  /** and how many zones it would cut off then */
  readonly cutSize: Int32Array;
  readonly mark: Int32Array;
  stamp: number;
  /** walks that have met share a parent; zones each group has yet to expand; what each has seen, and how far */
  readonly parent: Int32Array;
  readonly pending: Int32Array;
  readonly queues: number[][];
  readonly head: Int32Array;
  /** how much of each queue counts: they are never shortened, since that would give their memory back every time */
  readonly tail: Int32Array;
  groups: number;
  /** long walks so far */
  longWalks: number;
  /** what `severed` found: zones that leaving would cut off */
  readonly pocket: Int32Array;
  pocketSize: number;
  /** the zone that the pocket belongs to, −1 for none */
  pocketOf: number;
}

/** Scratch space and the local adjacency of every zone's neighbors. */
export function makeConnectivity(problem: Problem): Connectivity {
  const { n, offsets, neighbors } = problem;
  const mask = new Int32Array(neighbors.length);
  const place = new Int32Array(n).fill(-1);
  let widest = 0;
  for (let i = 0; i < n; i++) {
    const first = offsets[i];
    const degree = offsets[i + 1] - first;
    if (degree > widest) widest = degree;
    if (degree > MASK_BITS) continue;
    for (let b = 0; b < degree; b++) place[neighbors[first + b]] = b;
    for (let b = 0; b < degree; b++) {
      const h = neighbors[first + b];
      let bits = 0;
      for (let e = offsets[h]; e < offsets[h + 1]; e++) {
        const at = place[neighbors[e]];
        if (at >= 0) bits |= 1 << at;
      }
      mask[first + b] = bits;
    }
    for (let b = 0; b < degree; b++) place[neighbors[first + b]] = -1;
  }
  return {
    mask,
    cutVersion: new Int32Array(n).fill(-1),
    cutSize: new Int32Array(n),
    mark: new Int32Array(n),
    stamp: 0,
    parent: new Int32Array(widest),
    pending: new Int32Array(widest),
    queues: [],
    head: new Int32Array(widest),
    tail: new Int32Array(widest),
    groups: 0,
    longWalks: 0,
    pocket: new Int32Array(n),
    pocketSize: 0,
    pocketOf: -1,
  };
}

/**
 * True when zone i may leave its sector and the rest stays in as many pieces as before; false at times also where that
 * would take a long walk to find out. A loose zone always may; the last zone of a main piece never.
 */
export function removable(net: Connectivity, state: State, i: number): boolean {
  if (state.loose[i]) return true;
  const { offsets, neighbors } = state.problem;
  const { rep, loose, looseCount, version } = state;
  const j = rep[i];
  if (net.cutVersion[i] === version[j]) return false;
  const first = offsets[i];
  const degree = offsets[i + 1] - first;
  if (degree <= MASK_BITS) {
    let stay = 0;
    if (looseCount === 0) {
      for (let b = 0; b < degree; b++) if (rep[neighbors[first + b]] === j) stay |= 1 << b;
    } else {
      for (let b = 0; b < degree; b++) {
        const h = neighbors[first + b];
        if (rep[h] === j && !loose[h]) stay |= 1 << b;
      }
    }
    if (stay === 0) return false;
    let reached = stay & -stay;
    let open = reached;
    while (open !== 0) {
      const bit = open & -open;
      open ^= bit;
      const fresh = net.mask[first + 31 - Math.clz32(bit)] & stay & ~reached;
      reached |= fresh;
      open |= fresh;
    }
    if (reached === stay) return true;
  }
  const cut = severed(net, state, i, true);
  if (cut === 0 && net.groups > 0) return true;
  net.cutVersion[i] = version[j];
  net.cutSize[i] = net.pocketSize;
  net.pocketOf = i;
  return false;
}

/**
 * After `removable` said no: how many zones would be cut off, which are then the first of `pocket`. 0 when there are
 * more than `most`, or when the zone is the last of its main piece.
 */
export function pocketBehind(net: Connectivity, state: State, i: number, most: number): number {
  if (net.cutVersion[i] === state.version[state.rep[i]]) {
    if (net.cutSize[i] > most) return 0;
    if (net.pocketOf === i && net.pocketSize === net.cutSize[i]) return net.pocketSize;
  }
  const size = severed(net, state, i);
  return size > most ? 0 : size;
}

/**
 * Walks what is left of zone i's sector from every neighbor that stays, in turns. Returns how many zones leaving would
 * cut off, all sides but the one still growing; they are then the first `pocketSize` of `pocket`. 0: nothing is cut.
 * With `mayGiveUp`, a number larger than any pocket when the walk was long and not gone to its end.
 */
export function severed(net: Connectivity, state: State, i: number, mayGiveUp = false): number {
  const { offsets, neighbors, n } = state.problem;
  const { rep, loose } = state;
  const { mark, parent, pending, queues, tail } = net;
  const j = rep[i];
  if (net.stamp > 0x7ffffff0 - 2 * n) {
    mark.fill(0);
    net.stamp = 0;
  }
  const base = net.stamp + 1;
  let groups = 0;
  for (let e = offsets[i]; e < offsets[i + 1]; e++) {
    const h = neighbors[e];
    if (rep[h] !== j || loose[h]) continue;
    mark[h] = base + groups;
    parent[groups] = groups;
    pending[groups] = 1;
    if (queues.length === groups) queues.push([]);
    queues[groups][0] = h;
    net.head[groups] = 0;
    tail[groups] = 1;
    groups++;
  }
  net.stamp += groups;
  net.groups = groups;
  net.pocketSize = 0;
  net.pocketOf = -1;
  let roots = groups;
  let active = groups;
  let walked = 0;
  while (active > 1) {
    for (let g = 0; g < groups && active > 1; g++) {
      const queue = queues[g];
      if (net.head[g] === tail[g]) continue;
      const z = queue[net.head[g]++];
      if (++walked === PATIENCE && net.longWalks++ % TO_THE_END > 0 && mayGiveUp) {
        net.pocketSize = ENDLESS;
        return ENDLESS;
      }
      let root = find(parent, g);
      pending[root]--;
      for (let e = offsets[z]; e < offsets[z + 1]; e++) {
        const h = neighbors[e];
        if (rep[h] !== j || h === i || loose[h]) continue;
        if (mark[h] < base) {
          mark[h] = base + g;
          queue[tail[g]++] = h;
          pending[root]++;
          continue;
        }
        const other = find(parent, mark[h] - base);
        if (other === root) continue;
        parent[other] = root;
        pending[root] += pending[other];
        root = find(parent, g);
        roots--;
        active--;
      }
      if (pending[root] === 0) active--;
    }
  }
  if (roots <= 1) return 0;
  for (let g = 0; g < groups; g++) {
    if (pending[find(parent, g)] > 0) continue;
    for (let at = 0; at < tail[g]; at++) net.pocket[net.pocketSize++] = queues[g][at];
  }
  return net.pocketSize;
}

function find(parent: Int32Array, g: number): number {
  while (parent[g] !== g) {
    parent[g] = parent[parent[g]];
    g = parent[g];
  }
  return g;
}
