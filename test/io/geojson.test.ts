// Long texts are read a feature at a time; what comes out must be what the reader of whole texts gives, wherever the
// blocks end.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFeatureScanner } from '../../src/io/feature-scanner.ts';
import { readGeoJson, readGeoJsonBlocks } from '../../src/io/geojson.ts';
import { InputError, IssueLog, RejectLog } from '../../src/io/issues.ts';
import type { RawZones } from '../../src/io/zone-rows.ts';

const hasId = (header: readonly string[]) => header.includes('id');

async function* split(text: string, sizes: readonly number[]): AsyncGenerator<string> {
  for (let at = 0, i = 0; at < text.length; i++) {
    const size = sizes[i % sizes.length] as number;
    yield text.slice(at, at + size);
    at += size;
  }
}

const plain = (raw: RawZones, log: IssueLog, rejects: RejectLog) => ({
  ...raw,
  rows: raw.rows.map(row => ({ ...row, polygons: row.polygons?.read() ?? null })),
  issues: log.issues(),
  rejects: [...rejects.rejects()],
});

function whole(text: string) {
  const [log, rejects] = [new IssueLog(), new RejectLog()];
  return plain(readGeoJson(text, 'z', hasId, log, rejects), log, rejects);
}

/** As a text of more than so many characters is long: in them the first feature has begun. */
const SHORT = 300;

async function streamed(text: string, sizes: readonly number[], string = SHORT) {
  const [log, rejects] = [new IssueLog(), new RejectLog()];
  const raw = await readGeoJsonBlocks(split(text, sizes), 'z', hasId, log, rejects, {
    whole: SHORT,
    string,
  });
  return plain(raw, log, rejects);
}

async function failure(text: string, sizes = [7], string = SHORT): Promise<string> {
  try {
    await streamed(text, sizes, string);
  } catch (error) {
    if (error instanceof InputError) return error.issues.map(({ code, found }) => `${code}: ${found}`).join();
    throw error;
  }
  return 'no failure';
}

const ring = fc
  .array(fc.tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer()), { maxLength: 5 })
  .map(positions => positions.map(position => [...position]));
const geometry = fc.oneof(
  fc.constant(null),
  fc.record({ type: fc.constant('Polygon'), coordinates: fc.array(ring, { maxLength: 2 }) }),
  fc.record({ type: fc.constant('MultiPolygon'), coordinates: fc.array(fc.array(ring), { maxLength: 3 }) }),
  fc.constant({
    type: 'Polygon',
    coordinates: [
      [
        [0, 0, 5],
        [1, 0, 5],
        [1, 1, 5],
        [0, 0, 5],
      ],
    ],
  }),
  fc.constant({ type: 'Polygon', coordinates: [[[0, 0], [1, 0, 5], ['x'], null]] }),
  fc.constant({ type: 'Point', coordinates: [2, 48] }),
);
const feature = fc.record(
  {
    type: fc.constantFrom('Feature', 'Feature', 'Feature', 'Thing'),
    id: fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
    properties: fc.oneof(fc.constant(null), fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }))),
    geometry,
  },
  { requiredKeys: ['type', 'properties'] },
);
const long = { type: 'Feature', properties: { b: '}]'.repeat(SHORT) }, geometry: null };
const first = fc.constant({ type: 'Feature', properties: { a: '"features":[{' }, geometry: null });
const features = fc
  .tuple(
    first,
    fc.array(fc.oneof(feature, feature, fc.constantFrom(null, 7, 'x', [[{}]], true)), { maxLength: 6 }),
  )
  .map(([one, more]) => [one, ...more, long]);
