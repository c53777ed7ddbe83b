// The frontier as a table, for the terminal and for the page.

import { formatNumber, formatShare, type Lang, plainText } from './format.ts';
import { LABELS, measureWords } from './labels.ts';
import { type Frontier, type FrontierRow, isBest } from './sweep-frontier.ts';
import { movedWords, SWEEP_WORDS } from './sweep-words.ts';

export interface Column {
  readonly head: string;
  readonly isNumber: boolean;
  readonly text: (row: FrontierRow) => string;
}

/** Decimals of a share that tell plans apart. */
const SHARE = 1;

export function columnsOf(
  frontier: Frontier,
  lang: Lang,
): {
  readonly name: Column;
  readonly settings: readonly Column[];
  readonly figures: readonly Column[];
  readonly details: readonly Column[];
  readonly verdict: readonly Column[];
} {
  const words = SWEEP_WORDS[lang];
  const { rows, keys, measures, moved } = frontier;
  const count = (value: number | null | undefined) => (value == null ? '' : formatNumber(value, 0, lang));
  const share = (value: number | null | undefined, decimals = SHARE) =>
    value == null ? '' : formatShare(value, lang, decimals);
  const number = (head: string, text: Column['text']): Column => ({ head, isNumber: true, text });
  const knows = (text: Column['text']) => rows.some(row => text(row) !== '');
  const known = (columns: readonly Column[]) => columns.filter(({ text }) => knows(text));
  return {
    name: { head: words.scenario, isNumber: false, text: ({ name }) => name },
    settings: keys.map(key => ({
      head: key,
      isNumber: false,
      text: ({ words: said }) => new Map(said).get(key) ?? '',
    })),
    figures: known([
      number(words.deviation, ({ figures }) => share(figures?.balance)),
      number(words.hours, ({ figures }) => count(figures?.hours)),
      ...(moved
        ? [number(words.movedHead(movedWords(moved, words)), ({ figures }) => share(figures?.moved?.[moved]))]
        : []),
      number(words.co2, ({ figures }) => count(figures?.kgCo2)),
      number(words.cost, ({ figures }) => count(figures?.cost)),
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
    verdict: [
      number(words.broken, ({ figures }) => (figures ? count(figures.broken.length) : '')),
      {
        head: words.verdict,
        isNumber: false,
        text: row =>
          row.status === 'failed'
            ? words.failed
            : row.status === 'missing'
              ? words.missing
              : isBest(row)
                ? words.onFrontier
                : words.dominatedBy((row.dominatedBy ?? []).join(', ')),
      },
    ],
  };
}
