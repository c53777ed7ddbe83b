// GeoJSON, GeoJSON a line, and TopoJSON: the squares of fixtures/tiny with some of their geometries and ids made odd.

import fc from 'fast-check';
import { topology } from 'topojson-server';
import { bytes } from './case.ts';
import { ZONES } from './tables.ts';
import { anyJson, anyName, PLACES } from './tokens.ts';

type Position = readonly unknown[];
type Ring = readonly Position[];

const square = (id: string): Ring => {
  const top = 46.3 - 0.1 * 'ABCD'.indexOf(id[0] as string);
  const left = 2 + 0.1 * (Number(id[1]) - 1);
  const round = (v: number) => Math.round(v * 1e6) / 1e6;
  const [l, r, b, t] = [left, left + 0.1, top, top + 0.1].map(round) as [number, number, number, number];
  return [
    [l, b],
    [r, b],
    [r, t],
    [l, t],
    [l, b],
  ];
};

const position: fc.Arbitrary<Position> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...PLACES) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 8 }))
      .map(([x, y]) => [2 + x / 20, 46 + y / 20]),
  },
  { weight: 1, arbitrary: fc.tuple(fc.double(), fc.double()) },
);

type Bend = (ring: Ring) => Ring;

const bends: fc.Arbitrary<Bend> = fc.oneof(
  fc.constant<Bend>(ring => ring.slice(0, -1)), // not closed
  fc.constant<Bend>(ring => [...ring].reverse()),
  fc.constant<Bend>(ring => [...ring, ...ring]),
  fc.constant<Bend>(ring => ring.flatMap(p => [p, p, p])),
  fc.constant<Bend>(ring => [ring[0], ring[2], ring[1], ring[3], ring[0]] as Ring), // crosses itself
  fc.constant<Bend>(ring => ring.map(() => ring[0] as Position)), // no area
  fc.constant<Bend>(ring => ring.map(p => [p[0], 46])), // flat
  fc.constant<Bend>(ring => ring.map(p => [p[1], p[0]])),
  fc.constant<Bend>(ring => ring.map(p => [Number(p[0]) * 1e5, Number(p[1]) * 1e5])),
  fc.constant<Bend>(ring => ring.map(p => [Number(p[0]) + 178, p[1]])), // over the antimeridian
  fc.constant<Bend>(ring => ring.map(p => [p[0], Number(p[1]) + 43.8])), // over the pole
  fc.constant<Bend>(ring => ring.map(p => [Number(p[0]) + 1e-9, p[1]])),
  fc.constant<Bend>(ring => ring.map(p => [...p, 1e308, 'z'])),
  fc.tuple(fc.nat(4), position).map(
    ([i, p]): Bend =>
      ring =>
        ring.map((old, k) => (k === i ? p : old)),
  ),
  fc.tuple(fc.nat(4), position).map(
    ([i, p]): Bend =>
      ring => [...ring.slice(0, i), p, ...ring.slice(i)],
  ),
);

const ring = (id: string): fc.Arbitrary<Ring> =>
  fc.array(bends, { maxLength: 2 }).map(list => list.reduce((r, bend) => bend(r), square(id)));
const anyRing: fc.Arbitrary<Ring> = fc.array(position, { maxLength: 8 });

