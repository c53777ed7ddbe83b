// Names of what stands beside a file or folder while it is written: `.plan.new-…`, `.plan.old-…`, `.plan.tmp-…`, `.plan.lock`.
// The digits at the end certify themselves, so that what a killed run has left is told from anything else of a like name.

import { createHash, randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';

/** new: being written, or about to go; old: the plan before, whole; tmp: one file being written */
export type TemporaryKind = 'new' | 'old' | 'tmp';

/** file systems take 255 bytes; what is added has 22 at most */
const LONGEST_BYTES = 200;

/** Random: two runs never write into one another. It never reaches a file's content. */
export function makeToken(target: string): string {
  const random = randomBytes(4).toString('hex');
  return random + check(stem(target), random);
}

export function temporaryPath(target: string, kind: TemporaryKind, token: string): string {
  return join(dirname(target), `.${stem(target)}.${kind}-${token}`);
}

export function lockPath(target: string): string {
  return join(dirname(target), `.${stem(target)}.lock`);
}

/** What a name in the target's folder is to it; null for everything that is not provably its temporary. */
export function temporaryOf(target: string, name: string): { kind: TemporaryKind; token: string } | null {
  const of = stem(target);
  if (!name.startsWith(`.${of}.`)) return null;
  const [, kind, random, digits] =
    /^(new|old|tmp)-([0-9a-f]{8})([0-9a-f]{4})$/.exec(name.slice(of.length + 2)) ?? [];
  if (random === undefined || digits !== check(of, random)) return null;
  return { kind: kind as TemporaryKind, token: random + digits };
}

function check(of: string, random: string): string {
  return createHash('sha256').update(`sectorize ${random} ${of}`).digest('hex').slice(0, 4);
}

function stem(target: string): string {
  const name = basename(target);
  if (Buffer.byteLength(name) <= LONGEST_BYTES) return name;
  let head = '';
  for (const char of name) {
    if (Buffer.byteLength(head + char) > LONGEST_BYTES - 13) break;
    head += char;
  }
  return `${head}~${createHash('sha256').update(name).digest('hex').slice(0, 12)}`;
}
