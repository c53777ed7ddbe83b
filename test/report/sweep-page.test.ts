// The page and the chart of a frontier: well-formed whatever scenarios are called, and nothing of theirs is markup.

import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, it } from 'vitest';
import { pageAssets } from '../../src/app/page-assets.ts';
import type { Figures } from '../../src/evaluate/sweep/row.ts';
import { sweepChart } from '../../src/report/sweep-chart.ts';
import { frontierOf, type SweepEntry } from '../../src/report/sweep-frontier.ts';
import { sweepPage } from '../../src/report/sweep-page.ts';

const figures = (
  balance: number,
  hours: number,
  revenue: number,
  broken: readonly string[] = [],
): Figures => ({
  ...{
    objective: 10,
    gap: 0.01,
    deviations: { '<i>': balance },
    balance,
    hours,
    km: 9,
    kgCo2: 1,
    cost: null,
  },
  ...{ moved: { revenue, potential: null, accounts: 0, zones: 0 }, broken },
});
const HOSTILE = '</svg><script>alert(1)</script>"\u0000\u202e&amp;\' =cmd()';
const entries: SweepEntry[] = [
  [HOSTILE, figures(0.1, 100, 0.3), 'a"b\'c'],
  ['b', figures(0.05, 120, 0.1), 'b'],
  ['worse', figures(0.12, 130, 0.4), 'worse'],
  ['broken', figures(0.01, 90, 0, ['contiguity']), 'broken'],
].map(([name, plan, folder], at) => ({
  ...{
    number: at + 1,
    name: name as string,
    folder: folder as string,
    figures: plan as Figures,
    reasons: [],
  },
  words: [['keep_together', HOSTILE]],
}));
entries.push({ number: 5, name: 'none', folder: 'none', words: [], figures: null, reasons: [HOSTILE] });
const frontier = frontierOf(entries);

const parsed = (xml: string) => {
  const faults: string[] = [];
  const document = new DOMParser({ onError: (_level, message) => faults.push(message) }).parseFromString(
    xml,
    'image/svg+xml',
  );
  expect(faults).toEqual([]);
  return document;
};

describe.each(['en', 'fr'] as const)('in %s', lang => {
  it('the chart is XML with a mark for each plan, told apart by form and filling', () => {
    const svg = sweepChart(frontier, lang);
    const document = parsed(svg);
    // two of the legend's size, two of its looks; one is a triangle
    expect(document.getElementsByTagName('circle').length).toBe(3 + 2 + 2);
    expect(document.getElementsByTagName('script').length).toBe(0);
    expect([...svg.matchAll(/<title>(\d)<\/title>/g)].map(match => match[1]).sort()).toEqual([
      '1',
      '2',
      '3',
      '4',
    ]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('the page has every scenario, and no markup of theirs', () => {
    const html = sweepPage(frontier, lang, pageAssets());
    const body = html.replace(/<(script|style)[^>]*>[\s\S]*?<\/\1>/g, '');
    expect(body).not.toContain('<script');
    expect(body).not.toContain('<i>');
    expect(body).toContain('href="a%22b&#39;c/report.html"');
    expect(body).not.toMatch(/NaN|undefined|Infinity/);
    for (const { name } of entries.slice(1)) expect(body).toContain(name);
  });
});

it('without a figure to draw there is no chart', () => {
  expect(sweepChart(frontierOf(entries.slice(4)), 'en')).toBe('');
  expect(sweepPage(frontierOf(entries.slice(4)), 'en', pageAssets())).not.toContain('<svg');
});
