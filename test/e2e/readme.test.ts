// The README shows what really happens: its transcript is the demo's output, and every command in it is one.
// UPDATE_README=1 writes the new transcript instead of failing.

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/main.ts';
import { sectorize, temporaryFolder } from './cli.ts';

const README = resolve(import.meta.dirname, '../../README.md');
const INDENT = '    ';

it('shows the table and the gap that the demo prints', () => {
  const run = sectorize(['demo', '--out', join(temporaryFolder(), 'plan-demo'), '--lang', 'en']);
  expect(run.code, run.stderr).toBe(0);
  const printed = run.stdout
    .slice(run.stdout.indexOf('sector '), run.stdout.indexOf('\npromises kept'))
    .split('\n')
    .map(line => (line === '' ? '' : INDENT + line))
    .join('\n');
  const text = readFileSync(README, 'utf8');
  const [wrote = 'wrote nothing'] = (run.stdout + run.stderr).match(/wrote \d+ files/) ?? [];
  if (!process.env.UPDATE_README) expect(text).toContain(wrote);
  const [from, to] = [text.indexOf(`${INDENT}sector `), text.indexOf(`\n${INDENT}promises kept`)];
  if (process.env.UPDATE_README) writeFileSync(README, text.slice(0, from) + printed + text.slice(to));
  else expect(text.slice(from, to)).toBe(printed);
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
