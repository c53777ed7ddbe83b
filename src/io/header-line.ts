// A title, a date or the groups of columns may stand above the header: then a line further down is what it should be.

import { DELIMITERS } from './csv-dialect.ts';

/** The first lines of a file, as they are. */
export type Opening = readonly { readonly line: number; readonly text: string }[];

/** lines looked at */
const LINES = 10;
/** characters: a header of thousands of columns is found elsewhere */
const CHARACTERS = 1 << 14;

/** @param firstLine number of the first of them */
export function openingLines(head: string, newline: string, firstLine: number): Opening {
  const lines = head.slice(0, CHARACTERS).split(newline, LINES + 1 - firstLine);
  return lines.map((text, index) => ({ line: firstLine + index, text }));
}

/**
 * The line with the most names that are known, more than the header's and at least two; null without any.
 * @param known how many of these names are
 */
export function likelyHeader(
  opening: Opening,
  header: readonly string[],
  known: (names: readonly string[]) => number,
): number | null {
  let best: { readonly line: number | null; readonly names: number } = {
    line: null,
    names: Math.max(1, known(header)),
  };
  for (const { line, text } of opening) {
    // a title of one cell tells no delimiter
    for (const delimiter of DELIMITERS) {
      const cells = text.split(delimiter).map(cell =>
        cell
          .trim()
          .replace(/^"(.*)"$/, '$1')
          .trim(),
      );
      const names = cells.length < 2 ? 0 : known(cells);
      if (names > best.names) best = { line, names };
    }
  }
  return best.line;
}
