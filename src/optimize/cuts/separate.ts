// Cuts that a fractional plan breaks. What a rep holds falls into pieces; every piece that is not the main one must
// reach out, and so must every zone that hangs on it by less than its own share (a neck: a minimum vertex cut with the
// shares as prices).

import type { Problem } from '../../model/problem.ts';
import { makeVertexCut } from '../exact/vertex-cut.ts';
import { load } from '../pricing.ts';
import { type Cut, keyOf } from './cut.ts';
import { makeRings, type Rings } from './ring.ts';
import { piecesOf, type RepShares, widestPaths } from './support.ts';

export interface BrokenCut {
  readonly cut: Cut;
  readonly key: string;
  readonly violation: number;
}

/** Shares worth a cut, and how far they must break it. */
const LEAST_SHARE = 0.1;
const LEAST_VIOLATION = 0.05;
/** Shares below this are none. */
const TRACE = 1e-6;
/** Rings taken around a piece: more make the program larger than they are worth. */
const RINGS = 2;

const NOTHING: ReadonlySet<number> = new Set();

/**
 * Cuts broken by `shares` (by rep), deepest first. `regret`: see makeRings. `necks`: also for zones that hang on the
 * main piece.
 */
export function separate(
  problem: Problem,
  shares: readonly RepShares[],
  regret: ArrayLike<number>,
  necks: boolean,
): BrokenCut[] {
  const rings = makeRings(problem, regret);
  const vertexCut = necks ? makeVertexCut(problem) : null;
  const price = new Float64Array(problem.n);
  const found = new Map<string, BrokenCut>();

  shares.forEach((all, rep) => {
    const held = new Map([...all].filter(([, x]) => x > TRACE).sort((a, b) => a[0] - b[0]));
    if (held.size === 0) return;
    const weight = (i: number): number => held.get(i)! * (1e-6 + targetsIn(problem, rep, i));

    const pieces = piecesOf(problem, held);
    const weights = pieces.map(piece => piece.reduce((sum, i) => sum + weight(i), 0));
    const main = weights.indexOf(Math.max(...weights));
    const heart = pieces[main].reduce((best, i) => (weight(i) > weight(best) ? i : best));
    const keep = (region: readonly number[], zones: readonly number[], neck: ReadonlySet<number>): void => {
      for (const broken of brokenAround(rings, rep, region, zones, neck, heart, held))
        found.set(broken.key, broken);
    };
    pieces.forEach((piece, p) => {
      const zones = p === main ? [] : piece.filter(i => held.get(i)! >= LEAST_SHARE);
      if (zones.length > 0) keep(piece, zones, NOTHING);
    });
    if (vertexCut === null) return;

    const widest = widestPaths(problem, held, heart);
    const settled = new Set<number>();
    for (const [i, x] of held) price[i] = x;
    for (const [a, x] of held) {
      const width = widest.get(a) ?? 0;
      if (a === heart || x < LEAST_SHARE || settled.has(a) || width === 0 || width > x - LEAST_VIOLATION)
        continue;
      const cut = vertexCut(price, a, heart, x - LEAST_VIOLATION);
      if (cut === null) continue;
      const zones = cut.side.filter(i => held.has(i) && held.get(i)! > cut.value + LEAST_VIOLATION);
      for (const i of zones) settled.add(i);
      keep(cut.side, zones, new Set(cut.separator.filter(c => held.has(c))));
    }
    for (const i of held.keys()) price[i] = 0;
  });
  return [...found.values()].sort((a, b) => b.violation - a.violation || (a.key < b.key ? -1 : 1));
}

function* brokenAround(
  rings: Rings,
  rep: number,
  region: readonly number[],
  zones: readonly number[],
  neck: ReadonlySet<number>,
  heart: number,
  held: RepShares,
): Generator<BrokenCut> {
  const ball = rings.grow(rep, region, i => held.has(i), neck);
  if (ball === null) return;
  for (const { size } of ball.rings.slice(0, RINGS)) {
    for (const cut of rings.cutsAround(rep, ball.joined.slice(0, size), zones, heart)) {
      let violation = held.get(cut.zone)!;
      for (const c of cut.separator) violation -= held.get(c) ?? 0;
      if (violation > LEAST_VIOLATION) yield { cut, key: keyOf(cut), violation };
    }
  }
}

/** What a zone carries, in targets of the rep, over all measures. */
function targetsIn(problem: Problem, rep: number, zone: number): number {
  const { m, target } = problem;
  let sum = 0;
  for (let q = 0; q < m; q++) sum += load(problem, zone, rep, q) / target[rep * m + q];
  return sum;
}
