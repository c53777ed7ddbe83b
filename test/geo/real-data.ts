// Loads the shared data folders for tests of geo: a bare reader of its own, so that geo is tested without io.
// No quoted line breaks in cells; the shared files have none.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sphericalAreaKm2 } from '../../src/geo/sphere.ts';
import type { Accounts, MultiPolygon, Zones } from '../../src/model/records.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const dataDir = resolve(root, process.env.SECTORIZE_DATA ?? '../shared/data');

export const hasData = (folder: string): boolean => existsSync(join(dataDir, folder));

/** Rows of a CSV file as maps from column to cell. */
export function readTable(folder: string, file: string): Map<string, string>[] {
  const lines = readFileSync(join(dataDir, folder, file), 'utf8')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/);
  const header = cells(lines[0]!);
  return lines.slice(1).map(line => {
    const row = cells(line);
    return new Map(header.map((name, c) => [name, row[c] ?? '']));
  });
}

function cells(line: string): string[] {
  const out: string[] = [];
  for (const match of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    out.push(match[1] === undefined ? match[2]! : match[1].replaceAll('""', '"'));
  }
  return out;
}

/** Zones from plain parts; sorted by id as the type demands. */
export function makeZones(
  list: readonly {
    id: string;
    lat?: number;
    lon?: number;
    name?: string;
    geometry?: MultiPolygon['coordinates'] | null;
    parents?: Record<string, string>;
  }[],
): Zones {
  const sorted = [...list].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const parentNames = [...new Set(sorted.flatMap(z => Object.keys(z.parents ?? {})))];
  return {
    count: sorted.length,
    file: 'zones.geojson',
    rowsRead: sorted.length,
    id: sorted.map(z => z.id),
    line: Int32Array.from(sorted, (_, i) => i + 1),
    name: sorted.map(z => z.name ?? ''),
    lat: Float64Array.from(sorted, z => z.lat ?? z.geometry?.[0]?.[0]?.[0]?.[1] ?? 0),
    lon: Float64Array.from(sorted, z => z.lon ?? z.geometry?.[0]?.[0]?.[0]?.[0] ?? 0),
    areaKm2: Float64Array.from(sorted, z => (z.geometry ? sphericalAreaKm2(z.geometry) : Number.NaN)),
    geometry: sorted.map(z => z.geometry ?? null),
    neighborIds: null,
    parents: new Map(parentNames.map(name => [name, sorted.map(z => z.parents?.[name] ?? '')])),
    numbers: new Map(),
  };
}

/** The zones of a data folder: geometry from zones.geojson (if any), points, names and parents from zones.csv. */
export function loadZones(folder: string): Zones {
  const geometry = new Map<string, MultiPolygon['coordinates']>();
  if (hasData(join(folder, 'zones.geojson'))) {
    const collection = JSON.parse(readFileSync(join(dataDir, folder, 'zones.geojson'), 'utf8'));
    for (const { properties, geometry: g } of collection.features) {
      geometry.set(properties.id, g.type === 'Polygon' ? [g.coordinates] : g.coordinates);
    }
  }
  return makeZones(
    readTable(folder, 'zones.csv').map(row => ({
      id: row.get('id')!,
      name: row.get('name')!,
      lat: Number(row.get('lat')),
      lon: Number(row.get('lon')),
      geometry: geometry.get(row.get('id')!) ?? null,
      parents: row.has('dep') ? { dep: row.get('dep')! } : {},
    })),
  );
}

/** Accounts from plain parts. */
export function makeAccounts(
  list: readonly { id?: string; postalCode?: string; lat?: number; lon?: number; city?: string }[],
): Accounts {
  const none = list.map(() => '');
  return {
    count: list.length,
    file: 'accounts.csv',
    rowsRead: list.length,
    id: list.map((a, i) => a.id ?? `a${i}`),
    line: Int32Array.from(list, (_, i) => i + 2),
    postalCode: list.map(a => a.postalCode ?? ''),
    city: list.map(a => a.city ?? ''),
    name: none,
    lat: Float64Array.from(list, a => a.lat ?? Number.NaN),
    lon: Float64Array.from(list, a => a.lon ?? Number.NaN),
    segment: none,
    repId: none,
    groupId: none,
    excludedReps: null,
    locked: new Uint8Array(list.length),
    strategic: new Uint8Array(list.length),
    numbers: new Map(),
    rows: { header: [], length: list.length, cells: () => [] },
  };
}

/** The accounts of a data folder, and the oracle: the zone polygon that really holds each ('' for none). */
export function loadAccounts(
  folder: string,
  file = 'accounts.csv',
): { accounts: Accounts; zonePip: string[] } {
  const rows = readTable(folder, file);
  return {
    accounts: makeAccounts(
      rows.map(row => ({
        id: row.get('id')!,
        postalCode: row.get('postal_code')!,
        lat: Number(row.get('lat')),
        lon: Number(row.get('lon')),
      })),
    ),
    zonePip: rows.map(row => row.get('zone_pip')!),
  };
}
