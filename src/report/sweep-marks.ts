// The marks of a frontier's chart: a circle for a plan, a triangle for one that breaks a promise, filled on the frontier, as
// large as its disruption; and the legend that says so.

import { GRID, INK, LOOKS, PALE_INK, PAPER } from './chart/looks.ts';
import { formatShare, type Lang } from './format.ts';
import { ownText } from './html/html.ts';
import { CHARACTER, round, textAt } from './picture/svg.ts';
import type { SweepWords } from './sweep-words.ts';

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

export const WIDTH = 1160;
export const HEIGHT = 560;
export const GROUND = { left: 76, top: 66, right: WIDTH - 30, bottom: HEIGHT - 112 };
export const SMALL = 13;

/** What a mark's form and filling say. */
export interface Look {
  readonly isBest: boolean;
  readonly isBroken: boolean;
}

export interface Dot extends Look {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly number: number;
  /** beside its number; '' for none */
  readonly note: string;
}

/** Circle; triangle where a promise is broken; filled on the frontier. */
export function markOf(
  { x, y, r, isBest, isBroken }: Omit<Dot, 'number' | 'note'>,
  colors: ChartColors,
  name: string,
): string {
  const color = isBroken ? colors.broken : isBest ? colors.best : colors.soft;
  const fill = isBest ? `fill="${color}" fill-opacity="0.85"` : `fill="${colors.paper}" fill-opacity="0.4"`;
  const look = `${fill} stroke="${color}" stroke-width="1.5"`;
  const title = name === '' ? '' : `<title>${ownText(name)}</title>`;
  if (!isBroken) return `<circle cx="${x}" cy="${y}" r="${r}" ${look}>${title}</circle>\n`;
  // as much area as the circle
  const a = round(r * 1.35);
  const path = `M${x} ${round(y - a)}L${round(x + a * 0.87)} ${round(y + a * 0.5)}L${round(x - a * 0.87)} ${round(y + a * 0.5)}Z`;
  return `<path d="${path}" ${look}>${title}</path>\n`;
}

export function legend(
  words: SweepWords,
  largest: number,
  of: string,
  lang: Lang,
  colors: ChartColors,
  radius: (share: number) => number,
): string {
  const y = HEIGHT - 44;
  const r = 7;
  let x = GROUND.left;
  let text = '';
  const entry = (label: string, look: Look) => {
    const wide = 2 * r + 8;
    text += markOf({ x: x + r, y, r, ...look }, colors, '');
    text += textAt(x + wide, y + 4, ownText(label), { size: SMALL, fill: colors.ink });
    x += wide + label.length * SMALL * CHARACTER + 26;
  };
  entry(words.legendBest, { isBest: true, isBroken: false });
  entry(words.legendDominated, { isBest: false, isBroken: false });
  entry(words.legendBroken, { isBest: true, isBroken: true });
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
