// Numbers in the columns of the accounts file, with the decimal mark of the profile: a French Excel takes 48.22 for text.

import { type CsvProfile, withMark } from '../io/csv.ts';
import type { Accounts } from '../model/records.ts';

/** @param rows the input's columns first; a header, then an account each */
export function* inputMarks<Cell>(
  rows: Iterable<readonly Cell[]>,
  accounts: Pick<Accounts, 'columns'> | null,
  profile: CsvProfile,
): Generator<readonly Cell[]> {
  const marked = [...(accounts?.columns?.numbers ?? [])].filter(([, mark]) => mark !== profile.decimal);
  if (profile.keepMarks || marked.length === 0) {
    yield* rows;
    return;
  }
  let first = true;
  for (const row of rows) {
    const cells = [...row];
    for (const [c, mark] of first ? [] : marked) {
      const cell = cells[c];
      if (typeof cell === 'string') cells[c] = withMark(cell, mark, profile) as Cell;
    }
    first = false;
    yield cells;
  }
}
