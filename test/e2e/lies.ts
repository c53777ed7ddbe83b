// Plans that lie: copies in which one thing is changed, and what verify says of them.

import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { verifyAnyDirectory } from '../../src/app/layers/verify.ts';
import { inputArgs, sectorize } from './cli.ts';

/** The checks of verify that found an untrue claim; promises that are broken, and said to be, aside. */
export function liesOf(dir: string, inputs: readonly string[], ...more: readonly string[]): string[] {
  const { stdout } = sectorize(['verify', dir, '--json', ...inputArgs(inputs), ...more]);
  const { checks } = JSON.parse(stdout) as { checks: { name: string; lies: number }[] };
  return checks.filter(({ lies }) => lies > 0).map(({ name }) => name);
}

/** The same, without a process for each: where many lies are told. */
export async function liesWithin(dir: string, inputs: readonly string[]): Promise<string[]> {
  const [accounts, reps, zones] = inputs as [string, string, string];
  const { checks } = await verifyAnyDirectory(dir, { accounts, reps, zones });
  return checks.filter(({ lies }) => lies > 0).map(({ name }) => name);
}

/** A copy of a plan in `folder`, over the last one, one of its files changed. */
export function spoiledIn(
  folder: string,
  from: string,
  file: string,
  change: (text: string) => string,
): string {
  const dir = join(folder, 'spoiled');
  rmSync(dir, { recursive: true, force: true });
  cpSync(from, dir, { recursive: true });
  const text = readFileSync(join(dir, file), 'utf8');
  expect(change(text)).not.toBe(text);
  writeFileSync(join(dir, file), change(text));
  return dir;
}
