import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shapeTools } from '../../src/geo/zone-shape.ts';
import { InputError, IssueLog, RejectLog } from '../../src/io/issues.ts';
import { bytesSource } from '../../src/io/source.ts';
import { readZones, type ZoneOptions } from '../../src/io/zones.ts';
import type { Issue, Zones } from '../../src/model/records.ts';

interface Read {
  readonly zones: Zones;
  readonly issues: readonly Issue[];
  readonly codes: readonly string[];
  readonly rejects: RejectLog;
}

async function read(text: string | Uint8Array, options: Partial<ZoneOptions> = {}): Promise<Read> {
  const log = new IssueLog();
  const rejects = new RejectLog();
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const source = bytesSource('zones', bytes);
  const zones = await readZones(
    source,
    { country: 'FR', map: new Map(), measures: [], shapes: shapeTools, ...options },
    log,
    rejects,
  );
  expect(source.sha256()).toHaveLength(64);
  // what the rest of the program relies on
  expect([...zones.id]).toEqual([...zones.id].sort());
  expect(new Set(zones.id).size).toBe(zones.count);
  for (let z = 0; z < zones.count; z++) {
    expect(Number.isFinite(zones.lat[z]) && Number.isFinite(zones.lon[z])).toBe(true);
  }
  const issues = log.issues();
  if (!log.counts().has('missing-column')) expect(zones.rowsRead).toBe(zones.count + rejects.count());
  return {
    zones,
    issues,
    codes: issues.map(issue => issue.code).filter(code => code !== 'matched-by-synonym'),
    rejects,
  };
}

const failure = async (text: string, options: Partial<ZoneOptions> = {}): Promise<Issue> => {
  try {
    await read(text, options);
  } catch (error) {
    if (error instanceof InputError) return error.issues.at(-1)!;
    throw error;
  }
  throw new Error('should have failed');
};

const square = (west: number, south: number, size = 0.1) => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
type Json = Record<string, unknown>;
const feature = (properties: Json | null, geometry: unknown, more: Json = {}) => ({
  type: 'Feature',
  properties,
  geometry,
  ...more,
});
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const at = (id: string, west: number, south = 47, properties: Json = {}) =>
  feature({ id, ...properties }, polygon(square(west, south)));
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const text = (read: Read, code: string) => read.issues.filter(issue => issue.code === code);

describe('GeoJSON', () => {
  it('is read with ids, points, areas, parents and numbers, sorted by id', async () => {
    const { zones, codes } = await read(
      collection(
        at('29200', 2.1, 47, { nom: 'Brest', dep: '29', population: 12, kind: 'city' }),
        at('01000', 2, 47, { nom: 'Bourg', dep: '01', population: 7.5, kind: null }),
      ),
      { measures: ['population'] },
    );
    expect(codes).toEqual([]);
    expect(zones.id).toEqual(['01000', '29200']);
    expect(zones.name).toEqual(['Bourg', 'Brest']);
    expect([...zones.line]).toEqual([2, 1]);
    expect(zones.parents.get('department')).toEqual(['01', '29']);
    expect(zones.parents.get('kind')).toEqual(['', 'city']);
    expect([...zones.numbers.get('population')!]).toEqual([7.5, 12]);
    expect(zones.lat[0]).toBeCloseTo(47.05, 6);
    expect(zones.lon[0]).toBeCloseTo(2.05, 6);
    expect(zones.areaKm2[0]).toBeCloseTo(84.2, 0);
    expect(zones.neighborIds).toBeNull();
  });

  it.each([
    ['one feature', JSON.stringify(at('A', 2))],
    ['an array of features', JSON.stringify([at('A', 2)])],
    ['a feature a line', `${JSON.stringify(at('A', 2))}\n${JSON.stringify(at('B', 3))}\n`],
    ['a text sequence', `\u001e${JSON.stringify(at('A', 2))}\n\u001e${JSON.stringify(at('B', 3))}\n`],
    ['with a byte-order mark', `\ufeff${collection(at('A', 2))}`],
  ])('is read as %s', async (_, input) => {
    const { zones, codes } = await read(input);
    expect(zones.id[0]).toBe('A');
    expect(codes).toEqual([]);
  });

  it.each([
    ['broken JSON', '{"type": "FeatureCollection",\n "features": [}\n', 'bad-json', 2],
    ['a file cut off', collection(at('A', 2)).slice(0, 90), 'bad-json', 1],
    ['a broken line among features', `${JSON.stringify(at('A', 2))}\n{"type": "Feat\n`, 'bad-json', 2],
    ['a bare geometry', JSON.stringify(polygon(square(2, 47))), 'bare-geometry', null],
    ['Esri JSON', '{"features":[{"attributes":{},"geometry":{"rings":[]}}]}', 'esri-json', null],
    ['something else', '{"hello": 1}', 'no-features', null],
    ['no features', '{"type":"FeatureCollection","features":[]}', 'no-zones', null],
  ])('says when it is %s', async (_, input, code, line) => {
    const issue = await failure(input);
    expect(issue.code).toBe(code);
    if (line !== null) expect(issue.line).toBe(line);
    expect(issue.remedy).not.toBe('');
  });

  it('takes the id from synonyms, from feature.id, or from --map', async () => {
    const byName = await read(collection(feature({ code: 'X', nom: 'x' }, polygon(square(2, 47)))));
    expect(byName.zones.id).toEqual(['X']);
    const geometry = polygon(square(2, 47));
    const own = await read(collection(feature({ nom: 'x' }, geometry, { id: 75056 })));
    expect(own.zones.id).toEqual(['75056']);
    const mapped = await read(collection(feature({ code: 'X', lau: 'Y' }, geometry)), {
      map: new Map([['id', 'lau']]),
    });
    expect(mapped.zones.id).toEqual(['Y']);
  });

  it('says when no property is an id', async () => {
    const { zones, issues } = await read(collection(feature({ title: 'x' }, polygon(square(2, 47)))));
    expect(zones.count).toBe(0);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['missing-column', 'error']]);
    expect(issues[0]!.found).toContain('title');
  });
});

