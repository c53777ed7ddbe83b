// Accounts in another order, or fewer of them. Plans work on accounts sorted by id, so that the order
// of the rows in a file can never change a floating-point sum, and with it a plan.

import type { Accounts, RowStore } from './records.ts';

/** The accounts at the given indices, in that order; a view over the same row store. */
export function selectAccounts(accounts: Accounts, order: Int32Array): Accounts {
  const pickText = (values: readonly string[]) => Array.from(order, i => values[i] as string);
  const pickNumber = (values: Float64Array) => Float64Array.from(order, i => values[i] as number);
  const rows: RowStore = {
    header: accounts.rows.header,
    length: order.length,
    cells: index => accounts.rows.cells(order[index] as number),
  };
  return {
    count: order.length,
    file: accounts.file,
    rowsRead: accounts.rowsRead,
    id: pickText(accounts.id),
    line: Int32Array.from(order, i => accounts.line[i] as number),
    ...(accounts.feature ? { feature: true } : {}),
    postalCode: pickText(accounts.postalCode),
    city: pickText(accounts.city),
    name: pickText(accounts.name),
    lat: pickNumber(accounts.lat),
    lon: pickNumber(accounts.lon),
    segment: pickText(accounts.segment),
    repId: pickText(accounts.repId),
    groupId: pickText(accounts.groupId),
    excludedReps:
      accounts.excludedReps && Array.from(order, i => accounts.excludedReps?.[i] as readonly string[]),
    locked: Uint8Array.from(order, i => accounts.locked[i] as number),
    ...(accounts.decided
      ? { decided: Array.from(order, i => accounts.decided?.[i] as readonly string[]) }
      : {}),
    strategic: Uint8Array.from(order, i => accounts.strategic[i] as number),
    numbers: new Map([...accounts.numbers].map(([name, values]) => [name, pickNumber(values)])),
    ...(accounts.columns ? { columns: accounts.columns } : {}),
    ...(accounts.times
      ? {
          times: {
            opens: pickNumber(accounts.times.opens),
            closes: pickNumber(accounts.times.closes),
            weekdays: Uint8Array.from(order, i => accounts.times?.weekdays[i] as number),
            spacing: pickNumber(accounts.times.spacing),
          },
        }
      : {}),
    rows,
  };
}

/** Indices 0…count−1 sorted by id in code-unit order (never by locale: it differs between machines). */
export function orderById(id: readonly string[]): Int32Array {
  return Int32Array.from(id.keys()).sort((a, b) => {
    const x = id[a] as string;
    const y = id[b] as string;
    return x < y ? -1 : x > y ? 1 : a - b;
  });
}
