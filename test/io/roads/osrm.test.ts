import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type ServerOptions, serverSetting } from '../../../src/io/config-roads.ts';
import { InputError, IssueLog } from '../../../src/io/issues.ts';
import { makeResolver } from '../../../src/io/roads/resolver.ts';
import { openRoads } from '../../../src/io/roads/source.ts';
import { writeRoads } from '../../../src/io/roads/write-roads.ts';
import { startServer, type TestServer } from './http-server.ts';
import { type OsrmOptions, startOsrm } from './osrm-server.ts';
import { candidates, drive, pairsOf, type Spot, spots } from './road-network.ts';

const open: TestServer[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function osrm(options: OsrmOptions = {}) {
  const server = await startOsrm(options);
  open.push(server);
  return server;
}

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'sectorize-roads-'));
  folders.push(made);
  return made;
}

function source(url: string, options: ServerOptions = {}, pauses: number[] = []) {
  return openRoads(serverSetting('osrm', url, options), {
    resolver: () => null,
    log: new IssueLog(),
    sleep: async ms => void pauses.push(ms),
  });
}

const hundredths = (value: number) => Math.round(value * 100) / 100;

/** what the pairs must be, from the made-up roads themselves */
function expected({ lat, lon, from, to }: ReturnType<typeof pairsOf>) {
  const spot = (point: number): Spot => ({ lat: lat[point] as number, lon: lon[point] as number });
  const drives = Array.from(from, (a, i) => drive(spot(a), spot(to[i] as number)));
  return {
    minutes: Float64Array.from(drives, d => (d ? hundredths(d.seconds / 60) : Number.NaN)),
    km: Float64Array.from(drives, d => (d ? hundredths(d.metres / 1000) : Number.NaN)),
  };
}

const failureOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).issues[0]!;
};

const BASES = spots(12, 7);
const PLACES = spots(300, 3);
const PLAN = candidates(BASES, PLACES, 4);

describe('tables', () => {
  it('brings every pair the right way round, in few tables with little that nobody wants', async () => {
    const server = await osrm();
    const roads = await source(server.url);
    const steps: number[] = [];
    const answers = await roads.ask(PLAN, { onProgress: done => steps.push(done) });
    expect(answers).toEqual(expected(PLAN));
    expect(roads.gaps()).toEqual({ absent: 0, noRoad: 0, offRoad: 0 });
    expect(server.requests.length).toBeLessThan(12);
    expect(server.cells()).toBeLessThan(3 * PLAN.from.length);
    expect(steps[0]).toBe(0);
    expect(steps.at(-1)).toBe(PLAN.from.length);
    expect(server.requests[0]?.url).toMatch(/^\/table\/v1\/driving\/-\d\.\d{6},4\d\.\d{6};/);

    // the other way is slower or quicker; what is known is not asked for again
    const before = server.requests.length;
    const back = { ...PLAN, from: PLAN.to, to: PLAN.from };
    expect(await roads.ask(back)).toEqual(expected(back));
    const after = server.requests.length;
    expect(after).toBeGreaterThan(before);
    expect(await roads.ask(PLAN)).toEqual(answers);
    expect(server.requests.length).toBe(after);
  });

  it('asks for every pair of a round trip, the same place is no way at all', async () => {
    const server = await osrm();
    const many = spots(130, 11);
    const all = pairsOf(
      many,
      many.flatMap((_, a) => many.map((_, b) => [a, b] as const)),
    );
    expect(await (await source(server.url)).ask(all)).toEqual(expected(all));
    expect(server.requests.length).toBeLessThan(20);
  });

  it('halves the batch when a table is too big, and remembers the size', async () => {
    const small = await osrm({ most: 20 });
    const roads = await source(small.url);
    expect(await roads.ask(PLAN)).toEqual(expected(PLAN));
    const sizes = small.requests.map(({ url }) => url.split('?')[0]!.split(';').length);
    // 100 or a little less, the half, the quarter; those that were on their way are refused too, but no more
    expect(sizes.filter(size => size > 20).length).toBeLessThan(5);
    const before = small.requests.length;
    await roads.ask({ ...PLAN, from: PLAN.to, to: PLAN.from });
    expect(small.requests.slice(before).every(({ url }) => url.split('?')[0]!.split(';').length <= 20)).toBe(
      true,
    );

    const none = await osrm({ most: 1 });
    expect((await failureOf((await source(none.url)).ask(PLAN))).remedy).toContain('--max-table-size');
  });

  it('does without distances where the server knows none', async () => {
    const server = await osrm({ distances: false });
    const answers = await (await source(server.url)).ask(PLAN);
    expect(answers.minutes).toEqual(expected(PLAN).minutes);
    expect(answers.km.every(Number.isNaN)).toBe(true);
    // found out once
    expect(server.requests.filter(({ url }) => url.includes('annotations')).length).toBe(1);
  });

  it('counts pairs without a road, and rejects points that were moved too far', async () => {
    const server = await osrm();
    const places = [
      ...BASES,
      { lat: 48.45, lon: -4.99 },
      { lat: 48.8566, lon: 2.3522 },
      { lat: Number.NaN, lon: 0 },
    ];
    const pairs = pairsOf(places, [
      [0, 1],
      [0, 12],
      [12, 0],
      [0, 13],
      [13, 1],
      [1, 14],
      [14, 1],
      [0, 12],
    ]);
    const roads = await source(server.url);
    const { minutes } = await roads.ask(pairs);
    expect(Array.from(minutes, Number.isNaN)).toEqual([false, true, true, true, true, true, true, true]);
    expect(roads.gaps()).toEqual({ absent: 2, noRoad: 2, offRoad: 2 });
    expect(roads.offRoad()).toEqual([{ lat: 48.8566, lon: 2.3522, km: expect.closeTo(245.1, 0) }]);
    // somebody who wants it gets it
    const far = await source(server.url, { maxSnapKm: 300 });
    expect((await far.ask(pairs)).minutes[3]).toBeGreaterThan(0);
    expect(far.offRoad()).toEqual([]);
  });
});

