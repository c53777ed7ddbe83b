// A plan by road: from a server on loopback, from the roads.csv that it leaves, from the made road times of Bretagne. What the
// plan says of its roads is recomputed by verify, believed by explain, and found when it is untrue.

import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountAnswer, Answers, ZoneAnswer } from '../../src/evaluate/explain/answer.ts';
import { type OsrmServer, startOsrm } from '../io/roads/osrm-server.ts';
import { drive } from '../io/roads/road-network.ts';
import {
  BRETAGNE,
  cellsOf,
  contents,
  inputArgs,
  kpisOf,
  PROGRAM,
  sectorize,
  temporaryFolder,
} from './cli.ts';
import { liesOf, liesWithin, spoiledIn } from './lies.ts';

const folder = temporaryFolder();
const MADE = resolve('fixtures/roads/roads.csv');
const byServer = join(folder, 'server');
const byMatrix = join(folder, 'matrix');
let server: OsrmServer;

/** The server is in this process: the program must not be waited for without a turn of the event loop. */
function run(args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  return new Promise(done => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { ...process.env, NO_COLOR: '1', LANG: 'C' },
    });
    let stderr = '';
    child.stderr.on('data', chunk => {
      stderr += String(chunk);
    });
    child.on('close', code => done({ code, stderr }));
  });
}

const plan = (out: string, ...more: readonly string[]) =>
  run(['plan', ...inputArgs(), '--effort', 'fast', '--no-diagnosis', '--quiet', '--out', out, ...more]);

beforeAll(async () => {
  server = await startOsrm();
  const done = await plan(byServer, '--osrm', server.url, '--road-cache', join(folder, 'cache'));
  expect(done.code, done.stderr).toBe(0);
  const again = await plan(byMatrix, '--roads', MADE);
  expect(again.code, again.stderr).toBe(0);
});
afterAll(() => server.close());