const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::2154' } };
const document = fc
  .tuple(features, fc.constantFrom('collection', 'pretty', 'crs behind', 'list', 'lines'))
  .map(([list, form]) => {
    if (form === 'collection')
      return JSON.stringify({ type: 'FeatureCollection', crs, name: 'crs', features: list });
    if (form === 'pretty') return JSON.stringify({ type: 'FeatureCollection', features: list }, null, 2);
    if (form === 'crs behind')
      return JSON.stringify({ type: 'FeatureCollection', features: list, more: [list], crs });
    if (form === 'list') return JSON.stringify(list);
    // values that are no objects make no sequence
    return list
      .filter(item => typeof item === 'object' && item !== null && !Array.isArray(item))
      .map(item => `\u001e${JSON.stringify(item)}\n`)
      .join('');
  });

describe('a long text', () => {
  it('gives the same rows, findings and rejects as a whole one, wherever its blocks end', async () => {
    await fc.assert(
      fc.asyncProperty(
        document,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        async (text, sizes) => {
          expect(await streamed(text, sizes)).toEqual(whole(text));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is a topology or another document: read whole as long as it can be one string', async () => {
    const topology = JSON.stringify({
      type: 'Topology',
      objects: {
        z: {
          type: 'GeometryCollection',
          geometries: [{ type: 'Polygon', arcs: [[0]], properties: { id: 'A' } }],
        },
      },
      arcs: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    });
    const other = topology + ' '.repeat(SHORT);
    expect(await streamed(other, [5], 1000)).toEqual(whole(topology));
    expect(await failure(other, [5], SHORT + 10)).toMatch(
      /^too-long: more than \d+ million characters without a list/,
    );
  });

  it.each([
    ['{"type":"FeatureCollection","features":[{"type":"Feature"', /inside a value/],
    ['{"type":"FeatureCollection","features":[{"type":"Feature"},{"type":}]}', /broken JSON/],
    ['{"type":"FeatureCollection","features":[{"type":"Feature"}]}]', /a closing bracket too many/],
  ])('says what is broken: %s', async (text, found) => {
    expect(await failure(text.replace('[', `[${JSON.stringify(long)},`))).toMatch(found);
  });
});

it('a feature that no string should hold is refused before it is held', () => {
  const scanner = createFeatureScanner('z', { code: 'bad-json', remedy: '', longest: 1 << 20 });
  const push = (block: string) => [...scanner.push(block)];
  push('{"type":"FeatureCollection","features":[{"type":"Feature","x":"');
  expect(() => {
    for (let i = 0; i < 30; i++) push('x'.repeat(1 << 16));
  }).toThrow(/a feature of more than 1 million characters/);
});

describe('a whole text', () => {
  const point = (id: string) =>
    `{"type":"Feature","properties":{"id":"${id}"},"geometry":{"type":"Point","coordinates":[2,46]}}`;
  const ids = (text: string) =>
    readGeoJson(text, 'z', header => header.includes('id'), new IssueLog(), new RejectLog()).rows.map(
      ({ cells }) => cells[0],
    );
  const refused = (text: string) => {
    try {
      ids(text);
    } catch (error) {
      if (error instanceof InputError) return error.issues.map(({ line, found }) => [line, found]);
    }
    return [];
  };

  it('is a sequence of features, on lines of their own or behind record separators, blank lines between them', () => {
    expect(ids(`\u001e${point('A')}\u001e${point('B')}`)).toEqual(['A', 'B']);
    expect(ids(`${point('A')}\n  \t\n\n${point('B')}\n`)).toEqual(['A', 'B']);
    expect(ids(`\u001e${point('A')}\n`)).toEqual(['A']);
    expect(ids(`\u001e{"type":"FeatureCollection","features":[${point('A')}]}\n`)).toEqual(['A']);
    expect(refused(`${point('A')}\n${point('B').slice(0, -1)}\n`)).toEqual([
      [2, 'a line that is no JSON object'],
    ]);
    // by its place and not by its text, with which another line may begin
    expect(refused(`\u001e${point('A')}\n\n\u001e${point('B')}\u001e${point('A').slice(0, 9)}\n`)).toEqual([
      [3, 'a line that is no JSON object'],
    ]);
  });

  it('of something else is told by its first keys', () => {
    expect(refused('{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}')[0]?.[1]).toContain('a, b, c, d, e"');
  });
});
