// Who a rep is in another system: a table with the rep's id and an e-mail address or a user name. The plan does not keep
// these, so the reps file is read again, or any other file that has them.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { FieldSpec } from '../../io/fields.ts';
import { InputError, IssueLog } from '../../io/issues.ts';
import { readRecords } from '../../io/records.ts';
import { openSource } from '../../io/source.ts';
import { matchColumns, REP_FIELDS } from '../../io/synonyms.ts';
import type { WrittenPlan } from '../written/written-plan.ts';

export interface Contact {
  readonly email: string;
  readonly username: string;
}

export interface Contacts {
  /** null: no file was named or found */
  readonly file: string | null;
  readonly of: (repId: string) => Contact;
}

const names = (list: string) => list.split('|').map(name => name.trim());

const CONTACT_FIELDS: readonly FieldSpec[] = [
  {
    ...(REP_FIELDS.find(({ name }) => name === 'id') as FieldSpec),
  },
  {
    name: 'email',
    synonyms: names(
      `e-mail | mail | courriel | adresse e-mail | adresse email | adresse mail | adresse courriel | email address |
       email professionnel | mail professionnel | work email | user email | owner email | primary email |
       internalemailaddress | e-mail principal | adresse de messagerie`,
    ),
  },
  {
    name: 'username',
    synonyms: names(
      `user name | login | nom d'utilisateur | nom utilisateur | identifiant de connexion | salesforce username |
       salesforce user | domainname | domain name | upn | user principal name`,
    ),
  },
];

const ADDRESS = /^[^\s@,;<>"']+@[^\s@,;<>"']+$/;

/**
 * @param named the file that was given; else the plan's reps file, unchanged, is looked for here and beside the plan
 * @throws InputError when a file that was given cannot be read, or has no id and no address
 */
export async function readContacts(
  plan: WrittenPlan,
  named: string | null,
  columns: ReadonlyMap<string, string>,
): Promise<Contacts> {
  const file = named ?? (await findReps(plan));
  const known = new Map<string, Contact>();
  if (file !== null) {
    const log = new IssueLog();
    const records = await readRecords(await openSource(file), log);
    // the plan's own choice of columns holds for its reps file; another file has columns of its own
    const { columnOf } = matchColumns(
      records.header,
      CONTACT_FIELDS,
      named === null ? columns : new Map(),
      log,
      file,
    );
    for await (const batch of records.batches) {
      for (const { cells } of batch) {
        const text = (field: string) => cells[columnOf.get(field) ?? -1]?.trim() ?? '';
        const id = text('id');
        const contact = { email: text('email'), username: text('username') };
        if (id !== '' && !known.has(id)) known.set(id, contact);
      }
    }
    const errors = log.issues().filter(({ severity }) => severity === 'error');
    if (named !== null && !columnOf.has('email') && !columnOf.has('username')) {
      errors.push({
        severity: 'error',
        code: 'missing-column',
        file,
        line: null,
        column: 'email',
        found: `columns ${records.header.slice(0, 12).join(', ')}`,
        expected: 'a column email or username beside the id',
        remedy: 'add the address or the user name of each rep',
      });
    }
    if (errors.length > 0) throw new InputError(errors);
  }
  return {
    file,
    of: repId => {
      const { email, username } = known.get(repId) ?? { email: '', username: '' };
      // reps may be called by their address: a CRM's own export of owners does
      const own = ADDRESS.test(repId) ? repId : '';
      return { email: email || own, username: username || (email === '' ? own : '') };
    },
  };
}

export function isAddress(text: string): boolean {
  return ADDRESS.test(text);
}

/** The plan's reps file, and no other of that name: a rep of another team may have the same id. */
async function findReps({ dir, inputs }: WrittenPlan): Promise<string | null> {
  const input = inputs.find(({ role }) => role === 'reps');
  if (!input || input.file === '-') return null;
  for (const place of [input.file, join(dirname(resolve(dir)), input.file)]) {
    const bytes = await readFile(place).catch(() => null);
    if (bytes && createHash('sha256').update(bytes).digest('hex') === input.sha256) return place;
  }
  return null;
}
