// The chart of a frontier: travel against the largest deviation, a mark per scenario, its size the disruption. Whether a
// scenario is on the frontier, and keeps its promises, is said by form and filling, and by colors too.

import { linearTicks } from './chart/figure.ts';
import { GRID, INK, LOOKS, PALE_INK, PAPER } from './chart/looks.ts';
import { formatNumber, formatShare, type Lang } from './format.ts';
import { ownText } from './html/html.ts';
import { CHARACTER, round, textAt } from './picture/svg.ts';
import { type Frontier, type FrontierRow, isBest } from './sweep-frontier.ts';
import { movedWords, SWEEP_WORDS, type SweepWords } from './sweep-words.ts';

/** Colors, as values of attributes: a page has variables that follow its reader. */
export interface ChartColors {
  readonly ink: string;
  readonly soft: string;
  readonly grid: string;
  readonly paper: string;
  readonly best: string;
  readonly broken: string;
}

export const ON_WHITE: ChartColors = {
  ink: INK,
  soft: PALE_INK,
  grid: GRID,
  paper: PAPER,
  best: LOOKS[0]?.color as string,
  broken: LOOKS[1]?.color as string,
};

export const ON_PAGE: ChartColors = {
  ink: 'var(--ink)',
  soft: 'var(--soft)',
  grid: 'var(--rule)',
  paper: 'var(--paper)',
  best: 'var(--accent)',
  broken: 'var(--bad)',
};

const WIDTH = 1160;
const HEIGHT = 560;
const GROUND = { left: 76, top: 66, right: WIDTH - 30, bottom: HEIGHT - 112 };
/** px: of a mark without disruption, and of the largest */
const LEAST = 5;
const MOST = 14;
const SMALL = 13;
/** as many have the share beside their number too */
const FEW = 16;

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly row: FrontierRow;
}

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
  const dots = drawn.map(
    (row, d): Dot => ({
      x: round(xAt(hours[d] as number)),
      y: round(yAt(deviations[d] as number)),
      r: round(radius(shares[d] as number)),
      row,
    }),
  );
  // large ones first, so that none is hidden; the frontier on top
  const order = [...dots].sort(
    (a, b) => Number(isBest(a.row)) - Number(isBest(b.row)) || b.r - a.r || a.row.number - b.row.number,
  );
  const share = (value: number) => formatShare(value, lang, digits(yTicks));
  const shareOf = ({ figures }: FrontierRow) =>
    moved ? ` · ${formatShare(figures?.moved?.[moved], lang, 0)}` : '';
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
  const said = order
    .slice()
    .sort((a, b) => a.row.number - b.row.number)
    .map(({ row }) => saidOf(row, frontier, lang))
    .join('\n');
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
    order.map(dot => markOf(dot, colors, `${dot.row.number}`)).join('') +
    labelsOf(dots, colors, dots.length > FEW ? null : shareOf) +
    legend(words, largest, moved ? movedWords(moved, words) : '', lang, colors, radius) +
    '</svg>\n'
  );
}

