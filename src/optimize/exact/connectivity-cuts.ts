// What keeps a sector in one piece, as linear rows. If a set C of zones separates zone a from zone b, a sector that
// holds both holds some of C (Validi, Buchanan and Lykhovyd 2022). And if what C leaves around a is too little for a
// sector, one that holds a holds some of C, or falls short of its window by what is missing.

import type { Problem } from '../../model/problem.ts';
import { load } from '../pricing.ts';
import { lowerOf } from '../window.ts';
import { makeVertexCut } from './vertex-cut.ts';

/**
 * With b: x[a,rep] + x[b,rep] − Σ x[c,rep] ≤ 1 over c in separator.
 * Without (b = −1): x[a,rep] − Σ x[c,rep] ≤ relief × shortfall of balance row `row`, in targets.
 */
export interface ConnectivityCut {
  readonly rep: number;
  readonly a: number;
  readonly b: number;
  readonly row: number;
  readonly relief: number;
  /** zones, rising */
  readonly separator: readonly number[];
}

/** A sector this much short, in targets, of its window is surely short; less is left to the first kind of cut. */
const HUNGER = 0.02;
/** Fractional shares worth a separator, and how far they must break its row. */
const LEAST_SHARE = 0.05;
const LEAST_VIOLATION = 0.02;
/** Shares below this are none. */
const TRACE = 1e-6;

/**
 * Cuts that a plan with these shares (n × k) breaks: for every sector, each piece of what it holds that is not its
 * heaviest one must reach out. Empty when every sector is in one piece.
 */
export function brokenCuts(problem: Problem, share: Float64Array): ConnectivityCut[] {
  const { n, k } = problem;
  const cuts: ConnectivityCut[] = [];
  for (let j = 0; j < k; j++) {
    const held = Uint8Array.from({ length: n }, (_, i) => (share[i * k + j] > TRACE ? 1 : 0));
    const pieces = piecesOf(problem, held);
    if (pieces.length < 2) continue;
    const weightOf = (piece: readonly number[]): number => {
      let sum = 0;
      for (const i of piece)
        sum += share[i * k + j] * (1 + load(problem, i, j, 0) / problem.target[j * problem.m]);
      return sum;
    };
    const main = heaviest(pieces, weightOf);
    const b = heaviest(pieces[main], i => share[i * k + j]);
    for (let p = 0; p < pieces.length; p++) {
      if (p === main) continue;
      const piece = pieces[p];
      for (const a of piece) {
        for (const cut of cutsAround(problem, j, a, piece, pieces[main][b])) {
          if (violation(problem, share, cut) > TRACE) cuts.push(cut);
        }
      }
    }
  }
  return cuts;
}

/**
 * Cuts that fractional shares break although each sector's support may hang together: for every zone that a rep holds
 * in part, the cheapest separator from the zone it holds most of.
 */
export function fractionalCuts(problem: Problem, share: Float64Array): ConnectivityCut[] {
  const { n, k, m } = problem;
  const vertexCut = makeVertexCut(problem);
  const cuts: ConnectivityCut[] = [];
  for (let j = 0; j < k; j++) {
    const price = Float64Array.from({ length: n }, (_, i) => share[i * k + j]);
    const zones = Array.from({ length: n }, (_, i) => i);
    const b = heaviest(zones, i => price[i] * (0.1 + load(problem, i, j, 0) / problem.target[j * m]));
    for (let a = 0; a < n; a++) {
      if (a === b || price[a] < LEAST_SHARE) continue;
      const found = vertexCut(price, a, b, price[a] - LEAST_VIOLATION);
      if (found === null) continue;
      const hungry = hungriestRow(problem, j, found.side);
      const separator = found.separator;
      if (hungry) cuts.push({ rep: j, a, b: -1, ...hungry, separator });
      else if (price[a] + price[b] - 1 - found.value > LEAST_VIOLATION) {
        cuts.push({ rep: j, a, b, row: -1, relief: 0, separator });
      }
    }
  }
  return cuts;
}

