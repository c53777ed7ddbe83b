// The frontier as a table, for the terminal and for the page.

import { formatNumber, formatShare, type Lang, plainText } from './format.ts';
import { LABELS, measureWords } from './labels.ts';
import { type Frontier, type FrontierRow, isBest } from './sweep-frontier.ts';
import { movedWords, SWEEP_WORDS, type SweepWords } from './sweep-words.ts';

export interface Column {
  readonly head: string;
  /** where there is little room */
  readonly short: string;
  readonly isNumber: boolean;
  readonly isName?: boolean;
  readonly text: (row: FrontierRow) => string;
}

/** Decimals of a share that tell plans apart. */
const SHARE = 1;
const NAMED = 2;

export interface Columns {
  /** name and settings, or settings alone where they say it all */
  readonly scenario: readonly Column[];
  readonly figures: readonly Column[];
  readonly details: readonly Column[];
  readonly broken: Column;
  readonly verdict: Column;
}

export function columnsOf(frontier: Frontier, lang: Lang): Columns {
  const words = SWEEP_WORDS[lang];
  const { short } = words;
  const { rows, keys, measures, moved, isGrid } = frontier;
  const count = (value: number | null | undefined) => (value == null ? '' : formatNumber(value, 0, lang));
  const share = (value: number | null | undefined, decimals = SHARE) =>
    value == null ? '' : formatShare(value, lang, decimals);
  const number = (head: string, text: Column['text'], brief = head): Column => ({
    head,
    short: brief,
    isNumber: true,
    text,
  });
  const word = (head: string, text: Column['text']): Column => ({ head, short: head, isNumber: false, text });
  const known = (columns: readonly Column[]) =>
    columns.filter(({ text }) => rows.some(row => text(row) !== ''));
  const of = movedWords(moved, words);
  const settings = keys.map(key => word(key, ({ words: said }) => new Map(said).get(key) ?? ''));
  return {
    scenario: isGrid
      ? settings
      : [{ ...word(words.scenario, ({ name }) => name), isName: true }, ...settings],
    figures: known([
      number(words.deviation, ({ figures }) => share(figures?.balance), short.deviation),
      number(words.hours, ({ figures }) => count(figures?.hours), short.hours),
      ...(moved
        ? [number(words.movedHead(of), ({ figures }) => share(figures?.moved?.[moved]), short.moved)]
        : []),
      number(words.co2, ({ figures }) => count(figures?.kgCo2), short.co2),
      number(words.cost, ({ figures }) => count(figures?.cost), short.cost),
    ]),
    details: known([
      ...(measures.length > 1
        ? measures.map(name =>
            number(words.deviationOf(plainText(measureWords(name, LABELS[lang]))), ({ figures }) =>
              share(figures?.deviations[name]),
            ),
          )
        : []),
      number(words.km, ({ figures }) => count(figures?.km)),
      number(words.objective, ({ figures }) => count(figures?.objective)),
      number(words.gap, ({ figures }) => share(figures?.gap, 2)),
    ]),
    broken: number(
      words.broken,
      ({ figures }) => (figures ? count(figures.broken.length) : ''),
      short.broken,
    ),
    verdict: word(words.verdict, row => verdictOf(row, words)),
  };
}

/** By at most two of those that dominate: the files name all. */
function verdictOf(row: FrontierRow, words: SweepWords): string {
  if (row.status === 'failed') return words.failed;
  if (row.status === 'missing') return words.missing;
  if (isBest(row)) return words.onFrontier;
  const by = row.dominatedBy ?? [];
  return words.dominatedBy(`${by.slice(0, NAMED).join(', ')}${by.length > NAMED ? ' …' : ''}`);
}
