// Bretagne with a junior, a recruit, a leave and a vertical that takes its time: planned, explained and verified.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  BRETAGNE,
  cellsOf,
  contents,
  findings,
  inputArgs,
  kpisOf,
  planWithoutInputs,
  sectorize,
  temporaryFolder,
} from './cli.ts';

const folder = temporaryFolder();
const [accountsFile, repsFile, zonesFile] = BRETAGNE as [string, string, string];
const accounts = join(folder, 'accounts.csv');
const reps = join(folder, 'reps.csv');
const config = join(folder, 'sectorize.yaml');
const plan = join(folder, 'plan');
const args = [...inputArgs([accounts, reps, zonesFile]), '--config', config, '--effort', 'fast'];

/** A table of the fixture with cells replaced and columns added; none of Bretagne's has quoted commas. */
function rewrite(from: string, to: string, change: (row: Map<string, string>) => void): void {
  const [header, ...lines] = readFileSync(from, 'utf8').trimEnd().split('\n');
  const rows = lines.map(line => {
    const cells = line.split(',');
    const row = new Map(header!.split(',').map((name, c) => [name, cells[c] ?? '']));
    change(row);
    return row;
  });
  const columns = [...new Set(rows.flatMap(row => [...row.keys()]))];
  const text = [columns, ...rows.map(row => columns.map(name => row.get(name) ?? ''))];
  writeFileSync(to, `${text.map(cells => cells.join(',')).join('\n')}\n`);
}

const EXTRA: Record<string, Record<string, string>> = {
  R03: { hired: '01/04/2027' },
  R04: { 'productivity:santé': '120%' },
  R05: { presence: '2027-07..2027-10:0%' },
  R07: { seniority: 'junior' },
  R09: { left: '2027-09-15' },
};
const YAML = `
period: {from: 2027-01, months: 12}
ramp_up: [25%, 50%, 75%]
visits_by_segment: {santé: 8}
visit_minutes_by_segment: {santé: 90}
productivity_by_segment:
  junior: {santé: 70%, industrie: 85%}
`;

beforeAll(() => {
  rewrite(accountsFile, accounts, row => {
    if (row.get('segment') !== 'santé') return;
    row.set('visits_per_year', '');
    row.set('visit_minutes', '');
  });
  rewrite(repsFile, reps, row => {
    for (const [name, value] of Object.entries(EXTRA[row.get('id')!] ?? {})) row.set(name, value);
  });
  writeFileSync(config, YAML);
});

