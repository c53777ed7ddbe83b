// Areas that are better kept whole. Every rep more than one in an area costs a price, so an area with p reps costs p − 1 of
// them. Who moves a single zone sees nothing of that until it is the last one of its rep, or the first: so that the search
// finds its way there, it is shown each rep's part of an area by size while it is hot,
//
//   part(c) = (1 + blur) · c / (c + blur · size),       c zones of the area with the rep
//
// which is 0 for none and 1 for all, rises steeply at first (a sliver of an area is hardly cheaper than half of it), and is
// the plain count of reps when blur is 0.

import type { Assignment, PreferredAreas, Problem } from '../model/problem.ts';

/** Per kind: zones of rep j in area a, at a · k + j. */
export type PartCounts = readonly Int32Array[];

/** The zones of each area of a kind, ascending. */
export function zonesByArea({ of, size }: PreferredAreas): number[][] {
  const lists: number[][] = Array.from(size, () => []);
  for (let i = 0; i < of.length; i++) if (of[i] >= 0) lists[of[i]].push(i);
  return lists;
}

/** All 0; empty where no area is preferred. */
export function countsOf({ k, preferred }: Problem): PartCounts {
  return (preferred ?? []).map(({ size }) => new Int32Array(size.length * k));
}

/** Counts an assignment anew. */
export function addCounts({ n, k, preferred }: Problem, rep: Assignment, parts: PartCounts): void {
  for (const [kind, counts] of parts.entries()) {
    const { of } = (preferred as readonly PreferredAreas[])[kind];
    counts.fill(0);
    for (let i = 0; i < n; i++) if (of[i] >= 0) counts[of[i] * k + rep[i]]++;
  }
}

/** What all cuts cost. */
export function cutCost({ k, preferred }: Problem, parts: PartCounts): number {
  let sum = 0;
  for (const [kind, counts] of parts.entries()) {
    let cuts = 0;
    for (let at = 0; at < counts.length; at += k) {
      let reps = 0;
      for (let j = 0; j < k; j++) if (counts[at + j] > 0) reps++;
      if (reps > 1) cuts += reps - 1;
    }
    sum += cuts * (preferred as readonly PreferredAreas[])[kind].price;
  }
  return sum;
}

/** Zone i has gone from a rep to another. */
export function shiftCounts(
  { k, preferred }: Problem,
  parts: PartCounts,
  i: number,
  from: number,
  to: number,
): void {
  for (let kind = 0; kind < parts.length; kind++) {
    const area = (preferred as readonly PreferredAreas[])[kind].of[i];
    if (area < 0) continue;
    parts[kind][area * k + from]--;
    parts[kind][area * k + to]++;
  }
}

function part(count: number, size: number, blur: number): number {
  return count === 0 ? 0 : ((1 + blur) * count) / (count + blur * size);
}

/** What `count` zones of an area cost more at `to` than at `from`, who has them now; nothing where they are in none. */
function areaDelta(
  { price, size }: PreferredAreas,
  counts: Int32Array,
  k: number,
  area: number,
  from: number,
  to: number,
  count: number,
  blur: number,
): number {
  if (area < 0) return 0;
  const all = size[area];
  const less = counts[area * k + from];
  const more = counts[area * k + to];
  return (
    price *
    (part(less - count, all, blur) -
      part(less, all, blur) +
      part(more + count, all, blur) -
      part(more, all, blur))
  );
}

/** Change of the cost of cuts, seen through `blur`, when zone i goes from its rep to another. */
export function partDelta(
  { k, preferred }: Problem,
  parts: PartCounts,
  i: number,
  from: number,
  to: number,
  blur: number,
): number {
  let delta = 0;
  for (let kind = 0; kind < parts.length; kind++) {
    const areas = (preferred as readonly PreferredAreas[])[kind];
    delta += areaDelta(areas, parts[kind], k, areas.of[i], from, to, 1, blur);
  }
  return delta;
}

/** The same when zone i goes from a to b, and h from b to a. */
export function swapPartDelta(
  { k, preferred }: Problem,
  parts: PartCounts,
  i: number,
  h: number,
  a: number,
  b: number,
  blur: number,
): number {
  let delta = 0;
  for (let kind = 0; kind < parts.length; kind++) {
    const areas = (preferred as readonly PreferredAreas[])[kind];
    const { of } = areas;
    // within one area nothing changes
    if (of[i] === of[h]) continue;
    delta += areaDelta(areas, parts[kind], k, of[i], a, b, 1, blur);
    delta += areaDelta(areas, parts[kind], k, of[h], b, a, 1, blur);
  }
  return delta;
}

/** The same when the first `count` zones of the list go from one rep to another. */
export function groupPartDelta(
  { k, preferred }: Problem,
  parts: PartCounts,
  zones: Int32Array,
  count: number,
  from: number,
  to: number,
  blur: number,
): number {
  let delta = 0;
  for (let kind = 0; kind < parts.length; kind++) {
    const areas = (preferred as readonly PreferredAreas[])[kind];
    const { of } = areas;
    for (let at = 0; at < count; at++) {
      const area = of[zones[at]];
      if (area < 0) continue;
      // counted where the area is met first; lists are short
      let together = 1;
      let known = false;
      for (let other = 0; other < count && !known; other++) {
        if (of[zones[other]] !== area || other === at) continue;
        if (other < at) known = true;
        else together++;
      }
      if (!known) delta += areaDelta(areas, parts[kind], k, area, from, to, together, blur);
    }
  }
  return delta;
}
