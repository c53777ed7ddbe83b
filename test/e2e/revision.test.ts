// A plan revised: on the postal codes of Bretagne, by the program as it is built.

import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { verifyAnyDirectory } from '../../src/app/layers/verify.ts';
import type { Kpis } from '../../src/evaluate/kpis-types.ts';
import { sectorize, temporaryFolder } from './cli.ts';
import { liesWithin, spoiledIn } from './lies.ts';

const folder = temporaryFolder();
const data = (name: string) => resolve('fixtures/bretagne', name);
const here = (name: string) => join(folder, name);
type Row = Record<string, string>;

const rows = (path: string): Row[] => parse(readFileSync(path), { columns: true, bom: true });
const write = (name: string, table: Row[]): string => {
  writeFileSync(here(name), stringify(table, { header: true }));
  return here(name);
};
const kpisOf = (plan: string): Kpis => JSON.parse(readFileSync(join(here(plan), 'kpis.json'), 'utf8'));
const repOf = (plan: string) =>
  new Map(rows(join(here(plan), 'zones.csv')).map(row => [row.zone_id!, row.rep_id!]));
const accountRep = (plan: string) =>
  new Map(rows(join(here(plan), 'accounts.csv')).map(row => [row.id!, row.assigned_rep_id!]));

interface Inputs {
  accounts: string;
  reps: string;
}
const JANUARY: Inputs = { accounts: data('accounts.csv'), reps: data('reps.csv') };
const filesOf = ({ accounts, reps }: Inputs) => [
  ...['--accounts', accounts, '--reps', reps],
  ...['--zones', data('zones.geojson')],
];
const plan = (inputs: Inputs, out: string, ...options: string[]) =>
  sectorize(['plan', ...filesOf(inputs), '--effort', 'fast', '--quiet', '--out', here(out), ...options]);
const verify = (inputs: Inputs, out: string, ...options: string[]) =>
  sectorize(['verify', here(out), ...filesOf(inputs), ...options]);

beforeAll(() => {
  expect(plan(JANUARY, 'january')).toMatchObject({ code: 0, stderr: '' });
});

describe('nothing has changed', () => {
  test('nothing moves, whatever the order of the rows, with the reps of the plan in the file', () => {
    const after = accountRep('january');
    const table = rows(JANUARY.accounts).map(row => ({ ...row, rep_id: after.get(row.id!)! }));
    const inputs = { ...JANUARY, accounts: write('in-force.csv', table.reverse()) };
    const run = plan(inputs, 'again', '--from', here('january'));
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect([...repOf('again')].sort()).toEqual([...repOf('january')].sort());
    const { plan: figures, revision } = kpisOf('again');
    expect(figures.disruption).toMatchObject({ zones: 0, accounts: 0, revenue: 0 });
    expect(revision).toMatchObject({ from: 'january', stands: true, zones_changed: 0 });
    // a plan made afresh is the one of January, and hands over as much: nothing
    expect(revision?.replan?.travel_hours).toBe(kpisOf('january').plan.travel.hours);
    expect(verify(inputs, 'again').code).toBe(0);
  }, 120_000);

  test('without bases and with free centers too', () => {
    expect(plan(JANUARY, 'free', '--centers', 'free').code).toBe(0);
    expect(plan(JANUARY, 'free-again', '--centers', 'free', '--from', here('free'), '--no-replan').code).toBe(
      0,
    );
    expect(repOf('free-again')).toEqual(repOf('free'));
    expect(kpisOf('free-again').revision?.replan).toBeNull();
  }, 120_000);
});

