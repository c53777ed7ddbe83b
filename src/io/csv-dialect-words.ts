// How a CSV file is to be written, as people say it: a profile, and what differs from it.

import { type CsvProfile, PROFILES, type ProfileName } from './csv-write.ts';

export interface DialectWords {
  readonly profile?: ProfileName | undefined;
  readonly delimiter?: CsvProfile['delimiter'] | undefined;
  readonly decimal?: CsvProfile['decimal'] | undefined;
  readonly bom?: boolean | undefined;
}

const DELIMITERS = new Map([
  [',', ','],
  ['comma', ','],
  [';', ';'],
  ['semicolon', ';'],
  ['\t', '\t'],
  ['\\t', '\t'],
  ['tab', '\t'],
  ['|', '|'],
  ['pipe', '|'],
]);

const DECIMALS = new Map<string, CsvProfile['decimal']>([
  ['.', '.'],
  ['point', '.'],
  [',', ','],
  ['comma', ','],
]);

export const DELIMITER_NAMES = [...DELIMITERS.keys()];
export const DECIMAL_NAMES = [...DECIMALS.keys()];
export const DELIMITER_WORDS = 'comma, semicolon, tab, pipe, or the character itself (, ; |)';
export const DECIMAL_WORDS = 'point or comma, or the character itself (. ,)';

/** Those that every reader of this program, and any spreadsheet, tells apart; null for any other. */
export function delimiterOf(word: string): string | null {
  return DELIMITERS.get(word) ?? DELIMITERS.get(word.trim().toLowerCase()) ?? null;
}

export function decimalOf(word: string): CsvProfile['decimal'] | null {
  return DECIMALS.get(word.trim().toLowerCase()) ?? null;
}

/** null when the delimiter would be the decimal mark too: every fraction would need quotes, and few readers take that */
export function dialectOf({ profile, delimiter, decimal, bom }: DialectWords): CsvProfile | null {
  const base: CsvProfile = PROFILES[profile ?? 'default'];
  const dialect = {
    ...base,
    delimiter: delimiter ?? base.delimiter,
    decimal: decimal ?? base.decimal,
    bom: bom ?? base.bom,
    keepMarks: base.keepMarks && decimal === undefined,
  };
  return dialect.delimiter === dialect.decimal ? null : dialect;
}