/** Circle; triangle where a promise is broken; filled on the frontier. */
function markOf({ x, y, r, row }: Dot, colors: ChartColors, name: string): string {
  const broken = (row.figures?.broken.length ?? 0) > 0;
  const color = broken ? colors.broken : isBest(row) ? colors.best : colors.soft;
  const fill = isBest(row)
    ? `fill="${color}" fill-opacity="0.85"`
    : `fill="${colors.paper}" fill-opacity="0.4"`;
  const look = `${fill} stroke="${color}" stroke-width="1.5"`;
  const title = name === '' ? '' : `<title>${ownText(name)}</title>`;
  if (!broken) return `<circle cx="${x}" cy="${y}" r="${r}" ${look}>${title}</circle>\n`;
  // as much area as the circle
  const a = round(r * 1.35);
  const path = `M${x} ${round(y - a)}L${round(x + a * 0.87)} ${round(y + a * 0.5)}L${round(x - a * 0.87)} ${round(y + a * 0.5)}Z`;
  return `<path d="${path}" ${look}>${title}</path>\n`;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Numbers beside the marks where there is room; equal plans share a label. The frontier's come first. */
function labelsOf(
  dots: readonly Dot[],
  colors: ChartColors,
  more: ((row: FrontierRow) => string) | null,
): string {
  const groups = new Map<string, Dot[]>();
  for (const dot of dots) {
    const key = `${Math.round(dot.x / 2)} ${Math.round(dot.y / 2)}`;
    groups.set(key, [...(groups.get(key) ?? []), dot]);
  }
  const taken: Box[] = dots.map(({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }));
  const best = (group: readonly Dot[]) => group.some(({ row }) => isBest(row));
  const sorted = [...groups.values()].sort((a, b) => Number(best(b)) - Number(best(a)));
  let text = '';
  for (const group of sorted) {
    const numbers = group.map(({ row }) => row.number).sort((a, b) => a - b);
    const first = (group[0] as Dot).row;
    const label =
      numbers.length === 1 && more
        ? `${first.number}${more(first)}`
        : numbers.length > 4
          ? `${numbers.slice(0, 3).join(', ')} …`
          : numbers.join(', ');
    const { x, y } = group[0] as Dot;
    const r = Math.max(...group.map(dot => dot.r));
    const size = best(group) ? SMALL : SMALL - 1;
    const w = label.length * size * CHARACTER;
    const places: Box[] = [
      { x: x + r + 3, y: y - size / 2, w, h: size },
      { x: x - r - 3 - w, y: y - size / 2, w, h: size },
      { x: x - w / 2, y: y - r - 3 - size, w, h: size },
      { x: x - w / 2, y: y + r + 3, w, h: size },
      { x: x + 0.7 * r + 2, y: y - 0.7 * r - size, w, h: size },
      { x: x + 0.7 * r + 2, y: y + 0.7 * r, w, h: size },
      { x: x - 0.7 * r - 2 - w, y: y - 0.7 * r - size, w, h: size },
      { x: x - 0.7 * r - 2 - w, y: y + 0.7 * r, w, h: size },
    ];
    const inside = (b: Box) =>
      b.x >= GROUND.left && b.x + b.w <= WIDTH && b.y >= GROUND.top - size && b.y + b.h <= GROUND.bottom;
    const free = places.find(place => inside(place) && !taken.some(box => overlap(box, place)));
    // of dominated ones the table says enough
    const place = free ?? (best(group) ? places.find(inside) : undefined);
    if (!place) continue;
    taken.push(place);
    const fill = best(group) ? colors.ink : colors.soft;
    text += textAt(place.x, place.y + size - 2, ownText(label), { size, bold: best(group), fill });
  }
  return text;
}

function legend(
  words: SweepWords,
  largest: number,
  of: string,
  lang: Lang,
  colors: ChartColors,
  radius: (share: number) => number,
): string {
  const figures = (best: boolean, broken: boolean): FrontierRow =>
    ({
      dominatedBy: best ? [] : [0],
      figures: { broken: broken ? [''] : [] },
    }) as unknown as FrontierRow;
  const y = HEIGHT - 44;
  const r = 7;
  let x = GROUND.left;
  let text = '';
  const entry = (mark: string, label: string, wide: number) => {
    text += mark + textAt(x + wide, y + 4, ownText(label), { size: SMALL, fill: colors.ink });
    x += wide + label.length * SMALL * CHARACTER + 26;
  };
  entry(markOf({ x: x + r, y, r, row: figures(true, false) }, colors, ''), words.legendBest, 2 * r + 8);
  entry(markOf({ x: x + r, y, r, row: figures(false, false) }, colors, ''), words.legendDominated, 2 * r + 8);
  entry(markOf({ x: x + r, y, r, row: figures(true, true) }, colors, ''), words.legendBroken, 2 * r + 8);
  x = GROUND.left;
  const second = HEIGHT - 14;
  if (largest > 0) {
    for (const share of [0, largest]) {
      const size = round(radius(share));
      text += `<circle cx="${round(x + size)}" cy="${second - 4}" r="${size}" fill="none" stroke="${colors.soft}" stroke-width="1.5"/>\n`;
      const label = formatShare(share, lang, share > 0 ? 1 : 0);
      text += textAt(x + 2 * size + 6, second, ownText(label), { size: SMALL, fill: colors.ink });
      x += 2 * size + 6 + label.length * SMALL * CHARACTER + 14;
    }
  }
  const notes = [...(largest > 0 ? [words.sizeNote(words.moved(of))] : []), words.numbers].join(' · ');
  return text + textAt(x, second, ownText(notes), { size: SMALL, fill: colors.soft });
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
