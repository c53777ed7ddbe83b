// Dynamics 365 Sales: new territories, and who owns which account in which territory, for the import of data in
// model-driven apps. Lookups (owner, manager, territory) go by name there.

import { InputError } from '../../io/issues.ts';
import { EXPORT_WORDS } from '../../report/export-words.ts';
import { formatNumber } from '../../report/format.ts';
import { optionIssue } from '../option-issue.ts';
import type { AccountTable } from '../written/account-table.ts';
import type { WrittenPlan } from '../written/written-plan.ts';
import { type CrmTable, crmFile, key, label } from './crm-csv.ts';
import type { Format, FormatInput } from './format.ts';
import { type Owned, ownersOf } from './owners.ts';
import type { Territory } from './territories.ts';

const GUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i;
/** territory.name */
const LONGEST_NAME = 200;

export const dynamics: Format = {
  crm: true,
  make(input) {
    const { request, plan } = input;
    const words = EXPORT_WORDS[request.lang];
    const owned = ownersOf(plan, request.full);
    const notes: string[] = [];
    if (!owned.territories.incumbent && !request.full) notes.push(words.notes.noIncumbent);
    if (owned.overlays.length > 0) notes.push(words.notes.overlays(owned.overlays));
    if (!owned.territories.withAccounts) notes.push(words.notes.noAccounts);
    const owner = ownerOf(input);
    const tables = [
      ...territoryTables(input, owned, owner, notes),
      ...(owned.territories.withAccounts ? [accountTable(input, owned, owner)] : []),
      goneTable(input, owned),
    ].filter(({ rows }) => rows.length > 0);
    return {
      files: tables.map(table => ({ file: crmFile(table, request.raw), rows: table.rows.length })),
      notes,
      steps: tables.map(({ path, rows, columns }) => {
        const count = formatNumber(rows.length, 0, request.lang);
        const kind = path.startsWith('accounts')
          ? 'accounts'
          : path.includes('gone')
            ? 'gone'
            : 'territories';
        return words.dynamics[kind](path, count, columns[0]?.name ?? '');
      }),
    };
  },
};

/** What the owner is found by: one user each, or two reps would own what is one's. */
function ownerOf({ request, plan, contacts }: FormatInput): (rep: Territory) => string {
  const names = new Map<string, Set<string>>();
  for (const { repName } of plan.layers)
    for (const [rep, name] of repName) names.set(name, (names.get(name) ?? new Set()).add(rep));
  return ({ repId, repName }) => {
    if (repId === null) return '';
    const text = request.owner === 'name' ? repName : contacts.of(repId)[request.owner];
    if (text === '') {
      const file = contacts.file === null ? '' : ` in ${contacts.file}`;
      throw new InputError([
        optionIssue(
          '--owner',
          `rep ${repId} without ${request.owner}${request.owner === 'name' ? '' : file}`,
          `the ${request.owner} of each rep's user`,
          request.owner === 'name'
            ? '--owner email, or names in the reps file and a new plan'
            : '--reps FILE with that column',
        ),
      ]);
    }
    const same = request.owner === 'name' ? [...(names.get(text) ?? [])] : [];
    if (same.length > 1) {
      throw new InputError([
        optionIssue(
          '--owner',
          `reps ${same.join(' and ')} of one name, "${text}"`,
          'one user for each name',
          '--owner email or --owner username',
        ),
      ]);
    }
    return text;
  };
}

/** Names that lookups find: where two territories share one, each has its id behind it. */
function titles(list: readonly Territory[]): string[] {
  const count = new Map<string, number>();
  const fold = (name: string) => name.toLowerCase();
  for (const { name } of list) count.set(fold(name), (count.get(fold(name)) ?? 0) + 1);
  return list.map(({ name, id }) => {
    const line = name
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, LONGEST_NAME - 40);
    return (count.get(fold(name)) as number) > 1 || line === '' ? `${line} (${id.slice(0, 36)})` : line;
  });
}

