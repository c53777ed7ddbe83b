// Figures as SVG by Observable Plot, on a document that is no browser. Both packages are loaded when there is something to
// draw, since they take a third of a second. The file stands alone: no style sheet, no script, no font but the reader's
// own, a white ground for dark pages and for paper.

import type { Figure } from './figure.ts';
import { INK, PALE_INK, PAPER, SMALL } from './looks.ts';
import { drawPanel, heightOf } from './panel.ts';

const EDGE = 24;
const TITLE = 18;
const HEADING = 13;
const LINE = 17;

const SVG = 'http://www.w3.org/2000/svg';

/** What is used of the elements that Plot makes; the types of a browser are not among those of this program. */
interface Element {
  readonly tagName: string;
  readonly children: Iterable<Element>;
  readonly attributes: Iterable<{ readonly name: string; value: string }>;
  readonly outerHTML: string;
  textContent: string;
  append(child: Element): void;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  querySelectorAll(selector: string): Iterable<Element>;
}

interface Page {
  readonly documentElement: Element;
  createElementNS(namespace: string, name: string): Element;
}

/** The figure as the text of an SVG file. */
export async function drawFigure(figure: Figure): Promise<string> {
  const [plot, { DOMParser }] = await Promise.all([import('@observablehq/plot'), import('linkedom')]);
  const page = new DOMParser().parseFromString(`<svg xmlns="${SVG}"/>`, 'image/svg+xml') as unknown as Page;
  const root = page.documentElement;
  const add = (name: string, attributes: Record<string, string | number>, text?: string): Element => {
    const element = withAttributes(page.createElementNS(SVG, name), attributes);
    if (text !== undefined) element.textContent = text;
    root.append(element);
    return element;
  };

  const { width, title, notes, panels } = figure;
  const top = EDGE + TITLE + 8 + notes.length * LINE + 10;
  const height = top + panels.reduce((sum, panel) => sum + heightOf(panel), 0) + 8;
  withAttributes(root, {
    ...{ viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-labelledby': 'title desc' },
    ...{ 'font-family': 'sans-serif', 'font-size': SMALL, fill: INK, color: INK },
  });
  add('title', { id: 'title' }, title);
  add('desc', { id: 'desc' }, figure.description);
  add('rect', { width, height, fill: PAPER });
  let y = EDGE + TITLE - 4;
  if (title !== '') add('text', { x: EDGE, y, 'font-size': TITLE, 'font-weight': 'bold' }, title);
  for (const [i, note] of notes.entries()) {
    add('text', { x: EDGE, y: y + 10 + (i + 1) * LINE, fill: PALE_INK }, note);
  }
  y = top;
  for (const panel of panels) {
    add('text', { x: EDGE, y: y + HEADING, 'font-size': HEADING, 'font-weight': 'bold' }, panel.heading);
    const drawn = drawPanel(plot, panel, figure, page) as Element;
    const group = add('g', { transform: `translate(0 ${y})`, 'text-anchor': 'middle' });
    for (const child of [...drawn.children]) {
      // a style sheet is for pages that have several plots
      if (child.tagName.toLowerCase() !== 'style') group.append(child);
    }
    y += heightOf(panel);
  }
  for (const element of root.querySelectorAll('g, g *')) tidy(element);
  const text = root.outerHTML.replaceAll('><', '>\n<').replace(NOT_XML, '\ufffd');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}

/** characters that no XML can hold, however they are written */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

function withAttributes(element: Element, attributes: Record<string, string | number>): Element {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

/**
 * A picture is read by its title and description: parts that had names of their own would be read one by one. A hundredth of
 * a pixel is as fine as anybody sees, and the same on every machine.
 */
function tidy(element: Element): void {
  for (const attribute of [...element.attributes]) {
    const { name, value } = attribute;
    if (name === 'class' || name.startsWith('aria-')) element.removeAttribute(name);
    else
      attribute.value = value.replace(/-?\d+\.\d{3,}/g, digits => String(Number(Number(digits).toFixed(2))));
  }
}
