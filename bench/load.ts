// Files as large as any that should pass: 2 GB of accounts as CSV, 1 GB of zones and of points as GeoJSON, and a million
// accounts over 35 000 polygons through a whole plan. Each at an eighth, a quarter, half and all of its size, seeded, in a
// temporary folder; the last row of each is the growth: time and memory ~ size^x. Takes hours; an eighth of it when quick.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedData } from './data.ts';
import { repsInTowns, usTown } from './inputs.ts';
import {
  type Form,
  readTowns,
  type Towns,
  writeAccountsCsv,
  writeAccountsGeoJson,
  writeZonesGeoJson,
} from './load-inputs.ts';
import { type Ran, runProgram } from './program.ts';
import { fixed, type Table } from './table.ts';

const ZONES = 35_000;
const REPS = 300;
/** vertices of a border between two corners that make 60 MB, and 1.1 GB */
const COARSE = 10;
const FINE = 230;

interface Place {
  readonly folder: string;
  readonly towns: Towns;
  readonly reps: string;
}

interface Made {
  readonly mb: number;
  /** accounts, or vertices of zones */
  readonly count: number;
  readonly runs: readonly (readonly [what: string, words: readonly string[]])[];
}

/** What is made and run at a share of its whole size. */
type Series = (share: number, place: Place) => Promise<Made>;

const MB = 1e6;
const country = ['--country', 'US'];

const checkOf = ({ reps, folder }: Place, accounts: string, zones: string) =>
  [
    'check',
    [
      'check',
      '--accounts',
      accounts,
      '--reps',
      reps,
      '--zones',
      zones,
      ...country,
      '--rejects',
      join(folder, 'rejects.csv'),
    ],
  ] as const;

async function coarseZones({ folder, towns }: Place): Promise<string> {
  const file = join(folder, 'coarse.geojson');
  await writeZonesGeoJson(file, towns, COARSE, 'one line');
  return file;
}

async function fewAccounts({ folder, towns }: Place): Promise<string> {
  const file = join(folder, 'few.csv');
  await writeAccountsCsv(file, towns, 10_000);
  return file;
}

/** @param other characters of other columns in every row */
const accountsCsv =
  (rows: number, other: number): Series =>
  async (share, place) => {
    const file = join(place.folder, 'accounts.csv');
    const count = Math.round(rows * share);
    const bytes = await writeAccountsCsv(file, place.towns, count, other);
    return { mb: bytes / MB, count, runs: [checkOf(place, file, await coarseZones(place))] };
  };

const points: Series = async (share, place) => {
  const file = join(place.folder, 'accounts.geojson');
  const count = Math.round(5_000_000 * share);
  const bytes = await writeAccountsGeoJson(file, place.towns, count);
  return { mb: bytes / MB, count, runs: [checkOf(place, file, await coarseZones(place))] };
};

const zones =
  (form: Form, whole: boolean): Series =>
  async (share, place) => {
    const file = join(place.folder, 'zones.geojson');
    const { bytes, vertices } = await writeZonesGeoJson(file, place.towns, Math.round(FINE * share), form);
    const check = checkOf(place, await fewAccounts(place), file);
    return { mb: bytes / MB, count: vertices, runs: whole ? [check, ...planned(check[1], place)] : [check] };
  };

const million: Series = async (share, place) => {
  const file = join(place.folder, 'accounts.csv');
  const count = Math.round(1_000_000 * share);
  const bytes = await writeAccountsCsv(file, place.towns, count);
  const check = checkOf(place, file, await coarseZones(place));
  return { mb: bytes / MB, count, runs: [check, ...planned(check[1], place)] };
};

/** A plan of the same inputs, and what is done with it. */
function planned(check: readonly string[], { folder }: Place): Made['runs'] {
  const plan = join(folder, 'plan');
  const inputs = check.slice(1, -2);
  const making = [
    'plan',
    ...inputs,
    '--effort',
    'fast',
    '--no-diagnosis',
    '--measure',
    'potential=0.1',
    '--out',
    plan,
  ];
  return [
    ['plan --xlsx', [...making, '--xlsx']],
    ['plan', making],
    ['verify', ['verify', plan, ...inputs.slice(0, -2)]],
    ['explain account', ['explain', 'account', 'A5000', '--plan', plan]],
    ['compare', ['compare', plan, plan]],
    ['export', ['export', 'geojson', '--plan', plan, '--out', join(folder, 'export')]],
  ];
}

const SERIES: Readonly<Record<string, Series>> = {
  'accounts, many rows, 2 GB': accountsCsv(12_400_000, 90),
  'accounts, 2 kB a row, 2 GB': accountsCsv(1_000_000, 1950),
  'accounts, points, 1 GB': points,
  'zones, one line, 1 GB': zones('one line', true),
  'zones, pretty': zones('pretty', false),
  'zones, a feature a line': zones('a feature a line', false),
  'a million accounts × 35 000 polygons': million,
};

export async function loadBench(quick: boolean): Promise<Table> {
  const title = 'Large files: seconds, peak memory, growth';
  const data = sharedData('us-zcta-centroids');
  if (!data) return { title: `${title}: shared data absent`, rows: [] };
  const rows: Record<string, string | number>[] = [];
  for (const [name, series] of Object.entries(SERIES)) {
    const ran = new Map<string, { mb: number; ran: Ran }[]>();
    for (const share of quick ? [1 / 32, 1 / 16, 1 / 8] : [1 / 8, 1 / 4, 1 / 2, 1]) {
      const folder = mkdtempSync(join(tmpdir(), 'sectorize-bench-'));
      try {
        const centroids = join(data, 'zones.csv');
        const place = {
          folder,
          towns: readTowns(centroids, ZONES),
          reps: repsInTowns(centroids, REPS, folder, usTown),
        };
        const { mb, count, runs } = await series(share, place);
        for (const [what, words] of runs) {
          const one = runProgram(words);
          ran.set(what, [...(ran.get(what) ?? []), { mb, ran: one }]);
          const { exit, wall, user, peakMB } = one;
          rows.push({
            file: name,
            'file MB': Math.round(mb),
            count,
            what,
            s: fixed(wall, 1),
            'user s': fixed(user, 1),
            'peak MB': peakMB,
            exit: exit ?? 'killed',
          });
          process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`);
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    for (const [what, all] of ran) {
      const exponent = (of: (ran: Ran) => number) =>
        fixed(slope(all.map(({ mb, ran: one }) => [Math.log(mb), Math.log(of(one))])));
      rows.push({
        file: name,
        what: `${what} ~ size^`,
        s: exponent(one => one.wall),
        'user s': exponent(one => one.user),
        'peak MB': exponent(one => one.peakMB),
      });
    }
  }
  return { title, rows };
}

/** Of the line through the points that is nearest to them. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const across = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return across / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
