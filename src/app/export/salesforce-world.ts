// What the tables for Salesforce are made from, and how their rows name territories and accounts: by Id where the files of
// --ids have all of them, else by what an import tool may look up.

import { InputError } from '../../io/issues.ts';
import type { ExportWords } from '../../report/export-words.ts';
import { optionIssue } from '../option-issue.ts';
import type { ExportRequest } from './format.ts';
import { isSalesforceId, type SalesforceIds } from './salesforce-ids.ts';
import type { Territories, Territory } from './territories.ts';

/** Territory2.Name */
const LONGEST_NAME = 80;

export interface World {
  readonly request: ExportRequest;
  readonly words: ExportWords;
  readonly ids: SalesforceIds;
  readonly territories: Territories;
  /** DeveloperName by territory */
  readonly names: readonly string[];
  readonly isNew: (territory: Territory, t: number) => boolean;
  readonly notes: string[];
}

export interface Reference {
  readonly column: string;
  readonly of: (index: number) => string;
  /** an Id, which deletions need */
  readonly resolved: boolean;
}

/** Territories by Id where all of them have one, else by DeveloperName. */
export function territoryReference(
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

/** Accounts by Id, else by the external id that was named. */
export function accountReference({ request, territories, ids }: World): Reference {
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

/** Without half of a character at its end. */
export function clipped(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim();
  return line.slice(0, LONGEST_NAME).replace(/[\ud800-\udbff]$/, '');
}
