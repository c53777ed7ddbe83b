// Every command that writes, with a fault at every call that changes the disk, or killed at random moments: `npm run fuzz:faults --
// --help`. All of it takes hours; test/e2e/faults.test.ts does a few. Prints a line a case and mode; exits 1 when anything was
// neither old nor new.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeRandom, randomInt } from '../src/optimize/random.ts';
import {
  assertBuilt,
  type Call,
  type CaseRun,
  type Fault,
  type FaultCase,
  faultCase,
  struckAt,
} from '../test/e2e/faults.ts';

const PROGRAM = resolve('bin/sectorize.js');
const MAIN = resolve('dist/cli/main.js');
const TINY = resolve('fixtures/tiny');
const BRETAGNE = resolve('fixtures/bretagne');
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
/** What a killed run leaves is what the next one puts in order. */
const killed = (folder: string, call: string, ...args: readonly string[]): void => {
  if (struckAt(call, 'kill', args, folder) !== 'SIGKILL')
    throw new Error(`not killed at ${call}: ${args.join(' ')}`);
};
const SWEEP = ['sweep', ...INPUTS, ...FAST, '--vary', 'tolerance=5%,10%', '--out', 'sweep'];
/** each scenario is one, and each file beside them */
const ofSweep = (path: string): string =>
  /^sweep\/[^/.]+\//.test(path) && !/^sweep\/(scenarios|teams)\//.test(path)
    ? path.split('/').slice(0, 2).join('/')
    : path;

const CASES: readonly FaultCase[] = [
  {
    name: 'plan',
    argv: [PROGRAM, 'plan', ...INPUTS, ...FAST, '--out', 'plan'],
    prepare: folder => withPlan(folder, '--measure', 'revenue=30%'),
    unitOf: top,
  },
  {
    name: 'plan-after-kill',
    argv: [PROGRAM, 'plan', ...INPUTS, ...FAST, '--out', 'plan'],
    prepare: folder => {
      withPlan(folder, '--measure', 'revenue=30%');
      killed(folder, 'rename .plan.new-', 'plan', ...INPUTS, ...FAST, '--out', 'plan', '--seed', '2');
    },
    unitOf: top,
  },
  {
    // large enough for threads, pictures and a workbook
    name: 'plan-threads',
    argv: [PROGRAM, 'plan', ...INPUTS, '--lang', 'en', '--xlsx', '--png', '--out', 'plan'],
    prepare: folder => {
      for (const name of ['accounts.csv', 'reps.csv', 'zones.geojson'])
        cpSync(join(BRETAGNE, name), join(folder, name));
      program(folder, 'plan', ...INPUTS, ...FAST, '--out', 'plan');
    },
    unitOf: top,
  },
  {
    name: 'anonymize',
    random: true,
    argv: [PROGRAM, 'plan', ...INPUTS, '--lang', 'en', '--anonymize', 'bug'],
    prepare: inputs,
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
    prepare: folder => {
      inputs(folder);
      program(folder, 'size', ...INPUTS, '--effort', 'fast', '--out', 'size.csv', '--lang', 'fr');
    },
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
    argv: [PROGRAM, ...SWEEP],
    prepare: inputs,
    unitOf: ofSweep,
  },
  {
    name: 'sweep-again',
    argv: [PROGRAM, ...SWEEP],
    prepare: folder => {
      inputs(folder);
      program(folder, ...SWEEP, '--measure', 'revenue=30%');
    },
    unitOf: ofSweep,
  },
  {
    name: 'sweep-after-kill',
    argv: [PROGRAM, ...SWEEP],
    prepare: folder => {
      inputs(folder);
      program(folder, ...SWEEP, '--measure', 'revenue=30%');
      killed(folder, 'rename sweep/.tolerance-5.new-', ...SWEEP);
    },
    unitOf: ofSweep,
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
    unitOf: ofSweep,
  },
];

