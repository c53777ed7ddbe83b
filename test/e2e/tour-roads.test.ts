// Tours by road: from a server on loopback, from the file that it leaves, from the roads of the plan. What is said of them is
// recomputed by verify, and found when it is untrue.

import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyAnyDirectory } from '../../src/app/layers/verify.ts';
import { sortRoads } from '../../src/app/tours/matrix-again.ts';
import { checkTours } from '../../src/app/tours/verify.ts';
import type { VerifyOutcome } from '../../src/app/verify.ts';
import type { VerifyInput } from '../../src/evaluate/verify.ts';
import { type OsrmServer, startOsrm } from '../io/roads/osrm-server.ts';
import { drive, type Spot } from '../io/roads/road-network.ts';
import { BRETAGNE, cellsOf, inputArgs, kpisOf, PROGRAM, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();
const plan = join(folder, 'plan');
const asked = join(folder, 'asked');
const kept = join(asked, 'tours-roads.csv');
const TOURS = ['--effort', 'fast', '--period', 'quarter'];
/** the Finistère: two reps, 500 accounts, an island without a road */
const FILES = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name => join(folder, name));
let server: OsrmServer;
let cells: number;
let stderr: string;
let outcome: VerifyOutcome;
const layers: VerifyInput[] = [];

/** The server is in this process: the program must not be waited for without a turn of the event loop. */
function run(args: readonly string[]): Promise<{ code: number | null; stderr: string }> {
  return new Promise(done => {
    const env = { ...process.env, NO_COLOR: '1', LANG: 'C' };
    const child = spawn(process.execPath, [PROGRAM, ...args], { env });
    let text = '';
    child.stderr.on('data', chunk => {
      text += String(chunk);
    });
    child.on('close', code => done({ code, stderr: text }));
  });
}

function writeInputs(): void {
  const [accounts, reps, zones] = BRETAGNE.map(file => readFileSync(file, 'utf8').split('\n')) as string[][];
  const inside = accounts!.filter((line, i) => i === 0 || /^[^,]*,[^,]*,29\d{3},/.test(line));
  const own = inside.map(line => line.replace(/,R(?:0[1-589]|10),/g, ',R07,'));
  const texts = [
    `${own.join('\n')}\n`,
    `${reps!.filter(line => /^(?:id|R06|R07),/.test(line)).join('\n')}\n`,
    JSON.stringify({
      type: 'FeatureCollection',
      features: JSON.parse(zones!.join('\n')).features.filter(({ id }: { id: string }) =>
        id.startsWith('29'),
      ),
    }),
  ];
  for (const [i, text] of texts.entries()) writeFileSync(FILES[i]!, text);
}

beforeAll(async () => {
  writeInputs();
  server = await startOsrm();
  const fast = ['--effort', 'fast', '--no-diagnosis', '--quiet'];
  const planned = await run(['plan', ...inputArgs(FILES), ...fast, '--osrm', server.url, '--out', plan]);
  expect(planned.code, planned.stderr).toBe(0);
  const before = server.cells();
  const made = await run([
    'tours',
    plan,
    ...inputArgs(FILES),
    ...TOURS,
    '--osrm',
    server.url,
    '--out',
    asked,
  ]);
  expect(made.code, made.stderr).toBe(0);
  cells = server.cells() - before;
  stderr = made.stderr;
  const [accounts, reps, zones] = FILES as [string, string, string];
  const onRead = (input: VerifyInput) => layers.push(input);
  outcome = await verifyAnyDirectory(asked, { accounts, reps, zones, onRead });
});
afterAll(() => server.close());

const travelOf = (dir: string) => JSON.parse(readFileSync(join(dir, 'tours.json'), 'utf8')).travel;
const bytes = (dir: string, name: string) => readFileSync(join(dir, name), 'latin1');

