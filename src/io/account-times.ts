// When an account may be visited: opening hours, days of the week, days between visits. Only tours ask for it, so that a
// cell that cannot be read is a warning and nothing more.

import type { AccountTimes, Issue } from '../model/records.ts';
import { parseTime, parseWeekdays } from './clock.ts';
import { isBlank, parseNumber } from './numbers.ts';

const FIELDS = ['opens', 'closes', 'visit_days', 'min_days_between'] as const;
type Field = (typeof FIELDS)[number];

/** longest distance of two visits that can be asked for */
const MOST_DAYS = 366;

export interface TimesCollector {
  add(cells: readonly string[]): void;
  /** cells that cannot be read, which count as blank */
  readonly bad: readonly { readonly row: number; readonly field: Field; readonly cell: string }[];
  finish(keep: Int32Array): AccountTimes;
}

export const TIMES_EXPECTED: Readonly<Record<Field, string>> = {
  opens: 'a time such as 09:00 or 9h30',
  closes: 'a time after opens, such as 17:30',
  visit_days: 'days such as mon,tue, lun-ven or 1-5',
  min_days_between: `a whole number of days from 1 to ${MOST_DAYS}`,
};

/** null where the file has no such column */
export function createTimes(columnOf: ReadonlyMap<string, number>): TimesCollector | null {
  const columns = FIELDS.flatMap(field => {
    const at = columnOf.get(field);
    return at === undefined ? [] : [{ field, at }];
  });
  if (columns.length === 0) return null;
  const values: Record<Field, number[]> = { opens: [], closes: [], visit_days: [], min_days_between: [] };
  const bad: { row: number; field: Field; cell: string }[] = [];
  let row = 0;
  return {
    bad,
    add(cells) {
      for (const { field, at } of columns) {
        const cell = cells[at] as string;
        const value = isBlank(cell) ? Number.NaN : readCell(field, cell.trim());
        if (value === null) bad.push({ row, field, cell });
        values[field].push(value ?? Number.NaN);
      }
      const [opens, closes] = [values.opens[row] ?? Number.NaN, values.closes[row] ?? Number.NaN];
      if (closes <= opens) {
        bad.push({ row, field: 'closes', cell: cells[columnOf.get('closes') as number] as string });
        values.closes[row] = Number.NaN;
      }
      row++;
    },
    finish(keep) {
      const kept = (field: Field) => Float64Array.from(keep, at => values[field][at] ?? Number.NaN);
      return {
        opens: kept('opens'),
        closes: kept('closes'),
        weekdays: Uint8Array.from(kept('visit_days'), days => (Number.isNaN(days) ? 0 : days)),
        spacing: kept('min_days_between'),
      };
    },
  };
}

function readCell(field: Field, cell: string): number | null {
  if (field === 'visit_days') {
    const days = parseWeekdays(cell);
    return days?.reduce((bits, day) => bits | (1 << day), 0) ?? null;
  }
  if (field === 'min_days_between') {
    const days = parseNumber(cell, { decimal: ',' });
    return days !== null && Number.isInteger(days) && days >= 1 && days <= MOST_DAYS ? days : null;
  }
  return parseTime(cell);
}

/** The finding about a bad cell, but for its place. */
export function timesIssue(
  field: Field,
  found: string,
): Pick<Issue, 'severity' | 'code' | 'found' | 'expected' | 'remedy'> {
  return {
    severity: 'warning',
    code: 'not-a-visit-time',
    found,
    expected: TIMES_EXPECTED[field],
    remedy: 'mend the cell; it is read as blank',
  };
}
