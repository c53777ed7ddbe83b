// A year of revisions on the postal codes of Bretagne, by the commands as a person or a nightly job gives them: a plan in
// January, approved; in spring reps come and go, accounts are new, a vertical gets a team of its own; the plan is revised
// under a budget, compared, questioned, corrected by hand, approved, and packed for the committee.

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Kpis } from '../../src/evaluate/kpis-types.ts';
import { formatNumber, formatShare, formatSigned } from '../../src/report/format.ts';
import { type Run, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();
const data = (name: string) => resolve('fixtures/bretagne', name);
type Row = Record<string, string>;
const rows = (path: string): Row[] => parse(readFileSync(path), { columns: true, bom: true });
const here = (...path: string[]) => join(folder, ...path);
const run = (...args: string[]): Run => sectorize(args, { cwd: folder });
const done = (...args: string[]): Run => {
  const result = run(...args);
  expect({ args, code: result.code, stderr: result.stderr }).toMatchObject({ code: 0 });
  return result;
};
const kpisOf = (...path: string[]): Kpis => JSON.parse(readFileSync(here(...path, 'kpis.json'), 'utf8'));

const JANUARY = [
  '--accounts',
  data('accounts.csv'),
  '--reps',
  data('reps.csv'),
  '--zones',
  data('zones.geojson'),
];
const SPRING = ['--accounts', 'accounts.csv', '--reps', 'reps.csv', '--zones', data('zones.geojson')];

/** R05 leaves, R03 goes part-time, R11 joins, two specialists for health join; 8 % of the accounts are new, 40 are gone. */
function springComes(): void {
  const accounts = rows(data('accounts.csv'));
  const kept = accounts
    .slice(40)
    .map(row => (row.rep_id === 'R05' || row.segment === 'santé' ? { ...row, locked: '' } : row));
  const fresh = accounts
    .filter((_, n) => n % 12 === 5)
    .slice(0, 128)
    .map((row, n): Row => ({ ...row, id: `N${n}`, rep_id: '', locked: '', group_id: '', revenue: '0' }));
  expect(fresh.length).toBe(128);
  const reps = rows(data('reps.csv')).map((row): Row => ({ ...row, layer: 'field' }));
  const like = (id: string, change: Row): Row => ({ ...reps.find(row => row.id === id)!, ...change });
  const health = { layer: 'health', segments: '', max_travel_minutes: '' };
  const team = [
    ...reps.filter(({ id }) => id !== 'R05').map(row => (row.id === 'R03' ? { ...row, fte: '0.8' } : row)),
    like('R05', { id: 'R11', name: 'Enora Le Gall' }),
    like('R01', { id: 'H1', name: 'Armelle Kerdavid', ...health }),
    like('R07', { id: 'H2', name: 'Denez Trémeur', ...health }),
  ];
  writeFileSync(here('accounts.csv'), stringify([...kept, ...fresh], { header: true }));
  writeFileSync(here('reps.csv'), stringify(team, { header: true }));
  writeFileSync(
    here('sectorize.yaml'),
    `accounts: accounts.csv
reps: reps.csv
zones: ${data('zones.geojson')}
from: january
max_moved: 10%:revenue
effort: fast
measures: {potential: 15%, workload: 15%}
layers:
  - name: health
    where: {segment: santé}
    measures: {potential: 25%, workload: 25%}
  - name: field
gates:
  extra_pieces: 0
  imbalance: 25%
  # the vertical and the rep who left weigh more than the budget of the field team
  disruption: {revenue: 40%}
`,
  );
}

beforeAll(() => {
  done('plan', ...JANUARY, '--effort', 'fast', '--quiet', '--out', 'january');
  springComes();
}, 120_000);

/** Zones of the field layer that have another rep than the nearest one: an analyst would ask why. */
function surprising(plan: string, count: number): Row[] {
  const reps = rows(here('reps.csv')).filter(({ layer }) => layer === 'field');
  const place = new Map(rows(here(plan, 'layers/field/zones.csv')).map(row => [row.zone_id!, row]));
  const square = (zone: Row, rep: Row) => {
    const base = place.get(rep.postal_code!)!;
    const east = (Number(zone.lon) - Number(base.lon)) * Math.cos((Number(zone.lat) * Math.PI) / 180);
    return (Number(zone.lat) - Number(base.lat)) ** 2 + east ** 2;
  };
  const nearest = (zone: Row) => reps.toSorted((a, b) => square(zone, a) - square(zone, b))[0]!.id;
  return [...place.values()]
    .filter(zone => zone.rep_id !== nearest(zone))
    .sort((a, b) => Number(b.accounts) - Number(a.accounts))
    .slice(0, count);
}

test('January: a plan is approved and put in force, and is not written over', () => {
  done(
    'approve',
    'january',
    ...JANUARY,
    '--by',
    'Sales operations',
    '--as',
    'proposed',
    '--on',
    '2027-01-08',
  );
  expect(
    run('approve', 'january', ...JANUARY, '--by', 'X', '--as', 'in-force', '--on', '2027-01-09').code,
  ).toBe(2);
  done(
    'approve',
    'january',
    ...JANUARY,
    '--by',
    'Steering committee',
    '--on',
    '2027-01-15',
    '--note',
    'minutes 3',
  );
  done('approve', 'january', ...JANUARY, '--by', 'S. Martin', '--as', 'in-force', '--on', '2027-02-01');
  done('verify', 'january', ...JANUARY);
  const again = run('plan', ...JANUARY, '--out', 'january');
  expect(again.code).toBe(2);
  expect(again.stderr).toMatch(/approved or in force/);
}, 60_000);

describe('spring', () => {
  beforeAll(() => {
    done('check', '--config', 'sectorize.yaml');
    done('plan', '--config', 'sectorize.yaml', '--quiet', '--out', 'spring');
  }, 60_000);

  test('the revision keeps its promises, the budget recounted from both plans among them', () => {
    done('verify', 'spring', ...SPRING);
    const before = new Map(rows(here('january/accounts.csv')).map(row => [row.id!, row.assigned_rep_id!]));
    const team = new Set(
      rows(here('reps.csv'))
        .filter(row => row.layer === 'field')
        .map(({ id }) => id!),
    );
    let [moved, all] = [0, 0];
    for (const row of rows(here('spring/layers/field/accounts.csv'))) {
      const held = before.get(row.id!);
      if (held === undefined || !team.has(held)) continue;
      all += Number(row.revenue);
      if (held !== row.assigned_rep_id) moved += Number(row.revenue);
    }
    expect(moved).toBeGreaterThan(0);
    expect(moved).toBeLessThanOrEqual(0.1 * all);
    expect(kpisOf('spring/layers/field').plan.disruption!.revenue).toBeCloseTo(moved, 6);
  });

  test('sectors keep their ids; the one of the rep who left goes on with the one who came', () => {
    const sectors = rows(here('spring/sectors.csv')).map(({ layer, sector_id, rep_id }) => [
      layer,
      rep_id,
      sector_id,
    ]);
    expect(sectors).toContainEqual(['field', 'R11', 'R05']);
    for (const rep of ['R01', 'R02', 'R03', 'R04', 'R06', 'R07', 'R08', 'R09', 'R10'])
      expect(sectors).toContainEqual(['field', rep, rep]);
    const { revision } = kpisOf('spring/layers/field');
    expect(revision).toMatchObject({ reps: { joined: ['R11'], left: ['R05'] }, stands: false });
    expect(kpisOf('spring/layers/health').revision?.reps.joined).toEqual(['H1', 'H2']);
  });

  test('compared with January, and let pass by the gates', () => {
    const { stdout } = done(
      'compare',
      'january',
      'spring',
      '--format',
      'json',
      '--config',
      'sectorize.yaml',
      '--exit-code',
    );
    const text = JSON.stringify(JSON.parse(stdout));
    expect(text).toContain('"january"');
    const moves = done(
      'compare',
      'january',
      'spring',
      '--moves',
      'moves.csv',
      '--out',
      'c.md',
      '--format',
      'markdown',
    );
    expect(moves.stderr).toMatch(/moves\.csv/);
    expect(
      rows(here('moves.csv')).filter(({ to_rep_id }) => to_rep_id === 'H1' || to_rep_id === 'H2').length,
    ).toBeGreaterThan(100);
  });

  test('five surprising zones are explained', () => {
    const zones = surprising('spring', 5);
    expect(zones.length).toBe(5);
    for (const zone of zones) {
      const { stdout } = done('explain', 'zone', zone.zone_id!, '--plan', 'spring', '--layer', 'field');
      expect(stdout).toContain(`is served by ${zone.rep_id}`);
      expect(stdout).toMatch(/Why here: \S/);
      expect(stdout).toContain('If it moved');
      const json = JSON.parse(
        done('explain', 'zone', zone.zone_id!, '--plan', 'spring', '--layer', 'field', '--json').stdout,
      );
      expect(json.schema).toBe('sectorize-explain/1');
    }
  }, 60_000);

  test('two decisions by hand are followed, priced, approved and packed; every figure of the pack is verified', () => {
    // a zone to the rep of a neighboring sector, an account to another rep
    const zone = surprising('spring', 1)[0]!;
    const account = rows(here('spring/layers/field/accounts.csv')).find(
      row => row.assigned_rep_id === 'R06' && row.locked === '' && row.zone_id !== zone.zone_id,
    )!;
    const rep = rows(here('reps.csv')).find(
      ({ id, layer, allowed_zones }) =>
        layer === 'field' && id !== zone.rep_id && id === 'R01' && !allowed_zones,
    )!;
    const to = zone.rep_id === 'R01' ? 'R02' : rep.id!;
    writeFileSync(
      here('overrides.csv'),
      `zone_id,account_id,rep_id,author,reason,date
${zone.zone_id},,${to},M. Le Goff,asked for by the mayor,2027-06-14
,${account.id},R07,J. Martin,"knows the buyer, says R07",15/06/2027
`,
    );
    const options = ['--config', 'sectorize.yaml', '--overrides', 'overrides.csv'];
    const planned = run('plan', ...options, '--quiet', '--out', 'june');
    // a far zone may break balance or contiguity: that is said, priced and accepted by name
    expect([0, 3]).toContain(planned.code);
    const inputs = [...SPRING, '--overrides', 'overrides.csv'];
    const verified = run('verify', 'june', ...inputs, '--json');
    expect(JSON.parse(verified.stdout).lies).toBe(0);

    const { overrides, promises } = kpisOf('june/layers/field');
    expect(overrides!.list).toMatchObject([
      { zone_id: zone.zone_id, rep_id: to, author: 'M. Le Goff', date: '2027-06-14' },
      { account_id: account.id, rep_id: 'R07', author: 'J. Martin', date: '2027-06-15' },
    ]);
    expect(overrides!.list[0]!.price).toBeGreaterThan(0);
    expect(promises.find(({ name }) => name === 'overrides')).toMatchObject({ kept: true });
    expect(rows(here('june/layers/field/zones.csv')).find(row => row.zone_id === zone.zone_id)!.rep_id).toBe(
      to,
    );
    expect(
      rows(here('june/layers/field/accounts.csv')).find(row => row.id === account.id)!.assigned_rep_id,
    ).toBe('R07');

    const broken = kpisOf('june')
      .promises.filter(({ kept }) => !kept)
      .map(({ name }) => name);
    const despite = broken.length > 0 ? ['--despite', broken.join(',')] : [];
    if (broken.length > 0)
      expect(run('approve', 'june', ...inputs, '--by', 'X', '--on', '2027-06-20').code).toBe(3);
    done('approve', 'june', ...inputs, '--by', 'Steering committee', '--on', '2027-06-20', ...despite);
    done('pack', 'june', ...inputs, '--base', 'january', '--out', 'committee', '--lang', 'en');
    done('pack', 'june', ...inputs, '--base', 'january', '--out', 'committee.zip', '--lang', 'fr');

    const verdict = JSON.parse(readFileSync(here('committee/verify.json'), 'utf8'));
    expect(verdict.lies).toBe(0);
    expect(verdict.checks.length).toBeGreaterThan(30);
    for (const file of ['kpis.json', 'report.md', 'changes.csv'])
      expect(readFileSync(here('committee', file))).toEqual(readFileSync(here('june', file)));
    done('compare', 'january', 'june', '--moves', 'june-moves.csv', '--format', 'csv', '--out', 'june.csv');
    // findings quote the inputs
    const pages = readFileSync(here('committee/committee.md'), 'utf8').split(/^(?=## )/m);
    const text = pages.filter(part => !part.startsWith('## Data findings')).join('');
    const strange = unknownFigures(text, [
      JSON.parse(readFileSync(here('june/plan.json'), 'utf8')).status,
      rows(here('overrides.csv')),
      ...sumsOf(rows(here('june-moves.csv'))),
      kpisOf('june'),
      kpisOf('june/layers/health'),
      kpisOf('june/layers/field'),
      kpisOf('january'),
      verdict,
      JSON.parse(done('compare', 'january', 'june', '--format', 'json').stdout),
    ]);
    expect(strange).toEqual([]);
  }, 120_000);

  test('the year is a table', () => {
    const { stdout } = done('history', '.', '--format', 'csv');
    const plans: Row[] = parse(stdout, { columns: true });
    expect(plans.map(({ plan, status, on, from }) => [plan, status, on, from])).toEqual([
      ['january', 'in-force', '2027-02-01', ''],
      ['june', 'approved', '2027-06-20', 'january'],
      ['spring', 'draft', '', 'january'],
    ]);
    expect(done('history', '.', '--lang', 'fr').stdout).toContain('en vigueur');
  });
});

/** Accounts, revenue and potential of moves by reason, and by who gives to whom: of all, and of those beyond the first 20. */
function sumsOf(moves: readonly Row[]): number[] {
  const sums: number[] = [];
  for (const key of [
    (row: Row) => row.reason_code!,
    (row: Row) => (row.status === 'moved' ? `${row.from_rep_id} ${row.to_rep_id}` : ''),
  ]) {
    const groups = new Map<string, Row[]>();
    for (const row of moves.filter(move => key(move) !== ''))
      groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
    const figures = [...groups.values()].map(group =>
      [() => 1, (row: Row) => Number(row.revenue), (row: Row) => Number(row.potential)].map(of =>
        group.reduce((sum, row) => sum + of(row), 0),
      ),
    );
    figures.sort((a, b) => b[0]! - a[0]!);
    sums.push(...figures.flat());
    for (const c of [0, 1, 2]) sums.push(figures.slice(20).reduce((sum, of) => sum + of[c]!, 0));
    sums.push(figures.length, figures.length - 20);
  }
  return sums;
}

/**
 * Numbers of a text that are none of the figures of these records as a reader writes them: rounded, as a share, or the
 * difference of two of the same name. Ids, names and details that are quoted as they are do not count.
 */
function unknownFigures(text: string, records: readonly unknown[]): string[] {
  const known = new Set<string>();
  const quoted = new Set<string>();
  const byPath = new Map<string, Set<number>>();
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'number') {
      const of = byPath.get(path) ?? new Set();
      byPath.set(path, of.add(value));
    } else if (typeof value === 'string') quoted.add(value);
    else if (Array.isArray(value)) {
      say(value.length);
      for (const item of value) walk(item, path);
    } else if (value !== null && typeof value === 'object')
      for (const [key, item] of Object.entries(value)) walk(item, `${path}.${key}`);
  };
  const say = (value: number) => {
    for (const decimals of [0, 1, 2, 3]) {
      known.add(formatNumber(Math.abs(value), decimals, 'en'));
      known.add(formatShare(Math.abs(value), 'en', decimals));
      known.add(formatSigned(value, 'en', decimals).replace(/^[+−]/, ''));
      known.add(formatNumber(Math.abs(value) * 100, decimals, 'en'));
    }
  };
  for (const record of records) walk(record, '');
  for (const values of byPath.values()) {
    const list = [...values];
    for (const a of list) {
      say(a);
      if (list.length < 60) for (const b of list) say(a - b);
    }
  }
  // sums over checks and counts of sectors are figures of the pack itself
  let rest = text.replaceAll('\\', '').replace(/\bzone \d{5}\b/g, 'zone');
  for (const name of [...quoted]
    .filter(name => /\d/.test(name) && /\p{L}|-/u.test(name))
    .sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(name, ' ');
  const numbers = rest.match(/\d+(?:,\d{3})*(?:\.\d+)?%?/g) ?? [];
  return [...new Set(numbers.filter(number => !known.has(number)))];
}
