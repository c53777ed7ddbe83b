// Rows of a table as bytes off the heap, each made again when it is asked for: a million accounts stand in two tables of a
// plan, and their cells as strings would take ten times the size of the files.

import type { TableRows } from '../evaluate/verify/table.ts';
import type { RowStoreBuilder } from '../io/row-store.ts';

export function storedRows(store: RowStoreBuilder): TableRows {
  const { length } = store;
  function* all(): Generator<readonly string[]> {
    for (let row = 0; row < length; row++) yield store.cells(row);
  }
  return {
    length,
    at: row => (row >= 0 && row < length ? store.cells(row) : undefined),
    forEach(visit) {
      for (let row = 0; row < length; row++) visit(store.cells(row), row);
    },
    map: make => Array.from({ length }, (_, row) => make(store.cells(row), row)),
    [Symbol.iterator]: all,
  };
}