describe('zones that are no zones', () => {
  it('without id go to the rejects, with their feature number', async () => {
    const result = await read(
      collection(at('A', 2), feature({ id: ' ' }, polygon(square(3, 47))), feature(null, null)),
    );
    expect(result.zones.id).toEqual(['A']);
    expect(text(result, 'missing-id').map(issue => [issue.line, issue.feature, issue.severity])).toEqual([
      [2, true, 'warning'],
      [3, true, 'warning'],
    ]);
    expect([...result.rejects.rejects()].map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'missing-id: found no id; expected an id'],
      [3, 'missing-id: found no id; expected an id'],
    ]);
  });

  it('and objects that are no features, too', async () => {
    const result = await read(collection(at('A', 2), null, 7, polygon(square(2, 47))));
    expect(text(result, 'bad-feature').map(issue => issue.line)).toEqual([2, 3, 4]);
    expect(result.rejects.count()).toBe(3);
  });

  it('and those that are nowhere', async () => {
    const result = await read(collection(at('A', 2), feature({ id: 'B' }, null)));
    expect(result.zones.id).toEqual(['A']);
    expect(result.codes).toEqual(['zone-without-place']);
    expect(result.rejects.count()).toBe(1);
  });
});

describe('ids', () => {
  it('repeated: parts of one zone, numbers added up where they differ', async () => {
    const parts = [
      at('A', 2, 47, { population: 10, rate: 3, name: 'x' }),
      at('A', 3, 47, { population: 20, rate: 3, name: '' }),
      at('B', 4),
    ];
    const result = await read(collection(...parts), { measures: ['population', 'rate'] });
    expect(result.zones.id).toEqual(['A', 'B']);
    expect(result.zones.geometry[0]).toHaveLength(2);
    expect(result.zones.numbers.get('population')![0]).toBe(30);
    expect(result.zones.numbers.get('rate')![0]).toBe(3);
    const [issue] = text(result, 'repeated-id');
    expect(issue!.found).toBe('id "A" in 2 features: 1, 2');
    expect(issue!.severity).toBe('warning');
    const other = await read(collection(...parts.reverse()), { measures: ['population', 'rate'] });
    expect({ ...other.zones, line: null }).toEqual({ ...result.zones, line: null });
  });

  it('repeated with the same content: one is left out, and said', async () => {
    const result = await read(collection(at('A', 2), at('B', 3), at('A', 2)));
    expect(result.zones.count).toBe(2);
    expect(result.zones.geometry[0]).toHaveLength(1);
    const [issue] = text(result, 'duplicate-zone');
    expect(issue).toMatchObject({ line: 3, feature: true, severity: 'warning' });
    expect([...result.rejects.rejects()][0]).toMatchObject({
      id: 'A',
      line: 3,
      reason: 'duplicate-zone: the same as feature 1 in everything',
    });
  });

  it('overlapping parts are united', async () => {
    const result = await read(collection(at('A', 2), at('A', 2.05)));
    expect(result.zones.geometry[0]).toHaveLength(1);
    expect(result.codes).toContain('overlapping-parts');
    expect(result.zones.areaKm2[0]).toBeCloseTo(84.2 * 1.5, 0);
  });

  it('of French codes get their zero back, in France only', async () => {
    const zones = collection(at('75001', 2), feature({ id: 1000 }, polygon(square(3, 47))), at('29200', 4));
    const french = await read(zones);
    expect(french.zones.id).toEqual(['01000', '29200', '75001']);
    expect(text(french, 'repaired-id')[0]).toMatchObject({ severity: 'repair', line: 2, feature: true });
    expect((await read(zones, { country: 'DE' })).zones.id).toContain('1000');
    // not where ids are something else
    expect((await read(collection(at('1000', 2), at('2000', 3), at('Nord', 4)))).zones.id).toContain('1000');
  });

  const ain = ['1000', '1090', '1100', '1110', '1500'];
  const inAin = (ids: readonly string[], name = 'id') =>
    [`${name},lat,lon`, ...ids.map((id, i) => `${id},46.${i}5,5.${i}`)].join('\n');

  it.each([
    ['nearly all of one département, where the codes say', inAin(ain), '01000'],
    ['as spreadsheets write text', inAin(ain.map(id => `="${id}"`)), '01000'],
    ['with decimals', inAin(ain.map(id => `${id}.0`)), '01000'],
    ['a few among five digits', inAin(['1000', '69100', '69200', '71000']), '01000'],
    ['named so, though they do not end in 0', inAin(['1201', '1202', '1203'], 'Code postal'), '01201'],
    ['in the plane of polygons', collection(feature({ id: 1000 }, polygon(square(5.2, 46.2)))), '01000'],
  ])('that are postal codes without their zero are repaired: %s', async (_, file, expected) => {
    const { zones, issues } = await read(file);
    expect(zones.id[0]).toBe(expected);
    const repairs = issues.filter(issue => issue.code === 'repaired-id');
    expect(repairs.length).toBe(zones.id.filter(id => id.startsWith('0')).length);
    for (const { severity, found } of repairs) {
      expect(severity).toBe('repair');
      expect(found).toMatch(/read as 0\d{4}$/);
    }
  });

  it.each([
    ['départements', inAin(['1', '2', '10', '2A', '971']), ['1', '10', '2', '2A', '971']],
    [
      'INSEE codes',
      inAin(['1001', '1002', '1004', '1005', '1006']),
      ['1001', '1002', '1004', '1005', '1006'],
    ],
    ['a column of INSEE codes', inAin(ain, 'Code INSEE'), ain],
    [
      'INSEE codes, Corsica among them',
      inAin(['1000', '1010', '1020', '2A004']),
      ['1000', '1010', '1020', '2A004'],
    ],
    [
      'numbers of something elsewhere',
      'id,lat,lon\n1000,48.85,2.35\n1010,48.95,2.15\n1020,48.75,2.25\n1030,48.65,2.45',
      ['1000', '1010', '1020', '1030'],
    ],
    [
      'numbers without places',
      'id,lat,lon,neighbors\n1000,0,0,\n1010,46.1,2.2,\n1020,46.2,2.1,',
      ['1010', '1020'],
    ],
    ['longer codes', inAin(['10000001', '10000002']), ['10000001', '10000002']],
  ])('that are %s stay as they are', async (_, file, expected) => {
    const result = await read(file);
    expect(result.zones.id).toEqual(expected);
    expect(result.codes).not.toContain('repaired-id');
  });

  it('Swiss postal codes under the wrong country stay as they are', async () => {
    const geneva = ['1201', '1202', '1203', '1204', '1205', '1206', '1207', '1208', '1209', '1220'];
    const file = ['id,lat,lon', ...geneva.map((id, i) => `${id},46.2${i},6.1${i}`)].join('\n');
    expect((await read(file)).zones.id).toEqual(geneva);
  });
});

