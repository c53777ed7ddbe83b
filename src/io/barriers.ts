// The barrier file: pairs of zones, or of whole areas, that no sector may be joined across: a ridge, an estuary without a
// bridge. CSV `zone_a,zone_b`; each cell is a zone id, the name of a parent area (a department, a region…), or the
// beginning of zone ids.

import type { Barrier } from '../model/records.ts';
import { readCsvRows } from './csv.ts';
import type { FieldSpec } from './fields.ts';
import { repairPostalCode } from './french.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import type { Source } from './source.ts';
import { matchOwnColumns } from './synonyms.ts';

export const BARRIER_FIELDS: readonly FieldSpec[] = [
  { name: 'zone_a', required: true, synonyms: ['a', 'from', 'zone 1', 'zone1', 'de', 'zone a'] },
  { name: 'zone_b', required: true, synonyms: ['b', 'to', 'zone 2', 'zone2', 'a zone', 'zone b'] },
];

/** Letters of a beginning: with one alone, a zero is missing rather than a tenth of the country meant. */
const SHORTEST = 2;

export interface Barriers {
  /** in the order of the file */
  readonly list: readonly Barrier[];
  /** all rows, those with an error too */
  readonly rowsRead: number;
}

/** `areas`: what a cell may name beside a zone: the parent areas of the zones. */
export async function readBarriers(
  source: Source,
  log: IssueLog,
  known: {
    readonly zoneIds: readonly string[];
    readonly areas: ReadonlySet<string>;
    readonly country: string;
  },
): Promise<Barriers> {
  const { file } = source;
  const csv = await readCsvRows(source, log);
  const { columnOf } = matchOwnColumns(csv, BARRIER_FIELDS, log, file);
  const columns = [columnOf.get('zone_a'), columnOf.get('zone_b')];
  const ids = new Set(known.zoneIds);
  const barriers: Barrier[] = [];
  const isKnown = (name: string) =>
    ids.has(name) ||
    known.areas.has(name) ||
    (name.length >= SHORTEST && known.zoneIds.some(id => id.startsWith(name)));
  for await (const { line, cells } of csv.rows) {
    if (columns.some(column => column === undefined)) continue;
    let whole = true;
    const [a, b] = columns.map(column => {
      const cell = (cells[column as number] ?? '').trim();
      // 1000 is 01000, but 01 is a department
      const repaired = /^\d{4}$/.test(cell) ? repairPostalCode(cell, known.country).code : cell;
      const name = !isKnown(cell) && isKnown(repaired) ? repaired : cell;
      if (name !== '' && isKnown(name)) return name;
      whole = false;
      log.add({
        severity: 'error',
        code: name === '' ? 'missing-code' : 'unknown-zone',
        file,
        line,
        column: csv.header[column as number] as string,
        found: name === '' ? 'no zone' : quoteCell(cell),
        expected: 'a zone id, a parent area of the zones, or the beginning of zone ids',
        remedy: 'mend the row, or take it out',
      });
      return '';
    });
    if (whole && a === b) {
      log.add({
        severity: 'error',
        code: 'barrier-to-itself',
        file,
        line,
        column: csv.header[columns[1] as number] as string,
        found: `a barrier between ${quoteCell(a as string)} and itself`,
        expected: 'two zones or areas',
        remedy: 'mend the row, or take it out',
      });
    } else if (whole) barriers.push({ a: a as string, b: b as string, line });
  }
  const { rows, rejected } = csv.stats();
  return { list: barriers, rowsRead: rows + rejected };
}
