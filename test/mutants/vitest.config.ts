// The unit tests that mutants of optimize, evaluate and io are tried on: those of the folders themselves, quick ones.

import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: '.',
    include: ['test/{optimize,evaluate,io,model}/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 120_000,
  },
});
