// All tests on the built program: whatever they import of src/ is taken from dist/, so that what they reach in their own process
// and what the processes they start reach is counted in the same files, and added up without a doubt about places.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import ordinary from '../../vitest.config.ts';

const SOURCES = `${resolve('src')}${sep}`;

const DIST = /\/dist\/.*\.js$/;

const built = {
  name: 'sources-as-built',
  enforce: 'pre' as const,
  resolveId(id: string, importer: string | undefined) {
    if (importer === undefined || !id.startsWith('.')) return null;
    const path = resolve(importer, '..', id);
    if (!path.startsWith(SOURCES) || !path.endsWith('.ts')) return null;
    const made = resolve('dist', `${path.slice(SOURCES.length, -'.ts'.length)}.js`);
    return existsSync(made) ? made : null;
  },
};

// they put another module of Node under ours, which cannot be done to what Node itself loads
const MOCKS = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.test.ts'))
  .map(name => join('test', name))
  .filter(path => readFileSync(path, 'utf8').includes('vi.mock('));

const projects = (ordinary.test?.projects ?? []) as TestProjectInlineConfiguration[];

export default defineConfig({
  test: {
    root: resolve('.'),
    projects: projects.map(({ test }) => ({
      plugins: [built],
      test: {
        ...test,
        // loaded by Node as it is: Vite would rewrite it, and V8 count places in what it wrote
        server: { deps: { external: [DIST] } },
        exclude: [...(test?.exclude ?? []), ...MOCKS],
        // counting takes a third of the time more
        testTimeout: 4 * (test?.testTimeout ?? 5_000),
        hookTimeout: 4 * (test?.hookTimeout ?? 10_000),
        setupFiles: ['test/coverage/setup.ts', ...[test?.setupFiles ?? []].flat()],
      },
    })),
  },
});
