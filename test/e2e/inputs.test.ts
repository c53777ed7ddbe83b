// One plan, whatever the shape of its inputs: CSV, GeoJSON, GeoJSON lines, TopoJSON, a file or standard input, columns of
// any name, options or a configuration file. The bundled Bretagne as CSV and GeoJSON is what the others must equal.

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { topology } from 'topojson-server';
import { beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readTable, type Table } from '../../bench/inputs.ts';
import { BRETAGNE, contents, inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();
const [ACCOUNTS, REPS, ZONES] = BRETAGNE as [string, string, string];
/** the files that hold figures, but for accounts.csv and sectors/*.csv, which repeat the input's columns */
const FIGURES = ['sectors.csv', 'zones.csv', 'kpis.json', 'changes.csv', 'sectors.geojson'];

interface Inputs {
  readonly accounts?: string;
  readonly reps?: string;
  readonly zones?: string;
}

let plans = 0;

/** The figures of a plan of these inputs, Bretagne's where none is named. */
function figures(inputs: Inputs, options: readonly string[] = [], input?: string): Map<string, string> {
  const files = [inputs.accounts ?? ACCOUNTS, inputs.reps ?? REPS, inputs.zones ?? ZONES];
  return planned([...inputArgs(files), '--effort', 'fast', ...options], input);
}

function planned(args: readonly string[], input?: string): Map<string, string> {
  const out = join(folder, `plan-${plans++}`);
  const run = sectorize(['plan', ...args, '--out', out], { cwd: folder, ...(input ? { input } : {}) });
  expect(run.code, run.stderr).toBe(0);
  const all = contents(out);
  return new Map(FIGURES.map(name => [name, all.get(name) as string]));
}

function file(name: string, text: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const text = (path: string) => readFileSync(path, 'utf8');
const zones = () => JSON.parse(text(ZONES)) as FeatureCollection;

/** Rows as features: `lat` and `lon` become the point, and what is a number becomes a JSON number, codes excepted. */
function features({ header, rows }: Table): object[] {
  return rows.map(({ cells }) => {
    const row = new Map(header.map((column, c) => [column, cells[c] as string]));
    const point =
      row.has('lat') && row.get('lat') !== '' ? [Number(row.get('lon')), Number(row.get('lat'))] : null;
    const properties = [...row].filter(([column]) => column !== 'lat' && column !== 'lon');
    const typed = (column: string, cell: string) => {
      if (cell === '') return null;
      return column !== 'postal_code' && /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell;
    };
    return {
      type: 'Feature',
      properties: Object.fromEntries(properties.map(([column, cell]) => [column, typed(column, cell)])),
      geometry: point && { type: 'Point', coordinates: point },
    };
  });
}

const collection = (list: object[]) => JSON.stringify({ type: 'FeatureCollection', features: list });
const table = (header: readonly string[], rows: readonly (readonly string[])[], delimiter = ',') =>
  [header, ...rows].map(row => row.join(delimiter)).join('\r\n');

/** Plain cells of a file of the fixture: it quotes none. */
function plain(path: string): { header: readonly string[]; rows: (readonly string[])[] } {
  const { header, rows } = readTable(path);
  return { header, rows: rows.map(({ cells }) => cells) };
}

describe('the same plan', () => {
  let reference: Map<string, string>;
  beforeAll(() => {
    reference = figures({});
    for (const name of FIGURES) expect(reference.get(name)?.length, name).toBeGreaterThan(500);
  });

  it('from accounts as GeoJSON points', () => {
    const accounts = file('accounts.geojson', collection(features(readTable(ACCOUNTS))));
    expect(figures({ accounts })).toEqual(reference);
  });

  it('from accounts as GeoJSON lines', () => {
    const lines = features(readTable(ACCOUNTS)).map(feature => JSON.stringify(feature));
    expect(figures({ accounts: file('accounts.geojsonl', `${lines.join('\n')}\n`) })).toEqual(reference);
  });

  it('from reps as GeoJSON features that have only a postal code', () => {
    const reps = file('reps.geojson', collection(features(readTable(REPS))));
    expect(figures({ reps })).toEqual(reference);
  });

  it('from reps as GeoJSON points or CSV coordinates', () => {
    const { header, rows } = plain(REPS);
    const { features: areas } = zones();
    const near = (code: string) => {
      const area = areas.find(({ properties }) => properties?.id === code)?.geometry as
        | Polygon
        | MultiPolygon;
      const [lon, lat] = area.coordinates.flat(area.type === 'Polygon' ? 1 : 2)[0] as Position;
      return [String(lat), String(lon)];
    };
    const code = header.indexOf('postal_code');
    const placed = rows.map(row => [...row, ...near(row[code] as string)]);
    const csv = file('reps-placed.csv', table([...header, 'lat', 'lon'], placed));
    const points = file('reps-placed.geojson', collection(features(readTable(csv))));
    const fromCsv = figures({ reps: csv });
    expect(fromCsv).not.toEqual(reference);
    expect(figures({ reps: points })).toEqual(fromCsv);
  });

  it('from zones as TopoJSON', () => {
    const topo = file('zones.topojson', JSON.stringify(topology({ zones: zones() })));
    expect(figures({ zones: topo })).toEqual(reference);
  });

  it('from zones as GeoJSON lines', () => {
    const lines = zones().features.map(feature => `\u001e${JSON.stringify(feature)}`);
    expect(figures({ zones: file('zones.geojsons', lines.join('\n')) })).toEqual(reference);
  });

  it.each([
    ['accounts', ACCOUNTS],
    ['reps', REPS],
    ['zones', ZONES],
  ])('from %s on standard input', (role, path) => {
    expect(figures({ [role]: '-' }, [], text(path))).toEqual(reference);
  });

  it('from GeoJSON accounts on standard input', () => {
    expect(figures({ accounts: '-' }, [], collection(features(readTable(ACCOUNTS))))).toEqual(reference);
  });

  it('from a tab-separated file in UTF-16, as a spreadsheet saves "Unicode text"', () => {
    const { header, rows } = plain(ACCOUNTS);
    const utf16 = Buffer.from(`\ufeff${table(header, rows, '\t')}`, 'utf16le');
    expect(figures({ accounts: file('accounts.txt', utf16) })).toEqual(reference);
  });

  it('from a pipe-separated file with a byte-order mark', () => {
    const { header, rows } = plain(REPS);
    expect(figures({ reps: file('reps.txt', `\ufeff${table(header, rows, '|')}`) })).toEqual(reference);
  });

  it('from columns that only --map can name', () => {
    const { header, rows } = plain(ACCOUNTS);
    const renamed = header.map(column =>
      ['potential', 'postal_code'].includes(column) ? `X ${column}` : column,
    );
    const accounts = file('accounts-mapped.csv', table(renamed, rows));
    const map = zones();
    for (const { properties } of map.features) {
      if (properties) [properties.CODE, properties.id] = [properties.id, undefined];
    }
    const bare = { ...map, features: map.features.map(({ id: _, ...feature }) => feature) };
    const options = ['potential=X potential', 'accounts.postal_code=X postal_code', 'zones.id=CODE'];
    const args = options.flatMap(option => ['--map', option]);
    const found = figures({ accounts, zones: file('zones-mapped.geojson', JSON.stringify(bare)) }, args);
    expect(found).toEqual(reference);
  });

  it('from a configuration file, found beside its inputs from any folder', () => {
    for (const [name, path] of [
      ['a.csv', ACCOUNTS],
      ['r.csv', REPS],
      ['z.geojson', ZONES],
    ] as const) {
      file(name, text(path));
    }
    const config = { accounts: 'a.csv', reps: 'r.csv', zones: 'z.geojson', effort: 'fast' };
    expect(planned(['--config', file('sectorize.yaml', stringify(config))])).toEqual(reference);
  });

  it('from a configuration file whose settings the options win over', () => {
    const settings = { effort: 'thorough', measures: { potential: '30%' }, seed: 12 };
    const config = file(
      'other.yaml',
      stringify({ accounts: 'nowhere.csv', reps: REPS, zones: ZONES, ...settings }),
    );
    const options = ['--accounts', ACCOUNTS, '--effort', 'fast', '--seed', '1'];
    const measures = ['--measure', 'potential=10%', '--measure', 'workload=10%'];
    expect(planned(['--config', config, ...options, ...measures])).toEqual(reference);
  });

  it('but another plan from other settings in it', () => {
    const config = {
      accounts: ACCOUNTS,
      reps: REPS,
      zones: ZONES,
      effort: 'fast',
      measures: { potential: '30%' },
    };
    expect(planned(['--config', file('loose.yaml', stringify(config))])).not.toEqual(reference);
  });
});

describe('standard input', () => {
  it('is read for one file only', () => {
    const run = sectorize(['plan', ...inputArgs(['-', '-', ZONES])], { input: text(ACCOUNTS), cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('standard input asked for 2 times');
  });

  it('serves verify, too', () => {
    const out = join(folder, 'piped');
    const args = inputArgs(['-', REPS, ZONES]);
    const input = text(ACCOUNTS);
    expect(sectorize(['plan', ...args, '--effort', 'fast', '--out', out], { input }).code).toBe(0);
    const run = sectorize(['verify', out, ...args], { input });
    expect(run.code, run.stdout + run.stderr).toBe(0);
    // a file of the same bytes is the same input
    expect(sectorize(['verify', out, ...inputArgs()]).code).toBe(0);
  });

  it('that is empty is named', () => {
    const run = sectorize(['plan', ...inputArgs(['-', REPS, ZONES])], { input: '', cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('empty-file');
  });
});

it('reps without a base have no travel limits, and verify knows', () => {
  const [accounts, , zones] = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name =>
    resolve('fixtures/tiny', name),
  ) as [string, string, string];
  const nowhere = file('nowhere.csv', 'id,max_travel_minutes\nR1,5\nR2,5\nR3,5\nR4,5\n');
  const out = join(folder, 'nowhere');
  const args = inputArgs([accounts, nowhere, zones]);
  const run = sectorize(['plan', ...args, '--effort', 'fast', '--no-diagnosis', '--out', out]);
  expect(run.code, run.stderr).toBe(0);
  const { plan, before } = kpisOf(out);
  expect([plan, before].map(state => state?.coverage.uncovered?.too_far)).toEqual([0, 0]);
  const verified = sectorize(['verify', out, ...args]);
  expect(verified.code, verified.stdout).toBe(0);
});

it('check counts managers with an error as rows to mend, as it counts reps', () => {
  const managers = file('managers.csv', 'id,fte\nM1,x\nM1,\nM2,1\n');
  const tiny = resolve(import.meta.dirname, '../../fixtures/tiny');
  const inputs = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name => join(tiny, name));
  const run = sectorize(['check', ...inputArgs(inputs), '--managers', managers], { cwd: folder });
  expect(run.stderr).toContain('managers managers.csv: 3 rows = 1 usable + 2 to mend\n');
});
