// The folders that cases start from: the map of fixtures/tiny with its inputs, and plans of it that were really written.
// They are made by the program itself, once a campaign.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const PROGRAM = new URL('../../bin/sectorize.js', import.meta.url).pathname;
const TINY = new URL('../../fixtures/tiny/', import.meta.url).pathname;

export const INPUT_ARGS: readonly string[] = [
  '--accounts',
  'accounts.csv',
  '--reps',
  'reps.csv',
  '--zones',
  'zones.geojson',
];

const LAYERS = `accounts: accounts.csv
reps: reps.csv
zones: zones.geojson
effort: fast
layers:
  - name: large
    where: {potential: ">=50"}
  - name: others
  - name: over
    overlay: yes
    where: {potential: ">=50"}
    revenue_share: 40%
    visits_share: 50%
`;

const LAYER_REPS = `id,name,postal_code,fte,layer
R1,Awa,A1,1,large
R2,Bran,A4,1,large|others
R3,Cléo,D1,1,others
R4,Dara,D4,1,over
`;

const PLAN = `accounts: accounts.csv
reps: reps.csv
zones: zones.geojson
overrides: overrides.csv
barriers: barriers.csv
aliases: aliases.csv
roads: {matrix: roads.csv}
effort: fast
keep_together: {department: {price: 1}}
budgets: [{name: all, resource: hours, at_most: 9000, price: 1}]
hierarchy:
  levels: [{name: area, count: 2}]
  managers: managers.csv
`;

/** The small inputs beside the three large ones, all of them right. */
const SMALL: Readonly<Record<string, string>> = {
  'aliases.csv': 'code,postal_code\nX1,A1\nX2,B2\n',
  'barriers.csv': 'zone_a,zone_b\nA1,B1\n',
  'managers.csv': 'id,level,base\nM1,area,A2\nM2,area,D2\n',
  'overrides.csv': 'zone_id,rep_id,author,reason,date\nA1,R1,M. Dupont,his home,2026-11-01\n',
  'roads.csv': 'from,to,minutes,km\nrep:R1,zone:A1,3,2\nrep:R1,zone:A2,9,7\nzone:A1,zone:A2,9,7\n',
  'sectorize.yaml': PLAN,
  'layers.yaml': LAYERS,
};

function run(folder: string, args: readonly string[]): void {
  const done = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C' },
  });
  if (done.status !== 0 && done.status !== 3)
    throw new Error(`${args.join(' ')}: ${done.status}\n${done.stderr}`);
}

/** Makes all of them below `root`. */
export function makeBases(root: string): void {
  rmSync(root, { recursive: true, force: true });
  const inputs = join(root, 'inputs');
  mkdirSync(inputs, { recursive: true });
  for (const name of ['accounts.csv', 'reps.csv', 'zones.geojson'])
    cpSync(join(TINY, name), join(inputs, name));
  for (const [name, text] of Object.entries(SMALL)) writeFileSync(join(inputs, name), text);
  for (const name of ['plan', 'layers', 'shards']) cpSync(inputs, join(root, name), { recursive: true });
  run(join(root, 'plan'), ['plan', '--config', 'sectorize.yaml', '--out', 'plan']);
  run(join(root, 'plan'), [
    'tours',
    'plan',
    '--config',
    'sectorize.yaml',
    '--period',
    'week',
    '--effort',
    'fast',
    '--start',
    '2027-01-04',
  ]);
  run(join(root, 'plan'), ['plan', ...INPUT_ARGS, '--effort', 'fast', '--out', 'other']);
  writeFileSync(join(root, 'layers', 'reps.csv'), LAYER_REPS);
  run(join(root, 'layers'), ['plan', '--config', 'layers.yaml', '--out', 'plan']);
  for (const shard of ['1/2', '2/2']) {
    run(join(root, 'shards'), [
      'sweep',
      ...INPUT_ARGS,
      '--effort',
      'fast',
      '--vary',
      'seed=1,2',
      '--shard',
      shard,
      '--threads',
      '1',
      '--out',
      `shard-${shard[0]}`,
    ]);
  }
}

/** path with `/` → bytes */
export function readFolder(folder: string): Map<string, Uint8Array> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return new Map(
    files
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(path => [relative(folder, path).split(sep).join('/'), new Uint8Array(readFileSync(path))]),
  );
}
