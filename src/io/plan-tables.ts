// Files that a plan wrote, read as inputs of the next one. What the plan has decided is today's state by then: the
// assigned rep is the incumbent. They are known by their columns, which stand together and in their order.

import {
  ACCOUNT_COLUMNS,
  ASSIGNED_SHARE,
  CHANGE_COLUMNS,
  OVERLAY_ENDS,
  ZONE_COLUMNS,
} from '../model/plan-columns.ts';
import { bare } from './csv-write.ts';

export interface PlanTable {
  /** field → column, as a `--map` that the user need not give */
  readonly implied: ReadonlyMap<string, string>;
  /** indices of columns that are the plan's own: no synonym of a field */
  readonly own: ReadonlySet<number>;
}

const NONE: PlanTable = { implied: new Map(), own: new Set() };

/** accounts.csv and sectors/<sector_id>.csv; changes.csv, the accounts that changed hands */
export function planTableOfAccounts(header: readonly string[]): PlanTable {
  const from = placeOf(ACCOUNT_COLUMNS, header);
  if (from >= 0) {
    const end = endOfOverlays(header, from + ACCOUNT_COLUMNS.length);
    return { implied: new Map([['rep_id', 'assigned_rep_id']]), own: range(from, end) };
  }
  if (placeOf(CHANGE_COLUMNS, header) !== 0) return NONE;
  const implied = new Map([
    ['id', 'account_id'],
    ['name', 'account_name'],
    ['postal_code', 'zone_id'],
    ['rep_id', 'to_rep_id'],
  ]);
  return { implied, own: new Set(['layer', 'from_rep_id', 'reason'].map(name => header.indexOf(name))) };
}

/** zones.csv; without accounts, sectors/<sector_id>.csv too */
export function planTableOfZones(header: readonly string[]): PlanTable {
  if (placeOf(ZONE_COLUMNS, header) !== 0) return NONE;
  const implied = new Map([
    ['id', 'zone_id'],
    ['name', 'zone_name'],
  ]);
  return { implied, own: new Set() };
}

/** Cells of a plan's table as they were before it was written: ids must be those of the other inputs. */
export function bareCells(cells: readonly string[]): string[] {
  return cells.map(bare);
}

/** Where the columns stand, one after the other; −1 when they do not. */
function placeOf(columns: readonly string[], header: readonly string[]): number {
  // a plan's columns come last: an earlier plan's are renamed
  for (let at = header.length - columns.length; at >= 0; at--) {
    if (columns.every((name, c) => header[at + c] === name)) return at;
  }
  return -1;
}

function endOfOverlays(header: readonly string[], from: number): number {
  if (header[from] !== ASSIGNED_SHARE) return from;
  let end = from + 1;
  while (OVERLAY_ENDS.every((suffix, c) => header[end + c]?.endsWith(suffix))) end += OVERLAY_ENDS.length;
  return end;
}

function range(from: number, end: number): Set<number> {
  return new Set(Array.from({ length: end - from }, (_, c) => from + c));
}