describe('shapes', () => {
  const one = async (geometry: unknown) => read(collection(at('A', 3), feature({ id: 'Z' }, geometry)));
  const ring = square(2, 47);
  it.each([
    ['open', polygon(ring.slice(0, 4)), 'open-ring'],
    [
      'self-crossing',
      polygon([
        [2, 47],
        [2.1, 47.1],
        [2.1, 47],
        [2, 47.1],
        [2, 47],
      ]),
      'self-crossing',
    ],
    ['repeated vertices', polygon([ring[0], ring[0], ...ring.slice(1)]), 'repeated-vertices'],
    ['spikes', polygon([ring[0], [1.5, 47], ...ring]), 'spike'],
    ['holes outside', polygon(ring, square(2.5, 47.5, 0.01)), 'hole-outside'],
    ['null positions', polygon([ring[0], null, ...ring.slice(1)]), 'bad-position'],
    ['NaN as text', polygon([ring[0], ['NaN', 1], ...ring.slice(1)]), 'bad-position'],
  ])('%s are mended and named with the feature', async (_, geometry, code) => {
    const result = await one(geometry);
    expect(result.codes).toContain(code);
    expect(text(result, code)[0]).toMatchObject({ line: 2, feature: true, column: 'geometry' });
    expect(text(result, code)[0]!.found).toMatch(/^zone Z: /);
    expect(result.zones.geometry[1]).not.toBeNull();
    expect(result.zones.count).toBe(2);
  });

  it.each([
    [
      'no area',
      polygon([
        [2, 47],
        [2.2, 47.2],
        [2, 47],
        [2, 47],
      ]),
    ],
    [
      'too few positions',
      polygon([
        [2, 47],
        [2.2, 47.2],
        [2, 47],
      ]),
    ],
  ])('with %s are kept as points', async (_, geometry) => {
    const result = await one(geometry);
    expect(result.zones.geometry[1]).toBeNull();
    expect([result.zones.lat[1], result.zones.lon[1]]).toEqual([47.1, 2.1]);
    expect(result.codes).toContain('collapsed-zone');
    expect(Number.isNaN(result.zones.areaKm2[1])).toBe(true);
  });

  it('of other types are taken as far as they go', async () => {
    const point = await one({ type: 'Point', coordinates: [2, 47] });
    expect([point.zones.lat[1], point.zones.lon[1]]).toEqual([47, 2]);
    expect(point.codes).toEqual(['point-among-polygons']);
    const several = await one({
      type: 'GeometryCollection',
      geometries: [{ type: 'Point', coordinates: [0, 0] }, polygon(ring)],
    });
    expect(several.zones.geometry[1]).toHaveLength(1);
    expect(several.codes).toEqual(['odd-geometry']);
    const line = await one({ type: 'LineString', coordinates: ring });
    expect(line.zones.geometry[1]).toHaveLength(1);
    expect(line.codes).toEqual(['odd-geometry']);
    const open = await one({ type: 'LineString', coordinates: ring.slice(0, 3) });
    expect(open.zones.geometry[1]).toBeNull();
    expect(open.zones.lat[1]).toBe(47);
    const unknown = await one({ type: 'Circle', coordinates: [2, 47] });
    expect(unknown.codes).toContain('odd-geometry');
    expect(unknown.rejects.count()).toBe(1);
  });

  it('that are all points make zones without polygons, and no noise', async () => {
    const points = [0, 1, 2].map(i => feature({ id: `${i}` }, { type: 'Point', coordinates: [2 + i, 47] }));
    const { zones, codes } = await read(collection(...points));
    expect(codes).toEqual([]);
    expect(zones.geometry).toEqual([null, null, null]);
    expect([...zones.lon]).toEqual([2, 3, 4]);
  });

  it('use given lat and lon when they can be true', async () => {
    const near = await read(collection(at('A', 2, 47, { lat: 47.01, lon: 2.02 })));
    expect([near.zones.lat[0], near.zones.lon[0]]).toEqual([47.01, 2.02]);
    const far = await read(collection(at('A', 2, 47, { lat: 48, lon: 5 })));
    expect(far.zones.lat[0]).toBeCloseTo(47.05, 6);
    expect(far.codes).toEqual(['point-outside-zone']);
  });

  it('keep their own area where the column is in another unit', async () => {
    const { zones, codes } = await read(
      collection(at('A', 2, 47, { area_km2: 84.2e6 }), at('B', 3, 47, { area_km2: 84.3e6 })),
    );
    expect(codes).toEqual(['area-unit']);
    expect(zones.areaKm2[0]).toBeCloseTo(84.2, 0);
    expect((await read(collection(at('A', 2, 47, { area_km2: 80 })))).zones.areaKm2[0]).toBe(80);
  });
});

