// The unit tests that mutants of optimize, evaluate and io are tried on: those of the folders themselves, without the few
// that take longer than all others together. So what they alone would kill counts as survived.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['test/{optimize,evaluate,io,model}/**/*.test.ts'],
    exclude: [
      'test/optimize/exact/solve-exact.test.ts',
      'test/optimize/team-budgets.test.ts',
      'test/optimize/cuts/contiguous-bound.test.ts',
      'test/optimize/area-bound.test.ts',
      'test/optimize/search.test.ts',
      'test/optimize/solve.test.ts',
    ],
    setupFiles: ['test/setup.ts'],
    testTimeout: 120_000,
  },
});
