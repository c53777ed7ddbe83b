// Whole plans through the built program, as a user runs it: seconds, peak memory, gap, promises.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sharedData } from './data.ts';
import { frenchReps } from './inputs.ts';
import { runProgram } from './program.ts';
import { fixed, type Table } from './table.ts';

interface Case {
  readonly name: string;
  readonly accounts: string;
  readonly reps: string;
  readonly zones: string;
  readonly extra: readonly string[];
}

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
  const inputs = ['--accounts', accounts, '--reps', reps, '--zones', zones];
  const { exit, wall, user, peakMB } = runProgram(['plan', ...inputs, '--out', out, ...extra]);
  if (exit !== 0 && exit !== 3) return { plan: name, s: fixed(wall, 1), note: `exit ${exit}` };
  const kpis = JSON.parse(readFileSync(join(out, 'kpis.json'), 'utf8'));
  const { value, bounds } = kpis.plan.objective;
  const gap = (bound: number) => `${fixed(100 * (1 - bound / value))} %`;
  const worst = Object.entries(kpis.plan.balance as Record<string, { max_deviation: number }>)
    .map(([measure, { max_deviation }]) => `${measure} ${fixed(max_deviation * 100, 1)} %`)
    .join(', ');
  const broken = kpis.promises
    .filter((promise: { kept: boolean }) => !promise.kept)
    .map((p: { name: string }) => p.name);
  return {
    plan: name,
    s: fixed(wall, 1),
    'user s': fixed(user, 1),
    MB: peakMB,
    'gap to plain bound': gap(bounds.plain),
    'gap with cuts': bounds.contiguous === null ? '–' : gap(bounds.contiguous),
    'largest deviation': worst,
    'extra pieces': kpis.plan.contiguity.extra_pieces,
    'not kept': broken.join(', ') || 'none',
  };
}
