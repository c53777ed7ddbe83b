// Road times from a file: CSV, a row for each pair or a table of origins and destinations (matrix-columns). Points are
// named by the ids of the plan, or by coordinates.

import { basename } from 'node:path';
import type { RoadGaps, RoadSource } from '../../model/roads.ts';
import { type CsvRow, readCsvRows } from '../csv.ts';
import { IssueLog, quoteCell } from '../issues.ts';
import { isBlank, readNumber } from '../numbers.ts';
import type { Source } from '../source.ts';
import { type LongColumns, matrixColumns, type WideColumns } from './matrix-columns.ts';
import { type MatrixFigures, matrixFigures } from './matrix-figures.ts';
import { type MatrixNames, matrixNames, NO_POINT } from './matrix-names.ts';
import { createPairTable } from './pair-table.ts';
import { createPoints, type PointIndex } from './points.ts';
import type { Resolver } from './resolver.ts';
import { pointNumbers } from './server.ts';

/** The file as plan.json lists it. */
export interface RoadInput {
  /** base name, '-' for standard input */
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
  /** rows with a pair of the plan; in the wide form, with an origin of it */
  readonly accepted: number;
  readonly rejected: number;
}

/** 1 m: exports that write five decimals name the same points as the plan, which has six */
const DIGITS = 5;

/**
 * Reads a matrix. What is wrong with it goes to the log: with errors there it is not to be used.
 * @throws InputError when the file cannot be read at all
 */
export async function readMatrix(
  source: Source,
  resolver: Resolver,
  log: IssueLog,
): Promise<RoadSource & { readonly input: RoadInput }> {
  const { file } = source;
  const own = new IssueLog();
  const csv = await readCsvRows(source, own);
  const points = createPoints(DIGITS);
  const names = matrixNames(resolver, points, file, log);
  const columns = matrixColumns(csv.header, file, log);
  const long = columns?.form === 'long';
  const units = {
    time: long && !columns.at.has('minutes') ? 60 : 1,
    distance: long && !columns.at.has('km') ? 1000 : 1,
  };
  const figures = matrixFigures(file, log, units, long, names.isShared);
  const read = long
    ? longRow(columns, csv.header, { file, log, points, names, figures })
    : wideRow(columns, csv.header, csv.headerLine, { file, log, points, names, figures });
  let accepted = 0;
  for await (const batch of csv.batches) for (const row of batch) if (columns && read(row)) accepted++;
  names.finish();
  figures.finish(csv.delimiter);
  // the corner of a table needs no name
  for (const issue of own.issues())
    if (!(columns?.form === 'wide' && issue.code === 'empty-column-name')) log.add(issue);
  const { rows, rejected } = csv.stats();
  const all = rows + rejected;
  if (columns && figures.table.size === 0 && !log.hasErrors())
    log.add({
      severity: 'error',
      code: 'unknown-road-name',
      file,
      line: null,
      column: null,
      found: `${all} ${all === 1 ? 'row' : 'rows'}, none with two places of this plan and a time`,
      expected: 'pairs of reps, zones or accounts',
      remedy: 'write their ids, as in the files of the plan, or their coordinates',
    });

  const missing = createPairTable();
  const gaps = { absent: 0, noRoad: 0, offRoad: 0 };
  return {
    kind: 'matrix',
    input: { file: basename(file), sha256: source.sha256(), rows: all, accepted, rejected: all - accepted },
    async ask(pairs) {
      const ids = pointNumbers(pairs, points.of);
      const minutes = new Float64Array(pairs.from.length).fill(Number.NaN);
      const km = new Float64Array(pairs.from.length).fill(Number.NaN);
      for (let i = 0; i < minutes.length; i++) {
        const a = ids[pairs.from[i] as number] as number;
        const b = ids[pairs.to[i] as number] as number;
        if (a === b && a >= 0) {
          minutes[i] = 0;
          km[i] = 0;
          continue;
        }
        const entry = a < 0 || b < 0 ? -1 : figures.table.find(a, b);
        const time = entry < 0 ? Number.NaN : figures.table.minutes(entry);
        if (time >= 0) {
          minutes[i] = time;
          km[i] = figures.table.km(entry);
          continue;
        }
        const before = missing.size;
        if (a >= 0 && b >= 0) missing.add(a, b);
        if (a < 0 || b < 0 || missing.size > before) gaps[entry < 0 ? 'absent' : 'noRoad']++;
      }
      return { minutes, km };
    },
    gaps: (): RoadGaps => ({ ...gaps }),
    offRoad: () => [],
  };
}

