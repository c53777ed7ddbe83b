// npm run docs: writes docs/cli.md, the man page, the schema of sectorize.yaml, docs/configuration.md and docs/dependencies.md.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { referenceFiles } from './files.ts';

for (const [path, content] of referenceFiles()) {
  const file = resolve(import.meta.dirname, '../..', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  process.stdout.write(`wrote ${path}\n`);
}
