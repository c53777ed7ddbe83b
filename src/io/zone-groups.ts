// Rows → zones: a zone is everything with one id. Identical rows are dropped but one; different ones are its parts.

import { byCode } from '../model/order.ts';
import { type IssueLog, quoteCell, type RejectLog } from './issues.ts';
import type { RawZone } from './zone-rows.ts';

export interface IdentifiedRow {
  readonly id: string;
  readonly row: RawZone;
}

export interface ZoneGroup {
  readonly id: string;
  /** in an order that does not depend on the file's */
  readonly rows: readonly RawZone[];
}

/** Sorted by id. Reports every id that is repeated; identical rows go to the rejects. */
export function groupById(
  rows: readonly IdentifiedRow[],
  file: string,
  features: boolean,
  log: IssueLog,
  rejects: RejectLog,
): ZoneGroup[] {
  const groups = new Map<string, RawZone[]>();
  for (const { id, row } of rows) {
    const group = groups.get(id);
    if (group) group.push(row);
    else groups.set(id, [row]);
  }
  const what = features ? 'feature' : 'line';
  return [...groups]
    .sort(([a], [b]) => byCode(a, b))
    .map(([id, members]) => {
      if (members.length === 1) return { id, rows: members };
      const distinct = new Map<string, RawZone>();
      for (const row of members) {
        const content = JSON.stringify([row.cells, row.polygons?.read() ?? null, row.point]);
        const first = distinct.get(content);
        if (!first) {
          distinct.set(content, row);
          continue;
        }
        const reason = `the same as ${what} ${first.line}`;
        log.add({
          severity: 'warning',
          code: 'duplicate-zone',
          file,
          line: row.line,
          ...(features ? { feature: true } : {}),
          column: 'id',
          found: `zone ${quoteCell(id)} again, ${reason} in everything`,
          expected: 'each zone once',
          remedy: 'left out; remove it from the file',
        });
        rejects.add({
          file,
          line: row.line,
          column: 'id',
          reason: `duplicate-zone: ${reason} in everything`,
          id,
          cells: row.cells,
        });
      }
      const kept = [...distinct].sort(([a], [b]) => byCode(a, b)).map(([, row]) => row);
      if (kept.length > 1) {
        const lines = kept.map(row => row.line).sort((a, b) => a - b);
        const shown = lines.slice(0, 8).join(', ') + (lines.length > 8 ? ', …' : '');
        log.add({
          severity: 'warning',
          code: 'repeated-id',
          file,
          line: lines[0]!,
          ...(features ? { feature: true } : {}),
          column: 'id',
          found: `id ${quoteCell(id)} in ${kept.length} ${what}s: ${shown}`,
          expected: `one ${what} a zone`,
          remedy:
            'united in one zone; numbers that differ are added up, the same numbers counted once; give each zone its own id if they are not parts of one',
        });
      }
      return { id, rows: kept };
    });
}
