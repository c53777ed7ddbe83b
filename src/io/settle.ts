// Settles the decimal mark of number columns once a file is read, and says what had to be guessed.

import type { NumberColumn, NumberColumnResult } from './columns.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import type { DecimalEvidence } from './numbers.ts';

/** Where the columns come from. */
export interface NumberTable {
  readonly file: string;
  readonly header: readonly string[];
  readonly delimiter: string;
  /** lines are feature numbers */
  readonly feature: boolean;
  line(row: number): number;
  cell(row: number, column: number): string;
}

/** what all columns of a file say about its decimal mark */
export function totalEvidence(columns: Iterable<NumberColumn>): DecimalEvidence {
  const total = { comma: 0, point: 0 };
  for (const { evidence } of columns) {
    total.comma += evidence.comma;
    total.point += evidence.point;
  }
  return total;
}

/** @param log gets `ambiguous-number` and `mixed-decimal-marks`, warnings, at most one of each a column */
export function settleNumbers(
  table: NumberTable,
  column: number,
  values: NumberColumn,
  evidence: DecimalEvidence,
  log: IssueLog,
): NumberColumnResult {
  const result = values.finish(evidence, table.delimiter, row => table.cell(row, column));
  const place = { severity: 'warning' as const, file: table.file, column: table.header[column] };
  if (result.guessed > 0) {
    const row = result.firstGuessed;
    const many = result.guessed > 1 ? `, and ${result.guessed - 1} more such cells` : '';
    log.add({
      ...place,
      code: 'ambiguous-number',
      line: table.line(row),
      ...(table.feature ? { feature: true } : {}),
      found: `${quoteCell(table.cell(row, column))}, read as ${result.values[row]}${many}`,
      expected: 'a number that can be read one way',
      remedy: 'write all decimals, or no mark between thousands',
    });
  }
  if (result.mixed) {
    log.add({
      ...place,
      code: 'mixed-decimal-marks',
      line: null,
      found: 'decimal commas and decimal points in one column',
      expected: 'one decimal mark',
      remedy: 'check the export',
    });
  }
  return result;
}
