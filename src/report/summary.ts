// The summary that ends a run, as lines of text with a role: the terminal paints them. At most 100 columns.
// Up to 30 sectors are all listed, by id; of more, the 10 furthest from their targets, and one line for the rest.

import type { Kpis, PlanKpis, SectorKpis } from '../evaluate/kpis-types.ts';
import type { Settings } from '../model/settings.ts';
import { COST_WORDS } from './cost-words.ts';
import { diagnosisWords } from './diagnosis-words.ts';
import { formatNumber, formatShare, formatSigned, type Lang, plainText } from './format.ts';
import { HIERARCHY_WORDS } from './hierarchy-words.ts';
import { amount as decimals, differenceText } from './kpi-rows.ts';
import { LABELS, measureWords } from './labels.ts';
import { isPenal } from './markdown-budgets.ts';
import { unitWords } from './markdown-figures.ts';
import { amount } from './markdown-rules.ts';
import { revisionLine } from './revision-words.ts';

export interface SummaryLine {
  readonly text: string;
  readonly role: 'title' | 'plain' | 'good' | 'bad';
}

const WIDTH = 100;
const ALL_UP_TO = 30;
const WORST = 10;
/** measures that have a column; the report has them all */
const MEASURES = 2;
const NAME_WIDTH = 24;
const MEASURE_WIDTH = 14;

export function summaryLines(kpis: Kpis, lang: Lang, maxMoved: Settings['maxMoved'] = null): SummaryLine[] {
  return [
    ...tableLines(kpis, lang),
    { text: '', role: 'plain' },
    gapLine(kpis, lang),
    ...levelLines(kpis, lang),
    ...revisionLines(kpis, lang),
    ...budgetLines(kpis, lang),
    ...promiseLines(kpis, lang),
    ...costLines(kpis, lang),
    ...diagnosisLines(kpis, lang, maxMoved),
  ];
}

/** Not cut either: a change is of no use when its end is missing. */
function diagnosisLines(kpis: Kpis, lang: Lang, maxMoved: Settings['maxMoved']): SummaryLine[] {
  const words = diagnosisWords(kpis, maxMoved, lang);
  if (!words) return [];
  const { verdict, conflict, intro, relaxations } = words;
  const line = (text: string): SummaryLine => ({ text: plainText(text), role: 'plain' });
  const item = (text: string): SummaryLine => ({ text: `  - ${plainText(text)}`, role: 'plain' });
  return [
    { text: '', role: 'plain' },
    { text: words.heading, role: 'title' },
    line(verdict),
    ...conflict.map(item),
    line(intro),
    ...relaxations.map(item),
  ];
}

