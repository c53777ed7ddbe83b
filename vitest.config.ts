import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // `npm run coverage`: what the unit tests reach; those of test/e2e run the built program, where this does not look
    coverage: {
      provider: 'v8',
      include: ['src/optimize/**/*.ts', 'src/evaluate/**/*.ts', 'src/io/**/*.ts'],
      reporter: ['text-summary', 'json-summary', 'json'],
    },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**'],
          setupFiles: ['test/setup.ts'],
          testTimeout: 120_000,
        },
      },
      {
        // these spawn the built CLI, and plan whole countries
        test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 300_000, hookTimeout: 300_000 },
      },
    ],
  },
});
