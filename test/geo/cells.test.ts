import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { voronoiCells } from '../../src/geo/cells.ts';
import { makeDissolver } from '../../src/geo/dissolve.ts';
import { insidePolygons } from '../../src/geo/rings.ts';
import { sharedEdges } from '../../src/geo/shared-edges.ts';
import { ringAreaKm2, sphericalAreaKm2 } from '../../src/geo/sphere.ts';
import { hasData, loadZones, makeZones } from './real-data.ts';

const place = fc.record({
  lat: fc.integer({ min: 42_000, max: 51_000 }).map(v => v / 1000),
  lon: fc.integer({ min: -5000, max: 9000 }).map(v => v / 1000),
});

describe('voronoiCells', () => {
  it('gives every point a cell around it: closed, counterclockwise, apart from the others', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(place, { minLength: 1, maxLength: 40, selector: p => `${p.lat},${p.lon}` }),
        list => {
          const zones = makeZones(list.map((p, i) => ({ id: String(100 + i), ...p })));
          const cells = voronoiCells(zones);
          cells.forEach((cell, z) => {
            expect(cell).toHaveLength(1);
            const ring = cell![0]![0]!;
            expect(ring[0]).toEqual(ring.at(-1));
            expect(ringAreaKm2(ring)).toBeLessThan(0);
            cells.forEach((other, y) => {
              const holds = insidePolygons(zones.lon[z]!, zones.lat[z]!, other!);
              if (y !== z) expect(holds).toBe(false);
            });
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is bounded: a lone point has a small cell, and points share the border between them exactly', () => {
    const [lone] = voronoiCells(makeZones([{ id: 'a', lat: 48, lon: 2 }]));
    expect(sphericalAreaKm2(lone!)).toBeLessThan(500);
    const pair = voronoiCells(
      makeZones([
        { id: 'a', lat: 48, lon: 2 },
        { id: 'b', lat: 48.1, lon: 2 },
      ]),
    );
    expect(sharedEdges(pair).borderKm.size).toBe(1);
  });

  it('has nothing for zones without a point or at the place of another', () => {
    const cells = voronoiCells(
      makeZones([
        { id: 'a', lat: 48, lon: 2 },
        { id: 'b', lat: 48, lon: 2 },
        { id: 'c', lat: Number.NaN, lon: 2 },
      ]),
    );
    expect(cells.map(c => c !== null)).toEqual([true, false, false]);
    expect(voronoiCells(makeZones([]))).toEqual([]);
  });

  it('cuts cells at the antimeridian', () => {
    const cells = voronoiCells(
      makeZones([
        { id: 'a', lat: 60, lon: 179.99 },
        { id: 'b', lat: 60, lon: -179.95 },
      ]),
    );
    expect(cells.map(c => c!.length)).toContain(2);
    for (const [lon] of cells.flatMap(c => c!.flat(2))) expect(Math.abs(lon!)).toBeLessThanOrEqual(180);
    expect(cells.reduce((sum, c) => sum + sphericalAreaKm2(c!), 0)).toBeLessThan(2000);
  });

  it.skipIf(!hasData('us-zcta-centroids'))('dissolves into sectors of 33 120 points (shared data)', () => {
    const zones = loadZones('us-zcta-centroids');
    const geometry = voronoiCells(zones);
    expect(geometry.filter(c => c === null).length).toBeLessThan(10);
    const sectorOf = Int32Array.from(zones.lon, lon => (lon < -100 ? 0 : 1));
    const outlines = makeDissolver({ ...zones, geometry })(sectorOf, 2);
    const wanted = [0, 0];
    geometry.forEach((cell, z) => {
      if (cell) wanted[sectorOf[z]!]! += sphericalAreaKm2(cell);
    });
    outlines.forEach((outline, s) => {
      expect(sphericalAreaKm2(outline) / wanted[s]!).toBeCloseTo(1, 6);
      expect(outline.length).toBeLessThan(200);
    });
  });
});
