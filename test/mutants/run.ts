// Mutation testing by Stryker of a sample of optimize, evaluate and io, or of the files that are named:
//     npm run mutate [-- [--seed 7] [--ranges 40] [--folder src/io] [file …]]
// Prints every mutant that survived, and the share killed by folder with its confidence interval.

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { seeded } from '../../fixtures/build/random.ts';
import { makeSmallPlan, SMALL_PLANS } from '../small-plans/plans.ts';
import { drawRanges, interval } from './sample.ts';

const FOLDERS = ['src/optimize', 'src/evaluate', 'src/io'];

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    // one of the folders alone
    folder: { type: 'string' },
    ranges: { type: 'string', default: '40' },
    concurrency: { type: 'string', default: '2' },
    // where Stryker's own report is kept, and beside it every mutant when it is done, for runs that are cut short
    keep: { type: 'string' },
  },
  allowPositionals: true,
});
const random = seeded(Number(values.seed));
const mutate =
  positionals.length > 0
    ? positionals
    : FOLDERS.filter(name => [name, undefined].includes(values.folder)).flatMap(folder =>
        drawRanges(folder, Number(values.ranges), random),
      );

// read by vitest.config.ts
if (values.folder) process.env.MUTANTS_OF = values.folder;

const folder = mkdtempSync(join(tmpdir(), 'sectorize-mutants-'));
const report = join(folder, 'mutation.json');

// made once, by the program as it is: verify is tried on them
if (values.folder !== 'src/optimize' && values.folder !== 'src/io') {
  const plans = join(folder, 'plans');
  for (const name of SMALL_PLANS) {
    mkdirSync(join(plans, name), { recursive: true });
    await makeSmallPlan(join(plans, name), name);
  }
  process.env.SMALL_PLANS = plans;
}
const options: ConstructorParameters<typeof Stryker>[0] = {
  mutate,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutants/vitest.config.ts', related: true },
  // TypeScript 7 has no API that Stryker could rewrite the configuration with; nothing in it needs to be
  tsconfigFile: 'none.json',
  coverageAnalysis: 'perTest',
  // constants of a module are made once, so that each of their mutants would load everything anew
  ignoreStatic: true,
  concurrency: Number(values.concurrency),
  // beside half as long again as the tests take: on a busy machine a short one would end tests that are only slow. Endless
  // loops are seen earlier, by how often the mutant is reached.
  timeoutMS: 60_000,
  dryRunTimeoutMinutes: 30,
  tempDirName: join(folder, 'sandbox'),
  ignorePatterns: ['/coverage', '/bench', '/docs', '/man', '/test-artifacts', '/reports'],
  allowEmpty: true,
  reporters: ['json', 'progress-append-only', ...(values.keep ? ['event-recorder'] : [])],
  eventReporter: { baseDir: `${values.keep}.events` },
  jsonReporter: { fileName: report },
};

interface Mutant {
  readonly status: string;
  readonly statusReason?: string;
  readonly mutatorName: string;
  /** run before any test too, as the module is loaded or in a beforeAll; what is run then alone is ignored */
  readonly static?: boolean;
  readonly replacement?: string;
  readonly location: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
}

const say = (line: string) => process.stdout.write(`${line}\n`);

try {
  await new Stryker(options).runMutationTest();
  if (values.keep) copyFileSync(report, values.keep);
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as {
    files: Record<string, { source: string; mutants: Mutant[] }>;
  };
  const tally = new Map(
    FOLDERS.map(name => [name, { killed: 0, late: 0, survived: 0, uncovered: 0, left: 0 }]),
  );
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const counts = tally.get(FOLDERS.find(name => file.startsWith(`${name}/`)) ?? '');
    if (!counts) continue;
    for (const { status, statusReason, location, replacement = '', mutatorName, static: early } of mutants) {
      // no failed test and no endless loop, but the clock: not known to be noticed
      if (status === 'Timeout' && !/hit limit/i.test(statusReason ?? '')) counts.late++;
      if (status === 'Killed' || status === 'Timeout') counts.killed++;
      else if (status === 'Survived') counts.survived++;
      else if (status === 'NoCoverage') counts.uncovered++;
      else counts.left++;
      if (status !== 'Survived' && status !== 'NoCoverage') continue;
      const { line } = location.start;
      say(
        `${status}${early ? ' (also run while loading)' : ''} ${file}:${line} ${mutatorName}: ${cut(source, location)} → ${replacement.replaceAll(/\s+/g, ' ')}`,
      );
    }
  }
  say(`\nranges of lines: ${mutate.length}, seed ${values.seed}; static and refused ones are left out`);
  for (const [name, { killed, late, survived, uncovered, left }] of tally) {
    const all = killed + survived + uncovered;
    if (all === 0) continue;
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    const [low, high] = interval(killed, all);
    say(
      `${name}: ${killed} of ${all} killed, ${percent(killed / all)} (95 %: ${percent(low)} to ${percent(high)}), ` +
        `${late} of them by the clock alone; ` +
        `${survived} survived, ${uncovered} without a test, ${left} left out`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The text that was replaced, on one line. */
function cut(source: string, { start, end }: Mutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = (lines.at(-1) as string).slice(0, end.column - 1);
  lines[0] = (lines[0] as string).slice(start.column - 1);
  return lines.join(' ').replaceAll(/\s+/g, ' ').slice(0, 160);
}
