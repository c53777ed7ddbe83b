// Lines over logarithmic axes, for a page of docs, drawn like the figures of the reports.

import { writeFileSync } from 'node:fs';
import { drawFigure } from '../src/report/chart/draw.ts';
import { type Axis, logTicks } from '../src/report/chart/figure.ts';
import { formatNumber } from '../src/report/format.ts';

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** Writes the plot; values are above 0. */
export async function writePlot(
  file: string,
  title: string,
  [xLabel, yLabel]: readonly [string, string],
  lines: readonly Line[],
): Promise<void> {
  const points = lines.flatMap(line => line.points);
  const panel = {
    heading: yLabel,
    height: 360,
    x: { ...logAxis(points.map(([x]) => x)), label: xLabel },
    y: logAxis(points.map(([, y]) => y)),
    series: lines.map(({ name, points: of }, look) => ({
      name,
      look,
      points: of.map(([x, y]) => ({ x, y })),
    })),
    marks: [],
  };
  const description = lines.map(
    ({ name, points: of }) => `${name}: ${of.map(xy => xy.join(' → ')).join(', ')}.`,
  );
  const svg = await drawFigure({
    ...{ title, notes: [], description: `${yLabel}, against ${xLabel}.\n${description.join('\n')}` },
    ...{ width: 760, margin: 190, panels: [panel] },
  });
  writeFileSync(file, svg);
}

function logAxis(values: readonly number[]): Axis {
  const ticks = logTicks(values);
  const domain = [ticks[0] as number, ticks.at(-1) as number] as const;
  const written = (v: number) => formatNumber(v, Math.max(0, -Math.floor(Math.log10(v))), 'en');
  return { kind: 'log', domain, ticks, written, label: '' };
}
