import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayeredKpis } from '../../src/evaluate/layers/part.ts';
import { cellsOf, contents, type Run, sectorize, temporaryFolder } from './cli.ts';

const CONFIG = resolve('fixtures/layers/sectorize.yaml');
const FILES = [
  ...['--accounts', resolve('fixtures/layers/accounts.csv'), '--reps', resolve('fixtures/layers/reps.csv')],
  ...['--zones', resolve('fixtures/bretagne/zones.geojson')],
];
const folder = temporaryFolder();
const out = join(folder, 'plan');
let first: Run;
let kpis: LayeredKpis;

beforeAll(() => {
  first = sectorize(['plan', '--config', CONFIG, '--effort', 'fast', '--out', out]);
  kpis = JSON.parse(readFileSync(join(out, 'kpis.json'), 'utf8'));
});

const sum = (values: readonly string[]) => values.reduce((total, value) => total + Number(value), 0);

describe('the fixture with layers', () => {
  it('is planned with every promise kept, layer by layer', () => {
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout).toContain('Layer key accounts');
    expect(first.stdout).toMatch(/All layers +1,600 +6,239,040 +25,294,580 +8,442 /);
    expect(kpis.promises.filter(promise => !promise.kept)).toEqual([]);
    expect(Object.keys(kpis.layers)).toEqual(['health', 'field', 'key accounts', 'groups']);
    for (const layer of Object.keys(kpis.layers))
      expect(existsSync(join(out, 'layers', layer, 'plan.json'))).toBe(true);
  });

  it('adds up to the accounts file, in every table', () => {
    const [revenue, potential] = ['revenue', 'potential'].map(name =>
      sum(cellsOf('fixtures/layers/accounts.csv', name).flat()),
    );
    expect(kpis.plan.commercial).toMatchObject({ revenue, potential });
    expect(sum(cellsOf(join(out, 'sectors.csv'), 'revenue_total').flat())).toBeCloseTo(revenue!, 2);
    expect(sum(cellsOf(join(out, 'accounts.csv'), 'revenue').flat())).toBe(revenue);
    const capacity = sum(kpis.reps.map(rep => String(rep.capacity_hours)));
    expect(kpis.plan.workload.capacity_hours).toBeCloseTo(capacity, 4);
    expect(kpis.reps.filter(rep => rep.layers.length > 1).map(rep => rep.rep_id)).toEqual(['R09']);
  });

  it('keeps the partner in the contract, and the coordinator beside the local reps', () => {
    const zones = cellsOf(join(out, 'zones.csv'), 'layer', 'zone_id', 'rep_id');
    expect(zones.length).toBe(4 * 323);
    const partner = zones.filter(([layer, , rep]) => layer === 'field' && rep === 'R10');
    expect(partner.length).toBeGreaterThan(0);
    expect(partner.every(([, zone]) => /^(35|56)/.test(zone!))).toBe(true);
    const groups = cellsOf(join(out, 'accounts.csv'), 'group_id', 'assigned_rep_id', 'groups_rep_id');
    for (const [group, local, coordinator] of groups) {
      expect(coordinator).toBe(group === '' ? '' : 'N01');
      expect(local).toMatch(/^[RH]/);
    }
  });

  it('passes verify with barriers and areas kept together, and a lie about those does not', () => {
    const dir = join(folder, 'together');
    const barriers = join(folder, 'barriers.csv');
    writeFileSync(barriers, 'zone_a,zone_b\n22,35\n');
    const more = ['--barriers', barriers, '--keep-together', 'department=20'];
    const run = sectorize(['plan', '--config', CONFIG, '--effort', 'fast', '--out', dir, ...more]);
    expect(run.code, run.stderr).toBe(0);
    const verify = ['verify', dir, ...FILES, '--barriers', barriers];
    expect(sectorize(verify).code).toBe(0);
    const text = readFileSync(join(dir, 'kpis.json'), 'utf8');
    const at = text.indexOf('"together"');
    writeFileSync(
      join(dir, 'kpis.json'),
      text.slice(0, at) + text.slice(at).replace('"cuts": ', '"cuts": 9'),
    );
    const lie = sectorize(verify);
    expect(lie.code).toBe(3);
    expect(lie.stdout).toContain('together is not what the layers say');
  });

  it('passes verify, whole and layer by layer', () => {
    const whole = sectorize(['verify', out, ...FILES]);
    expect(whole.stdout + whole.stderr).not.toContain('FAIL');
    expect(whole.stdout).toContain('ok   totals-once');
    expect(whole.code).toBe(0);
    expect(sectorize(['verify', join(out, 'layers', 'groups'), ...FILES]).code).toBe(0);
  });

  it('gives the same bytes twice, and tables alone on standard output', () => {
    const again = join(folder, 'again');
    sectorize(['plan', '--config', CONFIG, '--effort', 'fast', '--out', again, '--quiet']);
    const [a, b] = [contents(out), contents(again)];
    expect([...b.keys()]).toEqual([...a.keys()]);
    for (const [name, bytes] of a) expect(b.get(name) === bytes, name).toBe(true);
    const piped = sectorize(['plan', '--config', CONFIG, '--effort', 'fast', '--stdout', 'sectors']);
    expect(piped.stdout).toBe(readFileSync(join(out, 'sectors.csv'), 'utf8'));
  });

  it('is checked layer by layer', () => {
    const check = sectorize(['check', '--config', CONFIG, '--rejects', join(folder, 'rejects.csv')]);
    expect(check.code).toBe(0);
    expect(check.stderr).toContain('who is not among the reps of layer health');
    expect(check.stderr).toContain('ready to plan');
  });

  it('has a model for each layer, whose columns are its own pairs', () => {
    const model = join(folder, 'model.mps');
    const run = sectorize([
      'plan',
      '--config',
      CONFIG,
      '--effort',
      'fast',
      '--write-lp',
      model,
      '--stdout',
      'kpis',
    ]);
    expect(run.code, run.stderr).toBe(0);
    expect(existsSync(model)).toBe(false);
    for (const layer of Object.keys(kpis.layers)) {
      const text = readFileSync(join(folder, `model.${layer}.mps`), 'utf8');
      expect(text).toContain('ROWS');
      const ids = kpis.sectors.filter(sector => sector.layer === layer).map(sector => sector.rep_id);
      expect(ids.length).toBeGreaterThan(0);
      for (const rep of [...ids, 'N01', 'H01', 'R01', 'K01']) {
        expect(new RegExp(`(?<![A-Za-z0-9])${rep}(?![A-Za-z0-9])`).test(text), `${layer} ${rep}`).toBe(
          ids.includes(rep),
        );
      }
    }
  });

  it('has a size layer by layer: that of the layer is what its plan says', () => {
    const table = join(folder, 'size.csv');
    const size = (...more: string[]) =>
      sectorize(['size', '--config', CONFIG, '--out', table, '--no-chart', ...more]);
    const run = size('--layer', 'health', '--from', '2', '--to', '4');
    expect(run.code, run.stderr).toBe(0);
    const rows = cellsOf(table, 'reps', 'change', 'workload_hours', 'travel_hours', 'capacity_hours', 'fte');
    expect(rows.map(([reps, change]) => `${reps} ${change}`)).toEqual(['2 drop', '3 now', '4 add']);
    const { workload, travel } = kpis.layers.health!;
    const now = rows[1]!.slice(2).map(Number);
    const wanted = [
      workload.hours,
      travel.hours,
      workload.capacity_hours,
      workload.fte_effective,
    ] as number[];
    wanted.forEach((value, i) => {
      expect(now[i]).toBeCloseTo(value, 3);
    });
    // the rep whom two layers share keeps for this one what is left of the other
    expect(now[3]).toBeLessThan(0.8 + 0.8 + 1);

    const [start, end] = readFileSync(CONFIG, 'utf8').split(/(?<=- name: health\n)/) as [string, string];
    const teamed = join(folder, 'teamed.yaml');
    const team = '    budgets: [{name: some, team: [H01], resource: km, at_most: 1e6}]\n';
    writeFileSync(teamed, `${start}${team}${end}`);
    const some = sectorize(['size', '--config', teamed, ...FILES, '--layer', 'health', '--out', table]);
    expect(some.code).toBe(2);
    expect(some.stderr).toContain('budget some of some of the reps');

    const unnamed = size();
    expect(unnamed.code).toBe(2);
    expect(unnamed.stderr).toContain(
      'the layer whose size is in question: health, field, key accounts, groups',
    );
    const misspelled = size('--layer', 'helth');
    expect(misspelled.code).toBe(2);
    expect(misspelled.stderr).toContain('did you mean health?');
    const alone = sectorize(['size', ...FILES, '--layer', 'health', '--out', table]);
    expect(alone.code).toBe(2);
    expect(alone.stderr).toContain('where there are no layers');
  });
});
