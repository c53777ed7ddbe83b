// A table as read back from a plan directory: cells are text, numbers in C locale (the caller has
// undone the profile's decimal comma). Printed numbers are rounded: a recomputed one agrees when it
// rounds to what is printed.

import { powerOf } from '../../model/power.ts';

export interface Table {
  readonly header: readonly string[];
  readonly rows: TableRows;
}

/** What is asked of the rows of a table: an array has it, and so has a store that makes each row when it is asked for. */
export interface TableRows extends Iterable<readonly string[]> {
  readonly length: number;
  at(row: number): readonly string[] | undefined;
  forEach(visit: (row: readonly string[], index: number) => void): void;
  map<T>(make: (row: readonly string[], index: number) => T): T[];
}

/** Number of a cell; NaN when it is empty, `n/a` or not a number. */
export function numberOf(cell: string | undefined): number {
  if (cell === undefined || cell.trim() === '') return Number.NaN;
  return Number(cell);
}

/** A flag as the profiles write it. null when it is none. */
export function flagOf(cell: string | undefined): boolean | null {
  const text = (cell ?? '').trim().toLowerCase();
  if (['1', 'true', 'yes', 'oui', 'vrai'].includes(text)) return true;
  if (['0', 'false', 'no', 'non', 'faux', ''].includes(text)) return false;
  return null;
}

/** Whether `value` may be printed as `printed` with that many decimals (two summation orders apart). */
export function printsAs(value: number, printed: number, decimals: number): boolean {
  if (Number.isNaN(value) || Number.isNaN(printed)) return Number.isNaN(value) && Number.isNaN(printed);
  // a table's cell was rounded twice, first to the six decimals of kpis.json: a half may have gone either way
  // kpis.json has a tolerance as it was asked for; cells are rounded, whatever they say
  if (decimals < 6 && !endsAfter(printed, decimals)) return false;
  const slack = 0.5 * powerOf(10, -decimals) + (decimals < 6 ? 6e-7 : 0);
  return Math.abs(value - printed) <= slack + 1e-9 * Math.max(1, Math.abs(value));
}

/** No digit of a printed number is beyond so many decimals, but for what the last bits of a double make of it. */
function endsAfter(printed: number, decimals: number): boolean {
  const scaled = printed * powerOf(10, decimals);
  return Math.abs(scaled - Math.round(scaled)) <= Math.max(1e-9, Math.abs(scaled) * 2 ** -51);
}

/** The same text, but for an apostrophe in front of what a spreadsheet would run as a formula. */
export function sameText(written: string, original: string): boolean {
  return written === original || (/^[=+\-@\t\r\n＝＋－＠]/.test(original) && written === `'${original}`);
}

/** The same cell of the input: its text, or its number with the other decimal mark, which some profiles write. */
export function sameCell(written: string, original: string): boolean {
  return sameText(written, original) || (FRACTION.test(original) && written === otherMark(original));
}

const FRACTION = /^[+-]?\d+[.,]\d+$/;

function otherMark(number: string): string {
  return number.includes(',') ? number.replace(',', '.') : number.replace('.', ',');
}

/** What a map has under a cell's text, neutralized or not. */
export function lookUp<T>(map: ReadonlyMap<string, T>, cell: string): T | undefined {
  return map.get(cell) ?? (cell.startsWith("'") ? map.get(cell.slice(1)) : undefined);
}
