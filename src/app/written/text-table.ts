// A CSV of any profile as text: some of its columns by name, with what a spreadsheet was kept from running put back.

import { readCsvRows } from '../../io/csv.ts';
import { InputError, IssueLog, quoteCell } from '../../io/issues.ts';
import { OF_A_PLAN, openSource, type Source } from '../../io/source.ts';

export interface TextTable {
  readonly header: readonly string[];
  /** cells of the columns asked for, in their order */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

/**
 * The columns by name. A plan's own columns come last, so of two with a name the later one counts.
 * @throws InputError when the file cannot be read, a row is ragged or a column is missing
 */
export async function readTextTable(
  path: string,
  columns: readonly string[],
  source?: Source,
): Promise<TextTable> {
  const log = new IssueLog();
  const csv = await readCsvRows(source ?? (await openSource(path, OF_A_PLAN)), log);
  const at = columns.map(name => csv.header.lastIndexOf(name));
  const missing = columns.filter((_, c) => at[c] === -1);
  if (missing.length > 0) throw missingColumns(path, csv.header, missing);
  const rows: { line: number; cells: string[] }[] = [];
  for await (const batch of csv.batches) {
    for (const { line, cells } of batch)
      rows.push({ line, cells: at.map(c => original(cells[c] as string)) });
  }
  const errors = log.issues().filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InputError(errors);
  return { header: csv.header, rows };
}

export function missingColumns(
  file: string,
  header: readonly string[],
  missing: readonly string[],
): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'missing-column',
      file,
      line: null,
      column: missing[0] as string,
      found: `columns ${header.slice(0, 12).map(quoteCell).join(', ')}${header.length > 12 ? ' …' : ''}`,
      expected: `${missing.length === 1 ? 'a column' : 'columns'} ${missing.map(quoteCell).join(', ')}`,
      remedy: 'take the file as it was written, or make the plan again with this version',
    },
  ]);
}

const NEUTRALIZED = /^'[=+\-@\t\r\n＝＋－＠]/;

/** Without the apostrophe that a plan puts in front of what a spreadsheet would run: no key of another system has it. */
export function original(cell: string): string {
  return NEUTRALIZED.test(cell) ? cell.slice(1) : cell;
}

/** A number of any profile, which has no thousands: both decimal marks; NaN for an empty cell. */
export function numberIn(cell: string): number {
  return cell === '' ? Number.NaN : Number(cell.replace(',', '.'));
}
