// The plan in six figures, before → after: what a committee asks first, as far as the data say it.

import { formatNumber, formatShare, type Lang } from '../format.ts';
import { balanceRows, changeText, KPI_ROWS, type KpiRow } from '../kpi-rows.ts';
import { measureWords } from '../labels.ts';
import type { ReportInput } from '../report-input.ts';
import { escapeHtml, ownText } from './html.ts';
import { HTML_WORDS } from './html-words.ts';

export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly value: string;
  readonly before: string;
  readonly change: string;
  readonly note: string;
  readonly bad: boolean;
}

const SIX = 6;
/** After those of the plan: as many as there is room for. */
const OTHERS = [
  'coverage.accounts',
  'workload.fte_use',
  'travel.mean_minutes',
  'commercial.revenue',
  'travel.km',
];

export function sixFigures(input: ReportInput): string {
  return `<div class="figures">${figuresOf(input).map(card).join('')}</div>\n`;
}

/** At most six; their texts are not escaped. */
export function figuresOf(input: ReportInput): Figure[] {
  const { context, kpis } = input;
  const figures = [
    ...context.measures.slice(0, 2).map(measure => balanceFigure(input, measure)),
    kpiFigure(input, rowOf('travel.hours')),
    kpiFigure(input, rowOf(kpis.plan.travel.kg_co2 === null ? 'travel.km' : 'travel.kg_co2')),
    movedFigure(input),
    gapFigure(input),
  ].filter(figure => figure !== null);
  const shown = new Set(figures.map(figure => figure.name));
  for (const path of OTHERS) {
    if (figures.length >= SIX) break;
    const row = rowOf(path);
    const value = row.value(kpis.plan);
    if (shown.has(row.name[input.lang]) || value === null || value === undefined) continue;
    figures.push(kpiFigure(input, row));
  }
  return figures.slice(0, SIX);
}

function rowOf(path: string): KpiRow {
  return KPI_ROWS.find(row => row.path === path) as KpiRow;
}

function kpiFigure({ kpis, lang }: ReportInput, row: KpiRow): Figure {
  const { before } = kpis;
  return {
    name: row.name[lang],
    title: row.definition[lang],
    value: row.text(row.value(kpis.plan), lang),
    before: before ? row.text(row.value(before), lang) : '',
    change: before ? changeText(row, before, kpis.plan, lang) : '',
    note: '',
    bad: false,
  };
}

function balanceFigure(input: ReportInput, measure: { name: string; tolerance: number }): Figure | null {
  const { kpis, lang, labels } = input;
  const row = balanceRows(measure.name, measureWords(measure.name, labels))[0] as KpiRow;
  const value = row.value(kpis.plan);
  if (value === null || value === undefined) return null;
  const [least, most] = input.tolerances?.get(measure.name) ?? [measure.tolerance, measure.tolerance];
  const { tolerance, tolerances } = HTML_WORDS[lang];
  const short = shortShare(most, lang);
  // of several layers each has its own promise
  const name = `balance:${measure.name}`;
  return {
    ...kpiFigure(input, row),
    note: least === most ? tolerance(short) : tolerances(shortShare(least, lang), short),
    bad: kpis.promises.some(p => !p.kept && (p.name === name || p.name.endsWith(`/${name}`))),
  };
}

/** `10 %`, but `7.5 %`. */
function shortShare(value: number, lang: Lang): string {
  return formatShare(value, lang, Math.abs(value * 100 - Math.round(value * 100)) < 1e-9 ? 0 : 1);
}

function movedFigure({ kpis, lang, labels }: ReportInput): Figure | null {
  const { disruption } = kpis.plan;
  if (!disruption) return null;
  const { accounts, revenue } = disruption.share;
  const notes = [
    formatShare(accounts, lang),
    ...(revenue === null ? [] : [`${formatShare(revenue, lang)} ${labels.revenue}`]),
  ];
  return {
    ...{ name: HTML_WORDS[lang].moved, title: '', before: '', change: '', bad: false },
    value: formatNumber(disruption.accounts, 0, lang),
    note: notes.join(' · '),
  };
}

function gapFigure({ kpis, lang }: ReportInput): Figure | null {
  const { objective } = kpis.plan;
  if (!objective || objective.gap === null) return null;
  return {
    ...{ name: HTML_WORDS[lang].gap, title: '', before: '', change: '', note: '', bad: false },
    value: formatShare(objective.gap, lang, 2),
  };
}

export function card({ name, title, value, before, change, note, bad }: Figure): string {
  const was = before === '' ? '' : `<span class="was">${ownText(before)} →</span> `;
  const notes = [change, note].filter(text => text !== '').map(text => `<span>${ownText(text)}</span>`);
  const hint = title === '' ? '' : ` title="${escapeHtml(title)}"`;
  return (
    `<div class="figure${bad ? ' bad' : ''}"${hint}><h3>${escapeHtml(name)}</h3>` +
    `<p class="value">${was}<strong>${ownText(value)}</strong></p>` +
    `<p class="note">${notes.join(' · ')}</p></div>`
  );
}
