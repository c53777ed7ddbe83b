// Which tables to ask a server for. It answers every pair of the sources and destinations of a table, but a plan needs few
// of them: each zone with the reps nearby. So points that lie together share a table, as long as little of it is wasted.

import type { PointIndex } from './points.ts';

/** One table: points, and those of its pairs that somebody wants. */
export interface Block {
  readonly from: readonly number[];
  readonly to: readonly number[];
  /** pairs as [from, to, from, to, …] */
  readonly wanted: readonly number[];
}

/** cells of a table for each pair that is wanted, at most … */
const WASTE = 3;
/** … unless the table is so small that it costs no more than the request itself */
const SMALL_TABLE = 200;

/**
 * Tables of at most `limit` coordinates that hold every pair once; the same for the same pairs, in whatever order.
 * @param pairs [from, to, from, to, …], without repetition
 */
export function makeBlocks(pairs: readonly number[], points: PointIndex, limit: number): Block[] {
  const froms = new Set<number>();
  const tos = new Set<number>();
  for (let i = 0; i < pairs.length; i += 2) {
    froms.add(pairs[i] as number);
    tos.add(pairs[i + 1] as number);
  }
  // the side with more points goes by, the side with fewer is shared
  const turned = froms.size > tos.size;
  const lists = new Map<number, number[]>();
  for (let i = 0; i < pairs.length; i += 2) {
    const many = pairs[turned ? i : i + 1] as number;
    const few = pairs[turned ? i + 1 : i] as number;
    const list = lists.get(many);
    if (list) list.push(few);
    else lists.set(many, [few]);
  }
  const along = alongCurve(points);
  const rank = new Map([...(turned ? tos : froms)].sort(along).map((point, at) => [point, at]));
  const half = Math.max(1, limit >> 1);

  // a point with too many partners is cut into parts, at the same places as all others
  const items: { readonly part: number; readonly many: number; readonly list: number[] }[] = [];
  for (const [many, list] of lists) {
    if (list.length <= half) {
      items.push({ part: -1, many, list });
      continue;
    }
    const parts = new Map<number, number[]>();
    for (const few of list) {
      const part = Math.floor((rank.get(few) as number) / half);
      const known = parts.get(part);
      if (known) known.push(few);
      else parts.set(part, [few]);
    }
    for (const [part, cut] of parts) items.push({ part, many, list: cut });
  }
  items.sort((a, b) => a.part - b.part || along(a.many, b.many));

  const blocks: Block[] = [];
  let few = new Set<number>();
  let many = new Set<number>();
  let both = new Set<number>();
  let wanted: number[] = [];
  const close = () => {
    const [a, b] = turned ? [many, few] : [few, many];
    if (wanted.length > 0) blocks.push({ from: [...a].sort(along), to: [...b].sort(along), wanted });
    few = new Set();
    many = new Set();
    both = new Set();
    wanted = [];
  };
  for (const item of items) {
    const fresh = new Set(item.list.filter(point => !both.has(point)));
    if (!both.has(item.many)) fresh.add(item.many);
    const newFew = item.list.filter(point => !few.has(point)).length;
    const cells = (few.size + newFew) * (many.size + (many.has(item.many) ? 0 : 1));
    const needed = wanted.length / 2 + item.list.length;
    if (both.size + fresh.size > limit || (cells > SMALL_TABLE && cells > WASTE * needed)) close();
    many.add(item.many);
    both.add(item.many);
    for (const point of item.list) {
      few.add(point);
      both.add(point);
      wanted.push(...(turned ? [item.many, point] : [point, item.many]));
    }
  }
  close();
  return blocks;
}

/** How many coordinates a request for the block names: a point on both sides is named once. */
export function coordinatesOf(block: Block): number {
  return new Set([...block.from, ...block.to]).size;
}

/** The block with the pairs that `keep` says, and the points that these need. */
export function only(block: Block, keep: (from: number, to: number) => boolean): Block {
  const wanted: number[] = [];
  for (let i = 0; i < block.wanted.length; i += 2) {
    const [from, to] = [block.wanted[i] as number, block.wanted[i + 1] as number];
    if (keep(from, to)) wanted.push(from, to);
  }
  if (wanted.length === block.wanted.length) return block;
  const sources = new Set(wanted.filter((_, at) => at % 2 === 0));
  const targets = new Set(wanted.filter((_, at) => at % 2 === 1));
  return { from: block.from.filter(p => sources.has(p)), to: block.to.filter(p => targets.has(p)), wanted };
}

/** Two blocks, the longer side cut in the middle; the block itself when it is a single pair. */
export function halves(block: Block): Block[] {
  const { from, to } = block;
  if (from.length === 1 && to.length === 1) return [block];
  const bySource = from.length >= to.length;
  const side = bySource ? from : to;
  const first = new Set(side.slice(0, side.length >> 1));
  const inFirst = (a: number, b: number) => first.has(bySource ? a : b);
  return [only(block, inFirst), only(block, (a, b) => !inFirst(a, b))];
}

/** Orders points along a curve that stays near: Morton's, of 16 bits each way. */
function alongCurve(points: PointIndex): (a: number, b: number) => number {
  const codes = new Map<number, number>();
  const code = (point: number): number => {
    let found = codes.get(point);
    if (found === undefined) {
      const y = spread(((points.lat(point) + 90) / 180) * 65535);
      const x = spread(((points.lon(point) + 180) / 360) * 65535);
      found = y * 2 + x;
      codes.set(point, found);
    }
    return found;
  };
  return (a, b) =>
    code(a) - code(b) || points.lat(a) - points.lat(b) || points.lon(a) - points.lon(b) || a - b;
}

/** Bits of a 16-bit number with a gap after each. */
function spread(value: number): number {
  let bits = Math.floor(value) & 0xffff;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  bits = (bits | (bits << 1)) & 0x55555555;
  return bits;
}
