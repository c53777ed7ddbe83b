// Sentences and cells that every format of a comparison has: what differs, how much moves, how a figure changed.

import type { InputDifference, Versus } from '../../evaluate/compare/compare.ts';
import type { GateResult } from '../../evaluate/compare/gates.ts';
import type { AccountMove, ZoneMove } from '../../evaluate/compare/move-types.ts';
import type { Side } from '../../evaluate/compare/side.ts';
import { formatNumber, formatShare, type Lang } from '../format.ts';
import { differenceText } from '../kpi-rows.ts';
import { LABELS } from '../labels.ts';
import type { Compared } from './figures.ts';
import { COMPARE_WORDS } from './words.ts';

/** Signs beside the words: nothing hangs on a color. */
const SIGNS = { better: '✓', worse: '✗', same: '=' } as const;
/** digits of a hash that tell two files apart for a reader */
const HASH = 8;

/** `✓ better`; '' where no way is better. */
export function verdictText({ verdicts }: Compared, s: number, lang: Lang): string {
  const verdict = verdicts[s];
  return verdict ? `${SIGNS[verdict]} ${COMPARE_WORDS[lang].verdicts[verdict]}` : '';
}

export function valueText({ row, values }: Compared, s: number, lang: Lang): string {
  return row.text(values[s], lang);
}

/** From the base, with its sign; '' where it is not known, or nothing of it would show. */
export function changeText({ row, values }: Compared, s: number, lang: Lang): string {
  return differenceText(row, values[0], values[s], lang);
}

/** What the reader has to know before the figures. */
export function differenceLines(base: Side, versus: Versus, lang: Lang): string[] {
  const words = COMPARE_WORDS[lang];
  const { inputs, options, layersGone, layersNew, moves } = versus;
  return [
    ...(base.today && base.kpis === null ? [words.noTodayKpis] : []),
    ...(inputs.length > 0
      ? [words.inputsDiffer(inputs.map(input => inputText(input, lang)).join(', ')), words.both]
      : base.today
        ? []
        : [words.sameInputs]),
    ...(options.length > 0 ? [words.optionsDiffer(options.join(', '))] : []),
    ...touredLines(base, versus.side, lang),
    ...layerLines(layersGone, layersNew, lang),
    ...(moves.accounts === null ? [words.noAccounts] : []),
  ];
}

/** Where the travel of one is by tours, and of the other not. */
function touredLines(base: Side, side: Side, lang: Lang): string[] {
  const isToured = ({ kpis }: Side) => kpis?.travel.approximation !== undefined;
  if (!base.kpis || !side.kpis || isToured(base) === isToured(side)) return [];
  return [COMPARE_WORDS[lang].toursOfOne((isToured(base) ? base : side).name)];
}

function layerLines(gone: readonly string[], added: readonly string[], lang: Lang): string[] {
  const words = COMPARE_WORDS[lang];
  // the single layer of a plan without any has no name
  if (gone.includes('') || added.includes('')) return [words.layersOrNone];
  return [
    ...(gone.length > 0 ? [words.layersGone(gone.join(', '))] : []),
    ...(added.length > 0 ? [words.layersNew(added.join(', '))] : []),
  ];
}

/** `accounts (1a2b3c4d → 5e6f7081)` */
function inputText({ role, base, other }: InputDifference, lang: Lang): string {
  const words = COMPARE_WORDS[lang];
  const hash = (input: InputDifference['base']) => (input ? input.sha256.slice(0, HASH) : words.noInput);
  return words.inputPair(LABELS[lang].inputs[role], hash(base), hash(other));
}

