// report.html: one file that needs nothing else. The words and tables are those of report.md; what only a page can show
// is added: the map, charts, fact sheets. Nothing in it depends on the clock, the machine or where the files lie.

import type { MapDrawing } from '../../model/drawing.ts';
import type { Lang } from '../format.ts';
import { SECTIONS } from '../markdown.ts';
import { type ReportInput, sizeOf } from '../report-input.ts';
import { chartsOf } from './charts.ts';
import { type Assets, contentSecurityPolicy, escapeHtml, jsonForScript, ownText } from './html.ts';
import { HTML_WORDS } from './html-words.ts';
import { mapFigure } from './map.ts';
import { mapData } from './map-data.ts';
import { sectorLabels } from './map-labels.ts';
import { loadSectionMaker, type SectionMaker, sectionHtml } from './markdown-html.ts';
import type { PageData, PageMap } from './page-data.ts';
import { sheetsSection } from './sheets.ts';
import { sixFigures } from './six-figures.ts';

/** What the page needs beside what report.md is made from. */
export interface PageExtras {
  /** null where the zones have no place */
  readonly drawing: MapDrawing | null;
  readonly assets: Assets;
}

/** The plan of one layer as a page, piece by piece. */
export async function* htmlReport(
  input: ReportInput,
  { drawing, assets }: PageExtras,
): AsyncGenerator<string> {
  const sections = await loadSectionMaker();
  const data = drawing && mapData(input, drawing);
  const map = drawing && data ? mapFigure(input, drawing, data, 0) : '';
  const markdown = Object.entries(SECTIONS).map(([id, section]) => [id, section(input)] as const);
  const first = firstScreen(input, sizeOf(input), map, drawing?.cells === true);
  const charts = await chartsOf(input);
  const head = { title: input.labels.title, version: input.plan.version, lang: input.lang };
  yield* document(head, first, bodyOf(input, markdown, sections, charts), data ? [data] : [], assets);
}

/** All sections of a page but the first screen. */
type Body = Iterable<{ readonly id: string; readonly heading: string; readonly html: string }>;

export interface DocumentHead {
  readonly title: string;
  readonly version: string;
  readonly lang: Lang;
}

export function* document(
  { title, version, lang }: DocumentHead,
  first: string,
  body: Body,
  maps: readonly PageMap[],
  assets: Assets,
): Generator<string> {
  const words = HTML_WORDS[lang];
  const parts = [...body];
  const links = parts.map(({ id, heading }) => `<li><a href="#${id}">${heading}</a></li>`).join('');
  yield `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${assets.style}</style>
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
`;
  yield first;
  yield `<nav aria-label="${words.contents}"><ol>${links}</ol></nav>\n`;
  for (const { html } of parts) yield html;
  yield `</main>\n<footer><p>${words.made(escapeHtml(version))}</p></footer>\n`;
  const page: PageData = {
    lang,
    maps,
    words: {
      ...{
        before: words.before,
        after: words.after,
        none: words.none,
        atLeast: words.atLeast,
        below: words.below,
      },
      ...{ expand: words.expand, collapse: words.collapse, filter: words.filter, toMap: words.toMap },
      rows: words.rows('{shown}', '{all}'),
    },
  };
  yield `<script type="application/json" id="page-data">${jsonForScript(page)}</script>\n`;
  yield `<script>${assets.script}</script>\n</body>\n</html>\n`;
}

export function firstScreen(input: ReportInput, size: string, map: string, cells: boolean): string {
  const { lang, labels } = input;
  const words = HTML_WORDS[lang];
  const note = cells ? words.mapCells : words.mapPolygons;
  return (
    `<header><h1>${labels.title}</h1><p>${ownText(size)}</p></header>\n<main id="main" tabindex="-1">\n` +
    `<section id="figures" aria-labelledby="figures-title"><h2 id="figures-title">${words.figures}</h2>\n${sixFigures(input)}</section>\n` +
    `<section id="map" aria-labelledby="map-title"><h2 id="map-title">${words.map}</h2>\n${map || `<p>${words.noMap}</p>\n`}` +
    `${map === '' ? '' : `<p class="note" id="map-keys">${note} <span class="with-script" hidden>${words.mapHelp} ${words.mapKeys}</span></p>\n`}</section>\n`
  );
}

/** The order of a committee: the plan in short, balance, work, moves; then the figures of record. */
const ORDER = [
  ...[
    'headline',
    'layers',
    'shared',
    'sectors',
    'workload',
    'cost',
    'seniority',
    'moves',
    'results',
    'sheets',
    'kpis',
  ],
  ...['promises', 'diagnosis', 'gap', 'rules', 'areas', 'data', 'geography', 'manifest'],
];

const LAYER = /^layer-/;

export function* bodyOf(
  input: ReportInput,
  markdown: readonly (readonly [id: string, text: string])[],
  toHtml: SectionMaker,
  charts: ReadonlyMap<string, string>,
): Body {
  // what has no place of its own stays before the data
  const rank = (id: string) => ORDER.indexOf(ORDER.includes(id) ? id : LAYER.test(id) ? 'shared' : 'areas');
  const text = new Map([...markdown, ['sheets', ''] as const]);
  for (const id of [...text.keys()].sort((a, b) => rank(a) - rank(b))) {
    if (id === 'sheets') {
      const labels = sectorLabels(input.kpis.sectors.map(sector => sector.sector_id));
      yield { id, heading: HTML_WORDS[input.lang].sheets, html: sheetsSection(input, labels) };
      continue;
    }
    for (const section of toHtml(text.get(id) ?? '', id)) {
      const drawn = charts.get(section.id) ?? '';
      // of a layer the facts come first, for its charts fill a page
      const html = LAYER.test(id)
        ? sectionHtml({ ...section, body: section.body + drawn })
        : sectionHtml(section, drawn);
      yield { ...section, html };
    }
  }
}
