// The families of cases: which files are hostile, and which commands meet them.

import { join } from 'node:path';
import fc from 'fast-check';
import { INPUT_ARGS, readFolder } from './bases.ts';
import { bytes, type Case, type Command } from './case.ts';
import { extremes } from './extremes.ts';
import { accountPoints, geoJson, TOPOLOGY } from './maps.ts';
import { damaged } from './mutate-bytes.ts';
import { changedJson } from './mutate-json.ts';
import { changedPlan, configured, layerReaders, readers } from './plan-families.ts';
import { yaml } from './settings.ts';
import { accounts, aliases, barriers, managers, overrides, reps, roads, zonePoints } from './tables.ts';

export interface Family {
  readonly name: string;
  /** cases of every hundred or so */
  readonly weight: number;
  readonly cases: fc.Arbitrary<Case>;
}

type Files = Case['files'];

const FIXTURES = new URL('../../fixtures/', import.meta.url).pathname;

const check = (...more: string[]): Command => ({
  argv: ['check', ...INPUT_ARGS, ...more],
  writes: ['rejects.csv'],
});
const planned = (...more: string[]): Command[] => [
  {
    argv: ['plan', ...INPUT_ARGS, '--effort', 'fast', '--no-diagnosis', '--out', 'out', ...more],
    writes: ['out/'],
  },
  { argv: ['verify', 'out', ...INPUT_ARGS], writes: [], verifies: true },
];

/** One of the inputs comes by standard input: the option that is said last counts. */
const piped = (option: string, stdin: string): Command[] => [
  { ...check(option, '-'), stdin },
  { ...check(option, '-', '--json'), stdin },
];

const of =
  (family: string, base: string) =>
  (files: Files, commands: readonly Command[]): Case => ({ family, base, files, commands });

