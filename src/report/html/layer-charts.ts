// Charts of the page of a plan with layers: the hours of the layers side by side, then each layer's own charts.

import { loadSectorCharts } from '../chart/sector-charts.ts';
import { plainText } from '../format.ts';
import { LABELS } from '../labels.ts';
import type { LayersReportInput } from '../layers-report.ts';
import type { ReportInput } from '../report-input.ts';
import { axis, chartsOf, figure, shorten } from './charts.ts';
import { HTML_WORDS } from './html-words.ts';

/** What an ordinary report of the layer is made from. */
export function ofLayer({ layers, lang }: LayersReportInput, l: number): ReportInput {
  const { part, plan } = layers[l] as LayersReportInput['layers'][number];
  const { context, result, kpis } = part;
  return { context, result, kpis, plan, lang, labels: LABELS[lang] };
}

/** Id of a section → figures as HTML. */
export async function layeredCharts(input: LayersReportInput): Promise<ReadonlyMap<string, string>> {
  const charts = new Map([['layers', await comparison(input)]]);
  for (const l of input.layers.keys()) {
    const own = await chartsOf(ofLayer(input, l));
    charts.set(`layer-${l + 1}`, [...own.values()].join(''));
  }
  return charts;
}

/** Whose hours are whose, on one scale. */
async function comparison({ layers, lang }: LayersReportInput): Promise<string> {
  const { stacks } = await loadSectorCharts();
  const words = HTML_WORDS[lang].chart;
  const names = uniqueNames(layers.map(({ part }) => part.rule.name));
  const rows = layers.map(({ part }, l) => {
    const { workload, travel } = part.kpis.plan;
    return {
      sector: names[l] as string,
      parts: [workload.visit_hours, travel.approach_hours, travel.local_hours],
      limit: workload.capacity_hours,
    };
  });
  return figure(
    words.layers,
    stacks(rows, [words.visits, words.approach, words.local], axis(words.hours, lang)),
  );
}

/** Names cut to what fits are told apart by their numbers. */
function uniqueNames(names: readonly string[]): string[] {
  const short = names.map(name => shorten(plainText(name)));
  return short.map((name, l) =>
    short.indexOf(name) === short.lastIndexOf(name) ? name : `${l + 1} ${name}`,
  );
}
