// The frontier on screen, and why scenarios have no plan.

import { formatNumber, type Lang, plainText } from '../report/format.ts';
import { padEnd, padStart, shorten, width } from '../report/summary.ts';
import { frontierOf, isBest, type SweepEntry } from '../report/sweep-frontier.ts';
import { columnsOf } from '../report/sweep-table.ts';
import { SWEEP_WORDS } from '../report/sweep-words.ts';
import { paint } from './terminal.ts';

const WIDTH = 100;
const SHORTEST = 12;

/** The figures, the frontier in color; cells of words as long as there is room for. */
export function printTable(entries: readonly SweepEntry[], lang: Lang): void {
  const frontier = frontierOf(entries);
  const words = SWEEP_WORDS[lang];
  const { scenario, figures, broken, verdict } = columnsOf(frontier, lang);
  // a name tells more than what makes it, in so little room
  const first = frontier.isGrid ? scenario : scenario.slice(0, 1);
  const columns = [...first, ...figures, broken, verdict];
  const cells = [
    [words.number, ...columns.map(({ short }) => short)],
    ...frontier.rows.map(row => [formatNumber(row.number, 0, lang), ...columns.map(({ text }) => text(row))]),
  ].map(row => row.map(plainText));
  const widths = (cells[0] as string[]).map((_, c) => Math.max(...cells.map(row => width(row[c] ?? ''))));
  const over = widths.reduce((sum, w) => sum + w, 2 * (widths.length - 1)) - WIDTH;
  const longest = widths.reduce(
    (best, w, c) => (c <= first.length && w > (widths[best] as number) ? c : best),
    1,
  );
  const long = widths[longest] as number;
  if (over > 0) widths[longest] = Math.min(long, Math.max(SHORTEST, long - over));
  for (const [r, row] of cells.entries()) {
    const line = row
      .map((cell, c) => {
        const room = widths[c] as number;
        const right = c === 0 || columns[c - 1]?.isNumber;
        return right ? padStart(cell, room) : padEnd(shorten(cell, room), room);
      })
      .join('  ')
      .trimEnd();
    const best = r > 0 && isBest(frontier.rows[r - 1] as (typeof frontier.rows)[number]);
    process.stdout.write(`${r === 0 ? paint.strong(line) : best ? paint.good(line) : line}\n`);
  }
}

/** Scenarios that failed for the same reasons are named together. */
export function printReasons(entries: readonly SweepEntry[]): void {
  const groups = new Map<string, SweepEntry[]>();
  for (const entry of entries) {
    if (entry.reasons.length === 0) continue;
    const key = entry.reasons.join('\n');
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  for (const [reasons, failed] of groups) {
    const names = failed.slice(0, 3).map(({ name }) => plainText(name));
    const more = failed.length > names.length ? ` and ${failed.length - names.length} more` : '';
    process.stderr.write(
      `${paint.bad('not planned:')} ${names.join(', ')}${more}\n  ${reasons.replaceAll('\n', '\n  ')}\n`,
    );
  }
}
