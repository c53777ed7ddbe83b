// Columns that names do not decide: what the cells say decides, or whoever is asked.

import { InputError, quoteCell } from '../../io/issues.ts';
import { isBlank } from '../../io/numbers.ts';
import { normalizeName } from '../../io/synonyms.ts';
import type { InitWords } from '../../report/init-words.ts';
import { optionIssue } from '../option-issue.ts';
import { cellsOf, factsOf, formatPercent, ID_NAME, matchAs, type Role, shareKnown } from './columns.ts';
import type { Table } from './look.ts';
import type { Found } from './roles.ts';

/** The index of the answer. */
export type Ask = (question: string, choices: readonly string[], best: number) => Promise<number>;

export interface MapEntry {
  /** `potential`, or `accounts.id` */
  readonly key: string;
  readonly column: string;
  readonly why: string;
}

export interface DraftOptions {
  readonly lang: 'en' | 'fr';
  readonly words: InitWords;
  /** null: nobody to ask, the best guess is taken */
  readonly ask: Ask | null;
}

/** fields that several files have: a map names the file */
const SHARED = new Set(['id', 'name', 'postal_code', 'lat', 'lon']);

/** Fields that names do not decide: contested ones, a missing id, codes that are no zones where another column's are. */
export async function settleColumns(
  role: Role,
  { path, table }: Found['file'],
  zoneIds: ReadonlySet<string>,
  options: DraftOptions,
): Promise<MapEntry[]> {
  const { words } = options;
  const match = matchAs(role, table);
  const entries: MapEntry[] = [];
  const name = (column: number) => table.header[column] as string;
  const key = (field: string) => (SHARED.has(field) ? `${role}.${field}` : field);
  const percent = (share: number) => formatPercent(share, options.lang);

  for (const [field, columns] of match.contested) {
    const scored = columns.map(column => {
      const { filled, numeric, unique } = factsOf(table, column);
      if (field === 'id')
        return {
          column,
          score: filled + (unique ? 1 : 0),
          why: unique ? words.distinct : words.moreFilled(percent(filled)),
        };
      const known = shareKnown(table, column, zoneIds);
      if (field === 'postal_code' && known > 0)
        return { column, score: 1 + known, why: words.areZones(percent(known)) };
      return {
        column,
        score: filled + (isNumber(field) ? numeric : 0),
        why: words.moreFilled(percent(filled)),
      };
    });
    const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
    const rest = scored.filter(({ column }) => column !== best.column).map(({ score }) => score);
    const clear = rest.every(score => best.score - score >= 0.1);
    const all = words.contested(columns.map(column => quoteCell(name(column))).join(', '));
    const pick = await choose(
      words.whichColumn(field, quoteCell(path)),
      columns,
      best.column,
      clear,
      table,
      options,
    );
    entries.push({ key: key(field), column: name(pick.column), why: `${all}; ${pick.why ?? best.why}` });
  }
  if (!match.columnOf.has('id') && !match.contested.has('id')) {
    const unique = match.unknown.filter(column => name(column) !== '' && factsOf(table, column).unique);
    const error = (expected: string) =>
      new InputError([optionIssue(path, words.noId(quoteCell(path)), expected, words.noIdRemedy(role))]);
    if (unique.length === 0) throw error('a column without blanks and repetitions');
    const called = unique.filter(column => ID_NAME.test(normalizeName(name(column))));
    const likely = called.length > 0 ? called : unique;
    if (likely.length > 1 && called.length === 0 && !options.ask) throw error(words.noIdGuess);
    const clear = likely.length === 1;
    const pick = await choose(
      words.whichId(quoteCell(path)),
      unique,
      likely[0] as number,
      clear,
      table,
      options,
    );
    entries.push({
      key: key('id'),
      column: name(pick.column),
      why: `${words.distinct}${pick.why ? `; ${pick.why}` : ''}`,
    });
  }
  if (role !== 'zones' && !match.contested.has('postal_code') && zoneIds.size > 0) {
    const given = shareKnown(table, match.columnOf.get('postal_code'), zoneIds);
    const better = match.unknown
      .map(column => ({ column, known: shareKnown(table, column, zoneIds) }))
      .sort((a, b) => b.known - a.known)[0];
    // numbers may be zones by chance: nearly all cells must be
    if (better && given < 0.5 && better.known >= 0.9 && better.known > given)
      entries.push({
        key: key('postal_code'),
        column: name(better.column),
        why: words.areZones(percent(better.known)),
      });
  }
  return entries;
}

async function choose(
  question: string,
  columns: readonly number[],
  best: number,
  clear: boolean,
  table: Table,
  { ask, words }: DraftOptions,
): Promise<{ column: number; why: string | null }> {
  if (clear) return { column: best, why: null };
  if (!ask) return { column: best, why: words.guessed };
  const labels = columns.map(column => {
    const cell = cellsOf(table, column).find(text => !isBlank(text));
    return `${quoteCell(table.header[column] as string)}${cell === undefined ? '' : `, ${words.example(quoteCell(cell))}`}`;
  });
  const answer = await ask(question, labels, columns.indexOf(best));
  return { column: columns[answer] as number, why: words.yourChoice };
}

const NOT_NUMBERS = new Set([
  'id',
  'name',
  'city',
  'postal_code',
  'segment',
  'size',
  'rep_id',
  'group_id',
  'excluded_reps',
]);
const isNumber = (field: string) => !NOT_NUMBERS.has(field);
