// API names for Salesforce: letters, digits and single underscores, a letter first, no underscore last, at most 80
// characters, different in an org whatever the case. Two exports give a territory the same name: it depends on its own
// key, and on another's only where both would be the same.

import { createHash } from 'node:crypto';

const LONGEST = 80;
const HASH_DIGITS = 8;

export interface Named {
  /** tells it from any other */
  readonly key: string;
  /** what its name is made of */
  readonly text: string;
}

/**
 * One name for each, in order. Equal keys get equal names, different keys different ones.
 * @param prefix put before every name; a valid beginning of one
 */
export function developerNames(things: readonly Named[], prefix = ''): string[] {
  const known = new Map(things.map(({ key, text }) => [key, { text, name: cleaned(text, prefix) }]));
  const count = new Map<string, number>();
  const exact = new Map<string, number>();
  for (const { text, name } of known.values()) {
    bump(count, fold(name));
    if (name === prefix + text) bump(exact, fold(name));
  }
  const room = LONGEST - HASH_DIGITS - 1;
  return things.map(({ key, text }) => {
    const name = cleaned(text, prefix);
    const alone = count.get(fold(name)) === 1;
    // of several that would have one name, the one that is called so keeps it
    const owner = name === prefix + text && exact.get(fold(name)) === 1;
    if (name.length <= LONGEST && (alone || owner) && !looksHashed(name)) return name;
    const hash = createHash('sha256').update(key).digest('hex').slice(0, HASH_DIGITS);
    return `${name.slice(0, room).replace(/_$/, '')}_${hash}`;
  });
}

/** A key that looks like another's name with its hash gets one too. */
function looksHashed(name: string): boolean {
  return /_[0-9a-f]{8}$/.test(name);
}

function cleaned(key: string, prefix: string): string {
  const ascii = key
    // a hostile key may have megabytes
    .slice(0, 1000)
    .replace(/œ/g, 'oe')
    .replace(/Œ/g, 'OE')
    .replace(/æ/g, 'ae')
    .replace(/Æ/g, 'AE')
    .replace(/ß/g, 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_');
  const joined = `${prefix}${ascii}`.replace(/_+/g, '_').replace(/^_|_$/g, '');
  return /^[A-Za-z]/.test(joined) ? joined : `T_${joined}`.replace(/_$/, '');
}

function bump(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function fold(name: string): string {
  return name.toLowerCase();
}
