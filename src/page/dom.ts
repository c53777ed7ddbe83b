// Elements by name; what is not there is a mistake of the page's, said at once.

const SVG = 'http://www.w3.org/2000/svg';

export function find<T extends Element>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (!found) throw new Error(`the page lacks ${selector}`);
  return found;
}

/** A path of the map. */
export function path(d: string, attributes: Readonly<Record<string, string>> = {}): SVGPathElement {
  const element = document.createElementNS(SVG, 'path');
  element.setAttribute('d', d);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

/** Text only: markup in it is text. */
export function element(tag: string, content = '', className = ''): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = content;
  if (className !== '') made.className = className;
  return made;
}
