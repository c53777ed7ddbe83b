// accounts.csv of a plan: who serves each account now and who is to. Columns, not rows: there may be a million.

import { join } from 'node:path';
import { readCsvRows } from '../../io/csv.ts';
import { InputError, IssueLog } from '../../io/issues.ts';
import { OF_A_PLAN, openSource } from '../../io/source.ts';
import { ACCOUNT_FIELDS, matchColumns, normalizeName } from '../../io/synonyms.ts';
import type { Plan } from '../../model/plan.ts';
import { optionIssue } from '../option-issue.ts';
import { type AccountFigures, figuresReader } from './account-figures.ts';
import { disagrees } from './plan-fault.ts';
import { missingColumns, original } from './text-table.ts';
import type { ReadWritten } from './written-plan.ts';

export interface AccountTable {
  readonly id: readonly string[];
  /** what the other system knows the account by: its id, or the column that was named */
  readonly key: readonly string[];
  readonly rep: readonly string[];
  /** '' for none */
  readonly incumbent: readonly string[];
  /** columns that an export from Dynamics 365 takes back unchanged, with their cells */
  readonly passed: readonly { readonly name: string; readonly cells: readonly string[] }[];
  /** null when they were not asked for */
  readonly figures: AccountFigures | null;
}

const OWN = ['layer', 'zone_id', 'sector_id', 'assigned_rep_id', 'incumbent_rep_id'] as const;
/** `(Do Not Modify) Account`, `(Ne pas modifier) Compte`… */
const PASSED = /^\((do not modify|ne pas modifier)\)/i;

/** @throws InputError when the file is missing, or says other things than plan.json */
export async function readAccountTable(
  dir: string,
  plan: Plan,
  { accountColumn: keyColumn, figures: wanted = false }: Omit<ReadWritten, 'accounts'>,
): Promise<AccountTable> {
  const path = join(dir, 'accounts.csv');
  const log = new IssueLog();
  const csv = await readCsvRows(await openSource(path, OF_A_PLAN), log);
  const own = OWN.map(name => csv.header.lastIndexOf(name));
  const missing = OWN.filter((_, c) => own[c] === -1);
  if (missing.length > 0) throw missingColumns(path, csv.header, missing);
  const [, zoneAt, sectorAt, repAt, incumbentAt] = own as [number, number, number, number, number];
  const input = csv.header.slice(0, own[0]);
  const columnOf = fieldColumns(input, plan, path);
  const idAt = columnOf.get('id') as number;
  const keyAt = keyColumn === null ? idAt : namedColumn(input, keyColumn);
  const passed = input.flatMap((name, at) =>
    PASSED.test(name) ? [{ name, at, cells: [] as string[] }] : [],
  );

  const sectorOf = new Map(plan.sectors.map(({ repId, sectorId }) => [repId, sectorId]));
  const zoneRep = new Map(plan.assignment.map(([, zone, rep]) => [zone, rep]));
  const named = new Map(plan.named.map(([account, rep]) => [account, rep]));
  const intern = interner();
  const seen = new Set<string>();
  const figures = wanted ? figuresReader(csv.header, csv.delimiter, columnOf, zoneAt) : null;
  const table = { id: [] as string[], key: [] as string[], rep: [] as string[], incumbent: [] as string[] };
  for await (const batch of csv.batches) {
    for (const { line, cells } of batch) {
      const cell = (at: number) => original(cells[at] as string);
      const id = cell(idAt).trim();
      const rep = intern(cell(repAt));
      if (seen.has(id)) throw disagrees(path, line, csv.header[idAt] as string, id, 'each account once');
      seen.add(id);
      const sector = sectorOf.get(rep);
      if (sector === undefined || sector !== cell(sectorAt))
        throw disagrees(path, line, 'assigned_rep_id', rep, 'a rep of plan.json, with that sector');
      const planned = named.get(id) ?? zoneRep.get(cell(zoneAt));
      if (planned !== rep)
        throw disagrees(
          path,
          line,
          'assigned_rep_id',
          rep,
          `${planned ?? 'a zone of the plan'} as in plan.json`,
        );
      table.id.push(id);
      table.key.push(keyAt === idAt ? id : cell(keyAt).trim());
      table.rep.push(rep);
      table.incumbent.push(intern(cell(incumbentAt)));
      for (const { at, cells: values } of passed) values.push(cell(at));
      figures?.add(cells);
    }
  }
  const errors = log.issues().filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InputError(errors);
  return {
    ...table,
    passed: passed.map(({ name, cells }) => ({ name, cells })),
    figures: figures?.finish() ?? null,
  };
}

/** The columns that the plan read the id and the figures from: found again as they were found then. */
function fieldColumns(header: readonly string[], plan: Plan, path: string): ReadonlyMap<string, number> {
  const map = new Map<string, string>();
  for (const [field, column] of plan.map) map.set(field.replace(/^accounts\./, ''), column);
  const { columnOf } = matchColumns(header, ACCOUNT_FIELDS, map, new IssueLog(), path);
  if (!columnOf.has('id')) throw missingColumns(path, header, ['id']);
  return columnOf;
}

function namedColumn(header: readonly string[], name: string): number {
  const exact = header.indexOf(name);
  const wanted = normalizeName(name);
  const at = exact >= 0 ? exact : header.findIndex(column => normalizeName(column) === wanted);
  if (at >= 0) return at;
  throw new InputError([
    optionIssue(
      '--account-id',
      `column "${name.slice(0, 60)}"`,
      'a column of the accounts file',
      `columns: ${header.slice(0, 30).join(', ')}`,
    ),
  ]);
}

function interner(): (text: string) => string {
  const known = new Map<string, string>();
  return text => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, text);
    return text;
  };
}
