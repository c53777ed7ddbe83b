// The beginning of a file, read by the tool's own readers: what it is, its columns, some of its rows. A bounded part is
// enough to know a file by, whatever its size.

import { open } from 'node:fs/promises';
import { readCsvRows } from '../../io/csv.ts';
import { decodeStream, type EncodingName } from '../../io/encoding.ts';
import { readFeatures } from '../../io/features.ts';
import { readGeoJson } from '../../io/geojson.ts';
import { InputError, IssueLog, RejectLog } from '../../io/issues.ts';
import { bytesSource, peekSource } from '../../io/source.ts';
import { matchColumns, ZONE_FIELDS } from '../../io/synonyms.ts';
import { cellText } from '../../io/zone-rows.ts';

export interface Table {
  readonly format: 'csv' | 'geojson' | 'topojson';
  /** of CSV */
  readonly delimiter: string;
  readonly encoding: EncodingName;
  readonly header: readonly string[];
  /** cells of the rows looked at, as many as the header */
  readonly rows: readonly (readonly string[])[];
  /** of the whole file; a guess from its size when only a part was looked at */
  readonly count: number;
  /** all of the file was looked at */
  readonly whole: boolean;
  /** features with a polygon, of those looked at */
  readonly polygons: number;
  /** longitude, latitude of features: a position of each shape */
  readonly points: readonly (readonly [number, number])[];
}

export interface Looked {
  readonly path: string;
  readonly bytes: number;
  readonly table: Table | null;
  /** what was found instead of a table */
  readonly instead: string;
}

/** enough of a CSV file, and of features */
const SAMPLE_BYTES = 1 << 20;
/** a TopoJSON file, or one whose first features are larger than the sample, is read whole up to here */
const WHOLE_BYTES = 1 << 26;
const MOST_ROWS = 20_000;

/** Never throws for what is in the file: what is no table is said in `instead`. */
export async function look(path: string, bytes: number): Promise<Looked> {
  try {
    const head = await beginning(path, SAMPLE_BYTES);
    const table = await tableOf(path, head, bytes);
    if (table) return { path, bytes, table, instead: '' };
    return { path, bytes, table: null, instead: 'no table of several columns' };
  } catch (error) {
    const found =
      error instanceof InputError ? error.issues[0]?.found : (error as NodeJS.ErrnoException).code;
    if (found === undefined) throw error;
    return { path, bytes, table: null, instead: found };
  }
}

/** All rows that a larger part of the file has, for what a sample cannot say (which ids there are). */
export async function lookWhole(looked: Looked): Promise<Looked> {
  if (looked.table === null || looked.table.whole) return looked;
  const table = await tableOf(
    looked.path,
    await beginning(looked.path, WHOLE_BYTES),
    looked.bytes,
    Number.POSITIVE_INFINITY,
  );
  return table ? { ...looked, table } : looked;
}

