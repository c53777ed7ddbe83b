// Which charts stand before which section, and what they are drawn from. The tables below them say the same in figures.

import type { SectorKpis } from '../../evaluate/kpis-types.ts';
import { type Axis, loadSectorCharts, type SectorCharts } from '../chart/sector-charts.ts';
import { formatNumber, formatShare, type Lang, plainText } from '../format.ts';
import { measureWords } from '../labels.ts';
import { movePairs } from '../markdown-moves.ts';
import type { ReportInput } from '../report-input.ts';
import { HTML_WORDS } from './html-words.ts';
import { sectorLabels } from './map-labels.ts';

/** More rows or columns than this are a table's, not a picture's. */
const MOST = 120;
const LONGEST = 24;

/** Id of a section → figures as HTML; none for plans of very many sectors. */
export async function chartsOf(input: ReportInput): Promise<ReadonlyMap<string, string>> {
  const charts = new Map<string, string>();
  const { sectors } = input.kpis;
  if (sectors.length === 0 || sectors.length > MOST) return charts;
  const draw = await loadSectorCharts();
  const names = namesOf(sectors);
  charts.set('sectors', balanceChart(input, names, draw));
  charts.set('workload', workloadChart(input, names, draw) + travelCharts(input, names, draw));
  charts.set('moves', movesChart(input, draw));
  return charts;
}

/** Label and name, unlike one another even where names are the same. */
function namesOf(sectors: readonly SectorKpis[]): string[] {
  const labels = sectorLabels(sectors.map(sector => sector.sector_id));
  return sectors.map(({ sector_name }, j) => {
    const name = plainText(sector_name);
    const text = name === labels[j] ? name : `${labels[j]} ${name}`;
    return shorten(text);
  });
}

/** To what has room beside a chart. */
export function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

export function figure(caption: string, svg: string): string {
  return `<figure tabindex="0"><figcaption>${caption}</figcaption>${svg}</figure>\n`;
}

export function axis(unit: string, lang: Lang): Axis {
  return { unit, written: value => formatNumber(value, 0, lang) };
}

/** Figures of today by sector; null without an incumbent. */
function todayOf({ kpis }: ReportInput, of: (sector: SectorKpis) => number | null | undefined) {
  const before = new Map(kpis.sectors_before?.map(sector => [sector.sector_id, sector]));
  return ({ sector_id }: SectorKpis): number | null => {
    const sector = before.get(sector_id);
    return (sector && of(sector)) ?? null;
  };
}

function balanceChart(input: ReportInput, names: readonly string[], draw: SectorCharts): string {
  const { context, kpis, lang, labels } = input;
  const panels = context.measures
    .slice(0, 3)
    .map(({ name, tolerance }) => {
      const was = todayOf(input, sector => sector.balance[name]?.deviation);
      const rows = kpis.sectors.flatMap((sector, j) => {
        const is = sector.balance[name]?.deviation;
        return typeof is === 'number' ? [{ sector: names[j] as string, is, was: was(sector) }] : [];
      });
      return { name: measureWords(name, labels), tolerance, rows };
    })
    .filter(panel => panel.rows.length > 0);
  if (panels.length === 0) return '';
  const svg = draw.deviations(panels, share => formatShare(share, lang, 0));
  const words = HTML_WORDS[lang].chart;
  return figure(kpis.before ? words.balanceBefore : words.balance, svg);
}

function workloadChart({ kpis, lang }: ReportInput, names: readonly string[], draw: SectorCharts): string {
  const words = HTML_WORDS[lang].chart;
  const rows = kpis.sectors.map(({ workload, travel }, j) => ({
    sector: names[j] as string,
    parts: [workload.visit_hours, travel.approach_hours, travel.local_hours],
    limit: workload.capacity_hours,
  }));
  return figure(
    words.workload,
    draw.stacks(rows, [words.visits, words.approach, words.local], axis(words.hours, lang)),
  );
}

function travelCharts(input: ReportInput, names: readonly string[], draw: SectorCharts): string {
  const { kpis, lang } = input;
  const words = HTML_WORDS[lang].chart;
  const chart = (caption: string, unit: string, of: (sector: SectorKpis) => number | null) => {
    const was = todayOf(input, of);
    const rows = kpis.sectors.map((sector, j) => ({
      sector: names[j] as string,
      is: of(sector) ?? 0,
      was: was(sector),
    }));
    return figure(caption, draw.amounts(rows, axis(unit, lang)));
  };
  const before = kpis.sectors_before !== null;
  const km = chart(before ? words.travelBefore : words.travel, 'km', sector => sector.travel.km);
  if (kpis.plan.travel.kg_co2 === null) return km;
  return km + chart(before ? words.co2Before : words.co2, 'kg CO₂', sector => sector.travel.kg_co2);
}

function movesChart(input: ReportInput, draw: SectorCharts): string {
  const { context, kpis, lang } = input;
  const pairs = kpis.plan.disruption ? movePairs(input) : [];
  if (pairs.length === 0) return '';
  const names = sectorLabels(context.reps.list.map(rep => rep.id));
  const cells = pairs.map(({ from, to, accounts }) => ({
    ...{ from: names[from] as string, to: names[to] as string },
    value: accounts,
  }));
  return figure(HTML_WORDS[lang].chart.moves, draw.matrix(cells, names));
}
