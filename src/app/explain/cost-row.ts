// What costs.csv says of one account, found like its row of accounts.csv: by its bytes.

import { join } from 'node:path';
import type { AccountCosts } from '../../evaluate/explain/answer.ts';
import { readCsvRows } from '../../io/csv.ts';
import { IssueLog } from '../../io/issues.ts';
import { bytesSource } from '../../io/source.ts';
import { numberIn, original } from '../written/text-table.ts';
import { recordsOf } from './records.ts';

/** null where the plan has no costs.csv, or not this account in it */
export async function findCosts(dir: string, id: string): Promise<AccountCosts | null> {
  const path = join(dir, 'costs.csv');
  const text = await recordsOf(path, id).catch(() => null);
  if (!text) return null;
  const { header, batches } = await readCsvRows(bytesSource(path, text), new IssueLog(), {
    onReject: () => {},
  });
  for await (const batch of batches) {
    for (const { cells } of batch) {
      const cell = (column: string) => cells[header.indexOf(column)] ?? '';
      if (original(cell('account_id')) !== id) continue;
      const number = (column: string) => {
        const value = numberIn(cell(column));
        return Number.isNaN(value) ? null : value;
      };
      return {
        visits: number('visits'),
        hours: number('hours'),
        km: number('km'),
        cost: number('cost'),
        cost_per_visit: number('cost_per_visit'),
        kg_co2: number('kg_co2'),
        revenue: number('revenue'),
        cost_share_of_revenue: number('cost_share_of_revenue'),
      };
    }
  }
  return null;
}
