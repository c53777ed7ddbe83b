// Territory2 and UserTerritory2Association.

import { formatNumber } from '../../report/format.ts';
import { type CrmTable, key, label } from './crm-csv.ts';
import { pairKey } from './salesforce-ids.ts';
import { clipped, territoryReference, type World } from './salesforce-world.ts';

/** New territories, a file for each depth: a parent must be there before its children. Then those that get a new parent. */
export function territoryTables(world: World): CrmTable[] {
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

export function userTables(world: World, usernameOf: (repId: string) => string): CrmTable[] {
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

/** Territories of reps who have left, to delete once they are empty. */
export function goneTables(world: World): CrmTable[] {
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