const NEAR_MS = 30;
const HELP = `npm run fuzz:faults -- [names of cases] [--kill] [--ENOSPC] [--EIO] [--EACCES] [--TERM] [--copies] [--random] [--warm]
  Cases: ${CASES.map(({ name }) => name).join(', ')}; all without a name.
  Modes: a fault at every call that changes the disk; all of them without a mode, but --random: kill −9 after a
  seeded part of the usual length of a run, half of them within ${NEAR_MS} ms of a call that changes the disk.
  --copies       one run that copies the disk before each of its calls: what kill −9 there would leave. Each copy
                 is looked at; a next run is made on each n-th
  --warm         one process runs the program again and again (not for --random): five times as many in an hour
  --every <n>    each n-th call only
  --from <n>     the first call, from 1 (default 1)
  --to <n>       the last call (default: the last there is)
  --times <n>    of --random, kills a case (default 50)
  --seed <n>     of --random (default 1)
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...Object.fromEntries(
      [...MODES.map(({ mode }) => mode), 'copies', 'random', 'warm', 'help'].map(name => [
        name,
        { type: 'boolean' as const },
      ]),
    ),
    every: { type: 'string', default: '1' },
    from: { type: 'string', default: '1' },
    to: { type: 'string', default: '100000' },
    times: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
  },
});
const given = values as Readonly<Record<string, string | boolean | undefined>>;
const numbers = { every: 0, from: 0, to: 0, times: 0, seed: 0 };
for (const name of Object.keys(numbers) as (keyof typeof numbers)[]) numbers[name] = Number(given[name]);
const { every, from, to, times, seed } = numbers;
const unknown = positionals.filter(name => !CASES.some(one => one.name === name));
const wrongNumber = Object.values(numbers).some(value => !Number.isInteger(value) || value < 1);
if (given.help || unknown.length > 0 || wrongNumber) {
  if (unknown.length > 0) process.stderr.write(`no such case: ${unknown.join(', ')}\n`);
  (given.help ? process.stdout : process.stderr).write(HELP);
  process.exit(given.help ? 0 : 2);
}

assertBuilt();
const home = mkdtempSync(join(tmpdir(), 'sectorize-faults-'));
let all = 0;
let bad = 0;

/** Faults of one case and mode, with a line for what is wrong and a line for all. */
async function report(what: string, faults: readonly (() => Promise<readonly string[]>)[]): Promise<void> {
  let wrong = 0;
  for (const [k, fault] of faults.entries()) {
    const problems = await fault();
    if (problems.length > 0) wrong++;
    if (k % 10 === 9) process.stderr.write(`  ${what}: ${k + 1} of ${faults.length}\n`);
    for (const problem of problems) process.stdout.write(`  ${problem}\n`);
  }
  all += faults.length;
  bad += wrong;
  process.stdout.write(`${what}: ${faults.length} faults, ${wrong} with problems\n`);
}

/** Parts of a run: half of them anywhere in it, half of them near a call that changes the disk, drawn. */
function moments({ length, calls }: CaseRun): number[] {
  const random = makeRandom(seed);
  return Array.from({ length: times }, (_, k) => {
    const { at } = calls[randomInt(random, calls.length)] as Call;
    return k % 2 === 0 ? random() : (at + NEAR_MS * (2 * random() - 1)) / length;
  });
}

for (const one of CASES) {
  if (positionals.length > 0 && !positionals.includes(one.name)) continue;
  const run = await faultCase(one, home, given.warm ? MAIN : null);
  const { calls, length } = run;
  process.stdout.write(`${one.name}: ${calls.length} calls, ${length} ms\n`);
  const struck = calls.map((_, i) => i + 1).filter(n => n >= from && n <= to && (n - from) % every === 0);
  const some = MODES.filter(({ mode }) => given[mode]);
  for (const fault of some.length > 0 || given.random || given.copies ? some : MODES) {
    await report(
      `${one.name}, ${fault.mode}${every > 1 ? `, each ${every}th of ${calls.length} calls from ${from}` : ''}`,
      struck.map(number => () => run.at(number, fault)),
    );
  }
  if (given.copies)
    await report(
      `${one.name}, copies of the disk, the next run of each ${every}th of ${calls.length}`,
      calls.map((_, i) => () => run.copiedAt(i + 1, struck.includes(i + 1))),
    );
  if (!given.random) {
    run.end();
    continue;
  }
  let ended = 0;
  await report(
    `${one.name}, random, seed ${seed}`,
    moments(run).map(part => async () => {
      const killed = await run.killedAfter(part);
      if (killed.ended) ended++;
      return killed.problems;
    }),
  );
  process.stdout.write(`  ${ended} of them had ended before\n`);
  run.end();
}
process.stdout.write(`${all} faults, ${bad} with problems\n`);
rmSync(home, { recursive: true, force: true });
process.exitCode = bad > 0 ? 1 : 0;
