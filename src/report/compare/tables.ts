// The tables of a comparison as Markdown: for a pull request, and for the page, which turns them into its own.

import type { Comparison, Versus } from '../../evaluate/compare/compare.ts';
import type { GateResult } from '../../evaluate/compare/gates.ts';
import { pairsOf } from '../../evaluate/compare/moves.ts';
import { escapeMarkdown, formatNumber, type Lang, markdownTable } from '../format.ts';
import { LABELS } from '../labels.ts';
import { type Compared, type SectorFigures, sidesOf } from './figures.ts';
import { moveReasonWords } from './reasons.ts';
import { changeText, gateFigure, gateLimit, largest, reasonCounts, valueText, verdictText } from './said.ts';
import { COMPARE_WORDS } from './words.ts';

/** With two plans the difference too; with more, a verdict for each. */
export function kpiTable(comparison: Comparison, figures: readonly Compared[], lang: Lang): string {
  const words = COMPARE_WORDS[lang];
  const sides = sidesOf(comparison);
  const single = sides.length === 2;
  const others = sides.slice(1);
  const right = (name: string) => `${escapeMarkdown(name)}:`;
  const header = [
    LABELS[lang].kpi,
    right(sides[0]?.name ?? ''),
    ...others.flatMap(({ name }) =>
      single ? [right(name), `${words.difference}:`, words.verdict] : [right(name), words.verdict],
    ),
  ];
  const rows = figures.map(figure => [
    escapeMarkdown(figure.row.name),
    valueText(figure, 0, lang),
    ...others.flatMap((_, o) => [
      valueText(figure, o + 1, lang),
      ...(single ? [changeText(figure, o + 1, lang)] : []),
      verdictText(figure, o + 1, lang),
    ]),
  ]);
  return markdownTable(header, rows);
}

/** `before → after`, with a verdict for deviations. */
export function sectorTable(
  { base }: Comparison,
  versus: Versus,
  sectors: readonly SectorFigures[],
  s: number,
  lang: Lang,
): string {
  const words = COMPARE_WORDS[lang];
  const labels = LABELS[lang];
  const layered = sectors.some(({ layer }) => layer !== '');
  const columns = sectors[0]?.figures ?? [];
  const header = [
    ...(layered ? [words.layer] : []),
    labels.sector,
    ...columns.flatMap(({ row }) =>
      row.path.startsWith('balance.')
        ? [`${escapeMarkdown(row.name)} ${labels.deviation}:`, words.verdict]
        : [`${escapeMarkdown(row.name)}:`],
    ),
  ];
  const rows = sectors.map(({ layer, sectorId, name, present, figures }) => {
    const both = present[0] && present[s];
    const only = both ? '' : ` (${escapeMarkdown(words.onlyIn(present[0] ? base.name : versus.side.name))})`;
    const title = name === sectorId || name === '' ? sectorId : `${sectorId} ${name}`;
    return [
      ...(layered ? [escapeMarkdown(layer)] : []),
      `${escapeMarkdown(title)}${only}`,
      ...figures.flatMap(figure => {
        const [was, is] = [valueText(figure, 0, lang), valueText(figure, s, lang)];
        const text = both ? (was === is ? is : `${was} → ${is}`) : present[0] ? was : is;
        return figure.row.path.startsWith('balance.') ? [text, verdictText(figure, s, lang)] : [text];
      }),
    ];
  });
  return markdownTable(header, rows);
}

