// Ctrl-C: exit 130, and what is on disk is a whole plan, the old or a new one. Nothing here waits for a time: each signal
// answers a line that the program printed.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedData } from '../../bench/data.ts';
import { frenchReps } from '../../bench/inputs.ts';
import {
  BRETAGNE,
  contents,
  haveShared,
  inputArgs,
  PROGRAM,
  type Run,
  sectorize,
  temporaryFolder,
} from './cli.ts';

const folder = temporaryFolder();

interface Signals {
  /** sent when stderr first holds this text */
  readonly at: string | RegExp;
  /** how many, one right after the other (1) */
  readonly times?: number;
}

/** Runs the program with an open, silent standard input, and interrupts it. */
function interrupted(args: readonly string[], { at, times = 1 }: Signals): Promise<Run> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: { ...process.env, NO_COLOR: '1' } });
    let [stdout, stderr, sent] = ['', '', false];
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
      if (sent || stderr.search(at) < 0) return;
      sent = true;
      for (let i = 0; i < times; i++) child.kill('SIGINT');
    });
    child.on('error', fail).on('close', (code, signal) => {
      if (!sent) fail(new Error(`ended before ${at}: ${stderr.slice(-2000)}`));
      else done({ code, stdout, stderr: stderr + (signal ?? '') });
    });
  });
}

const events = (run: Run) =>
  run.stderr
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));

/** A plan directory with every file of a plan, which verify recomputes without finding an untrue claim. */
function expectWhole(out: string, inputs: readonly string[]): void {
  const names = [...contents(out).keys()];
  for (const name of [
    'plan.json',
    'zones.csv',
    'accounts.csv',
    'sectors.csv',
    'kpis.json',
    'report.md',
    'report.html',
    'rejects.csv',
  ]) {
    expect(names).toContain(name);
  }
  const verify = sectorize(['verify', out, ...inputs]);
  expect([0, 3], verify.stderr).toContain(verify.code);
  expect(verify.stdout).toMatch(/^(every promise holds|0 untrue claims)/m);
}

/** A search so long that it does not end by itself before it is interrupted. */
const LONG = ['--effort', 'thorough', '--json'];

interface Case {
  readonly name: string;
  readonly inputs: () => string[];
}

const cases: Case[] = [{ name: 'the bundled Bretagne', inputs: () => inputArgs() }];
if (haveShared('interrupting France', 'fr-codes-postaux')) {
  const data = sharedData('fr-codes-postaux') as string;
  const reps = () => frenchReps(join(data, 'zones.csv'), 60, folder);
  cases.push({
    name: 'the French postal codes',
    inputs: () => inputArgs([join(data, 'accounts.csv'), reps(), join(data, 'zones.geojson')]),
  });
}

describe.each(cases)('interrupted on $name', ({ inputs: makeInputs }) => {
  let inputs: string[];
  let home: string;
  let out: string;

  beforeAll(() => {
    inputs = makeInputs();
    home = mkdtempSync(join(folder, 'case-'));
    out = join(home, 'plan');
  });

  it('in the search, it writes the best plan so far', async () => {
    const run = await interrupted(['plan', ...inputs, ...LONG, '--out', out], {
      at: /"phase":"search".*"objective":\d/,
    });
    expect(run.code, run.stderr.slice(-1000)).toBe(130);
    expect(readdirSync(home)).toEqual(['plan']);
    const all = events(run);
    expect(all).toContainEqual({ event: 'interrupted', while: 'planning' });
    expect(all.at(-1)).toMatchObject({ event: 'result', out });
    // another run may end elsewhere, and the plan says so
    expect(JSON.parse(contents(out).get('plan.json') as string).solver.reproducible).toBe(false);
    expectWhole(out, inputs);
  });
});