describe('a rep leaves, one joins, accounts come and go', () => {
  let spring: Inputs;
  beforeAll(() => {
    // R05 leaves with nobody locked to them; R11 begins where R05 was
    const table = rows(JANUARY.accounts)
      .slice(40)
      .map(row => (row.rep_id === 'R05' ? { ...row, locked: '' } : row));
    const fresh = table
      .slice(0, 60)
      .map((row, n): Row => ({ ...row, id: `NEW${n}`, rep_id: '', locked: '', group_id: '' }));
    const reps = rows(JANUARY.reps);
    const joined = { ...reps.find(({ id }) => id === 'R05')!, id: 'R11', name: 'New Rep' };
    spring = {
      accounts: write('spring.csv', [...table, ...fresh]),
      reps: write('spring-reps.csv', [...reps.filter(({ id }) => id !== 'R05'), joined]),
    };
    const run = plan(spring, 'spring', '--from', here('january'), '--max-moved', '10%:revenue');
    expect(run).toMatchObject({ code: 0, stderr: '' });
  }, 120_000);

  test('says who and what came and went, and is verified', () => {
    expect(kpisOf('spring').revision).toMatchObject({
      stands: false,
      accounts: { new: 60, gone: 40 },
      reps: { joined: ['R11'], left: ['R05'] },
      sectors: { new: [], ended: [] },
    });
    expect(verify(spring, 'spring')).toMatchObject({ code: 0 });
  });

  test('the sector of the rep who left keeps its id; all others have theirs', () => {
    const ids = rows(join(here('spring'), 'sectors.csv')).map(row => [row.rep_id, row.sector_id]);
    expect(Object.fromEntries(ids)).toMatchObject({ R11: 'R05', R01: 'R01', R10: 'R10' });
    expect(existsSync(join(here('spring'), 'sectors/R05.csv'))).toBe(true);
  });

  test('hands over no more than the budget, recounted from the two plans', () => {
    const before = accountRep('january');
    const staying = new Set(rows(spring.reps).map(({ id }) => id!));
    let [moved, all] = [0, 0];
    for (const row of rows(join(here('spring'), 'accounts.csv'))) {
      const held = before.get(row.id!);
      if (held === undefined || !staying.has(held)) continue;
      all += Number(row.revenue);
      if (row.assigned_rep_id !== held) moved += Number(row.revenue);
      expect(row.incumbent_rep_id).toBe(held);
    }
    expect(moved).toBeGreaterThan(0);
    expect(moved).toBeLessThanOrEqual(0.1 * all);
    expect(kpisOf('spring').plan.disruption?.revenue).toBeCloseTo(moved, 6);
  });

  test('without a word on hand-overs each account costs an hour, and fewer change hands', () => {
    const run = plan(spring, 'priced', '--from', here('january'), '--no-replan');
    expect(run.code).toBe(0);
    const settings = JSON.parse(readFileSync(join(here('priced'), 'plan.json'), 'utf8')).settings;
    expect(settings.stickiness).toBe(1);
    const [few, many] = ['priced', 'spring'].map(name => kpisOf(name).plan.disruption!.accounts);
    expect(few).toBeLessThan(many!);
    expect(kpisOf('priced').revision?.objective).toBeGreaterThan(0);
  }, 60_000);

  test('prices by revenue and years held are redone by verify', () => {
    writeFileSync(
      here('prices.yaml'),
      `hand_over:
  hours: 0.5
  hours_per_1000_revenue: 0.2
  by_years_held: [{years: 0, factor: 0.5}, {years: 3, factor: 1.5}]
  as_of: 2027-07-01
`,
    );
    const since = rows(spring.accounts).map((row, n) => ({
      ...row,
      rep_since: n % 2 ? '01/02/2020' : '2026-09',
    }));
    const inputs = { ...spring, accounts: write('since.csv', since) };
    const options = ['--from', here('january'), '--config', here('prices.yaml'), '--no-replan'];
    expect(plan(inputs, 'since', ...options)).toMatchObject({ code: 0, stderr: '' });
    expect(verify(inputs, 'since')).toMatchObject({ code: 0 });
    const path = join(here('since'), 'plan.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"factor": 1.5', '"factor": 9.5'));
    expect(verify(inputs, 'since').code).toBe(3);
  }, 60_000);

  test('verify reads the copy of the plan before, and sees when it was edited', () => {
    cpSync(here('spring'), here('edited'), { recursive: true });
    const path = join(here('edited'), 'from/1/incumbents.csv');
    writeFileSync(path, readFileSync(path, 'utf8').replace(/,R01\n/, ',R02\n'));
    const run = verify(spring, 'edited');
    expect(run.code).toBe(3);
    expect(run.stdout).toMatch(/from: january has SHA-256/);
    expect(verify(spring, 'edited', '--from', here('january')).code).toBe(0);
    expect(verify(spring, 'edited', '--from', here('again')).code).toBe(3);
  });

  test('verify sees a row of that copy that is there twice, and files that are no copy', async () => {
    const inputs = [spring.accounts, spring.reps, data('zones.geojson')];
    const kept = 'from/1/incumbents.csv';
    const twice = spoiledIn(folder, here('spring'), kept, text => text.replace(/(\n.*)\n/, '$1$1\n'));
    expect(await liesWithin(twice, inputs)).toEqual(['inputs']);
    cpSync(here('spring'), here('more'), { recursive: true });
    for (const path of ['from/1/accounts.csv', 'from/3/incumbents.csv'])
      cpSync(join(here('spring'), kept), join(here('more'), path));
    const { checks } = await verifyAnyDirectory(here('more'), {
      accounts: inputs[0]!,
      reps: inputs[1]!,
      zones: inputs[2]!,
    });
    expect(checks.flatMap(({ problems }) => problems)).toEqual([
      'from/1/accounts.csv is no file of a plan that was revised',
      'from/3/incumbents.csv is no file of a plan that was revised',
    ]);
  });

  test('a plan may take the place of the one it revises', () => {
    cpSync(here('january'), here('rolling'), { recursive: true });
    const run = plan(spring, 'rolling', '--from', here('rolling'), '--no-replan');
    expect(run.code).toBe(0);
    expect(verify(spring, 'rolling').code).toBe(0);
  }, 60_000);
});

