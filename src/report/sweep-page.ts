// frontier.html: the chart and all scenarios on one page that needs nothing else. Style and script are those of report.html;
// each scenario leads to its own report, in the folder beside the page.

import { VERSION } from '../version.ts';
import { formatNumber, type Lang } from './format.ts';
import { type Assets, escapeHtml, ownText } from './html/html.ts';
import { sectionHtml } from './html/markdown-html.ts';
import { document } from './html/page.ts';
import { chartBody } from './sweep-chart.ts';
import { type Frontier, type FrontierRow, isBest } from './sweep-frontier.ts';
import { ON_PAGE } from './sweep-marks.ts';
import { type Column, columnsOf } from './sweep-table.ts';
import { listed, SWEEP_WORDS } from './sweep-words.ts';

export function sweepPage(frontier: Frontier, lang: Lang, assets: Assets): string {
  const words = SWEEP_WORDS[lang];
  const { rows } = frontier;
  const n = (value: number) => formatNumber(value, 0, lang);
  const planned = rows.filter(({ status }) => status === 'planned');
  const best = planned.filter(isBest).sort(byTravel);
  const failed = rows.filter(({ reasons }) => reasons.length > 0);
  const chart = chartBody(frontier, lang, ON_PAGE);
  const { scenario, figures, details, broken, verdict } = columnsOf(frontier, lang);
  const compared = listed(
    frontier.coordinates.map(coordinate => words[coordinate]),
    words,
  );
  const sections = [
    {
      id: 'frontier',
      heading: words.frontier,
      body:
        `<p>${ownText(words.lead(n(best.length), n(planned.length), compared))}</p>\n` +
        (chart === '' ? '' : `<figure tabindex="0">${chart}</figure>\n`) +
        table(words.frontier, best, [...scenario, ...figures, broken], words.number),
    },
    {
      id: 'scenarios',
      heading: words.table,
      body:
        `<p>${ownText(words.dominatedNote)}</p>\n` +
        table(words.table, rows, [...scenario, ...figures, broken, verdict, ...details], words.number),
    },
    ...(failed.length > 0 ? [{ id: 'reasons', heading: words.reasons, body: reasonsList(failed) }] : []),
  ];
  const size = ownText(words.size(n(planned.length), n(rows.length)));
  const first = `<header><h1>${words.title}</h1><p>${size}</p></header>\n<main id="main" tabindex="-1">\n`;
  const body = sections.map(section => ({ ...section, html: sectionHtml(section) }));
  return [...document({ title: words.title, version: VERSION, lang }, first, body, [], assets)].join('');
}

function byTravel(a: FrontierRow, b: FrontierRow): number {
  return (a.figures?.hours ?? 0) - (b.figures?.hours ?? 0) || a.number - b.number;
}

/** Numbers and names lead to the report. */
function table(
  label: string,
  rows: readonly FrontierRow[],
  columns: readonly Column[],
  number: string,
): string {
  const head = columns
    .map(({ head, isNumber }) => `<th scope="col"${isNumber ? ' class="num"' : ''}>${escapeHtml(head)}</th>`)
    .join('');
  const body = rows.map(row => {
    const cells = columns.map(({ isNumber, text, isName }) => {
      const html = isNumber ? ownText(text(row)) : escapeHtml(text(row));
      return `<td${isNumber ? ' class="num"' : ''}>${isName ? linked(row, html) : html}</td>`;
    });
    return `<tr><td class="num">${linked(row, String(row.number))}</td>${cells.join('')}</tr>`;
  });
  return (
    `<div class="table" role="group" tabindex="0" aria-label="${label}"><table>\n<thead>\n` +
    `<tr><th scope="col" class="num">${number}</th>${head}</tr>\n</thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table></div>\n`
  );
}

function linked({ name, folder, status }: FrontierRow, html: string): string {
  if (status !== 'planned') return html;
  // encodeURIComponent leaves quotes alone
  return `<a href="${ownText(encodeURIComponent(folder))}/report.html" title="${escapeHtml(name)}">${html}</a>`;
}

function reasonsList(rows: readonly FrontierRow[]): string {
  const items = rows.map(({ name, reasons }) => {
    const why = reasons.map(reason => `<li>${escapeHtml(reason)}</li>`).join('');
    return `<li>${escapeHtml(name)}<ul>${why}</ul></li>`;
  });
  return `<ul>${items.join('\n')}</ul>\n`;
}
