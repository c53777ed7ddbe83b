// Rows → CSV text. csv-stringify is imported only here; it sees the rows that need quotes, the others are joined.

import { stringify } from 'csv-stringify/sync';

export interface CsvProfile {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  /** begin with a UTF-8 byte-order mark, without which Excel reads UTF-8 as Windows-1252 */
  readonly bom: boolean;
  readonly newline: '\n' | '\r\n';
  /** true: do not neutralize formulas */
  readonly raw: boolean;
}

export const PROFILES = {
  default: { delimiter: ',', decimal: '.', bom: false, newline: '\n', raw: false },
  'excel-fr': { delimiter: ';', decimal: ',', bom: true, newline: '\r\n', raw: false },
  crm: { delimiter: ',', decimal: '.', bom: false, newline: '\n', raw: false },
} as const satisfies Record<string, CsvProfile>;

export type CsvCell = string | number | null;

const ROWS_PER_CHUNK = 512;

/**
 * Rows → text, in chunks. Numbers take the profile's decimal mark, NaN and null are empty; the caller rounds.
 * Text that a spreadsheet would run gets an apostrophe in front, unless the profile is raw.
 */
export function* writeCsv(rows: Iterable<readonly CsvCell[]>, profile: CsvProfile): Generator<string> {
  let plain = profile.bom ? '\ufeff' : '';
  let count = 0;
  for (const row of rows) {
    const cells = row.map(cell => toText(cell, profile));
    plain +=
      cells.some(cell => needsQuotes(cell, profile.delimiter)) || (cells.length === 1 && cells[0] === '')
        ? quotedRow(cells, profile)
        : cells.join(profile.delimiter) + profile.newline;
    if (++count % ROWS_PER_CHUNK === 0) {
      yield plain;
      plain = '';
    }
  }
  if (plain !== '') yield plain;
}

function quotedRow(cells: readonly string[], profile: CsvProfile): string {
  return stringify([cells], {
    delimiter: profile.delimiter,
    record_delimiter: profile.newline,
    quoted_match: /[\r\n]|^\s|\s$/,
    // a lone empty cell would be a blank line
    quoted_empty: cells.length === 1,
  });
}

function needsQuotes(cell: string, delimiter: string): boolean {
  return cell.includes(delimiter) || /["\r\n]|^\s|\s$/.test(cell);
}

function toText(cell: CsvCell, profile: CsvProfile): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) return '';
    const text = String(cell === 0 ? 0 : cell);
    return profile.decimal === ',' ? text.replace('.', ',') : text;
  }
  return profile.raw ? cell : neutralize(cell);
}

// first characters that start a formula in Excel, LibreOffice or Sheets; the last four are their full-width forms
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
// signed numbers and telephone numbers are no formulas, and input columns must come out unchanged
const HARMLESS = /^[+-][\d\s.,\u00a0\u202f]*\d(?:[eE][+-]?\d{1,3})?[\s\u00a0\u202f]*[%€$]?$/;

/** An apostrophe in front of text that a spreadsheet would run (OWASP, CSV injection); signed numbers stay. */
export function neutralize(text: string): string {
  return FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text;
}