describe('interrupted', () => {
  it('while it reads, it writes nothing and leaves the old plan', async () => {
    const home = mkdtempSync(join(folder, 'case-'));
    const out = join(home, 'plan');
    expect(sectorize(['plan', ...inputArgs(), '--effort', 'fast', '--out', out]).code).toBe(0);
    const before = contents(home);
    // standard input stays open: it never gets further than reading
    const [, reps, zones] = BRETAGNE as [string, string, string];
    const args = ['plan', ...inputArgs(['-', reps, zones]), '--json'];
    const run = await interrupted([...args, '--out', out], { at: '"event":"reading"' });
    expect(run.code).toBe(130);
    expect(events(run)).toEqual([{ event: 'reading' }, { event: 'interrupted', while: 'reading' }]);
    expect(contents(home)).toEqual(before);

    const fresh = await interrupted([...args, '--out', join(home, 'fresh')], { at: '"event":"reading"' });
    expect(fresh.code).toBe(130);
    expect(readdirSync(home)).toEqual(['plan']);
  });

  it('when planning has just begun, it leaves a whole plan', async () => {
    const home = mkdtempSync(join(folder, 'case-'));
    const out = join(home, 'plan');
    const args = ['plan', ...inputArgs(), ...LONG, '--out', out];
    const run = await interrupted(args, { at: '"event":"inputs"' });
    expect(run.code, run.stderr.slice(-1000)).toBe(130);
    expect(readdirSync(home)).toEqual(['plan']);
    expectWhole(out, inputArgs());
  });

  it('in a proof, it writes the plan with the bound so far', async () => {
    const home = mkdtempSync(join(folder, 'case-'));
    const out = join(home, 'plan');
    const args = ['plan', ...inputArgs(), '--effort', 'fast', '--exact', '--json', '--out', out];
    const run = await interrupted(args, { at: '"phase":"exact"' });
    expect(run.code, run.stderr.slice(-1000)).toBe(130);
    const { solver } = JSON.parse(contents(out).get('plan.json') as string);
    expect(solver).toMatchObject({ reproducible: false, proof: { proven: false } });
    expectWhole(out, inputArgs());
  });

  it.each([1, 2])('%i times while it writes, it leaves a whole plan and no temporary', async times => {
    const home = mkdtempSync(join(folder, 'case-'));
    const out = join(home, 'plan');
    const args = ['plan', ...inputArgs(), '--effort', 'fast', '--json', '--out', out];
    const run = await interrupted(args, { at: '"event":"writing"', times });
    // writing takes a moment only: on a busy machine the signal may come when all is done
    const came = events(run).some(({ event }) => event === 'interrupted');
    expect(run.code).toBe(came ? 130 : 0);
    // given up or done: which of the two depends on how soon the second one came
    if (times === 1) expect(existsSync(out)).toBe(true);
    expect(readdirSync(home).filter(name => name !== 'plan')).toEqual([]);
    if (existsSync(out)) expectWhole(out, inputArgs());
  });

  it('with --stdout, it prints the whole table of the best plan so far', async () => {
    const args = ['plan', ...inputArgs(), ...LONG, '--stdout', 'zones'];
    const run = await interrupted(args, { at: '"phase":"search"' });
    expect(run.code).toBe(130);
    const lines = run.stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^layer,zone_id,/);
    const zones = JSON.parse(readFileSync(BRETAGNE[2] as string, 'utf8')).features.length;
    expect(lines.length).toBeGreaterThan(zones);
  });
});

/** Runs the program on a terminal of its own; `react` may answer what the screen shows with keys. */
function onTerminal(args: readonly string[], setup: string, react: (screen: string) => string | null) {
  const command = [process.execPath, PROGRAM, ...args].map(word => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', `${setup} ${command}`, '/dev/null'], {
    env: { ...process.env, NO_COLOR: '1', TERM: 'xterm', LANG: 'C' },
    timeout: 60_000,
  });
  let [screen, sent] = ['', false];
  return new Promise<{ code: number | null; screen: string }>((done, fail) => {
    child.stdout.setEncoding('utf8').on('data', text => {
      screen = `${screen}${text}`.slice(-100_000);
      const keys = sent ? null : react(screen);
      if (keys === null) return;
      sent = true;
      child.stdin.write(keys);
    });
    child.on('error', fail).on('close', code => done({ code, screen }));
  });
}

const hasTerminal = spawnSync('script', ['--version']).status === 0;
describe.skipIf(!hasTerminal)('a terminal (skipped without util-linux script)', () => {
  it('shows phase, iteration and gap; Ctrl-C on it ends with the plan', async () => {
    const home = mkdtempSync(join(folder, 'case-'));
    const out = join(home, 'plan');
    const args = ['plan', ...inputArgs(), '--effort', 'thorough', '--out', out];
    const { code, screen } = await onTerminal(args, 'stty cols 100;', shown =>
      /search \d+ %, iteration \d+, gap \d+\.\d+ %/.test(shown) ? '\x03' : null,
    );
    expect(code, screen.slice(-1000)).toBe(130);
    expect(screen).toContain('interrupted: finishing with the best plan so far');
    expect(readdirSync(home)).toEqual(['plan']);
    expectWhole(out, inputArgs());
  });

  it('of no width, as containers and CI give, is no place for a progress line', async () => {
    const args = ['plan', ...inputArgs(), '--effort', 'fast', '--stdout', 'sectors'];
    const { code, screen } = await onTerminal(args, 'stty cols 0;', () => null);
    expect(code).toBe(0);
    expect(screen).not.toContain('iteration');
    expect(screen).toContain('rep_id');
  });
});
