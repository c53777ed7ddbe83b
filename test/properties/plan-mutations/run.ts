// Changes plans in one place at a time and asks verify: `npm run mutate:plans [-- <mutations> [<seed>]]`. Prints the share
// that is noticed, and every place where a change was not, with the reason where one is known.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCases } from './cases.ts';
import { mutatePlans, shares } from './try.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const [wanted = '3000', seed = '1'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'sectorize-mutations-'));
try {
  const tried = await mutatePlans(await makeCases(folder), Number(wanted), Number(seed));
  const { all, noticed, known, unknown } = shares(tried);
  const percent = (part: number, of: number) => `${((100 * part) / of).toFixed(1)} %`;
  say(`${all} mutations (seed ${seed}): ${noticed} noticed, ${percent(noticed, all)}`);
  const rest = all - [...known.values()].reduce((sum, { count }) => sum + count, 0);
  say(`of those whose place is a claim of figures: ${percent(noticed, rest)} of ${rest}`);
  for (const [pattern, { count, why }] of known) say(`  known    ${count} × ${pattern}: ${why}`);
  for (const [pattern, examples] of unknown)
    say(`  UNKNOWN  ${examples.length} × ${pattern}: ${examples[0]}`);
  process.exitCode = unknown.size > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
