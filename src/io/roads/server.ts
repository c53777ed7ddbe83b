// What the routing servers have in common: which pairs are still unknown, in which tables they are asked for, what is done
// when a table is refused, and what an answer is worth. How a table is asked for, each server knows (osrm, valhalla).
//
// The same pairs give the same answers whatever was in the cache, and in whichever order the tables came back.

import type { RoadAnswers, RoadHooks, RoadSource } from '../../model/roads.ts';
import { type Block, coordinatesOf, halves, makeBlocks, only } from './blocks.ts';
import type { RoadCache } from './cache.ts';
import { createPairTable } from './pair-table.ts';
import { createPoints, pointNumbers } from './points.ts';
import { serverFault } from './server-fault.ts';
import { type AskTable, type CacheTable, type Place, TOO_FAR } from './table.ts';

export interface ServerOptions {
  readonly kind: 'osrm' | 'valhalla';
  /** for messages */
  readonly server: string;
  readonly askTable: AskTable;
  /** coordinates of a table, at most */
  readonly batch: number;
  /** km between a point and the road it is moved to, at most */
  readonly maxSnapKm: number;
  readonly cache: RoadCache | null;
}

/** Requests on their way at a time: enough to keep a server busy, too few to be a burden. */
const AT_A_TIME = 4;

