// Tables of all layers: the rows of each, under the columns of all. accounts.csv has one row per account of the input, with
// its base layer; overlays stand beside it in columns, so that a column summed over the rows counts nothing twice.

import { ACCOUNT_COLUMNS, ASSIGNED_SHARE, OVERLAY_ENDS } from '../../model/plan-columns.ts';
import { accountHeader, accountRows, type Cell, type Row, type TableInput } from '../tables.ts';
import type { LayerPart } from './part.ts';

/** Rows of several tables, one after the other; a column that a table lacks is empty there. */
export function* unionRows(tables: readonly Iterable<Row>[]): Generator<Row> {
  const headers = tables.map(table => headerOf(table));
  const columns: string[] = [];
  for (const header of headers) {
    // a new column goes after the one that it follows in its own table
    let after = -1;
    for (const name of header) {
      const known = columns.indexOf(name);
      if (known < 0) columns.splice(++after, 0, name);
      else after = Math.max(after, known);
    }
  }
  yield columns;
  for (const [t, table] of tables.entries()) {
    const place = (headers[t] as readonly string[]).map(name => columns.indexOf(name));
    let first = true;
    for (const row of table) {
      if (first) {
        first = false;
        continue;
      }
      const cells: Cell[] = new Array(columns.length).fill(null);
      for (const [c, at] of place.entries()) cells[at] = row[c] ?? null;
      yield cells;
    }
  }
}

function headerOf(table: Iterable<Row>): readonly string[] {
  for (const row of table) return row.map(String);
  return [];
}

/** The columns that a layered accounts.csv adds: the contract's, and the overlays'. */
export function layeredAccountColumns(overlays: readonly string[]): string[] {
  const own = overlays.flatMap(name => OVERLAY_ENDS.map(end => name + end));
  return [...ACCOUNT_COLUMNS, ...(overlays.length > 0 ? [ASSIGNED_SHARE, ...own] : [])];
}

/** accounts.csv: every account once, by id. */
export function* layeredAccountRows(
  parts: readonly LayerPart[],
  inputOf: (part: LayerPart) => TableInput,
): Generator<Row> {
  const base = parts.filter(part => !part.rule.overlay);
  const overlays = parts.filter(part => part.rule.overlay);
  const [first] = base as [LayerPart];
  const names = overlays.map(part => part.rule.name);
  yield accountHeader(first.context.accounts?.rows.header ?? [], layeredAccountColumns(names)).columns;

  const placeIn = overlays.map(
    ({ context }) => new Map(context.accounts?.id.map((id, a) => [id, a] as const)),
  );
  const tables = base.map(part => accountRows(inputOf(part)));
  for (const table of tables) table.next();
  const order = base
    .flatMap(({ context }, t) => (context.accounts?.id ?? []).map(id => [id, t] as const))
    .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  for (const [id, t] of order) {
    // the rows of each layer come by id too
    const row = (tables[t] as Generator<Row>).next().value as Row;
    if (overlays.length === 0) {
      yield row;
      continue;
    }
    let left = 1;
    const own = overlays.flatMap(({ rule, context, result, sectorIds }, o): Cell[] => {
      const a = placeIn[o]?.get(id);
      if (a === undefined) return ['', '', null];
      left -= rule.revenueShare;
      const j = result.accountRep[a] as number;
      return [sectorIds[j] ?? '', context.reps.list[j]?.id ?? '', rule.revenueShare];
    });
    yield [...row, Math.max(0, Number(left.toFixed(6))), ...own];
  }
}
