// HubSpot: which company has which owner, for the import tool: `Record ID` finds the company, `Company owner` takes the
// e-mail address of a user.

import { InputError } from '../../io/issues.ts';
import { EXPORT_WORDS } from '../../report/export-words.ts';
import { formatNumber } from '../../report/format.ts';
import { optionIssue } from '../option-issue.ts';
import { isAddress } from './contacts.ts';
import { crmFile, key } from './crm-csv.ts';
import type { Format } from './format.ts';
import { ownersOf } from './owners.ts';

export const hubspot: Format = {
  crm: true,
  make({ request, plan, contacts }) {
    const words = EXPORT_WORDS[request.lang];
    const { territories, rows, overlays } = ownersOf(plan, request.full);
    if (!territories.withAccounts) {
      throw new InputError([
        optionIssue(
          '--plan',
          'a plan that was made without accounts',
          'companies, whose owners change',
          'plan with --accounts; the maps (kml, geojson, topojson) need none',
        ),
      ]);
    }
    const { keys } = territories;
    const wrong = rows.find(({ account }) =>
      request.externalId === null ? !/^\d{1,20}$/.test(keys[account] as string) : keys[account] === '',
    );
    if (wrong) {
      throw new InputError([
        optionIssue(
          '--account-id',
          `account "${(keys[wrong.account] as string).slice(0, 40)}", which is no Record ID of HubSpot`,
          'whole numbers, as HubSpot exports them',
          '--account-id COLUMN of accounts.csv that has them, or --external-id with the name of a company property with unique values',
        ),
      ]);
    }
    const addressOf = new Map(
      rows.map(({ territory: { repId } }) => [repId, contacts.of(repId ?? '').email]),
    );
    const without = [...addressOf].filter(([, email]) => !isAddress(email)).map(([rep]) => rep);
    if (without.length > 0) {
      throw new InputError([
        optionIssue(
          '--reps',
          `no e-mail address for ${without.length === 1 ? 'rep' : 'reps'} ${without.slice(0, 5).join(', ')}${without.length > 5 ? ' …' : ''}`,
          `the address of each rep's HubSpot user${contacts.file === null ? '' : `, in ${contacts.file} too`}`,
          'give a file with the columns id and email: --reps FILE',
        ),
      ]);
    }
    const table = {
      path: 'companies.csv',
      columns: [key(request.externalId ?? 'Record ID'), key('Company owner')],
      rows: rows.map(({ account, territory: { repId } }) => [
        keys[account] as string,
        addressOf.get(repId) as string,
      ]),
    };
    const count = formatNumber(rows.length, 0, request.lang);
    return {
      files: rows.length === 0 ? [] : [{ file: crmFile(table, request.raw), rows: rows.length }],
      notes: [
        ...(territories.incumbent || request.full ? [] : [words.notes.noIncumbent]),
        ...(overlays.length > 0 ? [words.notes.overlays(overlays)] : []),
      ],
      steps: rows.length === 0 ? [] : words.hubspot(table.path, count, request.externalId ?? 'Record ID'),
    };
  },
};