function tableLines(kpis: Kpis, lang: Lang): SummaryLine[] {
  const words = LABELS[lang].summary;
  const measures = shownMeasures(kpis.plan);
  const moved = kpis.plan.disruption !== null;
  const n = (value: number | null) => formatNumber(value, 0, lang);
  const withUnit = measures.includes('workload') ? measures : ['workload', ...measures].slice(0, MEASURES);

  const header = [
    words.sector,
    ...withUnit.flatMap(name => {
      const short = shorten(measureWords(name, LABELS[lang]), MEASURE_WIDTH);
      return kpis.plan.balance[name] ? [short, words.deviation] : [short];
    }),
    words.accounts,
    words.travel,
    ...(moved ? [words.moved] : []),
  ];
  const sectorCells = (sector: SectorKpis) => [
    sector.sector_id,
    ...withUnit.flatMap(name => {
      const figure = sector.balance[name];
      return figure ? [n(figure.value), formatSigned(figure.deviation, lang)] : [n(sector.workload.hours)];
    }),
    n(sector.accounts),
    n(sector.travel.hours),
    ...(moved ? [n(sector.disruption?.accounts_gained ?? null)] : []),
  ];
  const shown = worstFirst(kpis);
  const rest = kpis.sectors.length - shown.length;
  const totals = [
    words.total,
    ...withUnit.flatMap(name => {
      const figure = kpis.plan.balance[name];
      return figure
        ? [n(figure.total), `±${formatShare(figure.max_deviation, lang)}`]
        : [n(kpis.plan.workload.hours)];
    }),
    n(kpis.plan.accounts),
    n(kpis.plan.travel.hours),
    ...(moved ? [n(kpis.plan.disruption?.accounts ?? null)] : []),
  ];
  const rows = [
    ...shown.map(
      sector => ({ cells: sectorCells(sector), role: outside(kpis, sector) ? 'bad' : 'plain' }) as const,
    ),
    ...(rest > 0 ? [{ cells: [words.others(n(rest))], role: 'plain' } as const] : []),
    { cells: totals, role: 'title' } as const,
  ];
  const widths = header.map((name, c) =>
    Math.max(
      width(name),
      ...rows.map(row => (row.cells.length > 1 || c === 0 ? width(row.cells[c] ?? '') : 0)),
    ),
  );
  widths[0] = Math.min(
    Math.max(NAME_WIDTH, 8),
    widths[0] as number,
    Math.max(8, WIDTH - widths.slice(1).reduce((sum, w) => sum + w + 2, 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, c) =>
        c === 0
          ? padEnd(shorten(cell, widths[0] as number), widths[0] as number)
          : padStart(cell, widths[c] as number),
      )
      .join('  ')
      .trimEnd();
  return [
    { text: shorten(line(header), WIDTH), role: 'title' },
    ...rows.map(({ cells, role }) => ({ text: shorten(line(cells), WIDTH), role })),
  ];
}

/** The plan's own measures, at most two; `accounts` has a column already. */
function shownMeasures(plan: PlanKpis): string[] {
  return Object.keys(plan.balance)
    .filter(name => name !== 'accounts')
    .slice(0, MEASURES);
}

function worstFirst(kpis: Kpis): readonly SectorKpis[] {
  if (kpis.sectors.length <= ALL_UP_TO) return kpis.sectors;
  const worst = (sector: SectorKpis) =>
    Math.max(0, ...Object.values(sector.balance).map(({ deviation }) => Math.abs(deviation ?? 0)));
  return [...kpis.sectors]
    .sort((a, b) => worst(b) - worst(a) || (a.sector_id < b.sector_id ? -1 : 1))
    .slice(0, WORST);
}

function outside(kpis: Kpis, sector: SectorKpis): boolean {
  return Object.entries(sector.balance).some(([name, { deviation }]) => {
    const tolerance = kpis.plan.balance[name]?.tolerance ?? Number.POSITIVE_INFINITY;
    // figures are rounded to six decimals
    return deviation !== null && Math.abs(deviation) > tolerance + 1e-6;
  });
}

function gapLine(kpis: Kpis, lang: Lang): SummaryLine {
  const words = LABELS[lang].summary;
  const { objective } = kpis.plan;
  if (!objective) return { text: '', role: 'plain' };
  const n = (value: number) => formatNumber(value, 0, lang);
  const unit = unitWords(objective.unit, lang);
  const text =
    objective.lower_bound === null
      ? words.noGap(n(objective.value), unit)
      : objective.gap === null
        ? words.beaten(n(objective.value), unit)
        : words.gap(formatShare(objective.gap, lang, 2), n(objective.value), n(objective.lower_bound), unit);
  return { text: shorten(plainText(text), WIDTH), role: 'plain' };
}

/** What the plan costs and emits, from today's figures where they are known. */
function costLines({ plan, before }: Kpis, lang: Lang): SummaryLine[] {
  const words = COST_WORDS[lang];
  const whole = decimals(0);
  const from = (was: number | null | undefined, is: number) => {
    const change = differenceText(whole, was, is, lang);
    const now = whole.text(is, lang);
    return change === '' ? now : `${whole.text(was, lang)} → ${now} (${change})`;
  };
  const { total, per_visit } = plan.cost;
  const kg = plan.travel.kg_co2;
  const cost =
    total === null ? [] : [words.costLine(from(before?.cost.total, total), formatNumber(per_visit, 2, lang))];
  const carbon = kg === null ? [] : [words.co2Line(from(before?.travel.kg_co2, kg))];
  const text = [...cost, ...carbon].join(words.and);
  return text === '' ? [] : [{ text: shorten(plainText(text), WIDTH), role: 'plain' }];
}

/** A line for each level above the sectors, the lowest first. */
function levelLines({ hierarchy }: Kpis, lang: Lang): SummaryLine[] {
  const words = HIERARCHY_WORDS[lang];
  return (hierarchy?.levels ?? []).map(({ level, groups, objective, manager_travel_hours }) => {
    const gap = objective.gap === null ? '' : words.lineGap(formatShare(objective.gap, lang, 2));
    const hours = formatNumber(manager_travel_hours, 0, lang);
    const text = words.line(
      level,
      formatNumber(groups.length, 0, lang),
      hours,
      objective.proven ? words.lineProven : gap,
    );
    return { text: shorten(plainText(text), WIDTH), role: 'plain' };
  });
}

function revisionLines({ revision, plan }: Kpis, lang: Lang): SummaryLine[] {
  if (!revision) return [];
  const figures = { hours: plan.travel.hours, accounts: plan.disruption?.accounts ?? null };
  const text = revisionLine(revision, figures, lang);
  return text === null ? [] : [{ text: shorten(plainText(text), WIDTH), role: 'plain' }];
}

function budgetLines(kpis: Kpis, lang: Lang): SummaryLine[] {
  const { plan } = kpis;
  const { budgets } = LABELS[lang];
  const n = (value: number | null) => formatNumber(value, 0, lang);
  const unit = unitWords(plan.objective?.unit ?? '', lang);
  return (plan.budgets ?? []).map(({ name, resource, at_most, used, share, excess, paid, per_percent }) => {
    const text = budgets.line(
      name,
      n(used),
      n(at_most),
      budgets.resources[resource],
      formatShare(share, lang, 1),
    );
    const cost = paid !== null && paid > 0 ? budgets.costs(n(paid), unit) : '';
    const step =
      per_percent !== null && per_percent > 0 && !isPenal(kpis)
        ? budgets.saves(amount(per_percent, lang), unit)
        : '';
    const broken = excess !== null && excess > 0 && paid === null;
    return { text: plainText(text + cost + step), role: broken ? 'bad' : 'plain' };
  });
}

function promiseLines(kpis: Kpis, lang: Lang): SummaryLine[] {
  const words = LABELS[lang].summary;
  const broken = kpis.promises.filter(promise => !promise.kept);
  const kept = kpis.promises.length - broken.length;
  return [
    {
      text: words.promises(formatNumber(kept, 0, lang), formatNumber(kpis.promises.length, 0, lang)),
      role: broken.length === 0 ? 'good' : 'bad',
    },
    // not cut: what is broken must be readable whole
    ...broken.map(({ name, detail, detail_fr }) => ({
      text: plainText(words.broken(name, lang === 'fr' ? detail_fr : detail)),
      role: 'bad' as const,
    })),
  ];
}

/** Columns of a terminal: wide characters (CJK, emoji) take two, combining marks none. */
export function width(text: string): number {
  let columns = 0;
  for (const char of text) columns += charWidth(char);
  return columns;
}

function charWidth(char: string): number {
  if (/\p{M}|\u200d|\ufe0f/u.test(char)) return 0;
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u.test(
    char,
  )
    ? 2
    : 1;
}

/** Cut to so many columns, with an ellipsis where something is lost. */
export function shorten(text: string, columns: number): string {
  const line = plainTextKeepSpaces(text);
  if (width(line) <= columns) return line;
  let cut = '';
  let used = 0;
  for (const char of line) {
    used += charWidth(char);
    if (used > columns - 1) break;
    cut += char;
  }
  return `${cut}…`;
}

/** Control characters would move the cursor; runs of spaces are the table's own. */
function plainTextKeepSpaces(text: string): string {
  return text
    .split(' ')
    .map(part => plainText(part))
    .join(' ');
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - width(text)));
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - width(text))) + text;
}