const geometry = (id: string): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 8, arbitrary: ring(id).map(r => ({ type: 'Polygon', coordinates: [r] })) },
    {
      weight: 1,
      arbitrary: fc.tuple(ring(id), anyRing).map(list => ({ type: 'Polygon', coordinates: list })),
    },
    {
      weight: 1,
      arbitrary: fc
        .array(fc.oneof(ring(id), anyRing), { maxLength: 3 })
        .map(list => ({ type: 'MultiPolygon', coordinates: list.map(r => [r]) })),
    },
    { weight: 1, arbitrary: position.map(coordinates => ({ type: 'Point', coordinates })) },
    { weight: 1, arbitrary: anyRing.map(coordinates => ({ type: 'LineString', coordinates })) },
    {
      weight: 1,
      arbitrary: fc
        .array(anyRing, { maxLength: 3 })
        .map(coordinates => ({ type: 'MultiLineString', coordinates })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(ring(id), fc.nat(200)).map(([r, depth]) => {
        let inner: unknown = { type: 'Polygon', coordinates: [r] };
        for (let i = 0; i < depth; i++) inner = { type: 'GeometryCollection', geometries: [inner] };
        return inner;
      }),
    },
    { weight: 1, arbitrary: anyJson },
    { weight: 1, arbitrary: anyJson.map(coordinates => ({ type: 'Polygon', coordinates })) },
    {
      weight: 1,
      arbitrary: anyJson.map(coordinates => ({ type: 'MultiPolygon', coordinates: [coordinates] })),
    },
  );

const plain = (id: string): unknown => ({
  type: 'Feature',
  properties: { id, name: `Square ${id}`, department: id[0] },
  geometry: { type: 'Polygon', coordinates: [square(id)] },
});

const odd = (id: string): fc.Arbitrary<unknown> =>
  fc
    .record({
      id: fc.oneof(
        { weight: 3, arbitrary: fc.constant<unknown>(id) },
        { weight: 1, arbitrary: anyName },
        { weight: 1, arbitrary: anyJson },
      ),
      name: fc.oneof(anyName, anyJson),
      extra: fc.dictionary(anyName, anyJson, { maxKeys: 3 }),
      geometry: geometry(id),
      own: fc.boolean(),
    })
    .map(({ id: key, name, extra, geometry: shape, own }) => ({
      type: 'Feature',
      ...(own ? { id: key } : {}),
      properties: own ? { name, ...extra } : { id: key, name, ...extra },
      geometry: shape,
    }));

/** All squares, some of which are odd. */
export const features: fc.Arbitrary<unknown[]> = fc
  .tuple(...ZONES.map(id => fc.option(odd(id), { freq: 6 })))
  .map(list => list.map((feature, i) => feature ?? plain(ZONES[i] as string)));

const frame = (list: unknown[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 8, arbitrary: fc.constant(JSON.stringify({ type: 'FeatureCollection', features: list })) },
    { weight: 2, arbitrary: fc.constant(list.map(item => JSON.stringify(item)).join('\n')) },
    { weight: 1, arbitrary: fc.constant(list.map(item => `\u001e${JSON.stringify(item)}\n`).join('')) },
    { weight: 1, arbitrary: fc.constant(JSON.stringify(list)) },
    { weight: 1, arbitrary: fc.constant(JSON.stringify(list[0])) },
    {
      weight: 1,
      arbitrary: anyJson.map(crs =>
        JSON.stringify({ type: 'FeatureCollection', crs: { properties: { name: crs } }, features: list }),
      ),
    },
    { weight: 1, arbitrary: anyJson.map(value => JSON.stringify({ type: value, features: list })) },
    { weight: 1, arbitrary: anyJson.map(value => JSON.stringify(value)) },
  );

export const geoJson: fc.Arbitrary<Uint8Array> = features.chain(frame).map(bytes);

const SQUARES = {
  type: 'FeatureCollection' as const,
  features: ZONES.map(id => plain(id)) as never[],
};

/** The squares over shared arcs. */
export const TOPOLOGY: string = JSON.stringify(topology({ zones: SQUARES } as never, 1e5));

/** Accounts as points. */
export const accountPoints: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.record({
      id: fc.oneof(fc.nat(50).map(String), anyName, anyJson),
      at: position,
      extra: fc.dictionary(anyName, anyJson, { maxKeys: 2 }),
      zone: fc.constantFrom(...ZONES),
    }),
    { maxLength: 12 },
  )
  .map(list =>
    list.map(({ id, at, extra, zone }) => ({
      type: 'Feature',
      properties: { id, postal_code: zone, potential: 3, ...extra },
      geometry: { type: 'Point', coordinates: at },
    })),
  )
  .chain(frame)
  .map(bytes);
