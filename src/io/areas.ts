// An area in the rules of a rep: the beginning of zone ids or the value of any parent column, as it is written, or
// `column=value` for one parent column alone (`department=22`, `région=Bretagne`).

import { quoteCell } from './issues.ts';
import { nearest } from './nearest.ts';
import { normalizeName, ZONE_FIELDS } from './synonyms.ts';

type ReadArea = { readonly area: string } | { readonly expected: string; readonly remedy: string };

/**
 * The entry with its column called as the zones call it.
 * @param columns parent columns of the zones; undefined when they are not known, and nothing can be judged
 */
export function readArea(entry: string, columns: readonly string[] | undefined): ReadArea {
  const equals = entry.indexOf('=');
  if (equals < 0 || !columns) return { area: entry };
  const written = entry.slice(0, equals).trim();
  const value = entry.slice(equals + 1).trim();
  const known =
    columns.length > 0
      ? `column=value with one of the zones’ columns: ${columns.map(quoteCell).join(', ')}`
      : 'a prefix of zone ids: the zones have no parent column';
  const column = areaColumn(written, columns);
  if (column === undefined) {
    const near = nearest(written, columns);
    const remedy = near === null ? 'name one of these columns' : `did you mean ${near}=${value}?`;
    return { expected: known, remedy: columns.length > 0 ? remedy : 'write the beginning of the ids' };
  }
  if (value === '') return { expected: known, remedy: `write the ${column} after the equals sign` };
  return { area: `${column}=${value}` };
}

/** The column of that name; else the one that is called so but for case and accents, or by a synonym (`département`). */
export function areaColumn(written: string, columns: readonly string[]): string | undefined {
  if (columns.includes(written)) return written;
  const key = normalizeName(written);
  if (key === '') return undefined;
  const alike = columns.filter(column => normalizeName(column) === key);
  if (alike.length > 0) return alike.length === 1 ? alike[0] : undefined;
  const field = ZONE_FIELDS.find(({ synonyms }) => synonyms.some(word => normalizeName(word) === key));
  return field && columns.find(column => column === field.name);
}
