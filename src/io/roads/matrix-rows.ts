// Rows of a matrix file → pairs of points with their figures, in either form.

import type { CsvRow } from '../csv.ts';
import { type IssueLog, quoteCell } from '../issues.ts';
import { isBlank, readNumber } from '../numbers.ts';
import type { LongColumns, WideColumns } from './matrix-columns.ts';
import type { MatrixFigures } from './matrix-figures.ts';
import { type MatrixNames, NO_POINT } from './matrix-names.ts';
import type { PointIndex } from './points.ts';

/** Where rows go. */
export interface Reading {
  readonly file: string;
  readonly log: IssueLog;
  readonly points: PointIndex;
  readonly names: MatrixNames;
  readonly figures: MatrixFigures;
}

/** Whether the row has a pair of the plan; its figures go to the table, its faults to the log. */
type ReadRow = (row: CsvRow) => boolean;

export function longRow({ at }: LongColumns, header: readonly string[], reading: Reading): ReadRow {
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

export function wideRow(
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
