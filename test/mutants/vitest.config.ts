// The unit tests that mutants of optimize, evaluate and io are tried on: those of the folders themselves, without the few
// that take longer than all others together. So what they alone would kill counts as survived.

import { relative } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { SLOW, SLOW_IO } from './slow.ts';

// MUTANTS_OF, set by run.ts, is the folder when only one is mutated: the tests of the others reach it too, but rarely
// say more of it than its own and those of app do
const { MUTANTS_OF } = process.env;
const TESTS: Record<string, readonly string[]> = {
  'src/io': ['test/io/**/*.test.ts', 'test/app/{broken,check}.test.ts'],
  'src/evaluate': [
    'test/evaluate/**/*.test.ts',
    'test/app/{verify,plan-files,seniority-issues,split-zones}.test.ts',
    'test/app/layers/reps.test.ts',
    'test/app/written/account-figures.test.ts',
    'test/app/tours/road-pairs.test.ts',
    'test/app/explain/*.test.ts',
    'test/io/expression.test.ts',
    'test/properties/{sweep-dominance,who-may-serve}.test.ts',
    'test/small-plans/*.test.ts',
  ],
};

/** Shortest first: most mutants are killed by the first test that fails, and the rest of them need not run. */
class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const seconds = ({ project, moduleId }: TestSpecification) =>
      this.ctx.cache.getFileTestResults(`${project.name}:${relative(this.ctx.config.root, moduleId)}`)
        ?.duration ?? 0;
    return files.toSorted((a, b) => seconds(a) - seconds(b));
  }
}

/** these count listeners, or replace Node's own modules */
const ALONE = ['test/io/{windows,plan-directory,no-links,broken-disk}.test.ts'];

const common = { setupFiles: ['test/setup.ts'], testTimeout: 120_000 };

export default defineConfig({
  test: {
    root: '.',
    sequence: { sequencer: ShortestFirst },
    projects: [
      {
        test: {
          ...common,
          name: 'together',
          include: [...(TESTS[MUTANTS_OF ?? ''] ?? ['test/{optimize,evaluate,io,model}/**/*.test.ts'])],
          exclude: [...ALONE, ...SLOW, ...SLOW_IO],
          // modules are loaded once and not once per test file, which takes as long as most tests
          isolate: false,
        },
      },
      { test: { ...common, name: 'alone', include: ALONE } },
    ],
  },
});
