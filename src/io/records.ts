// One view of the two formats in which accounts and reps come: a header, and rows with their place in the file.
// CSV rows stream; GeoJSON points are read to their end first, because any feature may bring a new property.

import type { Issue } from '../model/records.ts';
import { type CsvRow, readCsvRows } from './csv.ts';
import { MOST_COLUMNS, tooManyColumns } from './csv-issues.ts';
import { decodeStream } from './encoding.ts';
import { readFeatures } from './features.ts';
import type { Opening } from './header-line.ts';
import type { IssueLog } from './issues.ts';
import { jsonText, wellFormed } from './json-cell.ts';
import { RowStoreBuilder } from './row-store.ts';
import { peekSource, type Source } from './source.ts';

export interface ReadOptions {
  /** ISO 3166 alpha-2, upper-case */
  readonly country: string;
  /** field → column, from --map and the config */
  readonly map: ReadonlyMap<string, string>;
  /** formula of the potential of an account, over its columns */
  readonly potential?: string;
  /** names of the measures to balance; those that are columns of the file are read as numbers */
  readonly measures: readonly string[];
  /** ids of the zones, when they are known: a code that names a zone as it stands needs no repair */
  readonly zoneIds?: ReadonlySet<string>;
  /** columns of parent areas that the zones have, when they are known: `department=22` names one */
  readonly areaColumns?: readonly string[];
}

export interface RepOptions extends ReadOptions {
  /** a period is planned: what says when a rep is there counts, and must be readable */
  readonly period?: boolean;
  /** there are managers: whose team a rep is in counts */
  readonly teams?: boolean;
  /** names of vehicles that the configuration has */
  readonly vehicles?: readonly string[];
}

export interface RecordTable {
  readonly file: string;
  readonly header: readonly string[];
  /** ',' for GeoJSON */
  readonly delimiter: string;
  /** lines after the header that may be the header in truth */
  readonly opening: Opening;
  /** rows are features, and their `line` is the number of the feature */
  readonly feature: boolean;
  /** fields that the format itself names: the columns that hold a feature's point */
  readonly implied: ReadonlyMap<string, string>;
  readonly batches: AsyncIterable<CsvRow[]>;
  /** rows that could not be given out; final at the end */
  rejected(): number;
}

/** @param onReject told of rows without the right number of cells; without it they are errors in the log */
export async function readRecords(
  source: Source,
  log: IssueLog,
  onReject?: (row: CsvRow, issue: Issue) => void,
): Promise<RecordTable> {
  const peeked = await peekSource(source);
  if (peeked.format === 'json') return readPointFeatures(peeked.source, log);
  const csv = await readCsvRows(peeked.source, log, onReject === undefined ? {} : { onReject });
  return {
    file: source.file,
    header: csv.header,
    delimiter: csv.delimiter,
    opening: csv.opening,
    feature: false,
    implied: new Map(),
    batches: csv.batches,
    rejected: () => csv.stats().rejected,
  };
}

async function readPointFeatures(source: Source, log: IssueLog): Promise<RecordTable> {
  const file = source.file;
  const header: string[] = [];
  const columnOf = new Map<string, number>();
  const column = (name: string): number => {
    let index = columnOf.get(name);
    if (index === undefined) {
      index = header.length;
      if (index >= MOST_COLUMNS) throw tooManyColumns(file, null, index + 1);
      columnOf.set(name, index);
      header.push(name);
    }
    return index;
  };
  const rows = new RowStoreBuilder();
  const points: number[] = [];
  const ids: string[] = [];
  for await (const { number, feature } of readFeatures(
    decodeStream(source.stream(), file, log).text(),
    file,
  )) {
    const { id, properties, geometry } = feature as {
      id?: unknown;
      properties?: unknown;
      geometry?: unknown;
    };
    const cells: string[] = [];
    if (typeof properties === 'object' && properties !== null) {
      for (const [name, value] of Object.entries(properties))
        cells[column(wellFormed(name.trim()))] = toCell(value);
    }
    // holes of a sparse array would be joined as '' too, but not by every reader
    rows.append(Array.from(cells, cell => cell ?? ''));
    const point = pointOf(geometry);
    if (typeof point === 'string') {
      log.add({
        severity: 'warning',
        code: 'not-a-point',
        file,
        line: number,
        feature: true,
        column: 'geometry',
        found: point,
        expected: 'a Point',
        remedy: 'give the point of the site; without it the postal code alone places it',
      });
    }
    points.push(...(typeof point === 'string' ? [Number.NaN, Number.NaN] : point));
    ids.push(typeof id === 'string' || typeof id === 'number' ? wellFormed(String(id)) : '');
  }

  const implied = new Map<string, string>();
  const add = (field: string, values: (index: number) => string) => {
    // a property may have the name already: it stays, and the geometry goes before it
    let name = field;
    while (columnOf.has(name)) name = `geometry_${name}`;
    const index = column(name);
    implied.set(field, name);
    return { index, values };
  };
  const extra = [
    add('lat', index => coordinate(points[2 * index + 1])),
    add('lon', index => coordinate(points[2 * index])),
  ];
  if (!header.some(name => name.toLowerCase() === 'id') && ids.some(id => id !== '')) {
    const index = column('id');
    extra.push({ index, values: row => ids[row] });
  }

  async function* batches(): AsyncGenerator<CsvRow[]> {
    for (let from = 0; from < rows.length; from += 4096) {
      const batch: CsvRow[] = [];
      for (let row = from; row < Math.min(rows.length, from + 4096); row++) {
        const cells = rows.cells(row);
        while (cells.length < header.length) cells.push('');
        for (const { index, values } of extra) cells[index] = values(row);
        batch.push({ line: row + 1, cells });
      }
      yield batch;
    }
  }
  return {
    file,
    header,
    delimiter: ',',
    opening: [],
    feature: true,
    implied,
    batches: batches(),
    rejected: () => 0,
  };
}

/** [lon, lat] of a Point or a MultiPoint of one; else what it is */
function pointOf(geometry: unknown): [number, number] | string {
  if (geometry === null || geometry === undefined) return 'no geometry';
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  const position =
    type === 'MultiPoint' && Array.isArray(coordinates) && coordinates.length === 1
      ? coordinates[0]
      : coordinates;
  if (type !== 'Point' && type !== 'MultiPoint')
    return typeof type === 'string' ? `a ${type.slice(0, 40)}` : 'no geometry';
  if (!Array.isArray(position) || typeof position[0] !== 'number' || typeof position[1] !== 'number') {
    return type === 'MultiPoint' ? 'a MultiPoint' : 'a Point without two numbers';
  }
  return [position[0], position[1]];
}

function coordinate(value: number): string {
  return Number.isNaN(value) ? '' : String(value);
}

function toCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? jsonText(value) : wellFormed(String(value));
}
