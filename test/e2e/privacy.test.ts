// No network unless an address is given: the program runs with every way out closed and writes the same bytes; its pages load
// nothing; and a routing server hears coordinates, and nothing else of the inputs. A bug report is the same problem.

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startServer } from '../io/roads/http-server.ts';
import { startOsrm } from '../io/roads/osrm-server.ts';
import { contents, inputArgs, PROGRAM, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();
const TINY = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name => resolve('fixtures/tiny', name));

describe('without an address of a server', () => {
  const closed = join(folder, 'closed.cjs');
  writeFileSync(
    closed,
    `const refuse = what => () => { throw new Error('the network was used: ' + what); };
const net = require('node:net');
net.Socket.prototype.connect = refuse('connect');
net.Server.prototype.listen = refuse('listen');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) require('node:dns')[name] = refuse(name);
require('node:dgram').Socket.prototype.send = refuse('send');
globalThis.fetch = refuse('fetch');
globalThis.WebSocket = refuse('WebSocket');
`,
  );
  const env = { NODE_OPTIONS: `--require ${closed}` };
  const steps = [
    ['check', ...inputArgs(TINY)],
    ['plan', ...inputArgs(TINY), '--effort', 'fast', '--no-diagnosis', '--xlsx', '--quiet'],
    ['verify', 'plan', ...inputArgs(TINY)],
    ['tours', 'plan', ...inputArgs(TINY), '--period', 'week', '--quiet'],
    ['compare', 'plan', 'plan', '--format', 'html', '--out', 'compare.html'],
    ['pack', 'plan', ...inputArgs(TINY), '--out', 'pack'],
    ['export', 'kml', '--out', 'map.kml'],
    ['explain', 'zone', 'A1', '--plan', 'plan'],
  ];

  it('writes and says the same with the network closed', () => {
    const [open, shut] = [join(folder, 'open'), join(folder, 'shut')];
    for (const root of [open, shut]) mkdirSync(root);
    for (const args of steps) {
      const before = sectorize(args, { cwd: open });
      const after = sectorize(args, { cwd: shut, env });
      expect([0, 3], after.stderr).toContain(after.code);
      expect(after).toEqual(before);
    }
    expect(contents(shut)).toEqual(contents(open));
    // and it is closed: what needs it fails for that reason
    const needs = sectorize(
      ['plan', ...inputArgs(TINY), '--osrm', 'http://127.0.0.1:9', '--out', join(folder, 'never')],
      { env },
    );
    expect(needs.code).toBe(1);
    expect(needs.stderr).toContain('the network was used: fetch');

    const pages = readdirSync(open, { recursive: true, encoding: 'utf8' }).filter(name =>
      name.endsWith('.html'),
    );
    expect(pages.length).toBeGreaterThan(3);
    for (const name of pages) {
      const page = readFileSync(join(open, name), 'utf8');
      expect(page, name).toContain("default-src 'none'");
      expect(
        page.match(/(?:src|href|action|data|poster)\s*=\s*["']?\s*(?:https?:)?\/\/[^"'\s>]*/gi) ?? [],
        name,
      ).toEqual([]);
      expect(page.match(/url\(\s*["']?(?!#|data:)[^)]*|@import[^;]*/gi) ?? [], name).toEqual([]);
    }
  });
});

describe('a routing server', () => {
  const inRun = (args: readonly string[]) =>
    new Promise<{ code: number | null; stderr: string }>(done => {
      const child = spawn(process.execPath, [PROGRAM, ...args], {
        env: { ...process.env, NO_COLOR: '1', LANG: 'C' },
      });
      let stderr = '';
      child.stderr.on('data', chunk => {
        stderr += String(chunk);
      });
      child.on('close', code => done({ code, stderr }));
    });
  const number = String.raw`-?\d+(?:\.\d+)?`;

  it('of OSRM hears coordinates and their order, no ids, names or amounts', async () => {
    const server = await startOsrm();
    try {
      const args = [
        'plan',
        ...inputArgs(TINY),
        '--effort',
        'fast',
        '--no-diagnosis',
        '--quiet',
        '--out',
        join(folder, 'osrm'),
      ];
      expect((await inRun([...args, '--osrm', server.url])).code).not.toBe(1);
      expect(server.requests.length).toBeGreaterThan(0);
      const asked = new RegExp(
        `^/table/v1/driving/(?:${number},${number};?)+\\?sources=[\\d;]+&destinations=[\\d;]+(?:&annotations=duration,distance)?$`,
      );
      for (const { method, url, body } of server.requests) {
        expect(method).toBe('GET');
        expect(decodeURIComponent(url)).toMatch(asked);
        expect(body).toBe('');
      }
    } finally {
      await server.close();
    }
  });

  it('of Valhalla too', async () => {
    // it knows no road: the plan is made by the estimate, after it was asked
    const json = {
      error_code: 442,
      error: 'No path could be found for input',
      status_code: 400,
      status: 'Bad Request',
    };
    const server = await startServer(() => ({ status: 400, json }));
    try {
      const args = [
        'plan',
        ...inputArgs(TINY),
        '--effort',
        'fast',
        '--quiet',
        '--out',
        join(folder, 'valhalla'),
      ];
      expect((await inRun([...args, '--valhalla', server.url])).code).not.toBe(1);
      expect(server.requests.length).toBeGreaterThan(0);
      for (const { url, body } of server.requests) {
        expect(url).toBe('/sources_to_targets');
        const asked = JSON.parse(body) as { sources: object[]; targets: object[]; costing: string };
        expect(asked.costing).toBe('auto');
        // every text of the question: names of its own, and the profile; all else are numbers
        const words = new Set(body.match(/"[^"]*"/g));
        for (const word of words)
          expect([
            '"sources"',
            '"targets"',
            '"lat"',
            '"lon"',
            '"costing"',
            '"auto"',
            '"units"',
            '"kilometers"',
            '"verbose"',
            '"radius"',
            '"search_cutoff"',
          ]).toContain(word);
      }
    } finally {
      await server.close();
    }
  });
});

describe('a bug report', () => {
  /** original of each name, by kind and name */
  function keyOf(path: string): Map<string, string> {
    const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
    return new Map(
      rows.map(row => {
        const [kind, original, name] = row.split(',');
        return [`${kind} ${name}`, original as string] as const;
      }),
    );
  }
  const planOf = (dir: string) =>
    JSON.parse(readFileSync(join(dir, 'plan.json'), 'utf8')) as {
      assignment: [string, string, string][];
      solver: { objective: number };
    };

  const args = ['--config', 'fixtures/layers/sectorize.yaml'];
  const quick = ['--effort', 'fast', '--no-diagnosis', '--no-replan', '--quiet'];
  const own = join(folder, 'own');

  /** A plan of the inputs and one of the bundle: the same zone by zone, through the key. */
  function expectSame(root: string, ofBundle: string, bundle: string): void {
    const key = keyOf(`${bundle}.key.csv`);
    const translated = (kind: string, text: string) => key.get(`${kind} ${text}`) ?? text;
    const layersOf = (dir: string) => readdirSync(join(dir, 'layers')).sort();
    const [before, after] = [layersOf(root), layersOf(ofBundle)];
    expect(before).toEqual(['field', 'groups', 'health', 'key accounts']);
    // names keep the order of what they stand for, so folders come in the same order
    before.forEach((layer, at) => {
      const a = planOf(join(root, 'layers', layer));
      const b = planOf(join(ofBundle, 'layers', after[at] as string));
      const back = b.assignment.map(([of, zone, rep]) => [
        translated('layer', of),
        translated('zone', zone),
        translated('rep', rep),
      ]);
      expect(back.sort()).toEqual([...a.assignment].sort());
      expect(b.solver.objective / a.solver.objective).toBeCloseTo(1, 6);
    });
  }

  it('of layers gives the same plan, under other names', () => {
    const bundle = join(folder, 'bug');
    const made = sectorize(['plan', ...args, '--anonymize', bundle]);
    expect(made.code, made.stderr).toBe(0);
    expect(made.stderr).toContain('the bundle is the same optimization problem');
    const other = join(folder, 'other');
    sectorize(['plan', ...args, ...quick, '--out', own]);
    sectorize(['plan', '--config', join(bundle, 'sectorize.yaml'), ...quick, '--out', other]);
    expectSame(own, other, bundle);
  });

  it('of their revision too, from the earlier plan that is in it', () => {
    const bundle = join(folder, 'bug-of-revision');
    // for which some zones must change hands
    const revision = [...args, '--from', own, '--min-zones', '25'];
    const made = sectorize(['plan', ...revision, '--anonymize', bundle]);
    expect(made.code, made.stderr).toBe(0);
    expect(made.stderr).toContain('the bundle is the same optimization problem');
    const kept = [...contents(join(bundle, 'before')).keys()];
    expect(kept.filter(path => /^1\/layers\/L\d-\w{4}\/plan\.json$/.test(path))).toHaveLength(4);
    expect(kept.filter(path => path.endsWith('incumbents.csv'))).toHaveLength(4);
    expect(kept).toContain('1/plan.json');
    const [revised, other] = [join(folder, 'revised'), join(folder, 'other-revised')];
    sectorize(['plan', ...revision, ...quick, '--out', revised]);
    const config = join(bundle, 'sectorize.yaml');
    expect(sectorize(['plan', '--config', config, ...quick, '--out', other]).code).not.toBe(2);
    expectSame(revised, other, bundle);
    const moved = (dir: string) => planOf(join(dir, 'layers', 'field')).assignment.map(String);
    expect(moved(revised)).not.toEqual(moved(own));
    // and it is a plan like another, with its own copy of what it was made from
    expect(sectorize(['verify', other, '--config', config]).code).not.toBe(1);
    expect(readFileSync(join(bundle, 'README.txt'), 'utf8')).toContain(
      'It revises an earlier plan: before/1',
    );
  });

  it('is an archive with its key beside it, for its owner alone', () => {
    const archive = join(folder, 'bug.zip');
    const made = sectorize(['plan', ...inputArgs(TINY), '--anonymize', archive, '--lang', 'fr']);
    expect(made.code, made.stderr).toBe(0);
    const listed = execFileSync('unzip', ['-Z1', archive], { encoding: 'utf8' }).trim().split('\n').sort();
    expect(listed).toEqual(
      [
        'README.txt',
        'accounts.csv',
        'bug-report.json',
        'findings.csv',
        'reps.csv',
        'sectorize.yaml',
        'zones.geojson',
      ].sort(),
    );
    expect(statSync(`${archive}.key.csv`).mode & 0o777).toBe(0o600);
    const all = execFileSync('unzip', ['-p', archive], { encoding: 'utf8' });
    for (const [, original] of keyOf(`${archive}.key.csv`))
      if (!/^(?:factor|longitude)/.test(original))
        expect(all).not.toMatch(new RegExp(`(?:^|[,"|\n])${original}(?:[,"|\n]|$)`));
    expect(all).toContain('Ce qui reste reconnaissable');
  });

  it('is refused where it would be half of the problem, or in the place of other files', () => {
    const tours = sectorize(['plan', ...inputArgs(TINY), '--calibrate', '--anonymize', join(folder, 'x')]);
    expect(tours.code).toBe(2);
    expect(tours.stderr).toContain('leave --calibrate out');
    const there = sectorize(['plan', ...inputArgs(TINY), '--anonymize', resolve('fixtures/tiny')]);
    expect(there.code).toBe(2);
    expect(there.stderr).toContain('choose another --anonymize');
    expect(readdirSync('fixtures/tiny')).toContain('accounts.csv');
  });
});
