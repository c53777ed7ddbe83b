// Rows of a table by what their cells say: figures as report/format.ts writes them, text as a reader looks for it.

import type { Lang } from '../report/format.ts';

export interface WrittenFigure {
  /** NaN where none is written */
  readonly value: number;
  /** what follows the digits, such as `%` */
  readonly unit: string;
}

const DIGITS = /^([+−-]?)(\d[\d.,\u202f]*(?:e[+-]?\d+)?)\s*(.*)$/u;

/** `−12 345,6 %` in French, `−12,345.6%` in English. */
export function readFigure(text: string, lang: Lang): WrittenFigure {
  const found = DIGITS.exec(text.trim());
  if (!found) return { value: Number.NaN, unit: '' };
  const [, sign, digits, unit] = found as unknown as [string, string, string, string];
  const plain =
    lang === 'fr' ? digits.replaceAll('\u202f', '').replace(',', '.') : digits.replaceAll(',', '');
  return { value: Number(plain) * (sign === '' || sign === '+' ? 1 : -1), unit };
}

/** The values of a column of figures; null where they have no order: several units, or words among them. */
export function figuresOfColumn(cells: readonly string[], lang: Lang): number[] | null {
  const figures = cells.map(cell => readFigure(cell, lang));
  const units = new Set(figures.filter(({ value }) => !Number.isNaN(value)).map(({ unit }) => unit));
  const words = cells.some((cell, i) => Number.isNaN(figures[i]?.value) && /\d/.test(cell));
  return units.size === 1 && !words ? figures.map(({ value }) => value) : null;
}

export type Direction = 'ascending' | 'descending';

/** Places of the rows in their new order; equal ones keep theirs, and what is not written comes last either way. */
export function orderOf<T>(
  values: readonly T[],
  compare: (a: T, b: T) => number,
  isMissing: (value: T) => boolean,
  direction: Direction,
): number[] {
  const sign = direction === 'ascending' ? 1 : -1;
  return values
    .map((_, i) => i)
    .sort((i, j) => {
      const [a, b] = [values[i] as T, values[j] as T];
      const missing = Number(isMissing(a)) - Number(isMissing(b));
      return missing || (isMissing(a) ? 0 : sign * compare(a, b)) || i - j;
    });
}

/** Without accents, capitals and special spaces: `Éts  Cœur` is `ets coeur`. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('−', '-')
    .replaceAll('’', "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a row has all words that are looked for, in whatever order. */
export function hasWords(row: string, wanted: string): boolean {
  return folded(wanted)
    .split(' ')
    .every(word => row.includes(word));
}
