// A table that French Excel saved (semicolons, Windows-1252, decimal commas, no-break spaces, VRAI and FAUX, 1000 for
// 01000) gives the plan of its clean twin. What may differ is what repeats the input: its columns as they were written
// (accounts.csv, sectors/*.csv), its names and hashes (plan.json), and what was found in it (report.md, report.html).

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  cellsOf,
  contents,
  findings,
  inputArgs,
  planWithoutInputs,
  type Run,
  sectorize,
  temporaryFolder,
} from './cli.ts';

const folder = temporaryFolder();
const [clean, excel] = [join(folder, 'clean'), join(folder, 'excel')];
const fixture = (suffix: string) =>
  ['accounts', 'reps', 'zones'].map(name => resolve('fixtures/ain-excel', `${name}${suffix}.csv`));
const ASSIGNMENT = ['zone_id', 'sector_id', 'assigned_rep_id', 'incumbent_rep_id', 'moved', 'travel_minutes'];
const REPEATS_INPUT = /^(accounts\.csv|plan\.json|report\.(md|html)|.*\.svg|sectors\/.*\.csv)$/;

let runs: { clean: Run; excel: Run };

beforeAll(() => {
  const plan = (suffix: string, out: string) =>
    sectorize(['plan', ...inputArgs(fixture(suffix)), '--effort', 'fast', '--out', out]);
  runs = { clean: plan('', clean), excel: plan('-excel', excel) };
});

describe('the twin that French Excel saved', () => {
  it('plans with every promise kept', () => {
    expect(runs.clean.code, runs.clean.stderr).toBe(0);
    expect(runs.excel.code, runs.excel.stderr).toBe(0);
  });

  it('gives the same summary table, figure by figure', () => {
    expect(runs.excel.stdout).toBe(runs.clean.stdout);
  });

  it('gives the same bytes in every file that does not repeat the input', () => {
    const [a, b] = [contents(clean), contents(excel)];
    expect([...b.keys()]).toEqual([...a.keys()]);
    const same = [...a.keys()].filter(name => !REPEATS_INPUT.test(name));
    for (const name of ['sectors.csv', 'zones.csv', 'changes.csv', 'kpis.json', 'sectors.geojson']) {
      expect(same).toContain(name);
    }
    for (const name of same) expect(b.get(name) === a.get(name), name).toBe(true);
  });

  it('gives the same plan.json but for the names and hashes of the inputs', () => {
    expect(planWithoutInputs(excel)).toEqual(planWithoutInputs(clean));
  });

  it('gives every account the same zone, rep and travel time', () => {
    const accounts = (out: string, id: string) => cellsOf(join(out, 'accounts.csv'), id, ...ASSIGNMENT);
    expect(accounts(excel, 'Code client')).toEqual(accounts(clean, 'id'));
    expect(accounts(clean, 'id')).toHaveLength(240);
  });

  it('gives the columns of the input back as they were, in UTF-8', () => {
    const [first] = cellsOf(
      join(excel, 'accounts.csv'),
      'Code client',
      'Code postal',
      'Latitude',
      'Potentiel',
      'Verrouillé',
    );
    expect(first).toEqual(['K0001', '1170', '46,33625', '7\u00a0970', 'FAUX']);
  });

  it('says what it repaired: every code that lost its zero', () => {
    expect(findings(runs.clean.stderr)).not.toHaveProperty('postal-code-repaired');
    const found = findings(runs.excel.stderr);
    // 240 accounts and 4 reps; 60 zones
    expect(found['postal-code-repaired']).toBe(244);
    expect(found['repaired-id']).toBe(60);
    expect(found['matched-by-synonym']).toBe(3);
  });

  it.each([
    ['clean', clean, ''],
    ['excel', excel, '-excel'],
  ])('%s passes verify', (_, out, suffix) => {
    const run = sectorize(['verify', out, ...inputArgs(fixture(suffix))]);
    expect(run.code, run.stdout).toBe(0);
  });

  it('verifies against its twin in everything but hashes and the columns given back', () => {
    const run = sectorize(['verify', excel, ...inputArgs(fixture(''))]);
    const failed = [...run.stdout.matchAll(/^FAIL (\S+)/gm)].map(match => match[1]);
    expect(failed).toEqual(['inputs', 'accounts-once']);
    expect(run.code).toBe(3);
  });

  it('is not the clean file under another name', () => {
    const bytes = readFileSync(fixture('-excel')[0] as string);
    expect(bytes.includes(Buffer.from([0xe9, 0x65]))).toBe(true); // "ée" in Windows-1252
    expect(bytes.includes('VRAI')).toBe(true);
  });
});
