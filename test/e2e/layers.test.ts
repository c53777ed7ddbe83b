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

  it('is checked layer by layer; size and --write-lp want one', () => {
    const check = sectorize(['check', '--config', CONFIG, '--rejects', join(folder, 'rejects.csv')]);
    expect(check.code).toBe(0);
    expect(check.stderr).toContain('who is not among the reps of layer health');
    expect(check.stderr).toContain('ready to plan');
    const size = sectorize(['size', '--config', CONFIG, '--out', join(folder, 'size.csv')]);
    expect(size.code).toBe(2);
    expect(size.stderr).toContain('a configuration with layers');
    const model = sectorize(['plan', '--config', CONFIG, '--write-lp', join(folder, 'm.mps'), '--out', out]);
    expect(model.code).toBe(2);
    expect(model.stderr).toContain('one layer, whose model is written');
  });
});
