// What is promised of the disk: whatever happens while something is written, the old plan is whole or the new one is, and the
// next run puts in order what is left. Nothing here waits for a time: faults come at calls and at lines that the program prints.
// Every command with a fault at every call: npm run fuzz:faults.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeRandom } from '../../src/optimize/random.ts';
import { BRETAGNE, contents, inputArgs, PROGRAM, type Run, sectorize, temporaryFolder } from './cli.ts';
import { type CaseRun, type FaultCase, faultCase, struckAt } from './faults.ts';

const folder = temporaryFolder();
const TINY = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name => resolve('fixtures/tiny', name));
const FAST = ['--effort', 'fast', '--no-diagnosis', '--lang', 'en'];
const plan = (out: string, ...more: readonly string[]): string[] => [
  'plan',
  ...inputArgs(TINY),
  ...FAST,
  '--out',
  out,
  ...more,
];
const root = process.platform === 'linux' && process.getuid?.() === 0;

/** a plan of other settings, to be replaced */
const old = join(folder, 'old/plan');
let oldFiles: ReadonlyMap<string, string>;
let newFiles: ReadonlyMap<string, string>;
beforeAll(() => {
  for (const run of [
    sectorize(plan(old, '--measure', 'revenue=30%')),
    sectorize(plan(join(folder, 'new/plan'))),
  ])
    expect([0, 3], run.stderr).toContain(run.code);
  oldFiles = contents(old);
  newFiles = contents(join(folder, 'new/plan'));
  expect(oldFiles.get('plan.json')).not.toBe(newFiles.get('plan.json'));
});

/** A folder with the old plan in it. */
function home(): string {
  const dir = mkdtempSync(join(folder, 'home-'));
  cpSync(old, join(dir, 'plan'), { recursive: true });
  return dir;
}

describe('a fault at every call that changes the disk', () => {
  const writing: FaultCase = {
    name: 'writer',
    argv: [resolve('test/e2e/fault-writer.mjs')],
    prepare: dir => {
      mkdirSync(join(dir, 'plan/sectors'), { recursive: true });
      mkdirSync(join(dir, 'given'));
      for (const path of ['plan/plan.json', 'plan/sectors/R9.csv', 'given/plan.json', 'list.csv'])
        writeFileSync(join(dir, path), 'old\n');
    },
    unitOf: path => path.split('/')[0] as string,
  };
  let run: CaseRun;
  beforeAll(async () => {
    process.env.DIST = resolve('dist');
    run = await faultCase(writing, mkdtempSync(join(folder, 'faults-')));
    expect(run.calls.length).toBeGreaterThan(30);
  });

  it.each([{ mode: 'kill' }, { mode: 'ENOSPC', sticky: true }, { mode: 'EIO' }])(
    '$mode: the old plan or the new one, whole',
    async fault => {
      const problems: string[] = [];
      for (let number = 1; number <= run.calls.length; number++)
        problems.push(...(await run.at(number, fault)));
      expect(problems).toEqual([]);
    },
  );
});

/** The program running, until it has printed a line with this. */
function running(args: readonly string[], at: string | RegExp, cwd: string) {
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: { ...process.env, NO_COLOR: '1' } });
  let stderr = '';
  const there = new Promise<void>((done, fail) => {
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
      if (stderr.search(at) >= 0) done();
    });
    child.on('close', () => fail(new Error(`ended before ${at}: ${stderr.slice(-1000)}`)));
  });
  const ended = new Promise<Run>(done => {
    child.on('close', (code, signal) => done({ code, stdout: '', stderr: `${stderr}${signal ?? ''}` }));
  });
  return { child, there, ended };
}

async function stopped(child: ChildProcess, ended: Promise<Run>, signal: NodeJS.Signals): Promise<Run> {
  child.kill(signal);
  return ended;
}

