// Every command that writes, with a fault at every call that changes the disk: `npm run fuzz:faults [-- names of cases]`. Takes an hour
// or so; test/e2e/faults.test.ts does a few. Prints a line a case and mode; exits 1 when anything was neither old nor new.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { assertBuilt, type Fault, type FaultCase, faultCase } from '../test/e2e/faults.ts';

const PROGRAM = resolve('bin/sectorize.js');
const TINY = resolve('fixtures/tiny');
const INPUTS = ['--accounts', 'accounts.csv', '--reps', 'reps.csv', '--zones', 'zones.geojson'];
const FAST = ['--effort', 'fast', '--no-diagnosis', '--lang', 'en'];
const MODES: readonly Fault[] = [
  { mode: 'kill' },
  { mode: 'ENOSPC', sticky: true },
  { mode: 'EIO' },
  { mode: 'EACCES' },
  { mode: 'TERM' },
];

const program = (folder: string, ...args: readonly string[]): void => {
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 3) throw new Error(`${args.join(' ')}: ${stderr}`);
};
const inputs = (folder: string): void => {
  for (const name of ['accounts.csv', 'reps.csv', 'zones.geojson'])
    cpSync(join(TINY, name), join(folder, name));
};
const withPlan = (folder: string, ...more: readonly string[]): void => {
  inputs(folder);
  program(folder, 'plan', ...INPUTS, ...FAST, '--out', 'plan', ...more);
};
const top = (path: string): string => path.split('/')[0] as string;

const CASES: readonly FaultCase[] = [
  {
    name: 'plan',
    argv: [PROGRAM, 'plan', ...INPUTS, ...FAST, '--out', 'plan'],
    prepare: folder => withPlan(folder, '--measure', 'revenue=30%'),
    unitOf: top,
  },
  {
    name: 'plan-new',
    argv: [PROGRAM, 'plan', ...INPUTS, ...FAST, '--out', 'some/where/plan', '--write-lp', 'model.lp'],
    prepare: inputs,
    unitOf: path => (path.startsWith('some/') ? 'some/where/plan' : path),
  },
  {
    name: 'tours',
    argv: [PROGRAM, 'tours', 'plan', ...INPUTS, '--lang', 'en'],
    prepare: withPlan,
    unitOf: top,
  },
  {
    name: 'approve',
    once: true,
    argv: [PROGRAM, 'approve', 'plan', ...INPUTS, '--by', 'A', '--as', 'proposed', '--on', '2026-01-02'],
    prepare: withPlan,
    unitOf: top,
  },
  {
    name: 'export',
    argv: [PROGRAM, 'export', 'geojson', '--plan', 'plan', '--out', 'map', '--lang', 'en'],
    prepare: folder => {
      withPlan(folder);
      program(folder, 'export', 'geojson', '--plan', 'plan', '--out', 'map', '--lang', 'fr', '--zones');
    },
    unitOf: top,
  },
  {
    name: 'pack',
    argv: [PROGRAM, 'pack', 'plan', ...INPUTS, '--out', 'pack', '--lang', 'en'],
    prepare: withPlan,
    unitOf: top,
  },
  {
    name: 'pack-zip',
    argv: [PROGRAM, 'pack', 'plan', ...INPUTS, '--out', 'pack.zip', '--lang', 'en'],
    prepare: folder => {
      withPlan(folder);
      program(folder, 'pack', 'plan', ...INPUTS, '--out', 'pack.zip', '--lang', 'fr');
    },
    unitOf: top,
  },
  {
    name: 'compare',
    argv: [
      PROGRAM,
      'compare',
      'plan',
      'other',
      '--format',
      'html',
      '--out',
      'a.html',
      '--moves',
      'm.csv',
      '--lang',
      'en',
    ],
    prepare: folder => {
      withPlan(folder);
      program(folder, 'plan', ...INPUTS, ...FAST, '--measure', 'revenue=30%', '--out', 'other');
    },
    unitOf: path => path,
  },
  {
    name: 'size',
    argv: [PROGRAM, 'size', ...INPUTS, '--effort', 'fast', '--out', 'size.csv', '--lang', 'en'],
    prepare: inputs,
    unitOf: path => path,
  },
  {
    name: 'check',
    argv: [PROGRAM, 'check', ...INPUTS, '--rejects', 'rejects.csv'],
    prepare: inputs,
    unitOf: path => path,
  },
  {
    name: 'init',
    argv: [PROGRAM, 'init', '.', '--yes', '--force', '--out', 'a.yaml', '--schema', 'a.json', '--lang', 'en'],
    prepare: inputs,
    unitOf: path => path,
  },
  {
    name: 'sweep',
    argv: [PROGRAM, 'sweep', ...INPUTS, ...FAST, '--vary', 'tolerance=5%,10%', '--out', 'sweep'],
    prepare: inputs,
    unitOf: path =>
      /^sweep\/[^/.]+\//.test(path) && !/^sweep\/(scenarios|teams)\//.test(path)
        ? path.split('/').slice(0, 2).join('/')
        : path,
  },
  {
    name: 'merge',
    argv: [PROGRAM, 'merge', 'one', 'two', '--out', 'sweep'],
    prepare: folder => {
      inputs(folder);
      const some = ['sweep', ...INPUTS, ...FAST, '--vary', 'tolerance=5%,10%'];
      program(folder, ...some, '--shard', '1/2', '--out', 'one');
      program(folder, ...some, '--shard', '2/2', '--out', 'two');
    },
    unitOf: path =>
      /^sweep\/[^/.]+\//.test(path) && !/^sweep\/(scenarios|teams)\//.test(path)
        ? path.split('/').slice(0, 2).join('/')
        : path,
  },
];

assertBuilt();
const home = mkdtempSync(join(tmpdir(), 'sectorize-faults-'));
const [names, modes] = [
  process.argv.slice(2).filter(word => !word.startsWith('--')),
  process.argv
    .slice(2)
    .filter(word => word.startsWith('--'))
    .map(word => word.slice(2)),
];
let all = 0;
let bad = 0;
for (const one of CASES) {
  if (names.length > 0 && !names.includes(one.name)) continue;
  const run = faultCase(one, home);
  for (const fault of MODES) {
    // --kill, --EIO: these modes alone
    if (modes.length > 0 && !modes.includes(fault.mode)) continue;
    let wrong = 0;
    for (let number = 1; number <= run.calls.length; number++) {
      const problems = run.at(number, fault);
      all++;
      if (problems.length === 0) continue;
      wrong++;
      for (const problem of problems) process.stdout.write(`  ${problem}\n`);
    }
    bad += wrong;
    process.stdout.write(`${one.name}, ${fault.mode}: ${run.calls.length} faults, ${wrong} with problems\n`);
  }
}
process.stdout.write(`${all} faults, ${bad} with problems\n`);
rmSync(home, { recursive: true, force: true });
process.exitCode = bad > 0 ? 1 : 0;
