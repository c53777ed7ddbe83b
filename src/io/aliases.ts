// The alias file: CEDEX and other codes that are no place on the map → the postal code that is. CSV `code,postal_code`.

import { readCsvRows } from './csv.ts';
import type { FieldSpec } from './fields.ts';
import { repairPostalCode } from './french.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import type { Source } from './source.ts';
import { matchColumns } from './synonyms.ts';

export const ALIAS_FIELDS: readonly FieldSpec[] = [
  { name: 'code', required: true, synonyms: ['cedex', 'code cedex', 'alias', 'from', 'source'] },
  {
    name: 'postal_code',
    required: true,
    synonyms: ['code postal', 'cp', 'zip', 'postcode', 'plz', 'zone', 'zone id', 'to', 'target'],
  },
];

/**
 * Code (or town) → postal code or zone id. A row with a blank cell is an error; a code given twice with two targets too.
 */
export async function readAliases(
  source: Source,
  log: IssueLog,
  country = 'FR',
): Promise<ReadonlyMap<string, string>> {
  const file = source.file;
  const csv = await readCsvRows(source, log);
  const { columnOf } = matchColumns(csv.header, ALIAS_FIELDS, new Map(), log, file);
  const from = columnOf.get('code');
  const to = columnOf.get('postal_code');
  const postalCodeOf = new Map<string, string>();
  for await (const { line, cells } of csv.rows) {
    if (from === undefined || to === undefined) continue;
    const code = codeOf(cells[from], country);
    const target = codeOf(cells[to], country);
    const wrong = (column: number, code: string, found: string, expected: string) =>
      log.add({
        severity: 'error',
        code,
        file,
        line,
        column: csv.header[column],
        found,
        expected,
        remedy: 'mend the row',
      });
    const before = postalCodeOf.get(code);
    if (code === '') wrong(from, 'missing-code', 'no code', 'the code to replace');
    else if (target === '') wrong(to, 'missing-code', 'no postal code', 'the postal code to take instead');
    else if (before !== undefined && before !== target) {
      wrong(
        to,
        'contradicting-alias',
        `${quoteCell(target)} for ${quoteCell(code)}`,
        `${quoteCell(before)}, as said before`,
      );
    } else postalCodeOf.set(code, target);
  }
  return postalCodeOf;
}

/** codes as accounts have them after repair; a town stays as it is written */
function codeOf(text: string, country: string): string {
  return /\d/.test(text.trim().charAt(0)) ? repairPostalCode(text, country).code : text.trim();
}
