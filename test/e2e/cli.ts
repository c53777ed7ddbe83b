// Runs the built program as a user would, in a folder of its own.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { sharedData } from '../../bench/data.ts';
import { readTable } from '../../bench/inputs.ts';
import type { Kpis } from '../../src/evaluate/kpis-types.ts';

export const PROGRAM = resolve('bin/sectorize.js');

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

/** Says in one line which folders of the shared data are absent, if any; true when all are there. */
export function haveShared(test: string, ...names: readonly string[]): boolean {
  const absent = names.filter(name => sharedData(name) === null);
  if (absent.length === 0) return true;
  process.stderr.write(`${test} skipped: no shared data ${absent.join(', ')} (SECTORIZE_DATA)\n`);
  return false;
}

export function kpisOf(plan: string): Kpis {
  return JSON.parse(readFileSync(join(plan, 'kpis.json'), 'utf8'));
}

/** plan.json without the hashes of the inputs, which follow the bytes of the files. */
export function planWithoutInputs(plan: string): object {
  return { ...JSON.parse(readFileSync(join(plan, 'plan.json'), 'utf8')), inputs: null };
}

/** The cells of some columns of a comma-separated file without line breaks in its cells, row by row. */
export function cellsOf(path: string, ...columns: readonly string[]): string[][] {
  const { header, rows } = readTable(path);
  const at = columns.map(column => header.indexOf(column));
  if (at.includes(-1)) throw new Error(`${path} lacks one of ${columns.join(', ')}`);
  return rows.map(({ cells }) => at.map(index => cells[index] as string));
}

/**
 * How many findings of each code a run printed to stderr, those it only counted included ("… and 7 more of bridge").
 * Findings of one code and several severities are added up.
 */
export function findings(stderr: string): Record<string, number> {
  const counts = new Map<string, number>();
  const add = (code: string, count: number) => counts.set(code, (counts.get(code) ?? 0) + count);
  for (const [, code] of stderr.matchAll(/(?:info|repair|warning|error)\[([a-z0-9-]+)\]: /g))
    add(code as string, 1);
  for (const [, count, code] of stderr.matchAll(/… and (\d+) more of ([a-z0-9-]+);/g)) {
    add(code as string, Number(count));
  }
  return Object.fromEntries(counts);
}

/** What is left of ids after one of each of the others is taken away: both empty when nothing was lost or added. */
export function differences(
  ids: readonly string[],
  others: readonly string[],
): { missing: string[]; added: string[] } {
  const left = new Map<string, number>();
  for (const id of ids) left.set(id, (left.get(id) ?? 0) + 1);
  for (const id of others) left.set(id, (left.get(id) ?? 0) - 1);
  const pick = (sign: number) => [...left].filter(([, count]) => count * sign > 0).map(([id]) => id);
  return { missing: pick(1), added: pick(-1) };
}