async function beginning(path: string, most: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const buffer = Buffer.alloc(Math.min(size, most));
    let at = 0;
    while (at < buffer.length) {
      const { bytesRead } = await handle.read(buffer, at, buffer.length - at, at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    return buffer.subarray(0, at);
  } finally {
    await handle.close();
  }
}

async function tableOf(path: string, head: Buffer, bytes: number, most = MOST_ROWS): Promise<Table | null> {
  if (head.length === 0) return null;
  const { format } = await peekSource(bytesSource(path, head));
  const whole = head.length >= bytes;
  if (format === 'csv') return csvTable(path, head, bytes, whole, most);
  const features = await featureTable(path, head, bytes, whole, most);
  if (features && features.rows.length > 0) return features;
  // features that do not begin within the sample, or arcs that come last
  if (bytes > WHOLE_BYTES) return null;
  const text = (whole ? head : await beginning(path, WHOLE_BYTES)).toString('utf8');
  return wholeJson(path, text);
}

async function csvTable(
  path: string,
  head: Buffer,
  bytes: number,
  whole: boolean,
  most: number,
): Promise<Table | null> {
  const log = new IssueLog();
  const csv = await readCsvRows(bytesSource(path, head), log, { onReject: () => {} });
  if (csv.header.length < 2) return null;
  const rows: string[][] = [];
  let seen = 0;
  for await (const batch of csv.batches) {
    seen += batch.length;
    if (rows.length < most) rows.push(...batch.slice(0, most - rows.length).map(({ cells }) => cells));
  }
  // the last row may be cut
  if (!whole && rows.length === seen) rows.pop();
  return {
    format: 'csv',
    delimiter: csv.delimiter,
    encoding: csv.encoding,
    header: csv.header,
    rows,
    count: whole ? seen : Math.round((seen * bytes) / head.length),
    whole: whole && rows.length === seen,
    polygons: 0,
    points: [],
  };
}

async function featureTable(
  path: string,
  head: Buffer,
  bytes: number,
  whole: boolean,
  most: number,
): Promise<Table | null> {
  const log = new IssueLog();
  const decoded = decodeStream(bytesSource(path, head).stream(), path, log);
  const features: unknown[] = [];
  let seen = 0;
  try {
    for await (const { feature } of readFeatures(decoded.text(), path)) {
      seen++;
      if (features.length < most) features.push(feature);
    }
  } catch (error) {
    // a part of a file stops in the middle
    if (!(error instanceof InputError) || whole || seen === 0) return null;
  }
  const header: string[] = [];
  const at = new Map<string, number>();
  const list = features as { id?: unknown; properties?: unknown; geometry?: unknown }[];
  for (const { properties } of list) {
    for (const key of Object.keys(properties ?? {})) {
      if (at.has(key)) continue;
      at.set(key, header.length);
      header.push(key);
    }
  }
  const known = matchColumns(header, ZONE_FIELDS, new Map(), new IssueLog(), path).columnOf.has('id');
  const ownId = !known && list.some(({ id }) => typeof id === 'string' || typeof id === 'number');
  if (ownId) header.push('id');
  const rows = list.map(({ id, properties }) => {
    const cells = new Array<string>(header.length).fill('');
    for (const [key, value] of Object.entries(properties ?? {}))
      cells[at.get(key) as number] = cellText(value);
    if (ownId) cells[header.length - 1] = cellText(id);
    return cells;
  });
  return {
    format: 'geojson',
    delimiter: '',
    encoding: decoded.encoding(),
    header,
    rows,
    count: whole ? seen : Math.round((seen * bytes) / head.length),
    whole: whole && rows.length === seen,
    ...shapesOf(list.map(({ geometry }) => geometry)),
  };
}

/** The reader of zones itself, for TopoJSON and what goes by the name of GeoJSON; null when it is neither. */
function wholeJson(path: string, text: string): Table | null {
  const hasId = (header: readonly string[]) =>
    matchColumns(header, ZONE_FIELDS, new Map(), new IssueLog(), path).columnOf.has('id');
  const raw = readGeoJson(text, path, hasId, new IssueLog(), new RejectLog());
  if (raw.rows.length === 0) return null;
  return {
    format: /"type"\s*:\s*"Topology"/.test(text) ? 'topojson' : 'geojson',
    delimiter: '',
    encoding: 'utf-8',
    header: raw.header,
    rows: raw.rows.map(({ cells }) => cells),
    count: raw.rows.length,
    whole: true,
    ...shapesOf(
      raw.rows.map(({ polygons, point }) => ({
        coordinates: polygons?.read() ?? point,
        polygons: polygons !== null,
      })),
    ),
  };
}

function shapesOf(shapes: readonly unknown[]): Pick<Table, 'polygons' | 'points'> {
  let polygons = 0;
  const points: [number, number][] = [];
  for (const shape of shapes) {
    if (typeof shape !== 'object' || shape === null) continue;
    const {
      type,
      coordinates,
      polygons: own,
    } = shape as { type?: unknown; coordinates?: unknown; polygons?: boolean };
    if (own === true || type === 'Polygon' || type === 'MultiPolygon') polygons++;
    let position = coordinates;
    while (Array.isArray(position) && Array.isArray(position[0])) position = position[0];
    if (Array.isArray(position) && typeof position[0] === 'number' && typeof position[1] === 'number')
      points.push([position[0], position[1]]);
  }
  return { polygons, points };
}
