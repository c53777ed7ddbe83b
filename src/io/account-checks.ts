// Judges accounts once all of them are read: the table at the head of accounts.ts.

import type { FormulaUsed, Issue } from '../model/records.ts';
import type { AccountColumns } from './account-columns.ts';
import { breaks, describeRule, NUMBER_RULES } from './account-rules.ts';
import { timesIssue } from './account-times.ts';
import type { NumberColumn, NumberColumnResult } from './columns.ts';
import { mendCoordinates } from './coordinates.ts';
import { type IssueLog, quoteCell, type RejectLog, reasonOf } from './issues.ts';
import type { DecimalMark } from './numbers.ts';
import { computePotential } from './potential-formula.ts';
import { settleNumbers, totalEvidence } from './settle.ts';

export interface JudgedAccounts {
  /** accepted rows, ascending */
  readonly keep: Int32Array;
  // of all rows
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** decimal mark of every column of numbers, by its index */
  readonly marks: ReadonlyMap<number, DecimalMark>;
  readonly locked: Uint8Array;
  readonly strategic: Uint8Array;
  /** null without a formula of the potential */
  readonly formula: FormulaUsed | null;
}

const POTENTIAL = NUMBER_RULES.find(({ field }) => field === 'potential') as (typeof NUMBER_RULES)[number];

export function judgeAccounts(columns: AccountColumns, log: IssueLog, rejects: RejectLog): JudgedAccounts {
  const { rows, table, columnOf } = columns;
  const { file, header } = table;
  const count = rows.length;
  const gone = new Uint8Array(count);

  const issue = (
    severity: Issue['severity'],
    row: number,
    column: string,
    code: string,
    found: string,
    expected: string,
    remedy: string,
  ): Issue => ({
    severity,
    code,
    file,
    line: columns.line[row],
    ...(table.feature ? { feature: true } : {}),
    column,
    found,
    expected,
    remedy,
  });
  const name = (field: string) => header[columnOf.get(field) ?? -1] ?? field;
  const reasons = new Map<number, { column: string; texts: string[] }>();
  // everything that is wrong with a row is said, so that it needs mending once
  const reject = (
    row: number,
    column: string,
    code: string,
    found: string,
    expected: string,
    remedy: string,
  ) => {
    gone[row] = 1;
    const finding = issue('warning', row, column, code, found, expected, `${remedy}; the row is set aside`);
    log.add(finding);
    const known = reasons.get(row);
    if (known) known.texts.push(reasonOf(finding));
    else reasons.set(row, { column, texts: [reasonOf(finding)] });
  };

  judgeIds(columns, name('id'), reject);

  const numberTable = {
    file,
    header,
    delimiter: table.delimiter,
    feature: table.feature,
    line: (row: number) => columns.line[row],
    cell: (row: number, column: number) => rows.cells(row)[column] ?? '',
  };
  const evidence = totalEvidence([columns.lat, columns.lon, ...columns.numbers.map(field => field.values)]);
  const marks = new Map<number, DecimalMark>();
  const settle = (values: NumberColumn, column: number) => {
    const result = settleNumbers(numberTable, column, values, evidence, log);
    marks.set(column, result.mark);
    return result;
  };

  const numbers = new Map<string, Float64Array>();
  const byColumn = new Map<number, Float64Array>();
  for (const { rule, column, values } of columns.numbers) {
    const result = settle(values, column);
    const wrong = (row: number, code: string) => {
      const found = quoteCell(rows.cells(row)[column]);
      const expected = describeRule(rule, code === 'number-too-large');
      if (rule.shapes) reject(row, header[column], code, found, expected, 'mend the cell');
      else {
        result.values[row] = Number.NaN;
        log.add(
          issue('warning', row, header[column], code, found, expected, 'mend the cell; it is read as blank'),
        );
      }
    };
    for (const row of result.bad) wrong(row, 'not-a-number');
    for (let row = 0; row < count; row++) {
      if (breaks(rule, result.values[row]))
        wrong(row, result.values[row] > rule.max ? 'number-too-large' : 'number-too-small');
    }
    byColumn.set(column, result.values);
    if (!rule.field.startsWith('formula:')) numbers.set(rule.field, result.values);
  }
  const { formula } = columns;
  const computed =
    formula &&
    computePotential(
      formula,
      count,
      column => byColumn.get(column) as Float64Array,
      (row, found) => {
        if (gone[row] === 1) return;
        const remedy = 'mend its columns, or the formula; 0 is taken';
        log.add(
          issue('warning', row, formula.audit, 'formula-result', found, 'a potential of at least 0', remedy),
        );
      },
    );
  if (formula && computed) {
    numbers.set('potential', computed.potential);
    for (const [row, value] of computed.potential.entries()) {
      if (!breaks(POTENTIAL, value)) continue;
      reject(
        row,
        formula.audit,
        'number-too-large',
        String(value),
        describeRule(POTENTIAL, true),
        'mend its columns',
      );
    }
  }

  if (columns.repSince.length > 0) {
    const since = Float64Array.from(columns.repSince);
    for (const [row, day] of since.entries()) {
      if (day !== Number.POSITIVE_INFINITY) continue;
      since[row] = Number.NaN;
      const found = quoteCell(rows.cells(row)[columnOf.get('rep_since')!]);
      const remedy = 'mend the cell; it is read as blank';
      log.add(
        issue('warning', row, name('rep_since'), 'not-a-date', found, 'a day such as 2024-03-15', remedy),
      );
    }
    numbers.set('rep_since', since);
  }

  for (const { row, field, cell } of columns.times?.bad ?? []) {
    const { severity, code, found, expected, remedy } = timesIssue(field, quoteCell(cell));
    log.add(issue(severity, row, name(field), code, found, expected, remedy));
  }

  const { lat, lon } = judgePlaces(columns, { settle, issue, reject, name }, log);

  const locked = new Uint8Array(count);
  const strategic = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    if (columns.locked[row] === 2) {
      const found = quoteCell(rows.cells(row)[columnOf.get('locked')!]);
      reject(row, name('locked'), 'not-a-boolean', found, 'yes or no (oui, non, 1, 0, x)', 'mend the cell');
    }
    if (columns.strategic[row] === 2) {
      const found = quoteCell(rows.cells(row)[columnOf.get('strategic')!]);
      const remedy = 'mend the cell; it is read as no';
      log.add(
        issue(
          'warning',
          row,
          name('strategic'),
          'not-a-boolean',
          found,
          'yes or no (oui, non, 1, 0, x)',
          remedy,
        ),
      );
    }
    strategic[row] = columns.strategic[row] === 1 ? 1 : 0;
    if (columns.locked[row] !== 1) continue;
    if (columns.repId[row] !== '') locked[row] = 1;
    else {
      const remedy = 'fill in rep_id; the account is not locked';
      log.add(
        issue(
          'warning',
          row,
          name('locked'),
          'locked-without-rep',
          'locked, and no rep',
          'the rep to stay with',
          remedy,
        ),
      );
    }
  }

  for (const [row, { column, texts }] of reasons) {
    const line = columns.line[row];
    const reason = texts.join(' | ');
    rejects.add({ file, line, column, reason, id: columns.id[row], cells: rows.cells(row) });
  }
  const keep = Int32Array.from(gone.keys()).filter(row => gone[row] === 0);
  return { keep, lat, lon, numbers, marks, locked, strategic, formula: computed?.used(keep) ?? null };
}

