// `potential:` of the configuration: an amount computed for every account from its columns. Rules, all of them said: an
// empty cell counts as 0; a result that is no number (a division by zero) or negative is taken as 0; cents are kept.

import type { DefaultUsed, FormulaUsed } from '../model/records.ts';
import { type Formula, parseFormula } from './expression.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import { nearest } from './nearest.ts';
import { findColumn, normalizeName } from './synonyms.ts';

export interface PlannedFormula {
  readonly formula: Formula;
  /** name in the formula → column */
  readonly columnOf: ReadonlyMap<string, number>;
  /** of the column that the result is added in */
  readonly audit: string;
}

const AUDIT = 'potential_computed';
/** the key of the configuration, as an option */
const OPTION = '--potential';

/** Which columns the formula takes; null when there is none, and when the log says what is wrong. */
export function planFormula(
  text: string | undefined,
  header: readonly string[],
  fields: ReadonlyMap<string, number>,
  log: IssueLog,
): PlannedFormula | null {
  if (text === undefined) return null;
  const place = { severity: 'error', file: OPTION, line: null, column: null } as const;
  const parsed = parseFormula(text);
  if ('fault' in parsed) {
    log.add({
      ...place,
      code: 'bad-setting',
      found: parsed.fault,
      expected: 'a formula',
      remedy: 'mend potential',
    });
    return null;
  }
  const keys = header.map(normalizeName);
  const columnOf = new Map<string, number>();
  for (const name of parsed.formula.names) {
    // the file's own name first, the field's then
    const exact = header.indexOf(name);
    const found = exact >= 0 ? exact : (fields.get(name) ?? findColumn(header, keys, name));
    if (found >= 0) columnOf.set(name, found);
    else {
      const near = nearest(name, [...header, ...fields.keys()]);
      log.add({
        ...place,
        code: 'unknown-column',
        found: `${quoteCell(name)} in the formula of potential, which the accounts do not have`,
        expected: 'a column of the accounts, or the canonical name of one; [ ] around names with blanks',
        remedy: near === null ? `columns: ${header.map(quoteCell).join(', ')}` : `did you mean ${near}?`,
      });
    }
  }
  if (columnOf.size < parsed.formula.names.length) return null;
  let audit = AUDIT;
  for (let n = 2; header.includes(audit); n++) audit = `${AUDIT}${n}`;
  return { formula: parsed.formula, columnOf, audit };
}

export interface FormulaResult {
  readonly potential: Float64Array;
  readonly used: (keep: Int32Array) => FormulaUsed;
}

/**
 * The potential of every row.
 * @param numbers of a column
 * @param odd told of a result that is not taken as it is: the row, and what it was
 */
export function computePotential(
  { formula, columnOf, audit }: PlannedFormula,
  rows: number,
  numbers: (column: number) => Float64Array,
  odd: (row: number, found: string) => void,
): FormulaResult {
  const inputs = new Map([...columnOf].map(([name, column]) => [name, numbers(column)] as const));
  const potential = new Float64Array(rows);
  let row = 0;
  const value = (name: string) => {
    const number = inputs.get(name)?.[row] as number;
    return Number.isNaN(number) ? 0 : number;
  };
  for (; row < rows; row++) {
    const result = formula.evaluate(value);
    if (!Number.isFinite(result)) odd(row, 'a division by zero, or no number');
    else if (result < 0) odd(row, `${result}, which is negative`);
    else potential[row] = Math.round(result * 100) / 100;
  }
  const used = (keep: Int32Array): FormulaUsed => {
    const kept = new Map(
      [...inputs].map(
        ([name, values]) => [name, Float64Array.from(keep, at => values[at] as number)] as const,
      ),
    );
    const defaults = [...kept].flatMap(([name, values]): DefaultUsed[] => {
      const empty = values.filter(Number.isNaN).length;
      return empty === 0
        ? []
        : [{ input: 'accounts', field: name, records: empty, value: '0 (in potential)' }];
    });
    return { text: formula.text, column: audit, inputs: kept, defaults };
  };
  return { potential, used };
}
