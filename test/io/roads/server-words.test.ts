// What is made of answers of routing servers, good and bad, without a server: each answer is given by hand. What is asked, read
// and said is in server-words.txt.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { InputError } from '../../../src/io/issues.ts';
import { openCache } from '../../../src/io/roads/cache.ts';
import { osrmTable } from '../../../src/io/roads/osrm.ts';
import { createPoints, kmBetween } from '../../../src/io/roads/points.ts';
import type { Ask, Question, Reply } from '../../../src/io/roads/request.ts';
import { serverSource } from '../../../src/io/roads/server.ts';
import { parseServerUrl, publicUrl, type ServerUrl } from '../../../src/io/roads/server-url.ts';
import type { AskTable, Place, TableReply } from '../../../src/io/roads/table.ts';
import { valhallaTable } from '../../../src/io/roads/valhalla.ts';
import { writeRoads } from '../../../src/io/roads/write-roads.ts';
import { pairsOf } from './road-network.ts';

const server = parseServerUrl('http://ann:secret@roads.example/v/?key=hidden') as ServerUrl;
const A: Place = { lat: 48, lon: 2 };
const B: Place = { lat: 48.5, lon: -1.1234567 };
const C: Place = { lat: 47, lon: 3 };

const plain = (_: string, part: unknown) =>
  ArrayBuffer.isView(part)
    ? Array.from(part as Float64Array, value => (Number.isFinite(value) ? value : String(value)))
    : part;
const reply = (json: unknown, status = 200): Reply => ({
  status,
  json,
  said: `"${JSON.stringify(json) ?? ''}"`,
});

/** What is asked for, and what is read of the answers or said of them. */
async function told(
  table: (ask: Ask) => AskTable,
  answers: readonly Reply[],
  from: readonly Place[],
  to: readonly Place[],
): Promise<string> {
  const asked: Question[] = [];
  const left = [...answers];
  const ask: Ask = async question => {
    asked.push(question);
    return left.shift() as Reply;
  };
  const result = await table(ask)(from, to, undefined).catch((error: unknown) => {
    if (!(error instanceof InputError)) throw error;
    const { file, code, found, expected, remedy } = error.issues[0] as InputError['issues'][number];
    return `${file} ${code}: ${found}; ${expected}; ${remedy}`;
  });
  return [
    ...asked.map(question => `  asked ${JSON.stringify(question)}\n`),
    `  ${typeof result === 'string' ? result : JSON.stringify(result, plain)}\n`,
  ].join('');
}

const ok = (more: object = {}) =>
  reply({
    code: 'Ok',
    durations: [[90, null]],
    distances: [[1500, 1]],
    sources: [{ distance: 12.5 }],
    destinations: [{ location: [2, 48.001] }, {}],
    ...more,
  });

const OSRM: readonly (readonly [what: string, ...answers: Reply[]])[] = [
  ['a table', ok()],
  ['a table without distances', ok({ distances: undefined })],
  ['a table whose distances are nothing', ok({ distances: null })],
  ['too big', reply({ code: 'TooBig' }, 400)],
  ['an address that is too long', reply(undefined, 414)],
  ['a body that is too long', reply(undefined, 413)],
  ['headers that are too long', reply(undefined, 431)],
  ['distances that it does not know', reply({ code: 'InvalidQuery' }, 400), ok({ distances: undefined })],
  [
    'distances that it does not know, and too big',
    reply({ code: 'NotImplemented' }, 400),
    reply({ code: 'TooBig' }, 400),
  ],
  ['neither', reply({ code: 'InvalidOptions', message: 'no secret' }, 400), reply({ code: 'NoTable' }, 400)],
  ...[
    'NoSegment',
    'NoTable',
    'InvalidUrl',
    'InvalidService',
    'InvalidVersion',
    'InvalidValue',
    'Error',
    'Other',
  ].map(code => [code, reply({ code }, 400), reply({ code }, 400)] as const),
  ['no JSON', reply(undefined, 404)],
  ['a list', reply([1])],
  ['a code that is no text', reply({ code: 5, message: 5 })],
  ['no durations', ok({ durations: undefined })],
  [
    'a row too many',
    ok({
      durations: [
        [1, 2],
        [3, 4],
      ],
    }),
  ],
  ['a row that is none', ok({ durations: [5] })],
  ['a cell too few', ok({ durations: [[1]] })],
  ['a cell that is text', ok({ durations: [[1, 'x']] })],
  ['a cell that is less than nothing', ok({ durations: [[1, -1]] })],
  ['a cell that is too much', ok({ durations: [[99_999_999, 1e8]] })],
  ['a cell that is missing', ok({ durations: [[1, undefined]] })],
  ['a distance that is none', ok({ distances: [[true, 1]] })],
  ['a source too few', ok({ sources: [] })],
  ['sources that are none', ok({ sources: 5 })],
  ['a destination too few', ok({ destinations: [{}] })],
  [
    'places that are moved',
    ok({ sources: [{ distance: -1, location: [2.01, 48] }], destinations: [5, { location: ['x', 1] }] }),
  ],
];