describe('killed', () => {
  const random = makeRandom(20_261_127);
  const moments = ['"event":"reading"', '"event":"inputs"', '"event":"writing"'];
  const searching = `"iteration":${1 + Math.floor(random() * 5)},`;
  it.each([...moments, searching])(
    'at %s, it leaves the old plan; the next run leaves nothing else',
    async at => {
      const dir = home();
      const { child, there, ended } = running(plan('plan', '--json'), at, dir);
      await there.catch(() => {});
      await stopped(child, ended, 'SIGKILL');
      const now = contents(join(dir, 'plan'));
      // writing takes a moment only: on a busy machine the signal may come when all is done
      expect(
        [oldFiles, newFiles].some(files => JSON.stringify([...now]) === JSON.stringify([...files])),
      ).toBe(true);
      expect([0, 3]).toContain(sectorize(plan('plan'), { cwd: dir }).code);
      expect(contents(join(dir, 'plan'))).toEqual(newFiles);
      expect(readdirSync(dir)).toEqual(['plan']);
    },
  );

  it('between the two renames: readers say where the old plan is, and the next run puts it back', () => {
    const dir = home();
    expect(struckAt('rename .plan.new-', 'kill', plan('plan'), dir)).toBe('SIGKILL');
    expect(existsSync(join(dir, 'plan'))).toBe(false);
    for (const args of [
      ['verify', 'plan'],
      ['compare', 'plan'],
      ['explain', 'zone', 'A1', '--plan', 'plan'],
      ['approve', 'plan', '--by', 'A'],
    ]) {
      const run = sectorize(args, { cwd: dir });
      expect(run.code, run.stderr).toBe(2);
      expect(run.stderr).toMatch(
        /the old one whole beside it \(\.plan\.old-[0-9a-f]{12}\): a run was killed/,
      );
    }
    // a run that comes to nothing has put it back all the same
    const nothing = sectorize(plan('plan', '--accounts', 'nowhere.csv'), { cwd: dir });
    expect(nothing.code).toBe(2);
    expect(readdirSync(dir)).toEqual(['plan']);
    expect(contents(join(dir, 'plan'))).toEqual(oldFiles);
  });

  it('what is not provably left by this program stays', () => {
    const dir = home();
    for (const name of ['.plan.new-0123456789ab', '.plan.old-notes', '.plan.new-'])
      mkdirSync(join(dir, name));
    expect([0, 3]).toContain(sectorize(plan('plan'), { cwd: dir }).code);
    expect(readdirSync(dir).sort()).toEqual([
      '.plan.new-',
      '.plan.new-0123456789ab',
      '.plan.old-notes',
      'plan',
    ]);
  });
});

describe('two runs on the same --out', () => {
  const [accounts, ...others] = TINY as [string, string, string];
  const waiting = ['plan', ...inputArgs(['-', ...others]), ...FAST, '--json', '--out', 'plan'];

  it('the second stops at once and says who; a killed one is no obstacle', async () => {
    const dir = home();
    const { child, there, ended } = running(waiting, '"event":"reading"', dir);
    await there;
    for (const args of [
      plan('plan'),
      ['tours', 'plan', ...inputArgs(TINY)],
      ['approve', 'plan', '--by', 'A', ...inputArgs(TINY)],
    ]) {
      const second = sectorize(args, { cwd: dir });
      expect(second.code, second.stderr).toBe(2);
      expect(second.stderr).toContain(
        `error[out-in-use]: found plan: held by another run (process ${child.pid} on this machine, since a moment ago)`,
      );
      expect(second.stderr).toContain('wait until it has ended, or choose another place');
    }
    expect(contents(join(dir, 'plan'))).toEqual(oldFiles);
    await stopped(child, ended, 'SIGKILL');
    expect(readdirSync(dir).sort()).toEqual(['.plan.lock', 'plan']);
    expect([0, 3]).toContain(sectorize(plan('plan'), { cwd: dir }).code);
    expect(readdirSync(dir)).toEqual(['plan']);
  });

  it('the first goes on undisturbed', async () => {
    const dir = home();
    const { child, there, ended } = running(waiting, '"event":"reading"', dir);
    await there;
    expect(sectorize(plan('plan'), { cwd: dir }).code).toBe(2);
    child.stdin?.end(readFileSync(accounts));
    expect([0, 3]).toContain((await ended).code);
    expect(readdirSync(dir)).toEqual(['plan']);
    expect(contents(join(dir, 'plan')).get('zones.csv')).toBe(newFiles.get('zones.csv'));
  });

  it('two sweeps into one folder', () => {
    const dir = mkdtempSync(join(folder, 'sweeps-'));
    writeFileSync(join(dir, '.sweep.lock'), 'not of this program\n');
    const run = sectorize(
      ['sweep', ...inputArgs(TINY), ...FAST, '--vary', 'tolerance=5%', '--out', 'sweep'],
      { cwd: dir },
    );
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/out-in-use.*sweep: held by a lock that is not of this program/);
    expect(readdirSync(dir)).toEqual(['.sweep.lock']);
  });
});

describe('told to end', () => {
  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s: exit %i, the old plan, nothing beside it', async (signal, code) => {
    const dir = home();
    const args = [
      'plan',
      ...inputArgs(['-', TINY[1] as string, TINY[2] as string]),
      '--json',
      '--out',
      'plan',
    ];
    const { child, there, ended } = running(args, '"event":"reading"', dir);
    await there;
    expect((await stopped(child, ended, signal)).code).toBe(code);
    expect(readdirSync(dir)).toEqual(['plan']);
    expect(contents(join(dir, 'plan'))).toEqual(oldFiles);
  });
});

