// One account in accounts.csv, found without parsing the file: there may be a million. Bytes are searched for its id; the few
// records that have it are read like any other accounts file.

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
import { recordsOf } from './records.ts';

/** null when there is no such account. @throws InputError when the plan has accounts and the file is missing */
export async function findAccount(dir: string, plan: Plan, id: string): Promise<AccountFacts | null> {
  const path = join(dir, 'accounts.csv');
  if (id === '' || !plan.inputs.some(({ role }) => role === 'accounts')) return null;
  const text = await recordsOf(path, id).catch(() => {
    throw planError(path, 'no accounts.csv', 'the accounts of the plan', 'make the plan again');
  });
  if (!text) return null;
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
