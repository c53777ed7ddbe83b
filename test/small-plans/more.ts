// Plans with the files and rules that those of plans.ts have not: areas that are whole, a formula, managers, nights away,
// roads of tours, a revision of layers.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { verifyAnyDirectory } from '../../src/app/layers/verify.ts';
import type { VerifyOptions } from '../../src/app/verify.ts';
import type { PlanCase, Run } from '../properties/plan-mutations/cases.ts';

export const MORE_PLANS = ['whole', 'compact', 'managed', 'shared', 'nights', 'relayered'] as const;
export type MorePlan = (typeof MORE_PLANS)[number];

const tiny = (name: string) => readFileSync(resolve('fixtures/tiny', name), 'utf8');
const rowsOf = (name: string) =>
  tiny(name)
    .trimEnd()
    .split('\n')
    .map(line => line.split(','));
const csv = (rows: readonly (readonly string[])[]) => `${rows.map(row => row.join(',')).join('\n')}\n`;
/** more columns, of the header and then of each row */
const widened = (
  name: string,
  header: string,
  cells: (row: number, id: string) => readonly (string | number)[],
) => {
  const [head, ...rows] = rowsOf(name) as [string[], ...string[][]];
  return csv([[...head, header], ...rows.map((row, r) => [...row, cells(r, row[0]!).join(',')])]);
};

// biome-ignore lint/suspicious/noExplicitAny: GeoJSON of the fixture
type Feature = any;
const zonesWith = (change: (feature: Feature, z: number) => void) => {
  const map = JSON.parse(tiny('zones.geojson')) as { features: Feature[] };
  for (const [z, feature] of map.features.entries()) change(feature, z);
  return JSON.stringify(map);
};

/** The plan, made or only found, below a folder that exists. */
export async function makeMore(folder: string, name: MorePlan, run: Run): Promise<PlanCase> {
  const own = (file: string, text: string) => {
    const path = join(folder, file);
    writeFileSync(path, text);
    return path;
  };
  const dir = join(folder, name, 'plan');
  mkdirSync(join(folder, name), { recursive: true });
  const cases: Record<MorePlan, () => Promise<VerifyOptions>> = {
    // one area lies in pieces, one is too large for anybody, the rest is in none
    whole: async () => {
      const files = {
        accounts: own(
          'accounts.csv',
          widened('accounts.csv', 'size,segment', r => [r % 7 === 0 ? '' : 1 + (r % 5), 'ab'[r % 2]!]),
        ),
        reps: own('reps.csv', tiny('reps.csv')),
        zones: own(
          'zones.geojson',
          zonesWith(({ properties }) => {
            const { id } = properties;
            properties.department = ['A1', 'A2', 'D4'].includes(id)
              ? 'N'
              : 'BC'.includes(id[0])
                ? 'Large'
                : '';
            properties.region = id === 'A4' || id === 'B4' ? 'East' : null;
          }),
        ),
      };
      await run('plan', '--config', own('sectorize.yaml', WHOLE), '--out', dir, '--calibrate');
      return files;
    },
    // nobody has it today
    compact: async () => {
      const [head, ...rows] = rowsOf('accounts.csv') as [string[], ...string[][]];
      const files = {
        accounts: own('accounts.csv', csv([head.slice(0, -1), ...rows.map(row => row.slice(0, -1))])),
        reps: own('reps.csv', tiny('reps.csv')),
        zones: own('zones.geojson', tiny('zones.geojson')),
      };
      await run(
        ...[
          'plan',
          ...given(files),
          '--objective',
          'compactness',
          '--centers',
          'free',
          '--measure',
          'visits_per_year=30%',
        ],
        ...['--keep-together', 'department=9', '--min-zones', '2', '--effort', 'normal', '--out', dir],
      );
      return files;
    },
    managed: async () => {
      const files = {
        accounts: own('accounts.csv', tiny('accounts.csv')),
        reps: own(
          'reps.csv',
          widened('reps.csv', 'manager_id', r => [r < 3 ? 'M1' : 'M2']),
        ),
        zones: own('zones.geojson', tiny('zones.geojson')),
        managers: own('managers.csv', MANAGERS),
      };
      await run(
        ...[
          'plan',
          ...given(files),
          '--level',
          'area',
          '--level',
          'region',
          '--measure',
          'potential=20%',
          '--lang',
          'fr',
        ],
        ...['--out', dir],
      );
      return files;
    },
    shared: async () => {
      const files = {
        accounts: own('accounts.csv', tiny('accounts.csv')),
        reps: own('reps.csv', tiny('reps.csv')),
        zones: own('zones.geojson', tiny('zones.geojson')),
      };
      await run('plan', '--config', own('sectorize.yaml', SHARED), '--out', dir);
      return files;
    },
    nights: async () => {
      const files = {
        accounts: own(
          'accounts.csv',
          widened(
            'accounts.csv',
            'visit_minutes,opens,closes,visit_days,min_days_between',
            r => ODD[r] ?? [45, r % 5 === 0 ? '9:00' : '', r % 6 === 0 ? '15:30' : '', '', ''],
          ),
        ),
        reps: own(
          'reps.csv',
          widened('reps.csv', 'cost_per_hour,fte_share', r => [r === 3 ? '' : 40 + r, '']),
        ),
        zones: own('zones.geojson', tiny('zones.geojson')),
      };
      await run('plan', ...given(files), '--measure', 'potential=90%', '--out', dir);
      const roads = own('tour-roads.csv', tourRoads());
      await run(
        ...['tours', dir, ...given(files), '--effort', 'fast', '--roads', roads, '--period', 'month'],
        ...['--nights', '1', '--night-price', '60', '--visits-per-day', '3', '--weekdays', 'mon-thu'],
      );
      return { ...files, roads };
    },
    relayered: async () => {
      const team = csv([...rowsOf('reps.csv'), ['N1', 'Nan', 'B2', '1'], ['N2', 'Nel', 'C3', '1']]);
      const layer = (row: string, r: number) => `${row},${r === 0 ? 'layer' : r > 4 ? 'over' : 'base'}`;
      const files = {
        // one is locked, one is nowhere, one has no id
        accounts: own(
          'accounts.csv',
          `${widened('accounts.csv', 'locked', r => [r === 9 ? 1 : '']).replace('revenue', 'turnover')}X1,Client X1,Z9,,,60,40,6,R1,\n,Client,A1,,,60,40,6,R1,\n`,
        ),
        reps: own('reps.csv', `${team.trimEnd().split('\n').map(layer).join('\n')}\n`),
        zones: own('zones.geojson', tiny('zones.geojson')),
      };
      const before = join(folder, name, 'before');
      const config = own('layers.yaml', LAYERS);
      await run('plan', '--config', config, '--lang', 'fr', '--out', before);
      // one of the overlay's reps lives elsewhere now, so that some of its accounts change hands
      writeFileSync(files.reps, readFileSync(files.reps, 'utf8').replace('Nan,B2', 'Nan,D1'));
      await run('plan', '--config', config, '--from', before, '--lang', 'fr', '--out', dir);
      return files;
    },
  };
  const options = await cases[name]();
  return { name, dir, verify: () => verifyAnyDirectory(dir, options) };
}