/** Mostly looked at by `check`, which is quick, and now and then planned with. */
const checkOrPlan = (...more: string[]): fc.Arbitrary<readonly Command[]> =>
  fc.oneof(
    {
      weight: 40,
      arbitrary: fc.constantFrom(
        [check(...more)],
        [check(...more, '--lang', 'fr')],
        [check(...more, '--json')],
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom(planned(...more), planned('--lang', 'fr', ...more)) },
  );

function inputs(
  family: string,
  weight: number,
  files: Readonly<Record<string, fc.Arbitrary<Uint8Array>>>,
  commands: fc.Arbitrary<readonly Command[]> = checkOrPlan(),
): Family {
  const make = of(family, 'inputs');
  return {
    name: family,
    weight,
    cases: fc.tuple(fc.record(files), commands).map(([laid, run]) => make(laid, run)),
  };
}

/** Files of real fixtures of one kind, small ones. */
function fixtures(pattern: RegExp): Uint8Array[] {
  const found = ['tiny', 'broken', 'layers', 'ain-excel', 'use-cases'].flatMap(folder =>
    [...readFolder(join(FIXTURES, folder))]
      .filter(([path, { length }]) => pattern.test(path) && length < 60_000)
      .map(([, content]) => content),
  );
  return found;
}

/** @param root the folder that `makeBases` has filled */
export function makeFamilies(root: string): readonly Family[] {
  const base = (name: string) => readFolder(join(root, name));
  const [plan, layers, shards] = [base('plan'), base('layers'), base('shards')];
  const csv = fixtures(/\.csv$/);
  const maps = [...fixtures(/json$/), bytes(TOPOLOGY)];
  const configurations = [...fixtures(/\.yaml$/), plan.get('sectorize.yaml') as Uint8Array];
  const small = { aliases, barriers, managers, overrides, roads };

  return [
    inputs('csv', 14, { 'accounts.csv': accounts }),
    inputs('csv', 6, { 'reps.csv': reps }),
    inputs('csv', 6, { 'zones.geojson': zonePoints }),
    inputs(
      'csv',
      4,
      { 'accounts.csv': accounts, 'reps.csv': reps },
      checkOrPlan('--measure', 'potential=60%'),
    ),
    inputs('geojson', 16, { 'zones.geojson': geoJson }),
    inputs('geojson', 4, { 'accounts.csv': accountPoints }),
    inputs('topojson', 8, { 'zones.geojson': changedJson(TOPOLOGY).map(bytes) }),
    ...Object.entries(small).map(([name, file]) =>
      inputs(
        name === 'roads' ? 'matrix' : 'small inputs',
        name === 'roads' ? 8 : 3,
        { [`${name}.csv`]: file },
        checkOrPlan(`--${name}`, `${name}.csv`, ...(name === 'managers' ? ['--level', 'area'] : [])),
      ),
    ),
    inputs(
      'yaml',
      16,
      { 'sectorize.yaml': yaml },
      fc.oneof(
        {
          weight: 40,
          arbitrary: fc.constantFrom([{ argv: ['check', ...configured], writes: ['rejects.csv'] }]),
        },
        {
          weight: 2,
          arbitrary: fc.constant([
            { argv: ['plan', ...configured, '--no-diagnosis', '--out', 'out'], writes: ['out/'] },
            { argv: ['verify', 'out', ...configured], writes: [], verifies: true },
          ]),
        },
      ),
    ),
    inputs('bytes', 14, { 'accounts.csv': damaged(csv) }),
    inputs('bytes', 4, { 'reps.csv': damaged(csv) }),
    inputs('bytes', 12, { 'zones.geojson': damaged(maps) }),
    inputs(
      'bytes',
      4,
      { 'sectorize.yaml': damaged(configurations) },
      fc.constantFrom([{ argv: ['check', ...configured], writes: ['rejects.csv'] }]),
    ),
    inputs(
      'init',
      4,
      {
        'accounts.csv': fc.oneof(accounts, damaged(csv)),
        'zones.geojson': fc.oneof(geoJson, damaged(maps)),
        'reps.csv': fc.oneof(reps, damaged(csv)),
      },
      fc.constantFrom(
        [{ argv: ['init', '.', '--yes', '--force'], writes: ['sectorize.yaml'] }],
        [
          {
            argv: [
              'init',
              'accounts.csv',
              'reps.csv',
              'zones.geojson',
              '--yes',
              '--lang',
              'fr',
              '--out',
              'new.yaml',
            ],
            writes: ['new.yaml'],
          },
        ],
      ),
    ),
    inputs(
      'size',
      0.1,
      { 'accounts.csv': accounts, 'reps.csv': reps },
      fc.constant([
        {
          argv: ['size', ...INPUT_ARGS, '--from', '4', '--to', '4', '--out', 's.csv'],
          writes: ['s.csv', 's.svg'],
        },
      ]),
    ),
    inputs(
      'sweep',
      0.1,
      { 'sectorize.yaml': yaml, 'accounts.csv': accounts },
      fc.constant([
        {
          argv: [
            'sweep',
            ...INPUT_ARGS,
            '--effort',
            'fast',
            '--vary',
            'seed=1,2',
            '--threads',
            '1',
            '--out',
            'sw',
          ],
          writes: ['sw/'],
        },
      ]),
    ),
    {
      name: 'plan files',
      weight: 30,
      cases: fc
        .tuple(changedPlan(plan, /^plan\//), readers)
        .map(([files, run]) => of('plan files', 'plan')(files, run)),
    },
    {
      name: 'layers',
      weight: 8,
      cases: fc
        .tuple(changedPlan(layers, /^plan\//), layerReaders)
        .map(([files, run]) => of('layers', 'layers')(files, run)),
    },
    {
      name: 'merge',
      weight: 4,
      cases: changedPlan(shards, /^shard-/).map(files =>
        of('merge', 'shards')(files, [
          { argv: ['merge', 'shard-1', 'shard-2', '--out', 'sw'], writes: ['sw/'] },
        ]),
      ),
    },
    { name: 'extremes', weight: 0.6, cases: extremes },
    ...(
      [
        ['--accounts', 'accounts.csv', fc.oneof(accounts, damaged(csv))],
        ['--reps', 'reps.csv', fc.oneof(reps, damaged(csv))],
        ['--zones', 'zones.geojson', fc.oneof(zonePoints, geoJson, damaged(maps))],
      ] as const
    ).map(([option, file, content]) =>
      inputs('standard input', 2, { [file]: content }, fc.constantFrom(piped(option, file))),
    ),
  ];
}
