// report.md of a plan with layers: the layers side by side with a total that counts everything once, then what any plan's
// report has, over all of them, and a section per layer.

import type { PlanKpis } from '../evaluate/kpis-types.ts';
import type { LayeredKpis, LayerPart, Whole } from '../evaluate/layers/part.ts';
import type { LayeredPlan } from '../evaluate/layers/plan-json.ts';
import type { PlanContext } from '../model/context.ts';
import type { LayerCondition } from '../model/layer-conditions.ts';
import type { Plan } from '../model/plan.ts';
import { escapeMarkdown, formatNumber, formatShare, type Lang, markdownTable } from './format.ts';
import { LABELS } from './labels.ts';
import { LAYER_WORDS } from './layer-words.ts';
import { areasSection } from './markdown-areas.ts';
import { costSection } from './markdown-cost.ts';
import { dataSection, manifestSection } from './markdown-data.ts';
import {
  headlineSection,
  kpiSection,
  promiseSection,
  resultSection,
  sectorSection,
  unitWords,
  workloadSection,
} from './markdown-figures.ts';
import { overridesSection } from './markdown-overrides.ts';
import { revisionSection } from './markdown-revision.ts';
import { bullets, type ReportInput, section } from './report-input.ts';

export interface LayersReportInput {
  readonly layers: readonly { readonly part: LayerPart; readonly plan: Plan }[];
  readonly plan: LayeredPlan;
  readonly kpis: LayeredKpis;
  readonly whole: Whole;
  readonly lang: Lang;
}

export function layeredReport(input: LayersReportInput): string {
  const text = Object.values(layeredSections(input)).filter(part => part !== '');
  return `# ${LABELS[input.lang].title}\n\n${text.join('\n')}`;
}

/** By id, in their order. */
export function layeredSections(input: LayersReportInput): Readonly<Record<string, string>> {
  const all = overAll(input);
  const own = input.layers.map((_, l) => [`layer-${l + 1}`, layerSection(input, l)] as const);
  return {
    headline: inShortSection(input),
    layers: layersSection(input),
    shared: sharedSection(input),
    kpis: kpiSection(all),
    sectors: sectorSection(all),
    workload: workloadSection(all),
    cost: costSection(all),
    results: resultSection(all),
    promises: promiseSection(all),
    ...inEachLayer(input, 'revision', revisionSection),
    ...inEachLayer(input, 'overrides', overridesSection),
    areas: areasSection(all),
    ...Object.fromEntries(own),
    data: dataSection(all),
    manifest: manifestSection(all),
  };
}

