// frontier.html: the chart and all scenarios on one page that needs nothing else. Style and script are those of report.html;
// each scenario leads to its own report, in the folder beside the page.

import { VERSION } from '../version.ts';
import { formatNumber, type Lang } from './format.ts';
import { type Assets, contentSecurityPolicy, escapeHtml, jsonForScript, ownText } from './html/html.ts';
import { HTML_WORDS } from './html/html-words.ts';
import type { PageData } from './html/page-data.ts';
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
  const links = sections.map(({ id, heading }) => `<li><a href="#${id}">${heading}</a></li>`).join('');
  const page = HTML_WORDS[lang];
  const data: PageData = {
    lang,
    maps: [],
    words: {
      ...{
        before: page.before,
        after: page.after,
        none: page.none,
        atLeast: page.atLeast,
        below: page.below,
      },
      ...{ expand: page.expand, collapse: page.collapse, filter: words.filter, toMap: page.toMap },
      rows: words.rows('{shown}', '{all}'),
    },
  };
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title}</title>
<style>${assets.style}</style>
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
<header><h1>${words.title}</h1><p>${ownText(words.size(n(planned.length), n(rows.length)))}</p></header>
<main id="main" tabindex="-1">
<nav aria-label="${words.contents}"><ol>${links}</ol></nav>
${sections.map(section).join('')}</main>
<footer><p>${words.made(escapeHtml(VERSION))}</p></footer>
<script type="application/json" id="page-data">${jsonForScript(data)}</script>
<script>${assets.script}</script>
</body>
</html>
`;
}

function section({ id, heading, body }: { id: string; heading: string; body: string }): string {
  return `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${heading}</h2>\n${body}</section>\n`;
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
