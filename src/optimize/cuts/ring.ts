// From a region that is cut off to rings that cut it off. Stepping on a ring costs the sector the regret of the zone it
// takes, so the region is grown like a ball, regret being the distance: every ring on the way charges a toll, and the
// rings with the highest tolls are the ones to take (Wong's dual ascent, 1984, for one terminal).

import type { Problem } from '../../model/problem.ts';
import { makeHeap, popHeap, pushHeap } from '../heap.ts';
import { type Cut, makeHunger } from './cut.ts';

export interface Ball {
  /** zones in the order they joined, the region first */
  readonly joined: readonly number[];
  /** how many had joined when a ring charged its toll, highest toll first */
  readonly rings: readonly { readonly size: number; readonly toll: number }[];
}

export interface Rings {
  /**
   * Grows `region` (zones that hang together) until it is enough for a sector or touches what else is `held`; never
   * over `neck`, the held part of its ring. Null when the region alone is enough.
   */
  readonly grow: (
    rep: number,
    region: readonly number[],
    held: (zone: number) => boolean,
    neck: ReadonlySet<number>,
  ) => Ball | null;
  /** the cuts of `zones`, part of `region`, whose separator is what keeps it from `heart` of the ring around it */
  readonly cutsAround: (
    rep: number,
    region: readonly number[],
    zones: readonly number[],
    heart: number,
  ) => Cut[];
}

/** What lies beyond a ring, heart not in it, counts as a pocket and joins the region, up to so many zones. */
const POCKET = 100;

/** `regret[i · k + j]`: how much dearer rep j is for zone i than its cheapest one, at the prices in force. */
export function makeRings(problem: Problem, regret: ArrayLike<number>): Rings {
  const { n, k, offsets, neighbors, cost } = problem;
  const hunger = makeHunger(problem);
  const mark = new Int32Array(n);
  let stamp = 0;

  const grow: Rings['grow'] = (rep, region, held, neck) => {
    hunger.reset(rep);
    for (const i of region) if (!hunger.add(i)) return null;
    stamp++;
    const inside = new Set(region);
    const heap = makeHeap();
    let way = 0;
    const look = (i: number): void => {
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const h = neighbors[e];
        if (mark[h] === stamp || cost[h * k + rep] === Infinity) continue;
        mark[h] = stamp;
        if (!neck.has(h)) pushHeap(heap, way + regret[h * k + rep], h);
      }
    };
    const touches = (i: number): boolean => {
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const h = neighbors[e];
        if (held(h) && !inside.has(h) && !neck.has(h)) return true;
      }
      return false;
    };
    for (const i of region) mark[i] = stamp;
    for (const i of region) look(i);
    const joined = region.slice();
    const rings: { size: number; toll: number }[] = [];
    while (heap.size > 0) {
      const toll = heap.keys[0] - way;
      if (toll > 0) rings.push({ size: joined.length, toll });
      way = heap.keys[0];
      const z = popHeap(heap);
      if (touches(z) || !hunger.add(z)) break;
      joined.push(z);
      look(z);
    }
    if (rings.length === 0) rings.push({ size: region.length, toll: 0 });
    rings.sort((a, b) => b.toll - a.toll || a.size - b.size);
    return { joined, rings };
  };

  const cutsAround: Rings['cutsAround'] = (rep, region, zones, heart) => {
    const allowed = (i: number): boolean => cost[i * k + rep] < Infinity;
    const near = ++stamp;
    for (const i of region) mark[i] = near;
    const ring: number[] = [];
    for (const i of region) {
      for (let e = offsets[i]; e < offsets[i + 1]; e++) {
        const h = neighbors[e];
        if (mark[h] === near || !allowed(h)) continue;
        mark[h] = near;
        ring.push(h);
      }
    }
    const beyond = openBeyond(ring, near, heart, allowed);
    const separator = ring.filter(c => {
      for (let e = offsets[c]; e < offsets[c + 1]; e++) if (beyond.has(neighbors[e])) return true;
      return false;
    });
    if (separator.length === 0) return [];
    separator.sort((a, b) => a - b);
    const missing = left(rep, zones[0], separator, allowed);
    return missing === null ? [] : zones.map(zone => ({ rep, zone, ...missing, separator }));
  };

  /** the zones next to the ring, on its far side, that are in no pocket; what is marked `near` is on this side */
  const openBeyond = (
    ring: readonly number[],
    near: number,
    heart: number,
    allowed: (i: number) => boolean,
  ): ReadonlySet<number> => {
    const open = new Set<number>();
    const seen = new Set<number>();
    for (const c of ring) {
      for (let e = offsets[c]; e < offsets[c + 1]; e++) {
        const start = neighbors[e];
        if (mark[start] === near || seen.has(start) || !allowed(start)) continue;
        const flood = [start];
        const mine = new Set(flood);
        let large = start === heart;
        for (let at = 0; at < flood.length && !large; at++) {
          for (let f = offsets[flood[at]]; f < offsets[flood[at] + 1]; f++) {
            const h = neighbors[f];
            if (mark[h] === near || mine.has(h) || !allowed(h)) continue;
            large ||= h === heart || open.has(h) || flood.length >= POCKET;
            mine.add(h);
            flood.push(h);
          }
        }
        for (const h of flood) {
          seen.add(h);
          if (large) open.add(h);
        }
      }
    }
    return open;
  };

  /** what a sector in the region around `from` misses, once the separator is gone; null when it is not short */
  const left = (
    rep: number,
    from: number,
    separator: readonly number[],
    allowed: (i: number) => boolean,
  ): { readonly measure: number; readonly missing: number } | null => {
    const walk = ++stamp;
    for (const c of separator) mark[c] = walk;
    hunger.reset(rep);
    const region = [from];
    mark[from] = walk;
    for (let at = 0; at < region.length; at++) {
      if (!hunger.add(region[at])) return null;
      for (let e = offsets[region[at]]; e < offsets[region[at] + 1]; e++) {
        const h = neighbors[e];
        if (mark[h] === walk || !allowed(h)) continue;
        mark[h] = walk;
        region.push(h);
      }
    }
    return hunger.worst();
  };

  return { grow, cutsAround };
}
