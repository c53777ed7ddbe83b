// A sweep is many plans: each the same bytes as `plan` with its settings, however many are made at a time, in whatever shards,
// and however often something killed it.

import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { lockPath, makeToken, temporaryPath } from '../../src/io/temporary.ts';
import { contents, inputArgs, PROGRAM, type Run, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();
const TINY = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name => resolve('fixtures/tiny', name));
const COMMON = [...inputArgs(TINY), '--effort', 'fast', '--no-diagnosis', '--lang', 'en'];
const GRID = ['--vary', 'tolerance=5%,10%', '--vary', 'max_moved=20%:revenue,none'];
const sweep = (out: string, ...more: readonly string[]): Run =>
  sectorize(['sweep', ...COMMON, ...more, '--out', out]);
const table = (path: string): Record<string, string>[] =>
  parse(readFileSync(path, 'utf8'), { columns: true });
const frontier = (out: string) => table(join(out, 'frontier.csv'));

const whole = join(folder, 'whole');
let run: Run;
beforeAll(() => {
  run = sweep(whole, ...GRID);
});

/** One of the plans, made alone. */
function planned(name: string, ...settings: readonly string[]): ReadonlyMap<string, string> {
  const out = join(folder, 'alone', name);
  const { code, stderr } = sectorize(['plan', ...COMMON, ...settings, '--out', out]);
  expect([0, 3], stderr).toContain(code);
  return contents(out);
}

