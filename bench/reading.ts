// A million accounts through `check`, and through a whole plan: a seeded file in a temporary folder.

import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeRandom, randomInt } from '../src/optimize/random.ts';
import { programRow } from './program.ts';
import type { Table } from './table.ts';

const FRANCE = resolve('fixtures/france');

export async function readingBench(quick: boolean): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-bench-'));
  const rows: Record<string, string | number>[] = [];
  try {
    for (const count of quick ? [100_000] : [100_000, 1_000_000]) {
      const accounts = join(folder, `${count}.csv`);
      await writeAccounts(accounts, count);
      const inputs = [
        '--accounts',
        accounts,
        '--reps',
        `${FRANCE}/reps.csv`,
        '--zones',
        `${FRANCE}/zones.csv`,
      ];
      rows.push(programRow('check', count, ['check', ...inputs, '--rejects', join(folder, 'rejects.csv')]));
      rows.push(
        programRow('plan, fast', count, [
          'plan',
          ...inputs,
          '--effort',
          'fast',
          '--out',
          join(folder, 'plan'),
        ]),
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { title: 'Many accounts over the 5 799 French postal codes × 60 (centroids)', rows };
}

/** Accounts at the postal codes of the fixture, lognormal potential, one visit to four. */
async function writeAccounts(file: string, count: number): Promise<void> {
  const codes = readFileSync(`${FRANCE}/zones.csv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map(line => (line.split(',')[0] as string).replaceAll('"', ''));
  const random = makeRandom(1);
  const stream = createWriteStream(file);
  stream.write('id,name,postal_code,potential,revenue,visits_per_year\n');
  for (let a = 0; a < count; a++) {
    const code = codes[randomInt(random, codes.length)];
    const potential = Math.round(1000 * Math.exp(1.2 * (random() + random() + random() - 1.5)));
    const line = `A${a},Compte ${a},${code},${potential},${Math.round(potential * random())},${1 + randomInt(random, 4)}\n`;
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}
