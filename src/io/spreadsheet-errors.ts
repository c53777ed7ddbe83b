// Cells that hold what a spreadsheet shows where a formula failed. They are read as blank, and are not the same as an empty
// cell: there should be a value, so each of them is told.

import type { Issue } from '../model/records.ts';
import type { IssueLog } from './issues.ts';
import { isSpreadsheetError } from './numbers.ts';

/** Where the rows come from. */
export interface WatchedTable {
  readonly file: string;
  readonly header: readonly string[];
  /** lines are feature numbers */
  readonly feature: boolean;
}

/** A function to be called with each row; it tells of the errors in the columns that are used. */
export function watchSpreadsheetErrors(
  { file, header, feature }: WatchedTable,
  columns: Iterable<number>,
  log: IssueLog,
): (line: number, cells: readonly string[]) => void {
  const used = [...new Set(columns)];
  return (line, cells) => {
    for (const at of used) {
      const cell = cells[at];
      if (cell === undefined || !isSpreadsheetError(cell)) continue;
      const place = { file, line, ...(feature ? { feature: true } : {}), column: header[at] as string };
      log.add({ ...ERROR, ...place, found: `${cell.trim()}, an error of the spreadsheet` });
    }
  };
}

const ERROR: Pick<Issue, 'severity' | 'code' | 'expected' | 'remedy'> = {
  severity: 'warning',
  code: 'spreadsheet-error',
  expected: 'what the formula was to give, or an empty cell',
  remedy: 'mend the formula; the cell is read as blank',
};
