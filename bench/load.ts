// Files as large as any that should pass: 2 GB of accounts as CSV, 1 GB of zones and of points as GeoJSON, half of it as
// TopoJSON, and a million accounts over 35 000 polygons through a whole plan. Each at an eighth, a quarter, half and all of its
// size, seeded, in a temporary folder; the last row of each is the growth: time and memory ~ size^x. Takes hours; an eighth of
// it when quick, and `--series`, `--shares`, `--commands` take a part of it.

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
  writeZonesTopoJson,
} from './load-inputs.ts';
import { type Ran, runProgram } from './program.ts';
import { fixed, type Table } from './table.ts';

const ZONES = 35_000;
const REPS = 300;
/** vertices of a border between two corners that make 60 MB, and 1.1 GB */
const COARSE = 10;
const FINE = 230;

/** vertices of an arc that make 500 MB of TopoJSON */
const ARC = 460;

/** `workbook` is plan --xlsx */
export const LOAD_COMMANDS = ['check', 'workbook', 'plan', 'verify', 'explain', 'compare', 'export'];

/** What is asked for; null for all. */
export interface LoadChoice {
  /** keys of LOAD_SERIES */
  readonly series: readonly string[] | null;
  /** parts of the whole size, in order */
  readonly shares: readonly number[] | null;
  /** what is run: of LOAD_COMMANDS */
  readonly commands: readonly string[] | null;
  /** MB of Node's heap; its own limit when null */
  readonly heap: number | null;
  /** how many zones there are; 35 000 when null */
  readonly zones: number | null;
}

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

/**
 * @param other characters of other columns in every row
 * @param whole also a plan, and what is done with it
 */
const accountsCsv =
  (rows: number, other: number, whole: boolean): Series =>
  async (share, place) => {
    const file = join(place.folder, 'accounts.csv');
    const count = Math.round(rows * share);
    const bytes = await writeAccountsCsv(file, place.towns, count, other);
    const check = checkOf(place, file, await coarseZones(place));
    return { mb: bytes / MB, count, runs: whole ? [check, ...planned(check[1], place)] : [check] };
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

const topology: Series = async (share, place) => {
  const file = join(place.folder, 'zones.topojson');
  const { bytes, vertices } = await writeZonesTopoJson(file, place.towns, Math.round(ARC * share));
  return { mb: bytes / MB, count: vertices, runs: [checkOf(place, await fewAccounts(place), file)] };
};

const million = accountsCsv(1_000_000, 0, true);

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
    ['workbook', [...making, '--xlsx']],
    ['plan', making],
    ['verify', ['verify', plan, ...inputs.slice(0, -2)]],
    ['explain', ['explain', 'account', 'A5000', '--plan', plan]],
    ['compare', ['compare', plan, plan]],
    ['export', ['export', 'geojson', '--plan', plan, '--out', join(folder, 'export')]],
  ];
}

interface Kind {
  readonly name: string;
  readonly make: Series;
  /** zones and reps are as many as the share, too */
  readonly scaled?: boolean;
}

export const LOAD_SERIES: Readonly<Record<string, Kind>> = {
  rows: { name: 'accounts, many rows, 2 GB', make: accountsCsv(12_400_000, 90, true) },
  wide: { name: 'accounts, 2 kB a row, 2 GB', make: accountsCsv(1_000_000, 1950, false) },
  points: { name: 'accounts, points, 1 GB', make: points },
  zones: { name: 'zones, one line, 1 GB', make: zones('one line', true) },
  pretty: { name: 'zones, pretty', make: zones('pretty', false) },
  lines: { name: 'zones, a feature a line', make: zones('a feature a line', false) },
  topology: { name: 'zones, TopoJSON, 500 MB', make: topology },
  million: { name: 'a million accounts × 35 000 polygons', make: million },
  country: { name: 'a million accounts, 35 000 polygons and 300 reps', make: million, scaled: true },
};

export async function loadBench(quick: boolean, choice: LoadChoice): Promise<Table> {
  const heading = 'Large files: seconds, peak memory, growth';
  const data = sharedData('us-zcta-centroids');
  if (!data) return { title: `${heading}: shared data absent`, rows: [] };
  const centroids = join(data, 'zones.csv');
  const shares = choice.shares ?? (quick ? [1 / 32, 1 / 16, 1 / 8] : [1 / 8, 1 / 4, 1 / 2, 1]);
  const rows: Record<string, string | number>[] = [];
  for (const [key, { name, make, scaled }] of Object.entries(LOAD_SERIES)) {
    if (choice.series && !choice.series.includes(key)) continue;
    const title = choice.zones === null ? name : `${name}, ${choice.zones} zones`;
    const ran = new Map<string, { mb: number; ran: Ran }[]>();
    for (const share of shares) {
      const folder = mkdtempSync(join(tmpdir(), 'sectorize-bench-'));
      try {
        const part = (scaled ? share : 1) * Math.min(1, (choice.zones ?? ZONES) / ZONES);
        const place = {
          folder,
          towns: readTowns(centroids, ZONES, part),
          reps: repsInTowns(centroids, Math.max(1, Math.round(REPS * (scaled ? share : 1))), folder, usTown),
        };
        const { mb, count, runs } = await make(share, place);
        for (const [what, words] of runs) {
          if (!isWanted(what, runs, choice)) continue;
          const one = runProgram(words, choice.heap);
          ran.set(what, [...(ran.get(what) ?? []), { mb, ran: one }]);
          const { exit, wall, user, peakMB } = one;
          rows.push({
            file: title,
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
      if (all.length < 2) continue;
      const exponent = (of: (ran: Ran) => number) =>
        fixed(slope(all.map(({ mb, ran: one }) => [Math.log(mb), Math.log(of(one))])));
      rows.push({
        file: title,
        what: `${what} ~ size^`,
        s: exponent(one => one.wall),
        'user s': exponent(one => one.user),
        'peak MB': exponent(one => one.peakMB),
      });
      process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`);
    }
  }
  return { title: heading, rows };
}

/** What reads a plan needs one. */
function isWanted(what: string, runs: Made['runs'], { commands }: LoadChoice): boolean {
  if (commands === null || commands.includes(what)) return true;
  const readers = runs.map(([name]) => name).slice(runs.findIndex(([name]) => name === 'plan') + 1);
  return what === 'plan' && readers.some(reader => commands.includes(reader));
}

/** Of the line through the points that is nearest to them. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const across = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return across / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
