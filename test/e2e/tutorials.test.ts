// Every command of the tutorials, run on the fixtures they are about. UPDATE_README=1 writes what is printed now.

import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { it } from 'vitest';
import { temporaryFolder } from './cli.ts';
import { expectSessions } from './transcripts.ts';

it.each(['industry', 'saas', 'field-service'])('%s', name => {
  const folder = join(temporaryFolder(), name);
  cpSync(resolve('fixtures/use-cases', name), folder, { recursive: true });
  expectSessions(resolve(`docs/tutorials/${name}.md`), folder);
});