export function serverSource(options: ServerOptions): RoadSource {
  const { kind, server, askTable, maxSnapKm, cache } = options;
  const points = createPoints(6);
  /** minutes, NaN (no road) or TOO_FAR */
  const known = createPairTable();
  /** km from a point to its road, the least of what was said; undefined: not said yet */
  const offKm: (number | undefined)[] = [];
  /** every pair that was ever asked for: gaps are counted once */
  const counted = createPairTable();
  const listed = new Set<number>();
  const list: { lat: number; lon: number; km: number }[] = [];
  const gaps = { absent: 0, noRoad: 0, offRoad: 0 };
  let limit = Math.max(2, options.batch);
  let loaded = cache === null;

  const isRoadless = (point: number) => offKm[point] === Number.POSITIVE_INFINITY;
  const isOff = (point: number) => (offKm[point] ?? 0) > maxSnapKm;
  // whole metres, as the cache has them; tables may differ, and come in any order: the least holds
  const learn = (point: number, km: number) => {
    if (Number.isNaN(km)) return;
    offKm[point] = Math.min(offKm[point] ?? Number.POSITIVE_INFINITY, Math.round(km * 1000) / 1000);
  };
  const place = (point: number): Place => ({ lat: points.lat(point), lon: points.lon(point) });
  const put = (from: number, to: number, minutes: number, km: number) =>
    known.set(known.add(from, to), minutes, km);

  async function load(): Promise<void> {
    loaded = true;
    await cache?.load({
      point: (lat, lon, km) => learn(points.of(lat, lon), km),
      pair: (from, to, minutes, km) =>
        put(points.of(from.lat, from.lon), points.of(to.lat, to.lon), minutes, km),
    });
  }

  /** Asks for one table; what is still open of it comes back as smaller ones. */
  async function settle(whole: Block, signal: AbortSignal | undefined): Promise<Block[]> {
    // a point without a road, found in the meantime, would spoil this table too
    const block = only(whole, (a, b) => !isRoadless(a) && !isRoadless(b));
    if (block.wanted.length === 0) return [];
    const coordinates = coordinatesOf(block);
    if (coordinates > limit) return halves(block);
    const reply = await askTable(block.from.map(place), block.to.map(place), signal);
    if (reply.state === 'too-big') {
      limit = Math.min(limit, Math.max(2, coordinates >> 1));
      if (coordinates > 2) return halves(block);
      throw serverFault(
        server,
        'a table of one pair, refused as too large',
        'a server that answers tables',
        'raise --max-table-size of osrm-routed, or service_limits of valhalla.json',
      );
    }
    if (reply.state === 'refused') {
      if (block.from.length > 1 || block.to.length > 1) return halves(block);
      const [from, to] = [block.from[0] as number, block.to[0] as number];
      if (reply.alone === 'off-road') await findOff(from, to, signal);
      else put(from, to, reply.alone === 'too-far' ? TOO_FAR : Number.NaN, Number.NaN);
      return [];
    }
    block.from.forEach((point, at) => {
      learn(point, reply.fromOffKm[at] as number);
    });
    block.to.forEach((point, at) => {
      learn(point, reply.toOffKm[at] as number);
    });
    const row = new Map(block.from.map((point, at) => [point, at * block.to.length]));
    const column = new Map(block.to.map((point, at) => [point, at]));
    for (let i = 0; i < block.wanted.length; i += 2) {
      const [a, b] = [block.wanted[i] as number, block.wanted[i + 1] as number];
      const cell = (row.get(a) as number) + (column.get(b) as number);
      put(a, b, rounded(reply.minutes[cell] as number), rounded(reply.km[cell] as number));
    }
    return [];
  }

  /** Which of two ends has no road near it: each is asked for alone. */
  async function findOff(from: number, to: number, signal: AbortSignal | undefined): Promise<void> {
    let found = false;
    for (const point of [from, to]) {
      const reply = await askTable([place(point)], [place(point)], signal);
      if (reply.state === 'table') learn(point, reply.fromOffKm[0] as number);
      else {
        offKm[point] = Number.POSITIVE_INFINITY;
        found = true;
      }
    }
    // each has a road, but the two have none in common
    if (!found) put(from, to, Number.NaN, Number.NaN);
  }

  async function work(blocks: Block[], all: number, { onProgress, signal }: RoadHooks): Promise<void> {
    // the first failure sends the others home
    const stop = new AbortController();
    const leave = () => stop.abort(signal?.reason);
    if (signal?.aborted) leave();
    signal?.addEventListener('abort', leave);
    let failure: { readonly reason: unknown } | null = null;
    const queue = blocks.reverse();
    let done = 0;
    const step = async (): Promise<void> => {
      const block = queue.pop() as Block;
      const rest = await settle(block, stop.signal);
      queue.push(...rest.reverse());
      done += (block.wanted.length - rest.reduce((sum, { wanted }) => sum + wanted.length, 0)) / 2;
      await cache?.append(answersOf(block, rest));
      onProgress?.(done, all);
    };
    const worker = async (): Promise<void> => {
      while (queue.length > 0 && !failure) {
        try {
          await step();
        } catch (reason) {
          failure ??= { reason };
          stop.abort();
        }
      }
    };
    onProgress?.(0, all);
    try {
      // the first shows what the server takes; the others need not find out for themselves
      while (queue.length > 0 && done === 0) await step();
      // a worker that finds the queue empty may leave before another puts back what was refused
      while (queue.length > 0 && !failure) await Promise.all(Array.from({ length: AT_A_TIME }, worker));
      if (failure) throw (failure as { readonly reason: unknown }).reason;
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  /** what the cache is to keep of a table: what is settled of it */
  function answersOf(block: Block, rest: readonly Block[]): CacheTable {
    const open = createPairTable();
    for (const { wanted } of rest)
      for (let i = 0; i < wanted.length; i += 2) open.add(wanted[i] as number, wanted[i + 1] as number);
    const rows: CacheTable['pairs'] = [];
    for (let i = 0; i < block.wanted.length; i += 2) {
      const [a, b] = [block.wanted[i] as number, block.wanted[i + 1] as number];
      const entry = known.find(a, b);
      if (entry >= 0 && open.find(a, b) < 0)
        rows.push({ from: place(a), to: place(b), minutes: known.minutes(entry), km: known.km(entry) });
    }
    const places = [...new Set(block.wanted)].filter(point => offKm[point] !== undefined);
    return { pairs: rows, points: places.map(point => ({ ...place(point), km: offKm[point] as number })) };
  }

  return {
    kind,
    async ask(pairs, hooks = {}): Promise<RoadAnswers> {
      if (!loaded) await load();
      const ids = pointNumbers(pairs, points.of);
      const wanted: number[] = [];
      const once = createPairTable();
      for (let i = 0; i < pairs.from.length; i++) {
        const a = ids[pairs.from[i] as number] as number;
        const b = ids[pairs.to[i] as number] as number;
        if (a < 0 || b < 0 || a === b || known.find(a, b) >= 0 || isOff(a) || isOff(b)) continue;
        if (once.add(a, b) === wanted.length / 2) wanted.push(a, b);
      }
      if (wanted.length > 0) await work(makeBlocks(wanted, points, limit), wanted.length / 2, hooks);

      const minutes = new Float64Array(pairs.from.length).fill(Number.NaN);
      const km = new Float64Array(pairs.from.length).fill(Number.NaN);
      for (let i = 0; i < minutes.length; i++) {
        const a = ids[pairs.from[i] as number] as number;
        const b = ids[pairs.to[i] as number] as number;
        if (a < 0 || b < 0) {
          gaps.absent++;
          continue;
        }
        if (a === b) {
          minutes[i] = 0;
          km[i] = 0;
          continue;
        }
        const before = counted.size;
        counted.add(a, b);
        const first = counted.size > before;
        if (isOff(a) || isOff(b)) {
          if (first) gaps.offRoad++;
          for (const point of [a, b]) {
            if (!isOff(point) || listed.has(point)) continue;
            listed.add(point);
            list.push({ ...place(point), km: offKm[point] as number });
          }
          continue;
        }
        const entry = known.find(a, b);
        const time = entry < 0 ? Number.NaN : known.minutes(entry);
        if (time >= 0) {
          minutes[i] = time;
          km[i] = known.km(entry);
        } else if (first) {
          if (time === TOO_FAR) gaps.absent++;
          else gaps.noRoad++;
        }
      }
      return { minutes, km };
    },
    gaps: () => ({ ...gaps }),
    offRoad: () => list,
  };
}

/** To hundredths, as roads.csv has them: a plan made from that file is the same plan. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