describe('no room', () => {
  const full = existsSync('/dev/full');
  it.skipIf(!full)('on standard output: exit 2, and the plan is written', () => {
    const dir = home();
    const run = spawnSync(process.execPath, [PROGRAM, ...plan('plan', '--stdout', 'zones')], {
      cwd: dir,
      stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      encoding: 'utf8',
    });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain(
      'standard output: error[cannot-write]: found what was to be printed is not whole: no room left on the disk (ENOSPC)',
    );
    expect(contents(join(dir, 'plan'))).toEqual(newFiles);
  });

  it.skipIf(!full)('for messages: the work goes on', () => {
    const dir = home();
    const run = spawnSync(process.execPath, [PROGRAM, ...plan('plan')], {
      cwd: dir,
      stdio: ['ignore', 'ignore', openSync('/dev/full', 'w')],
    });
    expect([0, 3]).toContain(run.status);
    expect(contents(join(dir, 'plan'))).toEqual(newFiles);
  });

  it('on a small disk: exit 2, what is missing, the old plan whole', context => {
    const disk = mkdtempSync(join(folder, 'disk-'));
    // room for the old plan and a part of the new one
    const pages = [...oldFiles.values()].reduce((sum, text) => sum + Math.ceil(text.length / 4096), 0);
    const size = 4 * Math.ceil(1.4 * pages) + 32;
    if (!root || spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}k`, 'tmpfs', disk]).status !== 0) {
      process.stderr.write('a full disk skipped: mounting a small one needs root\n');
      return context.skip();
    }
    try {
      cpSync(old, join(disk, 'plan'), { recursive: true });
      const run = sectorize(plan('plan'), { cwd: disk });
      expect(run.code, run.stderr).toBe(2);
      expect(run.stderr).toMatch(
        /--out: error\[cannot-write\]: found plan, at \S+ \(\d\.\d MB of the plan were written, \d\.\d MB free now that they are removed; the old plan, if any, stays as it was\): no room left on the disk \(ENOSPC\)/,
      );
      expect(run.stderr).not.toMatch(/internal error|errors? in the input/);
      expect(readdirSync(disk)).toEqual(['plan']);
      expect(contents(join(disk, 'plan'))).toEqual(oldFiles);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

describe('a bug report', () => {
  it.each(['bug', 'bug.zip'])('%s that cannot be written leaves the old one its key', name => {
    const dir = mkdtempSync(join(folder, 'bug-'));
    const args = ['plan', ...inputArgs(TINY), '--anonymize', name, '--lang', 'en'];
    expect(sectorize(args, { cwd: dir }).code).toBe(0);
    const before = contents(dir);
    expect(struckAt(`writeFile .${name}.${name === 'bug' ? 'new' : 'tmp'}-`, 'ENOSPC', args, dir)).toBe(2);
    expect(contents(dir)).toEqual(before);
  });
});

describe('a sweep', () => {
  const sweep = (...more: string[]) => [
    'sweep',
    ...inputArgs(TINY),
    ...FAST,
    ...['--vary', 'tolerance=5%,10%', '--out', 'sweep', ...more],
  ];

  it('ends with exit 2 where a plan cannot be written; the one of before stays, and the next run goes on', () => {
    const dir = mkdtempSync(join(folder, 'sweep-'));
    expect(sectorize(sweep('--measure', 'revenue=30%'), { cwd: dir }).code).toBe(0);
    const before = contents(join(dir, 'sweep'));
    expect(struckAt('rename sweep/.tolerance-10.new-', 'EIO', sweep(), dir)).toBe(2);
    const now = contents(join(dir, 'sweep'));
    expect([...now.keys()].filter(path => !before.has(path))).toEqual([]);
    const stays = /^(tolerance-10\/|scenarios\/tolerance-10\.json$|frontier\.)/;
    for (const [path, bytes] of before) if (stays.test(path)) expect(now.get(path), path).toBe(bytes);
    const next = sectorize(sweep(), { cwd: dir });
    expect([next.code, next.stderr]).toEqual([0, expect.stringContaining('wrote 2 of 2 plans')]);
    const clean = mkdtempSync(join(folder, 'sweep-'));
    sectorize(sweep(), { cwd: clean });
    expect(contents(join(dir, 'sweep'))).toEqual(contents(join(clean, 'sweep')));
  });
});

describe('no right to write', () => {
  it('says so before any work, and for every command', context => {
    if (!root) {
      process.stderr.write('another user skipped: needs root\n');
      return context.skip();
    }
    const dir = home();
    for (const path of [folder, dir, join(dir, 'plan')]) chmodSync(path, 0o755);
    const nobody = (args: readonly string[]) =>
      spawnSync(process.execPath, [PROGRAM, ...args], {
        cwd: dir,
        uid: 65534,
        gid: 65534,
        encoding: 'utf8',
        env: { ...process.env, HOME: '/' },
      });
    for (const args of [
      plan('plan'),
      plan('fresh'),
      ['sweep', ...inputArgs(TINY), ...FAST, '--vary', 'tolerance=5%', '--out', 'sweep'],
      ['approve', 'plan', '--by', 'A', ...inputArgs(TINY), '--on', '2026-01-02', '--as', 'proposed'],
      ['export', 'geojson', '--plan', 'plan', '--out', 'map'],
      ['check', ...inputArgs(TINY), '--rejects', 'rejects.csv'],
      ['compare', 'plan', '--format', 'csv', '--out', 'compared.csv'],
      ['init', ...TINY, '--yes', '--out', 'sectorize.yaml'],
    ]) {
      const run = nobody(args);
      expect(run.status, `${args.join(' ')}: ${run.stderr}`).toBe(2);
      expect(run.stderr).toContain('a place where you may not write');
      expect(run.stderr).not.toMatch(/internal error/);
    }
    expect(readdirSync(dir)).toEqual(['plan']);
    expect(contents(join(dir, 'plan'))).toEqual(oldFiles);
    // an input that may not be read
    const secret = join(dir, 'secret.csv');
    cpSync(TINY[0] as string, secret);
    chmodSync(secret, 0o600);
    chownSync(dir, 65534, 65534);
    const run = nobody(plan('fresh', '--accounts', 'secret.csv'));
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('a file that may not be read');
    expect(readdirSync(dir).sort()).toEqual(['plan', 'secret.csv']);
  });
});

describe('the clock', () => {
  it('jumps back and ahead: the same bytes, and no budget that hangs', () => {
    const jumps = join(folder, 'jumps.mjs');
    writeFileSync(
      jumps,
      `const now = Date.now; let n = 0;
      Date.now = () => now() + [0, 4e12, -1e12, 864e5][n++ % 4];\n`,
    );
    const dir = home();
    const run = spawnSync(
      process.execPath,
      ['--import', jumps, PROGRAM, ...plan('plan', '--time-limit', '600')],
      { cwd: dir, encoding: 'utf8', timeout: 120_000 },
    );
    expect([0, 3], run.stderr).toContain(run.status);
    expect(contents(join(dir, 'plan'))).toEqual(newFiles);
  });
});

describe('memory', () => {
  it('a topology that would not fit is refused before it is parsed', () => {
    const zones = join(folder, 'large.topojson');
    const head =
      '{"type":"Topology","objects":{"zones":{"type":"GeometryCollection","geometries":[]}},"arcs":[[[1,1]';
    writeFileSync(zones, `${head}${',[1,1]'.repeat(6_000_000)}]]}`);
    const run = sectorize(['check', ...inputArgs([TINY[0] as string, TINY[1] as string, zones])], {
      cwd: folder,
      env: { NODE_OPTIONS: '--max-old-space-size=160' },
    });
    expect(run.code, run.stderr.slice(0, 500)).toBe(2);
    expect(run.stderr).toMatch(/error\[too-large\]: found more than \d.* million positions in its arcs/);
  });

  it('too little: the old plan, and a next run that is not disturbed', () => {
    const dir = home();
    const run = sectorize(['plan', ...inputArgs(BRETAGNE), '--effort', 'fast', '--out', 'plan'], {
      cwd: dir,
      env: { NODE_OPTIONS: '--max-old-space-size=24' },
    });
    expect(run.code).not.toBe(0);
    expect(contents(join(dir, 'plan'))).toEqual(oldFiles);
    expect([0, 3]).toContain(sectorize(plan('plan'), { cwd: dir }).code);
    expect(readdirSync(dir)).toEqual(['plan']);
  });
});

// a failure that can itself not be said, for want of a file, was once said for ever
describe('too few open files', () => {
  it.skipIf(process.platform === 'win32').each([24, 64, 200])(
    '%i: it ends, and the old plan is whole',
    most => {
      const dir = home();
      const words = ['-c', `ulimit -n ${most}; exec "$0" "$@"`, process.execPath, PROGRAM, ...plan('plan')];
      const { status, signal, stderr } = spawnSync('sh', words, {
        cwd: dir,
        encoding: 'utf8',
        timeout: 120_000,
        maxBuffer: 1 << 20,
      });
      expect({ status, signal }, stderr.slice(0, 500)).toEqual({ status: expect.any(Number), signal: null });
      expect([oldFiles, newFiles]).toContainEqual(contents(join(dir, 'plan')));
      if (status !== 0 && status !== 3) expect(contents(join(dir, 'plan'))).toEqual(oldFiles);
      expect(readdirSync(dir)).toEqual(['plan']);
    },
  );
});