describe('Bretagne with its seniorities', () => {
  it('is planned in balance, and verified', () => {
    const run = sectorize(['plan', ...args, '--out', plan]);
    expect(run.code, run.stderr).toBe(0);
    expect(findings(run.stderr)).toMatchObject({ 'rep-presence': 3 });
    expect(run.stderr).toContain('rep R03: 0.8 FTE counts 0.5 from 2027-01 to 2027-12 (hired 2027-04-01)');
    expect(run.stderr).toContain('202 accounts have none; policy by segment assumed');
    const check = sectorize(['verify', plan, ...inputArgs([accounts, reps, zonesFile])]);
    expect(check.code, check.stdout).toBe(0);
  });

  it('gives everyone the share of the FTE that counts', () => {
    const fte = new Map(
      cellsOf(join(plan, 'sectors.csv'), 'rep_id', 'fte_effective').map(([id, n]) => [id, Number(n)]),
    );
    expect(fte.get('R01')).toBe(1);
    expect(fte.get('R03')).toBeCloseTo((0.8 * 7.5) / 12, 6);
    expect(fte.get('R05')).toBeCloseTo((0.8 * 8) / 12, 6);
    expect(fte.get('R09')).toBeCloseTo((8 + 0.5) / 12, 6);
    const productivity = new Map(cellsOf(reps, 'id', 'productivity').map(([id, n]) => [id, Number(n)]));
    const weight = (id: string) => fte.get(id)! * productivity.get(id)!;
    const all = [...fte.keys()].reduce((sum, id) => sum + weight(id!), 0);
    const { sectors, plan: whole } = kpisOf(plan);
    for (const { rep_id, balance, workload } of sectors) {
      const share = weight(rep_id) / all;
      expect(balance.workload!.target / whole.balance.workload!.total).toBeCloseTo(share, 6);
      expect(balance.potential!.target / whole.balance.potential!.total).toBeCloseTo(share, 6);
      expect(Math.abs(balance.workload!.deviation!)).toBeLessThanOrEqual(0.1 + 1e-9);
      expect(workload.capacity_hours).toBeCloseTo(weight(rep_id) * 1607 * 0.8, 3);
    }
  });

  it('counts the hours of visits at the pace of who makes them', () => {
    const rows = cellsOf(
      join(plan, 'accounts.csv'),
      ...['assigned_rep_id', 'segment', 'visits_per_year', 'visit_minutes'],
    );
    const hours = new Map<string, number>();
    for (const [rep, segment, visits, minutes] of rows as [string, string, string, string][]) {
      const health = segment === 'santé';
      const pace =
        rep === 'R07' && health
          ? 0.7
          : rep === 'R07' && segment === 'industrie'
            ? 0.85
            : rep === 'R04' && health
              ? 1.2
              : 1;
      const work = (health ? 8 * 90 : Number(visits) * Number(minutes)) / 60 / pace;
      hours.set(rep, (hours.get(rep) ?? 0) + work);
    }
    for (const { rep_id, workload } of kpisOf(plan).sectors)
      expect(workload.visit_hours, rep_id).toBeCloseTo(hours.get(rep_id)!, 4);
  });

  it('says so in the report, in both languages', () => {
    const report = readFileSync(join(plan, 'report.md'), 'utf8');
    expect(report).toContain('## Seniority and presence');
    expect(report).toMatch(/R03\S* \| 0\.80 \| hired 2027-04-01 \| 0\.50 \|/);
    expect(report).toMatch(/R07.* junior \| industrie 85%, santé 70% \|/);
    const french = join(folder, 'french');
    expect(sectorize(['plan', ...args, '--lang', 'fr', '--out', french]).code).toBe(0);
    expect(readFileSync(join(french, 'report.md'), 'utf8')).toContain('## Ancienneté et présence');
  });

  it.each([
    ['a level is quicker', 'zones.csv', 'plan.json', '"santé": 0.7', '"santé": 0.75'],
    ['an FTE counts for more', 'sectors.csv', 'sectors.csv', ',0.533333\n', ',0.633333\n'],
    ['the ramp-up is shorter', 'kpis', 'plan.json', '      0.25,\n', ''],
  ])('verify exits 3: %s', (_, check, file, from, to) => {
    const spoiled = join(folder, 'spoiled');
    cpSync(plan, spoiled, { recursive: true });
    const text = readFileSync(join(spoiled, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(spoiled, file), text.replace(from, to));
    const run = sectorize(['verify', spoiled, '--json', ...inputArgs([accounts, reps, zonesFile])]);
    expect(run.code).toBe(3);
    const { checks } = JSON.parse(run.stdout) as { checks: { name: string; lies: number }[] };
    expect(checks.filter(({ lies }) => lies > 0).map(({ name }) => name)).toContain(check);
  });
});

describe('productivities that are all 1, and dates without a period', () => {
  it('change not a byte', () => {
    const same = join(folder, 'same');
    mkdirSync(same);
    // the hashes of the inputs are in the plan: the files are the fixture's own, and the settings say nothing new
    const yaml = join(folder, 'ones.yaml');
    writeFileSync(yaml, 'productivity_by_segment: {}\nramp_up: []\n');
    const plain = ['plan', ...inputArgs(), '--effort', 'fast', '--out'];
    expect(sectorize([...plain, join(same, 'a')]).code).toBe(0);
    expect(sectorize([...plain, join(same, 'b'), '--config', yaml]).code).toBe(0);
    expect(contents(join(same, 'b'))).toEqual(contents(join(same, 'a')));
    const dated = join(folder, 'dated.csv');
    rewrite(repsFile, dated, row => {
      for (const name of ['hired', 'productivity:santé', 'seniority']) row.set(name, '');
      row.set('hired', '2027-09');
      row.set('productivity:santé', '1');
      row.set('seniority', 'junior');
    });
    const ones = join(same, 'c');
    const run = sectorize([
      ...['plan', ...inputArgs([accountsFile, dated, zonesFile]), '--effort', 'fast', '--out', ones],
    ]);
    expect(run.code).toBe(0);
    expect(findings(run.stderr)).toMatchObject({ 'no-period': 1 });
    expect(planWithoutInputs(ones)).toEqual(planWithoutInputs(join(same, 'a')));
    for (const file of ['zones.csv', 'accounts.csv', 'sectors.csv', 'kpis.json', 'sectors.geojson'])
      expect(readFileSync(join(ones, file)).equals(readFileSync(join(same, 'a', file))), file).toBe(true);
  });
});

it('check and plan refuse what cannot be planned, with line and remedy', () => {
  const bad = join(folder, 'bad.csv');
  rewrite(repsFile, bad, row => {
    if (row.get('id') === 'R02') row.set('hired', 'next spring');
    if (row.get('id') === 'R03') row.set('hired', '2028-02');
  });
  const run = sectorize([
    'plan',
    ...inputArgs([accounts, bad, zonesFile]),
    '--config',
    config,
    '--out',
    join(folder, 'none'),
  ]);
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(
    /bad\.csv:3:hired: error\[not-a-date\]: found "next spring"; expected a day or month/,
  );
  expect(run.stderr).toMatch(/bad\.csv:4:hired: error\[absent-rep\]: found rep R03, who is not there at all/);
  expect(run.stderr).toContain('take the rep out of the file');
});
