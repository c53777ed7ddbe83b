// A fact sheet for every sector: all its figures, before and after.

import type { PlanKpis, SectorKpis } from '../../evaluate/kpis-types.ts';
import { formatNumber, formatSigned } from '../format.ts';
import { KPI_ROWS } from '../kpi-rows.ts';
import { measureWords } from '../labels.ts';
import type { ReportInput } from '../report-input.ts';
import { escapeHtml, ownText } from './html.ts';
import { HTML_WORDS } from './html-words.ts';
import { type HtmlSection, sectionHtml } from './markdown-html.ts';

export function sheetsSection(input: ReportInput, labelOf: readonly string[]): string {
  const { kpis, lang } = input;
  const words = HTML_WORDS[lang];
  const before = new Map(kpis.sectors_before?.map(sector => [sector.sector_id, sector]));
  const sheets = kpis.sectors.map((sector, j) =>
    sheet(input, sector, before.get(sector.sector_id), labelOf[j] as string),
  );
  const body =
    `<p>${words.sheetsNote} <button type="button" class="open-all" hidden>${words.expand}</button></p>\n` +
    `<div class="sheets">${sheets.join('')}</div>\n`;
  const section: HtmlSection = { id: 'sheets', heading: words.sheets, body };
  return sectionHtml(section);
}

function sheet(
  input: ReportInput,
  sector: SectorKpis,
  before: SectorKpis | undefined,
  label: string,
): string {
  const { lang, labels } = input;
  const rows = sheetRows(input, sector, before);
  const heads = [labels.kpi, ...(before ? [labels.before] : []), before ? labels.after : labels.value];
  const name = escapeHtml(sector.sector_name);
  const head = heads.map((text, c) => `<th scope="col"${c > 0 ? ' class="num"' : ''}>${text}</th>`).join('');
  const body = rows
    .map(
      ([first, ...cells]) =>
        `<tr><th scope="row">${first}</th>${cells.map(cell => `<td class="num">${cell}</td>`).join('')}</tr>`,
    )
    .join('');
  const words = HTML_WORDS[lang];
  const size = input.context.accounts
    ? words.accounts(formatNumber(sector.accounts, 0, lang))
    : words.zones(formatNumber(sector.zones, 0, lang));
  const rep = escapeHtml(sector.rep_id);
  return (
    `<details><summary><b>${escapeHtml(label)}</b> ${name}` +
    `<span class="aside">${rep === name ? '' : `${rep} · `}${size}</span></summary>` +
    `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></details>\n`
  );
}

/** Cells are HTML; the figures that a sector has in common with a plan, and its own. */
function sheetRows(input: ReportInput, sector: SectorKpis, before: SectorKpis | undefined): string[][] {
  const { lang, labels, context } = input;
  const n = (value: number | null | undefined) => formatNumber(value, 0, lang);
  const both = (name: string, text: (of: SectorKpis) => string) => [
    escapeHtml(name),
    ...(before ? [ownText(text(before))] : []),
    ownText(text(sector)),
  ];
  const measures = context.measures.flatMap(({ name }) => {
    const words = measureWords(name, labels);
    return [
      both(words, of => n(of.balance[name]?.value)),
      both(`${words}, ${labels.target}`, of => n(of.balance[name]?.target)),
      both(`${words}, ${labels.deviation}`, of => formatSigned(of.balance[name]?.deviation, lang)),
    ];
  });
  const known = KPI_ROWS.filter(
    ({ path, value }) => !path.startsWith('contiguity.') && isKnown(value(asPlan(sector))),
  );
  return [
    both(labels.zones, of => n(of.zones)),
    ...(context.accounts ? [both(labels.accounts, of => n(of.accounts))] : []),
    ...measures,
    ...known.map(row => both(row.name[lang], of => row.text(row.value(asPlan(of)), lang))),
  ];
}

/** The rows of a plan's KPIs read what sectors have too, where `contiguity` is left out. */
function asPlan(sector: SectorKpis): PlanKpis {
  return sector as unknown as PlanKpis;
}

function isKnown(value: number | null | undefined): boolean {
  return value !== null && value !== undefined;
}