interface Reading {
  readonly file: string;
  readonly log: IssueLog;
  readonly points: PointIndex;
  readonly names: MatrixNames;
  readonly figures: MatrixFigures;
}

/** Whether the row has a pair of the plan. */
type ReadRow = (row: CsvRow) => boolean;

function longRow({ at }: LongColumns, header: readonly string[], reading: Reading): ReadRow {
  const { names, figures } = reading;
  const column = (...fields: string[]) => at.get(fields.find(field => at.has(field)) ?? '') ?? -1;
  const time = column('minutes', 'seconds');
  const distance = column('km', 'metres');
  const ends = (['from', 'to'] as const).map(end => ({
    id: column(end),
    lat: column(`${end}_lat`),
    lon: column(`${end}_lon`),
  }));
  const timeColumn = header[time] as string;
  const distanceColumn = header[distance] ?? '';
  return ({ line, cells }) => {
    let right = true;
    const [from = NO_POINT, to = NO_POINT] = ends.map(({ id, lat, lon }) => {
      const name = id < 0 ? '' : (cells[id] as string).trim();
      if (name !== '' && !isBlank(name)) {
        const point = names.of(name, line, header[id] as string);
        if (point !== NO_POINT || lat < 0 || lon < 0) return point;
      }
      if (lat >= 0 && lon >= 0) {
        const point = placeOf(cells, lat, lon, line, header, reading);
        if (point === null) right = false;
        return point ?? NO_POINT;
      }
      right = false;
      reading.log.add({
        severity: 'error',
        code: 'missing-road-name',
        file: reading.file,
        line,
        column: header[id] as string,
        found: 'no name',
        expected: 'the id of a rep, a zone or an account',
        remedy: 'fill it in, or take the row out',
      });
      return NO_POINT;
    });
    const fine = figures.add({
      from,
      to,
      line,
      time: cells[time] as string,
      distance: distance < 0 ? undefined : cells[distance],
      timeColumn,
      distanceColumn,
    });
    return fine && right && from !== NO_POINT && to !== NO_POINT;
  };
}

/** The point of two cells of degrees; null when they are none, and the log says so. */
function placeOf(
  cells: readonly string[],
  lat: number,
  lon: number,
  line: number,
  header: readonly string[],
  { file, log, points }: Reading,
): number | null {
  const degrees = [lat, lon].map(column => {
    const { value, ambiguous } = readNumber(cells[column] as string, '.');
    // no coordinate has thousands
    return ambiguous === '' ? value : readNumber(cells[column] as string, ambiguous).value;
  });
  const most = [90, 180];
  const bad = degrees.findIndex((value, i) => value === null || Math.abs(value) > (most[i] as number));
  if (bad < 0) return points.of(degrees[0] as number, degrees[1] as number);
  log.add({
    severity: 'error',
    code: 'bad-road-figure',
    file,
    line,
    column: header[bad === 0 ? lat : lon] as string,
    found: quoteCell(cells[bad === 0 ? lat : lon] as string),
    expected: `degrees from -${most[bad]} to ${most[bad]}`,
    remedy: 'mend the cell, or take the row out',
  });
  return null;
}

function wideRow(
  columns: WideColumns | null,
  header: readonly string[],
  headerLine: number,
  reading: Reading,
): ReadRow {
  const { names, figures } = reading;
  const destinations = (columns?.destinations ?? []).map(({ name, time, distance }) => ({
    to: names.of(name, headerLine, name),
    time,
    distance,
    timeColumn: header[time] as string,
    distanceColumn: header[distance] ?? '',
  }));
  return ({ line, cells }) => {
    const name = (cells[0] as string).trim();
    if (name === '') return false;
    const from = names.of(name, line, header[0] as string);
    let fine = true;
    for (const { to, time, distance, timeColumn, distanceColumn } of destinations) {
      // pairs that are not the plan's are not looked at: a table may be very large
      if (from === NO_POINT || to === NO_POINT) continue;
      const right = figures.add({
        from,
        to,
        line,
        time: cells[time] as string,
        distance: distance < 0 ? undefined : cells[distance],
        timeColumn,
        distanceColumn,
      });
      if (!right) fine = false;
    }
    return fine && from !== NO_POINT;
  };
}
