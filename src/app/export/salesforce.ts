// Salesforce, Sales Territories (Enterprise Territory Management): Territory2 and the associations of users and accounts
// with it. A move is a row to delete and a row to insert: associations cannot be updated. Salesforce knows its records by
// ids that a plan does not have: rows name them by DeveloperName and Username, or by Id where exports of the objects
// (--ids) say which.

import { InputError } from '../../io/issues.ts';
import { EXPORT_WORDS, type ExportWords } from '../../report/export-words.ts';
import { formatNumber } from '../../report/format.ts';
import { optionIssue } from '../option-issue.ts';
import { type CrmTable, crmFile, key, label } from './crm-csv.ts';
import { developerNames } from './developer-names.ts';
import type { Exported, ExportRequest, Format } from './format.ts';
import { isSalesforceId, pairKey, readSalesforceIds, type SalesforceIds } from './salesforce-ids.ts';
import {
  difference,
  type Membership,
  type Territories,
  type Territory,
  territoriesOf,
} from './territories.ts';

/** Territory2.Name */
const LONGEST_NAME = 80;
const MANUAL = 'Territory2Manual';

interface Reference {
  readonly column: string;
  readonly of: (index: number) => string;
  /** an Id, which deletions need */
  readonly resolved: boolean;
}

export const salesforce: Format = {
  crm: true,
  async make({ request, plan, contacts }) {
    const words = EXPORT_WORDS[request.lang];
    const ids = await readSalesforceIds(request.ids, request.externalId);
    const territories = territoriesOf(plan);
    const names = developerNames(
      territories.list.map(({ layer, level, id }) => ({
        key: JSON.stringify([layer, level, id]),
        text: [layer ?? level, id].filter(part => part !== null).join('_'),
      })),
      request.prefix,
    );
    const world: World = {
      request,
      words,
      ids,
      territories,
      names,
      isNew: (territory, t) =>
        ids.territories === null
          ? request.full || territory.state === 'new'
          : !ids.territories.has(names[t] as string),
      notes: [],
    };
    if (!territories.incumbent && !request.full) world.notes.push(words.notes.noIncumbent);
    const tables = [
      ...territoryTables(world),
      ...userTables(world, repId => contacts.of(repId).username),
      ...(territories.withAccounts ? accountTables(world) : []),
      ...goneTables(world),
    ].filter(({ rows }) => rows.length > 0);
    if (!territories.withAccounts) world.notes.push(words.notes.noAccounts);
    const byName = tables.some(({ columns }) => columns.some(({ name }) => name.endsWith('2.DeveloperName')));
    if (byName) world.notes.push(words.notes.byDeveloperName);
    return exported(world, tables);
  },
};

interface World {
  readonly request: ExportRequest;
  readonly words: ExportWords;
  readonly ids: SalesforceIds;
  readonly territories: Territories;
  /** DeveloperName by territory */
  readonly names: readonly string[];
  readonly isNew: (territory: Territory, t: number) => boolean;
  readonly notes: string[];
}

function exported({ request, words, notes }: World, tables: readonly CrmTable[]): Exported {
  return {
    files: tables.map(table => ({ file: crmFile(table, request.raw), rows: table.rows.length })),
    notes,
    steps: tables.map(({ path, rows }) => {
      const kind = path.replace(/(?:-\d+)?\.csv$/, '') as keyof ExportWords['salesforce'];
      return words.salesforce[kind](path, formatNumber(rows.length, 0, request.lang));
    }),
  };
}

/** Territories by Id where all of them have one, else by DeveloperName. */
function territoryReference(
  { ids, names }: World,
  wanted: Iterable<number>,
  relationship: 'Territory2' | 'ParentTerritory2',
): Reference {
  const idOf = (t: number) => ids.territories?.get(names[t] as string) ?? '';
  const resolved = ids.territories !== null && [...new Set(wanted)].every(t => idOf(t) !== '');
  return resolved
    ? { column: `${relationship}Id`, of: idOf, resolved }
    : { column: `${relationship}.DeveloperName`, of: t => names[t] as string, resolved };
}