describe('coordinates', () => {
  // Lambert-93 of (3° E, 46.5° N) is (700 000, 6 600 000) by definition
  const meters = (dx: number) => [
    [700000 + dx, 6600000],
    [710000 + dx, 6600000],
    [710000 + dx, 6610000],
    [700000 + dx, 6610000],
    [700000 + dx, 6600000],
  ];
  const metric = collection(
    feature({ id: 'A' }, polygon(meters(0))),
    feature({ id: 'B' }, polygon(meters(10000))),
  );

  it('in Lambert-93 meters are converted, and said once', async () => {
    const { zones, codes, issues } = await read(metric);
    expect(codes).toEqual(['lambert-93']);
    expect(issues[0]!.severity).toBe('repair');
    expect(zones.geometry[0]![0]![0]![0]![0]).toBeCloseTo(3, 8);
    expect(zones.geometry[0]![0]![0]![0]![1]).toBeCloseTo(46.5, 8);
    expect(zones.areaKm2[0]).toBeCloseTo(100, 0);
    // the common border is still made of the same vertices
    const vertices = new Set(zones.geometry[0]![0]![0]!.map(p => p.join()));
    expect(zones.geometry[1]![0]![0]!.filter(p => vertices.has(p.join())).length).toBeGreaterThanOrEqual(2);
  });

  it('in other meters are an error with the way out', async () => {
    const result = await read(metric, { country: 'DE' });
    const [issue] = text(result, 'projected-coordinates');
    expect(issue!.severity).toBe('error');
    expect(issue!.remedy).toContain('EPSG:4326');
    expect(result.zones.count).toBe(0);
    expect(result.rejects.count()).toBe(2);
  });

  it('in Web Mercator are converted when the file says so', async () => {
    const mercator = [
      [222638.98, 5942074.07],
      [333958.47, 5942074.07],
      [333958.47, 6106854.83],
      [222638.98, 5942074.07],
    ];
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::3857' } };
    const { zones, codes } = await read(
      JSON.stringify({ type: 'FeatureCollection', crs, features: [feature({ id: 'A' }, polygon(mercator))] }),
    );
    expect(codes).toEqual(['web-mercator']);
    const [lon, lat] = zones.geometry[0]![0]![0]![0]!;
    expect(lon).toBeCloseTo(2, 5);
    expect(lat).toBeCloseTo(47, 4);
  });

  it('swapped in a whole file are swapped back, and said once', async () => {
    const swap = (ring: number[][]) => ring.map(([x, y]) => [y, x]);
    const features = [2, 3, 4].map(x => feature({ id: `${x}` }, polygon(swap(square(x, 47)))));
    const { zones, codes, issues } = await read(collection(...features));
    expect(codes).toEqual(['swapped-coordinates']);
    expect(issues.find(issue => issue.code === 'swapped-coordinates')!.found).toMatch(/3 of 3/);
    expect(zones.lat[0]).toBeCloseTo(47.05, 6);
    expect(zones.lon[0]).toBeCloseTo(2.05, 6);
    // in a country without a known box, only what cannot be right
    const far = await read(collection(feature({ id: 'A' }, polygon(swap(square(120, 47))))), {
      country: 'MN',
    });
    expect(far.codes).toEqual(['swapped-coordinates']);
    expect(far.zones.lon[0]).toBeCloseTo(120.05, 6);
  });

  it('swapped in one feature are named with it', async () => {
    const swapped = polygon(square(2, 47).map(([x, y]) => [y, x]));
    const result = await read(collection(at('A', 2), at('B', 3), feature({ id: 'C' }, swapped)));
    expect(text(result, 'swapped-coordinates')).toMatchObject([{ line: 3, feature: true }]);
    expect(result.zones.lat[2]).toBeCloseTo(47.05, 6);
  });

  it('out of range are named, and the zone falls back to its lat and lon', async () => {
    const wrong = polygon(square(200, 95));
    const result = await read(
      collection(at('A', 2), feature({ id: 'B' }, wrong), feature({ id: 'C', lat: 47, lon: 2 }, wrong)),
    );
    expect(text(result, 'coordinates-out-of-range').map(issue => issue.line)).toEqual([2, 3].slice(0, 1));
    expect(result.zones.id).toEqual(['A', 'C']);
    expect([...result.rejects.rejects()].map(({ id }) => id)).toEqual(['B']);
  });

  it('elsewhere than the country are said once', async () => {
    const { codes } = await read(collection(at('A', -100, 40), at('B', -99, 40)));
    expect(codes).toEqual(['outside-country']);
    expect((await read(collection(at('A', -100, 40)), { country: 'US' })).codes).toEqual([]);
  });

  it('on both sides of the antimeridian are in their country, and said', async () => {
    const islands = {
      type: 'MultiPolygon',
      coordinates: [[square(172.5, 52.8)], [square(-169.5, 52.8)]],
    };
    const { zones, issues } = await read(
      collection(at('02013', -162, 55), feature({ id: '02016' }, islands)),
      { country: 'US' },
    );
    expect(zones.count).toBe(2);
    expect(issues.map(({ code, severity, line }) => [code, severity, line])).toEqual([
      ['antimeridian', 'info', 2],
    ]);
  });

  it('across the antimeridian are cut there', async () => {
    const ring = [
      [179.9, -17],
      [-179.9, -17],
      [-179.9, -16.9],
      [179.9, -16.9],
      [179.9, -17],
    ];
    const { zones, issues } = await read(collection(feature({ id: 'A' }, polygon(ring))), { country: 'FJ' });
    expect(zones.geometry[0]).toHaveLength(2);
    expect(Math.abs(zones.lon[0]!)).toBeCloseTo(180, 6);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['antimeridian', 'info']]);
  });
});

