// Mutation testing by Stryker of a sample of optimize, evaluate and io, or of the files that are named:
//     npm run mutate [-- [--seed 7] [--ranges 40] [--folder src/io] [file …]]
// Prints every mutant that survived, and the share killed by folder with its confidence interval.

import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { seeded } from '../../fixtures/build/random.ts';
import { ALL_PLANS, makeSmallPlan } from '../small-plans/plans.ts';
import {
  cut,
  isKilled,
  isLate,
  isLeft,
  OPTIONS,
  type Options,
  oneLine,
  percent,
  type Report,
  say,
} from './mutant.ts';
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
  for (const name of ALL_PLANS) {
    mkdirSync(join(plans, name), { recursive: true });
    await makeSmallPlan(join(plans, name), name);
  }
  process.env.SMALL_PLANS = plans;
}
const options: Options = {
  ...OPTIONS,
  mutate,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutants/vitest.config.ts', related: true },
  concurrency: Number(values.concurrency),
  // beside half as long again as the tests take: on a busy machine a short one would end tests that are only slow. Endless
  // loops are seen earlier, by how often the mutant is reached.
  timeoutMS: 60_000,
  tempDirName: join(folder, 'sandbox'),
  reporters: ['json', 'progress-append-only', ...(values.keep ? ['event-recorder'] : [])],
  eventReporter: { baseDir: `${values.keep}.events` },
  jsonReporter: { fileName: report },
};

try {
  await new Stryker(options).runMutationTest();
  if (values.keep) copyFileSync(report, values.keep);
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const tally = new Map(
    FOLDERS.map(name => [name, { killed: 0, late: 0, survived: 0, uncovered: 0, left: 0 }]),
  );
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const counts = tally.get(FOLDERS.find(name => file.startsWith(`${name}/`)) ?? '');
    if (!counts) continue;
    for (const mutant of mutants) {
      const { status, location, replacement = '', mutatorName, static: early } = mutant;
      if (isLate(mutant)) counts.late++;
      if (isKilled(mutant)) counts.killed++;
      else if (status === 'Survived') counts.survived++;
      else if (status === 'NoCoverage') counts.uncovered++;
      else counts.left++;
      if (!isLeft(mutant)) continue;
      const { line } = location.start;
      say(
        `${status}${early ? ' (also run while loading)' : ''} ${file}:${line} ${mutatorName}: ${cut(source, location)} → ${oneLine(replacement)}`,
      );
    }
  }
  say(`\nranges of lines: ${mutate.length}, seed ${values.seed}; static and refused ones are left out`);
  for (const [name, { killed, late, survived, uncovered, left }] of tally) {
    const all = killed + survived + uncovered;
    if (all === 0) continue;
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
