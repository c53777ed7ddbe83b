// The unit tests that mutants of optimize are tried on when the golden cases let them live: without the few that take longer
// than all others together. So what they alone would kill counts as survived.

import { defineConfig } from 'vitest/config';
import { SLOW } from './slow.ts';

export default defineConfig({
  test: {
    root: '.',
    include: ['test/optimize/**/*.test.ts'],
    exclude: [
      'test/optimize/golden/**',
      ...SLOW,
      'test/optimize/round.test.ts',
      'test/optimize/levels/form.test.ts',
      'test/optimize/tours/optimum.test.ts',
    ],
    setupFiles: ['test/setup.ts'],
    testTimeout: 120_000,
  },
});
