// Reads accounts. Every input row ends in exactly one place: accepted, or in the reject log with its reason.
//
// An error stops `plan`; a reject sets the row aside and the plan goes on; a warning or a repair keeps the row.
//
// found                                                          verdict
// no id column, no place column, ambiguous or unknown --map      error
// no row, or none that is usable                                 error
// too many or too few cells, broken quotes, NUL                  reject
// no id; an id that an earlier row has                           reject (the first row keeps it)
// neither postal code nor usable coordinates                     reject
// potential, visits_per_year, visit_minutes, sla_minutes or an   reject
//   asked-for measure that is no number, negative or absurd
// locked that is neither yes nor no                              reject
// other numbers that are no number or out of range (nps …)       warning, read as blank
// strategic that is neither yes nor no                           warning, read as no
// locked without rep_id                                          warning, not locked
// lat/lon: one alone, 0 0, unreadable, out of range, not WGS84   warning, the postal code places the account; else reject
// far outside the country                                        warning
// postal code with a lost zero, spaces, a country, CEDEX …       repair, one each
// lat/lon swapped; Lambert-93 metres                             repair, once when it is the whole file
// `1,234` in a column that does not tell its decimal mark        warning, once a column
// a column matched by synonym; blank rows; trailing delimiters   info
// the columns that a plan has added                              no finding: the rep it assigned is the incumbent
//
// Judging waits for the end of the file: decimal marks, swapped axes and metres are facts of a column, not of a cell.

import type { Accounts, RowStore } from '../model/records.ts';
import { judgeAccounts } from './account-checks.ts';
import { type AccountColumns, createCollector } from './account-columns.ts';
import { type IssueLog, quoteCell, type RejectLog, reasonOf } from './issues.ts';
import { assertFits } from './memory.ts';
import { bareCells, planTableOfAccounts } from './plan-tables.ts';
import { planFormula } from './potential-formula.ts';
import { type ReadOptions, readRecords } from './records.ts';
import type { Source } from './source.ts';
import { ACCOUNT_FIELDS, matchColumns, noneKnown } from './synonyms.ts';

export type { ReadOptions };

/**
 * Reads accounts from CSV or GeoJSON points. Findings go to the log, unusable rows also to rejects.
 * Defaults are not filled in: what is absent stays '' or NaN.
 * @throws InputError when the file cannot be read at all
 */
export async function readAccounts(
  source: Source,
  options: ReadOptions,
  log: IssueLog,
  rejects: RejectLog,
): Promise<Accounts> {
  const file = source.file;
  let idColumn = -1;
  const table = await readRecords(source, log, (row, issue) => {
    rejects.add({
      file,
      line: row.line,
      column: issue.column ?? '',
      reason: reasonOf(issue),
      id: idColumn >= 0 ? (row.cells[idColumn] ?? '').trim() : '',
      cells: row.cells,
    });
  });
  rejects.setHeader(file, table.header);

  const { implied, own } = planTableOfAccounts(table.header);
  const map = new Map([...implied, ...table.implied, ...options.map]);
  const { columnOf, contested, headerBelow } = matchColumns(
    table.header,
    ACCOUNT_FIELDS,
    map,
    log,
    file,
    own,
    table.feature,
    table.opening,
  );
  idColumn = columnOf.get('id') ?? -1;
  const placed = columnOf.has('postal_code') || (columnOf.has('lat') && columnOf.has('lon'));
  const doubtful = ['postal_code', 'lat', 'lon'].some(field => contested.has(field));
  if (!placed && !doubtful)
    reportNoPlace(file, table.header, columnOf.size === 0 && !table.feature, headerBelow(), log);
  // without ids or places every row would be wrong for the same reason, which has been said
  const usable = idColumn >= 0 && placed;

  const formula = planFormula(options.potential, table.header, columnOf, log);
  const collector = createCollector(table, columnOf, options, log, formula);
  let rowsRead = 0;
  for await (const batch of table.batches) {
    rowsRead += batch.length;
    assertFits(rowsRead, ACCOUNT_BYTES, 'accounts', file, SPLIT, MOST_ACCOUNTS);
    for (const { line, cells } of batch) {
      if (usable) collector.add(line, own.size > 0 ? bareCells(cells) : cells);
      else {
        const id = idColumn >= 0 ? (cells[idColumn] ?? '').trim() : '';
        const missing = idColumn < 0 ? 'id' : 'place';
        rejects.add({
          file,
          line,
          column: '',
          reason: `missing-column: the file has no ${missing} column that can be used`,
          id,
          cells,
        });
      }
    }
  }
  rowsRead += table.rejected();
  const judged = judgeAccounts(collector.columns, log, rejects);
  if (usable && judged.keep.length === 0) reportNoRows(file, rowsRead, log);
  return compact(collector.columns, judged, rowsRead);
}

