// One account in accounts.csv, found without parsing the file: there may be a million. Bytes are searched for its id; the few
// records that have it are read like any other accounts file.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AccountFacts } from '../../evaluate/explain/account.ts';
import { readAccounts } from '../../io/accounts.ts';
import { readCsvRows } from '../../io/csv.ts';
import { IssueLog, RejectLog } from '../../io/issues.ts';
import { bytesSource } from '../../io/source.ts';
import type { Plan } from '../../model/plan.ts';
import { slaLimits } from '../../model/sla.ts';
import { visitsOf } from '../../model/visits.ts';
import { scopeMap } from '../column-map.ts';
import { planError } from '../written/plan-fault.ts';
import { original, readTextTable } from '../written/text-table.ts';

const QUOTE = 34;
const LINE_END = 10;
/** what may stand beside a cell: delimiters, quotes, ends of lines, blanks, the apostrophe against formulas */
const BESIDE = new Set([...'\n\r,;\t|" \''].map(c => c.charCodeAt(0)));

/** null when there is no such account. @throws InputError when the plan has accounts and the file is missing */
export async function findAccount(dir: string, plan: Plan, id: string): Promise<AccountFacts | null> {
  const path = join(dir, 'accounts.csv');
  if (id === '' || !plan.inputs.some(({ role }) => role === 'accounts')) return null;
  const bytes = await readFile(path).catch(() => {
    throw planError(path, 'no accounts.csv', 'the accounts of the plan', 'make the plan again');
  });
  const found = recordsWith(bytes, id);
  if (found.length === 0) return null;
  const text = Buffer.concat([header(bytes), ...found.flatMap(record => [record, NEWLINE])]);
  const csv = await readCsvRows(bytesSource(path, text), new IssueLog(), { onReject: () => {} });
  const cells: string[][] = [];
  for await (const batch of csv.batches) cells.push(...batch.map(row => row.cells));
  const accounts = await readAccounts(
    bytesSource(path, text),
    {
      country: plan.settings.country,
      measures: plan.settings.measures.map(({ name }) => name),
      map: scopeMap(
        new Map(plan.map),
        { accounts: path, reps: path, zones: path, aliases: null },
        new IssueLog(),
      ).accounts,
    },
    new IssueLog(),
    new RejectLog(),
  );
  const a = accounts.id.indexOf(id);
  if (a < 0) return null;
  // rows that cannot be read are in neither list: a plan has none
  const row = cells[a] ?? [];
  const own = (column: string) => original(row[csv.header.lastIndexOf(column)] ?? '');
  const minutes = own('travel_minutes');
  const shared = plan.settings.slice !== null;
  return {
    id,
    name: accounts.name[a] ?? '',
    zone: own('zone_id'),
    rep: own('assigned_rep_id'),
    incumbent: own('incumbent_rep_id'),
    segment: accounts.segment[a] ?? '',
    group: accounts.groupId[a] ?? '',
    locked: accounts.locked[a] === 1,
    slaMinutes: slaLimits(accounts, plan.settings)?.[a] ?? Number.NaN,
    visits: shared ? Number.NaN : (visitsOf(accounts, plan.settings).visits[a] ?? Number.NaN),
    lat: accounts.lat[a] ?? Number.NaN,
    lon: accounts.lon[a] ?? Number.NaN,
    minutes: minutes === '' ? Number.NaN : Number(minutes.replace(',', '.')),
  };
}

const NEWLINE = Buffer.from('\n');

function header(bytes: Buffer): Buffer {
  return bytes.subarray(0, recordEnd(bytes, 0) + 1);
}

/** Where the record that holds this place ends; `at` must not be inside quotes. */
function recordEnd(bytes: Buffer, at: number, inside = false): number {
  let quoted = inside;
  for (let p = at; p < bytes.length; p++) {
    if (bytes[p] === QUOTE) quoted = !quoted;
    else if (bytes[p] === LINE_END && !quoted) return p;
  }
  return bytes.length;
}

/** Records, the header aside, in which the text may be a cell. */
function recordsWith(bytes: Buffer, text: string): Buffer[] {
  const wanted = Buffer.from(text.replaceAll('"', '""'));
  const records: Buffer[] = [];
  let start = recordEnd(bytes, 0) + 1;
  let at = start;
  let quoted = false;
  for (let p = bytes.indexOf(wanted, at); p >= 0; p = bytes.indexOf(wanted, p + 1)) {
    if (p < at) continue;
    const after = bytes[p + wanted.length];
    if (!BESIDE.has(bytes[p - 1] ?? LINE_END) || !(after === undefined || BESIDE.has(after))) continue;
    for (; at < p; at++) {
      if (bytes[at] === QUOTE) quoted = !quoted;
      else if (bytes[at] === LINE_END && !quoted) start = at + 1;
    }
    const end = recordEnd(bytes, p, quoted);
    records.push(bytes.subarray(start, end));
    at = end;
    quoted = false;
  }
  return records;
}

/** Every id, for what is near to one that is not there. */
export async function accountIds(dir: string, plan: Plan): Promise<readonly string[]> {
  if (!plan.inputs.some(({ role }) => role === 'accounts')) return [];
  const { header } = await readTextTable(join(dir, 'accounts.csv'), []);
  // the first column that has the id's name in the input's own
  const log = new IssueLog();
  const { accounts } = scopeMap(
    new Map(plan.map),
    { accounts: '-', reps: null, zones: null, aliases: null },
    log,
  );
  const { ACCOUNT_FIELDS, matchColumns } = await import('../../io/synonyms.ts');
  const { columnOf } = matchColumns(header, ACCOUNT_FIELDS, accounts, log, '');
  const name = header[columnOf.get('id') ?? -1];
  if (name === undefined) return [];
  const { rows } = await readTextTable(join(dir, 'accounts.csv'), [name]);
  return rows.map(({ cells }) => (cells[0] as string).trim());
}
