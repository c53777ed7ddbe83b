// Charts with a row per sector, as SVG inside a page whose style sheet they use: colors are variables, so that they
// follow the reader's dark or light page, and paper. Loaded when there is something to draw, as draw.ts.

import type * as PlotPackage from '@observablehq/plot';

type Plot = typeof PlotPackage;

export interface SectorCharts {
  readonly deviations: (panels: readonly DeviationPanel[], percent: (share: number) => string) => string;
  readonly stacks: (rows: readonly StackRow[], names: readonly string[], axis: Axis) => string;
  readonly amounts: (rows: readonly AmountRow[], axis: Axis) => string;
  readonly matrix: (cells: readonly MatrixCell[], names: readonly string[]) => string;
}

/** One measure; every sector that has it. */
export interface DeviationPanel {
  readonly name: string;
  readonly tolerance: number;
  readonly rows: readonly { readonly sector: string; readonly is: number; readonly was: number | null }[];
}

export interface StackRow {
  readonly sector: string;
  /** as many as there are names */
  readonly parts: readonly number[];
  readonly limit: number;
}

export interface AmountRow {
  readonly sector: string;
  readonly is: number;
  readonly was: number | null;
}

/** What is counted, and how a number of it is written. */
export interface Axis {
  readonly unit: string;
  readonly written: (value: number) => string;
}

export interface MatrixCell {
  readonly from: string;
  readonly to: string;
  readonly value: number;
}

const WIDTH = 1160;
const ROW = 17;
const AXIS = 46;
const NAMES = 170;
const SERIES = ['var(--series-1)', 'var(--series-2)', 'var(--series-3)'];
const WAS = { stroke: 'var(--soft)', strokeWidth: 1.5, fill: 'var(--paper)', r: 3.5 };

export async function loadSectorCharts(): Promise<SectorCharts> {
  const [plot, { DOMParser }] = await Promise.all([import('@observablehq/plot'), import('linkedom')]);
  const document = new DOMParser().parseFromString('<svg/>', 'image/svg+xml') as unknown;
  const draw = (options: PlotPackage.PlotOptions) =>
    inlined(
      plot.plot({
        ...options,
        width: WIDTH,
        document: document as NonNullable<PlotPackage.PlotOptions['document']>,
      }) as unknown as Drawn,
    );
  return {
    deviations: (panels, percent) => draw(deviations(plot, panels, percent)),
    stacks: (rows, names, axis) => draw(stacks(plot, rows, names, axis)),
    amounts: (rows, axis) => draw(amounts(plot, rows, axis)),
    matrix: (cells, names) => draw(matrix(plot, cells, names)),
  };
}

function rowsOptions(sectors: readonly string[]): PlotPackage.PlotOptions {
  return {
    height: sectors.length * ROW + 2 * AXIS,
    marginLeft: NAMES,
    marginTop: AXIS,
    marginBottom: AXIS,
    y: { type: 'band', domain: [...sectors], label: null, tickSize: 0 },
  };
}

