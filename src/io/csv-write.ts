// Rows → CSV text. csv-stringify is imported only here; it sees the rows that need quotes, the others are joined.

import { stringify } from 'csv-stringify/sync';

export interface CsvProfile {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  /** begin with a UTF-8 byte-order mark, without which Excel reads UTF-8 as Windows-1252 */
  readonly bom: boolean;
  readonly newline: '\n' | '\r\n';
  /** numbers in the columns of the input keep the decimal mark they came with */
  readonly keepMarks: boolean;
  /** true: do not neutralize formulas */
  readonly raw: boolean;
}

export const PROFILES = {
  default: { delimiter: ',', decimal: '.', bom: false, newline: '\n', keepMarks: true, raw: false },
  'excel-fr': { delimiter: ';', decimal: ',', bom: true, newline: '\r\n', keepMarks: false, raw: false },
  'excel-en': { delimiter: ',', decimal: '.', bom: true, newline: '\r\n', keepMarks: false, raw: false },
  crm: { delimiter: ',', decimal: '.', bom: false, newline: '\n', keepMarks: false, raw: false },
} as const satisfies Record<string, CsvProfile>;

export type ProfileName = keyof typeof PROFILES;
export const PROFILE_NAMES = Object.keys(PROFILES) as ProfileName[];

export type CsvCell = string | number | null;

const ROWS_PER_CHUNK = 512;
/** The first white space beyond Latin-1. */
const FIRST_WIDE_SPACE = 0x1680;

/**
 * Rows → text, in chunks. Numbers take the profile's decimal mark, NaN and null are empty; the caller rounds.
 * Text that a spreadsheet would run gets an apostrophe in front, unless the profile is raw.
 */
export function* writeCsv(rows: Iterable<readonly CsvCell[]>, profile: CsvProfile): Generator<string> {
  yield* inChunks(csvLines(rows, profile), beginning(profile));
}

/** Lines, after what the file begins with, some hundreds at a time. */
export function* inChunks(lines: Iterable<string>, begin: string): Generator<string> {
  let chunk = begin;
  let count = 0;
  for (const line of lines) {
    chunk += line;
    if (++count % ROWS_PER_CHUNK !== 0) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** What a file of this profile begins with. */
export function beginning(profile: CsvProfile): string {
  return profile.bom ? '\ufeff' : '';
}

/** The same line by line, each with its end; what the file begins with is left to the caller. */
export function* csvLines(rows: Iterable<readonly CsvCell[]>, profile: CsvProfile): Generator<string> {
  const cells: string[] = [];
  for (const row of rows) {
    cells.length = row.length;
    for (let c = 0; c < row.length; c++) cells[c] = toText(row[c], profile);
    const line = cells.join(profile.delimiter);
    yield isPlain(line, cells.length, profile) ? line + profile.newline : quotedRow(cells, profile);
  }
}

/**
 * False when a cell of the joined row may need quotes: one look over the row, for there are millions of cells. A delimiter
 * too many is a cell's own; white space matters beside a delimiter.
 */
function isPlain(line: string, cells: number, { delimiter }: CsvProfile): boolean {
  const mark = delimiter.charCodeAt(0);
  // a lone empty cell would be a blank line
  if (line === '') return cells !== 1;
  let delimiters = 0;
  let edge = true;
  let white = false;
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at);
    if (code === mark) {
      if (white) return false;
      delimiters++;
      edge = true;
      continue;
    }
    if (code === 0x22 || code === 0x0a || code === 0x0d) return false;
    white = code <= 0x20 || code === 0xa0 || (code >= FIRST_WIDE_SPACE && /\s/.test(line[at]));
    if (white && edge) return false;
    edge = false;
  }
  return !white && delimiters === cells - 1;
}

/** What replace makes keeps 36 bytes a quote (V8: a string of strings), and a cell of megabytes may be nothing but quotes. */
const PIECE = 1 << 18;

function quotedRow(cells: readonly string[], profile: CsvProfile): string {
  const quoted = (some: readonly string[], record_delimiter: string) =>
    stringify([some], {
      delimiter: profile.delimiter,
      record_delimiter,
      quoted_match: /[\r\n]|^\s|\s$/,
      quoted_empty: cells.length === 1,
    });
  if (!cells.some(({ length }) => length > PIECE)) return quoted(cells, profile.newline);
  const parts = cells.map(cell => (cell.length > PIECE ? quotedLong(cell) : quoted([cell], '')));
  return parts.join(profile.delimiter) + profile.newline;
}

/** A long cell, always in quotes, escaped piece by piece. */
function quotedLong(cell: string): string {
  let text = '"';
  for (let at = 0; at < cell.length; at += PIECE)
    text += cell
      .slice(at, at + PIECE)
      .split('"')
      .join('""');
  return `${text}"`;
}

/** A number of the input with the profile's decimal mark, when it is written with `mark` and has no thousands. */
export function withMark(text: string, mark: '.' | ',', { decimal, keepMarks }: CsvProfile): string {
  return !keepMarks && mark !== decimal && FRACTION.test(text) ? text.replace(mark, decimal) : text;
}

const FRACTION = /^[+-]?\d+[.,]\d+$/;

function toText(cell: CsvCell, profile: CsvProfile): string {
  if (cell === null) return '';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) return '';
    const text = String(cell === 0 ? 0 : cell);
    return profile.decimal === ',' ? text.replace('.', ',') : text;
  }
  return profile.raw || isHarmless(cell.charCodeAt(0)) ? cell : neutralize(cell);
}

/** A first character that starts no formula: digits, letters and what stands among them in ASCII, but for = and @. */
function isHarmless(code: number): boolean {
  return code >= 0x30 && code < 0x7f && code !== 0x3d && code !== 0x40;
}

// first characters that start a formula in Excel, LibreOffice or Sheets; the last four are their full-width forms
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
// signed numbers and telephone numbers are no formulas, and input columns must come out unchanged
const HARMLESS = /^[+-][\d\s.,\u00a0\u202f]*\d(?:[eE][+-]?\d{1,3})?[\s\u00a0\u202f]*[%€$]?$/;

/** An apostrophe in front of text that a spreadsheet would run (OWASP, CSV injection); signed numbers stay. */
export function neutralize(text: string): string {
  return FORMULA.test(text) && !HARMLESS.test(text) ? `'${text}` : text;
}

/** The text without the apostrophe that `neutralize` put before it. */
export function bare(text: string): string {
  return text.startsWith("'") && neutralize(text.slice(1)) === text ? text.slice(1) : text;
}