/** New territories, a file for each depth: a parent must be there before its children. Then those that get a new parent. */
function territoryTables(world: World): CrmTable[] {
  const { request, territories, names, notes, words } = world;
  const present = [...territories.list.entries()].filter(([, { state }]) => state !== 'gone');
  const fresh = present.filter(([t, territory]) => world.isNew(territory, t));
  const depths = new Set(present.map(([, { depth }]) => depth)).size;
  const parents = (of: typeof present) => of.flatMap(([, { parent }]) => (parent < 0 ? [] : [parent]));
  const tables: CrmTable[] = [];
  for (let depth = 0; depth < depths; depth++) {
    const list = fresh.filter(([, territory]) => territory.depth === depth);
    const parent = territoryReference(world, parents(list), 'ParentTerritory2');
    const access = request.accountAccess;
    tables.push({
      path: depths === 1 ? 'Territory2.csv' : `Territory2-${depth + 1}.csv`,
      columns: [
        label('Name'),
        key('DeveloperName'),
        key('Territory2ModelId'),
        key('Territory2TypeId'),
        ...(depth > 0 ? [key(parent.column)] : []),
        ...(access === null ? [] : [key('AccountAccessLevel')]),
      ],
      rows: list.map(([t, territory]) => [
        clipped(territory.name),
        names[t] as string,
        request.territoryModel ?? 'TERRITORY2_MODEL_ID',
        request.territoryType ?? 'TERRITORY2_TYPE_ID',
        ...(depth > 0 ? [parent.of(territory.parent)] : []),
        ...(access === null ? [] : [access]),
      ]),
    });
  }
  if (fresh.length > 0 && (request.territoryModel === null || request.territoryType === null))
    notes.push(words.notes.placeholders);
  if (fresh.length > 0 && world.ids.territories !== null)
    notes.push(words.notes.newTerritories(formatNumber(fresh.length, 0, request.lang)));
  const moved = present.filter(([t, territory]) => territory.reparented && !world.isNew(territory, t));
  const self = territoryReference(
    world,
    moved.map(([t]) => t),
    'Territory2',
  );
  const parent = territoryReference(world, parents(moved), 'ParentTerritory2');
  const known = self.resolved && parent.resolved;
  tables.push({
    path: known ? 'Territory2-update.csv' : 'Territory2-to-update.csv',
    columns: known
      ? [key('Id'), key('ParentTerritory2Id')]
      : [key('DeveloperName'), key('ParentTerritory2.DeveloperName')],
    rows: moved.map(([t, territory]) =>
      known
        ? [self.of(t), parent.of(territory.parent)]
        : [names[t] as string, names[territory.parent] as string],
    ),
  });
  return tables;
}

function userTables(world: World, usernameOf: (repId: string) => string): CrmTable[] {
  const { request, territories, ids, notes, words } = world;
  const served = [...territories.list.entries()].flatMap(([t, territory]) =>
    territory.state === 'gone' || territory.repId === null
      ? []
      : [{ t, territory, username: usernameOf(territory.repId) }],
  );
  const wanted = served.filter(
    ({ t, territory }) => request.full || ids.userAssociations !== null || world.isNew(territory, t),
  );
  const nameless = wanted.filter(({ username }) => username === '');
  if (nameless.length > 0) {
    const some = nameless.slice(0, 3).map(({ territory }) => String(territory.repId));
    notes.push(words.notes.noUsername(formatNumber(nameless.length, 0, request.lang), some));
  }
  const userId = (username: string) => ids.users?.get(username.toLowerCase()) ?? '';
  let rows = wanted.filter(({ username }) => username !== '');
  const unknown = rows.filter(({ username }) => userId(username) === '');
  const byId = ids.users !== null && unknown.length === 0;
  if (ids.users !== null && unknown.length > 0) {
    const some = unknown.slice(0, 3).map(({ username }) => username);
    notes.push(words.notes.unknownUsers(formatNumber(unknown.length, 0, request.lang), some));
  }
  const territory = territoryReference(
    world,
    rows.map(({ t }) => t),
    'Territory2',
  );
  if (ids.userAssociations !== null && byId && territory.resolved) {
    const known = ids.userAssociations;
    rows = rows.filter(({ t, username }) => !known.has(pairKey(userId(username), territory.of(t))));
  }
  return [
    {
      path: 'UserTerritory2Association.csv',
      columns: [key(byId ? 'UserId' : 'User.Username'), key(territory.column)],
      rows: rows.map(({ t, username }) => [byId ? userId(username) : username, territory.of(t)]),
    },
  ];
}

function accountTables(world: World): CrmTable[] {
  const { request, territories, ids, notes, words } = world;
  const { before, after } = territories;
  const account = accountReference(world);
  const gone = request.full
    ? { account: new Int32Array(0), territory: new Int32Array(0) }
    : difference(before, after);
  let added = request.full ? after : difference(after, before);
  const tables: CrmTable[] = [];
  const there = territoryReference(world, added.territory, 'Territory2');
  if (ids.associations === null) {
    const territory = territoryReference(world, gone.territory, 'Territory2');
    tables.push({
      path: 'ObjectTerritory2Association-to-delete.csv',
      columns: [key(account.column), key(territory.column)],
      rows: pairs(gone, (a, t) => [account.of(a), territory.of(t)]),
    });
    if (gone.account.length > 0) notes.push(words.notes.needAssociations);
  } else {
    if (ids.territories === null) throw needs('Id,DeveloperName of Territory2');
    if (!account.resolved) throw needs(`Id,${request.externalId} of the accounts`);
    tables.push(...deletions(world, gone, account));
    if (there.resolved) {
      const known = ids.associations;
      added = filtered(added, (a, t) => !known.has(pairKey(account.of(a), there.of(t))));
    }
  }
  tables.push({
    path: 'ObjectTerritory2Association.csv',
    columns: [key(account.column), key(there.column), key('AssociationCause')],
    rows: pairs(added, (a, t) => [account.of(a), there.of(t), MANUAL]),
  });
  return tables;
}

