// The figures of the report: headline, KPIs before → after, sectors, workload, promises, distance from the optimum.

import type { PlanKpis } from '../evaluate/kpis-types.ts';
import type { Plan } from '../model/plan.ts';
import {
  escapeMarkdown,
  formatNumber,
  formatShare,
  formatSigned,
  type Lang,
  markdownTable,
} from './format.ts';
import { balanceRows, changeText, KPI_ROWS, type KpiRow } from './kpi-rows.ts';
import { measureWords, promiseWords } from './labels.ts';
import { bullets, type ReportInput, section, sizeOf } from './report-input.ts';

export function headlineSection(input: ReportInput): string {
  const { context, kpis, plan, lang, labels } = input;
  const { promises } = kpis;
  const figures = kpis.plan;
  const n = (value: number | null, decimals = 0) => formatNumber(value, decimals, lang);
  const lines = [
    sizeOf(input),
    ...context.measures.map(measure =>
      (beyond(figures, measure) ? labels.beyondTolerance : labels.largestDeviation)(
        escapeMarkdown(measureWords(measure.name, labels)),
        formatShare(figures.balance[measure.name]?.max_deviation, lang),
        formatShare(measure.tolerance, lang),
      ),
    ),
    labels.travelLine(n(figures.travel.hours), n(figures.travel.km), n(figures.travel.mean_minutes, 1)),
    figures.disruption
      ? labels.movedLine(
          n(figures.disruption.accounts),
          formatShare(figures.disruption.share.accounts, lang),
          formatShare(figures.disruption.share.revenue, lang),
        )
      : labels.noIncumbent,
    ...gapLine(figures, lang, labels),
    ...excessLine(plan, figures.objective, lang, labels),
    labels.promisesKept(n(promises.filter(p => p.kept).length), n(promises.length)),
    ...(plan.solver.reproducible ? [] : [labels.notReproducible]),
  ];
  return section(labels.headline, bullets(lines));
}

function beyond({ balance }: PlanKpis, { name, tolerance }: { name: string; tolerance: number }): boolean {
  // figures are rounded to six decimals
  return (balance[name]?.max_deviation ?? 0) > tolerance + 1e-6;
}

function gapLine({ objective }: PlanKpis, lang: Lang, labels: ReportInput['labels']): string[] {
  if (!objective || objective.lower_bound === null) return [];
  const { value, lower_bound, gap, unit } = objective;
  const n = (figure: number) => formatNumber(figure, 0, lang);
  if (gap === null)
    return [labels.gapBeaten(n(value), n(lower_bound), escapeMarkdown(unitWords(unit, lang)))];
  return [
    labels.gapText(
      n(value),
      n(lower_bound),
      formatShare(gap, lang, 2),
      escapeMarkdown(unitWords(unit, lang)),
    ),
  ];
}

/** The cost is that of the trips and, where balance gave way, a price that nobody pays: said beside it. */
function excessLine(
  { solver, settings }: Plan,
  objective: PlanKpis['objective'],
  lang: Lang,
  labels: ReportInput['labels'],
): string[] {
  const { excess, excessPrice } = solver;
  if (!(excess > 0)) return [];
  const unit = escapeMarkdown(unitWords(objective?.unit ?? settings.objective, lang));
  const amount = (value: number) => `${formatNumber(value, 0, lang)} ${unit}`;
  const penalty = excess * excessPrice;
  return [
    labels.gapExcess(formatNumber(excess, 4, lang), amount(penalty), amount(solver.objective - penalty)),
  ];
}

/** Units as kpis.json names them, in the reader's language. */
export function unitWords(unit: string, lang: Lang): string {
  return lang === 'fr' ? unit.replace('/year', '/an') : unit;
}

/** Every KPI with its definition, before → after when there is an incumbent. */
export function kpiSection({ context, kpis, lang, labels }: ReportInput): string {
  const { before } = kpis;
  const needs = new Map(kpis.plan.unavailable.map(({ kpi, needs }) => [kpi, needs]));
  const rows: readonly KpiRow[] = [
    ...context.measures.flatMap(measure => balanceRows(measure.name, measureWords(measure.name, labels))),
    ...KPI_ROWS,
  ];
  const changeOf = (row: KpiRow) => (before ? changeText(row, before, kpis.plan, lang) : '');
  const table = markdownTable(
    before
      ? [labels.kpi, `${labels.before}:`, `${labels.after}:`, `${labels.change}:`, labels.definition]
      : [labels.kpi, `${labels.value}:`, labels.definition],
    rows.map(kpi => {
      const after = kpi.value(kpis.plan);
      const column = needs.get(kpi.path) ?? needs.get(kpi.path.replace('done_ratio', 'done'));
      const why = after === null && column ? ` (${labels.needs(escapeMarkdown(column))})` : '';
      const shown = kpi.text(after, lang) + why;
      const name = escapeMarkdown(kpi.name[lang]);
      const definition = escapeMarkdown(kpi.definition[lang]);
      return before
        ? [name, kpi.text(kpi.value(before), lang), shown, changeOf(kpi), definition]
        : [name, shown, definition];
    }),
  );
  return section(before ? labels.kpisBeforeAfter : labels.kpis, table);
}

