// The script and the style of report.html as `npm run build` makes them from src/page.

import { readFileSync } from 'node:fs';
import type { Assets } from '../report/html/html.ts';

let assets: Assets | null = null;

export function pageAssets(): Assets {
  assets ??= { script: built('page.js'), style: built('page.css') };
  return assets;
}

/** From sources, too, it is the built one: browsers run no TypeScript. */
function built(name: string): string {
  const folder = import.meta.url.endsWith('.ts') ? '../../dist/page' : '../page';
  const text = readFileSync(new URL(`${folder}/${name}`, import.meta.url), 'utf8').trim();
  // it stands between the tags of an element, and its hash is that of all that stands there
  if (/<\/(script|style)|<!--/i.test(text))
    throw new Error(`${name} would end the element that it stands in`);
  return text;
}