/** By depth: a parent must be there before its children. Overlays' territories are there too, and own no account. */
function territoryTables(
  { request }: FormatInput,
  { territories: { list } }: Owned,
  ownerOf: (territory: Territory) => string,
  notes: string[],
): CrmTable[] {
  const names = titles(list);
  const present = [...list.entries()].filter(([, { state }]) => state !== 'gone');
  const depths = new Set(present.map(([, { depth }]) => depth)).size;
  const managed = new Set<string>();
  const twice = new Set<string>();
  const manager = (territory: Territory): string => {
    // groups are managed by people whom the plan knows by id alone
    if (territory.level !== null || territory.repId === null) return '';
    // a user is the manager of one territory
    if (managed.has(territory.repId)) {
      twice.add(territory.repId);
      return '';
    }
    managed.add(territory.repId);
    return ownerOf(territory);
  };
  const rows = present.map(([t, territory]) => ({ t, territory, manager: manager(territory) }));
  if (twice.size > 0) notes.push(EXPORT_WORDS[request.lang].notes.oneManager([...twice]));
  return Array.from({ length: depths }, (_, depth): CrmTable => {
    const fresh = rows.filter(
      ({ territory }) => territory.depth === depth && (request.full || territory.state === 'new'),
    );
    return {
      path: depths === 1 ? 'territories.csv' : `territories-${depth + 1}.csv`,
      columns: [
        label('Territory Name'),
        (request.owner === 'name' ? label : key)('Manager'),
        ...(depth > 0 ? [label('Parent Territory')] : []),
      ],
      rows: fresh.map(({ t, territory, manager }) => [
        names[t] as string,
        manager,
        ...(depth > 0 ? [names[territory.parent] as string] : []),
      ]),
    };
  });
}

function accountTable(
  { plan, request }: FormatInput,
  { territories, rows }: Owned,
  ownerOf: (territory: Territory) => string,
): CrmTable {
  const { keys, list } = territories;
  const names = titles(list);
  const nameOf = new Map(list.map((territory, t) => [territory, names[t] as string]));
  const empty = rows.find(({ account }) => keys[account] === '');
  if (empty) {
    throw new InputError([
      optionIssue(
        '--account-id',
        'an account without a key',
        'a key for every account',
        'fill it in, and plan again',
      ),
    ]);
  }
  const passed = passedColumns(plan);
  const guids = keys.every(text => GUID.test(text));
  const first =
    passed.length > 0 ? passed.map(({ name }) => key(name)) : [key(guids ? 'Account' : 'Account Number')];
  return {
    path: 'accounts.csv',
    columns: [...first, (request.owner === 'name' ? label : key)('Owner'), label('Territory')],
    rows: rows.map(({ account, territory }) => [
      ...(passed.length > 0
        ? passed.map(({ cells }) => cells.get(keys[account] as string) ?? '')
        : [keys[account] as string]),
      ownerOf(territory),
      nameOf.get(territory) as string,
    ]),
  };
}

/** The columns with which an export of Dynamics 365 finds its own rows again: id, checksum, date of the last change. */
function passedColumns(plan: WrittenPlan) {
  const tables = plan.layers.flatMap(({ accounts, overlay }) => (accounts && !overlay ? [accounts] : []));
  const [first] = tables as [AccountTable];
  return first.passed.map(({ name }, c) => ({
    name,
    cells: new Map(
      tables.flatMap(({ key, passed }) =>
        key.map((text, row) => [text, passed[c]?.cells[row] ?? ''] as const),
      ),
    ),
  }));
}

/** Territories of reps who have left. */
function goneTable({ request }: FormatInput, { territories }: Owned): CrmTable {
  const gone = request.full ? [] : territories.list.filter(({ state }) => state === 'gone');
  return {
    path: 'territories-gone.csv',
    columns: [label('Territory Name')],
    rows: gone.map(({ name }) => [name]),
  };
}
