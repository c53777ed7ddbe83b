// A column called seniority holds levels (junior, confirmed, senior) in some files and a coefficient in others; its cells
// tell which: numbers are the productivity.

import type { FieldSpec } from './fields.ts';
import { isBlank, readNumber } from './numbers.ts';
import { normalizeName, REP_FIELDS } from './synonyms.ts';
import { withVehicleColumn } from './vehicle-column.ts';

const NAMES = ['seniority', 'seniorite'];

/**
 * The fields of reps, as the cells of this file have them.
 * @param map field → column, from --map: what it says of seniority stays
 * @param teams there is a hierarchy: without one, nobody's manager matters
 * @param vehicles names of vehicles that the configuration has
 */
export function repFields(
  header: readonly string[],
  rows: readonly { readonly cells: readonly string[] }[],
  map: ReadonlyMap<string, string>,
  teams: boolean,
  vehicles: readonly string[] = [],
): readonly FieldSpec[] {
  const fields = withVehicleColumn(
    REP_FIELDS.filter(({ name }) => name !== 'manager_id' || teams || map.has(name)),
    header,
    rows,
    vehicles,
  );
  const column = header.findIndex(name => NAMES.includes(normalizeName(name)));
  const numbers =
    column >= 0 &&
    rows.some(({ cells }) => {
      const cell = cells[column] ?? '';
      return !isBlank(cell) && readNumber(cell, '.').value !== null;
    });
  if (!numbers) return fields;
  return fields
    .filter(({ name }) => name !== 'seniority' || map.has(name))
    .map(spec => (spec.name === 'productivity' ? { ...spec, synonyms: [...spec.synonyms, ...NAMES] } : spec));
}
