import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTable } from '../../../bench/inputs.ts';
import { makeBundle } from '../../../src/app/anonymize/bundle.ts';
import { parseConfig } from '../../../src/io/config.ts';
import { InputError, IssueLog } from '../../../src/io/issues.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';

const FILES = {
  accounts: 'fixtures/bretagne/accounts.csv',
  reps: 'fixtures/bretagne/reps.csv',
  zones: 'fixtures/bretagne/zones.geojson',
  aliases: null,
};
const REQUEST = { files: FILES, map: new Map<string, string>(), settings: DEFAULT_SETTINGS, layers: [] };
const secret = (byte: number) => new Uint8Array(32).fill(byte);

const textOf = (files: Awaited<ReturnType<typeof makeBundle>>['files']) =>
  files.map(({ path, content }) => `${path}\n${[...(content as Iterable<string>)].join('')}`).join('\n');

it('follows from the inputs and the secret alone, and another secret changes names, map and money', async () => {
  const [one, again, other] = [
    await makeBundle(REQUEST, secret(1)),
    await makeBundle(REQUEST, secret(1)),
    await makeBundle(REQUEST, secret(2)),
  ];
  expect(textOf(again.files)).toBe(textOf(one.files));
  const names = (bundle: typeof one) =>
    bundle.key.filter(([kind]) => kind === 'account').map(([, , name]) => name);
  expect(names(one).filter((name, at) => name === names(other)[at]).length).toBeLessThan(5);
  const lonTo = (bundle: typeof one) => bundle.key.find(([, original]) => original === 'longitude to')?.[2];
  expect(lonTo(one)).not.toBe(lonTo(other));
  expect(one.same).toMatchObject({ differs: [] });
  expect(one.same?.cheapest).toBeLessThan(1e-6);
});

it('keeps the order of ids, which ties are broken by', async () => {
  const { key } = await makeBundle(REQUEST, secret(3));
  for (const kind of ['account', 'rep', 'zone']) {
    const rows = key.filter(([of]) => of === kind);
    expect(rows.length).toBeGreaterThan(5);
    const byOriginal = [...rows].sort((a, b) => (a[1] < b[1] ? -1 : 1)).map(([, , name]) => name);
    expect([...byOriginal].sort()).toEqual(byOriginal);
  }
});

