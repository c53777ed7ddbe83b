// Mutation testing of a sample of src/optimize in two steps. First each mutant on the golden cases, in one process that is warm
// (golden-runner.ts): most change a plan, a bound or what is counted on the way, which is seen in a tenth of a second. Then what
// survives on the unit tests.
//     npm run mutate:optimize [-- [--seed 7] [--ranges 40] [--keep mutants.json] [file …]]
// Prints every mutant that survived both, and the share killed with its confidence interval.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Stryker } from '@stryker-mutator/core';
import { seeded } from '../../fixtures/build/random.ts';
import {
  cut,
  isKilled,
  isLate,
  isLeft,
  type Mutant,
  OPTIONS,
  type Options,
  oneLine,
  percent,
  type Report,
  say,
} from './mutant.ts';
import { drawRanges, interval } from './sample.ts';

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    ranges: { type: 'string', default: '40' },
    concurrency: { type: 'string', default: '2' },
    // where all mutants are written, with what became of them
    keep: { type: 'string' },
    // the golden cases alone
    'golden-only': { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

/** A mutant and where it is: `file:line:column-line:column`, which Stryker takes. */
interface Tried extends Mutant {
  readonly at: string;
  readonly text: string;
}

const folder = mkdtempSync(join(tmpdir(), 'sectorize-mutants-'));

async function tryOn(name: string, mutate: string[], options: Options): Promise<Tried[]> {
  const report = join(folder, `${name}.json`);
  await new Stryker({
    ...OPTIONS,
    ...options,
    mutate,
    concurrency: Number(values.concurrency),
    // beside as long as all cases took; endless loops are mostly seen earlier, by how often they turn
    timeoutMS: 20_000,
    timeoutFactor: 1,
    tempDirName: join(folder, name),
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
  }).runMutationTest();
  const { files } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants.map(mutant => {
      const { start, end } = mutant.location;
      const at = `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
      return { ...mutant, at, text: cut(source, mutant.location) };
    }),
  );
}

const idOf = ({ at, mutatorName, replacement = '' }: Tried): string => `${at} ${mutatorName} ${replacement}`;

try {
  const random = seeded(Number(values.seed));
  const ranges =
    positionals.length > 0 ? positionals : drawRanges('src/optimize', Number(values.ranges), random);
  const all = await tryOn('golden', ranges, {
    testRunner: 'golden',
    plugins: [fileURLToPath(new URL('golden-runner.ts', import.meta.url))],
    testRunnerNodeArgs: ['--import', 'tsx'],
  });
  const first = all.filter(mutant => !mutant.static && (isKilled(mutant) || isLeft(mutant)));
  const open = first.filter(isLeft);
  const again =
    open.length === 0 || values['golden-only']
      ? []
      : await tryOn(
          'unit',
          open.map(({ at }) => at),
          {
            testRunner: 'vitest',
            plugins: ['@stryker-mutator/vitest-runner'],
            vitest: { configFile: 'test/mutants/optimize.config.ts', related: true },
          },
        );
  const second = new Map(again.map(mutant => [idOf(mutant), mutant]));
  const ends = first.map(mutant => (isLeft(mutant) ? (second.get(idOf(mutant)) ?? mutant) : mutant));
  if (values.keep) writeFileSync(values.keep, JSON.stringify(ends, null, 1));
  for (const { status, at, mutatorName, text, replacement = '' } of ends.filter(isLeft))
    say(`${status} ${at} ${mutatorName}: ${text} → ${oneLine(replacement).slice(0, 160)}`);
  const killed = ends.filter(isKilled);
  const [low, high] = interval(killed.length, ends.length);
  say(`\nranges of lines: ${ranges.length}, seed ${values.seed}; static and refused ones are left out`);
  say(
    `src/optimize: ${killed.length} of ${ends.length} killed, ${percent(killed.length / ends.length)} ` +
      `(95 %: ${percent(low)} to ${percent(high)}), ${first.length - open.length} of them by the golden cases, ` +
      `${killed.filter(isLate).length} by the clock alone; ${all.length - first.length} left out`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
