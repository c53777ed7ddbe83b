// Accounts as they stream in, by column. Cells are only read here; what they mean together is judged at the end.

import { dayNumber } from '../model/hand-over.ts';
import { formulaRule, measureRule, NUMBER_RULES, type NumberRule } from './account-rules.ts';
import { createTimes, type TimesCollector } from './account-times.ts';
import { createInterner, flat, NumberColumn } from './columns.ts';
import { parseDayOrMonth } from './days.ts';
import { createExclusions } from './excluded-reps.ts';
import { repairPostalCode } from './french.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import { isBlank, parseBoolean } from './numbers.ts';
import type { PlannedFormula } from './potential-formula.ts';
import type { ReadOptions, RecordTable } from './records.ts';
import { RowStoreBuilder } from './row-store.ts';
import { watchSpreadsheetErrors } from './spreadsheet-errors.ts';
import { findColumn, normalizeName } from './synonyms.ts';

export interface AccountColumns {
  readonly table: RecordTable;
  readonly country: string;
  readonly columnOf: ReadonlyMap<string, number>;
  readonly rows: RowStoreBuilder;
  readonly line: number[];
  readonly id: string[];
  readonly postalCode: string[];
  readonly city: string[];
  readonly name: string[];
  readonly segment: string[];
  readonly repId: string[];
  readonly groupId: string[];
  /** reps that may not serve; null without the column */
  readonly excludedReps: (readonly string[])[] | null;
  readonly lat: NumberColumn;
  readonly lon: NumberColumn;
  readonly numbers: readonly NumberField[];
  /** days since 1970-01-01, NaN for blanks, infinite where a cell is no date; empty without the column */
  readonly repSince: number[];
  /** one Flag a row; empty without the column */
  readonly locked: Flag[];
  readonly strategic: Flag[];
  /** null without such columns */
  readonly times: TimesCollector | null;
  /** of the potential; null without one */
  readonly formula: PlannedFormula | null;
}

export interface NumberField {
  readonly rule: NumberRule;
  readonly column: number;
  readonly values: NumberColumn;
}

/** no, yes, or a cell that is neither */
export type Flag = 0 | 1 | 2;

export interface Collector {
  readonly columns: AccountColumns;
  add(line: number, cells: readonly string[]): void;
}

export function createCollector(
  table: RecordTable,
  columnOf: ReadonlyMap<string, number>,
  options: ReadOptions,
  log: IssueLog,
  formula: PlannedFormula | null = null,
): Collector {
  const columns: AccountColumns = {
    table,
    country: options.country,
    columnOf,
    rows: new RowStoreBuilder(),
    line: [],
    id: [],
    postalCode: [],
    city: [],
    name: [],
    segment: [],
    repId: [],
    groupId: [],
    excludedReps: columnOf.has('excluded_reps') ? [] : null,
    lat: new NumberColumn(true),
    lon: new NumberColumn(true),
    numbers: numberFields(table.header, columnOf, options, new Set(formula?.columnOf.values())),
    repSince: [],
    locked: [],
    strategic: [],
    times: createTimes(columnOf),
    formula,
  };
  const at = (field: string) => columnOf.get(field) ?? -1;
  const [id, postalCode, lat, lon] = [at('id'), at('postal_code'), at('lat'), at('lon')];
  const repSince = at('rep_since');
  const [locked, strategic] = [at('locked'), at('strategic')];
  const once = createInterner();
  const texts = [
    { column: at('name'), values: columns.name, own: flat },
    { column: at('city'), values: columns.city, own: once },
    { column: at('segment'), values: columns.segment, own: once },
    { column: at('rep_id'), values: columns.repId, own: once },
    { column: at('group_id'), values: columns.groupId, own: once },
  ];
  const excluded = at('excluded_reps');
  const exclusions = createExclusions();
  const repair = createPostalCodes(table, postalCode, options, log);

  const used = [...columnOf.values(), ...columns.numbers.map(({ column }) => column)];
  const tellErrors = watchSpreadsheetErrors(table, used, log);

  return {
    columns,
    add(line, cells) {
      tellErrors(line, cells);
      columns.rows.append(cells);
      columns.line.push(line);
      columns.id.push(cellText(cells, id, flat));
      columns.postalCode.push(postalCode < 0 ? '' : repair(cells[postalCode], line));
      for (const { column, values, own } of texts) values.push(cellText(cells, column, own));
      columns.excludedReps?.push(exclusions(cells[excluded]));
      if (lat >= 0) columns.lat.push(cells[lat]);
      if (lon >= 0) columns.lon.push(cells[lon]);
      for (const { column, values } of columns.numbers) values.push(cells[column]);
      if (repSince >= 0) columns.repSince.push(dayOf(cells[repSince], options.country));
      if (locked >= 0) columns.locked.push(flagOf(cells[locked]));
      if (strategic >= 0) columns.strategic.push(flagOf(cells[strategic]));
      columns.times?.add(cells);
    },
  };
}

