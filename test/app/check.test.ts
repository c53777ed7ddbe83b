// What one check must say: everything at once, and counts that add up whatever else is wrong.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type CheckOutcome, checkInputs } from '../../src/app/check.ts';
import { rejectRows } from '../../src/app/rejects-table.ts';
import { formatIssue } from '../../src/io/issues.ts';
import { DEFAULT_SETTINGS, type MeasureSetting } from '../../src/model/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-check-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const tiny = (name: string) => resolve(import.meta.dirname, '../../fixtures/tiny', name);

/** Checks the tiny inputs with some of the files replaced; `name` gives role and format. */
function check(
  replaced: Record<string, string>,
  measures: readonly MeasureSetting[] = [],
): Promise<CheckOutcome> {
  const files = {
    accounts: tiny('accounts.csv'),
    reps: tiny('reps.csv'),
    zones: tiny('zones.geojson'),
    aliases: null,
  };
  for (const [name, text] of Object.entries(replaced)) {
    writeFileSync(join(folder, name), text);
    Object.assign(files, { [name.split('.')[0]!]: join(folder, name) });
  }
  return checkInputs(files, new Map(), { ...DEFAULT_SETTINGS, measures });
}

const errors = ({ records }: CheckOutcome): string[] =>
  records.log
    .issues()
    .filter(({ severity }) => severity === 'error')
    .map(({ code, line }) => (line === null ? code : `${code} ${line}`));

const counts = ({ inputs }: CheckOutcome, role: string) => {
  const input = inputs.find(entry => entry.role === role)!;
  return [input.rows, input.accepted, input.rejected];
};

const measureFindings = ({ records }: CheckOutcome) =>
  records.log
    .issues()
    .filter(({ code }) => code === 'measure-left-out' || code === 'no-measure')
    .map(({ severity, column, found, remedy }) => `${severity} ${column}: ${found}; ${remedy}`);

describe('a default measure of which there is nothing', () => {
  const rows = (potential: string, visits: string) =>
    `id,postal_code,potential,visits_per_year\n${['A1', 'A4', 'D1', 'D4', 'B1', 'C1', 'B3', 'C4']
      .map((zone, row) => `C${row},${zone},${potential},${visits}\n`)
      .join('')}`;

  it('is left out while another one remains, and told', async () => {
    const outcome = await check({ 'accounts.csv': `${rows('0', '4')}X,A1,-1,4\n` });
    expect(measureFindings(outcome)).toEqual([
      'info potential: no potential above 0 in 8 accounts (1 more row was set aside); nothing to do: workload is balanced without it; or map the right column to it',
    ]);
    expect(outcome.plannable).toBe(true);
    expect(measureFindings(await check({ 'accounts.csv': rows('5', '0') }))).toEqual([
      'info visits_per_year: no workload above 0 in 8 accounts; nothing to do: potential is balanced without it; or map the right column to it',
    ]);
  });

  it('is an error in terms of the data where none remains; what could be balanced is named', async () => {
    const outcome = await check({ 'accounts.csv': rows('0', '0') });
    expect(measureFindings(outcome)).toEqual([
      'error potential: no potential above 0 in 8 accounts; choose one: --measure accounts, --measure population',
      'error visits_per_year: no workload above 0 in 8 accounts; choose one: --measure accounts, --measure population',
    ]);
    expect(outcome.plannable).toBe(false);
  });

  it('is an error of the option where it was asked for', async () => {
    const measures = [{ name: 'potential', tolerance: 0.1 }];
    const outcome = await check({ 'accounts.csv': rows('0', '4') }, measures);
    expect(outcome.records.log.issues().filter(({ severity }) => severity === 'error')).toMatchObject([
      { code: 'option', file: '--measure potential', found: 'zero in every record' },
    ]);
  });
});