/** A section that only layers have, for each that has it: `Layer field: …`. */
function inEachLayer(
  { layers, lang }: LayersReportInput,
  id: string,
  sectionOf: (of: Pick<ReportInput, 'kpis' | 'lang' | 'labels'>) => string,
): Record<string, string> {
  const labels = LABELS[lang];
  const entries = layers.map(({ part }, l) => {
    const name = `${LAYER_WORDS[lang].layer} ${escapeMarkdown(part.rule.name)}${labels.colon}`;
    const text = sectionOf({ kpis: part.kpis, lang, labels });
    return [`${id}-${l + 1}`, text.replace(/^## /, `## ${name}`)] as const;
  });
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}

/** What the sections of an ordinary report need, over all layers. */
export function overAll({ layers, plan, kpis, lang }: LayersReportInput): ReportInput {
  const [first] = layers as [LayersReportInput['layers'][number]];
  const measures = new Map(
    layers.flatMap(({ part }) => part.context.measures.map(measure => [measure.name, measure] as const)),
  );
  const tolerances = new Map<string, readonly [number, number]>();
  for (const { name, tolerance } of layers.flatMap(({ part }) => part.context.measures)) {
    const [least, most] = tolerances.get(name) ?? [tolerance, tolerance];
    tolerances.set(name, [Math.min(least, tolerance), Math.max(most, tolerance)]);
  }
  const told = <T>(of: (context: PlanContext) => readonly T[]): T[] => {
    const found = new Map(
      layers.flatMap(({ part }) => of(part.context).map(x => [JSON.stringify(x), x] as const)),
    );
    return [...found.values()];
  };
  return {
    context: {
      ...first.part.context,
      measures: [...measures.values()],
      issues: told(context => context.issues),
      defaults: told(context => context.defaults),
    },
    result: first.part.result,
    kpis,
    plan: { ...first.plan, settings: plan.settings, inputs: plan.inputs, version: plan.version },
    lang,
    labels: LABELS[lang],
    tolerances,
  };
}

function inShortSection({ layers, kpis, whole, lang }: LayersReportInput): string {
  const words = LAYER_WORDS[lang];
  const labels = LABELS[lang];
  const n = (value: number | null, decimals = 0) => formatNumber(value, decimals, lang);
  const base = layers.filter(({ part }) => !part.rule.overlay).length;
  const { travel, objective } = kpis.plan;
  const kept = kpis.promises.filter(promise => promise.kept).length;
  return section(
    labels.headline,
    bullets([
      words.inShort(n(layers.length), n(base)),
      words.accounts(n(whole.accounts.count)),
      labels.travelLine(n(travel.hours), n(travel.km), n(travel.mean_minutes, 1)),
      ...(objective && objective.gap !== null && objective.lower_bound !== null
        ? [
            labels.gapText(
              n(objective.value),
              n(objective.lower_bound),
              formatShare(objective.gap, lang, 2),
              escapeMarkdown(unitWords(objective.unit, lang)),
            ),
          ]
        : []),
      labels.promisesKept(n(kept), n(kpis.promises.length)),
    ]),
  );
}

/** The layers, their sum, and what the accounts file adds up to. */
function layersSection({ layers, kpis, whole, lang }: LayersReportInput): string {
  const words = LAYER_WORDS[lang];
  const labels = LABELS[lang];
  const n = (value: number | null) => formatNumber(value, 0, lang);
  const figures = (plan: PlanKpis) => [
    n(plan.accounts),
    n(plan.commercial.revenue),
    n(plan.commercial.potential),
    n(plan.visits.asked),
    n(plan.workload.hours),
    n(plan.travel.hours),
    formatShare(plan.workload.fte_use, lang),
  ];
  const header = [
    ...[words.layer, words.kind, words.where],
    ...[words.reps, words.fte, labels.accounts, labels.revenue, labels.potential, words.visits, words.hours],
    ...[words.travel, labels.use],
  ].map((name, c) => (c < 3 ? name : `${name}:`));
  const fte = (part: LayerPart) => part.context.reps.list.reduce((sum, rep) => sum + rep.fte, 0);
  const rows = layers.map(({ part }) => [
    escapeMarkdown(part.rule.name),
    part.rule.overlay
      ? words.overlay(
          formatShare(part.rule.revenueShare, lang, 0),
          formatShare(part.rule.visitsShare, lang, 0),
        )
      : words.base,
    conditionText(part.rule.where, lang),
    n(part.context.reps.list.length),
    formatNumber(fte(part), 2, lang),
    ...figures(part.kpis.plan),
  ]);
  const allFte = layers.reduce((sum, { part }) => sum + fte(part), 0);
  const { commercial } = kpis.plan;
  // summed over the rows above; overlays' accounts are in base layers already
  const sum = (of: (plan: PlanKpis) => number | null) =>
    layers.reduce<number | null>((total, { part }) => {
      const value = of(part.kpis.plan);
      return total === null || value === null ? null : total + value;
    }, 0);
  const total = [
    `**${words.total}**`,
    '',
    '',
    n(kpis.reps.length),
    formatNumber(allFte, 2, lang),
    n(kpis.plan.accounts),
    n(sum(plan => plan.commercial.revenue)),
    n(sum(plan => plan.commercial.potential)),
    n(sum(plan => plan.visits.asked)),
    n(kpis.plan.workload.hours),
    n(kpis.plan.travel.hours),
    formatShare(kpis.plan.workload.fte_use, lang),
  ];
  const once = [
    `**${words.once}**`,
    '',
    '',
    n(whole.reps.list.length),
    formatNumber(
      whole.reps.list.reduce((all, rep) => all + rep.fte, 0),
      2,
      lang,
    ),
    n(whole.accounts.count),
    n(commercial.revenue),
    n(commercial.potential),
    n(whole.visits.reduce((all, v) => all + v, 0)),
    '',
    '',
    '',
  ];
  return section(words.layers, markdownTable(header, [...rows, total, once]), words.note);
}

/** `segment = santé and potential >=50000` */
function conditionText(where: readonly LayerCondition[], lang: Lang): string {
  const words = LAYER_WORDS[lang];
  if (where.length === 0) return words.everything;
  return where
    .map(({ column, any }) => {
      const tests = any.map(test => (/^[<>]/.test(test) ? test : `= ${test}`)).join(words.or);
      return escapeMarkdown(`${column} ${tests}`);
    })
    .join(words.and);
}

function sharedSection({ kpis, lang }: LayersReportInput): string {
  const words = LAYER_WORDS[lang];
  const labels = LABELS[lang];
  const shared = kpis.reps.filter(rep => rep.layers.length > 1);
  if (shared.length === 0) return '';
  const n = (value: number) => formatNumber(value, 0, lang);
  const rows = shared.flatMap(rep => [
    ...rep.layers.map(({ layer, share, hours }) => [
      escapeMarkdown(rep.rep_id),
      escapeMarkdown(layer),
      formatShare(share, lang, 2),
      n(hours),
      '',
      '',
    ]),
    [
      `**${escapeMarkdown(rep.rep_id)}**`,
      `**${words.total}**`,
      formatShare(
        rep.layers.reduce((sum, { share }) => sum + share, 0),
        lang,
        2,
      ),
      n(rep.hours),
      n(rep.capacity_hours),
      formatShare(rep.fte_use, lang),
    ],
  ]);
  const right = [words.share, words.hours, labels.capacity, labels.use].map(name => `${name}:`);
  return section(words.shared, words.sharedNote, markdownTable([labels.rep, words.layer, ...right], rows));
}

/** What the layer's own report says first, and where that is. */
function layerSection({ layers, plan, lang }: LayersReportInput, l: number): string {
  const { part, plan: own } = layers[l] as LayersReportInput['layers'][number];
  const words = LAYER_WORDS[lang];
  const { context, result, kpis, rule } = part;
  const headline = headlineSection({ context, result, kpis, plan: own, lang, labels: LABELS[lang] });
  const body = headline.slice(headline.indexOf('\n') + 1).trim();
  const path = escapeMarkdown(`layers/${plan.layers[l]?.folder}/report.md`);
  return section(`${words.layer} ${escapeMarkdown(rule.name)}`, body, words.details(path));
}
