import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeLocator } from '../../src/geo/locate.ts';
import { greatCircleKm } from '../../src/geo/sphere.ts';
import type { MultiPolygon } from '../../src/model/records.ts';
import { hasData, loadAccounts, loadZones, makeZones } from './real-data.ts';

type Shape = MultiPolygon['coordinates'];
const box = (w: number, s: number, e: number, n: number): [number, number][] => [
  [w, s],
  [e, s],
  [e, n],
  [w, n],
  [w, s],
];

//  2 ┌─────────┐┌────┐      a: a square with a hole, b: the island in the hole,
//    │ a ┌──┐  ││    │      c: to the east of a, d: far to the north, in two parts
//  1 │   │b │  ││ c  │
//    │   └──┘  ││    │
//  0 └─────────┘└────┘
//    0         2    3
const small = makeZones([
  { id: 'a', geometry: [[box(0, 0, 2, 2), box(0.5, 0.5, 1, 1)]] },
  { id: 'b', geometry: [[box(0.5, 0.5, 1, 1)]] },
  { id: 'c', geometry: [[box(2, 0, 3, 2)]] },
  { id: 'd', geometry: [[box(0, 10, 1, 11)], [box(2, 10, 3, 11)]] },
]);

describe('makeLocator', () => {
  const locator = makeLocator(small);

  it('finds the zone around a point, holes and islands and parts included', () => {
    expect(locator.locate(0.25, 0.25)).toBe(0);
    expect(locator.locate(0.75, 0.75)).toBe(1);
    expect(locator.locate(1, 2.5)).toBe(2);
    expect(locator.locate(10.5, 0.5)).toBe(3);
    expect(locator.locate(10.5, 2.5)).toBe(3);
    expect(locator.locate(10.5, 1.5)).toBe(-1);
    expect(locator.locate(-0.1, 1)).toBe(-1);
  });

  it('gives a border to the lowest index, vertices and horizontal edges included', () => {
    expect(locator.locate(1.3, 2)).toBe(0);
    expect(locator.locate(0.5, 0.7)).toBe(0);
    expect(locator.locate(2, 2)).toBe(0);
    expect(locator.locate(2, 3)).toBe(2);
    expect(locator.locate(0, 0)).toBe(0);
  });

  it('says −1 to what is no point, and to an empty map', () => {
    expect(locator.locate(Number.NaN, 1)).toBe(-1);
    expect(locator.locate(91, 1)).toBe(-1);
    expect(locator.nearest(Number.NaN, 1)).toEqual({ zone: -1, km: Infinity });
    expect(makeLocator(makeZones([])).nearest(1, 1)).toEqual({ zone: -1, km: Infinity });
    expect(makeLocator(makeZones([])).locate(1, 1)).toBe(-1);
  });

  it('measures the distance to the nearest border', () => {
    expect(locator.nearest(1, 3.1)).toEqual({ zone: 2, km: expect.closeTo(greatCircleKm(1, 3, 1, 3.1), 6) });
    expect(locator.nearest(9, 2.5).zone).toBe(3);
    expect(locator.nearest(1, 2.5)).toEqual({ zone: 2, km: 0 });
    expect(locator.kmTo(1, 0.75, 0.25)).toBeCloseTo(greatCircleKm(0.75, 0.25, 0.75, 0.5), 6);
    expect(locator.kmTo(1, 0.75, 0.75)).toBe(0);
    expect(locator.kmTo(0, 0.75, 0.75)).toBeGreaterThan(20); // in the hole: outside
    expect(locator.nearest(-80, -120).km).toBeGreaterThan(8000);
  });

  it('works across the antimeridian, written unrolled, split or jumping', () => {
    const shapes: Shape[] = [
      [[box(179, -18, 181, -16)]],
      [[box(179, -18, 180, -16)], [box(-180, -18, -179, -16)]],
      [
        [
          [
            [179, -18],
            [-179, -18],
            [-179, -16],
            [179, -16],
            [179, -18],
          ],
        ],
      ],
    ];
    for (const geometry of shapes) {
      const fiji = makeLocator(makeZones([{ id: 'fiji', geometry }]));
      for (const lon of [179.5, 180, -180, -179.5]) expect(fiji.locate(-17, lon)).toBe(0);
      for (const lon of [178.9, -178.9, 0]) expect(fiji.locate(-17, lon)).toBe(-1);
      expect(fiji.nearest(-17, -178.9).km).toBeCloseTo(greatCircleKm(-17, -178.9, -17, -179), 3);
      expect(fiji.kmTo(0, -17, -179.5)).toBe(0);
    }
  });

  it('takes the nearest point where zones have no polygon', () => {
    const place = fc.record({
      lat: fc.double({ min: -89, max: 89, noNaN: true }),
      lon: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), place, (list, here) => {
        const zones = makeZones(list.map((p, i) => ({ id: String(1000 + i), ...p })));
        const km = list.map(p => greatCircleKm(here.lat, here.lon, p.lat, p.lon));
        const points = makeLocator(zones);
        expect(points.hasPolygons).toBe(false);
        expect(points.locate(here.lat, here.lon)).toBe(km.indexOf(Math.min(...km)));
        expect(points.nearest(here.lat, here.lon).km).toBe(Math.min(...km));
      }),
      { numRuns: 300 },
    );
  });

  it('puts every point of a tiling into exactly one zone, in whatever direction borders are written', () => {
    // a grid of shaken corners; every second cell wound the other way round
    const corner = fc.double({ min: -0.4, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(corner, corner), { minLength: 25, maxLength: 25 }),
        fc.array(
          fc.tuple(
            fc.double({ min: 0.5, max: 3.5, noNaN: true }),
            fc.double({ min: 0.5, max: 3.5, noNaN: true }),
          ),
          {
            minLength: 20,
            maxLength: 20,
          },
        ),
        (shake, points) => {
          const at = (c: number, r: number): [number, number] => [
            c + shake[r * 5 + c]![0],
            r + shake[r * 5 + c]![1],
          ];
          const cells = [];
          for (let c = 0; c < 4; c++) {
            for (let r = 0; r < 4; r++) {
              const ring = [at(c, r), at(c + 1, r), at(c + 1, r + 1), at(c, r + 1), at(c, r)];
              cells.push({ id: `${c}${r}`, geometry: [[(c + r) % 2 ? ring : ring.reverse()]] });
            }
          }
          const zones = makeZones(cells);
          const alone = zones.geometry.map((geometry, i) =>
            makeLocator(makeZones([{ id: zones.id[i]!, geometry }])),
          );
          const all = makeLocator(zones);
          for (const [x, y] of points) {
            const holders = alone.flatMap((l, i) => (l.locate(y, x) === 0 ? [i] : []));
            expect(holders.length).toBeGreaterThan(0);
            expect(all.locate(y, x)).toBe(holders[0]);
          }
        },
      ),
    );
  });
});

