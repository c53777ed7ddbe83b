// A column called seniority holds levels (junior, confirmed, senior) in some files and a coefficient in others; its cells
// tell which: numbers are the productivity.

import type { FieldSpec } from './fields.ts';
import { isBlank, readNumber } from './numbers.ts';
import { normalizeName, REP_FIELDS } from './synonyms.ts';

const NAMES = ['seniority', 'seniorite'];

/**
 * The fields of reps, as the cells of this file have them.
 * @param map field → column, from --map: what it says of seniority stays
 */
export function repFields(
  header: readonly string[],
  rows: readonly { readonly cells: readonly string[] }[],
  map: ReadonlyMap<string, string>,
): readonly FieldSpec[] {
  const column = header.findIndex(name => NAMES.includes(normalizeName(name)));
  const numbers =
    column >= 0 &&
    rows.some(({ cells }) => {
      const cell = cells[column] ?? '';
      return !isBlank(cell) && readNumber(cell, '.').value !== null;
    });
  if (!numbers) return REP_FIELDS;
  return REP_FIELDS.filter(({ name }) => name !== 'seniority' || map.has(name)).map(spec =>
    spec.name === 'productivity' ? { ...spec, synonyms: [...spec.synonyms, ...NAMES] } : spec,
  );
}