/** What lies beyond the scale is shown by an arrow at its end: one outlier must not hide all the others. */
function deviations(
  plot: Plot,
  panels: readonly DeviationPanel[],
  percent: (share: number) => string,
): PlotPackage.PlotOptions {
  const all = panels.flatMap(({ name, rows }) => rows.map(row => ({ ...row, name })));
  const most = Math.max(...panels.map(p => 2 * p.tolerance), ...all.map(row => 1.15 * Math.abs(row.is)));
  const within = all.filter(row => row.was !== null && Math.abs(row.was) <= most);
  const beyond = all.flatMap(({ was, ...row }) =>
    was !== null && Math.abs(was) > most ? [{ ...row, was }] : [],
  );
  const sectors = (panels[0]?.rows ?? []).toSorted((a, b) => b.is - a.is).map(row => row.sector);
  const at = { y: 'sector', fx: 'name' };
  return {
    ...rowsOptions(sectors),
    x: { domain: [-most, most], tickFormat: percent, label: null, ticks: 5, axis: 'bottom', inset: 16 },
    fx: { domain: panels.map(p => p.name), label: null, axis: 'top', padding: 0.04 },
    marks: [
      plot.rect(panels, {
        ...{ x1: (p: DeviationPanel) => -p.tolerance, x2: (p: DeviationPanel) => p.tolerance, fx: 'name' },
        fill: 'var(--band)',
      }),
      plot.gridX({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
      plot.ruleX([0], { stroke: 'var(--soft)' }),
      plot.link(within, { ...at, x1: 'was', x2: 'is', y1: 'sector', y2: 'sector', stroke: 'var(--soft)' }),
      plot.dot(within, { ...at, x: 'was', ...WAS }),
      plot.text(
        beyond.filter(row => row.was < 0),
        { ...at, x: -most, text: row => `◂ ${percent(row.was)}`, textAnchor: 'start', fill: 'var(--soft)' },
      ),
      plot.text(
        beyond.filter(row => row.was > 0),
        { ...at, x: most, text: row => `${percent(row.was)} ▸`, textAnchor: 'end', fill: 'var(--soft)' },
      ),
      plot.dot(all, { ...at, x: 'is', fill: 'var(--series-1)', r: 4.5 }),
    ],
  };
}

function stacks(
  plot: Plot,
  rows: readonly StackRow[],
  names: readonly string[],
  { unit, written }: Axis,
): PlotPackage.PlotOptions {
  const total = ({ parts }: StackRow) => parts.reduce((sum, part) => sum + part, 0);
  const sorted = rows.toSorted((a, b) => total(b) - total(a));
  const parts = sorted.flatMap(({ sector, parts }) =>
    parts.map((value, p) => ({ sector, value, name: names[p] as string })),
  );
  const colors = names.map((_, p) => SERIES[p] as string);
  const ends = names.map((_, p) => 12 + p * 130);
  return {
    ...rowsOptions(sorted.map(row => row.sector)),
    x: { label: unit, labelArrow: 'none', axis: 'both', tickFormat: written, ticks: 8 },
    color: { domain: [...names], range: colors },
    marks: [
      plot.gridX({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 8 }),
      plot.barX(parts, { y: 'sector', x: 'value', fill: 'name', insetTop: 2, insetBottom: 2 }),
      plot.tickX(sorted, { y: 'sector', x: 'limit', stroke: 'var(--ink)', strokeWidth: 2 }),
      // the key stands above the bars, in the frame's own pixels
      ...names.flatMap((name, p) => [
        plot.dot([name], {
          ...{ frameAnchor: 'top-left', dx: ends[p] as number, dy: -38, symbol: 'square2', r: 5 },
          fill: SERIES[p] as string,
        }),
        plot.text([name], { frameAnchor: 'top-left', dx: (ends[p] as number) + 11, dy: -43, fontSize: 12 }),
      ]),
    ],
  };
}

function amounts(plot: Plot, rows: readonly AmountRow[], { unit, written }: Axis): PlotPackage.PlotOptions {
  const sorted = rows.toSorted((a, b) => b.is - a.is);
  return {
    ...rowsOptions(sorted.map(row => row.sector)),
    x: { label: unit, labelArrow: 'none', axis: 'both', tickFormat: written, ticks: 8, zero: true },
    marks: [
      plot.gridX({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 8 }),
      plot.barX(sorted, { y: 'sector', x: 'is', fill: 'var(--series-1)', insetTop: 3, insetBottom: 3 }),
      plot.dot(
        sorted.filter(row => row.was !== null),
        { y: 'sector', x: 'was', ...WAS },
      ),
    ],
  };
}

/** Darker is more; figures where there is room for them. */
function matrix(plot: Plot, cells: readonly MatrixCell[], names: readonly string[]): PlotPackage.PlotOptions {
  const most = Math.max(1, ...cells.map(cell => cell.value));
  const roomy = names.length <= 30;
  const row = roomy ? 24 : 15;
  return {
    height: names.length * row + 2 * AXIS,
    marginLeft: 90,
    marginTop: AXIS,
    x: {
      type: 'band',
      domain: [...names],
      label: null,
      axis: 'top',
      tickSize: 0,
      tickRotate: roomy ? 0 : -90,
    },
    y: { type: 'band', domain: [...names], label: null, tickSize: 0 },
    marks: [
      plot.frame({ stroke: 'var(--rule)' }),
      plot.cell(cells, {
        ...{ x: 'to', y: 'from', fill: 'var(--series-1)', inset: 0.5 },
        fillOpacity: (cell: MatrixCell) => 0.12 + 0.68 * Math.sqrt(cell.value / most),
      }),
      ...(roomy
        ? [
            plot.text(cells, {
              x: 'to',
              y: 'from',
              text: (c: MatrixCell) => String(c.value),
              fontSize: 11,
              stroke: 'var(--paper)',
              strokeWidth: 3,
              fill: 'var(--ink)',
            }),
          ]
        : []),
    ],
  };
}

interface Drawn {
  readonly outerHTML: string;
  readonly attributes: Iterable<{ readonly name: string; value: string }>;
  removeAttribute(name: string): void;
  setAttribute(name: string, value: string): void;
  querySelectorAll(selector: string): Iterable<Drawn & { remove(): void }>;
}

/** The page has the style sheet, and the table beside the chart has the words: of a chart only the shapes are wanted. */
function inlined(svg: Drawn): string {
  for (const style of [...svg.querySelectorAll('style')]) style.remove();
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    for (const attribute of [...element.attributes]) {
      const { name, value } = attribute;
      if (name === 'class' || name === 'style' || name.startsWith('aria-')) element.removeAttribute(name);
      else
        attribute.value = value.replace(/-?\d+\.\d{3,}/g, digits =>
          String(Number(Number(digits).toFixed(2))),
        );
    }
  }
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('font-size', '11');
  return svg.outerHTML;
}