// zone_pip was computed by other programs
describe.each([
  ['fr-finistere-cp', 'accounts.csv'],
  ['fr-ile-de-france-cp', 'accounts.csv'],
  ['fr-bretagne-communes', 'accounts.csv'],
  ['nasty-fr-islands-enclaves', 'accounts.csv'],
  ['fr-codes-postaux', 'accounts.csv'],
  ['fr-codes-postaux', 'accounts_sampled_100k.csv'],
  ['us-counties', 'accounts.csv'],
  ['us-zcta-ct-ri', 'accounts_sampled_5k.csv'],
  ['us-zcta-dc', 'accounts_sampled_5k.csv'],
  ['germany-plz3', 'accounts.csv'],
])('%s/%s (shared data)', (folder, file) => {
  it.skipIf(!hasData(folder))('agrees with the oracle about every account', () => {
    const zones = loadZones(folder);
    const { accounts, zonePip } = loadAccounts(folder, file);
    const locator = makeLocator(zones);
    const differences: string[] = [];
    for (let a = 0; a < accounts.count; a++) {
      const z = locator.locate(accounts.lat[a]!, accounts.lon[a]!);
      const ours = z < 0 ? '' : zones.id[z]!;
      if (ours === zonePip[a]) continue;
      // sampled points were located before they were rounded to 5 decimals (1 m): those may have crossed a border
      const km = locator.kmTo(zones.id.indexOf(zonePip[a]!), accounts.lat[a]!, accounts.lon[a]!);
      if (file === 'accounts.csv' || !(km < 0.001)) {
        differences.push(`${accounts.id[a]}: ${ours} ≠ ${zonePip[a]}, ${km} km away`);
      }
    }
    expect(differences).toEqual([]);
  });
});
