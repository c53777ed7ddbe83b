// The numbers of reps, column by column; a cell that cannot be used is an error.

import { NumberColumn } from './columns.ts';
import { PRODUCTIVITY } from './config-values.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import { type NumberTable, settleNumbers, totalEvidence } from './settle.ts';
import { canonicalMeasure, normalizeName } from './synonyms.ts';

interface RepRule {
  readonly field: string;
  readonly min: number;
  readonly max: number;
  /** the minimum itself is too little */
  readonly above?: true;
  /** `80 %` is 0.8 */
  readonly share?: true;
}

const RULES: readonly RepRule[] = [
  { field: 'fte', min: 0, max: 10, above: true, share: true },
  { field: 'productivity', ...PRODUCTIVITY, share: true },
  { field: 'hours_per_year', min: 0, max: 8784, above: true },
  { field: 'max_travel_minutes', min: 0, max: 10_000, above: true },
  { field: 'cost_per_hour', min: 0, max: 100_000 },
  { field: 'cost_per_km', min: 0, max: 1000 },
  { field: 'g_co2_per_km', min: 0, max: 10_000 },
];

const DEGREES: readonly RepRule[] = ['lat', 'lon'].map(field => ({ field, min: -Infinity, max: Infinity }));

export interface RepNumbers {
  /** by field, NaN where blank; only the columns that the file has */
  readonly values: ReadonlyMap<string, Float64Array>;
  /** by measure, from columns `target_<measure>` (also `objectif_`, `cible_`) */
  readonly targets: ReadonlyMap<string, Float64Array>;
  /** by segment, from columns `productivity:<segment>` (also `productivité:`) */
  readonly bySegment: ReadonlyMap<string, Float64Array>;
  /** all columns that were read, by index */
  readonly columns: readonly number[];
}

export function readRepNumbers(
  table: NumberTable,
  rows: number,
  columnOf: ReadonlyMap<string, number>,
  log: IssueLog,
): RepNumbers {
  type Values = Map<string, Float64Array>;
  const [values, targets, bySegment]: Values[] = [new Map(), new Map(), new Map()];
  const columns: { rule: RepRule; index: number; numbers: NumberColumn; into: Values }[] = [];
  const add = (into: Values, rule: RepRule, index: number | undefined) => {
    if (index === undefined) return;
    const numbers = new NumberColumn(DEGREES.includes(rule));
    for (let row = 0; row < rows; row++) numbers.push(table.cell(row, index));
    columns.push({ rule, index, numbers, into });
  };
  for (const rule of [...RULES, ...DEGREES]) add(values, rule, columnOf.get(rule.field));
  for (const [measure, index] of targetColumns(table.header, columnOf))
    add(targets, { field: measure, min: 0, above: true, max: 1e15 }, index);
  for (const [segment, index] of segmentColumns(table.header, columnOf))
    add(bySegment, { field: segment, ...PRODUCTIVITY, share: true }, index);

  const evidence = totalEvidence(columns.map(column => column.numbers));
  for (const { rule, index, numbers, into } of columns) {
    const result = settleNumbers(table, index, numbers, evidence, log);
    const error = (row: number, code: string, expected: string) =>
      log.add({
        severity: 'error',
        code,
        file: table.file,
        line: table.line(row),
        ...(table.feature ? { feature: true } : {}),
        column: table.header[index],
        found: quoteCell(table.cell(row, index)),
        expected,
        remedy: 'mend the cell',
      });
    for (const row of result.bad) error(row, 'not-a-number', describe(rule));
    for (let row = 0; row < rows; row++) {
      if (rule.share && table.cell(row, index).trimEnd().endsWith('%')) result.values[row] /= 100;
      const value = result.values[row];
      if (value < rule.min || (rule.above && value === rule.min))
        error(row, 'number-too-small', describe(rule));
      else if (value > rule.max) error(row, 'number-too-large', describe(rule));
    }
    into.set(rule.field, result.values);
  }
  return { values, targets, bySegment, columns: columns.map(({ index }) => index) };
}

function describe(rule: RepRule): string {
  if (rule.min === -Infinity) return 'degrees such as 48.8566';
  const low = rule.above ? `above ${rule.min}` : `from ${rule.min}`;
  return `a number ${low}${rule.max < 1e15 ? ` to ${rule.max}` : ''}`;
}

/** measure → column */
function targetColumns(
  header: readonly string[],
  columnOf: ReadonlyMap<string, number>,
): Map<string, number> {
  return columnsNamed(header, columnOf, name => {
    const text = /^(?:target|objectif|cible)[_\s-]+(.+)$/i.exec(name)?.[1].trim();
    return text === undefined ? null : canonicalMeasure(text);
  });
}

/** segment → column; a colon, because a segment may be called anything */
function segmentColumns(
  header: readonly string[],
  columnOf: ReadonlyMap<string, number>,
): Map<string, number> {
  return columnsNamed(header, columnOf, name => {
    const colon = name.indexOf(':');
    const what = normalizeName(name.slice(0, Math.max(0, colon)));
    const segment = name.slice(colon + 1).trim();
    return (what === 'productivity' || what === 'productivite') && segment !== '' ? segment : null;
  });
}

/** What the name of a column stands for → the first such column that is no field's. */
function columnsNamed(
  header: readonly string[],
  columnOf: ReadonlyMap<string, number>,
  keyOf: (name: string) => string | null,
): Map<string, number> {
  const taken = new Set(columnOf.values());
  const found = new Map<string, number>();
  header.forEach((name, index) => {
    const key = keyOf(name);
    if (key !== null && !taken.has(index) && !found.has(key)) found.set(key, index);
  });
  return found;
}
