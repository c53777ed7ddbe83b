// rejects.csv: each rejected row with where it is and why, then its cells as read, so that it can be mended there
// and read again. Files with different columns share the table: a cell stands under its column's name.

import type { RejectLog } from '../io/issues.ts';
import { shownNul } from '../io/json-cell.ts';
import { fileName } from '../model/file-name.ts';

const OWN = ['file', 'line', 'column', 'reason', 'id'] as const;

export function* rejectRows(log: RejectLog): Generator<(string | number | null)[]> {
  const columns: string[] = [];
  const placeOf = new Map<string, readonly number[]>();
  const known = new Map<string, number>();
  for (const { file } of log.rejects()) {
    if (placeOf.has(file)) continue;
    placeOf.set(file, places(log.header(file), columns, known));
  }
  yield [...OWN, ...columns];
  for (const { file, line, column, reason, id, cells } of log.rejects()) {
    // a NUL, for which a row may be here, would make this file one that is refused
    const own: (string | null)[] = new Array(columns.length).fill(null);
    for (const [c, place] of (placeOf.get(file) ?? []).entries()) own[place] = shownNul(cells[c] ?? '');
    yield [fileName(file), line, column, reason, shownNul(id), ...own];
  }
}

/** Column of the table for each column of a file; new names are appended, a name twice in one file is two columns. */
function places(header: readonly string[], columns: string[], known: Map<string, number>): number[] {
  const times = new Map<string, number>();
  return header.map(name => {
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    const key = `${time} ${name}`;
    const place = known.get(key);
    if (place !== undefined) return place;
    columns.push((OWN as readonly string[]).includes(name) ? `${name}_input` : name);
    known.set(key, columns.length - 1);
    return columns.length - 1;
  });
}
