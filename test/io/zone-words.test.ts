// Zones of every form and at the edge of what can be read, and what is read of each, or said of it, in zone-words.txt.

import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { csv, geojson, point, ring, rows, zone } from './file-parts.ts';
import { type FileCase, wordsOfFiles } from './file-readers.ts';

const shape = (id: string, geometry: unknown, more = {}) => ({
  type: 'Feature',
  properties: { id },
  geometry,
  ...more,
});
const square = (x: number, y = 48, size = 0.1) => [ring(x, y, size)];
const inFrance = [zone('F', ring(2, 48, 0.1)), zone('G', ring(2.1, 48, 0.1))];
const epsg = (name: unknown, ...features: readonly object[]) =>
  JSON.stringify({ type: 'FeatureCollection', crs: { type: 'name', properties: { name } }, features });
const topology = (objects: unknown, arcs: unknown = [ring(2, 48, 0.1)], more = {}) =>
  JSON.stringify({ type: 'Topology', objects, arcs, ...more });
const part = (id: string, ...arcs: readonly number[]) => ({
  type: 'Polygon',
  arcs: [arcs],
  properties: { id },
});
const nested = (depth: number): unknown =>
  depth === 0
    ? { type: 'Polygon', coordinates: square(2) }
    : { type: 'GeometryCollection', geometries: [nested(depth - 1)] };
const metres = (x: number, y: number, flip = false) => ring(x, y, 9000, flip);