/** Who gives accounts to whom; '' when nobody does. */
export function pairTable({ moves }: Versus, most: number, lang: Lang): string {
  const labels = LABELS[lang];
  const n = (value: number) => formatNumber(value, 0, lang);
  const pairs = pairsOf(moves);
  if (pairs.length === 0) return '';
  const header = [
    labels.from,
    labels.to,
    `${labels.accounts}:`,
    `${labels.revenue}:`,
    `${labels.potential}:`,
  ];
  const cells = (first: readonly string[], of: { accounts: number; revenue: number; potential: number }) => [
    ...first,
    n(of.accounts),
    moves.revenue ? n(of.revenue) : n(Number.NaN),
    moves.potential ? n(of.potential) : n(Number.NaN),
  ];
  const rows = pairs
    .slice(0, most)
    .map(pair => cells([escapeMarkdown(pair.from), escapeMarkdown(pair.to)], pair));
  const rest = pairs.slice(most);
  if (rest.length > 0) {
    const sum = { accounts: 0, revenue: 0, potential: 0 };
    for (const pair of rest) {
      sum.accounts += pair.accounts;
      sum.revenue += pair.revenue;
      sum.potential += pair.potential;
    }
    rows.push(cells([`**${labels.otherMoves(n(rest.length))}**`, ''], sum));
  }
  return markdownTable(header, rows);
}

export function reasonTable(versus: Versus, lang: Lang): string {
  const words = COMPARE_WORDS[lang];
  const labels = LABELS[lang];
  const counts = reasonCounts(versus);
  if (counts.length === 0) return '';
  const n = (value: number) => formatNumber(value, 0, lang);
  const what = versus.moves.accounts ? labels.accounts : labels.zones;
  return markdownTable(
    [words.why, `${what}:`, `${labels.revenue}:`],
    counts.map(({ code, accounts, revenue }) => [
      words.codes[code],
      n(accounts),
      versus.moves.revenue ? n(revenue) : n(Number.NaN),
    ]),
  );
}

/** The weightiest zones that move, are new or gone; '' without any. */
export function zoneTable({ moves }: Versus, most: number, lang: Lang): string {
  const words = COMPARE_WORDS[lang];
  const labels = LABELS[lang];
  const list = largest(moves.zoneList, most);
  if (list.length === 0) return '';
  const n = (value: number) => formatNumber(value, 0, lang);
  const reason = moveReasonWords(lang);
  const table = markdownTable(
    [words.zone, labels.from, labels.to, `${labels.accounts}:`, `${labels.revenue}:`, words.reason],
    list.map(zone => [
      escapeMarkdown(zone.name === zone.id || zone.name === '' ? zone.id : `${zone.id} ${zone.name}`),
      escapeMarkdown(zone.from),
      escapeMarkdown(zone.to),
      n(zone.accounts),
      n(zone.revenue),
      escapeMarkdown(reason(zone.reason)),
    ]),
  );
  return table + shownOf(list.length, moves.zoneList.length, lang);
}

export function accountTable({ moves }: Versus, most: number, lang: Lang): string {
  const words = COMPARE_WORDS[lang];
  const labels = LABELS[lang];
  const list = largest(moves.accountList, most);
  if (list.length === 0) return '';
  const reason = moveReasonWords(lang);
  const table = markdownTable(
    [words.account, words.zone, labels.from, labels.to, `${labels.revenue}:`, words.reason],
    list.map(account => [
      escapeMarkdown(account.name === '' ? account.id : `${account.id} ${account.name}`),
      escapeMarkdown(account.zone),
      escapeMarkdown(account.from),
      escapeMarkdown(account.to),
      formatNumber(account.revenue, 0, lang),
      escapeMarkdown(reason(account.reason)),
    ]),
  );
  return table + shownOf(list.length, moves.accountList.length, lang);
}

function shownOf(shown: number, all: number, lang: Lang): string {
  if (shown === all) return '';
  const n = (value: number) => formatNumber(value, 0, lang);
  return `\n${COMPARE_WORDS[lang].largest(n(shown), n(all))}\n`;
}

export function gateTable(gates: readonly GateResult[], lang: Lang): string {
  const words = COMPARE_WORDS[lang];
  return markdownTable(
    [words.gate, `${words.figure}:`, words.limit, words.verdict],
    gates.map(gate => [
      escapeMarkdown(gate.name),
      gateFigure(gate, lang),
      gateLimit(gate, lang),
      gate.kept ? `✓ ${words.kept}` : `✗ ${words.missed}`,
    ]),
  );
}