const cell = (from_index: unknown, to_index: unknown, time: unknown, distance: unknown) => ({
  from_index,
  to_index,
  time,
  distance,
});
const matrix = (sources_to_targets: unknown, more: object = {}) => reply({ sources_to_targets, ...more });
const both = [[cell(0, 0, 90, 1.5), cell(0, 1, null, 7)]];
const refused = (error_code: unknown, status = 400, error: unknown = 'so it is, secret') =>
  reply({ error_code, error }, status);

const VALHALLA: typeof OSRM = [
  [
    'a matrix',
    matrix(both, { sources: [{ lat: 48.001, lon: 2 }], targets: [null, { lat: 48.5, lon: -1.1 }] }),
  ],
  [
    'a matrix of nested places',
    matrix(both, { sources: [[{ lat: 48, lon: 2 }]], targets: [[{ lat: 1 }], [5]] }),
  ],
  ['a matrix without places', matrix(both)],
  ['a flat matrix', matrix(both.flat())],
  ['a concise matrix', matrix({ durations: [[90, null]], distances: [[1.5, 2]] })],
  ['a concise matrix without distances', matrix({ durations: [[90, 60]] })],
  ['a matrix that is text', matrix('x')],
  ['a cell that is none', matrix([5])],
  ['a cell of no source', matrix([cell(1, 0, 1, 1)])],
  ['a cell of no target', matrix([cell(0, 2, 1, 1)])],
  ['a cell before the first', matrix([cell(-1, 0, 1, 1)])],
  ['a cell between', matrix([cell(0, 0.5, 1, 1)])],
  ['a cell that is missing', matrix([cell(0, 0, 1, 1)])],
  ['a time that is text', matrix([cell(0, 0, 'x', 1), cell(0, 1, 1, 1)])],
  ['a distance that is less than nothing', matrix([cell(0, 0, 1, -1), cell(0, 1, 1, 1)])],
  ...[150, 154, 170, 171, 430, 441, 442, 124, 125, 140, 106, 107, 400, 999, 0].map(
    code => [`error ${code}`, refused(code)] as const,
  ),
  ['an error with a good status', refused(154, 200)],
  ['an error that is no number', refused('154')],
  ['an error without words', refused(999, 400, 5)],
  ['an error beside a matrix', matrix(both, { error_code: 999, error: 'half of it' })],
  ['too large', reply(undefined, 413)],
  ['not found', reply(undefined, 404)],
  ['something else', reply({})],
  ['a list', reply([])],
];

it('what is asked of servers, and read of their answers', async () => {
  const said: string[] = [];
  for (const [what, ...answers] of OSRM)
    said.push(`osrm: ${what}\n${await told(ask => osrmTable(server, 'my car', ask), answers, [A], [A, B])}`);
  for (const [what, ...answers] of VALHALLA)
    said.push(
      `valhalla: ${what}\n${await told(ask => valhallaTable(server, 'truck', ask), answers, [A], [A, B])}`,
    );
  const urls = [
    'http://host/osrm/table/v1/driving/1,2?x=1',
    'https://host:5000//',
    'http://host/sources_to_targets',
    'http://host/route/',
    'http://host/a/status',
    ' http://host ',
    'ftp://host',
    'host:5000',
    '//u:p@host/x?y#z',
    'http://u%20x:p%zz@host/?ab&abc=de',
    'http://u@host',
    'nonsense u:p@x',
    'http:///x',
    'mailto:a@b',
    'http://host/tile/v1',
    'http://host/tablet/v1',
  ];
  for (const url of urls) {
    const parsed = parseServerUrl(url);
    const shown = parsed && [
      parsed.shown,
      parsed.to('p/q'),
      parsed.to('p', 'a=b'),
      parsed.authorization,
      parsed.hide('u x p%zz p%25zz ab&abc=de de p'),
    ];
    said.push(`address ${url}\n  ${publicUrl(url)}\n  ${JSON.stringify(shown)}\n`);
  }
  await expect(said.join('')).toMatchFileSnapshot('server-words.txt');
});

