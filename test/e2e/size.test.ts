// How many reps, and where: what `size` says is what `plan` says when the base is added to the file, or taken out of it.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { BRETAGNE, inputArgs, kpisOf, type Run, sectorize, temporaryFolder } from './cli.ts';

type Rows = Record<string, string>[];
const folder = temporaryFolder();
const read = (path: string): Rows => parse(readFileSync(path, 'utf8'), { columns: true });
const TINY = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name => resolve('fixtures/tiny', name));

/** The KPIs of a plan with these reps instead of the file's. */
function planWith(name: string, [accounts, , zones]: readonly string[], reps: Rows) {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, stringify(reps, { header: true }));
  const out = join(folder, name);
  sectorize([
    'plan',
    ...inputArgs([accounts, file, zones] as string[]),
    '--effort',
    'fast',
    '--no-diagnosis',
    '--out',
    out,
  ]);
  return kpisOf(out);
}

function nineToEleven(out: string, ...more: readonly string[]): Run {
  const range = ['--from', '9', '--to', '11', '--coverage', '90%'];
  return sectorize(['size', ...inputArgs(), ...range, '--out', out, ...more]);
}

describe('size on the bundled data', () => {
  const out = join(folder, 'size.csv');
  let run: Run;
  let rows: Rows;

  beforeAll(() => {
    run = nineToEleven(out, '--lang', 'en');
    rows = read(out);
  });

  it('looks at each number of reps once', () => {
    expect(run.code).toBe(0);
    expect(rows.map(({ reps, change }) => [reps, change])).toEqual([
      ['9', 'drop'],
      ['10', 'now'],
      ['11', 'add'],
    ]);
    expect(run.stdout).toContain('90% of the visits asked for need');
    for (const line of run.stdout.split('\n').slice(0, 4)) expect(line.length).toBeLessThanOrEqual(100);
  });

  it('says of each what its plan says', () => {
    const reps = read(BRETAGNE[1] as string);
    const [drop, , add] = rows as [Rows[0], Rows[0], Rows[0]];
    const blank = Object.fromEntries(Object.keys(reps[0] as object).map(column => [column, '']));
    const more = { ...blank, id: 'NEW-1', postal_code: add.place as string, fte: '1', productivity: '1' };
    const plans = [
      planWith(
        'fewer',
        BRETAGNE,
        reps.filter(({ id }) => id !== drop.place),
      ),
      planWith('today', BRETAGNE, reps),
      planWith('more', BRETAGNE, [...reps, more]),
    ];
    for (const [at, { plan }] of plans.entries()) {
      const row = rows[at] as Record<string, string>;
      expect(Number(row.travel_hours), row.change).toBeCloseTo(plan.travel.hours as number, 3);
      expect(Number(row.workload_hours), row.change).toBeCloseTo(plan.workload.hours as number, 3);
      expect(Number(row.capacity_hours)).toBeCloseTo(plan.workload.capacity_hours as number, 3);
      expect(Number(row.gap)).toBeCloseTo(plan.objective?.gap as number, 5);
      const perFte = (plan.workload.capacity_hours as number) / Number(row.fte);
      expect(Number(row.fte_needed)).toBeCloseTo((0.9 * (plan.workload.hours as number)) / perFte, 3);
    }
  });

  it('gives the same files twice: the table, and the curve beside it', () => {
    const again = join(folder, 'again.csv');
    const curve = join(folder, 'curve.svg');
    nineToEleven(again, '--quiet', '--lang', 'en', '--chart', curve);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(out, 'utf8'));
    const svg = readFileSync(join(folder, 'size.svg'), 'utf8');
    expect(readFileSync(curve, 'utf8')).toBe(svg);
    expect(existsSync(join(folder, 'again.svg'))).toBe(false);
    // what the table says, the curve says too
    for (const { travel_hours } of rows) {
      expect(svg).toContain(`>${Math.round(Number(travel_hours)).toLocaleString('en-US')}<`);
    }
    expect(svg).toContain('>wanted: 90%<');
    expect(svg).toContain('>today: 10<');
  });
});

describe('the next base', () => {
  it('is among the best of all zones, planned with one by one', () => {
    const out = join(folder, 'tiny.csv');
    const reps = read(TINY[1] as string);
    const { length } = reps;
    const run = sectorize([
      'size',
      ...inputArgs(TINY),
      '--from',
      String(length),
      '--to',
      String(length + 1),
      '--out',
      out,
      '--no-chart',
    ]);
    expect(run.code, run.stderr).toBe(0);
    expect(existsSync(join(folder, 'tiny.svg'))).toBe(false);
    const chosen = read(out)[1] as Record<string, string>;
    const zones = JSON.parse(readFileSync(TINY[2] as string, 'utf8')).features.map(
      (f: { properties: { id: string } }) => f.properties.id,
    ) as string[];
    const all = zones.map(zone => {
      const { plan, promises } = planWith(`at-${zone}`, TINY, [
        ...reps,
        { ...reps[0], id: 'NEW-1', name: '', postal_code: zone, fte: '1' },
      ]);
      const broken = promises.filter(({ kept }) => !kept).length;
      return { zone, broken, travel: plan.travel.hours as number };
    });
    const mine = all.find(({ zone }) => zone === chosen.place) as (typeof all)[0];
    const better = all.filter(
      one => one.broken < mine.broken || (one.broken === mine.broken && one.travel < mine.travel - 1e-6),
    );
    expect(better.length).toBeLessThanOrEqual(Math.floor(zones.length / 8));
  });
});

it('says what is wrong with its options and inputs', () => {
  expect(sectorize(['size', ...inputArgs(), '--coverage', '120%']).code).toBe(2);
  const turned = sectorize(['size', ...inputArgs(), '--from', '12', '--to', '8']);
  expect(turned.code).toBe(2);
  expect(turned.stderr).toContain('--from 8 --to 12');
  const one = sectorize(['size', ...inputArgs(), '--out', 'team.svg']);
  expect(one.code).toBe(2);
  expect(one.stderr).toContain('team.svg, the file of the table');
  const file = join(folder, 'no-bases.csv');
  writeFileSync(file, 'id\nA\nB\n');
  const run = sectorize(['size', ...inputArgs([BRETAGNE[0] as string, file, BRETAGNE[2] as string])]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('reps without a base');
});
