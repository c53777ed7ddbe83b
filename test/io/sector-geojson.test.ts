import fc from 'fast-check';
import { expect, test } from 'vitest';
import { featureCollection, type MapFeature } from '../../src/io/sector-geojson.ts';

const ring = [
  [0, 0],
  [1.23456789, 0],
  [0, -0.0000001],
  [0, 0],
];
const feature = (more: Partial<MapFeature>): MapFeature => ({
  id: 'A',
  geometry: [[ring]],
  properties: new Map<string, string | number | null>([
    ['zones', 2],
    ['kg_co2', null],
    ['__proto__', 'x'],
  ]),
  color: '#0072b2',
  ...more,
});

test('valid GeoJSON, a feature a line, six decimals, simplestyle', () => {
  const text = [
    ...featureCollection([
      feature({}),
      feature({ id: 'B', geometry: [[ring], [ring]] }),
      feature({ geometry: [2, 48] }),
      feature({ geometry: [] }),
    ]),
  ].join('');
  const lines = text.trim().split('\n');
  expect(lines).toHaveLength(6);
  const { type, features } = JSON.parse(text) as {
    type: string;
    features: {
      geometry: { type: string; coordinates: unknown[] } | null;
      properties: Record<string, unknown>;
    }[];
  };
  expect(type).toBe('FeatureCollection');
  expect(features.map(f => f.geometry?.type)).toEqual(['Polygon', 'MultiPolygon', 'Point', undefined]);
  expect(features[0]!.geometry?.coordinates[0]).toEqual([
    [0, 0],
    [1.234568, 0],
    [0, 0],
    [0, 0],
  ]);
  expect(features[0]!.properties).toMatchObject({
    zones: 2,
    kg_co2: null,
    fill: '#0072b2',
    stroke: '#0072b2',
  });
  expect(Object.hasOwn(features[0]!.properties, '__proto__')).toBe(true);
  expect(features[2]!.properties['marker-color']).toBe('#0072b2');
  expect(text).not.toContain('-0,');
});

test('a few points, and a place that nobody knows', () => {
  const text = [
    ...featureCollection([
      feature({
        geometry: [
          [2, 48],
          [3, 47],
        ],
      }),
      feature({ geometry: null }),
    ]),
  ].join('');
  const { features } = JSON.parse(text) as { features: { geometry: unknown }[] };
  expect(features.map(({ geometry }) => geometry)).toEqual([
    {
      type: 'MultiPoint',
      coordinates: [
        [2, 48],
        [3, 47],
      ],
    },
    null,
  ]);
});

test('no features at all', () => {
  expect(JSON.parse([...featureCollection([])].join(''))).toEqual({
    type: 'FeatureCollection',
    features: [],
  });
});

test('every coordinate is written as the nearest millionth of a degree, as JavaScript would', () => {
  const coordinate = fc.double({ min: -180, max: 180, noNaN: true });
  fc.assert(
    fc.property(coordinate, coordinate, (lon, lat) => {
      const text = [...featureCollection([feature({ geometry: [lon, lat] })])].join('');
      const shortest = (x: number) => String(Math.round(x * 1e6) / 1e6 + 0).replace('1e-6', '0.000001');
      const written = (x: number) => shortest(x).replace(/^(-?)([2-9])e-6$/, '$10.00000$2');
      expect(text).toContain(`"coordinates":[${written(lon)},${written(lat)}]`);
    }),
    { numRuns: 500 },
  );
});
