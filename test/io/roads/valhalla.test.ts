import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { greatCircleKm } from '../../../src/geo/sphere.ts';
import { type ServerOptions, serverSetting } from '../../../src/io/config-roads.ts';
import { InputError, IssueLog } from '../../../src/io/issues.ts';
import { openRoads } from '../../../src/io/roads/source.ts';
import { startServer, type TestServer } from './http-server.ts';
import { candidates, drive, pairsOf, type Spot, snapped, spots } from './road-network.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

interface ValhallaOptions {
  readonly form?: 'verbose' | 'concise' | 'old';
  /** service_limits.auto.max_matrix_location_pairs */
  readonly pairs?: number;
  /** service_limits.auto.max_matrix_distance, km */
  readonly distance?: number;
  /** loki.service_defaults.search_cutoff, km: no road nearer, no matrix */
  readonly cutoff?: number;
}

/** Valhalla's matrix as its sources have it (loki/matrix_action, tyr/matrix_serializer, exceptions), over the made-up roads. */
async function valhalla(options: ValhallaOptions = {}) {
  const { form = 'verbose', pairs = 2500, distance = 400, cutoff = 35 } = options;
  const server = await startServer(({ url, body }) => {
    const error = (code: number, text: string) => ({
      status: 400,
      json: { error_code: code, error: text, status_code: 400, status: 'Bad Request' },
    });
    if (url !== '/sources_to_targets') return { ...error(106, 'Try any of'), status: 404 };
    const { sources, targets, costing, units } = JSON.parse(body) as {
      sources: Spot[];
      targets: Spot[];
      costing: string;
      units: string;
    };
    if (costing !== 'auto') return error(125, `No costing method found: '${costing}'`);
    expect(units).toBe('kilometers');
    if (sources.length * targets.length > pairs) return error(150, `Exceeded max locations:${pairs}`);
    const between = (a: Spot, b: Spot) => greatCircleKm(a.lat, a.lon, b.lat, b.lon);
    if (sources.some(a => targets.some(b => between(a, b) > distance)))
      return error(154, `Path distance exceeds the max distance limit: ${distance * 1000} meters`);
    if ([...sources, ...targets].some(spot => between(spot, snapped(spot)) > cutoff))
      return error(171, 'No suitable edges near location');
    const drives = sources.map(a => targets.map(b => drive(a, b)));
    if (drives.flat().every(cell => cell === null)) return error(442, 'No path could be found for input');
    const table = drives.map((row, from_index) =>
      row.map((cell, to_index) => ({
        distance: cell && Math.round(cell.metres) / 1000,
        time: cell && Math.round(cell.seconds),
        to_index,
        from_index,
      })),
    );
    if (form === 'concise') {
      return {
        status: 200,
        json: {
          sources_to_targets: {
            durations: table.map(row => row.map(({ time }) => time)),
            distances: table.map(row => row.map(({ distance: km }) => km)),
          },
          units: 'kilometers',
          algorithm: 'costmatrix',
        },
      };
    }
    const nest = (list: Spot[]) => (form === 'old' ? [list] : list);
    return {
      status: 200,
      json: {
        sources_to_targets: table,
        sources: nest(sources.map(snapped)),
        targets: nest(targets.map(snapped)),
        units: form === 'old' ? 'km' : 'kilometers',
      },
    };
  });
  open.push(server);
  return server;
}

const source = (url: string, options: ServerOptions = {}) =>
  openRoads(serverSetting('valhalla', url, options), {
    resolver: () => null,
    log: new IssueLog(),
    sleep: async () => {},
  });

const hundredths = (value: number) => Math.round(value * 100) / 100;

function expected({ lat, lon, from, to }: ReturnType<typeof pairsOf>) {
  const spot = (point: number): Spot => ({ lat: lat[point] as number, lon: lon[point] as number });
  const drives = Array.from(from, (a, i) => drive(spot(a), spot(to[i] as number)));
  return {
    minutes: Float64Array.from(drives, d => (d ? hundredths(Math.round(d.seconds) / 60) : Number.NaN)),
    km: Float64Array.from(drives, d => (d ? hundredths(Math.round(d.metres) / 1000) : Number.NaN)),
  };
}

