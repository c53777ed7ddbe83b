// The built program as a user starts it: a process of its own, its seconds, CPU and peak memory.

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { HiredCrew } from '../src/app/crew.ts';
import { fixed } from './table.ts';

export interface Ran {
  /** null when it was killed */
  readonly exit: number | null;
  readonly wall: number;
  readonly user: number;
  readonly peakMB: number;
}

// prints what the whole run took as the last line of stderr
const WRAPPER = `
import { main } from ${JSON.stringify(resolve('dist/cli/main.js'))};
process.on('exit', () => {
  const { userCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write('\\ntook ' + userCPUTime / 1e6 + ' ' + maxRSS / 1024 + '\\n');
});
await main(process.argv);
`;

/** @param heap MB that Node may take for objects; its own limit when null */
export function runProgram(words: readonly string[], heap: number | null = null): Ran {
  const start = performance.now();
  const node = [...(heap === null ? [] : [`--max-old-space-size=${heap}`]), '--input-type=module'];
  const child = spawnSync(process.execPath, [...node, '-e', WRAPPER, 'sectorize', ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const [, user, peak] = /took ([\d.]+) ([\d.]+)/.exec(child.stderr) ?? [];
  return {
    exit: child.status,
    wall: (performance.now() - start) / 1000,
    user: Number(user),
    peakMB: Math.round(Number(peak)),
  };
}

/** A row of a table: what was run on how many accounts, and what it took. */
export function programRow(
  what: string,
  accounts: number,
  words: readonly string[],
): Record<string, string | number> {
  const { exit, wall, user, peakMB } = runProgram(words);
  return { what, accounts, s: fixed(wall, 1), 'user s': fixed(user, 1), MB: peakMB, exit: exit ?? 'killed' };
}

/** The crew of the built program: threads load built modules only. */
export async function builtCrew(): Promise<HiredCrew> {
  const built = (await import(resolve('dist/app/crew.js'))) as typeof import('../src/app/crew.ts');
  return built.hireCrew();
}
