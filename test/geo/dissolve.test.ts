import { featureCollection, multiPolygon, union } from '@turf/turf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutZone } from '../../src/geo/cut.ts';
import { dissolve, makeDissolver } from '../../src/geo/dissolve.ts';
import { makeLocator } from '../../src/geo/locate.ts';
import { mendPolygons } from '../../src/geo/mend.ts';
import { greatCircleKm, ringAreaKm2, sphericalAreaKm2 } from '../../src/geo/sphere.ts';
import type { MultiPolygon, Zones } from '../../src/model/records.ts';
import { hasData, loadZones, makeZones, readTable } from './real-data.ts';

type Shape = MultiPolygon['coordinates'];
const cell = (x: number, y: number): Shape => [
  [
    [
      [x, y],
      [x + 1, y],
      [x + 1, y + 1],
      [x, y + 1],
      [x, y],
    ],
  ],
];
const grid = (width: number, height: number): Zones =>
  makeZones(
    Array.from({ length: width * height }, (_, i) => ({
      id: String(i).padStart(3, '0'),
      geometry: cell(i % width, Math.floor(i / width)),
    })),
  );

/** What every outline must be: closed rings of the right winding whose area is that of the sector's zones. */
function validate(zones: Zones, sectorOf: Int32Array, outlines: readonly Shape[], tolerance = 1e-9): void {
  const wanted = new Float64Array(outlines.length);
  zones.geometry.forEach((shape, z) => {
    if (shape && sectorOf[z]! >= 0) wanted[sectorOf[z]!]! += sphericalAreaKm2(shape);
  });
  outlines.forEach((outline, s) => {
    for (const rings of outline) {
      rings.forEach((ring, r) => {
        expect(ring.length).toBeGreaterThanOrEqual(4);
        expect(ring[0]).toEqual(ring.at(-1));
        expect(ringAreaKm2(ring) < 0).toBe(r === 0);
      });
    }
    expect(Math.abs(sphericalAreaKm2(outline) - wanted[s]!)).toBeLessThanOrEqual(tolerance * wanted[s]!);
  });
}

describe('dissolve', () => {
  //  0 0 1
  //  0 2 1     2 is an enclave of 0 and 1; sector 3 has nothing
  //  0 0 1
  it('makes one outline per sector, with holes, and nothing for the empty', () => {
    const zones = grid(3, 3);
    const sectorOf = Int32Array.from([0, 0, 1, 0, 2, 1, 0, 0, 1]);
    const outlines = dissolve(zones, sectorOf, 4);
    validate(zones, sectorOf, outlines);
    expect(outlines.map(o => o.length)).toEqual([1, 1, 1, 0]);
    const ringed = dissolve(zones, Int32Array.from([0, 0, 0, 0, -1, 0, 0, 0, 0]), 1);
    expect(ringed[0]![0]).toHaveLength(2);
    expect(sphericalAreaKm2(ringed[0]!)).toBeCloseTo(
      sphericalAreaKm2(dissolve(zones, new Int32Array(9), 1)[0]!) - sphericalAreaKm2(cell(1, 1)),
      6,
    );
  });

  it('keeps zones that touch in a corner apart, and leaves zones without a polygon out', () => {
    const zones = makeZones([
      { id: 'a', geometry: cell(0, 0) },
      { id: 'b', geometry: cell(1, 1) },
      { id: 'c', geometry: null },
    ]);
    const outlines = dissolve(zones, Int32Array.from([0, 0, 0]), 1);
    expect(outlines[0]).toHaveLength(2);
    validate(zones, Int32Array.from([0, 0, 0]), outlines);
  });

  it('dissolves any assignment of a grid as turf does', () => {
    const zones = grid(6, 5);
    const dissolver = makeDissolver(zones);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 30, maxLength: 30 }), list => {
        const sectorOf = Int32Array.from(list);
        const outlines = dissolver(sectorOf, 4);
        validate(zones, sectorOf, outlines);
        const held = makeLocator(makeZones(outlines.map((geometry, s) => ({ id: String(s), geometry }))));
        list.forEach((sector, z) => {
          expect(held.locate(Math.floor(z / 6) + 0.5, (z % 6) + 0.5)).toBe(sector);
        });
        outlines.forEach((outline, s) => {
          const members = list.flatMap((sector, z) =>
            sector === s ? [multiPolygon(zones.geometry[z]!)] : [],
          );
          if (members.length < 2) return;
          const other = union(featureCollection(members))!.geometry;
          const parts = other.type === 'Polygon' ? [other.coordinates] : other.coordinates;
          expect(outline.length).toBe(parts.length);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('dissolves parts of a zone that was cut, although its neighbors lack the new vertices', async () => {
    const zones = grid(3, 1);
    const parts = await cutZone(zones.geometry[1]!, [
      { lat: 0.3, lon: 1.4 },
      { lat: 0.8, lon: 1.6 },
    ]);
    const cut = makeZones([
      { id: '0', geometry: zones.geometry[0]! },
      { id: '1#1', geometry: parts[0]! },
      { id: '1#2', geometry: parts[1]! },
      { id: '2', geometry: zones.geometry[2]! },
    ]);
    const sectorOf = new Int32Array(4);
    const [outline] = dissolve(cut, sectorOf, 1);
    expect(outline).toHaveLength(1);
    expect(outline![0]).toHaveLength(1);
    validate(cut, sectorOf, [outline!], 1e-6);
  });
});

describe.each([
  ['fr-finistere-cp', 1e-9],
  ['nasty-fr-islands-enclaves', 1e-9],
  ['germany-plz3', 1e-9],
  ['us-counties', 1e-5], // the source's own overlaps of 0.31 km²
  ['fr-codes-postaux', 1e-9],
])('%s (shared data)', (folder, tolerance) => {
  it.skipIf(!hasData(folder))('dissolves into the sectors of its 60 largest towns', () => {
    const raw = loadZones(folder);
    const zones = { ...raw, geometry: raw.geometry.map(shape => shape && mendPolygons(shape).polygons) };
    const population = new Map(
      readTable(folder, 'zones.csv').map(r => [r.get('id')!, Number(r.get('population'))]),
    );
    const size = (z: number) => population.get(zones.id[z]!)!;
    const towns = [...zones.id.keys()].sort((p, q) => size(q) - size(p)).slice(0, 60);
    const sectorOf = Int32Array.from(zones.id, (_, z) => {
      const km = towns.map(t => greatCircleKm(zones.lat[z]!, zones.lon[z]!, zones.lat[t]!, zones.lon[t]!));
      return km.indexOf(Math.min(...km));
    });
    const outlines = dissolve(zones, sectorOf, towns.length);
    validate(zones, sectorOf, outlines, tolerance);
    const held = makeLocator(
      makeZones(outlines.map((geometry, s) => ({ id: String(s).padStart(2, '0'), geometry }))),
    );
    const own = makeLocator(zones);
    zones.id.forEach((_, z) => {
      // a zone's point may lie in no zone, or in the overlap of two
      if (own.locate(zones.lat[z]!, zones.lon[z]!) !== z) return;
      expect(held.locate(zones.lat[z]!, zones.lon[z]!)).toBe(sectorOf[z]);
    });
  });
});