const given = (files: Readonly<Record<string, string>>) =>
  Object.entries(files).flatMap(([role, path]) => [`--${role}`, path]);

const WHOLE = `accounts: accounts.csv
reps: reps.csv
zones: zones.geojson
potential: if(size > 3 && potential >= 40, max(potential, 50) * 1.25, [potential] - 2 * size) / (1 + 0)
measures: {potential: 90%, workload: 90%}
keep_together: {department: whole, region: {price: whole, except: []}}
`;

const SHARED = `accounts: accounts.csv
reps: reps.csv
zones: zones.geojson
measures: {potential: 40%}
hierarchy:
  order: top-down
  levels:
    - {name: area, count: 2, measures: {sectors: 10%, potential: 20%}}
`;

const MANAGERS = `id,name,level,postal_code,reports_to,fte
M1,Maud,area,,C1,1
M2,Milo,area,B2,C1,0.5
C1,Chloé,region,B3,,1
`;

/** visits a rep cannot make, each for its own reason: too long, closed when anybody could come, too often */
const ODD: Readonly<Record<number, readonly (string | number)[]>> = {
  1: [700, '', '', '', ''],
  2: [45, '', '', 'sat', ''],
  3: [45, '', '', '', 300],
  5: [200, '16:00', '17:00', '', ''],
};

/** Between every base and account, and accounts of a row of zones: each way of its own; some are not known. */
function tourRoads(): string {
  const bases = rowsOf('reps.csv')
    .slice(1)
    .map(([id]) => `rep:${id}`);
  const accounts = rowsOf('accounts.csv')
    .slice(1)
    .map(([id]) => `account:${id}`);
  const places = [...bases, ...accounts];
  const rows = places.flatMap((from, i) =>
    places.flatMap((to, j) => {
      const near = from.startsWith('rep:') || to.startsWith('rep:') || from.at(8) === to.at(8);
      if (i === j || !near || (i * 7 + j) % 41 === 0) return [];
      const km = 4 + ((i * 5 + j * 3) % 19);
      return [`${from},${to},${(km * (i < j ? 1.3 : 1.5)).toFixed(1)},${km}`];
    }),
  );
  return `from,to,minutes,km\n${rows.join('\n')}\n`;
}

const LAYERS = `accounts: accounts.csv
reps: reps.csv
zones: zones.geojson
measures: {potential: 60%}
map: {accounts.revenue: turnover}
layers:
  - {name: base}
  - {name: over, overlay: yes, where: {potential: ">=50"}, revenue_share: 40%, visits_share: 50%}
`;