function cellText(cells: readonly string[], column: number, own: (text: string) => string): string {
  if (column < 0) return '';
  const text = cells[column].trim();
  return isBlank(text) ? '' : own(text);
}

/** A month is its first day. */
function dayOf(text: string, country: string): number {
  if (isBlank(text)) return Number.NaN;
  const day = parseDayOrMonth(text, country);
  return day === null ? Number.POSITIVE_INFINITY : dayNumber(day);
}

function flagOf(text: string): Flag {
  if (isBlank(text)) return 0;
  const value = parseBoolean(text);
  return value === null ? 2 : value ? 1 : 0;
}

/** Repairs postal codes; each repair is a finding, and each text is repaired once. */
function createPostalCodes(
  table: RecordTable,
  column: number,
  { country, zoneIds }: ReadOptions,
  log: IssueLog,
) {
  const once = createInterner();
  const place = {
    severity: 'repair' as const,
    code: 'postal-code-repaired',
    file: table.file,
    ...(table.feature ? { feature: true } : {}),
    column: table.header[column],
  };
  return (text: string, line: number): string => {
    if (isBlank(text)) return '';
    const written = text.trim();
    if (zoneIds?.has(written)) return once(written);
    const { code, repaired, note } = repairPostalCode(text, country);
    if (repaired) {
      const found = `${quoteCell(text)}, read as ${quoteCell(code)}`;
      log.add({ ...place, line, found, expected: 'a postal code as text', remedy: note });
    }
    return once(code);
  };
}

/** The number columns of the file: the known ones, and those that are asked for as measures. */
function numberFields(
  header: readonly string[],
  columnOf: ReadonlyMap<string, number>,
  options: ReadOptions,
  inFormula: ReadonlySet<number>,
): NumberField[] {
  const fields: NumberField[] = [];
  const measures = new Set(options.measures);
  for (const rule of NUMBER_RULES) {
    const column = columnOf.get(rule.field);
    if (column === undefined) continue;
    // computed, so that what the file says of it does not count
    if (rule.field === 'potential' && inFormula.size > 0) {
      measures.delete('potential');
      continue;
    }
    // balancing needs it whole
    const shaped = measures.delete(rule.field) && !rule.shapes ? measureRule(rule.field) : rule;
    fields.push({ rule: shaped, column, values: new NumberColumn() });
  }
  const keys = header.map(normalizeName);
  for (const name of measures) {
    const column = findColumn(header, keys, options.map.get(name) ?? name);
    if (column >= 0) fields.push({ rule: measureRule(name), column, values: new NumberColumn() });
  }
  const known = new Set(fields.map(({ column }) => column));
  for (const column of inFormula)
    if (!known.has(column)) fields.push({ rule: formulaRule(column), column, values: new NumberColumn() });
  return fields;
}