describe('one run', () => {
  it('tells of accounts that cannot be read at all once, and asks nothing of what they would have held', async () => {
    const outcome = await check({ 'accounts.geojson': '{"type":"FeatureCollection",\n"features":[{' });
    expect(errors(outcome)).toEqual(['bad-geojson 2']);
  });

  it('counts accounts that lie in no zone as rejected when reps are wrong too', async () => {
    const outcome = await check({
      'accounts.csv': 'id,postal_code,potential\nA,A1,10\nB,ZZ,10\n',
      'reps.csv': 'id,postal_code\nR1,A1\nR2,QQ\n',
    });
    expect(errors(outcome)).toEqual(['base-not-in-zones 3']);
    expect(counts(outcome, 'accounts')).toEqual([2, 1, 1]);
    expect([...rejectRows(outcome.records.rejects)]).toHaveLength(2);
  });

  it('counts every row of the small files, those with an error and those that say a thing again too', async () => {
    const outcome = await check({
      'aliases.csv': 'code,postal_code\n,A2\nX2,\nX3\nX4,A1\nX4,A1\nX4,A2\n',
      'barriers.csv': 'zone_a,zone_b\nA1,A1\nA1,B1\nA1\nA1,ZZ\n',
      'overrides.csv':
        'zone_id,account_id,rep_id,author,reason,date\nA1,,R1,a,b,2027-01-01\nA1,,R1,a,b,2027-01-01\nZZ,,R1,a,b,2027-01-01\n',
    });
    expect(counts(outcome, 'aliases')).toEqual([6, 2, 4]);
    expect(counts(outcome, 'barriers')).toEqual([4, 1, 3]);
    expect(counts(outcome, 'overrides')).toEqual([3, 2, 1]);
  });

  it('judges bases although a row of the reps has other errors', async () => {
    const outcome = await check({ 'reps.csv': 'id,postal_code,fte\nR1,A1,much\nR2,QQ,1\nR3,,1\n' });
    expect(errors(outcome)).toEqual(['not-a-number 2', 'base-not-in-zones 3', 'rep-without-base 4']);
  });

  it('says everything that is wrong with a row, and rejects it once', async () => {
    const { records } = await check({
      'accounts.csv':
        'id,postal_code,potential,locked,leads,strategic\nA,A1,-5,perhaps,-1,perhaps\nB,A1,5,,,\nB,,5,,,\n',
    });
    const own = records.log.issues().filter(({ file }) => file.endsWith('accounts.csv'));
    const said = own.filter(({ severity }) => severity === 'warning');
    expect(said.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
      '2 leads number-too-small',
      '2 locked not-a-boolean',
      '2 potential number-too-small',
      '2 strategic not-a-boolean',
      '4 id duplicate-id',
      '4 postal_code missing-place',
    ]);
    const [, first, second, ...more] = [...rejectRows(records.rejects)];
    expect(more).toEqual([]);
    expect(first!.slice(1, 4)).toEqual([
      2,
      'potential',
      'number-too-small: found "-5"; expected a number of at least 0 | not-a-boolean: found "perhaps"; expected yes or no (oui, non, 1, 0, x)',
    ]);
    expect(second![3]).toMatch(/^duplicate-id: .* \| missing-place: /);
  });

  it('calls zones without any place an error, not a plan of nothing', async () => {
    const outcome = await check({ 'zones.csv': 'id,name\nA1,x\nA2,y\n' });
    expect(errors(outcome)).toContain('no-zones');
    expect(counts(outcome, 'zones')).toEqual([2, 0, 2]);
  });

  it('says so when no account lies on the map', async () => {
    const outcome = await check({ 'accounts.csv': 'id,postal_code,potential\nA,X1,10\nB,X2,10\n' });
    expect(errors(outcome)).toEqual(['no-accounts']);
    expect(counts(outcome, 'accounts')).toEqual([2, 0, 2]);
  });

  it('counts features, not lines, in a GeoJSON file', async () => {
    const at = (id: string, lon: number, lat: number, postal = '') => ({
      type: 'Feature',
      properties: { id, postal_code: postal, potential: 1000, rep_id: 'R9' },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    });
    const features = [at('A', 2.05, 46.35), at('B', 12, 46.35), at('C', 2.05, 46.35, 'A2')];
    const { records } = await check({
      'accounts.geojson': JSON.stringify({ type: 'FeatureCollection', features }),
    });
    const numbered = records.log.issues().filter(({ line, code }) => line !== null && code !== 'zone-split');
    expect(numbered.map(({ code }) => code).sort()).toEqual([
      'no-zone',
      'outside-country',
      'unknown-incumbent',
      'zone-disagreement',
      'zone-too-large',
      'zone-too-large',
    ]);
    for (const issue of numbered) expect(formatIssue(issue)).toContain(':feature ');
  });

  it('does not believe half a file of meters to be Lambert-93', async () => {
    const square = (x: number, y: number) => [
      [x, y],
      [x + 9000, y],
      [x + 9000, y + 9000],
      [x, y + 9000],
      [x, y],
    ];
    const features = [6_200_000, 6_250_000, 5_300_000, 5_400_000].map((y, i) => ({
      type: 'Feature',
      properties: { id: `Z${i}` },
      geometry: { type: 'Polygon', coordinates: [square(600_000, y)] },
    }));
    const outcome = await check({ 'zones.geojson': JSON.stringify({ type: 'FeatureCollection', features }) });
    expect(errors(outcome)).toContain('projected-coordinates 1');
    expect(outcome.records.log.counts().has('lambert-93')).toBe(false);
  });
});

it('says that accounts without potential count for nothing', async () => {
  const { defaults } = await check({
    'accounts.csv': 'id,postal_code,potential,visits_per_year\nA,A1,10,1\nB,D4,,1\nC,D1,n/a,1\n',
  });
  expect(defaults).toContainEqual({ input: 'accounts', field: 'potential', records: 2, value: '0' });
});