describe('two teams become one', () => {
  test('both plans are the incumbents, and their sectors keep their ids', () => {
    const west = (row: Row) => row.postal_code!.startsWith('29') || row.postal_code!.startsWith('22');
    const reps = rows(JANUARY.reps);
    const zones = JSON.parse(readFileSync(data('zones.geojson'), 'utf8'));
    for (const [name, side] of [
      ['west', true],
      ['east', false],
    ] as const) {
      const inputs = {
        accounts: write(
          `${name}.csv`,
          rows(JANUARY.accounts).filter(row => west(row) === side && row.locked === ''),
        ),
        reps: write(
          `${name}-reps.csv`,
          reps.filter(row => west(row) === side),
        ),
      };
      const features = zones.features.filter(
        (f: { properties: { id: string } }) => west({ postal_code: f.properties.id }) === side,
      );
      writeFileSync(here(`${name}.geojson`), JSON.stringify({ ...zones, features }));
      const run = sectorize([
        ...['plan', '--accounts', inputs.accounts, '--reps', inputs.reps, '--zones', here(`${name}.geojson`)],
        ...['--effort', 'fast', '--measure', 'workload=20%', '--quiet', '--out', here(name)],
      ]);
      expect(run.stderr).toBe('');
    }
    const inputs = {
      ...JANUARY,
      accounts: write('merged.csv', [...rows(here('west.csv')), ...rows(here('east.csv'))]),
    };
    const from = ['--from', here('west'), '--from', here('east')];
    const run = plan(inputs, 'merged', ...from, '--measure', 'workload=20%', '--no-replan');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(verify(inputs, 'merged').code).toBe(0);
    const { revision } = kpisOf('merged');
    expect(revision).toMatchObject({
      from: 'west + east',
      accounts: { new: 0, gone: 0 },
      reps: { joined: [], left: [] },
      sectors: { new: [], ended: [] },
    });
  }, 120_000);
});

describe('bad usage', () => {
  test.each([
    ['a folder that is no plan', ['--from', 'nowhere'], /no plan\.json/],
    ['a plan.json without its accounts', ['--from', 'lonely/plan.json'], /accounts\.csv/],
  ])('%s', (_, options, message) => {
    cpSync(join(here('january'), 'plan.json'), here('lonely/plan.json'));
    const run = sectorize(['plan', ...filesOf(JANUARY), '--out', here('none'), ...options], { cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(existsSync(here('none'))).toBe(false);
  });
});
