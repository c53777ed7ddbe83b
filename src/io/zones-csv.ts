// Zones as CSV: id, lat, lon, maybe neighbors. All rows are kept: there are never more than some ten thousand zones.

import { readCsvRows } from './csv.ts';
import { type IssueLog, type RejectLog, reasonOf } from './issues.ts';
import type { Source } from './source.ts';
import type { RawZone, RawZones } from './zone-rows.ts';

/** @throws InputError when there is no header */
export async function readZoneCsv(source: Source, log: IssueLog, rejects: RejectLog): Promise<RawZones> {
  const file = source.file;
  const csv = await readCsvRows(source, log, {
    onReject: (row, issue) =>
      rejects.add({
        file,
        line: row.line,
        column: issue.column ?? '',
        reason: reasonOf(issue),
        id: '',
        cells: row.cells,
      }),
  });
  rejects.setHeader(file, csv.header);
  const rows: RawZone[] = [];
  for await (const batch of csv.batches) {
    for (const { line, cells } of batch) rows.push({ line, cells, polygons: null, point: null, odd: '' });
  }
  const { header, delimiter, opening } = csv;
  return { header, rows, unread: csv.stats().rejected, features: false, epsg: null, delimiter, opening };
}
