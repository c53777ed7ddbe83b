// Rules about sectors on real ground: départements kept whole or at a price, barriers, limits; what verify makes of them, and of
// lies about them.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { BRETAGNE, inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';
import { liesOf, spoiledIn } from './lies.ts';

const folder = temporaryFolder();
const barriers = join(folder, 'barriers.csv');
const free = join(folder, 'free');
const priced = join(folder, 'priced');
const whole = join(folder, 'whole');
const two = [join(folder, 'accounts.csv'), join(folder, 'two.csv'), BRETAGNE[2]!] as const;
const departmentOf = new Map<string, string>();

function plan(out: string, ...more: readonly string[]) {
  return sectorize(['plan', ...inputArgs(), '--effort', 'fast', '--no-diagnosis', '--out', out, ...more]);
}

/** départements by sector's rep, read from zones.csv alone */
function repsOf(dir: string): Map<string, Set<string>> {
  const [header = '', ...rows] = readFileSync(join(dir, 'zones.csv'), 'utf8').trimEnd().split('\n');
  const [zone, rep] = ['zone_id', 'rep_id'].map(name => header.split(',').indexOf(name)) as [number, number];
  const reps = new Map<string, Set<string>>();
  for (const row of rows) {
    const cells = row.split(',');
    const area = departmentOf.get(cells[zone]!.replace(/#.*/, ''))!;
    reps.set(area, (reps.get(area) ?? new Set()).add(cells[rep]!));
  }
  return reps;
}

const cutsOf = (dir: string) => [...repsOf(dir).values()].reduce((sum, set) => sum + set.size - 1, 0);

function emptyFile(): string {
  const file = join(folder, 'none.csv');
  writeFileSync(file, 'zone_a,zone_b\n');
  return file;
}

const liesIn = (dir: string, ...more: readonly string[]) => liesOf(dir, BRETAGNE, ...more);
const spoiled = (from: string, file: string, change: (text: string) => string) =>
  spoiledIn(folder, from, file, change);

beforeAll(() => {
  const { features } = JSON.parse(readFileSync(BRETAGNE[2]!, 'utf8')) as {
    features: { properties: { id: string; department: string } }[];
  };
  for (const { properties } of features) departmentOf.set(properties.id, properties.department);
  writeFileSync(barriers, 'zone_a,zone_b\n22,35\n56000,56890\n');
  plan(free);
});

describe('a price of cuts', () => {
  beforeAll(() => {
    const { code, stderr } = plan(priced, '--keep-together', 'department=40', '--lang', 'fr');
    expect(stderr).not.toContain('error');
    expect(code).toBe(0);
  });

  it('leads to fewer cuts, and both are counted right', () => {
    expect(cutsOf(priced)).toBeLessThan(cutsOf(free));
    const { together, objective } = kpisOf(priced).plan;
    const { cut, cuts, cost, areas, rule, list } = together.department!;
    expect({ cuts, areas, rule }).toEqual({ cuts: cutsOf(priced), areas: 4, rule: 'preferred' });
    expect(cost).toBe(40 * cuts);
    expect(list).toHaveLength(cut);
    expect(objective!.bounds.contiguous!).toBeGreaterThan(objective!.bounds.plain!);
    expect(kpisOf(free).plan.together).toEqual({});
    expect(readFileSync(join(priced, 'report.md'), 'utf8')).toContain('## Gardés entiers : department');
  });

  it('is verified, levels and all', () => {
    expect(liesIn(priced)).toEqual([]);
    expect(liesIn(spoiled(priced, 'kpis.json', text => text.replace(/"cuts": \d+/, '"cuts": 1')))).toContain(
      'areas',
    );
    const more = (text: string) =>
      text.replace(/\["department", "(\d+)", ([\d.]+)\]/, '["department", "$1", 1$2]');
    expect(liesIn(spoiled(priced, 'bound.json', more))).toContain('lower-bound');
    const cheaper = (text: string) => text.replace('"price": 40', '"price": 4');
    expect(liesIn(spoiled(priced, 'plan.json', cheaper))).toContain('objective');
  });
});

describe('a price so high that areas have no more reps than they need', () => {
  it('is in the bound, and verify counts the reps itself', () => {
    const dear = join(folder, 'dear');
    expect(plan(dear, '--keep-together', 'department=400').code).toBe(0);
    expect(liesIn(dear)).toEqual([]);
    const { least } = JSON.parse(readFileSync(join(dear, 'bound.json'), 'utf8')) as {
      least: [string, string, string, number, number][];
    };
    expect(least.length).toBeGreaterThan(0);
    const [column, area, measure, reps, price] = least[0]!;
    const line = (count: number, of: string, at: number) =>
      JSON.stringify([column, area, of, count, at]).replaceAll(',', ', ');
    const as =
      (...more: Parameters<typeof line>) =>
      (text: string) =>
        text.replace(line(reps, measure, price), line(...more));
    for (const lie of [as(reps + 1, measure, price), as(reps, 'moon', price), as(reps, measure, price * 1.1)])
      expect(liesIn(spoiled(dear, 'bound.json', lie))).toContain('lower-bound');
  });
});

describe('areas kept whole', () => {
  beforeAll(() => {
    // two sectors for four départements: whole ones fit
    const [header, first, ...rest] = readFileSync(BRETAGNE[1]!, 'utf8').split('\n');
    writeFileSync(two[1], `${[header, first, rest.find(row => row.startsWith('R07'))].join('\n')}\n`);
    // two reps are not within the response times of all accounts, and locks of others mean nothing
    const accounts = parse(readFileSync(BRETAGNE[0]!, 'utf8'), { columns: true }) as Record<string, string>[];
    writeFileSync(
      two[0],
      stringify(
        accounts.map(({ sla_minutes: _, locked: __, ...row }) => row),
        { header: true },
      ),
    );
    const { code, stderr } = sectorize([
      ...['plan', ...inputArgs(two), '--effort', 'fast', '--no-diagnosis', '--out', whole],
      ...['--measure', 'potential=25%', '--keep-together', 'department'],
    ]);
    expect(code, stderr).toBe(0);
  });

  it('are whole, and promised to be', () => {
    expect(cutsOf(whole)).toBe(0);
    const promise = kpisOf(whole).promises.find(({ name }) => name === 'keep-together:department');
    expect(promise?.kept).toBe(true);
    const run = sectorize(['verify', whole, ...inputArgs(two)]);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('ok   keep-together:department');
  });

  it('or at a price, up to a proof', () => {
    const out = join(folder, 'proven');
    const { code, stderr } = sectorize([
      ...['plan', ...inputArgs(two), '--effort', 'fast', '--no-diagnosis', '--out', out],
      ...['--measure', 'potential=5%', '--keep-together', 'department=40', '--exact'],
    ]);
    expect(code, stderr).toBe(0);
    const { proof } = (
      JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8')) as {
        solver: { proof: { bound: number; proven: boolean } };
      }
    ).solver;
    const { value, bounds } = kpisOf(out).plan.objective!;
    expect(proof.proven).toBe(true);
    expect(proof.bound).toBeCloseTo(value, 1);
    expect(bounds.contiguous!).toBeGreaterThan(bounds.plain!);
    expect(kpisOf(out).plan.together.department!.cuts).toBe(cutsOf(out));
    expect(cutsOf(out)).toBeGreaterThan(0);
    const run = sectorize(['verify', out, ...inputArgs(two)]);
    expect(run.code, run.stdout).toBe(0);
  });

  it('may be too large for any sector: then that is said, and they are cut', () => {
    const out = join(folder, 'large');
    const { stderr } = plan(out, '--keep-together', 'department');
    expect(stderr).toContain('area-too-large');
    const { too_large, areas, cut } = kpisOf(out).plan.together.department!;
    expect(too_large.length + areas).toBe(4);
    expect(cut).toBe(0);
    expect(liesIn(out)).toEqual([]);
  });
});

describe('barriers and limits', () => {
  const out = join(folder, 'limits');

  it('are kept, counted and verified', () => {
    const limits = ['--min-zones', '20', '--max-zones', '55', '--min-accounts', '60'];
    const run = plan(out, '--barriers', barriers, ...limits, '--measure', 'potential=15%');
    expect(run.stderr).toContain('info[barrier]');
    const counts = new Map<string, number>();
    for (const [, , rep] of (
      JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8')) as { assignment: string[][] }
    ).assignment)
      counts.set(rep!, (counts.get(rep!) ?? 0) + 1);
    const { promises } = kpisOf(out);
    const kept = (name: string) => promises.find(promise => promise.name === name)?.kept;
    expect(kept('limit:zones')).toBe([...counts.values()].every(count => count >= 20 && count <= 55));
    expect(kept('limit:zones')).toBe(true);
    expect(kept('limit:accounts')).toBe(true);
    expect(liesIn(out, '--barriers', barriers)).toEqual([]);
    // without them the map has other neighbors
    expect(liesIn(out, '--barriers', emptyFile())).toContain('inputs');
  });

  it('that cannot be kept are refused before anything is planned', () => {
    const { code, stderr } = plan(
      join(folder, 'none'),
      ...['--max-zones', '20', '--min-accounts', '5000', '--keep-together', 'canton', '--exact'],
    );
    expect(code).toBe(2);
    for (const found of ['--max-zones', '--min-accounts', 'canton']) expect(stderr).toContain(found);
  });

  it('a column is known by its usual names, and is not two', () => {
    const { code, stderr } = plan(
      join(folder, 'none'),
      ...['--keep-together', 'département', '--keep-together', 'dep=5'],
    );
    expect(code).toBe(2);
    expect(stderr).toContain('the column department twice');
  });

  it('a barrier of unknown zones is an error with its line', () => {
    const bad = join(folder, 'bad.csv');
    writeFileSync(bad, 'zone_a,zone_b\n22,35\n99999,=cmd\n22,22\n');
    const { code, stderr } = plan(join(folder, 'none'), '--barriers', bad);
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.csv:3.*99999/);
    expect(stderr).toMatch(/bad\.csv:4.*itself/);
  });
});
