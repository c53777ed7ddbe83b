// One panel of a figure, in the words of Observable Plot.

import type * as PlotPackage from '@observablehq/plot';
import type { Axis, Figure, Panel, Point, Series } from './figure.ts';
import { GRID, INK, lookOf, PALE_INK, PAPER, SMALL } from './looks.ts';
import { spread } from './spread.ts';

type Plot = typeof PlotPackage;
type Marks = PlotPackage.Markish[];

const LEFT = 76;
/** above the ground of a panel: its heading, and the names of the marks that stand upright */
const ABOVE = 30;
const UPRIGHT = 16;
/** below it: lines of ticks, and the label of the axis */
const BELOW = 16;
const TICK_LINE = 15;
const AXIS_LABEL = 24;
/** between the names of lines */
const NAME_LINE = 16;
/** a value that would be drawn over a line is readable on a ground of its own */
const HALO = { stroke: PAPER, strokeWidth: 4 };

export function heightOf(panel: Panel): number {
  return above(panel) + panel.height + below(panel);
}

/** The panel as an element of the document; its axes begin below the room for a heading. */
export function drawPanel(plot: Plot, panel: Panel, { width, margin }: Figure, document: unknown): unknown {
  const { x, y } = panel;
  const scale = ({ kind, domain }: Axis) => ({ type: kind, domain: [...domain], axis: null });
  return plot.plot({
    document: document as PlotPackage.PlotOptions['document'],
    width,
    height: heightOf(panel),
    marginLeft: LEFT,
    marginRight: margin,
    marginTop: above(panel),
    marginBottom: below(panel),
    x: scale(x),
    y: scale(y),
    marks: [
      plot.gridY(y.ticks, { stroke: GRID, strokeOpacity: 1 }),
      plot.axisY(y.ticks, { text: y.written, tickSize: 0, label: null, fontSize: SMALL }),
      plot.ruleY([y.domain[0]], { stroke: PALE_INK }),
      ...abscissa(plot, panel),
      ...panel.marks.flatMap(mark => markOf(plot, mark)),
      ...panel.series.flatMap(series => lineOf(plot, series)),
      ...valuesOf(plot, panel),
      ...namesOf(plot, panel, margin),
    ],
  });
}

function above({ marks }: Panel): number {
  return ABOVE + (marks.some(({ axis, label }) => axis === 'x' && label !== '') ? UPRIGHT : 0);
}

function below({ x }: Panel): number {
  const lines = x.ticks.map(x.written).map(text => (text === '' ? 0 : text.split('\n').length));
  return BELOW + Math.max(0, ...lines) * TICK_LINE + (x.label === '' ? 0 : AXIS_LABEL);
}

function abscissa(plot: Plot, panel: Panel): Marks {
  const { x } = panel;
  const label = { labelAnchor: 'center', labelArrow: 'none', labelOffset: below(panel) - 8 } as const;
  return [
    plot.axisX(x.ticks, {
      text: x.written,
      tickSize: 4,
      fontSize: SMALL,
      lineHeight: TICK_LINE / SMALL,
      ...(x.label === '' ? { label: null } : { label: x.label, ...label }),
    }),
  ];
}

function markOf(plot: Plot, { axis, at, label }: Panel['marks'][number]): Marks {
  const stroke = { stroke: PALE_INK, strokeWidth: 1.5 };
  if (axis === 'y') return [plot.ruleY([at], { ...stroke, strokeDasharray: '6 4' })];
  const rule = plot.ruleX([at], { ...stroke, strokeDasharray: '2 3' });
  if (label === '') return [rule];
  const place = { frameAnchor: 'top', lineAnchor: 'bottom', dy: -5 } as const;
  return [rule, plot.text([label], { x: [at], text: [label], fill: INK, ...place })];
}

function lineOf(plot: Plot, { points, look }: Series): Marks {
  const { color, symbol, dash } = lookOf(look);
  const known = points.filter(({ y }) => Number.isFinite(y));
  const dots = (hollow: boolean, fill: string) =>
    plot.dot(
      known.filter(point => (point.hollow === true) === hollow),
      { x: 'x', y: 'y', symbol, r: 4, stroke: color, strokeWidth: 1.5, fill },
    );
  return [
    plot.line(known, { x: 'x', y: 'y', stroke: color, strokeWidth: 2, strokeDasharray: dash }),
    dots(false, color),
    dots(true, PAPER),
  ];
}

/** Values of points, above the highest of them and below the lowest; what lies between would be written over another line. */
function valuesOf(plot: Plot, { series }: Panel): Marks {
  const all = series.flatMap(({ points, look }) => points.map(point => ({ point, look })));
  const at = new Map<number, number[]>();
  for (const { point } of all) {
    if (Number.isFinite(point.y)) at.set(point.x, [...(at.get(point.x) ?? []), point.y]);
  }
  return all.flatMap(({ point: { x, y, label }, look }) => {
    if (label === undefined || !Number.isFinite(y)) return [];
    const others = at.get(x) as number[];
    const highest = y === Math.max(...others);
    if (!highest && y !== Math.min(...others)) return [];
    const side = highest
      ? ({ lineAnchor: 'bottom', dy: -8 } as const)
      : ({ lineAnchor: 'top', dy: 8 } as const);
    return [
      plot.text([label], { x: [x], y: [y], text: [label], fill: lookOf(look).color, ...side, ...HALO }),
    ];
  });
}

interface End {
  readonly name: string;
  readonly at: number;
  readonly style: { readonly fill: string; readonly fontWeight?: 'bold' };
}

/** The name of each line beside its end, and that of each mark that lies. */
function namesOf(plot: Plot, { series, marks, x, y, height }: Panel, margin: number): Marks {
  const lines = series.flatMap(({ name, look, points }): End[] => {
    const end = points.findLast((point: Point) => Number.isFinite(point.y));
    return end ? [{ name, at: end.y, style: { fill: lookOf(look).color, fontWeight: 'bold' } }] : [];
  });
  const levels = marks.flatMap(({ axis, at, label }): End[] =>
    axis === 'y' ? [{ name: label, at, style: { fill: INK } }] : [],
  );
  const ends = [...levels, ...lines];
  const wanted = ends.map(({ at }) => (1 - scaled(y, at)) * height);
  return spread(wanted, NAME_LINE, 0, height).map((dy, i) => {
    const { name, style } = ends[i] as End;
    return plot.text([name], {
      ...{ x: [x.domain[1]], y: [y.domain[1]], text: [name], textAnchor: 'start', dx: 14, dy },
      ...{ ...style, fontSize: SMALL, lineWidth: (margin - 20) / SMALL, textOverflow: 'ellipsis' },
    });
  });
}

/** Where a value is between the ends of its axis, 0…1. */
function scaled({ kind, domain: [from, to] }: Axis, value: number): number {
  const at = kind === 'log' ? Math.log : (v: number) => v;
  return (at(value) - at(from)) / (at(to) - at(from) || 1);
}