/** How many figures are better, and how much moves. */
export function movedLines({ moves }: Versus, lang: Lang): string[] {
  const words = COMPARE_WORDS[lang];
  const labels = LABELS[lang];
  const n = (value: number) => formatNumber(value, 0, lang);
  const share = (of: { moved: number; common: number }) =>
    formatShare(of.common > 0 ? of.moved / of.common : 0, lang);
  const { accounts, zones, revenue, potential } = moves;
  const amounts = [
    [labels.revenue, revenue],
    [labels.potential, potential],
  ] as const;
  const worth = amounts.flatMap(([name, amount]) =>
    amount && accounts && accounts.moved > 0
      ? [words.movedAmount(inSentence(name), n(amount.moved), share(amount))]
      : [],
  );
  return [
    ...(accounts
      ? [[words.moved(n(accounts.moved), n(accounts.common), share(accounts)), ...worth].join(', ')]
      : []),
    ...(accounts && accounts.new + accounts.gone > 0
      ? [words.newGone(n(accounts.new), n(accounts.gone))]
      : []),
    ...(zones.common > 0 ? [words.movedZones(n(zones.moved), n(zones.common), share(zones))] : []),
    ...(zones.new + zones.gone > 0 ? [words.newGoneZones(n(zones.new), n(zones.gone))] : []),
    ...(moves.accountList.some(({ overlay }) => overlay) ? [words.baseOnly] : []),
  ];
}

/** How many figures are better, worse and the same as the base's. */
export function countsLine(figures: readonly Compared[], s: number, lang: Lang): string {
  const count = (verdict: string) =>
    formatNumber(figures.filter(({ verdicts }) => verdicts[s] === verdict).length, 0, lang);
  return COMPARE_WORDS[lang].counts(count('better'), count('worse'), count('same'));
}

export interface ReasonCount {
  readonly code: AccountMove['reason']['code'];
  readonly accounts: number;
  readonly revenue: number;
}

/** Why accounts move, the most frequent reason first; of zones when there are no accounts. */
export function reasonCounts({ moves }: Versus): ReasonCount[] {
  const list: readonly (AccountMove | ZoneMove)[] = moves.accounts
    ? moves.accountList.filter(({ overlay }) => !overlay)
    : moves.zoneList;
  const counts = new Map<ReasonCount['code'], { accounts: number; revenue: number }>();
  for (const { reason, revenue } of list) {
    const count = counts.get(reason.code) ?? { accounts: 0, revenue: 0 };
    count.accounts++;
    count.revenue += revenue >= 0 ? revenue : 0;
    counts.set(reason.code, count);
  }
  return [...counts]
    .map(([code, count]) => ({ code, ...count }))
    .sort((a, b) => b.accounts - a.accounts || (a.code < b.code ? -1 : 1));
}

/** The weightiest first: by revenue, then potential, then accounts. */
export function largest<T extends AccountMove | ZoneMove>(list: readonly T[], most: number): T[] {
  const weight = (value: number) => (value >= 0 ? value : 0);
  return [...list]
    .sort(
      (a, b) =>
        weight(b.revenue) - weight(a.revenue) ||
        weight(b.potential) - weight(a.potential) ||
        ('accounts' in a && 'accounts' in b ? weight(b.accounts) - weight(a.accounts) : 0) ||
        (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
    )
    .slice(0, most);
}

/** `12.0%`, or a count. */
export function gateFigure({ figure, unit }: GateResult, lang: Lang): string {
  return figure === null ? COMPARE_WORDS[lang].unknown : gateNumber(figure, unit, lang);
}

export function gateLimit({ limit, side, unit }: GateResult, lang: Lang): string {
  const words = COMPARE_WORDS[lang];
  const text = gateNumber(limit, unit, lang);
  return side === 'most' ? words.atMost(text) : words.atLeast(text);
}

function gateNumber(value: number, unit: GateResult['unit'], lang: Lang): string {
  if (unit === 'count') return formatNumber(value, 0, lang);
  // from nothing to something
  if (value === Number.MAX_VALUE) return '∞';
  return formatShare(value, lang, 2);
}

/** `Revenue` → `revenue`, but `CA` as it is. */
function inSentence(name: string): string {
  return name === name.toUpperCase() ? name : name.toLowerCase();
}