const BASES = spots(12, 7);
const PLAN = candidates(BASES, spots(150, 3), 4);

it.each(['verbose', 'concise', 'old'] as const)('reads the %s form', async form => {
  const server = await valhalla({ form });
  const roads = await source(server.url);
  expect(await roads.ask(PLAN)).toEqual(expected(PLAN));
  expect(server.requests.length).toBeLessThan(8);
  expect(server.requests[0]?.method).toBe('POST');
});

it('makes the matrix smaller when it has too many pairs', async () => {
  const server = await valhalla({ pairs: 100 });
  expect(await (await source(server.url)).ask(PLAN)).toEqual(expected(PLAN));
});

it('finds the points and the pairs that spoil a matrix, and gets all the others', async () => {
  const atSea = { lat: 49.5, lon: -2.5 };
  const nearEdge = { lat: 48, lon: -0.9 };
  const island = { lat: 48.45, lon: -4.99 };
  const east = { lat: 47.05, lon: -1.05 };
  const west = { lat: 48.9, lon: -4.6 };
  const places = [...BASES, atSea, nearEdge, island, east, west];
  const list: [number, number][] = [];
  for (let base = 0; base < BASES.length; base++)
    for (let place = BASES.length; place < places.length; place++) list.push([base, place]);
  list.push([15, 16], [16, 15]);
  const pairs = pairsOf(places, list);
  const server = await valhalla({ distance: 320 });
  const cache = await mkdtemp(join(tmpdir(), 'sectorize-roads-'));
  try {
    const roads = await source(server.url, { cache });
    const answers = await roads.ask(pairs);
    const right = expected(pairs);
    list.forEach(([a, b], i) => {
      const off = a === 12 || b === 12 || b === 13;
      const far = (a === 15 && b === 16) || (a === 16 && b === 15);
      expect(answers.minutes[i]).toBe(off || far ? Number.NaN : right.minutes[i]);
    });
    // at sea: no road within the server's reach; near the edge: moved by more than 5 km; east to west is too far for this server
    expect(roads.gaps()).toEqual({ absent: 2, noRoad: 12, offRoad: 24 });
    expect(roads.offRoad()).toEqual([
      { ...atSea, km: Number.POSITIVE_INFINITY },
      { ...nearEdge, km: expect.closeTo(7.44, 1) },
    ]);
    const asked = server.requests.length;
    expect(asked).toBeLessThan(60);
    const again = await source(server.url, { cache });
    expect(await again.ask(pairs)).toEqual(answers);
    expect(again.gaps()).toEqual(roads.gaps());
    expect(again.offRoad()).toEqual(roads.offRoad());
    expect(server.requests.length).toBe(asked);
  } finally {
    await rm(cache, { recursive: true });
  }
});

it('says what is wrong with costing, address and answer', async () => {
  const pair = pairsOf(BASES, [[0, 1]]);
  const issueOf = async (url: string, options: ServerOptions = {}) => {
    const error = await (await source(url, options)).ask(pair).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).issues[0]!;
  };
  const server = await valhalla();
  const costing = await issueOf(server.url, { profile: 'camel' });
  expect(costing.found).toBe(`error 125: "No costing method found: 'camel'"`);
  expect(costing.remedy).toContain('pedestrian');
  expect((await issueOf(`${server.url}/elsewhere`)).found).toBe('error 106: "Try any of"');
  const cell = { from_index: 0, to_index: 0, time: 60, distance: 1 };
  const cases: [json: unknown, found: RegExp][] = [
    ['garbage', /^HTTP 200 /],
    [{ sources_to_targets: [] }, /^0 cells of a matrix of 1 × 1$/],
    [{ sources_to_targets: 7 }, /^"7" as the matrix$/],
    [{ sources_to_targets: [[{ ...cell, to_index: 1 }]] }, /^a cell of the matrix that is no pair/],
    [{ sources_to_targets: [[{ ...cell, time: -1 }]] }, /^"-1" among the times$/],
    [{ sources_to_targets: { durations: [[1]] } }, /^no rows of distances/],
  ];
  for (const [json, found] of cases) {
    const wrong = await startServer(() => ({ status: 200, json }));
    open.push(wrong);
    expect((await issueOf(wrong.url)).found).toMatch(found);
  }
});
