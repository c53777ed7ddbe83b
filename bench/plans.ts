// Whole plans through the built program, as a user runs it: seconds, peak memory, gap, promises.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sharedData } from './data.ts';
import { frenchReps } from './inputs.ts';
import { fixed, type Table } from './table.ts';

interface Case {
  readonly name: string;
  readonly accounts: string;
  readonly reps: string;
  readonly zones: string;
  readonly extra: readonly string[];
}

// prints the peak memory of the whole run as the last line of stderr
const WRAPPER = `
import { main } from ${JSON.stringify(resolve('dist/cli/main.js'))};
process.on('exit', () => process.stderr.write('\\nmaxrss ' + process.resourceUsage().maxRSS + '\\n'));
await main(process.argv);
`;

export async function planBench(quick: boolean): Promise<Table> {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-bench-'));
  try {
    const rows = cases(folder, quick).map(one => run(one, folder));
    return { title: 'Whole plans (the built program, reading and writing included)', rows };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cases(folder: string, quick: boolean): Case[] {
  const fixture = (name: string, zones: string) => ({
    accounts: resolve(`fixtures/${name}/accounts.csv`),
    reps: resolve(`fixtures/${name}/reps.csv`),
    zones: resolve(`fixtures/${name}/${zones}`),
  });
  const list: Case[] = [];
  for (const effort of ['fast', 'normal'] as const) {
    list.push({
      name: `Bretagne × 10, ${effort}`,
      ...fixture('bretagne', 'zones.geojson'),
      extra: ['--effort', effort],
    });
    list.push({
      name: `France as centroids × 60, ${effort}`,
      ...fixture('france', 'zones.csv'),
      extra: ['--effort', effort],
    });
  }
  const france = sharedData('fr-codes-postaux');
  if (france) {
    const reps = frenchReps(join(france, 'zones.csv'), 60, folder);
    for (const [file, label] of [
      ['accounts.csv', '18 629 accounts'],
      ['accounts_sampled_100k.csv', '100 000 accounts'],
    ] as const) {
      for (const effort of quick ? (['fast'] as const) : (['fast', 'normal', 'thorough'] as const)) {
        list.push({
          name: `French postal codes × 60, ${label}, ${effort}`,
          accounts: join(france, file),
          reps,
          zones: join(france, 'zones.geojson'),
          extra: ['--effort', effort],
        });
      }
    }
  }
  return list;
}

function run({ name, accounts, reps, zones, extra }: Case, folder: string): Record<string, string | number> {
  const out = join(folder, 'plan');
  const start = performance.now();
  const child = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      WRAPPER,
      'sectorize',
      'plan',
      '--accounts',
      accounts,
      '--reps',
      reps,
      '--zones',
      zones,
      '--out',
      out,
      ...extra,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  const time = (performance.now() - start) / 1000;
  const rss = Number(/maxrss (\d+)/.exec(child.stderr)?.[1] ?? Number.NaN) / 1024;
  if (child.status !== 0 && child.status !== 3)
    return { plan: name, s: fixed(time, 1), note: `exit ${child.status}` };
  const kpis = JSON.parse(readFileSync(join(out, 'kpis.json'), 'utf8'));
  const worst = Object.entries(kpis.plan.balance as Record<string, { max_deviation: number }>)
    .map(([measure, { max_deviation }]) => `${measure} ${fixed(max_deviation * 100, 1)} %`)
    .join(', ');
  const broken = kpis.promises
    .filter((promise: { kept: boolean }) => !promise.kept)
    .map((p: { name: string }) => p.name);
  return {
    plan: name,
    s: fixed(time, 1),
    MB: Math.round(rss),
    'gap to plain bound': `${fixed(kpis.plan.objective.gap * 100)} %`,
    'largest deviation': worst,
    'extra pieces': kpis.plan.contiguity.extra_pieces,
    'not kept': broken.join(', ') || 'none',
  };
}
