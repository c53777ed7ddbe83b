// Salesforce, Sales Territories (Enterprise Territory Management): Territory2 and the associations of users and accounts
// with it. A move is a row to delete and a row to insert: associations cannot be updated. Salesforce knows its records by
// ids that a plan does not have: rows name them by DeveloperName and Username, or by Id where exports of the objects
// (--ids) say which.

import { EXPORT_WORDS, type ExportWords } from '../../report/export-words.ts';
import { formatNumber } from '../../report/format.ts';
import { type CrmTable, crmFile } from './crm-csv.ts';
import { developerNames } from './developer-names.ts';
import type { Exported, Format } from './format.ts';
import { accountTables } from './salesforce-accounts.ts';
import { readSalesforceIds } from './salesforce-ids.ts';
import { goneTables, territoryTables, userTables } from './salesforce-territories.ts';
import type { World } from './salesforce-world.ts';
import { territoriesOf } from './territories.ts';

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
