// The chart of a frontier: travel against the largest deviation, a mark per scenario, its size the disruption. Whether a
// scenario is on the frontier, and keeps its promises, is said by form and filling, and by colors too.

import { linearTicks } from './chart/figure.ts';
import { formatNumber, formatShare, type Lang } from './format.ts';
import { ownText } from './html/html.ts';
import { round, textAt } from './picture/svg.ts';
import { type Frontier, type FrontierRow, isBest } from './sweep-frontier.ts';
import { labelsOf } from './sweep-labels.ts';
import {
  type ChartColors,
  type Dot,
  GROUND,
  HEIGHT,
  legend,
  markOf,
  ON_WHITE,
  SMALL,
  WIDTH,
} from './sweep-marks.ts';
import { movedWords, SWEEP_WORDS } from './sweep-words.ts';

/** px: of a mark without disruption, and of the largest */
const LEAST = 5;
const MOST = 14;
/** as many have the share beside their number too */
const FEW = 16;

/** The whole file; '' when there is nothing to draw. */
export function sweepChart(frontier: Frontier, lang: Lang): string {
  const inner = chartBody(frontier, lang, ON_WHITE);
  if (inner === '') return '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n${inner}`;
}

/** An svg element; '' where no plan has both coordinates. */
export function chartBody(frontier: Frontier, lang: Lang, colors: ChartColors): string {
  const words = SWEEP_WORDS[lang];
  const { rows, moved } = frontier;
  const drawn = rows.filter(({ figures }) => figures?.balance != null && figures.hours !== null);
  if (drawn.length === 0) return '';
  const hours = drawn.map(({ figures }) => figures?.hours as number);
  const deviations = drawn.map(({ figures }) => figures?.balance as number);
  const xTicks = roomy(hours, 6);
  const yTicks = roomy(deviations, 5);
  const xAt = scale(xTicks, GROUND.left, GROUND.right);
  const yAt = scale(yTicks, GROUND.bottom, GROUND.top);
  const shares = drawn.map(({ figures }) => (moved ? (figures?.moved?.[moved] ?? 0) : 0));
  const largest = Math.max(...shares, 0);
  // areas are what the eye compares
  const radius = (share: number) =>
    largest > 0 ? LEAST + (MOST - LEAST) * Math.sqrt(share / largest) : LEAST + 2;
  const noteOf = ({ figures }: FrontierRow) =>
    moved ? ` · ${formatShare(figures?.moved?.[moved], lang, 0)}` : '';
  const dots = drawn.map(
    (row, d): Dot => ({
      x: round(xAt(hours[d] as number)),
      y: round(yAt(deviations[d] as number)),
      r: round(radius(shares[d] as number)),
      number: row.number,
      isBest: isBest(row),
      isBroken: (row.figures?.broken.length ?? 0) > 0,
      note: drawn.length > FEW ? '' : noteOf(row),
    }),
  );
  // large ones first, so that none is hidden; the frontier on top
  const order = [...dots].sort(
    (a, b) => Number(a.isBest) - Number(b.isBest) || b.r - a.r || a.number - b.number,
  );
  const share = (value: number) => formatShare(value, lang, digits(yTicks));
  const soft = { size: SMALL, fill: colors.soft };
  const grid = yTicks
    .map(tick => {
      const y = round(yAt(tick));
      return (
        `<path d="M${GROUND.left} ${y}H${GROUND.right}" stroke="${colors.grid}" stroke-width="1"/>\n` +
        textAt(GROUND.left - 8, y + 4, ownText(share(tick)), { ...soft, anchor: 'end' })
      );
    })
    .join('');
  const below = xTicks
    .map(tick => {
      const x = round(xAt(tick));
      return (
        `<path d="M${x} ${GROUND.bottom}v5" stroke="${colors.soft}" stroke-width="1"/>\n` +
        textAt(x, GROUND.bottom + 20, ownText(formatNumber(tick, 0, lang)), { ...soft, anchor: 'middle' })
      );
    })
    .join('');
  const said = drawn.map(row => saidOf(row, frontier, lang)).join('\n');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-labelledby="sweep-title sweep-desc" font-family="sans-serif">\n` +
    `<title id="sweep-title">${ownText(words.chart)}</title>\n<desc id="sweep-desc">${ownText(said)}</desc>\n` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${colors.paper}"/>\n` +
    textAt(24, 30, ownText(words.chart), { size: 18, bold: true, fill: colors.ink }) +
    textAt(GROUND.left, GROUND.top - 14, ownText(`↑ ${words.yAxis}`), soft) +
    grid +
    `<path d="M${GROUND.left} ${GROUND.bottom}H${GROUND.right}" stroke="${colors.soft}" stroke-width="1.5"/>\n` +
    below +
    textAt((GROUND.left + GROUND.right) / 2, GROUND.bottom + 42, ownText(`${words.xAxis} →`), {
      ...soft,
      anchor: 'middle',
    }) +
    order.map(dot => markOf(dot, colors, `${dot.number}`)).join('') +
    labelsOf(dots, colors) +
    legend(words, largest, moved ? movedWords(moved, words) : '', lang, colors, radius) +
    '</svg>\n'
  );
}

function saidOf(row: FrontierRow, { moved }: Frontier, lang: Lang): string {
  const words = SWEEP_WORDS[lang];
  const { figures, number, name } = row;
  const parts = [
    `${words.yAxis} ${formatShare(figures?.balance, lang)}`,
    `${words.xAxis} ${formatNumber(figures?.hours, 0, lang)}`,
    ...(moved
      ? [`${words.moved(movedWords(moved, words))} ${formatShare(figures?.moved?.[moved], lang)}`]
      : []),
    isBest(row) ? words.onFrontier : words.dominatedBy((row.dominatedBy ?? []).join(', ')),
  ];
  return `${number} ${name.slice(0, 100)}: ${parts.join('; ')}.`;
}

/** Ticks around the values with some room at both ends. */
function roomy(values: readonly number[], count: number): number[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  return linearTicks([Math.max(0, low - room), high + room], count);
}

function scale(ticks: readonly number[], from: number, to: number): (value: number) => number {
  const low = ticks[0] as number;
  const span = (ticks.at(-1) as number) - low || 1;
  return value => from + ((value - low) / span) * (to - from);
}

/** Decimals of per cent that the ticks need. */
function digits(ticks: readonly number[]): number {
  const step = ((ticks[1] ?? 1) - (ticks[0] ?? 0)) * 100;
  return step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
}