/** How far shares break a cut; the shortfall is taken as 0. */
export function violation(problem: Problem, share: Float64Array, cut: ConnectivityCut): number {
  const { k } = problem;
  let sum = share[cut.a * k + cut.rep] + (cut.b < 0 ? 0 : share[cut.b * k + cut.rep] - 1);
  for (const c of cut.separator) sum -= share[c * k + cut.rep];
  return sum;
}

/**
 * The cuts whose separator is the ring around `piece`, which holds a and is cut off from b. The one that says that the
 * piece is too little for a sector is deeper, but a sector that falls short anyway may keep it; the other one it cannot.
 */
function cutsAround(
  problem: Problem,
  rep: number,
  a: number,
  piece: readonly number[],
  b: number,
): ConnectivityCut[] {
  const { offsets, neighbors } = problem;
  const inside = new Set(piece);
  const ring = new Set<number>();
  for (const i of piece) {
    for (let e = offsets[i]; e < offsets[i + 1]; e++) if (!inside.has(neighbors[e])) ring.add(neighbors[e]);
  }
  const separator = [...ring].sort((x, y) => x - y);
  // only what b can reach without crossing the ring keeps the two apart
  const reached = reach(problem, b, ring);
  const needed = separator.filter(c => {
    for (let e = offsets[c]; e < offsets[c + 1]; e++) if (reached[neighbors[e]] === 1) return true;
    return false;
  });
  const apart: ConnectivityCut = { rep, a, b, row: -1, relief: 0, separator: needed };
  const hungry = hungriestRow(problem, rep, piece);
  return hungry ? [{ rep, a, b: -1, ...hungry, separator }, apart] : [apart];
}

// The balance row that a sector within these zones would miss by most, and the relief per target missed.
function hungriestRow(problem: Problem, rep: number, zones: readonly number[]) {
  const { m, target, fixedLoad } = problem;
  let best: { row: number; relief: number } | null = null;
  let most = HUNGER;
  for (let q = 0; q < m; q++) {
    const row = rep * m + q;
    let held = fixedLoad[row];
    for (const i of zones) held += load(problem, i, rep, q);
    const missing = lowerOf(problem, row) - held / target[row];
    if (missing > most) {
      most = missing;
      best = { row, relief: 1 / missing };
    }
  }
  return best;
}

function reach(problem: Problem, from: number, barrier: ReadonlySet<number>): Uint8Array {
  const { n, offsets, neighbors } = problem;
  const seen = new Uint8Array(n);
  const stack = [from];
  seen[from] = 1;
  while (stack.length > 0) {
    const i = stack.pop()!;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) {
      const h = neighbors[e];
      if (seen[h] === 1 || barrier.has(h)) continue;
      seen[h] = 1;
      stack.push(h);
    }
  }
  return seen;
}

function piecesOf(problem: Problem, held: Uint8Array): number[][] {
  const { n, offsets, neighbors } = problem;
  const seen = new Uint8Array(n);
  const pieces: number[][] = [];
  for (let start = 0; start < n; start++) {
    if (held[start] === 0 || seen[start] === 1) continue;
    const piece = [start];
    seen[start] = 1;
    for (let at = 0; at < piece.length; at++) {
      for (let e = offsets[piece[at]]; e < offsets[piece[at] + 1]; e++) {
        const h = neighbors[e];
        if (held[h] === 0 || seen[h] === 1) continue;
        seen[h] = 1;
        piece.push(h);
      }
    }
    pieces.push(piece.sort((x, y) => x - y));
  }
  return pieces;
}

/** Index of the item that weighs most, the first among equals. */
function heaviest<T>(items: readonly T[], weight: (item: T) => number): number {
  let best = 0;
  let most = -Infinity;
  items.forEach((item, at) => {
    const w = weight(item);
    if (w > most) {
      most = w;
      best = at;
    }
  });
  return best;
}
