// Small plans that together have every kind of file that verify reads; small, for each is verified thousands of times.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { verifyAnyDirectory } from '../../../src/app/layers/verify.ts';
import type { VerifyOptions, VerifyOutcome } from '../../../src/app/verify.ts';

export interface PlanCase {
  readonly name: string;
  readonly dir: string;
  /** of the plan as it is now */
  readonly verify: () => Promise<VerifyOutcome>;
}

const PROGRAM = resolve('bin/sectorize.js');

/** A command of sectorize; @throws Error when it fails, but for promises that are not met. */
export type Run = (...args: readonly string[]) => void | Promise<void>;

function spawned(...args: readonly string[]): void {
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...args, '--quiet', '--lang', 'en'], {
    encoding: 'utf8',
  });
  if (status !== 0 && status !== 3) throw new Error(`${args.join(' ')} ended with ${status}\n${stderr}`);
}

export const CASES = ['rules', 'tours', 'roads', 'layers', 'levels', 'revised'] as const;

/** Makes the plans, below a folder that exists. */
export async function makeCases(
  folder: string,
  names: readonly (typeof CASES)[number][] = CASES,
  run: Run = spawned,
): Promise<PlanCase[]> {
  const tiny = (name: string) => resolve('fixtures/tiny', name);
  const own = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const lines = (name: string) => readFileSync(tiny(name), 'utf8').trimEnd().split('\n');
  const widened = (name: string, header: string, cells: (line: string, at: number) => string) => {
    const [head, ...rows] = lines(name);
    return `${[`${head},${header}`, ...rows.map((row, r) => `${row},${cells(row, r)}`)].join('\n')}\n`;
  };
  const segments = ['a', 'b', 'b'];
  const accounts = own(
    'accounts.csv',
    widened(
      'accounts.csv',
      'segment,visits_done,sla_minutes,locked,leads,opportunities,nps,solicitations,responses',
      (_, r) => `${segments[r % 3]},${r % 5},${r === 4 ? 90 : ''},${r === 9 ? 1 : ''},4,1,${r % 11},6,3`,
    ),
  );
  const reps = own(
    'reps.csv',
    widened('reps.csv', 'cost_per_hour,cost_per_km,g_co2_per_km,layer', (_, r) =>
      [40 + r, 0.4, 120, r === 3 ? 'a' : 'b'].join(','),
    ),
  );
  const zones = own('zones.geojson', readFileSync(tiny('zones.geojson'), 'utf8'));
  const files = { accounts, reps, zones };
  const given = Object.entries(files).flatMap(([role, path]) => [`--${role}`, path]);
  const plan = async (name: string, ...options: readonly string[]) => {
    const dir = join(folder, name, 'plan');
    mkdirSync(join(folder, name), { recursive: true });
    await run('plan', ...given, ...options, '--out', dir);
    return dir;
  };
  const made = (name: string, dir: string, more: VerifyOptions = {}): PlanCase => ({
    name,
    dir,
    verify: () => verifyAnyDirectory(dir, { ...files, ...more }),
  });

  const makers: Record<(typeof CASES)[number], () => Promise<PlanCase>> = {
    rules: async () =>
      made(
        'rules',
        await plan(
          'rules',
          ...['--stickiness', '1', '--max-moved', '60%:accounts', '--measure', 'potential=20%'],
          ...['--measure', 'workload=30%', '--keep-together', 'department=2', '--max-zones', '9'],
          ...['--profile', 'excel-fr'],
        ),
      ),
    tours: async () => {
      const dir = await plan('toured', '--measure', 'potential=50%');
      await run('tours', dir, ...given, '--effort', 'fast', '--start', '2027-01-04', '--points');
      return made('tours', dir);
    },
    roads: async () => {
      const roads = own('roads-matrix.csv', matrix(lines('reps.csv'), lines('accounts.csv')));
      const dir = await plan('roads', '--roads', roads, '--measure', 'potential=50%', '--effort', 'fast');
      await run('tours', dir, ...given, '--effort', 'fast');
      return made('roads', dir, { roads });
    },
    layers: async () => {
      const config = own('layers.yaml', LAYERS);
      const more = 'N1,Nan,A1,1,40,0.4,120,over\nN2,Nel,D4,1,40,0.4,120,over\nR5,Rim,B2,1,40,0.4,120,a\n';
      const team = own('layer-reps.csv', `${readFileSync(reps, 'utf8')}${more}`);
      const dir = join(folder, 'layers', 'plan');
      mkdirSync(join(folder, 'layers'), { recursive: true });
      await run(
        ...['plan', '--config', config, '--accounts', accounts, '--reps', team, '--zones', zones],
        ...['--effort', 'fast', '--out', dir],
      );
      return made('layers', dir, { reps: team });
    },
    levels: async () =>
      made('levels', await plan('levels', '--level', 'area=2', '--measure', 'potential=20%')),
    revised: async () => {
      const before = await plan('before', '--measure', 'potential=50%', '--effort', 'fast');
      const dir = await plan('revised', '--from', before, '--measure', 'potential=50%');
      return made('revised', dir);
    },
  };
  const cases: PlanCase[] = [];
  for (const name of names) cases.push(await makers[name]());
  return cases;
}

const LAYERS = `measures: {potential: 60%}
layers:
  - {name: a, where: {segment: a}}
  - name: b
  - {name: over, overlay: yes, where: {potential: ">=50"}, revenue_share: 40%, visits_share: 50%}
`;

/** Made roads between every base and every zone's accounts: longer than the way of the crow, each in its own way. */
function matrix(reps: readonly string[], accounts: readonly string[]): string {
  const bases = reps.slice(1).map(line => line.split(',')[0]);
  const zones = [...new Set(accounts.slice(1).map(line => line.split(',')[2] as string))];
  const rows = bases.flatMap((rep, j) =>
    zones.flatMap((zone, z) => {
      const km = 10 + ((z * 7 + j * 5) % 23);
      return [
        `rep:${rep},zone:${zone},${(km * 1.1).toFixed(1)},${km}`,
        `zone:${zone},rep:${rep},${(km * 1.2).toFixed(1)},${km}`,
      ];
    }),
  );
  return `from,to,minutes,km\n${rows.join('\n')}\n`;
}