/** Bytes of the heap that an account takes: 225 in `check` of 12 million, measured; its row lies beside the heap. */
const ACCOUNT_BYTES = 260;
/** A Map has room for 2²⁴ ids. */
const MOST_ACCOUNTS = 16_000_000;
const SPLIT = 'plan parts of the country one by one, or leave out accounts without potential';

/** Accepted rows only. */
function compact(
  columns: AccountColumns,
  judged: ReturnType<typeof judgeAccounts>,
  rowsRead: number,
): Accounts {
  const { keep } = judged;
  const all = keep.length === columns.rows.length;
  const texts = (values: readonly string[]) => (all ? values : Array.from(keep, row => values[row]));
  const floats = (values: Float64Array) => (all ? values : Float64Array.from(keep, row => values[row]));
  const flags = (values: Uint8Array) => Uint8Array.from(keep, row => values[row]);
  const base = columns.rows.finish(columns.table.header);
  const kept: RowStore = all
    ? base
    : { header: base.header, length: keep.length, cells: index => base.cells(keep[index]) };
  const numbers = new Map([...judged.numbers].map(([name, values]) => [name, floats(values)] as const));
  const { formula } = judged;
  const rows = formula ? withColumn(kept, formula.column, numbers.get('potential') as Float64Array) : kept;
  return {
    count: keep.length,
    file: columns.table.file,
    rowsRead,
    id: texts(columns.id),
    line: Int32Array.from(keep, row => columns.line[row]),
    ...(columns.table.feature ? { feature: true } : {}),
    postalCode: texts(columns.postalCode),
    city: texts(columns.city),
    name: texts(columns.name),
    lat: floats(judged.lat),
    lon: floats(judged.lon),
    segment: texts(columns.segment),
    repId: texts(columns.repId),
    groupId: texts(columns.groupId),
    excludedReps:
      columns.excludedReps &&
      (all ? columns.excludedReps : Array.from(keep, row => columns.excludedReps![row])),
    locked: flags(judged.locked),
    strategic: flags(judged.strategic),
    numbers,
    ...(formula ? { formula } : {}),
    ...(columns.times ? { times: columns.times.finish(keep) } : {}),
    columns: {
      numbers: formula ? new Map([...judged.marks, [base.header.length, '.']]) : judged.marks,
      flags: ['locked', 'strategic'].flatMap(field => columns.columnOf.get(field) ?? []),
    },
    rows,
  };
}

/** The rows with one column more, as if the file had it. */
function withColumn(rows: RowStore, name: string, values: Float64Array): RowStore {
  return {
    header: [...rows.header, name],
    length: rows.length,
    cells: index => [...rows.cells(index), String(values[index])],
  };
}

function reportNoPlace(
  file: string,
  header: readonly string[],
  strange: boolean,
  below: string | null,
  log: IssueLog,
): void {
  log.add({
    severity: 'error',
    code: 'missing-column',
    file,
    line: null,
    column: 'postal_code',
    found: strange ? noneKnown(header) : `columns ${header.map(quoteCell).join(', ').slice(0, 400)}`,
    expected: 'a column postal_code, or columns lat and lon',
    remedy: below ?? 'name it: --map postal_code="…"',
  });
}

function reportNoRows(file: string, rowsRead: number, log: IssueLog): void {
  log.add({
    severity: 'error',
    code: 'no-accounts',
    file,
    line: null,
    column: null,
    found:
      rowsRead === 0
        ? 'a header without rows'
        : `${rowsRead} ${rowsRead === 1 ? 'row' : 'rows'}, none usable`,
    expected: 'at least one account',
    remedy: rowsRead === 0 ? 'check the export' : 'see the findings above',
  });
}