type Rejecter = (
  row: number,
  column: string,
  code: string,
  found: string,
  expected: string,
  remedy: string,
) => void;

function judgeIds(columns: AccountColumns, column: string, reject: Rejecter): void {
  const first = new Map<string, number>();
  columns.id.forEach((id, row) => {
    if (id === '') {
      reject(row, column, 'missing-id', written(columns, row, 'id') || 'no id', 'a unique id', 'fill it in');
      return;
    }
    const before = first.get(id);
    if (before === undefined) first.set(id, row);
    else {
      const where = `${columns.table.feature ? 'feature' : 'line'} ${columns.line[before]}`;
      reject(
        row,
        column,
        'duplicate-id',
        `${quoteCell(id)}, which ${where} has already`,
        'a unique id',
        'give it another id',
      );
    }
  });
}

/** What a cell that counts as blank says all the same, quoted; '' where it is empty. */
function written({ rows, columnOf }: AccountColumns, row: number, field: string): string {
  const cell = rows.cells(row)[columnOf.get(field) ?? -1]?.trim() ?? '';
  return cell === '' ? '' : quoteCell(cell);
}

interface Tools {
  settle(values: NumberColumn, column: number): NumberColumnResult;
  issue(
    severity: Issue['severity'],
    row: number,
    column: string,
    code: string,
    found: string,
    expected: string,
    remedy: string,
  ): Issue;
  reject: Rejecter;
  name(field: string): string;
}

function judgePlaces(columns: AccountColumns, tools: Tools, log: IssueLog) {
  const { rows, columnOf, table, postalCode } = columns;
  const blank = () => new Float64Array(rows.length).fill(Number.NaN);
  const column = (field: 'lat' | 'lon') => {
    const index = columnOf.get(field);
    return index === undefined ? null : { index, result: tools.settle(columns[field], index) };
  };
  const latitude = column('lat');
  const longitude = column('lon');
  const lat = latitude?.result.values ?? blank();
  const lon = longitude?.result.values ?? blank();

  const told = new Uint8Array(rows.length);
  // a bad coordinate costs the row only when nothing else places it
  const bad = (row: number, where: string, code: string, found: string, expected: string, remedy: string) => {
    told[row] = 1;
    if (postalCode[row] === '') tools.reject(row, where, code, found, expected, remedy);
    else
      log.add(
        tools.issue('warning', row, where, code, found, expected, `${remedy}; the postal code places it`),
      );
  };
  const unreadable = new Set<number>();
  for (const axis of [latitude, longitude]) {
    for (const row of axis?.result.bad ?? []) {
      lat[row] = Number.NaN;
      lon[row] = Number.NaN;
      if (unreadable.has(row)) continue;
      unreadable.add(row);
      const found = quoteCell(rows.cells(row)[axis!.index]);
      bad(row, table.header[axis!.index], 'not-a-number', found, 'degrees such as 48.8566', 'mend the cell');
    }
  }
  mendCoordinates(
    {
      lat,
      lon,
      country: columns.country,
      file: table.file,
      latColumn: tools.name('lat'),
      line: row => columns.line[row],
      feature: table.feature,
      bad: (row, code, found, expected, remedy) => bad(row, tools.name('lat'), code, found, expected, remedy),
    },
    log,
  );
  for (let row = 0; row < rows.length; row++) {
    if (told[row] === 1 || postalCode[row] !== '' || !Number.isNaN(lat[row])) continue;
    const remedy = 'fill in postal_code, or lat and lon';
    const code = written(columns, row, 'postal_code');
    tools.reject(
      row,
      tools.name('postal_code'),
      'missing-place',
      code === '' ? 'neither postal code nor coordinates' : `${code} for a postal code, and no coordinates`,
      'a place',
      remedy,
    );
  }
  return { lat, lon };
}