it('once a server has said that it knows no distances, it is not asked for them again', async () => {
  const asked: (string | undefined)[] = [];
  const left = [
    reply({ code: 'InvalidQuery' }, 400),
    ok({ distances: undefined }),
    ok({ distances: undefined }),
  ];
  const table = osrmTable(server, 'driving', async ({ query }) => {
    asked.push(query);
    return left.shift() as Reply;
  });
  await table([A], [A, B], undefined);
  await table([A], [A, B], undefined);
  expect(asked).toEqual([
    'sources=0&destinations=0;1&annotations=duration,distance',
    'sources=0&destinations=0;1',
    'sources=0&destinations=0;1',
  ]);
});

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

it('the cache has a line for each table, of whole millionths, hundredths and metres, and gives them back', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-cache-'));
  folders.push(folder);
  const key = { kind: 'osrm', profile: 'my/car', server: 'http://roads.example/v' } as const;
  const cache = await openCache(join(folder, 'a', 'b'), key);
  await cache.append({ pairs: [], points: [] });
  await cache.append({
    pairs: [
      { from: A, to: B, minutes: 1.5, km: 2.25 },
      { from: A, to: C, minutes: -1, km: Number.NaN },
      { from: B, to: A, minutes: Number.NaN, km: Number.NaN },
    ],
    points: [
      { ...A, km: 0.0125 },
      { ...C, km: Number.POSITIVE_INFINITY },
    ],
  });
  await cache.append({ pairs: [], points: [{ ...B, km: 0 }] });
  const text = readFileSync(cache.file, 'utf8');
  await expect(`${basename(cache.file)}\n${text}`).toMatchFileSnapshot('cache.txt');
  const read: string[] = [];
  const into = {
    point: (lat: number, lon: number, km: number) => void read.push(`${lat} ${lon} ${km}`),
    pair: (from: Place, to: Place, minutes: number, km: number) =>
      void read.push(`${from.lat} ${from.lon} → ${to.lat} ${to.lon} ${minutes} ${km}`),
  };
  const again = await openCache(join(folder, 'a', 'b'), key);
  await again.load(into);
  expect(read).toEqual([
    '48 2 0.013',
    '47 3 Infinity',
    '48 2 → 48.5 -1.123457 1.5 2.25',
    '48 2 → 47 3 -1 NaN',
    '48.5 -1.123457 → 48 2 NaN NaN',
    '48.5 -1.123457 0',
  ]);
  expect(readFileSync(cache.file, 'utf8')).toBe(text);
  // another profile, or server, has a file of its own
  const other = await openCache(join(folder, 'a', 'b'), { ...key, profile: 'my_car' });
  expect(other.file).not.toBe(cache.file);
});

it('roads.csv is sorted by both names, has every pair once, and nothing where there is no road', () => {
  const text = [
    ...writeRoads({
      from: ['b', 'a', 'a', 'a', 'é', 'B'],
      to: ['a', 'c', 'b', 'b', 'a', 'a'],
      minutes: Float64Array.of(1, 2.006, Number.NaN, 4, 5, 6),
      km: Float64Array.of(1.5, Number.NaN, Number.NaN, 4, 5, Number.POSITIVE_INFINITY),
    }),
  ].join('');
  expect(text).toBe('from,to,minutes,km\nB,a,6.00,\na,b,,\na,c,2.01,\nb,a,1.00,1.50\né,a,5.00,5.00\n');
});

