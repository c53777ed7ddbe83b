// Tables for other systems: comma, point, UTF-8. A key (an id, an e-mail address, an API name) must arrive as it is, or
// it names nobody, so it gets no apostrophe; one that a spreadsheet would run as a formula is refused instead. Labels are
// for people, and are neutralized as in the plan's own files.

import { neutralize, PROFILES, writeCsv } from '../../io/csv.ts';
import { InputError, quoteCell } from '../../io/issues.ts';
import type { PlanFile } from '../../io/plan-directory.ts';

export interface CrmColumn {
  readonly name: string;
  readonly kind: 'key' | 'label';
}

export interface CrmTable {
  readonly path: string;
  readonly columns: readonly CrmColumn[];
  readonly rows: readonly (readonly string[])[];
}

export const key = (name: string): CrmColumn => ({ name, kind: 'key' });
export const label = (name: string): CrmColumn => ({ name, kind: 'label' });

/**
 * @param raw true: keys and labels as they are, whatever a spreadsheet would make of them
 * @throws InputError for a key that would be a formula
 */
export function crmFile({ path, columns, rows }: CrmTable, raw: boolean): PlanFile {
  const cells = raw ? rows : rows.map(row => row.map((cell, c) => safe(cell, columns[c] as CrmColumn, path)));
  const header = columns.map(({ name }) => name);
  return { path, content: writeCsv([header, ...cells], { ...PROFILES.crm, raw: true }) };
}

function safe(cell: string, { name, kind }: CrmColumn, path: string): string {
  const safe = neutralize(cell);
  if (safe === cell || kind === 'label') return safe;
  throw new InputError([
    {
      severity: 'error',
      code: 'formula-key',
      file: path,
      line: null,
      column: name,
      found: `${quoteCell(cell)}, which a spreadsheet would run as a formula`,
      expected: 'an id or an address that begins with a letter or a digit',
      remedy: 'mend it in the inputs and plan again, or --raw to write it as it is',
    },
  ]);
}
