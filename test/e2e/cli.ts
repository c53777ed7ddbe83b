// Runs the built program as a user would, in a folder of its own.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

const PROGRAM = resolve('bin/sectorize.js');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function sectorize(
  args: readonly string[],
  options: { cwd?: string; input?: string; env?: object } = {},
): Run {
  const run = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: options.cwd ?? process.cwd(),
    input: options.input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, NO_COLOR: '1', LANG: 'C', ...options.env },
  });
  return { code: run.status, stdout: run.stdout, stderr: run.stderr };
}

/** A temporary folder that is gone after the test file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-e2e-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below a folder with its bytes, by relative path. */
export function contents(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return new Map(
    files
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(path => [path.slice(folder.length + 1), readFileSync(path, 'latin1')]),
  );
}

export const BRETAGNE = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name =>
  resolve('fixtures/bretagne', name),
);

/** --accounts, --reps and --zones of a fixture's three files. */
export function inputArgs([accounts, reps, zones]: readonly string[] = BRETAGNE): string[] {
  return ['--accounts', accounts as string, '--reps', reps as string, '--zones', zones as string];
}
