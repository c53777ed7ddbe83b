// SVG for slides: what PowerPoint, LibreOffice, Inkscape and browsers all read. Presentation attributes only: no script, no
// style sheet, no baseline or stroke feature that one of them lacks. Text of the user is never markup.

import { escapeHtml, ownText } from '../html/html.ts';

export const WIDTH = 1600;
export const HEIGHT = 900;
export const INK = '#14181c';
export const SOFT = '#565d66';
/** Arial or what stands for it; Inter is what PNG files are drawn with. */
const FONTS = "Arial, Helvetica, 'Liberation Sans', Inter, sans-serif";

export interface TextStyle {
  readonly size: number;
  readonly bold?: boolean;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** One line, its baseline at y. `html` is escaped already. */
export function textAt(x: number, y: number, html: string, style: TextStyle): string {
  const { size, bold = false, fill = INK, anchor = 'start' } = style;
  const more = `${bold ? ' font-weight="700"' : ''}${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${round(size)}" fill="${fill}"${more}>${html}</text>\n`;
}

/** Text of the user, cut where it would leave so many px. */
export function userText(text: string, px: number, size: number): string {
  const most = Math.max(1, Math.floor(px / (size * CHARACTER)));
  const letters = [...text.slice(0, 4 * most)];
  return escapeHtml(letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : text);
}

/** Text of our own, smaller where it would leave so many px. */
export function fittedText(x: number, y: number, text: string, px: number, style: TextStyle): string {
  const size = Math.min(style.size, px / ([...text].length * CHARACTER));
  return textAt(x, y, ownText(text), { ...style, size });
}

/** Width of a character by its height: more than the mean of Arial and Inter, bold or not. */
export const CHARACTER = 0.58;

export function* picture(title: string, metadata: string, body: Iterable<string>): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="${FONTS}">\n`;
  yield `<title>${ownText(title)}</title>\n<metadata>${ownText(metadata)}</metadata>\n`;
  yield `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>\n`;
  yield* body;
  yield '</svg>\n';
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
