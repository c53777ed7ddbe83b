// Tables in the JSON of routing servers. Nothing in it is believed before it is looked at.

import { quoteCell } from '../issues.ts';

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Rows of numbers, row-major, divided by `per`; NaN where the server has null.
 * @param wrong what to throw when it is anything else
 */
export function tableOf(
  rows: unknown,
  name: string,
  sources: number,
  targets: number,
  per: number,
  wrong: (found: string) => Error,
): Float64Array {
  if (!Array.isArray(rows) || rows.length !== sources)
    throw wrong(`${Array.isArray(rows) ? rows.length : 'no'} rows of ${name} for ${sources} sources`);
  const table = new Float64Array(sources * targets);
  rows.forEach((row: unknown, source) => {
    if (!Array.isArray(row) || row.length !== targets)
      throw wrong(`a row of ${Array.isArray(row) ? row.length : 'no'} ${name} for ${targets} destinations`);
    row.forEach((cell: unknown, target) => {
      table[source * targets + target] = figureOf(cell, name, wrong) / per;
    });
  });
  return table;
}

/** A figure of a table; NaN for null. */
export function figureOf(cell: unknown, name: string, wrong: (found: string) => Error): number {
  if (cell === null) return Number.NaN;
  // beyond a year of driving a figure is the mark of something else: -1, the largest integer …
  if (typeof cell === 'number' && cell >= 0 && cell < 1e8) return cell;
  throw wrong(`${quoteCell(JSON.stringify(cell) ?? 'nothing')} among the ${name}`);
}
