// The main job at full size: all French postal codes and the real accounts, 60 reps in the largest towns.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedData } from '../../bench/data.ts';
import { frenchReps } from '../../bench/inputs.ts';
import type { Kpis, ObjectiveKpis } from '../../src/evaluate/kpis-types.ts';
import {
  cellsOf,
  contents,
  differences,
  haveShared,
  inputArgs,
  kpisOf,
  planWithoutInputs,
  type Run,
  sectorize,
  temporaryFolder,
} from './cli.ts';

const present = haveShared('France', 'fr-codes-postaux');
const data = sharedData('fr-codes-postaux') ?? '';
const folder = temporaryFolder();

const inputsIn = (home: string, accounts: string, zones: string) =>
  inputArgs([accounts, join(home, 'reps.csv'), zones]);

describe.skipIf(!present)('all of France', () => {
  const out = join(folder, 'plan');
  const accounts = join(data, 'accounts.csv');
  const inputs = inputsIn(folder, accounts, join(data, 'zones.geojson'));
  const measures = ['--measure', 'potential=10%', '--measure', 'workload=10%'];
  let run: Run;
  let kpis: Kpis;

  beforeAll(() => {
    frenchReps(join(data, 'zones.csv'), 60, folder);
    run = sectorize(['plan', ...inputs, ...measures, '--effort', 'normal', '--out', out]);
    kpis = kpisOf(out);
  });

  it('keeps every promise', () => {
    expect(kpis.promises.filter(promise => !promise.kept)).toEqual([]);
    expect(run.code, run.stderr.slice(-2000)).toBe(0);
    expect(run.stdout).toContain(`promises kept: ${kpis.promises.length} of ${kpis.promises.length}`);
  });

  it('balances both measures', () => {
    expect(Object.keys(kpis.plan.balance).sort()).toEqual(['potential', 'workload']);
    for (const { tolerance, max_deviation } of Object.values(kpis.plan.balance)) {
      expect(tolerance).toBe(0.1);
      expect(Math.abs(max_deviation as number)).toBeLessThanOrEqual(0.1);
    }
  });

  it('has sixty sectors, each in one piece', () => {
    expect(kpis.plan.contiguity).toMatchObject({ sectors: 60, extra_pieces: 0 });
    expect(cellsOf(join(out, 'sectors.csv'), 'zones').every(([zones]) => Number(zones) > 0)).toBe(true);
  });

  it('is certified within 8 % of the best possible', () => {
    const { value, lower_bound, gap } = kpis.plan.objective as ObjectiveKpis;
    const bound = lower_bound as number;
    expect(bound).toBeGreaterThan(0);
    expect(bound).toBeLessThanOrEqual(value);
    expect(gap).toBeCloseTo((value - bound) / value, 5);
    expect(gap).toBeLessThanOrEqual(0.08);
  });

  it('loses no zone and no account', () => {
    const ids = (path: string, column: string) => cellsOf(path, column).map(([id]) => id as string);
    const none = { missing: [], added: [] };
    const zones = ids(join(data, 'zones.csv'), 'id');
    expect(zones).toHaveLength(6033);
    const planned = new Set(ids(join(out, 'zones.csv'), 'zone_id').map(id => id.replace(/#\d+$/, '')));
    expect(differences(zones, [...planned])).toEqual(none);
    const all = ids(accounts, 'id');
    expect(all).toHaveLength(18_629);
    const found = [...ids(join(out, 'accounts.csv'), 'id'), ...ids(join(out, 'rejects.csv'), 'id')];
    expect(differences(all, found)).toEqual(none);
  });

  it('passes verify', () => {
    const verify = sectorize(['verify', out, ...inputs]);
    expect(verify.code, verify.stdout.slice(-2000)).toBe(0);
  });

  it('is the same when the rows of its inputs are shuffled', () => {
    const mixed = join(folder, 'mixed');
    mkdirSync(mixed);
    writeFileSync(join(mixed, 'accounts.csv'), shuffled(accounts));
    writeFileSync(join(mixed, 'reps.csv'), shuffled(join(folder, 'reps.csv')));
    const zones = JSON.parse(readFileSync(join(data, 'zones.geojson'), 'utf8'));
    zones.features = scattered(zones.features);
    writeFileSync(join(mixed, 'zones.geojson'), JSON.stringify(zones));

    const plan = (name: string, args: string[]) => {
      const to = join(folder, name);
      expect(sectorize(['plan', ...args, ...measures, '--effort', 'fast', '--out', to]).code).toBe(0);
      return to;
    };
    const one = plan('fast', inputs);
    const other = plan(
      'fast-mixed',
      inputsIn(mixed, join(mixed, 'accounts.csv'), join(mixed, 'zones.geojson')),
    );
    const [a, b] = [contents(one), contents(other)];
    expect([...b.keys()]).toEqual([...a.keys()]);
    // what follows the bytes and the order of the input by design: its hashes, and the findings with their lines
    for (const [name, bytes] of a) {
      if (name === 'plan.json' || name.startsWith('report.') || name.endsWith('.svg')) continue;
      expect(b.get(name) === bytes, name).toBe(true);
    }
    expect(planWithoutInputs(other)).toEqual(planWithoutInputs(one));
  });
});

/** Items in another order, the same each time. */
function scattered<T>(items: readonly T[]): T[] {
  const keyed = items.map((item, i) => [(i * 7919) % 104_729, item] as const);
  return keyed.sort((a, b) => a[0] - b[0]).map(([, item]) => item);
}

/** The rows of a file without line breaks in its cells, its header where it was. */
function shuffled(path: string): string {
  const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  return `${[header, ...scattered(rows)].join('\n')}\n`;
}
