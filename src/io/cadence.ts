// How often somebody is visited, as people say it → visits a year. 365 days, 52 weeks and 12 months a year: a customer of
// every two weeks is visited 26 times.

import { describedBy } from './config-schema.ts';
import type { Parser } from './config-values.ts';
import { nearest } from './nearest.ts';

const WORDS: ReadonlyMap<string, number> = new Map([
  ['daily', 365],
  ['weekly', 52],
  ['fortnightly', 26],
  ['monthly', 12],
  ['bimonthly', 6],
  ['quarterly', 4],
  ['half-yearly', 2],
  ['yearly', 1],
  ['quotidienne', 365],
  ['hebdomadaire', 52],
  ['mensuelle', 12],
  ['bimestrielle', 6],
  ['trimestrielle', 4],
  ['semestrielle', 2],
  ['annuelle', 1],
]);
const A_YEAR = { d: 365, j: 365, w: 52, s: 52, m: 12 } as const;
const EVERY =
  '(?:every (?:[1-9]\\d{0,2} )?(?:days?|weeks?|months?)|tou(?:s|tes) les (?:[1-9]\\d{0,2} )?(?:jours?|semaines?|mois))';
const EVERY_FORM = new RegExp(`^${EVERY}$`);
const EXPECTED = 'monthly, quarterly … or every 6 weeks (trimestrielle, toutes les 6 semaines)';

/** any capitals, as the parser takes them */
const anyCase = (pattern: string): string =>
  pattern.replace(/\\.|[a-z]/g, part => (part.length > 1 ? part : `[${part}${part.toUpperCase()}]`));

const PATTERN = `^\\s*(?:${anyCase([...WORDS.keys()].join('|'))}|${anyCase(EVERY)})\\s*$`;

/** `monthly`, `every 6 weeks`, `trimestrielle` → visits a year, to two decimals */
export const cadence: Parser<number> = describedBy(
  { anyOf: [{ enum: [...WORDS.keys()].slice(0, 8) }, { type: 'string', pattern: PATTERN }] },
  raw => {
    const text = typeof raw === 'string' ? raw.trim().toLowerCase() : '';
    const word = WORDS.get(text);
    if (word !== undefined) return { value: word };
    if (!EVERY_FORM.test(text)) {
      const near = nearest(text, WORDS.keys());
      return near === null ? { expected: EXPECTED } : { expected: EXPECTED, near };
    }
    const count = Number(/\d+/.exec(text)?.[0] ?? 1);
    const unit = /(?:every|les) (?:\d+ )?([djwsm])/.exec(text)?.[1] as keyof typeof A_YEAR;
    return { value: Math.round((A_YEAR[unit] / count) * 100) / 100 };
  },
);
