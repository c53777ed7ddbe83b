import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortestBridges } from '../../src/geo/bridges.ts';
import { disjointSets } from '../../src/geo/csr.ts';
import { triangulate } from '../../src/geo/delaunay.ts';
import { nearNeighbors } from '../../src/geo/near.ts';
import { greatCircleKm, wrapLon } from '../../src/geo/sphere.ts';

// anywhere on Earth, but not all around it: within 85° of longitude of some meridian
const places = fc
  .tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.array(
      fc.tuple(fc.double({ min: -80, max: 80, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true })),
      { minLength: 1, maxLength: 60 },
    ),
  )
  .map(([meridian, list]) => list.map(([lat, lon]): [number, number] => [lat, wrapLon(meridian + lon)]));
const split = (list: readonly (readonly [number, number])[]) => ({
  lat: list.map(p => p[0]),
  lon: list.map(p => p[1]),
});

/** Prim's spanning tree over all pairs: total length */
function treeKm(lat: number[], lon: number[]): number {
  const best = lat.map(() => Infinity);
  const left = new Set(lat.keys());
  best[0] = 0;
  let total = 0;
  while (left.size > 0) {
    const next = [...left].reduce((a, b) => (best[b]! < best[a]! ? b : a));
    left.delete(next);
    total += best[next]!;
    for (const i of left)
      best[i] = Math.min(best[i]!, greatCircleKm(lat[next]!, lon[next]!, lat[i]!, lon[i]!));
  }
  return total;
}

describe('triangulate', () => {
  it('contains the minimum spanning tree on the sphere, wherever the points lie', () => {
    fc.assert(
      fc.property(places, list => {
        const { lat, lon } = split(list);
        const { edges, km, twin } = triangulate(lat, lon);
        const sets = disjointSets(lat.length);
        let total = 0;
        twin.forEach((first, i) => {
          if (first !== i) sets.join(first, i);
        });
        const order = [...km.keys()].sort((a, b) => km[a]! - km[b]!);
        for (const e of order) if (sets.join(edges[e * 2]!, edges[e * 2 + 1]!)) total += km[e]!;
        expect(total).toBeCloseTo(treeKm(lat, lon), 2);
        for (let i = 0; i < lat.length; i++) expect(sets.find(i)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('has each edge once, smaller index first', () => {
    fc.assert(
      fc.property(places, list => {
        const { edges } = triangulate(...(Object.values(split(list)) as [number[], number[]]));
        const keys = new Set<string>();
        for (let e = 0; e < edges.length; e += 2) {
          expect(edges[e]!).toBeLessThan(edges[e + 1]!);
          keys.add(`${edges[e]},${edges[e + 1]}`);
        }
        expect(keys.size * 2).toBe(edges.length);
      }),
    );
  });

  it('is the same map anywhere on Earth', () => {
    const lat = [0, 0, 1, 1, 0.4, 0.7, 0.2];
    const lon = [0, 1, 0, 1, 0.5, 0.1, 0.8];
    const want = [...triangulate(lat, lon).edges];
    const got = triangulate(
      lat,
      lon.map(x => (x + 179.5 >= 180 ? x + 179.5 - 360 : x + 179.5)),
    );
    const sorted = (edges: number[]) =>
      Array.from({ length: edges.length / 2 }, (_, e) => edges.slice(e * 2, e * 2 + 2).join()).sort();
    expect(sorted([...got.edges])).toEqual(sorted(want));
  });

  it('knows coincident and collinear points', () => {
    expect([...triangulate([1, 1, 1], [2, 2, 2]).twin]).toEqual([0, 0, 0]);
    expect([...triangulate([0, 0, 0, 0], [0, 3, 1, 2]).edges]).toHaveLength(6);
    expect(triangulate([], []).edges).toHaveLength(0);
    expect([...triangulate([1, 2], [2, 2]).edges]).toEqual([0, 1]);
  });
});

describe('nearNeighbors', () => {
  const grid = (rows: string[]) => {
    const list: [number, number][] = [];
    rows.forEach((row, r) => {
      [...row].forEach((mark, c) => {
        // off the grid a little, so that no four are on a circle
        if (mark !== '.')
          list.push([47 - r / 100 + ((r * 7 + c * 3) % 5) / 5000, 2 + c / 70 + ((r * 5 + c) % 7) / 7000]);
      });
    });
    const { lat, lon } = split(list);
    return { count: list.length, lat: Float64Array.from(lat), lon: Float64Array.from(lon), list };
  };

  it('drops long edges across a bay, and keeps the rest', () => {
    const zones = grid([
      'ooooooooooo',
      'oooo...oooo',
      'ooo.....ooo',
      'ooo.....ooo',
      'ooo.....ooo',
      'ooo.....ooo',
    ]);
    const { pairs, dropped } = nearNeighbors(zones);
    expect(dropped).toBeGreaterThan(0);
    for (const key of pairs) {
      const [a, b] = [Math.floor(key / zones.count), key % zones.count];
      const km = greatCircleKm(...zones.list[a]!, ...zones.list[b]!);
      expect(km).toBeLessThan(3.5);
    }
    const sets = disjointSets(zones.count);
    for (const key of pairs) sets.join(Math.floor(key / zones.count), key % zones.count);
    for (let i = 0; i < zones.count; i++) expect(sets.find(i)).toBe(0);
  });

  it('separates an island, which a bridge joins again', () => {
    const zones = grid(['ooooo.............ooo', 'ooooo.............ooo', 'ooooo.............ooo']);
    const { pairs, candidates } = nearNeighbors(zones);
    const bridges = shortestBridges(zones.count, pairs, candidates);
    expect(bridges).toHaveLength(1);
    expect(bridges[0]!.km).toBeGreaterThan(10);
  });

  it('keeps the country together where it is sparse', () => {
    // town of zones 300 m apart, in a plain of zones 20 km apart
    const list: [number, number][] = [];
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 6; j++) list.push([46 + i * 0.003 + j * 1e-4, 2 + j * 0.004 + i * 1e-4]);
    for (let i = -4; i <= 4; i++) {
      for (let j = -4; j <= 4; j++)
        if (i || j) list.push([46 + i * 0.18 + j * 1e-3, 2 + j * 0.26 + i * 1e-3]);
    }
    const { lat, lon } = split(list);
    const { pairs } = nearNeighbors({
      count: list.length,
      lat: Float64Array.from(lat),
      lon: Float64Array.from(lon),
    });
    const sets = disjointSets(list.length);
    for (const key of pairs) sets.join(Math.floor(key / list.length), key % list.length);
    for (let i = 0; i < list.length; i++) expect(sets.find(i)).toBe(0);
  });

  it('gives coincident zones the neighbors of the first', () => {
    const zones = grid(['ooo', 'ooo', 'ooo']);
    const lat = Float64Array.from([...zones.lat, zones.lat[4]!, zones.lat[4]!]);
    const lon = Float64Array.from([...zones.lon, zones.lon[4]!, zones.lon[4]!]);
    const { pairs, coincident } = nearNeighbors({ count: 11, lat, lon });
    expect(coincident).toBe(2);
    const of = (i: number) =>
      [...pairs].flatMap(key => {
        const [a, b] = [Math.floor(key / 11), key % 11];
        return a === i ? [b] : b === i ? [a] : [];
      });
    expect(new Set([...of(9), 9])).toEqual(new Set([...of(4).filter(i => i < 9), 4, 9]));
  });
});