describe('every rule and setting', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-bundle-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('goes into the bundle, whose problem is the same, without a word of the user’s', async () => {
    const { header, rows } = readTable('fixtures/bretagne/reps.csv');
    const columns = ['id', 'name', 'postal_code', 'fte', 'kind', 'cost_per_hour', 'cost_per_km'];
    const reps = rows.map((row, at) => [
      ...columns.map(name => row.cells[header.indexOf(name)] ?? ''),
      ...(at === 0
        ? ['rookie', '2026-12-01', '35|22|56', '2912', 'C00007', 'Kangoo GNV']
        : ['veteran', '', '', '', '', '']),
    ]);
    const head = [
      ...columns,
      'seniority',
      'hired',
      'allowed_zones',
      'excluded_zones',
      'excluded_accounts',
      'vehicle',
    ];
    const yaml = `
measures: {potential: 10%, workload: 15%, leads: 30%, bespoke: 40%}
stickiness: 1.5
hand_over: {hours_per_1000_revenue: 0.05}
max_moved: 20%:revenue
keep_together: {department: {price: 12, except: ["29"]}}
min_zones: 2
budgets: [{name: the partners, team: {kind: partner}, resource: km, at_most: 90000, price: 0.02}, {name: money, resource: cost, at_most: 2000000, price: 0.01}]
visits_by_segment: {industrie: 3}
sla_minutes_by_segment: {industrie: 200}
productivity_by_segment: {rookie: {industrie: 0.7}}
period: {from: 2027-01, months: 6}
ramp_up: [25%, 50%]
potential: 1.5 * potential + 100
quota: {total: 12000000, by: {potential: 60%, revenue: 40%}}
visits_by_potential: [{min: 50000, visits: 12}]
vehicles: {Kangoo GNV: {g_co2_per_km: 150, cost_per_km: 0.3}}
default_vehicle: Kangoo GNV
hierarchy: {levels: [{name: heartland}]}
`;
    const accounts = readFileSync('fixtures/bretagne/accounts.csv', 'utf8')
      .trim()
      .split('\n')
      .map((line, at) => `${line},${at === 0 ? 'bespoke' : (at * 7) % 13}`)
      .join('\n');
    const log = new IssueLog();
    const config = parseConfig(yaml, 'a.yaml', log);
    expect(log.issues()).toEqual([]);
    const files = {
      accounts: put('accounts.csv', `${accounts}\n`),
      reps: put('reps.csv', `${[head, ...reps].map(cells => cells.join(',')).join('\n')}\n`),
      zones: FILES.zones,
      aliases: null,
      barriers: put('barriers.csv', 'zone_a,zone_b\n22,35\n29000,29100\n'),
      managers: put(
        'managers.csv',
        'id,name,level,postal_code\nBOSS1,Anne,heartland,35000\nBOSS2,Bob,heartland,29000\n',
      ),
      overrides: put(
        'overrides.csv',
        'zone_id,account_id,rep_id,author,reason,date\n,C00012,R03,Jean,because,2027-01-01\n',
      ),
    };
    const settings = { ...DEFAULT_SETTINGS, ...config.settings };
    const bundle = await makeBundle({ ...REQUEST, files, settings }, secret(4));
    expect(bundle.findings.filter(([severity]) => severity === 'error')).toEqual([]);
    expect(bundle.same).toMatchObject({ differs: [] });
    expect(bundle.same?.cheapest).toBeLessThan(1e-6);
    const text = textOf(bundle.files);
    for (const word of [
      'rookie',
      'veteran',
      'bespoke',
      'heartland',
      'the partners',
      'Kangoo',
      'BOSS',
      'Anne',
      'Jean',
      'because',
    ])
      expect(text).not.toContain(word);
    for (const word of ['industrie', 'C00012', '29100', 'Corvaizier', 'Vorvazic'])
      expect(text).not.toContain(word);
    expect(bundle.files.map(({ path }) => path)).toEqual([
      ...['accounts.csv', 'reps.csv', 'zones.geojson', 'barriers.csv', 'managers.csv', 'overrides.csv'],
      'sectorize.yaml',
    ]);
  });
});

describe('broken inputs', () => {
  const tiny = {
    accounts: 'fixtures/tiny/accounts.csv',
    reps: 'fixtures/tiny/reps.csv',
    zones: 'fixtures/tiny/zones.geojson',
    aliases: null,
  };

  it('make a bundle of what can be read, with the findings, or say why there is none', async () => {
    const made: string[] = [];
    for (const name of readdirSync('fixtures/broken')) {
      if (!/\.(?:csv|geojson)$/.test(name)) continue;
      const files = { ...tiny, [name.split('-')[0] as string]: `fixtures/broken/${name}` };
      try {
        const bundle = await makeBundle({ ...REQUEST, files }, secret(5));
        made.push(name);
        // a bundle is compared, or the findings say why not
        expect(bundle.same !== null || bundle.findings.some(([severity]) => severity === 'error'), name).toBe(
          true,
        );
        expect(bundle.same?.differs ?? [], name).toEqual([]);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        expect(name).toMatch(/^zones-/);
      }
    }
    expect(made.length).toBeGreaterThan(30);
    // reps are never left out, and so their faults stay
    const twice = await makeBundle(
      { ...REQUEST, files: { ...tiny, reps: 'fixtures/broken/reps-duplicate-ids.csv' } },
      secret(6),
    );
    const reps = textOf(twice.files.filter(({ path }) => path === 'reps.csv'))
      .trim()
      .split('\n')
      .slice(2);
    expect(new Set(reps.map(row => row.split(',')[0])).size).toBeLessThan(reps.length);
  });
});