/** Associations to delete by their Id; those that rules made are listed apart, for Salesforce deletes them by rules only. */
function deletions(
  { territories, ids, names, notes, words, request }: World,
  gone: Membership,
  account: Reference,
): CrmTable[] {
  const byHand: string[][] = [];
  const byRule: string[][] = [];
  let absent = 0;
  for (let i = 0; i < gone.account.length; i++) {
    const [a, t] = [gone.account[i] as number, gone.territory[i] as number];
    const territory = ids.territories?.get(names[t] as string);
    const found =
      territory === undefined ? undefined : ids.associations?.get(pairKey(account.of(a), territory));
    if (!found) absent++;
    else if (found.byRule) byRule.push([found.id, account.of(a), names[t] as string]);
    else byHand.push([found.id]);
  }
  const count = (value: number) => formatNumber(value, 0, request.lang);
  if (absent > 0) notes.push(words.notes.notAssociated(count(absent), count(gone.account.length)));
  if (byRule.length > 0) notes.push(words.notes.byRule(count(byRule.length)));
  if (territories.list.some(({ state }) => state === 'gone')) notes.push(words.notes.goneNames);
  return [
    // a deletion by the Bulk API may have no other column
    { path: 'ObjectTerritory2Association-delete.csv', columns: [key('Id')], rows: byHand },
    {
      path: 'ObjectTerritory2Association-by-rule.csv',
      columns: [key('Id'), key('ObjectId'), key('Territory2.DeveloperName')],
      rows: byRule,
    },
  ];
}

/** Accounts by Id, else by the external id that was named. */
function accountReference({ request, territories, ids }: World): Reference {
  const { keys } = territories;
  const empty = keys.indexOf('');
  if (empty >= 0) {
    const column = request.accountId ?? 'id';
    throw new InputError([
      optionIssue(
        '--account-id',
        `an account without ${column}`,
        'a key for every account',
        'fill it in, and plan again',
      ),
    ]);
  }
  if (keys.every(text => isSalesforceId(text) && /^00[1Q]/.test(text)))
    return { column: 'ObjectId', of: a => keys[a] as string, resolved: true };
  const { externalId } = request;
  if (externalId === null) {
    const other = keys.find(text => !(isSalesforceId(text) && /^00[1Q]/.test(text))) as string;
    throw new InputError([
      optionIssue(
        '--account-id',
        `account "${other.slice(0, 40)}", which is no Salesforce id`,
        'ids of 15 or 18 characters that begin with 001',
        '--account-id COLUMN of accounts.csv that has them, or --external-id FIELD__c of Account that has these ids',
      ),
    ]);
  }
  const known = ids.accounts;
  if (known !== null && keys.every(text => known.has(text)))
    return { column: 'ObjectId', of: a => known.get(keys[a] as string) as string, resolved: true };
  return { column: `Account:Object.${externalId}`, of: a => keys[a] as string, resolved: false };
}

/** Territories of reps who have left, to delete once they are empty. */
function goneTables(world: World): CrmTable[] {
  const { territories, names, request, ids } = world;
  if (request.full) return [];
  const gone = [...territories.list.entries()].filter(([, { state }]) => state === 'gone');
  const { territories: known } = ids;
  if (known !== null) {
    const found = gone.flatMap(([t]) => known.get(names[t] as string) ?? []);
    return [{ path: 'Territory2-delete.csv', columns: [key('Id')], rows: found.map(id => [id]) }];
  }
  return [
    {
      path: 'Territory2-to-delete.csv',
      columns: [key('DeveloperName'), label('Name')],
      rows: gone.map(([t, { name }]) => [names[t] as string, clipped(name)]),
    },
  ];
}

function pairs({ account, territory }: Membership, row: (a: number, t: number) => string[]): string[][] {
  return Array.from(account, (a, i) => row(a, territory[i] as number));
}

function filtered({ account, territory }: Membership, keep: (a: number, t: number) => boolean): Membership {
  const kept = Array.from(account.keys()).filter(i => keep(account[i] as number, territory[i] as number));
  return {
    account: Int32Array.from(kept, i => account[i] as number),
    territory: Int32Array.from(kept, i => territory[i] as number),
  };
}

/** Without half of a character at its end. */
function clipped(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim();
  return line.slice(0, LONGEST_NAME).replace(/[\ud800-\udbff]$/, '');
}

function needs(what: string): InputError {
  return new InputError([
    optionIssue(
      '--ids',
      'associations alone',
      `${what} too, so that they can be found`,
      'export it and give it with another --ids',
    ),
  ]);
}
