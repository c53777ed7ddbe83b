// One of a thing is never named in the plural, and in French none of it neither: every sentence of the tables of words is
// made with 1, and in French with 0, in all its gaps.

import { describe, expect, it } from 'vitest';
import { COMMITTEE_WORDS } from '../../src/report/committee/words.ts';
import { COMPARE_WORDS } from '../../src/report/compare/words.ts';
import { EXPLAIN_WORDS } from '../../src/report/explain-words.ts';
import { EXPORT_WORDS } from '../../src/report/export-words.ts';
import { formatAssumed } from '../../src/report/format.ts';
import { HTML_WORDS } from '../../src/report/html/html-words.ts';
import { LABELS } from '../../src/report/labels.ts';
import { LAYER_WORDS } from '../../src/report/layer-words.ts';
import { PICTURE_WORDS } from '../../src/report/picture/picture-words.ts';
import { REVISION_WORDS } from '../../src/report/revision-words.ts';
import { RUN_WORDS } from '../../src/report/run-words.ts';
import { sizeSentences } from '../../src/report/size-words.ts';
import { SWEEP_WORDS } from '../../src/report/sweep-words.ts';
import { TOUR_ROAD_WORDS } from '../../src/report/tour-road-words.ts';
import { TOUR_WORDS } from '../../src/report/tour-words.ts';

const TABLES = {
  COMMITTEE_WORDS,
  COMPARE_WORDS,
  EXPLAIN_WORDS,
  EXPORT_WORDS,
  HTML_WORDS,
  LABELS,
  LAYER_WORDS,
  PICTURE_WORDS,
  REVISION_WORDS,
  RUN_WORDS,
  SWEEP_WORDS,
  TOUR_ROAD_WORDS,
  TOUR_WORDS,
};

/** No nouns of what is counted: they come after names, which are gaps too. */
const NOT_COUNTED = new Set(['falls', 'needs', 'less', 'dans', 'depuis', 'hors', 'mieux', 'vers', 'plus']);
/** Said of two at least: pieces of what fell apart, zones kept together. */
const OF_SEVERAL = /pieces|morceaux|Kept whole|Maintenue entière/;
/** Said of one at least. */
const NOT_OF_NONE = /rejects\.csv\) : les corriger|Confirmer les/;

/** Every sentence of a table that is made of texts alone, with `count` in each gap. */
function sentences(words: unknown, count: string): string[] {
  if (typeof words === 'function') {
    try {
      const said: unknown = words(...Array(words.length).fill(count));
      return typeof said === 'string' ? [said] : [];
    } catch {
      return []; // a gap for something else than a count
    }
  }
  return typeof words === 'object' && words !== null
    ? Object.values(words).flatMap(inner => sentences(inner, count))
    : [];
}

describe.each(Object.entries(TABLES))('%s', (_, { en, fr }) => {
  it.each([
    ['en', '1', en],
    ['fr', '1', fr],
    ['fr', '0', fr],
  ] as const)('%s has no plural after %s', (_lang, count, words) => {
    const plural = new RegExp(`(?<![\\d,.])${count} (?:autres? )?([a-zéèêô]{3,}[sx])(?!\\p{L})`, 'gu');
    const said = sentences(words, count)
      .filter(text => !OF_SEVERAL.test(text) && !(count === '0' && NOT_OF_NONE.test(text)))
      .flatMap(text => [...text.matchAll(plural)].map(([found, noun]) => ({ found, noun, text })))
      .filter(({ noun }) => !NOT_COUNTED.has(noun as string))
      .map(({ found, text }) => `${found}: ${text}`);
    expect(said).toEqual([]);
  });
});

it('what is assumed has the decimal mark of the reader, and a name in it stays as it is', () => {
  expect(formatAssumed('1285.6', 'fr')).toBe('1\u202f285,6');
  expect(formatAssumed('1285.6', 'en')).toBe('1,285.6');
  expect(formatAssumed('190.7 (car 1.2)', 'fr')).toBe('190,7 (car 1.2)');
  expect(formatAssumed('2008 hdi', 'fr')).toBe('2008 hdi');
  expect(RUN_WORDS.fr.assumed('hours_per_year', '1', 'reps', '1\u202f285,6')).toBe(
    'hours_per_year\u00a0: 1 commercial n’en a pas\u00a0; 1\u202f285,6 par défaut',
  );
});

const base = { reps: 1, fte: 1, fteNeeded: 0.2, workloadHours: 4, travelHours: 0, visits: 1, gap: null };
const size = (lang: 'fr' | 'en', fteNeeded: number) =>
  sizeSentences(
    [{ ...base, fteNeeded, change: 'now', place: '', name: '', kept: true, deviations: {} } as never],
    1,
    lang,
  )[0];

it('the only rep that size looked at is one', () => {
  expect(size('en', 0.2)).toMatch(/even the one rep looked at is enough\.$/);
  expect(size('fr', 0.2)).toMatch(/même le seul commercial étudié y suffit\.$/);
  expect(size('en', 2)).toMatch(/even with the one rep looked at there are too few\.$/);
  expect(size('fr', 2)).toMatch(/même le seul commercial étudié n’y suffit pas\.$/);
});
