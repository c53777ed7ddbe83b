// The findings of the CSV reader, in words.

import type { Issue } from '../model/records.ts';
import type { RawRecord } from './csv-records.ts';
import { InputError, type IssueLog, quoteCell } from './issues.ts';

/** More than any spreadsheet has (Excel: 16 384): a file of so many is data of another kind, or an attack. */
export const MOST_COLUMNS = 20_000;

export function tooManyColumns(
  file: string,
  line: number | null,
  count: number,
  most = MOST_COLUMNS,
): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'too-many-columns',
      file,
      line,
      column: null,
      found: `${count} columns`,
      expected: `at most ${most}`,
      remedy: 'leave out those that are not needed; check the delimiter, and whether the table is transposed',
    },
  ]);
}

export function reportHeader(header: readonly string[], file: string, line: number, log: IssueLog): void {
  const unnamed = header.flatMap((name, index) => (name === '' ? [index + 1] : []));
  if (unnamed.length > 0) {
    const one = unnamed.length === 1;
    const first = `${unnamed.slice(0, 5).join(', ')}${unnamed.length > 5 ? '…' : ''}`;
    log.add({
      severity: 'warning',
      code: 'empty-column-name',
      file,
      line,
      column: null,
      found: one
        ? `no name for column ${first} of ${header.length}`
        : `no name for ${unnamed.length} of ${header.length} columns: ${first}`,
      expected: 'a name for every column',
      remedy: one
        ? 'name the column, or delete it if it is empty'
        : 'name the columns, or delete those that are empty',
    });
  }
  const seen = new Map<string, number>();
  header.forEach((name, index) => {
    if (name === '') return;
    const first = seen.get(name);
    if (first === undefined) seen.set(name, index);
    else {
      log.add({
        severity: 'warning',
        code: 'duplicate-column',
        file,
        line,
        column: name,
        found: `columns ${first + 1} and ${index + 1} with the same name ${quoteCell(name)}`,
        expected: 'different names',
        remedy: 'rename one of them',
      });
    }
  });
}

export function raggedIssue(
  file: string,
  line: number,
  cells: readonly string[],
  header: readonly string[],
  delimiter: string,
  severity: 'error' | 'warning',
): Issue {
  const many = cells.length > header.length;
  return {
    severity,
    code: many ? 'too-many-cells' : 'too-few-cells',
    file,
    line,
    // the first cell without a column, or the first column without a cell
    column: many ? null : header[cells.length],
    found: `${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}`,
    expected: `${header.length}, as in the header`,
    remedy: many
      ? `quote the cell that contains the delimiter ${quoteCell(delimiter)}`
      : `add the missing ${header.length - cells.length === 1 ? 'cell' : 'cells'}, or check for a line break inside a cell`,
  };
}

export function faultIssue(
  file: string,
  record: RawRecord,
  severity: 'error' | 'warning',
  fault: string | null,
): Issue {
  const place = { severity, file, line: record.line, column: null };
  // the row is not quoted: it may hold names and addresses, and its line is said
  if (fault === 'nul-byte') {
    const remedy = 'the file is damaged or no text; export it again';
    return { ...place, code: 'nul-byte', found: 'a NUL character', expected: 'text', remedy };
  }
  if (fault === 'unclosed-quote') {
    const remedy = 'close the quote, or double it ("") if it belongs to the text';
    return {
      ...place,
      code: 'unclosed-quote',
      found: 'a quote that is never closed',
      expected: 'a closing quote',
      remedy,
    };
  }
  return {
    ...place,
    code: 'bad-quote',
    found: 'text after a closing quote',
    expected: 'a delimiter or the end of the line after a closing quote',
    remedy: 'double the quotes ("") that belong to the text',
  };
}