describe('a plan by the times of a server', () => {
  it('has for each account the time that the server says, from the base of its rep', () => {
    const reps = new Map(
      (
        JSON.parse(readFileSync(join(byServer, 'plan.json'), 'utf8')).sectors as {
          repId: string;
          base: [number, number];
        }[]
      ).map(({ repId, base }) => [repId, base]),
    );
    const rows = cellsOf(join(byServer, 'accounts.csv'), 'lat', 'lon', 'assigned_rep_id', 'travel_minutes');
    let compared = 0;
    for (const [lat, lon, rep, minutes] of rows) {
      const [y, x] = reps.get(rep!)!;
      const road = drive({ lat: y, lon: x }, { lat: Number(lat), lon: Number(lon) });
      if (lat === '' || !road) continue;
      compared++;
      expect(Math.abs(Number(minutes) - road.seconds / 60)).toBeLessThan(0.06);
    }
    expect(compared).toBeGreaterThan(1500);
  });

  it('asks for what reps would drive, not for every pair', () => {
    const { roads } = kpisOf(byServer);
    expect(roads!.source).toBe('osrm');
    expect(roads!.asked).toBeLessThan(2 * 323 * 10 + 2 * 1600);
    expect(roads!.known + roads!.absent + roads!.no_road + roads!.off_road).toBeGreaterThanOrEqual(
      roads!.asked - 50,
    );
    // Ouessant lies beyond the edge of the server's map
    expect(roads!.off_road).toBeGreaterThan(0);
    const { offRoad } = JSON.parse(readFileSync(join(byServer, 'plan.json'), 'utf8')).roads;
    expect(offRoad).toEqual([[48.466785, -5.080908, expect.closeTo(6, 0)]]);
  });

  it('is the same plan when its roads.csv stands in for the server, and from the cache when the server is gone', async () => {
    const again = join(folder, 'again');
    const kept = join(byServer, 'roads.csv');
    expect((await plan(again, '--roads', kept)).code).toBe(0);
    const [a, b] = [contents(byServer), contents(again)];
    const same = ['zones.csv', 'accounts.csv', 'sectors.csv', 'roads.csv', 'model.json', 'changes.csv'];
    for (const name of same) expect(b.get(name), name).toBe(a.get(name));

    const asked = server.cells();
    const cached = join(folder, 'cached');
    expect((await plan(cached, '--osrm', server.url, '--road-cache', join(folder, 'cache'))).code).toBe(0);
    expect(server.cells()).toBe(asked);
    expect(contents(cached)).toEqual(a);
  });

  it('is verified, and asks its matrix again where it has one', () => {
    expect(liesOf(byServer, BRETAGNE)).toEqual([]);
    expect(liesOf(byMatrix, BRETAGNE, '--roads', MADE)).toEqual([]);
    const other = join(folder, 'other.csv');
    writeFileSync(other, readFileSync(MADE, 'utf8').replace(/^(rep:R01,zone:22100),[\d.]+/m, '$1,99'));
    expect(liesOf(byMatrix, BRETAGNE, '--roads', other)).toEqual(['inputs', 'roads']);
  });

  it.each([
    [
      'a road that is quicker',
      'roads.csv',
      (text: string) => text.replace(/^(zone:22100,rep:R04),([\d.]+)/m, '$1,1.00'),
    ],
    [
      'a road that is gone',
      'roads.csv',
      (text: string) => text.replace(/^rep:R06,zone:29200,.*\n/m, '').replace(/^rep:R06,zone:29290.*\n/m, ''),
    ],
    [
      'more roads known than there are',
      'kpis.json',
      (text: string) => text.replace(/"known": (\d+)/, (_, n) => `"known": ${Number(n) + 1}`),
    ],
    [
      'a smaller error of the estimate',
      'kpis.json',
      (text: string) => text.replace(/"minutes_error": 0\.\d+/, '"minutes_error": 0.01'),
    ],
    [
      'a place that is on the map after all',
      'kpis.json',
      (text: string) => text.replace(/"off_road": \d+/, '"off_road": 0'),
    ],
    [
      'another curve',
      'plan.json',
      (text: string) => text.replace(/("minutes": \[\s+\[\s+[\d.]+,\s+)[\d.]+/, '$199'),
    ],
  ])('finds the lie: %s', async (_, file, change) => {
    expect(await liesWithin(spoiledIn(folder, byServer, file, change), BRETAGNE)).toContain('roads');
  });
});

describe('what it changes', () => {
  it('explain counts as the plan does', () => {
    const answer = <T>(...args: readonly string[]): T => {
      const done = sectorize(['explain', ...args, '--plan', byMatrix, '--json']);
      expect(done.code, done.stderr).toBe(0);
      return (JSON.parse(done.stdout) as Answers).answers[0] as T;
    };
    const rows = new Map(
      cellsOf(MADE, 'from', 'to', 'minutes').map(([from, to, minutes]) => [`${from} ${to}`, Number(minutes)]),
    );
    const zone = answer<ZoneAnswer>('zone', '29160', '--all');
    expect(zone.eligible.length).toBeGreaterThan(5);
    for (const { rep_id: rep, minutes } of zone.eligible) {
      const both = (rows.get(`rep:${rep} zone:29160`)! + rows.get(`zone:29160 rep:${rep}`)!) / 2;
      expect(minutes).toBeCloseTo(both, 2);
    }
    const account = answer<AccountAnswer>('account', 'C00001');
    const own = account.minutes.find(({ current }) => current)!;
    const written = cellsOf(join(byMatrix, 'accounts.csv'), 'id', 'travel_minutes').find(
      ([id]) => id === 'C00001',
    )!;
    expect(own.minutes).toBeCloseTo(Number(written[1]), 1);
  });

  it('a sector reaches round the bay, not across it', () => {
    const rep = (dir: string) =>
      new Map(cellsOf(join(dir, 'zones.csv'), 'zone_id', 'rep_id').map(([zone, id]) => [zone!, id!]));
    const estimated = join(folder, 'estimated');
    expect(
      sectorize(['plan', ...inputArgs(), '--effort', 'fast', '--no-diagnosis', '--quiet', '--out', estimated])
        .code,
    ).toBe(0);
    const [before, after] = [rep(estimated), rep(byMatrix)];
    const moved = [...before].filter(([zone, id]) => after.get(zone) !== id);
    expect(moved.length).toBeGreaterThan(5);
    expect(moved.length).toBeLessThan(160);
    // measured by road, the plan that knows the roads is the cheaper one
    const held = join(folder, 'held');
    const asIs = ['--from', estimated, '--max-moved', '0%:accounts', '--stickiness', '0', '--no-replan'];
    const done = sectorize([
      'plan',
      ...inputArgs(),
      '--effort',
      'fast',
      '--no-diagnosis',
      '--quiet',
      '--roads',
      MADE,
      ...asIs,
      '--out',
      held,
    ]);
    expect([0, 3], done.stderr).toContain(done.code);
    expect(kpisOf(held).plan.travel.hours).toBeGreaterThan(kpisOf(byMatrix).plan.travel.hours);
  });

  it('limits are by road: who cannot be reached in time is listed with the nearest rep', () => {
    const dir = join(folder, 'limits');
    mkdirSync(dir, { recursive: true });
    const reps = join(dir, 'reps.csv');
    const text = readFileSync(BRETAGNE[1]!, 'utf8').replaceAll(',240,', ',95,');
    writeFileSync(reps, text);
    const inputs = inputArgs([BRETAGNE[0]!, reps, BRETAGNE[2]!]);
    // in a folder of its own: check writes rejects.csv where it runs
    const far = sectorize(['check', ...inputs, '--roads', MADE], { cwd: dir });
    expect(far.code).toBe(2);
    // by the estimate everybody is within 95 minutes of somebody
    expect(sectorize(['check', ...inputs], { cwd: dir }).code).toBe(0);
    expect(far.stdout + far.stderr).toMatch(/no-eligible-rep.*max_travel_minutes/s);
    expect(far.stdout + far.stderr).toMatch(/nearest/);
  });
});

describe('sources that are none', () => {
  const refused = (...args: readonly string[]) => {
    const done = sectorize(['plan', ...inputArgs(), '--out', join(folder, 'none'), ...args]);
    expect(done.code, done.stderr).toBe(2);
    return done.stderr;
  };
  it.each([
    [['--roads', MADE, '--osrm', 'http://localhost:1'], /--roads and --osrm: .*one of them/],
    [['--osrm', 'localhost:5000'], /address of a server/],
    [['--road-cache', 'x'], /no server/],
    [['--roads', '-'], /standard input/],
    [['--osrm', 'http://user:secret@127.0.0.1:59321'], /127\.0\.0\.1:59321/],
  ])('%j', (args, message) => {
    const stderr = refused(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('secret');
    rmSync(join(folder, 'none'), { recursive: true, force: true });
  });
});

describe('a small map', () => {
  const tiny = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name => resolve('fixtures/tiny', name));
  const lines = (path: string) => readFileSync(path, 'utf8').trimEnd().split('\n');
  const QUICK = ['--effort', 'fast', '--no-diagnosis', '--quiet'];
  const matrixOf = (name: string, cells: string) => {
    const { features } = JSON.parse(readFileSync(tiny[2]!, 'utf8'));
    const rows = lines(tiny[1]!)
      .slice(1)
      .flatMap(rep =>
        features.map(
          (zone: { properties: { id: string } }) =>
            `rep:${rep.split(',')[0]},zone:${zone.properties.id},${cells}\n`,
        ),
      );
    const path = join(folder, name);
    writeFileSync(path, `from,to,minutes,km\n${rows.join('')}`);
    return path;
  };

  it('roads that take no time cost nothing, and a plan without cost claims no gap', async () => {
    const args = [...inputArgs(tiny), '--roads', matrixOf('no-time.csv', '0,0')];
    const out = join(folder, 'no-time');
    expect((await run(['plan', ...args, '--measure', 'potential=90%', ...QUICK, '--out', out])).code).toBe(0);
    expect(kpisOf(out).plan.objective).toMatchObject({ value: 0, gap: null });
    const verified = sectorize(['verify', out, ...args]);
    expect(verified.code, verified.stdout).toBe(0);
  });

  it('a plan with layers is by road as well, and verified against its matrix', async () => {
    const reps = join(folder, 'layer-reps.csv');
    const [head, ...rows] = lines(tiny[1]!);
    const layered = rows.map((row, j) => `${row},${j % 2 ? 'small' : 'large'}\n`);
    writeFileSync(reps, `${head},layer\n${layered.join('')}`);
    const config = join(folder, 'layers.yaml');
    writeFileSync(
      config,
      'measures: {potential: 90%}\nlayers:\n  - {name: large, where: {potential: ">=50"}}\n  - {name: small}\n',
    );
    const matrix = matrixOf('layers.csv', '20,15');
    const args = [...inputArgs([tiny[0]!, reps, tiny[2]!]), '--roads', matrix];
    const out = join(folder, 'layers');
    const made = await run(['plan', '--config', config, ...args, ...QUICK, '--out', out]);
    expect(made.code, made.stderr).toBe(0);
    const verified = sectorize(['verify', out, ...args]);
    expect(verified.code, verified.stdout).toBe(0);
    writeFileSync(matrix, readFileSync(matrix, 'utf8').replaceAll(',20,', ',21,'));
    expect(sectorize(['verify', out, ...args]).stdout).toContain('has SHA-256');
  });
});
