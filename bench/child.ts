// The built program as a user runs it, in a process of its own: seconds and peak memory.

import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fixed } from './table.ts';

// prints the peak memory of the whole run as the last line of stderr
const WRAPPER = `
import { main } from ${JSON.stringify(resolve('dist/cli/main.js'))};
process.on('exit', () => process.stderr.write('\\nmaxrss ' + process.resourceUsage().maxRSS + '\\n'));
await main(process.argv);
`;

/** A row of a table: what was run, how many accounts, seconds, peak MB, exit code. */
export function runProgram(
  what: string,
  accounts: number,
  words: readonly string[],
): Record<string, string | number> {
  const start = performance.now();
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', WRAPPER, 'sectorize', ...words], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const rss = Number(/maxrss (\d+)/.exec(child.stderr)?.[1] ?? Number.NaN) / 1024;
  return {
    what,
    accounts,
    s: fixed((performance.now() - start) / 1000, 1),
    MB: Math.round(rss),
    exit: child.status ?? 'killed',
  };
}
