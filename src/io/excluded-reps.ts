// The cells of `excluded_reps`: who may not serve an account. Many accounts say the same, so each text is read once.

import { PARTNERS } from '../model/records.ts';
import { isBlank } from './numbers.ts';
import { parseList } from './reps.ts';

const NOBODY: readonly string[] = [];
/** All reps of that kind, in any case; no rep can be called so. */
const WORDS = new Set(['partner', 'partners', 'partenaire', 'partenaires']);

export function createExclusions(): (cell: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return cell => {
    if (isBlank(cell)) return NOBODY;
    const before = known.get(cell);
    if (before) return before;
    const reps = (parseList(cell) ?? []).map(item => (WORDS.has(item.toLowerCase()) ? PARTNERS : item));
    known.set(cell, reps);
    return reps;
  };
}