const FILES: readonly FileCase[] = [
  [
    'zones',
    'geometries of every kind',
    geojson(
      shape('polygon', { type: 'Polygon', coordinates: square(2) }),
      shape('multi', { type: 'MultiPolygon', coordinates: [square(2.2), square(2.4)] }),
      shape('point', { type: 'Point', coordinates: [2.65, 48.05] }),
      shape('points', {
        type: 'MultiPoint',
        coordinates: [
          [2.75, 48.05],
          [3, 48],
        ],
      }),
      shape('closed', { type: 'LineString', coordinates: ring(2.8, 48, 0.1) }),
      shape('open', {
        type: 'LineString',
        coordinates: [
          [2.9, 48],
          [3, 48],
          [3, 48.1],
          [2.9, 48.1],
        ],
      }),
      shape('short', {
        type: 'LineString',
        coordinates: [
          [2.9, 48.2],
          [3, 48.2],
          [2.9, 48.2],
        ],
      }),
      shape('half', {
        type: 'LineString',
        coordinates: [
          [3, 49],
          [3.1, 49],
          [3.1, 49.1],
          [3, 49.1],
        ],
      }),
      shape('lines', {
        type: 'MultiLineString',
        coordinates: [
          ring(3, 48, 0.1),
          [
            [3, 48],
            [4, 48],
          ],
          ring(3.2, 48, 0.1),
        ],
      }),
      shape('bits', {
        type: 'MultiLineString',
        coordinates: [
          [
            [3.45, 48],
            [4, 48],
          ],
        ],
      }),
      shape('no lines', { type: 'MultiLineString', coordinates: [] }),
      shape('collection', {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Point', coordinates: [3.65, 48.05] },
          { type: 'Polygon', coordinates: square(3.6) },
        ],
      }),
      shape('two', {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Polygon', coordinates: square(3.8) },
          { type: 'Polygon', coordinates: square(4) },
        ],
      }),
      shape('points only', {
        type: 'GeometryCollection',
        geometries: [null, { type: 'Point', coordinates: [4.25, 48.05] }],
      }),
      shape('nothing', { type: 'GeometryCollection', geometries: 5 }),
      shape('deep', nested(100)),
      shape('too deep', nested(102)),
      shape('circle', { type: 'Circle', coordinates: [4.4, 48] }),
      shape('no type', {}),
      shape('text', { type: 'Polygon', coordinates: 'none' }),
      shape('list', [1]),
    ),
  ],
  [
    'zones',
    'properties of every kind',
    geojson({
      type: 'Feature',
      id: 7,
      properties: {
        text: ' a ',
        number: 1.5,
        big: 1e21,
        yes: true,
        nothing: null,
        list: ['a', 1, null],
        deep: [[1]],
        object: { a: 'b' },
        nul: 'a\0b',
        half: '\ud800',
        'nul\0': 1,
      },
      geometry: { type: 'Polygon', coordinates: square(2) },
    }),
  ],
  [
    'zones',
    'ids of the features, of which one has none',
    geojson(
      {
        type: 'Feature',
        id: 'A',
        properties: { a: 1 },
        geometry: { type: 'Polygon', coordinates: square(2) },
      },
      {
        type: 'Feature',
        id: {},
        properties: { b: 2 },
        geometry: { type: 'Polygon', coordinates: square(3) },
      },
    ),
  ],
  [
    'zones',
    'an id of its own and a column of ids',
    geojson({
      type: 'Feature',
      id: 'own',
      properties: { code: 'C1' },
      geometry: { type: 'Polygon', coordinates: square(2) },
    }),
  ],
  [
    'zones',
    'what is no feature',
    geojson(...inFrance, { type: 'Polygon', coordinates: [] }, 5 as never, {}, null as never, [] as never),
  ],
  ['zones', 'a single feature', JSON.stringify(inFrance[0])],
  [
    'zones',
    'a list of features and of a collection',
    JSON.stringify([inFrance[0], { features: [inFrance[1]] }]),
  ],
  ['zones', 'a sequence', inFrance.map(one => `\u001e${JSON.stringify(one)}\n`).join('')],
  ['zones', 'Esri JSON', '{"features":[{"attributes":{"id":1},"geometry":{"rings":[]}}]}'],
  ['zones', 'a bare geometry', '{"type":"Polygon","coordinates":[]}'],
  ['zones', 'a bare collection', '{"type":"GeometryCollection","geometries":[]}'],
  ['zones', 'an object of another type', '{"type":"Thing","a":1,"b":2,"c":3,"d":4,"e":5}'],
  ['zones', 'a list of nothing', '[]'],
  ['zones', 'JSON that stops', '{"type":"FeatureCollection","features":[{"type":"Feature"'],
  ['zones', 'JSON with a comma too many', '{"type":"FeatureCollection",\n"features":[\n{},]}'],
  ['zones', 'JSON with a line that is none', `${JSON.stringify(inFrance[0])}\n{"type":\n`],
  ['zones', 'WGS84 by name', epsg('urn:ogc:def:crs:OGC:1.3:CRS84', ...inFrance)],
  [
    'zones',
    'Lambert-93 by name',
    epsg('urn:ogc:def:crs:EPSG::2154', zone('A', metres(650_000, 6_860_000))),
    { country: 'DE' },
  ],
  [
    'zones',
    'Lambert-93 by name, northing first, and one that is not',
    epsg('EPSG:2154', zone('A', metres(650_000, 6_860_000, true)), zone('B', metres(5, 5))),
  ],
  ['zones', 'Web-Mercator by name', epsg('EPSG:3857', zone('A', metres(261_000, 6_250_000)), ...inFrance)],
  [
    'zones',
    'Web-Mercator by another name, beyond its edge',
    epsg(
      'urn:ogc:def:crs:EPSG:6.9:900913',
      zone('A', metres(261_000, 6_250_000)),
      zone('B', metres(20_050_001, 0)),
    ),
  ],
  ['zones', 'another grid by name', epsg('EPSG:27572', zone('A', metres(600_000, 2_400_000)))],
  ['zones', 'degrees by name that are meters', epsg('EPSG:4326', zone('A', metres(650_000, 6_860_000)))],
  ['zones', 'no name of a grid', epsg(5, ...inFrance)],
  [
    'zones',
    'Lambert-93 among meters of another grid',
    geojson(
      ...rows(20, r => `L${r}`).map((id, r) => zone(id, metres(650_000, 6_100_000 + 10_000 * r))),
      zone('X', metres(4000, 4000)),
    ),
  ],
  [
    'zones',
    'Lambert-93 among too many of another grid',
    geojson(
      ...rows(19, r => `L${r}`).map((id, r) => zone(id, metres(650_000, 6_100_000 + 10_000 * r))),
      zone('X', metres(4000, 4000)),
    ),
  ],
  [
    'zones',
    'twenty of forty-one swapped',
    geojson(
      ...rows(20, r => `S${r}`).map((id, r) => zone(id, ring(2 + r / 10, 48, 0.1, true))),
      ...rows(21, r => `Z${r}`).map((id, r) => zone(id, ring(2 + r / 10, 47, 0.1))),
    ),
  ],
  [
    'zones',
    'on both sides of the antimeridian',
    geojson(
      shape('F', {
        type: 'MultiPolygon',
        coordinates: [[ring(-179.9, -16, 0.5)], [ring(179, -16, 0.9)]],
      }),
      shape('W', { type: 'MultiPolygon', coordinates: [[ring(-100, 40, 1)], [ring(100, 40, 1)]] }),
    ),
    { country: 'FJ' },
  ],
  ...(
    [
      [-361, 10],
      [-360, 10],
      [359.5, 10],
      [1, -90.5],
      [1, -90],
      [1, 89],
      // what is beyond a pole may be longitude, if the other may be latitude
      [89.5, 100],
      [89, 100],
      [-90.5, 100],
      [-90, 100],
    ] as const
  ).map(
    ([x, y]): FileCase => [
      'zones',
      `at the edge of the Earth, ${x} ${y}`,
      geojson(zone('A', ring(x, y, 1)), zone('B', ring(170, 10, 1))),
      { country: 'XK' },
    ],
  ),
  [
    'zones',
    'longitudes up to 360',
    geojson(zone('A', ring(359, 10, 1)), zone('B', ring(360, 10, 1))),
    { country: 'XK' },
  ],
  [
    'zones',
    'latitudes up to 90',
    geojson(zone('A', ring(1, 89, 1)), zone('B', ring(1, 89.5, 1))),
    { country: 'XK' },
  ],
  ['zones', 'swapped in a country without a box', geojson(zone('A', ring(1, 100, 1))), { country: 'XK' }],
  [
    'zones',
    'points far from their polygons',
    geojson(
      zone('A', ring(2, 48, 0.1), { lat: 48.05, lon: 2.2 }),
      zone('B', ring(2.2, 48, 0.1), { lat: 49, lon: 3 }),
      zone('C', ring(2.4, 48, 0.1), { lat: '48,05', lon: '' }),
      zone('D', ring(2.6, 48, 0.001), { lat: 48.008, lon: 2.6005 }),
    ),
  ],
  [
    'zones',
    'the same id again: the same, parts, and three points',
    geojson(
      zone('A', ring(2, 48, 0.1)),
      zone('A', ring(2, 48, 0.1)),
      zone('B', ring(2.2, 48, 0.1), { n: 5, t: '' }),
      zone('B', ring(2.25, 48, 0.1), { n: 6, t: 'x' }),
      point({ id: 'C' }, [2.5, 48]),
      point({ id: 'C' }, [2.5, 48.1]),
      point({ id: 'C' }, [2.6, 48.4]),
    ),
  ],
  ['zones', 'one id ten times', csv('id,lat,lon', ...rows(10, r => `A,48.${r},2`))],
  ['zones', 'one id eight times', csv('id,lat,lon', ...rows(8, r => `A,48.${r},2`))],
  ['zones', 'one row again', csv('id,lat,lon', 'A,48,2', 'A,48,2', 'B,48,3')],
  [
    'zones',
    'areas of the file',
    geojson(
      zone('A', ring(2, 48, 0.1), { area_km2: 80 }),
      zone('B', ring(2.2, 48, 0.1), { area_km2: -1 }),
      zone('C', ring(2.4, 48, 0.1), { area_km2: null }),
    ),
  ],
  [
    'zones',
    'areas in hectares',
    geojson(zone('A', ring(2, 48, 0.1), { surface: 8200 }), zone('B', ring(2.2, 48, 0.1), { surface: 8200 })),
  ],
  [
    'zones',
    'areas half of what they are',
    geojson(zone('A', ring(2, 48, 0.1), { area: 41.4 }), zone('B', ring(3, 48, 0.1), { area: 41.4 })),
  ],
  [
    'zones',
    'areas twice of what they are',
    geojson(zone('A', ring(2, 48, 0.1), { area: 165 }), zone('B', ring(3, 48, 0.1), { area: 165 })),
  ],
  [
    'zones',
    'zones that are nowhere',
    csv('id,lat,lon,name', 'A,48,2,a', 'B,,,b', 'C,x,2,c', 'D,91,2,d', 'E,0,0,e', 'F,48,,f'),
  ],
  [
    'zones',
    'features that are nowhere',
    geojson(zone('A', null), zone('B', []), zone('C', null, { lat: 48 })),
  ],
  [
    'zones',
    'a shape without area, off the Earth',
    geojson(
      zone('A', [
        [2, 48],
        [2, 48],
        [2, 48],
        [2, 48],
      ]),
      zone('B', ring(2.2, 48, 0.1)),
    ),
  ],
  [
    'zones',
    'points among polygons',
    geojson(...inFrance, point({ id: 'P' }, [2.5, 48]), zone('Q', null, { lat: 48, lon: 2.6 })),
  ],
  ['zones', 'no id column', csv('name,lat,lon', 'A,48,2')],
  ['zones', 'no column that is known', csv('a,b', '1,2')],
  ['zones', 'two id columns', csv('code,insee,lat,lon', 'A,B,48,2')],
  [
    'zones',
    'an id column by --map',
    csv('name,where,lat,lon', 'A,Z1,48,2'),
    { map: new Map([['id', 'where']]) },
  ],
  [
    'zones',
    'an id column by --map that is not there',
    csv('name,where,lat,lon', 'A,Z1,48,2'),
    { map: new Map([['id', 'wher']]) },
  ],
  ['zones', 'a header alone', csv('id,lat,lon')],
  [
    'zones',
    'rows that cannot be read',
    csv('id,lat,lon', 'A,48', 'B,48,2,3', '"C",48,2', 'D,"48,2', 'E,48,2,,'),
  ],
  ['zones', 'rows without ids', csv('id,lat,lon', ',48,2', ' ,48,2', 'A,48,2')],
  [
    'zones',
    'as a plan wrote them',
    csv(
      'layer,zone_id,zone_name,sector_id,rep_id,incumbent_rep_id,moved,lat,lon,accounts',
      "default,'=A,'+b,S1,R1,R2,1,48,2,3",
      'default,B,b,S1,R1,R1,0,48,3,4',
    ),
  ],
  [
    'zones',
    'numbers, codes and texts in columns',
    csv(
      'id;lat;lon;a;b;c;d',
      'A;48,5;2,5;1,5;01;1.234;x',
      'B;48,25;3,5;-2,5;02;2.345;',
      'C;48,75;1,5;;03;1;y',
    ),
    { measures: ['a', 'C', 'gone', 'd'] },
  ],
  [
    'zones',
    'neighbors in brackets and quotes',
    csv('id,lat,lon,voisins', 'A,48,2,{B}', "B,48,3,(A;'C')", 'C,48,4,"[A|A|""B""]"', 'D,48,5,'),
  ],
  ['zones', 'ids of spreadsheets', csv('id,lat,lon', '="A1",48,2', "'A2,48,3", '1234.0,48,4', ' A4 ,48,5')],
  [
    'zones',
    'four digits, most end in zero, five as many',
    csv('code,lat,lon', '1000,46.2,5.3', '75010,48.8,2.3'),
  ],
  ['zones', 'four digits where they say', csv('code,lat,lon', '1000,46.2,5.3', '9000,43,1.6', '3100,46.4,3')],
  ['zones', 'four digits elsewhere', csv('code,lat,lon', '1000,48.2,5.3', '9000,43,1.6', '3100,46.4,3')],
  ['zones', 'four digits at the edge of reach', csv('cp,lat,lon', '1000,46.1,6.64')],
  ['zones', 'four digits beyond reach', csv('cp,lat,lon', '1000,46.1,6.66')],
  [
    'zones',
    'four digits that do not end in zero',
    csv('code,lat,lon', '1001,46.2,5.3', '1002,46.2,5.4', '1000,46.2,5.5'),
  ],
  ['zones', 'four digits named postal', csv('Code postal,lat,lon', '1001,46.2,5.3', '1002,46.2,5.4')],
  ['zones', 'four digits named by town', csv('code_commune,lat,lon', '1000,46.2,5.3', '1010,46.2,5.4')],
  // names that only contain those that say INSEE, and those that say postal code
  ...['telecom', 'comptoir'].map(
    (name): FileCase => [
      'zones',
      `four digits of ${name}`,
      csv(`${name},lat,lon`, '1000,46.2,5.3', '1010,46.2,5.4'),
      { map: new Map([['id', name]]) },
    ],
  ),
  ...['ocp', 'gzip', 'xplz', 'cpx', 'zipper', 'plzx', 'apostal', 'canton', 'depcom', 'codgeo', 'iris'].map(
    (name): FileCase => [
      'zones',
      `four digits of ${name} that do not end in zero`,
      csv(`${name},lat,lon`, '1001,46.2,5.3', '1002,46.2,5.4'),
      { map: new Map([['id', name]]) },
    ],
  ),
  ['zones', 'four digits in Belgium', csv('cp,lat,lon', '1000,50.8,4.4', '1090,50.9,4.3'), { country: 'BE' }],
  [
    'zones',
    'four digits among others',
    csv('cp,lat,lon', ...rows(9, r => `10${r}0,46.2,5.${r}`), 'x,46.2,5'),
  ],
  [
    'zones',
    'four digits among too many others',
    csv('cp,lat,lon', ...rows(8, r => `10${r}0,46.2,5.${r}`), 'x,46.2,5'),
  ],
  ['zones', 'a topology', topology({ z: { type: 'GeometryCollection', geometries: [part('A', 0)] } })],
  ['zones', 'a topology of one geometry', topology({ z: part('A', 0) })],
  [
    'zones',
    'a topology with a collection in it',
    topology(
      {
        z: {
          type: 'GeometryCollection',
          geometries: [
            { type: 'GeometryCollection', properties: { id: 'C' }, geometries: [part('in', 0)] },
            part('B', 1),
          ],
        },
      },
      [ring(2, 48, 0.1), ring(3, 48, 0.1)],
    ),
  ],
  [
    'zones',
    'a topology in steps',
    topology(
      { z: part('A', 0) },
      [
        [
          [0, 0],
          [10, 0],
          [0, 10],
          [-10, 0],
          [0, -10],
        ],
      ],
      { transform: { scale: [0.01, 0.01], translate: [2, 48] } },
    ),
  ],
  ['zones', 'a topology without objects', topology({})],
  ['zones', 'a topology of two', topology({ zones: part('A', 0), depts: part('B', 0) })],
  ['zones', 'a topology without its arcs', topology({ z: part('A', 3) })],
  ['zones', 'a topology of nothing', topology({ z: null })],
  ['zones', 'UTF-16', Buffer.from(`\ufeff${csv('id,lat,lon,name', 'É1,48,2,Évry')}`, 'utf16le')],
  [
    'zones',
    'UTF-16 that is cut',
    Buffer.from(csv('id,lat,lon,name', 'É1,48,2,Évry'), 'utf16le').subarray(0, -1),
  ],
  ['zones', 'Windows-1252', Buffer.from(csv('id,lat,lon,name', 'A,48,2,\u00c9vry \u0080'), 'latin1')],
  [
    'zones',
    'glued of two encodings',
    Buffer.concat([
      Buffer.from(csv('id,lat,lon,name', 'A,48,2,Évry', 'B,48,3,Île')),
      Buffer.from('C,48,4,\u00c9vry\nD,48,5,\u00ce\n', 'latin1'),
    ]),
  ],
  ['zones', 'a web page', '\n <!DOCTYPE html><html>'],
  ['zones', 'XML behind a mark', '\ufeff<?xml version="1.0"?>'],
  ['zones', 'an image', Buffer.from('\x89PNG\r\n', 'latin1')],
  ['zones', 'a photograph', Buffer.from('\xff\xd8\xff\xe0', 'latin1')],
  ['zones', 'a gzip archive', Buffer.from('\x1f\x8b\x08', 'latin1')],
  ['zones', 'an old workbook', Buffer.from('\xd0\xcf\x11\xe0\xa1', 'latin1')],
  ['zones', 'a PDF', '%PDF-1.4'],
  ['zones', 'bytes of nothing known', Buffer.from('\x89PN,b\n1,2\n', 'latin1')],
];

it('what is read of zones, or said of them', async () => {
  await expect(await wordsOfFiles(FILES)).toMatchFileSnapshot('zone-words.txt');
});
