import { describe, expect, it } from 'vitest';
import { conform } from '../../src/geo/conform.ts';
import { sharedEdges } from '../../src/geo/shared-edges.ts';
import { sphericalAreaKm2 } from '../../src/geo/sphere.ts';
import type { MultiPolygon } from '../../src/model/records.ts';
import { hasData, loadZones } from './real-data.ts';

type Shape = MultiPolygon['coordinates'];
const ring = (...points: [number, number][]): Shape => [[[...points, points[0]!]]];

//   2 ┌────┬────┐
//     │    │ b  │      a's eastern side has no vertex at (1, 1), where b and c meet
//   1 │ a  ├────┤
//     │    │ c  │
//   0 └────┴────┘
const a = ring([0, 0], [1, 0], [1, 2], [0, 2]);
const b = ring([1, 1], [2, 1], [2, 2], [1, 2]);
const c = ring([1, 0], [2, 0], [2, 1], [1, 1]);

describe('conform', () => {
  it('puts the vertex of a T-junction into the side that lacks it', () => {
    const [a2, b2, c2] = conform([a, b, c]);
    expect(a2![0]![0]).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [1, 2],
      [0, 2],
      [0, 0],
    ]);
    expect(b2).toBe(b);
    expect(c2).toBe(c);
    expect(sharedEdges(conform([a, b, c])).borderKm.size).toBe(3);
    expect(sharedEdges([a, b, c]).borderKm.size).toBe(1);
  });

  it('takes vertices within a meter of the line, in their order, and leaves others', () => {
    const ragged = ring([2, 0], [2, 2], [1.000001, 2], [1.000002, 1.5], [0.999998, 0.5], [1.000001, 0]);
    const [a2] = conform([a, ragged]);
    expect(a2![0]![0]!.slice(1, 5)).toEqual([
      [1, 0],
      [0.999998, 0.5],
      [1.000002, 1.5],
      [1, 2],
    ]);
    const apart = ring([2, 0], [2, 2], [1.001, 2], [1.001, 1], [1.001, 0]);
    expect(conform([a, apart])[0]).toBe(a);
  });

  it('returns the same objects when borders match, and copes with nothing', () => {
    const left = ring([0, 0], [1, 0], [1, 1], [1, 2], [0, 2]);
    const all = [left, b, c, null];
    expect(conform(all)).toBe(all);
    expect(conform([])).toEqual([]);
    expect(conform([null])).toEqual([null]);
  });

  it.skipIf(!hasData('fr-finistere-cp'))('mends a real map whose borders lost vertices (shared data)', () => {
    const zones = loadZones('fr-finistere-cp');
    const before = sharedEdges(zones.geometry);
    // insert a vertex in the middle of every edge of every third zone: the neighbors lack them
    const noisy = zones.geometry.map((shape, z) =>
      z % 3
        ? shape
        : shape!.map(rings =>
            rings.map(line =>
              line.flatMap((p, i) => {
                const q = line[i + 1];
                return q ? [p, [(p[0]! + q[0]!) / 2, (p[1]! + q[1]!) / 2]] : [p];
              }),
            ),
          ),
    );
    expect(sharedEdges(noisy).borderKm.size).toBeLessThan(before.borderKm.size);
    const after = conform(noisy);
    const km = (m: Map<number, number>) => [...m.values()].reduce((x, y) => x + y, 0);
    expect(sharedEdges(after).borderKm.size).toBe(before.borderKm.size);
    expect(km(sharedEdges(after).borderKm)).toBeCloseTo(km(before.borderKm), 4);
    after.forEach((shape, z) => {
      expect(sphericalAreaKm2(shape!)).toBeCloseTo(sphericalAreaKm2(zones.geometry[z]!), 4);
    });
  });
});
