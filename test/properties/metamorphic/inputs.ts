// The inputs of a fixture as records that can be changed, and written to files again.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { readTable } from '../../../bench/inputs.ts';

/** A row by column; every row of a table has the same columns, in their order. */
export type Row = Readonly<Record<string, string>>;

export interface Inputs {
  readonly accounts: readonly Row[];
  readonly reps: readonly Row[];
  /** features, or rows of points */
  readonly zones: FeatureCollection | readonly Row[];
  readonly config: string | null;
  readonly country: string;
}

export type Fixture = 'bretagne' | 'us-counties' | 'ain-excel' | 'layers';

export function inputsOf(fixture: Fixture): Inputs {
  const rows = (name: string): Row[] => {
    const { header, rows: all } = readTable(`fixtures/${fixture}/${name}.csv`);
    return all.map(({ cells }) =>
      Object.fromEntries(header.map((column, c) => [column, cells[c] as string])),
    );
  };
  const map = fixture === 'layers' ? 'bretagne' : fixture;
  return {
    accounts: rows('accounts'),
    reps: rows('reps'),
    zones:
      fixture === 'ain-excel'
        ? rows('zones')
        : JSON.parse(readFileSync(`fixtures/${map}/zones.geojson`, 'utf8')),
    config: fixture === 'layers' ? 'fixtures/layers/sectorize.yaml' : null,
    country: fixture === 'us-counties' ? 'US' : 'FR',
  };
}

/** Writes the files of the inputs into a folder that is made; says where each one is. */
export function writeInputs(inputs: Inputs, folder: string) {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const { zones } = inputs;
  return {
    accounts: write('accounts.csv', csv(inputs.accounts)),
    reps: write('reps.csv', csv(inputs.reps)),
    zones: isMap(zones)
      ? write('zones.geojson', JSON.stringify(zones))
      : write('zones.csv', csv(zones as readonly Row[])),
  };
}

export function isMap(zones: Inputs['zones']): zones is FeatureCollection {
  return 'features' in zones;
}

function csv(rows: readonly Row[]): string {
  const header = Object.keys(rows[0] as Row);
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map(row => header.map(column => cell(row[column] ?? '')).join(','));
  return `${[header.map(cell).join(','), ...lines].join('\n')}\n`;
}

/** The same change of some columns of all rows, where there are such columns and they say something. */
export function mapCells(
  rows: readonly Row[],
  columns: readonly string[],
  change: (cell: string, column: string) => string,
): Row[] {
  return rows.map(row => ({
    ...row,
    ...Object.fromEntries(
      columns.filter(column => row[column]).map(column => [column, change(row[column] as string, column)]),
    ),
  }));
}

export function mapZones(
  zones: Inputs['zones'],
  ofRow: (row: Row) => Row,
  ofFeature: (feature: Feature) => Feature,
): Inputs['zones'] {
  return isMap(zones) ? { ...zones, features: zones.features.map(ofFeature) } : zones.map(ofRow);
}

/** The ids of everything by others: in all three files, wherever one speaks of another. */
export function renamed(
  { accounts, reps, zones, ...rest }: Inputs,
  { account, rep, zone }: Record<'account' | 'rep' | 'zone', (id: string) => string>,
): Inputs {
  const ofZone = (row: Row) => ({ ...row, id: zone(row.id as string) });
  return {
    ...rest,
    accounts: mapCells(mapCells(mapCells(accounts, ['id'], account), ['rep_id'], rep), ['postal_code'], zone),
    reps: mapCells(mapCells(reps, ['id'], rep), ['postal_code'], zone),
    zones: mapZones(zones, ofZone, feature => {
      const id = zone(feature.properties?.id as string);
      return { ...feature, id, properties: { ...feature.properties, id } };
    }),
  };
}

/** Every place by another: accounts, bases, zones. */
export function moved(
  inputs: Inputs,
  place: (lon: number, lat: number) => readonly [number, number],
): Inputs {
  const ofRow = (row: Row): Row => {
    if (!row.lat || !row.lon) return row;
    const [lon, lat] = place(Number(row.lon), Number(row.lat));
    return { ...row, lat: String(lat), lon: String(lon) };
  };
  const ofPositions = (value: unknown): unknown =>
    Array.isArray(value) && typeof value[0] === 'number'
      ? [...place(...(value as [number, number]))]
      : (value as Position[]).map(ofPositions);
  const ofFeature = (feature: Feature): Feature => {
    const { coordinates } = feature.geometry as { coordinates: unknown };
    return {
      ...feature,
      geometry: { ...feature.geometry, coordinates: ofPositions(coordinates) } as Feature['geometry'],
    };
  };
  return {
    ...inputs,
    accounts: inputs.accounts.map(ofRow),
    reps: inputs.reps.map(ofRow),
    zones: mapZones(inputs.zones, ofRow, ofFeature),
  };
}
