// A comparison as one page that needs nothing else: figures, maps side by side, then the tables of the Markdown.

import type { Comparison, Versus } from '../../evaluate/compare/compare.ts';
import type { GateResult } from '../../evaluate/compare/gates.ts';
import { VERSION } from '../../version.ts';
import { escapeMarkdown, formatNumber, formatShare, type Lang } from '../format.ts';
import { type Assets, escapeHtml, ownText } from '../html/html.ts';
import { HTML_WORDS } from '../html/html-words.ts';
import { loadSectionMaker, sectionHtml } from '../html/markdown-html.ts';
import { document } from '../html/page.ts';
import { card } from '../html/six-figures.ts';
import { LABELS } from '../labels.ts';
import { bullets, section } from '../report-input.ts';
import {
  type Compared,
  isKnown,
  type ScopeFigures,
  scopeFigures,
  sectorFigures,
  sidesOf,
} from './figures.ts';
import { type LayerMaps, mapFigures } from './maps.ts';
import { changeText, countsLine, differenceLines, movedLines, valueText, verdictText } from './said.ts';
import {
  accountTable,
  gateTable,
  kpiTable,
  pairTable,
  reasonTable,
  sectorTable,
  zoneTable,
} from './tables.ts';
import { COMPARE_WORDS } from './words.ts';

export interface ComparisonPage {
  readonly comparison: Comparison;
  readonly gates: readonly GateResult[] | null;
  readonly maps: readonly LayerMaps[];
  readonly assets: Assets;
  readonly lang: Lang;
}

const PAIRS = 40;
const ZONES = 200;
const ACCOUNTS = 100;
/** two rows of three */
const CARDS = 6;

export async function* comparisonHtml(page: ComparisonPage): AsyncGenerator<string> {
  const { comparison, maps, assets, lang } = page;
  const words = COMPARE_WORDS[lang];
  const toHtml = await loadSectionMaker();
  const names = sidesOf(comparison).map(({ name }) => name);
  const [first = '', ...others] = names;
  const heading = escapeHtml(words.heading(first, others.join(', ')));
  const scopes = scopeFigures(comparison, lang);
  const screen =
    `<header><h1>${words.title}</h1><p>${heading}</p></header>\n<main id="main" tabindex="-1">\n` +
    `${others.length === 1 ? cards(comparison, scopes[0] as ScopeFigures, lang) : ''}`;
  const drawn = maps.map(map => mapFigures(map, names, lang)).join('');
  const markdown = sectionsOf(page, scopes);
  const body = markdown.flatMap(([id, text]) =>
    toHtml(text, id).map(part => ({ ...part, html: sectionHtml({ ...part, body: marked(part.body) }) })),
  );
  if (drawn !== '') {
    const cells = maps.some(map => map.drawing.cells) ? ` ${HTML_WORDS[lang].mapCells}` : '';
    const note = `${drawn}<p class="note">${ownText(words.mapsNote + cells)}</p>\n`;
    const section = { id: 'maps', heading: words.maps, body: note };
    // after what is said in short
    body.splice(1, 0, { ...section, html: sectionHtml(section) });
  }
  yield* document(
    { title: `${words.title}${LABELS[lang].colon}${heading}`, version: VERSION, lang },
    screen,
    body,
    [],
    assets,
  );
}

/** Verdicts have a word and a sign; the color only helps to find them. */
function marked(html: string): string {
  return html.replaceAll('<td>✓', '<td class="good">✓').replaceAll('<td>✗', '<td class="bad">✗');
}

function cards(comparison: Comparison, { figures }: ScopeFigures, lang: Lang): string {
  const words = COMPARE_WORDS[lang];
  const versus = comparison.others[0] as Versus;
  const of = (test: (path: string) => boolean) =>
    figures.filter(figure => isKnown(figure) && test(figure.row.path));
  const one = (path: string) => of(p => p === path).slice(0, 1);
  const travel = one('travel.hours');
  const carbon = one('travel.kg_co2');
  const chosen = [
    ...of(path => path.endsWith('.max_deviation')).slice(0, 2),
    ...travel,
    ...(carbon.length > 0 ? carbon : one('travel.km')),
    ...one('coverage.accounts'),
  ].slice(0, CARDS - 1);
  const figure = (compared: Compared) =>
    card({
      name: compared.row.name,
      title: '',
      before: valueText(compared, 0, lang),
      value: valueText(compared, 1, lang),
      change: changeText(compared, 1, lang),
      note: verdictText(compared, 1, lang),
      bad: compared.verdicts[1] === 'worse',
    });
  const { accounts, zones } = versus.moves;
  const count = accounts ?? zones;
  const share = formatShare(count.common > 0 ? count.moved / count.common : 0, lang);
  const moved = card({
    ...{ title: '', before: '', change: '', bad: false },
    name: accounts ? HTML_WORDS[lang].moved : words.zones,
    value: formatNumber(count.moved, 0, lang),
    note: share,
  });
  return (
    `<section id="figures" aria-labelledby="figures-title"><h2 id="figures-title">${words.figures}</h2>\n` +
    `<div class="figures">${chosen.map(figure).join('')}${moved}</div></section>\n`
  );
}

function sectionsOf(
  { comparison, gates, lang }: ComparisonPage,
  scopes: readonly ScopeFigures[],
): (readonly [id: string, markdown: string])[] {
  const words = COMPARE_WORDS[lang];
  const labels = LABELS[lang];
  const { base, others } = comparison;
  const total = (scopes[0] as ScopeFigures).figures;
  const many = others.length > 1;
  const titled = (title: string, { side }: Versus) =>
    many ? `${title}${labels.colon}${escapeMarkdown(side.name)}` : title;
  const sections: [string, string][] = [];
  const add = (id: string, heading: string, ...paragraphs: string[]) => {
    if (paragraphs.some(text => text !== '')) sections.push([id, section(heading, ...paragraphs)]);
  };
  add(
    'headline',
    words.inShort,
    ...others.map((versus, o) => {
      const lines = [
        ...differenceLines(base, versus, lang),
        countsLine(total, o + 1, lang),
        ...movedLines(versus, lang),
      ];
      return (many ? `**${escapeMarkdown(versus.side.name)}**\n\n` : '') + bullets(lines.map(escapeMarkdown));
    }),
  );
  if (gates) add('gates', words.gates, gateTable(gates, lang));
  for (const [s, { layer, figures }] of scopes.entries()) {
    const heading = layer === null ? labels.kpis : `${labels.kpis}, ${words.layer} ${escapeMarkdown(layer)}`;
    const known = figures.filter(isKnown);
    if (known.length > 0) add(s === 0 ? 'kpis' : `kpis-${s}`, heading, kpiTable(comparison, known, lang));
  }
  const sectors = sectorFigures(comparison, lang);
  for (const [o, versus] of others.entries()) {
    const id = many ? `-${o + 1}` : '';
    const there = sectors.filter(({ present }) => present[0] || present[o + 1]);
    if (there.length > 0)
      add(`sectors${id}`, titled(words.sectors, versus), sectorTable(comparison, versus, there, o + 1, lang));
    add(`why${id}`, titled(words.why, versus), reasonTable(versus, lang));
    add(`pairs${id}`, titled(words.pairs, versus), pairTable(versus, PAIRS, lang));
    add(`zones${id}`, titled(words.zones, versus), zoneTable(versus, ZONES, lang));
    add(`accounts${id}`, titled(words.accounts, versus), accountTable(versus, ACCOUNTS, lang));
  }
  return sections;
}
