// ObjectTerritory2Association: what to delete, and what to insert.

import { InputError } from '../../io/issues.ts';
import { formatNumber } from '../../report/format.ts';
import { optionIssue } from '../option-issue.ts';
import { type CrmTable, key } from './crm-csv.ts';
import { pairKey } from './salesforce-ids.ts';
import { accountReference, type Reference, territoryReference, type World } from './salesforce-world.ts';
import { difference, type Membership } from './territories.ts';

const MANUAL = 'Territory2Manual';

export function accountTables(world: World): CrmTable[] {
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
