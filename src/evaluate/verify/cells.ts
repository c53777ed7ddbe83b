// Cells of a table by column name, each against what it should be.

import { type Check, say } from './check.ts';
import { flagOf, numberOf, printsAs, sameText, type Table } from './table.ts';

/** decimals that the tables are written with (docs/file-formats.md) */
export const DEGREES = 6;
export const SHARE = 6;
export const MINUTES = 1;
export const AMOUNT = 2;

/** Reads cells of a table by column name; a column that is missing is a problem, told once. */
export interface Cells {
  text(row: readonly string[], column: string): string;
  /** the cell says this text */
  same(row: readonly string[], column: string, expected: string, what: string): void;
  /** the cell is this number, rounded to so many decimals */
  number(row: readonly string[], column: string, expected: number, decimals: number, what: string): void;
  flag(row: readonly string[], column: string, expected: boolean, what: string): void;
}

export function cellsOf(file: string, table: Table, check: Check): Cells {
  const columns = new Map<string, number>();
  const find = (name: string) => {
    let found = columns.get(name);
    if (found === undefined) {
      found = table.header.lastIndexOf(name);
      columns.set(name, found);
      const missing = found < 0;
      check.that(!missing, () => `${file} has no column ${name}`);
    }
    return found;
  };
  const text = (row: readonly string[], column: string) => row[find(column)] ?? '';
  const cells: Cells = {
    text,
    same(row, column, expected, what) {
      if (find(column) < 0) return;
      const found = text(row, column);
      check.that(
        sameText(found, expected),
        () => `${file}: ${what}: ${column} is "${found}", should be "${expected}"`,
      );
    },
    number(row, column, expected, decimals, what) {
      const index = find(column);
      if (index < 0) return;
      const found = numberOf(row[index]);
      const shown = Number.isNaN(expected) ? 'empty' : say(expected);
      check.that(
        printsAs(expected, found, decimals),
        () => `${file}: ${what}: ${column} is "${row[index]}", recomputed ${shown}`,
      );
    },
    flag(row, column, expected, what) {
      if (find(column) < 0) return;
      check.that(
        // always written: an empty cell is a figure that is not available
        text(row, column) !== '' && flagOf(text(row, column)) === expected,
        () => `${file}: ${what}: ${column} is "${text(row, column)}", should be ${expected ? '1' : '0'}`,
      );
    },
  };
  return cells;
}
