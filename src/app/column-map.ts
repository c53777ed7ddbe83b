// `--map potential="CA 2026"` names a field; three files have fields, and some share names. A prefix says
// which file (`zones.id=CODE`); without one the field goes to the first file given that knows it.

import { type IssueLog, quoteCell } from '../io/issues.ts';
import { nearest } from '../io/nearest.ts';
import { ACCOUNT_FIELDS, canonicalMeasure, REP_FIELDS, ZONE_FIELDS } from '../io/synonyms.ts';
import type { InputFiles } from './read.ts';

type Role = 'accounts' | 'reps' | 'zones';

const FIELDS = { accounts: ACCOUNT_FIELDS, reps: REP_FIELDS, zones: ZONE_FIELDS } as const;

/** One field → column map per input. */
export function scopeMap(
  map: ReadonlyMap<string, string>,
  files: InputFiles,
  log: IssueLog,
): Record<Role, ReadonlyMap<string, string>> {
  const scoped = {
    accounts: new Map<string, string>(),
    reps: new Map<string, string>(),
    zones: new Map<string, string>(),
  };
  const given = (Object.keys(FIELDS) as Role[]).filter(role => files[role] !== null);
  for (const [key, column] of map) {
    const dot = key.indexOf('.');
    const prefix = dot > 0 ? key.slice(0, dot) : '';
    const role = given.find(r => r === prefix);
    const field = role ? key.slice(dot + 1) : key;
    const home = role ?? given.find(r => FIELDS[r].some(spec => spec.name === field));
    if (home && FIELDS[home].some(spec => spec.name === field)) {
      scoped[home].set(field, column);
      continue;
    }
    const known = [...new Set(given.flatMap(r => FIELDS[r].map(spec => spec.name)))];
    const near = nearest(field, known) ?? canonicalMeasure(field);
    log.add({
      severity: 'error',
      code: 'unknown-field',
      file: `--map ${key}`,
      line: null,
      column: null,
      found: `field "${key}"`,
      expected: 'FIELD=COLUMN with a field such as potential, accounts.id or zones.id',
      remedy: known.includes(near)
        ? `did you mean --map ${role ? `${role}.` : ''}${near}=${quoteCell(column)}?`
        : `known fields: ${known.join(', ')}`,
    });
  }
  return scoped;
}
