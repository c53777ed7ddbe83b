import { describe, expect, it } from 'vitest';
import type { SizeRow } from '../../src/model/size.ts';
import { drawFigure } from '../../src/report/chart/draw.ts';
import { INK, LOOKS, PALE_INK, PAPER } from '../../src/report/chart/looks.ts';
import { type SizeChart, sizeFigure } from '../../src/report/size-chart.ts';

function row(reps: number, more: Partial<SizeRow> = {}): SizeRow {
  return {
    reps,
    fte: reps,
    change: reps < 60 ? 'drop' : reps > 60 ? 'add' : 'now',
    place: reps === 60 ? '' : `place ${reps}`,
    name: '',
    workloadHours: 100_000 - 100 * reps,
    travelHours: 40_000 - 100 * reps,
    capacityHours: 1600 * reps,
    fteNeeded: 62,
    visits: reps / 62,
    objective: 1,
    gap: 0.05,
    deviations: { potential: 0.08, workload: 0.11 },
    kept: true,
    ...more,
  };
}

function chart(more: Partial<SizeChart> = {}): SizeChart {
  const rows = [57, 58, 59, 60, 61, 62].map(reps => row(reps));
  return { rows, coverage: 0.9, tolerances: { potential: 0.1, workload: 0.15 }, lang: 'en', ...more };
}

const draw = (more: Partial<SizeChart> = {}) => drawFigure(sizeFigure(chart(more)));
const texts = (svg: string) =>
  [...svg.matchAll(/>([^<>]+)<\//g)].map(match => (match[1] as string).replaceAll('&#160;', '\u00a0').trim());

/** Tags that are closed in order, attributes in quotes, no bare & or <. */
function wellFormed(xml: string): boolean {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml[^>]*\?>/, '');
  const rest = body.replace(
    /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, end, name, __, empty) => {
      if (end) return open.pop() === name ? '' : '<';
      if (!empty) open.push(name);
      return '';
    },
  );
  return open.length === 0 && !rest.includes('<') && !/&(?!(amp|lt|gt|quot|apos|#\d+);)/.test(xml);
}

/** Of WCAG 2: relative luminance. */
function contrast(a: string, b: string): number {
  const luminance = (color: string) => {
    const parts = [1, 3, 5].map(at => {
      const c = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('the curve of size', () => {
  it('has hours, travel, balance and visits against the number of reps, with what is wanted and where we are', async () => {
    const figure = sizeFigure(chart());
    expect(figure.panels.map(({ series }) => series.map(({ name }) => name))).toEqual([
      ['work', 'capacity'],
      ['travel'],
      ['potential', 'workload'],
      ['visits'],
    ]);
    const [hours, travel, balance, visits] = figure.panels;
    // 90 % of the visits take 90 % of the work
    expect(hours?.series[0]?.points.map(({ y }) => y)).toEqual(
      chart().rows.map(({ workloadHours }) => 0.9 * workloadHours),
    );
    expect(travel?.series[0]?.points.map(({ x, y }) => [x, y])).toEqual(
      chart().rows.map(({ reps, travelHours }) => [reps, travelHours]),
    );
    expect(visits?.marks).toContainEqual({ axis: 'y', at: 0.9, label: 'wanted: 90%' });
    expect(balance?.marks.filter(({ axis }) => axis === 'y').map(({ at }) => at)).toEqual([0.1, 0.15]);
    for (const panel of figure.panels) {
      expect(panel.marks.filter(({ axis }) => axis === 'x').map(({ at }) => at)).toEqual([60]);
      const [low, high] = panel.y.domain;
      const values = [...panel.series.flatMap(({ points }) => points.map(({ y }) => y))];
      for (const { axis, at } of panel.marks) if (axis === 'y') values.push(at);
      for (const y of values) expect(y >= low && y <= high, `${panel.heading} ${y}`).toBe(true);
    }
    expect(texts(await draw())).toEqual(
      expect.arrayContaining([
        'today: 60',
        'wanted: 90%',
        'tolerance 15%',
        '34,000',
        '+ place 61',
        '− place 59',
      ]),
    );
  });

  it('is French in French', async () => {
    const said = texts(await draw({ lang: 'fr' }));
    expect(said).toEqual(
      expect.arrayContaining([
        'aujourd’hui\u00a0: 60',
        'trajets',
        '34\u202f000',
        'souhaité\u00a0: 90\u00a0%',
      ]),
    );
    for (const text of said) expect(text).not.toMatch(/\b(travel|visits|reps|work|today)\b/);
  });

  it('is the same bytes each time, well-formed, with nothing that runs or is fetched', async () => {
    const svg = await draw();
    expect(await draw()).toBe(svg);
    expect(wellFormed(svg)).toBe(true);
    expect(svg).not.toMatch(/<style|<script|<image|href|url\(|NaN|undefined|Infinity/);
    expect(svg).toMatch(/<title id="title">[^<]+</);
    expect(svg).toMatch(/<desc id="desc">[^<]+57[^<]+62/);
    expect(svg).toContain(`fill="${PAPER}"`);
    // no more digits than anybody sees
    expect(svg).not.toMatch(/\d\.\d{4}/);
  });

  it('escapes what users call their places and reps', async () => {
    const bad = '</text><script>alert("1")</script>&\u0000\u0001\u202e';
    const svg = await draw({
      rows: [row(59, { name: bad }), row(60), row(61, { name: bad, deviations: { [bad]: 0.1 } })].map(r => ({
        ...r,
        deviations: { [bad]: 0.1 },
      })),
    });
    expect(wellFormed(svg)).toBe(true);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;/text');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(svg).not.toMatch(/[\u0000-\u0008]/);
  });

  it('shows plans that do not keep their promises as hollow marks, and says so', async () => {
    const rows = [row(59, { kept: false }), row(60)];
    const kept = await draw({ rows: rows.map(r => ({ ...r, kept: true })) });
    const svg = await draw({ rows });
    expect(svg).toContain('○ balance or another promise not kept');
    expect(kept).not.toContain('○');
    const hollow = (text: string) => text.split(`fill="${PAPER}"`).length - 1;
    // one mark in each line: work, capacity, travel, two measures, visits
    expect(hollow(svg) - hollow(kept)).toBe(6);
  });

  it('draws one row, many rows, and rows without figures', async () => {
    const missing = {
      workloadHours: Number.NaN,
      travelHours: 0,
      visits: Number.NaN,
      deviations: { potential: null },
    };
    const many = Array.from({ length: 60 }, (_, i) => row(30 + i));
    for (const rows of [[row(60)], [row(60, missing)], many]) {
      const svg = await draw({ rows });
      expect(wellFormed(svg)).toBe(true);
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    }
    // with many, not every number has room
    const { panels } = sizeFigure(chart({ rows: many }));
    expect(panels[3]?.x.ticks.length).toBeLessThanOrEqual(15);
    expect(panels[3]?.x.ticks).toContain(60);
  });

  it('can be read: text in colors of enough contrast, lines told apart by more than color', () => {
    for (const color of [INK, PALE_INK, ...LOOKS.map(look => look.color)]) {
      expect(contrast(color, PAPER), color).toBeGreaterThanOrEqual(4.5);
    }
    for (const key of ['color', 'symbol', 'dash'] as const) {
      expect(new Set(LOOKS.map(look => look[key])).size).toBe(LOOKS.length);
    }
  });
});
