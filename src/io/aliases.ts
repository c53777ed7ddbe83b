// The alias file: CEDEX and other codes that are no place on the map → the postal code that is. CSV `code,postal_code`.

import { readCsvRows } from './csv.ts';
import type { FieldSpec } from './fields.ts';
import { repairPostalCode } from './french.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import { isSpreadsheetError } from './numbers.ts';
import type { Source } from './source.ts';
import { watchSpreadsheetErrors } from './spreadsheet-errors.ts';
import { matchOwnColumns } from './synonyms.ts';

export const ALIAS_FIELDS: readonly FieldSpec[] = [
  { name: 'code', required: true, synonyms: ['cedex', 'code cedex', 'alias', 'from', 'source'] },
  {
    name: 'postal_code',
    required: true,
    synonyms: ['code postal', 'cp', 'zip', 'postcode', 'plz', 'zone', 'zone id', 'to', 'target'],
  },
];

export interface Aliases {
  /** code (or town) → postal code or zone id */
  readonly of: ReadonlyMap<string, string>;
  /** all rows of the file, and those without an error: a repetition says the same again, and is one of them */
  readonly rowsRead: number;
  readonly usable: number;
}

/**
 * A row with a blank cell is an error; a code given twice with two targets too. Where the zones are known, it is told when
 * a row can have no effect: an alias file may be of the whole country, and the zones of a part, so that this is no fault.
 */
export async function readAliases(
  source: Source,
  log: IssueLog,
  country = 'FR',
  zoneIds?: ReadonlySet<string>,
): Promise<Aliases> {
  const file = source.file;
  const csv = await readCsvRows(source, log);
  const { columnOf } = matchOwnColumns(csv, ALIAS_FIELDS, log, file);
  const from = columnOf.get('code');
  const to = columnOf.get('postal_code');
  const targetOf = new Map<string, string>();
  let usable = 0;
  const tellErrors = watchSpreadsheetErrors(
    { file, header: csv.header, feature: false },
    columnOf.values(),
    log,
  );
  for await (const { line, cells } of csv.rows) {
    tellErrors(line, cells);
    if (from === undefined || to === undefined) continue;
    const alias = codeOf(cells[from], country, zoneIds);
    const target = codeOf(cells[to], country, zoneIds);
    const tell = (
      severity: 'error' | 'info',
      column: number,
      code: string,
      found: string,
      expected: string,
      remedy = 'mend the row',
    ) => log.add({ severity, code, file, line, column: csv.header[column], found, expected, remedy });
    const before = targetOf.get(alias);
    if (alias === '') tell('error', from, 'missing-code', 'no code', 'the code to replace');
    else if (target === '')
      tell('error', to, 'missing-code', 'no postal code', 'the postal code to take instead');
    else if (before !== undefined && before !== target) {
      const found = `${quoteCell(target)} for ${quoteCell(alias)}`;
      tell('error', to, 'contradicting-alias', found, `${quoteCell(before)}, as said before`);
    } else {
      targetOf.set(alias, target);
      usable++;
      if (zoneIds?.has(target) === false) {
        const remedy = 'the row places no account; mend it if it should';
        tell('info', to, 'alias-to-no-zone', `${quoteCell(target)}, which is no zone`, 'a zone id', remedy);
      }
      if (zoneIds?.has(alias)) {
        const found = `${quoteCell(alias)}, which is a zone itself`;
        const remedy =
          'accounts with this postal code stay in that zone; if they should not, correct their postal codes';
        tell('info', from, 'alias-of-zone', found, 'a code that is no zone', remedy);
      }
    }
  }
  const { rows, rejected } = csv.stats();
  return { of: targetOf, rowsRead: rows + rejected, usable };
}

/** codes as accounts have them after repair, a zone's as it is; a town stays as it is written */
function codeOf(text: string, country: string, zoneIds?: ReadonlySet<string>): string {
  const written = text.trim();
  if (isSpreadsheetError(written)) return '';
  return /\d/.test(written.charAt(0)) && !zoneIds?.has(written)
    ? repairPostalCode(text, country).code
    : written;
}