/** Tables by hand: minutes are the difference of latitudes, km of longitudes. */
function source(answer: (from: readonly Place[], to: readonly Place[]) => TableReply | null, batch = 100) {
  const asked: string[] = [];
  const short = (places: readonly Place[]) => places.map(({ lat }) => lat).join();
  const roads = serverSource({
    kind: 'osrm',
    server: 'S',
    batch,
    maxSnapKm: 5,
    cache: null,
    askTable: async (from, to) => {
      asked.push(`${short(from)} → ${short(to)}`);
      const given = answer(from, to);
      if (given) return given;
      const all = from.flatMap(a => to.map(b => [Math.abs(a.lat - b.lat), Math.abs(a.lon - b.lon)] as const));
      return {
        state: 'table',
        minutes: Float64Array.from(all, ([minutes]) => minutes),
        km: Float64Array.from(all, ([, km]) => km),
        fromOffKm: new Float64Array(from.length),
        toOffKm: new Float64Array(to.length),
      };
    },
  });
  return { roads, asked };
}
const places = (...lats: readonly number[]): Place[] => lats.map(lat => ({ lat, lon: lat / 10 }));

it('a pair is asked for once, the same place is no way, and what is no place is absent', async () => {
  const { roads, asked } = source(() => null);
  const pairs = pairsOf(places(40, 41.005, 99), [
    [0, 1],
    [0, 1],
    [0, 0],
    [0, 2],
    [2, 2],
    [1, 0],
  ]);
  const { minutes, km } = await roads.ask(pairs);
  // to hundredths, as roads.csv has them
  expect([...minutes]).toEqual([1.01, 1.01, 0, Number.NaN, Number.NaN, 1.01]);
  expect([...km]).toEqual([0.1, 0.1, 0, Number.NaN, Number.NaN, 0.1]);
  expect(asked).toEqual(['40,41.005 → 40,41.005']);
  expect(roads.gaps()).toEqual({ absent: 2, noRoad: 0, offRoad: 0 });
  expect(roads.offRoad()).toEqual([]);
  const steps: number[] = [];
  await roads.ask(pairs, { onProgress: done => steps.push(done) });
  // nothing is left to be done, and nobody is told of it
  expect([asked.length, steps.length]).toEqual([1, 0]);
});

it('points far from any road are named once, with how far they are', async () => {
  const { roads, asked } = source((from, to) => ({
    state: 'table',
    minutes: new Float64Array(from.length * to.length).fill(3),
    km: new Float64Array(from.length * to.length).fill(Number.NaN),
    fromOffKm: Float64Array.from(from, ({ lat }) => (lat === 40 ? 5.0004 : 0)),
    toOffKm: Float64Array.from(to, ({ lat }) => (lat === 42 ? 5.0006 : Number.NaN)),
  }));
  const pairs = pairsOf(places(40, 41, 42), [
    [0, 1],
    [0, 2],
    [1, 2],
    [1, 2],
  ]);
  const { minutes } = await roads.ask(pairs);
  expect([...minutes]).toEqual([3, Number.NaN, Number.NaN, Number.NaN]);
  expect(roads.gaps()).toEqual({ absent: 0, noRoad: 0, offRoad: 2 });
  expect(roads.offRoad()).toEqual([{ lat: 42, lon: 4.2, km: 5.001 }]);
  await roads.ask(pairs);
  expect(roads.gaps()).toEqual({ absent: 0, noRoad: 0, offRoad: 2 });
  expect(asked).toHaveLength(1);
});

it('a refused table is halved until the pair is found that spoils it: no road, too far, or an end without a road', async () => {
  for (const [alone, gaps] of [
    ['no-road', { absent: 0, noRoad: 1, offRoad: 0 }],
    ['too-far', { absent: 1, noRoad: 0, offRoad: 0 }],
    ['off-road', { absent: 0, noRoad: 0, offRoad: 1 }],
  ] as const) {
    const { roads, asked } = source((from, to) => {
      const has = (list: readonly Place[], lat: number) => list.some(place => place.lat === lat);
      const alike = from.length === 1 && to.length === 1 && from[0]?.lat === to[0]?.lat;
      if (alone === 'off-road' && has([...from, ...to], 43)) return { state: 'refused', alone };
      return !alike && has(from, 40) && has(to, 43) ? { state: 'refused', alone } : null;
    });
    const pairs = pairsOf(places(40, 41, 42, 43), [
      [0, 2],
      [0, 3],
      [1, 2],
    ]);
    const { minutes } = await roads.ask(pairs);
    expect([...minutes], alone).toEqual([2, Number.NaN, 1]);
    expect(roads.gaps(), alone).toEqual(gaps);
    await expect(`${asked.join('\n')}\n`).toMatchFileSnapshot(`asked-${alone}.txt`);
    if (alone === 'off-road')
      expect(roads.offRoad()).toEqual([{ lat: 43, lon: 4.3, km: Number.POSITIVE_INFINITY }]);
  }
});

