// The README shows what really happens: its sessions are run, and every command in it is one.
// UPDATE_README=1 writes what they print instead of failing.

import { readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/main.ts';
import { temporaryFolder } from './cli.ts';
import { expectSessions } from './transcripts.ts';

const README = resolve(import.meta.dirname, '../../README.md');

it('shows what the demo and its check print', () => {
  const folder = temporaryFolder();
  symlinkSync(resolve('fixtures'), join(folder, 'fixtures'));
  expectSessions(README, folder, command =>
    command.replace('npm run demo', 'sectorize demo').replace('node bin/sectorize.js', 'sectorize'),
  );
});

it('names only options that exist', () => {
  const known = new Set(
    buildProgram().commands.flatMap(command =>
      // with --help, which no command lists among its own
      command
        .createHelp()
        .visibleOptions(command)
        .map(option => option.long),
    ),
  );
  const named = readFileSync(README, 'utf8').match(/(?<![\w-])--[a-z][a-z-]+/g) ?? [];
  expect(named.filter(option => !known.has(option))).toEqual([]);
});
