// How the CSV files of a written plan are written: what belongs to it later looks the same. plan.json does not say it, for it is
// no part of the plan.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CsvProfile, neutralize, readCsvRows } from '../../io/csv.ts';
import { IssueLog } from '../../io/issues.ts';
import { OF_A_PLAN, openSource } from '../../io/source.ts';
import { readTextTable } from './text-table.ts';

/** @throws InputError when sectors.csv or zones.csv cannot be read */
export async function writtenDialect(dir: string): Promise<CsvProfile> {
  const path = join(dir, 'sectors.csv');
  const { delimiter, raw } = await look(path);
  const text = await readFile(path, 'utf8');
  const places = await readTextTable(join(dir, 'zones.csv'), ['lat', 'lon']);
  const comma = places.rows.some(({ cells }) => cells.some(cell => cell.includes(',')));
  return {
    delimiter,
    decimal: comma ? ',' : '.',
    bom: text.startsWith('\ufeff'),
    newline: text.endsWith('\r\n') ? '\r\n' : '\n',
    // of columns of the input, which files of figures do not have
    keepMarks: false,
    raw: raw || (await look(join(dir, 'costs.csv')).catch(() => null))?.raw === true,
  };
}

/** The delimiter of a file, and whether it has text that a spreadsheet would run. */
async function look(path: string): Promise<Pick<CsvProfile, 'delimiter' | 'raw'>> {
  const { delimiter, batches } = await readCsvRows(await openSource(path, OF_A_PLAN), new IssueLog());
  let raw = false;
  for await (const batch of batches)
    raw ||= batch.some(({ cells }) => cells.some(cell => neutralize(cell) !== cell));
  return { delimiter, raw };
}
