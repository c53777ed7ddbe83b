// Suggests what was meant. fastest-levenshtein is imported only here.

import { distance } from 'fastest-levenshtein';

/** The candidate nearest to a misspelled word, or null when none is near; ties go to the first in code-unit order. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > 200) return null;
  const wanted = word.toLowerCase();
  // a third of the letters may differ: 'potentail' → 'potential', but not 'x' → 'id'
  let limit = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  let best: string | null = null;
  for (const candidate of [...candidates].sort()) {
    const found = distance(wanted, candidate.toLowerCase());
    if (found < limit) {
      limit = found;
      best = candidate;
    }
  }
  return best;
}
