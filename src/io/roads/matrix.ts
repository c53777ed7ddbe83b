// Road times from a file: CSV, a row for each pair or a table of origins and destinations (matrix-columns). Points are
// named by the ids of the plan, or by coordinates.

import { basename } from 'node:path';
import type { RoadGaps, RoadSource } from '../../model/roads.ts';
import { readCsvRows } from '../csv.ts';
import { InputError, IssueLog } from '../issues.ts';
import { peekSource, type Source } from '../source.ts';
import { matrixColumns } from './matrix-columns.ts';
import { matrixFigures } from './matrix-figures.ts';
import { matrixNames } from './matrix-names.ts';
import { longRow, wideRow } from './matrix-rows.ts';
import { createPairTable } from './pair-table.ts';
import { createPoints, pointNumbers } from './points.ts';
import type { Resolver } from './resolver.ts';

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

/** Columns of the wide form, of which ten thousand million cells follow. */
const MOST_PLACES = 100_000;

/** 1 m: exports that write five decimals name the same points as the plan, which has six */
const DIGITS = 5;

/**
 * Reads a matrix. What is wrong with it goes to the log: with errors there it is not to be used.
 * @param partly of a layer among several: a matrix that knows none of its places may know those of the others
 * @throws InputError when the file cannot be read at all
 */
export async function readMatrix(
  source: Source,
  resolver: Resolver,
  log: IssueLog,
  partly = false,
): Promise<RoadSource & { readonly input: RoadInput }> {
  const { file } = source;
  const own = new IssueLog();
  const peeked = await peekSource(source);
  if (peeked.format === 'json') {
    throw new InputError([
      {
        severity: 'error',
        code: 'unreadable-file',
        file,
        line: null,
        column: null,
        found: 'JSON',
        expected: 'a CSV file of road times',
        remedy: 'write a row for each pair: from, to, minutes, km',
      },
    ]);
  }
  const csv = await readCsvRows(peeked.source, own, { mostColumns: MOST_PLACES });
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
      severity: partly ? 'warning' : 'error',
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
