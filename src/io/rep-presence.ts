// When a rep is there: hired, left, part-time months. What cannot be read is an error where a period is planned; without
// one none of it counts, and that is said once.

import type { Rep } from '../model/records.ts';
import { parseDayOrMonth, parsePresence } from './days.ts';
import { type IssueLog, quoteCell } from './issues.ts';

const FIELDS = ['hired', 'left', 'presence'] as const;

/** Tells a finding about a cell. */
export type Tell = (
  severity: 'error' | 'repair',
  row: number,
  field: string,
  code: string,
  found: string,
  expected: string,
  remedy: string,
) => void;

export interface PresenceTable {
  readonly country: string;
  /** a period is planned */
  readonly counts: boolean;
  /** '' where the file has no such column */
  text(row: number, field: string): string;
  tell: Tell;
}

/** Reader of a row: the fields that it has. */
export function readPresence({
  country,
  counts,
  text,
  tell,
}: PresenceTable): (row: number) => Pick<Rep, (typeof FIELDS)[number]> {
  const read = <T>(
    row: number,
    field: string,
    code: string,
    expected: string,
    parse: (cell: string) => T | null,
  ) => {
    const cell = text(row, field);
    if (cell === '') return null;
    const value = parse(cell);
    if (value === null && counts) tell('error', row, field, code, quoteCell(cell), expected, 'mend the cell');
    return value;
  };
  const date = (row: number, field: string) =>
    read(row, field, 'not-a-date', 'a day or month such as 2027-04-15, 15/04/2027 or 2027-04', cell =>
      parseDayOrMonth(cell, country),
    );
  return row => {
    const hired = date(row, 'hired');
    const left = date(row, 'left');
    const presence = read(
      row,
      'presence',
      'not-a-presence',
      'months with their share, each once, such as 2027-03:50% 2027-04..2027-06:0%',
      parsePresence,
    );
    if (counts && hired !== null && left !== null && lastDay(left) < hired) {
      const found = `left ${left}, before hired ${hired}`;
      tell('error', row, 'left', 'left-before-hired', found, 'a day after hiring', 'mend one of the dates');
    }
    return {
      ...(hired !== null && { hired }),
      ...(left !== null && { left }),
      ...(presence !== null && presence.size > 0 && { presence }),
    };
  };
}

/** A month lasts until its last day; texts of ISO days compare as the days do. */
function lastDay(day: string): string {
  return day.length === 7 ? `${day}-31` : day;
}

/** One finding for all columns that have no effect. */
export function tellUnused(
  columnOf: ReadonlyMap<string, number>,
  file: string,
  columnName: (field: string) => string,
  log: IssueLog,
): void {
  const columns = FIELDS.filter(field => columnOf.has(field)).map(columnName);
  if (columns.length === 0) return;
  log.add({
    severity: 'info',
    code: 'no-period',
    file,
    line: null,
    column: columns.join(', '),
    found: 'when reps are there, but no period to plan',
    expected: 'a period in the configuration, such as period: {from: 2027-01, months: 12}',
    remedy: 'nothing to do if every rep counts with the whole FTE; else set the period',
  });
}
