// A comparison for the comment of a pull request: what matters most is open, the rest folds. Comments have an end (65 536
// characters at GitHub), so tables are cut and say so.

import type { Comparison } from '../../evaluate/compare/compare.ts';
import type { GateResult } from '../../evaluate/compare/gates.ts';
import { escapeMarkdown, formatNumber, type Lang } from '../format.ts';
import { LABELS } from '../labels.ts';
import { isKey, isKnown, mostChanged, type ScopeFigures, scopeFigures, sectorFigures } from './figures.ts';
import { countsLine, differenceLines, movedLines } from './said.ts';
import { gateTable, kpiTable, pairTable, reasonTable, sectorTable, zoneTable } from './tables.ts';
import { COMPARE_WORDS } from './words.ts';

const SECTORS = 12;
const PAIRS = 10;
const ZONES = 10;
/** sections of layers, each folded */
const LAYERS = 8;

export function comparisonMarkdown(
  comparison: Comparison,
  gates: readonly GateResult[] | null,
  lang: Lang,
): string {
  const words = COMPARE_WORDS[lang];
  const labels = LABELS[lang];
  const { base, others } = comparison;
  const [total, ...layers] = scopeFigures(comparison, lang) as [ScopeFigures, ...ScopeFigures[]];
  const known = total.figures.filter(isKnown);
  const sectors = sectorFigures(comparison, lang);
  const title = words.heading(base.name, others.map(({ side }) => side.name).join(', '));
  const many = others.length > 1;
  const parts: string[] = [`### ${escapeMarkdown(title)}\n`];
  for (const [o, versus] of others.entries()) {
    const lines = [
      ...differenceLines(base, versus, lang),
      countsLine(total.figures, o + 1, lang),
      ...movedLines(versus, lang),
    ];
    if (many) parts.push(`**${escapeMarkdown(versus.side.name)}**\n`);
    parts.push(lines.map(line => `- ${escapeMarkdown(line)}\n`).join(''));
  }
  if (gates) parts.push(gateSection(gates, lang));
  if (known.length > 0) {
    parts.push(kpiTable(comparison, known.filter(isKey), lang));
    parts.push(folded(`${words.allKpis} (${known.length})`, kpiTable(comparison, known, lang)));
  }
  for (const { layer, figures } of layers.slice(0, LAYERS)) {
    const own = figures.filter(figure => isKnown(figure) && isKey(figure));
    if (own.length > 0) parts.push(folded(`${words.layer} ${layer}`, kpiTable(comparison, own, lang)));
  }
  for (const [o, versus] of others.entries()) {
    const suffix = many ? `: ${versus.side.name}` : '';
    const there = sectors.filter(({ present }) => present[0] || present[o + 1]);
    const shown = mostChanged(there, o + 1, SECTORS);
    const count = shown.length < there.length ? ` (${shown.length}/${there.length})` : ` (${there.length})`;
    if (shown.length > 0)
      parts.push(
        folded(`${words.sectors}${count}${suffix}`, sectorTable(comparison, versus, shown, o + 1, lang)),
      );
    const moves = [
      reasonTable(versus, lang),
      pairTable(versus, PAIRS, lang),
      zoneTable(versus, ZONES, lang),
    ].filter(table => table !== '');
    if (moves.length > 0) parts.push(folded(`${labels.moves}${suffix}`, moves.join('\n')));
  }
  return parts.join('\n');
}

function gateSection(gates: readonly GateResult[], lang: Lang): string {
  const n = (value: number) => formatNumber(value, 0, lang);
  const kept = gates.filter(gate => gate.kept).length;
  const line = COMPARE_WORDS[lang].gatesKept(n(kept), n(gates.length));
  return `**${line.charAt(0).toUpperCase()}${line.slice(1)}**\n\n${gateTable(gates, lang)}`;
}

/** Blank lines around: without them the table inside would not be one. */
function folded(summary: string, body: string): string {
  return `<details><summary>${escapeMarkdown(summary)}</summary>\n\n${body}\n</details>\n`;
}