it('two ends that both have a road, and none in common, are a pair without one', async () => {
  const { roads, asked } = source((from, to) =>
    from[0]?.lat !== to[0]?.lat || from.length > 1 ? { state: 'refused', alone: 'off-road' } : null,
  );
  await roads.ask(pairsOf(places(40, 41), [[0, 1]]));
  expect(roads.gaps()).toEqual({ absent: 0, noRoad: 1, offRoad: 0 });
  expect(asked).toEqual(['40 → 41', '40 → 40', '41 → 41']);
});

it('a table that is too big is asked for in smaller ones, and one of a single pair is a fault', async () => {
  const { roads, asked } = source((from, to) =>
    new Set([...from, ...to].map(({ lat }) => lat)).size > 3 ? { state: 'too-big' } : null,
  );
  const { minutes } = await roads.ask(
    pairsOf(places(40, 41, 42, 43, 44), [
      [0, 3],
      [0, 4],
      [1, 3],
      [1, 4],
      [2, 3],
    ]),
  );
  expect([...minutes]).toEqual([3, 4, 2, 3, 1]);
  await expect(`${asked.join('\n')}\n`).toMatchFileSnapshot('asked-too-big.txt');
  const none = source(() => ({ state: 'too-big' }));
  await expect(none.roads.ask(pairsOf(places(40, 41), [[0, 1]]))).rejects.toThrow(
    /S: error\[road-server\]: found a table of one pair, refused as too large; expected a server that answers tables; remedy: raise --max-table-size of osrm-routed, or service_limits of valhalla\.json/,
  );
});

it('listens to the one who may stop it only as long as it works', async () => {
  const stop = new AbortController();
  let listeners = 0;
  const { addEventListener, removeEventListener } = stop.signal;
  stop.signal.addEventListener = ((...args: Parameters<typeof addEventListener>) => {
    listeners++;
    addEventListener.apply(stop.signal, args);
  }) as typeof addEventListener;
  stop.signal.removeEventListener = ((...args: Parameters<typeof removeEventListener>) => {
    listeners--;
    removeEventListener.apply(stop.signal, args);
  }) as typeof removeEventListener;
  let during = 0;
  const steps: string[] = [];
  const { roads } = source(() => {
    during = listeners;
    return null;
  });
  await roads.ask(pairsOf(places(40, 41), [[0, 1]]), {
    signal: stop.signal,
    onProgress: (done, all) => steps.push(`${done} of ${all}`),
  });
  expect([during, listeners]).toEqual([1, 0]);
  expect(steps).toEqual(['0 of 1', '1 of 1']);
});

it('points are one where the digits that count agree, and both edges of the map are one meridian', () => {
  const points = createPoints(5);
  const numbers = [
    points.of(48.000004, 2),
    points.of(48, 2.000004),
    points.of(48.000006, 2),
    points.of(10, 180),
    points.of(10, -180),
    points.of(90, 0),
    points.of(-90, 0),
    points.of(90.1, 0),
    points.of(0, -180.1),
    points.of(Number.NaN, 0),
  ];
  expect(numbers).toEqual([0, 0, 1, 2, 2, 3, 4, -1, -1, -1]);
  expect([points.lat(1), points.lon(1), points.lon(2), points.count]).toEqual([48.00001, 2, -180, 5]);
  // a degree of the meridian, half around, and nothing
  expect(kmBetween(0, 0, 1, 0)).toBeCloseTo((6371.0088 * Math.PI) / 180, 9);
  expect(kmBetween(0, 0, 0, 1)).toBeCloseTo((6371.0088 * Math.PI) / 180, 9);
  expect(kmBetween(60, 0, 60, 1)).toBeCloseTo(55.5975, 3);
  expect(kmBetween(90, 0, -90, 0)).toBeCloseTo(6371.0088 * Math.PI, 6);
  expect(kmBetween(48, 2, 48, 2)).toBe(0);
});
