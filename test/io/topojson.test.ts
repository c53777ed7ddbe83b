import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { expect, test } from 'vitest';
import { topologyFeatures } from '../../src/io/topojson.ts';

test('features made one by one are those that topojson-client makes of all', () => {
  const square = {
    type: 'Polygon',
    arcs: [[0]],
    id: 7,
    bbox: [0, 0, 1, 1],
    properties: { name: 'a' },
  } as const;
  const zones = {
    type: 'GeometryCollection',
    geometries: [
      square,
      { type: 'MultiPolygon', arcs: [[[~0]], [[0]]] },
      { type: 'GeometryCollection', geometries: [square, { type: 'Point', coordinates: [1, 1] }] },
      { type: null },
    ],
  } as unknown as GeometryCollection;
  const arcs = [[[0, 0], [5, 0], [0, 5], [-5, -5]]]; // biome-ignore format: one line
  for (const transform of [{}, { transform: { scale: [0.1, 0.1], translate: [2, 48] } }]) {
    const topology = { type: 'Topology', objects: { zones }, arcs, ...transform } as unknown as Topology;
    const all = feature(topology, zones) as { features: unknown[] };
    expect(all.features).toHaveLength(4);
    expect([...topologyFeatures(topology, 'a.json')]).toEqual(all.features);
  }
});
