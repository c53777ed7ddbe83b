// A reps file with some reps left out, others added, or with another FTE; every other cell stays as it is written.

import type { AddedRep } from '../model/scenario.ts';
import { PROFILES, writeCsv } from './csv-write.ts';
import { InputError, IssueLog } from './issues.ts';
import { nearest } from './nearest.ts';
import { readNumber } from './numbers.ts';
import { readRecords } from './records.ts';
import { repFields } from './seniority-column.ts';
import { openSource } from './source.ts';
import { matchColumns } from './synonyms.ts';

export interface RepsEdit {
  readonly without: readonly string[];
  readonly add: readonly AddedRep[];
  readonly fte: ReadonlyMap<string, number>;
}

/** of an added rep the mean of the others, as `size` has it */
const RATES = ['cost_per_hour', 'cost_per_km', 'g_co2_per_km'] as const;

/**
 * @param map field → column of the reps, from --map
 * @returns the file as CSV; GeoJSON points become rows with their coordinates
 * @throws InputError when the file cannot be read, or a rep is named that it does not have
 */
export async function editReps(
  path: string,
  map: ReadonlyMap<string, string>,
  { without, add, fte }: RepsEdit,
): Promise<string> {
  const log = new IssueLog();
  const table = await readRecords(await openSource(path), log);
  const rows: string[][] = [];
  for await (const batch of table.batches) rows.push(...batch.map(({ cells }) => [...cells]));
  const fields = repFields(
    table.header,
    rows.map(cells => ({ cells })),
    new Map([...table.implied, ...map]),
    true,
  );
  const { columnOf } = matchColumns(table.header, fields, new Map([...table.implied, ...map]), log, path);
  const id = columnOf.get('id');
  if (log.hasErrors() || id === undefined) throw new InputError(log.issues());

  const header = [...table.header];
  const columnFor = (field: string): number => {
    const column = columnOf.get(field) ?? header.push(field) - 1;
    columnOf.set(field, column);
    return column;
  };
  const cellOf = (row: readonly string[], column: number) => (row[column] ?? '').trim();
  const ids = rows.map(row => cellOf(row, id));
  for (const name of [...without, ...fte.keys()]) {
    if (ids.includes(name)) continue;
    const near = nearest(name, ids);
    log.add({
      severity: 'error',
      code: 'unknown-rep',
      file: path,
      line: null,
      column: header[id] as string,
      found: `a scenario with rep ${name}, whom the file does not have`,
      expected: 'the id of a rep',
      remedy: near === null ? `ids: ${ids.slice(0, 10).join(', ')}` : `did you mean ${near}?`,
    });
  }
  if (log.hasErrors()) throw new InputError(log.issues());

  const left = rows.filter((_, r) => !without.includes(ids[r] as string));
  const marks = [...columnOf].flatMap(([field, column]) =>
    RATES.includes(field as (typeof RATES)[number]) ? [[column, meanOf(left, column)] as const] : [],
  );
  for (const row of left) {
    const share = fte.get(cellOf(row, id));
    if (share !== undefined) row[columnFor('fte')] = String(share);
  }
  const taken = new Set(ids);
  const added = add.map((rep, at) => {
    let own = rep.id || `NEW-${at + 1}`;
    while (taken.has(own)) own = `${own}'`;
    taken.add(own);
    const row: string[] = [];
    row[id] = own;
    row[columnFor('postal_code')] = rep.postalCode;
    if (rep.fte !== 1 || columnOf.has('fte')) row[columnFor('fte')] = String(rep.fte);
    for (const [column, mean] of marks) row[column] = mean;
    return row;
  });
  const all = [header, ...left, ...added].map(row => Array.from(header, (_, c) => row[c] ?? ''));
  // read again by the planner only: as the file had it
  return [...writeCsv(all, { ...PROFILES.default, raw: true })].join('');
}

/** With the decimal mark of the column. */
function meanOf(rows: readonly (readonly string[])[], column: number): string {
  const comma =
    rows.some(row => (row[column] ?? '').includes(',')) &&
    !rows.some(row => (row[column] ?? '').includes('.'));
  const values = rows.flatMap(row => readNumber(row[column] ?? '', comma ? ',' : '.').value ?? []);
  if (values.length === 0) return '';
  const mean = String(
    Number((values.reduce((sum, value) => sum + value, 0) / values.length).toPrecision(12)),
  );
  return comma ? mean.replace('.', ',') : mean;
}
