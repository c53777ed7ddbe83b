// Columns of the zones' table: numbers that may be measures, parent areas, neighbors. Rows with one id are one zone:
// their numbers are added up where they differ, their first text counts.

import type { Zones } from '../model/records.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import {
  type DecimalEvidence,
  type DecimalMark,
  decideDecimal,
  isBlank,
  isSpreadsheetError,
  readNumber,
} from './numbers.ts';
import { findColumn, normalizeName } from './synonyms.ts';
import type { RawZone, RawZones } from './zone-rows.ts';

/** How a column's numbers are written, and whether it is a column of numbers at all. */
interface ColumnKind {
  readonly mark: DecimalMark;
  /** every cell that is not blank is a number, at least one, and none is a code like 01 */
  readonly numeric: boolean;
}

/** What each column is; the decimal mark is decided over whole columns. */
export function kindsOf(raw: RawZones): ColumnKind[] {
  const file: DecimalEvidence = { comma: 0, point: 0 };
  const columns = raw.header.map((_, c) => {
    const evidence: DecimalEvidence = { comma: 0, point: 0 };
    let numbers = 0;
    let numeric = true;
    for (const { cells } of raw.rows) {
      const cell = cells[c]!;
      if (isBlank(cell)) continue;
      const read = readNumber(cell, '.');
      if (read.value === null || /^\s*-?0\d/.test(cell)) numeric = false;
      else numbers++;
      if (read.evidence === ',') evidence.comma++;
      if (read.evidence === '.') evidence.point++;
    }
    if (numeric) {
      file.comma += evidence.comma;
      file.point += evidence.point;
    }
    return { evidence, numeric: numeric && numbers > 0 };
  });
  return columns.map(({ evidence, numeric }) => ({
    // JSON writes numbers one way
    mark: raw.features ? '.' : decideDecimal(evidence, file, raw.delimiter).mark,
    numeric,
  }));
}

export interface ZoneTable {
  readonly raw: RawZones;
  readonly kinds: readonly ColumnKind[];
  readonly columnOf: ReadonlyMap<string, number>;
  readonly unknown: readonly number[];
  readonly measures: readonly string[];
  readonly file: string;
  /** rows of each zone, in an order that does not depend on the file's; zones sorted by id */
  readonly groups: readonly (readonly RawZone[])[];
  /** the repair of ids, for the neighbors column */
  readonly repairId: (text: string) => string;
}

export function numbersAndParents(table: ZoneTable, log: IssueLog): Pick<Zones, 'numbers' | 'parents'> {
  const { raw, kinds, columnOf, unknown, measures } = table;
  const numbers = new Map<string, Float64Array>();
  const parents = new Map<string, string[]>();
  const keys = raw.header.map(normalizeName);
  const asked = new Map<number, string>();
  for (const measure of measures) {
    const column = findColumn(raw.header, keys, measure);
    if (column >= 0) asked.set(column, measure);
  }
  for (const field of ['department', 'region']) {
    const column = columnOf.get(field);
    if (column !== undefined) parents.set(field, textOf(table, column));
  }
  for (const [column, measure] of asked) {
    numbers.set(
      measure,
      numbersOf(table, column).map(value => (value < 0 ? Number.NaN : value)),
    );
    reportBadNumbers(table, column, log);
  }
  for (const column of unknown) {
    const name = raw.header[column]!;
    if (asked.has(column) || name === '') continue;
    if (kinds[column]!.numeric) {
      if (!numbers.has(name)) numbers.set(name, numbersOf(table, column));
    } else if (!parents.has(name)) parents.set(name, textOf(table, column));
  }
  return { numbers, parents };
}

/** One number a zone; NaN where empty. Of several rows: the value they agree on, else their sum. */
export function numbersOf({ groups, kinds }: ZoneTable, column: number): Float64Array {
  const { mark } = kinds[column]!;
  return Float64Array.from(groups, rows => {
    const values = rows
      .map(({ cells }) => cellNumber(cells[column]!, mark))
      .filter(value => !Number.isNaN(value));
    if (values.length === 0) return Number.NaN;
    return values.every(value => value === values[0]) ? values[0]! : values.reduce((a, b) => a + b, 0);
  });
}

export const cellNumber = (cell: string, mark: DecimalMark): number =>
  isBlank(cell) ? Number.NaN : (readNumber(cell, mark).value ?? Number.NaN);

/** The first text of each zone; '' where empty. */
export function textOf({ groups }: ZoneTable, column: number): string[] {
  return groups.map(
    rows =>
      rows.map(({ cells }) => cells[column]!.trim()).find(cell => cell !== '' && !isSpreadsheetError(cell)) ??
      '',
  );
}

/** Lists of ids as `01000|01090`, `01000, 01090`, `["01000","01090"]` or with blanks between; null without the column. */
export function neighborLists({ columnOf, groups, repairId }: ZoneTable): string[][] | null {
  const column = columnOf.get('neighbors');
  if (column === undefined) return null;
  return groups.map(rows => [
    ...new Set(
      rows.flatMap(({ cells }) => {
        const cell = cells[column]!.trim().replace(/^[[{(]|[\])}]$/g, '');
        const parts = /[|;,]/.test(cell) ? cell.split(/[|;,]/) : cell.split(/\s+/);
        return parts.map(part => repairId(part.trim().replace(/^["']|["']$/g, ''))).filter(id => id !== '');
      }),
    ),
  ]);
}

function reportBadNumbers(table: ZoneTable, column: number, log: IssueLog): void {
  const { groups, kinds, raw, file } = table;
  const { mark } = kinds[column]!;
  for (const { line, cells } of groups.flat()) {
    const cell = cells[column]!;
    const value = cellNumber(cell, mark);
    const text = Number.isNaN(value) && !isBlank(cell);
    if (!text && !(value < 0)) continue;
    log.add({
      severity: 'warning',
      code: text ? 'not-a-number' : 'negative-number',
      file,
      line,
      ...(raw.features ? { feature: true } : {}),
      column: raw.header[column]!,
      found: quoteCell(cell),
      expected: text ? 'a number' : 'a number that is not negative',
      remedy: 'counted as empty; mend the cell',
    });
  }
}
