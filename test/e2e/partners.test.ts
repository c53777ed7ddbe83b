// Partners on the bundled Bretagne: a département exclusive to two of them, a third licensed for two départements,
// accounts that they may not serve, a response time for a segment. The columns are named as a French file names them.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { BRETAGNE, cellsOf, inputArgs, kpisOf, type Run, sectorize, temporaryFolder } from './cli.ts';

type Rows = Record<string, string>[];

const folder = temporaryFolder();
const out = join(folder, 'plan');
const PARTNERS = ['R04', 'R05', 'R10'];
const MINUTES = 75;

const read = (path: string): Rows => parse(readFileSync(path, 'utf8'), { columns: true });
function write(name: string, rows: Rows): string {
  writeFileSync(join(folder, name), stringify(rows, { header: true }));
  return join(folder, name);
}

const reps: Rows = read(BRETAGNE[1] as string).map(row => ({
  ...row,
  kind: PARTNERS.includes(row.id as string) ? 'partenaire' : 'salarié',
  'Zones exclusives': row.id === 'R04' || row.id === 'R05' ? 'Département=22' : '',
  'Zones autorisées': row.id === 'R10' ? 'département=35|département=56' : '',
  'Comptes exclus': row.id === 'R10' ? 'G01' : '',
}));
const accounts: Rows = read(BRETAGNE[0] as string).map(row => ({
  ...row,
  // a dairy that competes with the partners' principal
  'Commerciaux exclus': row.id === 'C00285' ? 'Partenaires' : '',
}));

let files: readonly string[];
let run: Run;

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, 'sectorize.yaml');
  writeFileSync(config, `sla_minutes_by_segment: {santé: ${MINUTES}}\n`);
  files = [write('accounts.csv', accounts), write('reps.csv', reps), BRETAGNE[2] as string];
  run = sectorize(['plan', ...inputArgs(files), '--config', config, '--effort', 'fast', '--out', out]);
});

const verify = (plan: string) => sectorize(['verify', plan, ...inputArgs(files)]);

describe('partners', () => {
  it('are planned with, every promise kept', () => {
    expect(run.code, run.stderr + run.stdout).toBe(0);
    expect(run.stderr).toContain('zones exclusive to both R04 and R05');
    for (const { name, kept, detail } of kpisOf(out).promises) expect(kept, `${name}: ${detail}`).toBe(true);
  });

  it('have their exclusive département to themselves, and keep to what they are licensed for', () => {
    const zones = cellsOf(join(out, 'zones.csv'), 'zone_id', 'rep_id');
    const west = zones.filter(([zone]) => zone?.startsWith('22')).map(([, rep]) => rep);
    expect(west.length).toBeGreaterThan(50);
    expect(new Set(west)).toEqual(new Set(['R04', 'R05']));
    const licensed = zones.filter(([, rep]) => rep === 'R10').map(([zone]) => zone?.slice(0, 2));
    expect(new Set(licensed)).toEqual(new Set(['35', '56']));
  });

  it('do not serve their competitors, and the segment is served in time', () => {
    const columns = [
      'id',
      'segment',
      'group_id',
      'locked',
      'sla_minutes',
      'assigned_rep_id',
      'travel_minutes',
    ];
    const rows = parse(readFileSync(join(out, 'accounts.csv'), 'utf8'), { columns: true }) as Rows;
    for (const column of columns) expect(rows[0]).toHaveProperty(column);
    const served = new Map(rows.map(row => [row.id, row.assigned_rep_id]));
    expect(PARTNERS).not.toContain(served.get('C00285'));
    expect(rows.some(row => row.group_id === 'G01' && row.assigned_rep_id === 'R10')).toBe(false);
    const health = rows.filter(row => row.segment === 'santé' && row.sla_minutes === '' && row.locked === '');
    expect(health.length).toBeGreaterThan(100);
    for (const { id, travel_minutes } of health)
      expect(Number(travel_minutes), id).toBeLessThanOrEqual(MINUTES);
  });

  it('are told in the report, and the limit is in the plan', () => {
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toMatch(/\| R10 \((partner|partenaire)\) \|/);
    const { settings } = JSON.parse(readFileSync(join(out, 'plan.json'), 'utf8'));
    expect(settings.slaMinutesBySegment).toEqual({ santé: MINUTES });
  });

  it('pass verify, which names who serves what is exclusive to others', () => {
    const truth = verify(out);
    expect(truth.stdout + truth.stderr).not.toContain('FAIL');
    expect(truth.code).toBe(0);
    const spoiled = join(folder, 'spoiled');
    cpSync(out, spoiled, { recursive: true });
    const text = readFileSync(join(out, 'plan.json'), 'utf8');
    const given = text.replace(/\["default", ?"22100", ?"R0[45]"\]/, '["default", "22100", "R02"]');
    expect(given).not.toBe(text);
    writeFileSync(join(spoiled, 'plan.json'), given);
    const lie = verify(spoiled);
    expect(lie.code).toBe(3);
    expect(lie.stdout + lie.stderr).toContain('R02 serves what is exclusive to R04, R05 (exclusive_zones)');
  });
});

it('names every rule that cannot be read, or cannot be kept, at once', () => {
  const wrong = write(
    'wrong.csv',
    reps.map(row => (row.id === 'R01' ? { ...row, 'Zones exclusives': 'canton=3|commune=29' } : row)),
  );
  const areas = sectorize(['check', ...inputArgs([files[0] as string, wrong, files[2] as string])], {
    cwd: folder,
  });
  expect(areas.code).toBe(2);
  expect((areas.stdout + areas.stderr).match(/error\[bad-area\]/g)).toHaveLength(2);
  expect(areas.stdout + areas.stderr).toContain('"department"');
  const locked = write(
    'locked.csv',
    accounts.map(row => (row.id === 'C00285' ? { ...row, rep_id: 'R10', locked: 'oui' } : row)),
  );
  const both = sectorize(['check', ...inputArgs([locked, files[1] as string, files[2] as string])], {
    cwd: folder,
  });
  expect(both.code).toBe(2);
  expect(both.stdout + both.stderr).toContain('account C00285, locked to rep R10, who may not serve it');
});
