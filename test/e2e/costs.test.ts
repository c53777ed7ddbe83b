// Bretagne with a fleet: vehicles of the file and of the configuration, what they emit and cost, and verify against lies.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BRETAGNE, cellsOf, findings, inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';
import { liesOf, liesWithin, spoiledIn } from './lies.ts';

const folder = temporaryFolder();
const [accounts, repsFile, zones] = BRETAGNE as [string, string, string];
const reps = join(folder, 'reps.csv');
const config = join(folder, 'sectorize.yaml');
const plan = join(folder, 'plan');
const inputs = [accounts, reps, zones];

const FLEET = [
  'essence',
  'Diesel',
  'Électrique',
  'hybride',
  'VUL',
  'moto',
  '',
  'Kangoo GNV',
  'TER',
  'diesel',
];
let stderr = '';

beforeAll(() => {
  const [header = '', ...rows] = readFileSync(repsFile, 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  const text = rows.map((row, j) => {
    const cells = row.split(',');
    // the last one keeps the rate of its own
    if (j < 9) cells[names.indexOf('g_co2_per_km')] = '';
    if (FLEET[j] === 'Électrique') cells[names.indexOf('cost_per_km')] = '';
    return [...cells, FLEET[j]].join(',');
  });
  writeFileSync(reps, `${header},Carburant\n${text.join('\n')}\n`);
  writeFileSync(
    config,
    'vehicles:\n  électrique: {cost_per_km: 0.25}\n  Kangoo GNV: {g_co2_per_km: 150}\ndefault_vehicle: gazole\n',
  );
  const run = sectorize([
    'plan',
    ...inputArgs(inputs),
    '--config',
    config,
    '--effort',
    'fast',
    '--no-diagnosis',
    '--out',
    plan,
  ]);
  expect(run.code).toBe(0);
  stderr = run.stderr;
});

describe('a fleet', () => {
  it('emits by the factor of each vehicle, each said once and listed with its source', () => {
    const kpis = kpisOf(plan);
    expect(stderr.match(/g_co2_per_km: 1 rep has none; 236.4 \(van\) assumed/g)).toHaveLength(1);
    expect(stderr).toContain('cost_per_km: 1 rep has none; 0.25 (electric) assumed');
    expect(stderr).toContain('vehicle: 1 rep has none; diesel assumed');
    expect(findings(stderr)).not.toContain('unknown-vehicle');
    const of = new Map(kpis.vehicles?.map(entry => [entry.vehicle, entry]));
    expect(of.get('diesel')).toMatchObject({
      reps: 3,
      reps_with_factor: 2,
      g_co2_per_km: 186.5,
      factor: 'cited',
    });
    expect(of.get('Kangoo GNV')).toMatchObject({ g_co2_per_km: 150, factor: 'configuration', entry: null });
    const kg = [...of.values()].reduce((sum, { kg_co2 }) => sum + (kg_co2 ?? Number.NaN), 0);
    expect(kg).toBeCloseTo(kpis.plan.travel.kg_co2 ?? Number.NaN, 3);
    const electric = kpis.sectors[2];
    expect(electric?.travel.kg_co2).toBeCloseTo(0.0198 * (electric?.travel.km ?? 0), 4);
    expect(electric?.cost.km_cost).toBeCloseTo(0.25 * (electric?.travel.km ?? 0), 3);
    expect(kpis.units.co2_scope).toMatch(/upstream.*combustion.*manufacture.*excluded/);
    const report = readFileSync(join(plan, 'report.md'), 'utf8');
    expect(report).toContain('## Travel: cost and carbon');
    expect(report).toMatch(/\| diesel \| 3 \(2\) \| 186\.5 \|.*motorisation gazole, 2018/);
    expect(report).toMatch(/has no g.*per.*km; 236\.4 \(van\) assumed/);
    expect(readFileSync(join(plan, 'report.html'), 'utf8')).toContain('id="cost"');
  });

  it('costs what sectors.csv says, account by account', () => {
    const rows = cellsOf(join(plan, 'costs.csv'), 'sector_id', 'cost', 'kg_co2');
    for (const [sector, total, kg] of cellsOf(
      join(plan, 'sectors.csv'),
      'sector_id',
      'cost_total',
      'kg_co2',
    )) {
      const sum = (c: number) =>
        rows.filter(([id]) => id === sector).reduce((all, row) => all + Number(row[c]), 0);
      expect(sum(1)).toBeCloseTo(Number(total), 2);
      expect(sum(2)).toBeCloseTo(Number(kg), 2);
    }
    const { stdout } = sectorize(['explain', 'account', 'C00002', '--plan', plan, '--json']);
    const row = cellsOf(join(plan, 'costs.csv'), 'account_id', 'cost', 'km').find(([id]) => id === 'C00002');
    const [answer] = JSON.parse(stdout).answers as [{ costs: { cost: number; km: number } }];
    expect([answer.costs.cost, answer.costs.km]).toEqual([Number(row?.[1]), Number(row?.[2])]);
  });

  it('is verified, and lies about it are found', async () => {
    expect(liesOf(plan, inputs)).toEqual([]);
    // biome-ignore lint/suspicious/noExplicitAny: parsed JSON, to be spoiled
    const json = (change: (value: any) => void) => (text: string) => {
      const value = JSON.parse(text);
      change(value);
      return JSON.stringify(value);
    };
    const table = (row: number, column: string, change: (cell: string) => string) => (text: string) => {
      const lines = text.split('\n');
      const cells = (lines[row] as string).split(',');
      const at = (lines[0] as string).split(',').indexOf(column);
      cells[at] = change(cells[at] as string);
      return lines.with(row, cells.join(',')).join('\n');
    };
    const more = (by: number) => (cell: string) => (Number(cell) + by).toFixed(2);
    const lies: readonly (readonly [check: string, file: string, change: (text: string) => string])[] = [
      ['kpis', 'kpis.json', json(k => (k.plan.cost.hours_cost += 1))],
      ['kpis', 'kpis.json', json(k => (k.sectors[1].cost.km_cost -= 1))],
      ['kpis', 'kpis.json', json(k => (k.before.cost.per_account += 0.1))],
      ['kpis', 'kpis.json', json(k => (k.sectors_before[4].cost.total += 1))],
      ['kpis', 'kpis.json', json(k => (k.vehicles[0].kg_co2 -= 1))],
      ['kpis', 'kpis.json', json(k => (k.vehicles[1].g_co2_per_km -= 1))],
      ['kpis', 'kpis.json', json(k => (k.vehicles[1].factor = 'published'))],
      ['kpis', 'kpis.json', json(k => delete k.vehicles)],
      ['sectors.csv', 'sectors.csv', table(3, 'cost_per_account', more(0.02))],
      ['costs.csv', 'costs.csv', table(5, 'cost', more(0.03))],
      ['costs.csv', 'costs.csv', table(5, 'kg_co2', more(-0.03))],
      ['costs.csv', 'costs.csv', table(5, 'cost_share_of_revenue', () => '0.5')],
      ['costs.csv', 'costs.csv', text => text.split('\n').toSpliced(7, 1).join('\n')],
      ['kpis', 'plan.json', json(p => (p.settings.vehicles['Kangoo GNV'].gCo2PerKm = 140))],
    ];
    for (const [check, file, change] of lies)
      expect(await liesWithin(spoiledIn(folder, plan, file, change), inputs), `${file}: ${change}`).toContain(
        check,
      );
  }, 60_000);
});

it('a vehicle without a factor leaves kg CO₂ unknown, and is said with what would mend it', () => {
  const bad = join(folder, 'bad.csv');
  writeFileSync(
    bad,
    readFileSync(reps, 'utf8').replace('VUL', 'hybride rechargeable').replace('moto', 'camion'),
  );
  const out = join(folder, 'bad');
  const run = sectorize([
    ...['plan', ...inputArgs([accounts, bad, zones]), '--config', config, '--effort', 'fast', '--out', out],
    ...['--lang', 'fr', '--no-diagnosis'],
  ]);
  expect(run.stderr).toContain('warning[vehicle-without-factor]');
  expect(run.stderr).toContain('warning[unknown-vehicle]: found "camion" (1 rep)');
  expect(run.stderr).toContain('Véhicule sans facteur');
  const kpis = kpisOf(out);
  expect(kpis.plan.travel.kg_co2).toBeNull();
  expect(kpis.plan.unavailable).toContainEqual({ kpi: 'travel.kg_co2', needs: 'reps.g_co2_per_km' });
  expect(kpis.plan.cost.total).not.toBeNull();
  writeFileSync(config, 'default_vehicle: fusée\n');
  const wrong = sectorize(['plan', ...inputArgs(inputs), '--config', config, '--out', out]);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain(
    'default_vehicle: error[unknown-vehicle]: found "fusée"; expected one of petrol',
  );
});
