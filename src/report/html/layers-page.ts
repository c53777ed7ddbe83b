// report.html of a plan with layers: totals that count everything once, a map of each layer, chosen by a switch, and
// each layer's charts.

import type { MapDrawing } from '../../model/drawing.ts';
import { formatNumber } from '../format.ts';
import { LAYER_WORDS } from '../layer-words.ts';
import { type LayersReportInput, layeredSections, overAll } from '../layers-report.ts';
import { type Assets, escapeHtml } from './html.ts';
import { HTML_WORDS } from './html-words.ts';
import { layeredCharts, ofLayer } from './layer-charts.ts';
import { mapFigure } from './map.ts';
import { mapData } from './map-data.ts';
import { loadSectionMaker } from './markdown-html.ts';
import { bodyOf, document, firstScreen } from './page.ts';
import type { PageMap } from './page-data.ts';

export interface LayersPageExtras {
  /** of each layer, for their zones may be split in other ways */
  readonly drawings: readonly (MapDrawing | null)[];
  readonly assets: Assets;
}

export async function* layeredHtmlReport(
  input: LayersReportInput,
  { drawings, assets }: LayersPageExtras,
): AsyncGenerator<string> {
  const toHtml = await loadSectionMaker();
  const { lang, layers, whole } = input;
  const all = overAll(input);
  const data: PageMap[] = [];
  const figures: string[] = [];
  const options: string[] = [];
  layers.forEach(({ part }, l) => {
    const drawing = drawings[l];
    if (!drawing) return;
    const { rule } = part;
    const own = ofLayer(input, l);
    const map = mapData(own, drawing);
    const name = escapeHtml(rule.name);
    options.push(`<option value="${data.length}">${name}</option>`);
    figures.push(mapFigure(own, drawing, map, data.length, `${HTML_WORDS[lang].layer} ${name}`));
    data.push(map);
  });
  const choice =
    options.length > 1
      ? `<p class="layer-switch" hidden><label>${HTML_WORDS[lang].layer} <select>${options.join('')}</select></label></p>\n`
      : '';
  const n = (value: number) => formatNumber(value, 0, lang);
  const base = layers.filter(({ part }) => !part.rule.overlay).length;
  const words = LAYER_WORDS[lang];
  const size = `${words.inShort(n(layers.length), n(base))}${lang === 'fr' ? ' ;' : ';'} ${words.accounts(n(whole.accounts.count))}`;
  const maps = figures.length > 0 ? choice + figures.join('') : '';
  const first = firstScreen(all, size, maps, drawings[0]?.cells === true);
  yield* document(
    { title: all.labels.title, version: all.plan.version, lang },
    first,
    bodyOf(all, Object.entries(layeredSections(input)), toHtml, await layeredCharts(input)),
    data,
    assets,
  );
}
