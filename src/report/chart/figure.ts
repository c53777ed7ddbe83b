// A figure: panels of lines one above the other, as what is to be seen and not how it is drawn.

import { powerOf } from '../../model/power.ts';

export interface Figure {
  readonly title: string;
  /** what the figure shows, one sentence a line, above the panels */
  readonly notes: readonly string[];
  /** the same for who cannot see it */
  readonly description: string;
  /** pixels */
  readonly width: number;
  /** of the room beside the panels where the lines have their names, pixels */
  readonly margin: number;
  readonly panels: readonly Panel[];
}

export interface Panel {
  readonly heading: string;
  /** of the ground between the axes, pixels */
  readonly height: number;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  readonly marks: readonly Mark[];
}

export interface Axis {
  readonly kind: 'linear' | 'log';
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
  /** of a tick; lines of it are parted by a line feed */
  readonly written: (value: number) => string;
  /** what the axis counts, when the heading does not say it */
  readonly label: string;
}

/** A line with a name at its end; which look it has among the others of the figure. */
export interface Series {
  readonly name: string;
  readonly look: number;
  readonly points: readonly Point[];
}

export interface Point {
  readonly x: number;
  readonly y: number;
  /** a plan that is not as wanted */
  readonly hollow?: boolean;
  /** the value in words; none when absent */
  readonly label?: string;
}

/** A line across the panel at one value of an axis. */
export interface Mark {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly label: string;
}

/** Ticks at multiples of 1, 2 or 5 times a power of ten, about `count` of them, and a domain that begins and ends with one. */
export function linearTicks(values: readonly number[], count: number): number[] {
  const known = values.filter(Number.isFinite);
  const low = known.length > 0 ? Math.min(...known) : 0;
  const high = known.length > 0 ? Math.max(...known) : 1;
  const span = high > low ? high - low : Math.abs(high) || 1;
  const power = powerOf(10, Math.floor(Math.log10(span / count)));
  const step = power * ([1, 2, 5].find(f => f * power * count >= span) ?? 10);
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  // a product of whole numbers, so that 0.3 is not written as 0.30000000000000004
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** 1, 2 and 5 times powers of ten, around positive values. */
export function logTicks(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const marks: number[] = [];
  for (let e = Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
    for (const f of [1, 2, 5]) marks.push(Number((f * powerOf(10, e)).toPrecision(12)));
  }
  const first = marks.findLastIndex(t => t <= low);
  const last = marks.findIndex(t => t >= high);
  return marks.slice(Math.max(0, first), last < 0 ? undefined : last + 1);
}