describe('failures', () => {
  it('asks again after what passes, each time after a longer pause', async () => {
    const server = await osrm();
    server.faults = [
      { status: 500 },
      'reset',
      'cut',
      { status: 429, headers: { 'retry-after': '7' } },
      'none',
      'none',
      { status: 503 },
    ];
    const pauses: number[] = [];
    expect(await (await source(server.url, {}, pauses)).ask(PLAN)).toEqual(expected(PLAN));
    expect(pauses).toEqual([500, 1000, 2000, 7000, 500]);
  });

  it('gives up on a server that stays broken, and says so', async () => {
    const server = await osrm();
    server.faults = () => ({ status: 500, body: '<h1>\u001b[31mOops</h1>' });
    const pauses: number[] = [];
    const issue = await failureOf((await source(server.url, {}, pauses)).ask(PLAN));
    expect(issue).toMatchObject({ code: 'road-server', severity: 'error', file: server.url });
    expect(issue.found).toBe('HTTP 500 "<h1>\\x1b[31mOops</h1>", 5 times');
    expect(pauses).toEqual([500, 1000, 2000, 4000]);
    expect(server.requests.length).toBe(5);
  });

  it('waits no longer than the limit for silence or for slow bytes', async () => {
    const server = await osrm();
    for (const fault of ['silence', 'slow-bytes'] as const) {
      server.faults = [fault];
      const pauses: number[] = [];
      const roads = await source(server.url, { timeoutSeconds: 1 }, pauses);
      expect(await roads.ask(PLAN)).toEqual(expected(PLAN));
      // a busy machine may be late again: the one that was silent is waited for in any case
      expect(pauses[0]).toBe(500);
    }
    server.faults = () => 'slow-bytes';
    const issue = await failureOf((await source(server.url, { timeoutSeconds: 0.1 })).ask(PLAN));
    expect(issue.found).toBe('no whole answer within 0.1 s, 5 times');
    expect(issue.remedy).toContain('timeout_seconds');
  });

  it('does not try a port again that is never asked', async () => {
    const pauses: number[] = [];
    const issue = await failureOf((await source('http://127.0.0.1:9', {}, pauses)).ask(PLAN));
    expect(issue.found).toBe('a port that is not for HTTP');
    expect(pauses).toEqual([]);
  });

  it('reads no more of an answer than can be one', async () => {
    const server = await osrm();
    server.faults = ['huge'];
    const issue = await failureOf((await source(server.url)).ask(PLAN));
    expect(issue.found).toMatch(/^an answer of more than \d{7} bytes$/);
  });

  it.each([
    [
      401,
      1,
      'HTTP 401 "no"',
      'give the user and password, or the key, that the server wants, in its address',
    ],
    [
      403,
      1,
      'HTTP 403 "no"',
      'give the user and password, or the key, that the server wants, in its address',
    ],
    [429, 5, 'HTTP 429 "no", 5 times', 'ask less often, or use a server of your own'],
    [
      500,
      5,
      'HTTP 500 "no", 5 times',
      'look at the log of the server, and begin again: what is answered already is in roads.cache, if that is set',
    ],
  ])('says what to do about status %s', async (status, tries, found, remedy) => {
    const server = await osrm();
    // a day in place of seconds is no pause
    const headers = { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' };
    server.faults = () => ({ status, headers, body: 'no' });
    const pauses: number[] = [];
    const issue = await failureOf((await source(server.url, {}, pauses)).ask(pairsOf(BASES, [[0, 1]])));
    expect({ found: issue.found, remedy: issue.remedy }).toEqual({ found, remedy });
    expect(server.requests.length).toBe(tries);
    expect(pauses).toEqual([500, 1000, 2000, 4000].slice(0, tries - 1));
  });

  it('is not waited for when it was never there', async () => {
    const server = await osrm();
    await server.close();
    const pauses: number[] = [];
    const issue = await failureOf((await source(server.url, {}, pauses)).ask(PLAN));
    expect(issue.found).toBe('nobody answers (ECONNREFUSED)');
    expect(pauses).toEqual([]);
    open.splice(0);
  });

  it('believes nothing that is no table', async () => {
    const waypoints = (count: number) =>
      Array.from({ length: count }, () => ({ distance: 1, location: [0, 0] }));
    const ok = (more: object) => ({ code: 'Ok', sources: waypoints(1), destinations: waypoints(1), ...more });
    const cases: [status: number, json: unknown, found: RegExp][] = [
      [200, 'garbage', /^HTTP 200 "\\?"garbage/],
      [200, null, /^HTTP 200 "null"/],
      [404, { detail: 'Not Found' }, /^HTTP 404 /],
      [
        400,
        { code: 'NoSegment', message: 'Could not find a matching segment for coordinate 1' },
        /^"NoSegment": "Could not/,
      ],
      [400, { code: 'InvalidQuery', message: 'Query string malformed' }, /^"InvalidQuery": /],
      [400, { code: 'NoTable', message: 'No table found' }, /^"NoTable": /],
      [200, ok({}), /^no rows of durations for 1 sources$/],
      [200, ok({ durations: [[1], [2]] }), /^2 rows of durations for 1 sources$/],
      [200, ok({ durations: [[1, 2]] }), /^a row of 2 durations for 1 destinations$/],
      [200, ok({ durations: [['1']] }), /^"\\?"1\\?"" among the durations$/],
      [200, ok({ durations: [[-1]] }), /^"-1" among the durations$/],
      [200, ok({ durations: [[1]], distances: [[null, 1]] }), /^a row of 2 distances/],
      [200, { ...ok({ durations: [[1]] }), sources: [] }, /^0 sources for 1 places$/],
    ];
    const pair = pairsOf(BASES, [[0, 1]]);
    for (const [status, json, found] of cases) {
      const server = await startServer(() => ({ status, json }));
      open.push(server);
      const issue = await failureOf((await source(server.url)).ask(pair));
      expect(issue.found).toMatch(found);
      expect(issue.file).toBe(server.url);
      expect(issue.remedy).not.toBe('');
    }
  });

  it('stops when it is told to', async () => {
    const server = await osrm();
    const stop = new AbortController();
    server.faults = () => {
      setTimeout(() => stop.abort());
      return 'silence';
    };
    const asked = (await source(server.url)).ask(PLAN, { signal: stop.signal });
    await expect(asked).rejects.toThrow('abort');
    expect(server.requests.length).toBe(1);
  });

  it('sends what is secret to the server, and shows it to nobody', async () => {
    const server = await osrm();
    const { host } = new URL(server.url);
    const url = `http://jo:p%40ss@${host}/osrm/table/v1/driving?api_key=s3cret`;
    const cache = await folder();
    const roads = await source(url, { cache });
    expect(await roads.ask(PLAN)).toEqual(expected(PLAN));
    expect(server.requests[0]?.authorization).toBe(`Basic ${Buffer.from('jo:p@ss').toString('base64')}`);
    expect(server.requests[0]?.url).toMatch(/^\/osrm\/table\/v1\/driving\/.*&api_key=s3cret$/);
    const [name = ''] = await readdir(cache);
    const kept = name + (await readFile(join(cache, name), 'utf8'));
    server.faults = [{ status: 403, body: 'no' }];
    const { issues } = (await (await source(url)).ask(PLAN).catch(error => error)) as InputError;
    expect(issues[0]?.file).toBe(`http://${host}/osrm`);
    // a proxy that repeats the address
    const echo = await startServer(asked => ({
      status: 404,
      json: `?${asked.url.split('?')[1]?.slice(-30)}`,
    }));
    open.push(echo);
    const repeated = await failureOf((await source(`${echo.url}?api_key=s3cret`)).ask(PLAN));
    expect(repeated.found).toMatch(/^HTTP 404 .*…/);
    expect(repeated.found).not.toContain('s3cret');
    for (const secret of ['s3cret', 'p@ss', 'p%40ss', 'jo:']) {
      expect(kept).not.toContain(secret);
      expect(JSON.stringify(issues)).not.toContain(secret);
    }
    const bad = await failureOf(source('htp://jo:p%40ss@host?api_key=s3cret'));
    expect(JSON.stringify(bad)).not.toMatch(/s3cret|p%40ss/);
  });
});

describe('the cache', () => {
  const odd = { lat: 48.8566, lon: 2.3522 };
  const island = { lat: 48.45, lon: -4.99 };
  const pairs = candidates(BASES, [...PLACES.slice(0, 150), odd, island], 4);

  it('answers a second run by itself, the same to the last bit', async () => {
    const cache = await folder();
    const server = await osrm();
    const first = await source(server.url, { cache });
    const answers = await first.ask(pairs);
    const asked = server.requests.length;
    const second = await source(server.url, { cache });
    expect(await second.ask(pairs)).toEqual(answers);
    expect(second.gaps()).toEqual(first.gaps());
    expect(second.gaps()).toMatchObject({ noRoad: 4, offRoad: 4 });
    expect(second.offRoad()).toEqual(first.offRoad());
    expect(server.requests.length).toBe(asked);
    const [name = ''] = await readdir(cache);
    expect((await readFile(join(cache, name))).length).toBeLessThan(40 * pairs.from.length);

    // another profile is another question
    await (await source(server.url, { cache, profile: 'truck' })).ask(pairs);
    expect(server.requests.length).toBe(2 * asked);
    expect((await readdir(cache)).length).toBe(2);
  });

  it('keeps what was answered before the server broke', async () => {
    const cache = await folder();
    const server = await osrm();
    server.faults = ['none', 'none', ...Array.from({ length: 40 }, () => ({ status: 500 }))];
    await failureOf((await source(server.url, { cache })).ask(PLAN));
    server.faults = [];
    const before = server.requests.length;
    const cells = server.cells();
    expect(await (await source(server.url, { cache })).ask(PLAN)).toEqual(expected(PLAN));
    expect(server.requests.length).toBeGreaterThan(before);
    expect(cells).toBeGreaterThan(0);
    const fresh = await osrm();
    await (await source(fresh.url)).ask(PLAN);
    expect(server.cells() - cells).toBeLessThan(fresh.cells());
  });

  it('asks again for what is damaged, and spoils nothing further', async () => {
    const cache = await folder();
    const server = await osrm();
    const answers = await (await source(server.url, { cache })).ask(pairs);
    const [name = ''] = await readdir(cache);
    const file = join(cache, name);
    const lines = (await readFile(file, 'utf8')).split('\n');
    // a figure changed, noise, a line cut by a crash
    lines[3] = lines[3]!.replace(/\d(?= |$)/, digit => String((Number(digit) + 1) % 10));
    lines.splice(6, 0, '\u0000\uffff not a line', '00000000 r 1,1 2,2,3,4');
    await writeFile(file, lines.join('\n').slice(0, -30));
    const before = server.requests.length;
    expect(await (await source(server.url, { cache })).ask(pairs)).toEqual(answers);
    const asked = server.requests.length - before;
    expect(asked).toBeGreaterThan(0);
    expect(await (await source(server.url, { cache })).ask(pairs)).toEqual(answers);
    expect(server.requests.length).toBe(before + asked);
  });

  it('serves two runs at the same time', async () => {
    const cache = await folder();
    const server = await osrm();
    const runs = await Promise.all([source(server.url, { cache }), source(server.url, { cache })]);
    const [a, b] = await Promise.all(runs.map(run => run.ask(pairs)));
    expect(a).toEqual(b);
    const before = server.requests.length;
    expect(await (await source(server.url, { cache })).ask(pairs)).toEqual(a);
    expect(server.requests.length).toBe(before);
  });

  it('is not needed where the answers were kept as roads.csv', async () => {
    const server = await osrm();
    const answers = await (await source(server.url)).ask(pairs);
    const places = Array.from(pairs.lat, (lat, point) => ({ lat, lon: pairs.lon[point] as number }));
    const names = places.map((_, point) => (point < BASES.length ? `rep:${point}` : `zone:${point}`));
    const file = join(await folder(), 'roads.csv');
    const [from, to] = [pairs.from, pairs.to].map(ends => Array.from(ends, point => names[point] as string));
    await writeFile(file, writeRoads({ from: from as string[], to: to as string[], ...answers }));
    const ids = (from: number, to?: number) =>
      new Map(places.map((place, point) => [String(point), place] as const).slice(from, to));
    const log = new IssueLog();
    const roads = await openRoads(
      { kind: 'matrix', file },
      {
        log,
        resolver: makeResolver(
          { rep: ids(0, BASES.length), zone: ids(BASES.length), account: new Map() },
          'FR',
        ),
      },
    );
    expect(log.issues().filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(roads.input).toMatchObject({ file: 'roads.csv', rows: pairs.from.length, rejected: 0 });
    expect(await roads.ask(pairs)).toEqual(answers);
    // what has no road and what is off the road is listed without a time
    expect(roads.gaps()).toEqual({ absent: 0, noRoad: 8, offRoad: 0 });
  });

  it('says what its folder is to be', async () => {
    const dir = await folder();
    await writeFile(join(dir, 'taken'), 'a file');
    const server = await osrm();
    const opened = source(server.url, { cache: join(dir, 'taken') });
    const issue = await failureOf(opened.then(roads => roads.ask(pairsOf(BASES, [[0, 1]]))));
    expect(issue.file).toBe('roads.cache');
    expect(issue.found).toMatch(/taken, which cannot be used \((EEXIST|ENOTDIR)\)$/);
    expect(issue.expected).toBe('a folder that can be written');
    expect(issue.remedy).toBe('choose another with --road-cache, or check rights and room');
  });

  it('says when its folder cannot be used', async () => {
    const file = join(await folder(), 'file');
    await writeFile(file, '');
    const issue = await failureOf(source('http://localhost:1', { cache: join(file, 'below') }));
    expect(issue).toMatchObject({ code: 'option', file: 'roads.cache' });
  });
});

const data = resolve(
  import.meta.dirname,
  '../../..',
  process.env.SECTORIZE_DATA ?? '../shared/data',
  'osrm-samples',
);
if (!existsSync(data)) process.stderr.write(`osrm samples skipped: no data in ${data} (SECTORIZE_DATA)\n`);
describe.skipIf(!existsSync(data))('what a real server has said (skipped without ../shared/data)', () => {
  const recorded = (name: string) => JSON.parse(readFileSync(join(data, name), 'utf8'));
  const monaco = [
    { lat: 43.733628, lon: 7.41896 },
    { lat: 43.744984, lon: 7.430024 },
    { lat: 43.726848, lon: 7.411911 },
  ];
  async function replay(json: unknown, status = 200) {
    const server = await startServer(() => ({ status, json }));
    open.push(server);
    return source(server.url);
  }

  it('is read: times, distances, a point 685 km off, errors', async () => {
    const table = recorded('table-3x3.json');
    // the recorded order of sources and destinations: south-west to north-east, as tables are asked for here
    const order = [2, 0, 1];
    for (const key of ['sources', 'destinations'] as const) table[key] = order.map(i => table[key][i]);
    for (const key of ['durations', 'distances'] as const)
      table[key] = order.map(a => order.map(b => table[key][a][b]));
    const all = pairsOf(
      monaco,
      [0, 1, 2].flatMap(a => [0, 1, 2].map(b => [a, b] as const)),
    );
    const { minutes, km } = await (await replay(table)).ask(all);
    expect(Array.from(minutes)).toEqual([0, 2.85, 3.11, 2.9, 0, 4.24, 1.77, 4.03, 0]);
    expect(Array.from(km)).toEqual([0, 2.14, 2.21, 2.12, 0, 3.22, 1.33, 3.47, 0]);

    const far = recorded('table-far-snap-paris.json');
    const one = {
      ...far,
      sources: [far.sources[0]],
      destinations: [far.destinations[1]],
      durations: [[1022.8]],
    };
    const roads = await replay(one);
    const paris = { lat: 48.8566, lon: 2.3522 };
    const answers = await roads.ask(pairsOf([monaco[0]!, paris], [[0, 1]]));
    expect(answers.minutes[0]).toBeNaN();
    expect(roads.gaps().offRoad).toBe(1);
    expect(roads.offRoad()).toEqual([{ ...paris, km: 685.656 }]);

    const invalid = await replay(recorded('invalid-query-400.json'), 400);
    expect((await failureOf(invalid.ask(all))).found).toContain('InvalidQuery');
    const big = await replay(recorded('table-toobig-400.json'), 400);
    expect((await failureOf(big.ask(all))).found).toContain('refused as too large');
  });
});