describe('a sweep', () => {
  it('plans every combination, and compares them', () => {
    expect(run.code, run.stderr).toBe(0);
    const rows = frontier(whole);
    expect(rows.map(({ tolerance, max_moved }) => [tolerance, max_moved])).toEqual([
      ['5%', '20%:revenue'],
      ['5%', 'none'],
      ['10%', '20%:revenue'],
      ['10%', 'none'],
    ]);
    const figures = rows.map(row => ({
      balance: Number(row.max_deviation),
      hours: Number(row.travel_hours),
      moved: Number(row.moved_revenue),
      broken: Number(row.promises_broken),
    }));
    // the definition, on what is written
    rows.forEach((row, i) => {
      const b = figures[i] as (typeof figures)[0];
      const by = figures.filter(
        a =>
          a.balance <= b.balance &&
          a.hours <= b.hours &&
          a.moved <= b.moved &&
          a.broken <= b.broken &&
          (a.balance < b.balance || a.hours < b.hours || a.moved < b.moved),
      );
      expect(row.dominated, row.scenario).toBe(by.length > 0 ? '1' : '0');
      const kpis = JSON.parse(readFileSync(join(whole, row.folder as string, 'kpis.json'), 'utf8'));
      expect(Number(row.travel_hours)).toBe(kpis.plan.travel.hours);
      expect(Number(row.moved_revenue)).toBe(kpis.plan.disruption.share.revenue);
    });
    for (const line of run.stdout.trimEnd().split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    expect(run.stdout).toContain('on the frontier');
  });

  it('makes each plan as `plan` does, and verify finds it good', () => {
    const name = 'tolerance-5_max-moved-20-revenue';
    const measures = ['--measure', 'potential=5%', '--measure', 'workload=5%'];
    const alone = planned('one', ...measures, '--max-moved', '20%:revenue');
    expect(contents(join(whole, name))).toEqual(alone);
    const verify = sectorize(['verify', join(whole, name), ...inputArgs(TINY)]);
    expect([0, 3], verify.stderr).toContain(verify.code);
    expect(verify.stdout).toMatch(/^(every promise holds|0 untrue claims)/m);
  });

  it('is the same in shards that are merged, planned with one thread', () => {
    const shards = [1, 2].map(i => {
      const out = join(folder, `shard-${i}`);
      expect(sweep(out, ...GRID, '--shard', `${i}/2`, '--threads', '1').code).toBe(0);
      expect(existsSync(join(out, 'frontier.csv'))).toBe(false);
      return out;
    });
    const merged = join(folder, 'merged');
    const merge = sectorize(['merge', ...shards, '--out', merged]);
    expect(merge.code, merge.stderr).toBe(0);
    expect(merge.stdout).toBe(run.stdout);
    expect(contents(merged)).toEqual(contents(whole));

    const lacking = sectorize(['merge', ...shards.slice(1), '--out', join(folder, 'lacking')]);
    expect(lacking.code).toBe(2);
    expect(lacking.stderr).toContain('missing-scenarios');
    expect(existsSync(join(folder, 'lacking', 'frontier.csv'))).toBe(false);
    const other = join(folder, 'other');
    expect(sweep(other, '--vary', 'seed=1,2', '--shard', '2/3').code).toBe(0);
    expect(sectorize(['merge', ...shards, other, '--out', merged]).stderr).toContain('other-sweep');
  });

  it('keeps what is finished, and redoes what is not as it was', () => {
    const out = join(folder, 'again');
    cpSync(whole, out, { recursive: true });
    const kept = sweep(out, ...GRID);
    expect(kept.stderr).toContain('4 of 4 scenarios were finished: kept');
    // a file cut short, one changed, a plan without its end, and what a killed run leaves
    const names = readdirSync(join(out, 'scenarios')).map(name => name.replace(/\.json$/, ''));
    truncateSync(join(out, names[0] as string, 'accounts.csv'), 10);
    writeFileSync(join(out, names[1] as string, 'kpis.json'), '{}');
    rmSync(join(out, 'scenarios', `${names[2]}.json`));
    const left = (path: string, kind: 'new' | 'tmp') => temporaryPath(path, kind, makeToken(path));
    mkdirSync(left(join(out, names[3] as string), 'new'));
    const result = join(out, 'scenarios', `${names[3]}.json`);
    writeFileSync(left(result, 'tmp'), '{');
    writeFileSync(lockPath(result), '');
    const redone = sweep(out, ...GRID);
    expect(redone.stderr).toContain('1 of 4 scenarios was finished: kept');
    expect(contents(out)).toEqual(contents(whole));
    // another input: everything is made again
    const accounts = join(folder, 'accounts.csv');
    writeFileSync(accounts, `${readFileSync(TINY[0] as string, 'utf8')}\n`);
    const changed = sweep(out, ...GRID, '--accounts', accounts, '--shard', '1/4');
    expect(changed.code).toBe(0);
    expect(changed.stderr).not.toContain('kept\n');
  });
});

/** Runs a sweep until so many scenarios are finished, then sends the signal. */
function stopped(out: string, signal: NodeJS.Signals, after: number): Promise<number | null> {
  return new Promise((done, fail) => {
    const child = spawn(
      process.execPath,
      [PROGRAM, 'sweep', ...COMMON, ...GRID, '--threads', '2', '--out', out],
      {
        stdio: 'ignore',
      },
    );
    const finished = () => (existsSync(join(out, 'scenarios')) ? readdirSync(join(out, 'scenarios')) : []);
    const timer = setInterval(() => {
      if (finished().filter(name => !name.startsWith('.')).length < after) return;
      clearInterval(timer);
      child.kill(signal);
    }, 2);
    child.on('error', fail).on('close', code => {
      clearInterval(timer);
      done(code);
    });
  });
}

describe('stopped', () => {
  it('by kill -9, then by Ctrl-C, it goes on from there and keeps what is done', async () => {
    const out = join(folder, 'stopped');
    const results = () =>
      new Map(
        readdirSync(join(out, 'scenarios'))
          .filter(name => !name.startsWith('.'))
          .map(name => [name, statSync(join(out, 'scenarios', name)).ino]),
      );
    expect(await stopped(out, 'SIGKILL', 1)).toBe(null);
    const killed = results();
    // nobody wrote a frontier: a kill is not an end
    expect(existsSync(join(out, 'frontier.csv'))).toBe(false);

    expect(await stopped(out, 'SIGINT', killed.size + 1)).toBe(130);
    const interrupted = results();
    expect(interrupted.size).toBeGreaterThan(killed.size);
    for (const [name, inode] of killed) expect(interrupted.get(name)).toBe(inode);
    expect(readdirSync(out).filter(name => name.startsWith('.'))).toEqual([]);
    const rows = frontier(out);
    const made = rows.filter(({ status }) => status === 'planned');
    expect(rows.length).toBe(4);
    expect(made.length).toBe(interrupted.size);
    for (const { folder: name } of made)
      expect(contents(join(out, name as string))).toEqual(contents(join(whole, name as string)));

    const resumed = sweep(out, ...GRID);
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(resumed.stderr).toContain(`${interrupted.size} of 4 scenarios were finished: kept`);
    for (const [name, inode] of interrupted) expect(results().get(name)).toBe(inode);
    expect(contents(out)).toEqual(contents(whole));
  });
});

describe('scenarios of a file', () => {
  const out = join(folder, 'listed');
  const file = join(folder, 'scenarios.yaml');
  const ids: string[] = table(TINY[1] as string).map(({ id }) => id as string);
  let listed: Run;
  beforeAll(() => {
    writeFileSync(
      file,
      [
        'scenarios:',
        '  - {name: today}',
        `  - {name: "one fewer: é/è", without: ${ids[0]}}`,
        `  - {name: half, fte: {${ids[1]}: 50%}}`,
        '  - {name: one more, headcount: 1}',
        '  - {name: impossible, max_zones: 1}',
      ].join('\n'),
    );
    listed = sweep(out, '--scenarios', file);
  });

  it('are planned with teams of their own; one that cannot be planned is said, and the rest goes on', () => {
    expect(listed.code, listed.stderr).toBe(0);
    const rows = frontier(out);
    expect(rows.map(({ status }) => status)).toEqual(['planned', 'planned', 'planned', 'planned', 'failed']);
    expect(listed.stderr).toContain('not planned: impossible');
    expect(rows[4]?.reason).toContain('error[');
    expect(existsSync(join(out, rows[4]?.folder as string))).toBe(false);
    expect(contents(join(out, 'today'))).toEqual(planned('today'));
    expect(readdirSync(join(out, 'teams')).sort()).toEqual([
      `fte-${ids[1]}-0.5.csv`,
      'headcount-plus-1.csv',
      `without-${ids[0]}.csv`,
    ]);
    const html = readFileSync(join(out, 'frontier.html'), 'utf8');
    for (const { folder: name } of rows.slice(0, 4))
      expect(html).toContain(`href="${encodeURIComponent(name as string)}/report.html"`);
  });

  it('a team is a reps file: plan and verify take it like any other', () => {
    const reps = join(out, 'teams', `without-${ids[0]}.csv`);
    const row = frontier(out)[1]?.folder as string;
    expect(contents(join(out, row))).toEqual(planned('fewer', '--reps', reps));
    const more = table(join(out, 'teams', 'headcount-plus-1.csv'));
    const size = join(folder, 'size.csv');
    sectorize([
      'size',
      ...inputArgs(TINY),
      '--from',
      `${ids.length}`,
      '--to',
      `${ids.length + 1}`,
      '--out',
      size,
    ]);
    expect(more.at(-1)?.postal_code).toBe(table(size).at(-1)?.place);
    const inputs = inputArgs([TINY[0], join(out, 'teams', 'headcount-plus-1.csv'), TINY[2]] as string[]);
    const verify = sectorize(['verify', join(out, 'one more'), ...inputs]);
    expect([0, 3], verify.stderr + verify.stdout).toContain(verify.code);
  });

  it('with mistakes are refused by line and key, before anything is planned', () => {
    const bad = join(folder, 'bad.yaml');
    writeFileSync(
      bad,
      'scenarios:\n  - {name: a, stickyness: 1}\n  - {name: A, stickiness: -1}\ngrid:\n  tolerance: [5%, 10]\n',
    );
    const refused = sweep(join(folder, 'never'), '--scenarios', bad);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('bad.yaml:2:scenarios[1].stickyness');
    expect(refused.stderr).toContain('did you mean stickiness?');
    expect(refused.stderr).toContain('bad.yaml:3:scenarios[2].stickiness');
    expect(refused.stderr).toContain('bad.yaml:5:grid.tolerance');
    expect(existsSync(join(folder, 'never'))).toBe(false);
    const vary = sweep(join(folder, 'never'), '--vary', 'max_moved=lots');
    expect(vary.code).toBe(2);
    expect(vary.stderr).toContain('--vary max_moved:max_moved');
    const foreign = join(folder, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'thesis.doc'), '');
    expect(sweep(foreign, ...GRID).stderr).toContain('out-not-a-sweep');
    expect(readdirSync(foreign)).toEqual(['thesis.doc']);
    const none = sweep(join(folder, 'none'), '--vary', 'max_zones=1');
    expect(none.code).toBe(2);
  });
});
