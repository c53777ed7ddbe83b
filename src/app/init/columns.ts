// What the columns of a table would be if it were accounts, reps or zones: matched by the tool's own synonyms, and what the
// cells say where names do not decide.

import { IssueLog } from '../../io/issues.ts';
import { isBlank, readNumber } from '../../io/numbers.ts';
import { planTableOfAccounts, planTableOfZones } from '../../io/plan-tables.ts';
import { ACCOUNT_FIELDS, type FieldSpec, matchColumns, REP_FIELDS, ZONE_FIELDS } from '../../io/synonyms.ts';
import { withVehicleColumn } from '../../io/vehicle-column.ts';
import { formatNumber } from '../../report/format.ts';
import type { Table } from './look.ts';

export const ROLES = ['accounts', 'reps', 'zones'] as const;
export type Role = (typeof ROLES)[number];

export const FIELDS: Readonly<Record<Role, readonly FieldSpec[]>> = {
  accounts: ACCOUNT_FIELDS,
  reps: REP_FIELDS,
  zones: ZONE_FIELDS,
};

export interface Matched {
  /** field → column index */
  readonly columnOf: ReadonlyMap<string, number>;
  /** columns that are no field's */
  readonly unknown: readonly number[];
  /** field → the columns that may each be it */
  readonly contested: ReadonlyMap<string, readonly number[]>;
}

/** @param map field → column name, decided already */
export function matchAs(role: Role, table: Table, map: ReadonlyMap<string, string> = new Map()): Matched {
  const { header } = table;
  const { implied, own } = planTable(role, header);
  const all = new Map([...implied, ...map]);
  const rows = table.rows.map(cells => ({ cells }));
  const fields = role === 'reps' ? withVehicleColumn(FIELDS.reps, header, rows, []) : FIELDS[role];
  const match = matchColumns(header, fields, all, new IssueLog(), '', own);
  const contested = new Map<string, number[]>();
  for (const field of match.contested) {
    // alone, each of them would be the field
    const alone = header.flatMap((name, index) => {
      if (own.has(index) || name === '') return [];
      const { columnOf } = matchColumns([name], fields, new Map(), new IssueLog(), '');
      return columnOf.has(field) ? [index] : [];
    });
    contested.set(field, alone);
  }
  return { columnOf: match.columnOf, unknown: match.unknown, contested };
}

function planTable(role: Role, header: readonly string[]) {
  if (role === 'accounts') return planTableOfAccounts(header);
  return role === 'zones'
    ? planTableOfZones(header)
    : { implied: new Map<string, string>(), own: new Set<number>() };
}

export const cellsOf = (table: Table, column: number): string[] =>
  table.rows.map(cells => (cells[column] ?? '').trim());

/** As ids are compared before repair: `1000` and `01000` are the same code. */
export const codeKey = (text: string): string => (/^\d{4}$/.test(text) ? `0${text}` : text);

export interface CellFacts {
  /** share of the rows with a cell that is not blank */
  readonly filled: number;
  /** share of the filled cells that are numbers */
  readonly numeric: number;
  /** no value twice, none blank */
  readonly unique: boolean;
}

export function factsOf(table: Table, column: number): CellFacts {
  const cells = cellsOf(table, column);
  const filled = cells.filter(cell => !isBlank(cell));
  const numeric = filled.filter(cell => readNumber(cell, '.').value !== null).length;
  return {
    filled: cells.length === 0 ? 0 : filled.length / cells.length,
    numeric: filled.length === 0 ? 0 : numeric / filled.length,
    unique: cells.length > 0 && filled.length === cells.length && new Set(filled).size === filled.length,
  };
}

/** Share of the filled cells that are one of the ids; 0 without cells. */
export function shareKnown(table: Table, column: number | undefined, ids: ReadonlySet<string>): number {
  if (column === undefined || ids.size === 0) return 0;
  const filled = cellsOf(table, column).filter(cell => !isBlank(cell));
  if (filled.length === 0) return 0;
  return filled.filter(cell => ids.has(codeKey(cell))).length / filled.length;
}

/** The ids of a table, by the column that is matched as its id. */
export function idsOf(table: Table, column: number | undefined): ReadonlySet<string> {
  if (column === undefined) return new Set();
  return new Set(
    cellsOf(table, column)
      .filter(cell => !isBlank(cell))
      .map(codeKey),
  );
}

/** a normalized name that says id */
export const ID_NAME = /^(?:id|code|no|num|nr|ref|key|cle|matricule|uid)|(?:id|code|num|no|ref)$/;

/** `98 %`; 99.6 % is not all of them */
export function formatPercent(share: number, lang: 'en' | 'fr'): string {
  return `${formatNumber(share < 1 ? Math.floor(share * 100) : 100, 0, lang)} %`;
}