describe('TopoJSON', () => {
  const topology = (objects: Json) =>
    JSON.stringify({
      type: 'Topology',
      arcs: [
        [
          [2.1, 47],
          [2.1, 47.1],
        ],
        [
          [2.1, 47.1],
          [2, 47.1],
          [2, 47],
          [2.1, 47],
        ],
        [
          [2.1, 47],
          [2.2, 47],
          [2.2, 47.1],
          [2.1, 47.1],
        ],
      ],
      objects,
    });
  const zones = {
    type: 'GeometryCollection',
    geometries: [
      { type: 'Polygon', id: 'A', properties: { name: 'a' }, arcs: [[0, 1]] },
      { type: 'Polygon', id: 'B', arcs: [[2, -1]] },
    ],
  };
  it('is read when it has one object', async () => {
    const { zones: found, codes } = await read(topology({ zones }));
    expect(codes).toEqual([]);
    expect(found.id).toEqual(['A', 'B']);
    expect(found.geometry[0]![0]![0]).toHaveLength(5);
    expect(found.name).toEqual(['a', '']);
  });
  it('names the objects when there are several, and says when arcs are missing', async () => {
    const several = await failure(topology({ zones, nation: zones }));
    expect(several.code).toBe('topology-objects');
    expect(several.found).toContain('"zones", "nation"');
    const broken = await failure(topology({ zones: { type: 'Polygon', arcs: [[7]] } }));
    expect(broken.code).toBe('bad-topology');
  });
});

