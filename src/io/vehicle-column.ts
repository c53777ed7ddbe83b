// Files have a column of models, plates or contracts beside that of the fuel, and any of them may be called "Véhicule": the
// cells tell which one says what kind of vehicle it is. A column without a single known vehicle is none of ours.

import { isVehicleKind } from '../model/vehicles.ts';
import type { FieldSpec } from './fields.ts';
import { isBlank } from './numbers.ts';
import { normalizeName } from './synonyms.ts';

import { vehicleName } from './vehicle-words.ts';

/**
 * The same fields, `vehicle` with the one name that it has in this file; with none where no column has vehicles.
 * @param own names of vehicles that the configuration has
 */
export function withVehicleColumn(
  fields: readonly FieldSpec[],
  header: readonly string[],
  rows: readonly { readonly cells: readonly string[] }[],
  own: readonly string[],
): readonly FieldSpec[] {
  const known = (cell: string) => {
    if (isBlank(cell)) return false;
    const name = vehicleName(cell, own);
    return isVehicleKind(name) || own.includes(name);
  };
  return fields.map(spec => {
    if (spec.name !== 'vehicle') return spec;
    const names = new Set(spec.synonyms.map(normalizeName));
    let best = { column: -1, cells: 0 };
    header.forEach((name, column) => {
      if (!names.has(normalizeName(name))) return;
      const cells = rows.filter(row => known(row.cells[column] ?? '')).length;
      if (cells > best.cells) best = { column, cells };
    });
    return { ...spec, synonyms: best.column < 0 ? [] : [header[best.column] as string] };
  });
}
