// Managers of a hierarchy: CSV with an id each, and where there are several levels the level; a base and whom they report
// to where that is known. As with reps, nothing is dropped: a row that cannot be used is an error.

import type { Manager, Managers } from '../model/hierarchy.ts';
import { readCsvRows } from './csv.ts';
import type { FieldSpec } from './fields.ts';
import { repairPostalCode } from './french.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import { isBlank, parseNumber } from './numbers.ts';
import type { Source } from './source.ts';
import { watchSpreadsheetErrors } from './spreadsheet-errors.ts';
import { matchOwnColumns } from './synonyms.ts';

export const MANAGER_FIELDS: readonly FieldSpec[] = [
  {
    name: 'id',
    required: true,
    synonyms: ['identifiant', 'manager id', 'id manager', 'manager', 'code', 'matricule', 'employee id'],
  },
  { name: 'name', synonyms: ['nom', 'nom complet', 'full name', 'nom du manager', 'manager name'] },
  { name: 'level', synonyms: ['niveau', 'echelon', 'hierarchy level', 'niveau hierarchique'] },
  {
    name: 'postal_code',
    synonyms: ['code postal', 'cp', 'base', 'zip', 'postcode', 'cp base', 'cp agence', 'plz'],
  },
  { name: 'lat', synonyms: ['latitude', 'base lat'] },
  { name: 'lon', synonyms: ['longitude', 'lng', 'base lon'] },
  { name: 'fte', synonyms: ['etp', 'equivalent temps plein', 'taux d activite', 'quotite'] },
  {
    name: 'reports_to',
    synonyms: ['manager_id', 'rattache a', 'rattachement', 'superieur', 'n+1', 'responsable', 'parent'],
  },
];

const RANGES = { lat: [-90, 90], lon: [-180, 180], fte: [0, 10] } as const;

/**
 * Reads managers from CSV. All findings go to the log; unusable cells as errors.
 * @throws InputError when the file cannot be read at all
 */
export async function readManagers(
  source: Source,
  log: IssueLog,
  options: { readonly country: string; readonly zoneIds?: ReadonlySet<string> },
): Promise<Managers> {
  const { file } = source;
  const csv = await readCsvRows(source, log);
  const { columnOf } = matchOwnColumns(csv, MANAGER_FIELDS, log, file);
  const list: Manager[] = [];
  const firstLine = new Map<string, number>();
  const tellErrors = watchSpreadsheetErrors(
    { file, header: csv.header, feature: false },
    columnOf.values(),
    log,
  );
  for await (const { line, cells } of csv.rows) {
    tellErrors(line, cells);
    const text = (field: string): string => {
      const cell = cells[columnOf.get(field) ?? -1]?.trim() ?? '';
      return isBlank(cell) ? '' : cell;
    };
    const wrong = (field: string, code: string, found: string, expected: string, remedy: string) =>
      log.add({
        severity: 'error',
        code,
        file,
        line,
        column: csv.header[columnOf.get(field) ?? -1] ?? field,
        found,
        expected,
        remedy,
      });
    const number = (field: keyof typeof RANGES): number => {
      const cell = text(field);
      if (cell === '') return Number.NaN;
      // a lone mark in a coordinate or an FTE is decimal
      const value = parseNumber(cell, { decimal: cell.includes(',') ? ',' : '.' });
      const [min, max] = RANGES[field];
      if (value !== null && value >= min && value <= max && (field !== 'fte' || value > 0)) return value;
      const range = field === 'fte' ? 'a number above 0, up to 10' : `degrees from ${min} to ${max}`;
      wrong(field, 'bad-number', quoteCell(cell), range, 'correct the cell');
      return Number.NaN;
    };
    const id = text('id');
    const before = firstLine.get(id);
    if (id === '') {
      if (columnOf.has('id')) wrong('id', 'missing-id', 'no id', 'a unique id', 'fill it in');
    } else if (before === undefined) firstLine.set(id, line);
    else {
      const found = `${quoteCell(id)}, which line ${before} has already`;
      wrong('id', 'duplicate-id', found, 'a unique id', 'give it another id');
    }
    const [lat, lon] = [number('lat'), number('lon')];
    if (Number.isNaN(lat) !== Number.isNaN(lon) && (text('lat') === '') !== (text('lon') === '')) {
      const found = 'one of lat and lon without the other';
      wrong('lat', 'half-coordinates', found, 'both, or neither', 'fill in the other, or empty both');
    }
    const written = text('postal_code');
    const known = options.zoneIds?.has(written) === true || written === '';
    list.push({
      id,
      line,
      name: text('name'),
      level: text('level'),
      postalCode: known ? written : repairPostalCode(written, options.country).code,
      lat,
      lon,
      fte: number('fte'),
      reportsTo: text('reports_to'),
    });
  }
  const rejected = csv.stats().rejected;
  if (list.length === 0) {
    log.add({
      severity: 'error',
      code: 'no-managers',
      file,
      line: null,
      column: null,
      found: rejected === 0 ? 'a header without rows' : 'no row that can be read',
      expected: 'a manager',
      remedy: 'name a manager, or leave the file out: groups are formed without one',
    });
  }
  return { file, rowsRead: list.length + rejected, list };
}
