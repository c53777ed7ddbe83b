// What Salesforce calls its own records, from reports or queries of its objects: files are told apart by their columns.

import { readCsvRows } from '../../io/csv.ts';
import { InputError, IssueLog } from '../../io/issues.ts';
import { openSource } from '../../io/source.ts';

export interface SalesforceAssociation {
  readonly id: string;
  /** made by an assignment rule: it cannot be deleted by an import */
  readonly byRule: boolean;
}

/** Ids by what they are known by here; null: no such file was given. */
export interface SalesforceIds {
  readonly territories: ReadonlyMap<string, string> | null;
  /** by user name, lower-case */
  readonly users: ReadonlyMap<string, string> | null;
  readonly accounts: ReadonlyMap<string, string> | null;
  /** by `pairKey` of an account's and a territory's id */
  readonly associations: ReadonlyMap<string, SalesforceAssociation> | null;
  /** by `pairKey` of a user's and a territory's id */
  readonly userAssociations: ReadonlyMap<string, SalesforceAssociation> | null;
}

/** Ids have 15 characters, or 18 of which the last three only guard the case of the others. */
export const shortId = (id: string): string => id.slice(0, 15);
export const isSalesforceId = (text: string): boolean => /^[A-Za-z0-9]{15}(?:[A-Za-z0-9]{3})?$/.test(text);
export const pairKey = (a: string, b: string): string => `${shortId(a)} ${shortId(b)}`;

interface Kind {
  readonly slot: keyof SalesforceIds;
  /** columns, lower-case; the first two make the key, or the first alone */
  readonly columns: readonly string[];
}

/**
 * @param externalId name of the field that accounts are known by, if any: its file has that column and Id
 * @throws InputError when a file cannot be read, or has columns of no known object
 */
export async function readSalesforceIds(
  files: readonly string[],
  externalId: string | null,
): Promise<SalesforceIds> {
  const kinds: readonly Kind[] = [
    { slot: 'associations', columns: ['objectid', 'territory2id'] },
    { slot: 'userAssociations', columns: ['userid', 'territory2id'] },
    { slot: 'territories', columns: ['developername'] },
    { slot: 'users', columns: ['username'] },
    ...(externalId === null ? [] : [{ slot: 'accounts', columns: [externalId.toLowerCase()] } as const]),
  ];
  const ids = new Map<string, Map<string, string>>();
  const associations = new Map<string, Map<string, SalesforceAssociation>>();
  for (const file of files) {
    const log = new IssueLog();
    const csv = await readCsvRows(await openSource(file), log);
    const header = csv.header.map(name => name.trim().toLowerCase());
    const kind = kinds.find(({ columns }) => ['id', ...columns].every(name => header.includes(name)));
    if (!kind) throw unknownFile(file, csv.header, externalId);
    const [idAt, first, second] = ['id', ...kind.columns].map(name => header.indexOf(name)) as number[];
    const cause = header.indexOf('associationcause');
    for await (const batch of csv.batches) {
      for (const { line, cells } of batch) {
        const cell = (at: number | undefined) => cells[at as number]?.trim() ?? '';
        const id = cell(idAt);
        if (!isSalesforceId(id)) throw badId(file, line, csv.header[idAt as number] as string, id);
        // user names are the same whatever their case
        if (second === undefined)
          put(ids, kind.slot, kind.slot === 'users' ? cell(first).toLowerCase() : cell(first), id);
        else {
          const byRule = cause >= 0 && cell(cause) !== 'Territory2Manual';
          put(associations, kind.slot, pairKey(cell(first), cell(second)), { id, byRule });
        }
      }
    }
    const errors = log.issues().filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new InputError(errors);
    // a file without rows was given all the same: there are none of its kind
    const slots: Map<string, Map<string, unknown>> = second === undefined ? ids : associations;
    if (!slots.has(kind.slot)) slots.set(kind.slot, new Map());
  }
  return {
    territories: ids.get('territories') ?? null,
    users: ids.get('users') ?? null,
    accounts: ids.get('accounts') ?? null,
    associations: associations.get('associations') ?? null,
    userAssociations: associations.get('userAssociations') ?? null,
  };
}

function put<T>(slots: Map<string, Map<string, T>>, slot: string, key: string, value: T): void {
  const known = slots.get(slot) ?? new Map<string, T>();
  known.set(key, value);
  slots.set(slot, known);
}

function unknownFile(file: string, header: readonly string[], externalId: string | null): InputError {
  const account = externalId === null ? '' : `; Id,${externalId} of accounts`;
  return new InputError([
    {
      severity: 'error',
      code: 'unknown-ids',
      file,
      line: null,
      column: null,
      found: `columns ${header.slice(0, 12).join(', ')}`,
      expected: `Id,DeveloperName of Territory2; Id,Username of User; Id,ObjectId,Territory2Id,AssociationCause of ObjectTerritory2Association; or Id,UserId,Territory2Id of UserTerritory2Association${account}`,
      remedy:
        'export the object with the names of its fields as header; docs/integrations.md has the queries',
    },
  ]);
}

function badId(file: string, line: number, column: string, found: string): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'bad-salesforce-id',
      file,
      line,
      column,
      found: `"${found.slice(0, 60)}"`,
      expected: 'a Salesforce id of 15 or 18 letters and digits',
      remedy: 'export the object again with its Id',
    },
  ]);
}