describe('CSV', () => {
  it('gives points, names, neighbors and numbers', async () => {
    const { zones, codes } = await read(
      'id;nom;lat;lon;voisins;population;departement\n01000;Bourg;46,2057;5,2258;01090, 01310;41 527;01\n01090;Guéreins;46,1061;4,7718;01000;1 500;01\n',
      { measures: ['population'] },
    );
    expect(codes).toEqual([]);
    expect(zones.id).toEqual(['01000', '01090']);
    expect([...zones.lat]).toEqual([46.2057, 46.1061]);
    expect(zones.neighborIds).toEqual([['01090', '01310'], ['01000']]);
    expect([...zones.numbers.get('population')!]).toEqual([41527, 1500]);
    expect(zones.parents.get('department')).toEqual(['01', '01']);
    expect(zones.geometry).toEqual([null, null]);
    expect([...zones.line]).toEqual([2, 3]);
  });

  it('repairs codes in the id and in the neighbors', async () => {
    const { zones } = await read(
      'id,lat,lon,neighbors\n1000,46.2,5.2,1090|29200\n1090,46.1,4.8,1000\n29200,48.4,-4.5,\n75001,48.86,2.34,',
    );
    expect(zones.id).toEqual(['01000', '01090', '29200', '75001']);
    expect(zones.neighborIds).toEqual([['01090', '29200'], ['01000'], [], []]);
  });

  it('rejects rows without a place or an id, with their line', async () => {
    const result = await read('id,lat,lon\nA,47,2\nB,,\nC,abc,2\n,47,2\nD,0,0\n');
    expect(result.zones.id).toEqual(['A']);
    expect([...result.rejects.rejects()].map(({ id, line }) => [id, line]).sort()).toEqual([
      ['', 5],
      ['B', 3],
      ['C', 4],
      ['D', 6],
    ]);
    expect(result.codes).toContain('half-coordinates');
    expect(result.codes).toContain('zero-coordinates');
  });

  it('swaps latitude and longitude back when a whole file has them so', async () => {
    const result = await read('id,lat,lon\nA,2.3,48.8\nB,5.2,46.2\nC,-4.5,48.4\n');
    expect(result.codes).toEqual(['swapped-coordinates']);
    expect([...result.zones.lat]).toEqual([48.8, 46.2, 48.4]);
  });

  it('converts Lambert-93', async () => {
    const result = await read('id,x,y\nA,700000,6600000\nB,652000,6862000\n');
    expect(result.codes).toEqual(['lambert-93']);
    expect(result.zones.lat[0]).toBeCloseTo(46.5, 6);
    expect(result.zones.lon[0]).toBeCloseTo(3, 6);
  });

  it('unites rows of one id at the one nearest to their mean', async () => {
    const result = await read(
      'code_postal;nom;lat;lon;population\n01090;X;46.1;4.7;100\n01090;Y;46.2;4.8;50\n01090;Z;46.9;4.9;50\n01000;W;46;5;1\n',
      {
        measures: ['population'],
      },
    );
    expect(result.zones.count).toBe(2);
    expect([result.zones.lat[1], result.zones.lon[1]]).toEqual([46.2, 4.8]);
    // 100 and twice 50: they differ, so they are added up
    expect(result.zones.numbers.get('population')![1]).toBe(200);
    expect(result.codes).toEqual(['repeated-id']);
  });

  it('reports bad and negative numbers in measures only', async () => {
    const input = 'id,lat,lon,population,note\nA,47,2,12,x\nB,47,3,many,7\nC,47,4,-3,8\n';
    const asked = await read(input, { measures: ['population'] });
    expect(asked.codes).toEqual(['not-a-number', 'negative-number']);
    expect([...asked.zones.numbers.get('population')!]).toEqual([12, Number.NaN, Number.NaN]);
    const unasked = await read(input);
    expect(unasked.codes).toEqual([]);
    expect(unasked.zones.parents.get('population')).toEqual(['12', 'many', '-3']);
  });

  it('gives the same zones whatever the order of rows', async () => {
    const rows = ['A,47,2,1', 'B,47.2,2.3,2', 'B,47.4,2.2,5', 'C,46,3,3', 'C,46,3,3', 'D,45,4,x'];
    const want = await read(`id,lat,lon,m\n${rows.join('\n')}\n`, { measures: ['m'] });
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async shuffled => {
        const got = await read(`id,lat,lon,m\n${shuffled.join('\n')}\n`, { measures: ['m'] });
        expect({ ...got.zones, line: null }).toEqual({ ...want.zones, line: null });
      }),
      { numRuns: 40 },
    );
  });
});

describe('hostile text', () => {
  it('in property names does not reach any object', async () => {
    const input = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"A","__proto__":{"x":1},"constructor":"c","toString":"t"},"geometry":${JSON.stringify(polygon(square(2, 47)))}}]}`;
    const { zones } = await read(input);
    expect(zones.parents.get('constructor')).toEqual(['c']);
    expect(zones.parents.get('toString')).toEqual(['t']);
    expect(({} as Json).x).toBeUndefined();
  });
  it('any JSON is zones, rejects or an InputError, never a crash', async () => {
    const geometry = fc.oneof(
      fc.jsonValue(),
      fc.record({
        type: fc.constantFrom('Polygon', 'MultiPolygon', 'Point', 'GeometryCollection'),
        coordinates: fc.jsonValue(),
      }),
    );
    const anyFeature = fc.record({
      type: fc.constant('Feature'),
      properties: fc.oneof(
        fc.jsonValue(),
        fc.record({ id: fc.oneof(fc.string(), fc.integer(), fc.constant(null)) }),
      ),
      geometry,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(anyFeature, fc.jsonValue()), { maxLength: 6 }), async features => {
        try {
          await read(JSON.stringify({ type: 'FeatureCollection', features }));
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