/** From where to where, and what tours.csv says of it. */
function legsOf(dir: string, table = 'tours.csv') {
  const rows = cellsOf(join(dir, table), 'kind', 'account_id', 'lat', 'lon', 'minutes', 'km');
  const legs: { from: Spot; to: Spot; minutes: number; km: number; home: boolean }[] = [];
  let from: Spot = { lat: 0, lon: 0 };
  for (const [kind, , lat, lon, minutes, km] of rows) {
    if (kind === 'lunch') continue;
    const to = { lat: Number(lat), lon: Number(lon) };
    if (kind !== 'start' && (from.lat !== to.lat || from.lon !== to.lon))
      legs.push({ from, to, minutes: Number(minutes), km: Number(km), home: kind === 'end' });
    from = to;
  }
  return legs;
}

describe('tours by the times of a server', () => {
  it.each(['tours.csv', 'tours-today.csv'])('drive as the server says, each way for itself: %s', table => {
    const legs = legsOf(asked, table);
    expect(legs.length).toBeGreaterThan(500);
    const others = legs.filter(({ from, to, minutes, km }) => {
      const road = drive(from, to);
      return (
        !road || Math.abs(minutes - road.seconds / 60) > 0.06 || Math.abs(km - road.metres / 1000) > 0.011
      );
    });
    const { legs: all, legs_estimated: estimated } = travelOf(asked);
    if (table === 'tours.csv') {
      expect(all).toBe(legs.length);
      expect(others.length).toBeLessThanOrEqual(estimated);
    }
    expect(others.length).toBeLessThan(0.05 * legs.length);
    // westward is slower
    const back = legs.find(({ from, to }) => to.lon < from.lon - 0.3);
    expect(drive(back!.from, back!.to)!.seconds).toBeGreaterThan(drive(back!.to, back!.from)!.seconds);
  });

  it('ask for what reps may drive, not for every pair', () => {
    const travel = travelOf(asked);
    expect(travel).toMatchObject({ source: 'osrm', input: null });
    expect(travel.known + travel.absent + travel.no_road + travel.off_road).toBe(travel.asked);
    const visited = new Set(cellsOf(join(asked, 'tours.csv'), 'account_id').flat()).size - 1;
    expect(travel.asked).toBeGreaterThan(2 * visited);
    expect(travel.asked).toBeLessThan(2 * visited * (2 * 40 + 1));
    expect(cells).toBeLessThan(4 * travel.asked);
    expect(stderr).toMatch(/roads are known from OSRM/);
    expect(stderr).toMatch(/drives of the tours \(\d\.\d%\) have no known road/);
  });

  it('are the same when tours-roads.csv stands in for the server', async () => {
    const again = join(folder, 'again');
    const made = sectorize(['tours', plan, ...inputArgs(FILES), ...TOURS, '--roads', kept, '--out', again]);
    expect(made.code, made.stderr).toBe(0);
    for (const name of ['tours.csv', 'tours-today.csv', 'tours-roads.csv', 'frequency.csv', 'kpis.json'])
      expect(bytes(again, name), name).toBe(bytes(asked, name));
    const { source, input, sha256, ...same } = travelOf(again);
    const { source: osrm, input: none, sha256: hash, ...before } = travelOf(asked);
    expect([source, input.sha256, osrm, none]).toEqual(['matrix', sha256, 'osrm', null]);
    expect([hash, same]).toEqual([sha256, before]);

    const other = join(folder, 'other.csv');
    writeFileSync(other, readFileSync(kept, 'utf8').replace(/^([^\n]+,)[\d.]+(,[\d.]+\n)/m, '$199$2'));
    const bad = async (matrix: string) =>
      (await checkTours(again, layers, matrix)).flatMap(({ problems }) => problems);
    expect(await bad(kept)).toEqual([]);
    expect(await bad(other)).toEqual([
      expect.stringContaining('is another file than the tours were made with'),
      expect.stringMatching(/^tours-roads.csv: .* and not so in the matrix$/),
    ]);
    // what verify takes for the matrix of the tours, and what for that of the plan
    expect(await sortRoads(again, { roads: kept })).toEqual({ ofPlan: {}, ofTours: kept });
    expect(await sortRoads(again, { roads: other })).toEqual({ ofPlan: { roads: other }, ofTours: other });
    expect(await sortRoads(asked, { roads: kept })).toEqual({ ofPlan: { roads: kept }, ofTours: null });
  });

  it('say nothing untrue that verify would not find', async () => {
    expect(outcome.checks.filter(({ ok }) => !ok)).toEqual([]);
    const dir = join(folder, 'lies');
    mkdirSync(dir);
    const names = [
      'plan.json',
      'tours.json',
      'tours.csv',
      'tours-today.csv',
      'tours-roads.csv',
      'frequency.csv',
    ];
    for (const name of [...names, 'tours.geojson']) cpSync(join(asked, name), join(dir, name));
    const lie = async (name: string, edit: (text: string) => string) => {
      const path = join(dir, name);
      const text = readFileSync(path, 'utf8');
      expect(edit(text), `${name} is to be changed`).not.toBe(text);
      writeFileSync(path, edit(text));
      const checks = await checkTours(dir, layers);
      writeFileSync(path, text);
      return checks.flatMap(check => check.problems).join('\n');
    };
    const more = (key: string) => (text: string) =>
      text.replace(new RegExp(`("${key}": )(\\d+)`), (_, head, n) => `${head}${Number(n) + 1}`);
    expect(await lie('tours.json', more('legs_estimated'))).toMatch(/legs_estimated is \d+, recomputed/);
    expect(await lie('tours.json', more('known'))).toMatch(/tours\.json knows \d+ roads/);
    expect(await lie('tours.json', more('absent'))).toContain('roads were asked for');
    expect(
      await lie('tours.json', text => text.replace(/("minutes": \[\[[\d.]+, )[\d.]+/, '$199')),
    ).toContain('the curve of minutes is not that of the roads');
    expect(
      await lie('tours.json', text => text.replace(/"travel": \{[^\n]*\},\n/, '"travel": "estimate",\n')),
    ).toMatch(/there is no tours-roads\.csv, or the other way round[\s\S]* min, recomputed/);
    expect(
      await lie('tours.json', text =>
        text.replace(/("travel": \{"source": ")osrm[^\n]*("legs": [^\n]*)/, '$1plan", $2'),
      ),
    ).toContain('there is no tours-roads.csv, or the other way round');
    const [, , account] = cellsOf(join(asked, 'tours.csv'), 'rep_id', 'kind', 'account_id').find(
      ([rep, kind]) => rep === 'R06' && kind === 'visit',
    )!;
    const row = new RegExp(`^(rep:R06,account:${account}),[\\d.]+`, 'm');
    expect(await lie('tours-roads.csv', text => text.replace(row, '$1,1.00'))).toMatch(
      /not the one that the tours were made with[\s\S]*min, recomputed 1\n/,
    );
    expect(await lie('tours-roads.csv', text => text.replace(/^(rep:R06),/m, '$1x,'))).toContain(
      'is no pair of bases and accounts',
    );
  });
});

describe('tours of a plan by road', () => {
  it('ask nobody, and drive as the plan does: both ways alike', async () => {
    const own = join(folder, 'own');
    const before = server.cells();
    const made = sectorize(['tours', plan, ...inputArgs(FILES), ...TOURS, '--out', own]);
    expect(made.code, made.stderr).toBe(0);
    expect(server.cells()).toBe(before);
    expect(made.stderr).toContain('by the roads of the plan');
    const { source, legs, legs_estimated: estimated } = travelOf(own);
    expect(source).toBe('plan');
    // the plan knows the ways from home: back it is the same
    const known = legsOf(own).filter(({ from, to, minutes, home }) => {
      const road = home ? drive(to, from) : drive(from, to);
      return road && Math.abs(minutes - road.seconds / 60) < 0.06;
    });
    expect(legs - estimated).toBeGreaterThan(0.25 * legs);
    expect(known.length).toBeGreaterThanOrEqual(legs - estimated);
    // the same plan with these figures
    const now = layers.map(layer => ({ ...layer, kpis: kpisOf(own) }));
    expect((await checkTours(own, now)).flatMap(({ problems }) => problems)).toEqual([]);
  });
});

it('takes one source', () => {
  const sources = ['--roads', kept, '--osrm', 'http://localhost:1'];
  const done = sectorize(['tours', plan, ...inputArgs(FILES), ...sources, '--out', join(folder, 'none')]);
  expect(done.code).toBe(2);
  expect(done.stderr).toMatch(/--roads and --osrm: .*one of them/);
});
