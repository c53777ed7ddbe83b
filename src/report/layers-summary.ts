// The summary that ends a run with layers: each layer's, then all of them in a table whose last line is the accounts file.

import type { Kpis, PlanKpis } from '../evaluate/kpis-types.ts';
import type { LayeredKpis } from '../evaluate/layers/part.ts';
import type { Settings } from '../model/settings.ts';
import { formatNumber, formatShare, type Lang, plainText } from './format.ts';
import { LABELS } from './labels.ts';
import { LAYER_WORDS } from './layer-words.ts';
import { padEnd, padStart, type SummaryLine, shorten, summaryLines, width } from './summary.ts';

const NAME_WIDTH = 24;

export interface LayerSummary {
  readonly layer: string;
  readonly kpis: Kpis;
  readonly maxMoved: Settings['maxMoved'];
}

export function layersSummary(layers: readonly LayerSummary[], all: LayeredKpis, lang: Lang): SummaryLine[] {
  const blank: SummaryLine = { text: '', role: 'plain' };
  const words = LAYER_WORDS[lang];
  const each = layers.flatMap(({ layer, kpis, maxMoved }) => [
    { text: `${words.layer} ${plainText(layer)}`, role: 'title' as const },
    ...summaryLines(kpis, lang, maxMoved),
    blank,
  ]);
  // what is broken has been said layer by layer, but for what only all of them promise
  const own = all.promises.filter(({ name }) => !layers.some(({ layer }) => name.startsWith(`${layer}/`)));
  const kept = all.promises.filter(promise => promise.kept).length;
  const n = (value: number) => formatNumber(value, 0, lang);
  const { summary } = LABELS[lang];
  return [
    ...each,
    ...table(layers, all, lang),
    blank,
    {
      text: summary.promises(n(kept), n(all.promises.length)),
      role: kept === all.promises.length ? 'good' : 'bad',
    },
    ...own
      .filter(promise => !promise.kept)
      .map(({ name, detail, detail_fr }) => ({
        text: plainText(summary.broken(name, lang === 'fr' ? detail_fr : detail)),
        role: 'bad' as const,
      })),
  ];
}

function table(layers: readonly LayerSummary[], all: LayeredKpis, lang: Lang): SummaryLine[] {
  const words = LAYER_WORDS[lang];
  const labels = LABELS[lang];
  const n = (value: number | null) => formatNumber(value, 0, lang);
  const cells = (name: string, plan: PlanKpis) => [
    name,
    n(plan.accounts),
    n(plan.commercial.revenue),
    n(plan.commercial.potential),
    n(plan.visits.asked),
    n(plan.workload.hours),
    formatShare(plan.workload.fte_use, lang),
  ];
  const header = [
    words.layer,
    labels.accounts,
    labels.revenue,
    labels.potential,
    words.visits,
    words.hours,
    labels.use,
  ];
  const rows = [
    header,
    ...layers.map(({ layer, kpis }) => cells(plainText(layer), kpis.plan)),
    cells(words.total, all.plan),
  ];
  const widths = header.map((_, c) => Math.max(...rows.map(row => width(row[c] as string))));
  widths[0] = Math.min(NAME_WIDTH, widths[0] as number);
  return rows.map((row, r) => ({
    text: row
      .map((cell, c) => {
        const room = widths[c] as number;
        return c === 0 ? padEnd(shorten(cell, room), room) : padStart(cell, room);
      })
      .join('  ')
      .trimEnd(),
    role: r === 0 || r === rows.length - 1 ? 'title' : 'plain',
  }));
}