/** Each sector's measures against their targets. */
export function sectorSection({ context, kpis, lang, labels }: ReportInput): string {
  const names = context.measures.map(measure => measure.name);
  const before = new Map(kpis.sectors_before?.map(sector => [sector.sector_id, sector]));
  const partners = new Set(context.reps.list.filter(rep => rep.kind === 'partner').map(rep => rep.id));
  const header = [
    labels.sector,
    labels.rep,
    `${labels.zones}:`,
    `${labels.accounts}:`,
    ...names.flatMap(name => {
      const measure = escapeMarkdown(measureWords(name, labels));
      const columns = [`${measure}:`, `${measure} ${labels.deviation}:`];
      return kpis.before ? [...columns, `${measure} ${labels.deviation} (${labels.before}):`] : columns;
    }),
  ];
  const rows = kpis.sectors.map(sector => [
    escapeMarkdown(sector.sector_name),
    `${escapeMarkdown(sector.rep_id)}${partners.has(sector.rep_id) ? ` (${labels.partner})` : ''}`,
    formatNumber(sector.zones, 0, lang),
    formatNumber(sector.accounts, 0, lang),
    ...names.flatMap(name => {
      const figure = sector.balance[name];
      const columns = [formatNumber(figure?.value, 0, lang), formatSigned(figure?.deviation, lang)];
      if (!kpis.before) return columns;
      return [...columns, formatSigned(before.get(sector.sector_id)?.balance[name]?.deviation, lang)];
    }),
  ]);
  return section(labels.sectors, labels.balanceNote, markdownTable(header, rows));
}

/** Where the hours go, and what they cost in km and CO₂. */
export function workloadSection({ kpis, lang, labels }: ReportInput): string {
  const n = (value: number | null, decimals = 0) => formatNumber(value, decimals, lang);
  const figures = (of: Pick<PlanKpis, 'workload' | 'travel'>) => [
    n(of.workload.visit_hours),
    n(of.travel.approach_hours),
    n(of.travel.local_hours),
    n(of.workload.hours),
    n(of.workload.capacity_hours),
    formatShare(of.workload.fte_use, lang),
    n(of.travel.km),
    n(of.travel.kg_co2),
    n(of.travel.mean_minutes, 1),
  ];
  const header = [
    labels.sector,
    ...[
      labels.visitHours,
      labels.approachHours,
      labels.localHours,
      labels.totalHours,
      labels.capacity,
      labels.use,
      labels.km,
      labels.co2,
      labels.minutes,
    ].map(name => `${name}:`),
  ];
  const rows = kpis.sectors.map(sector => [escapeMarkdown(sector.sector_name), ...figures(sector)]);
  return section(
    labels.workload,
    markdownTable(header, [...rows, [`**${labels.total}**`, ...figures(kpis.plan)]]),
  );
}

/** What each sector sells and costs: the columns that the data fill. */
export function resultSection({ kpis, lang, labels }: ReportInput): string {
  const columns: readonly [
    string,
    (of: Pick<PlanKpis, Shared>) => number | null,
    'number' | 'share' | 'money',
  ][] = [
    [labels.revenue, of => of.commercial.revenue, 'number'],
    [labels.potential, of => of.commercial.potential, 'number'],
    [labels.penetration, of => of.commercial.penetration, 'share'],
    [labels.coverage, of => of.coverage.accounts, 'share'],
    [labels.frequency, of => of.visits.ratio, 'share'],
    [labels.costPerVisit, of => of.cost.per_visit, 'money'],
    [labels.responseRate, of => of.commercial.response_rate, 'share'],
    [labels.conversion, of => of.commercial.conversion_rate, 'share'],
    ['NPS', of => of.commercial.nps, 'number'],
  ];
  const known = columns.filter(([, value]) => value(kpis.plan) !== null);
  if (known.length === 0) return '';
  const text = { number: 0, money: 2 };
  const figures = (of: Pick<PlanKpis, Shared>) =>
    known.map(([, value, kind]) =>
      kind === 'share' ? formatShare(value(of), lang) : formatNumber(value(of), text[kind], lang),
    );
  const rows = kpis.sectors.map(sector => [escapeMarkdown(sector.sector_name), ...figures(sector)]);
  return section(
    labels.results,
    markdownTable(
      [labels.sector, ...known.map(([name]) => `${name}:`)],
      [...rows, [`**${labels.total}**`, ...figures(kpis.plan)]],
    ),
  );
}

type Shared = 'commercial' | 'coverage' | 'visits' | 'cost';

export function promiseSection({ kpis, lang, labels }: ReportInput): string {
  // the code beside the words: kpis.json and the terminal say it
  const rows = kpis.promises.map(({ name, kept, detail, detail_fr }) => [
    `${escapeMarkdown(promiseWords(name, labels))} (${escapeMarkdown(name)})`,
    kept ? labels.kept : `**${labels.broken}**`,
    escapeMarkdown(lang === 'fr' ? detail_fr : detail),
  ]);
  return section(labels.promises, markdownTable([labels.promise, labels.verdict, labels.detail], rows));
}

export function gapSection({ context, kpis, plan, lang, labels }: ReportInput): string {
  const { objective } = kpis.plan;
  if (!objective || objective.lower_bound === null) return section(labels.gap, labels.noBound);
  const contiguous =
    objective.bounds.contiguous !== null && objective.bounds.contiguous === objective.lower_bound;
  return section(
    labels.gap,
    ...gapLine(kpis.plan, lang, labels),
    labels.gapCovers,
    ...(context.settings.budgets ? [labels.gapTeams] : []),
    ...(context.settings.hierarchy?.order === 'top-down' ? [labels.gapShared] : []),
    !contiguous ? labels.gapPlain : plan.solver.proof ? labels.gapContiguous : labels.gapCuts,
    labels.costOf[context.settings.objective],
    ...excessLine(plan, objective, lang, labels),
  );
}
