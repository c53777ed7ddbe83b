// Lines over logarithmic axes, as an SVG that a page of docs can show: no library, no font but the reader's own.

import { writeFileSync } from 'node:fs';

export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const WIDTH = 720;
const HEIGHT = 420;
const LEFT = 64;
const RIGHT = 190;
const TOP = 16;
const BOTTOM = 48;
/** Told apart by people who see fewer colors too (Okabe and Ito), and by their dashes. */
const STROKES = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];
const DASHES = ['none', '8 3', '3 3', '10 3 2 3'];

/** Writes the plot; labels are not escaped, they come from the benches. */
export function writePlot(file: string, xLabel: string, yLabel: string, lines: readonly Line[]): void {
  const all = lines.flatMap(line => line.points);
  const axis = (values: readonly number[], from: number, to: number) => {
    const steps = ticks(values);
    const [low, high] = [Math.min(...steps, ...values), Math.max(...steps, ...values)].map(Math.log) as [
      number,
      number,
    ];
    const at = (v: number) => from + ((Math.log(v) - low) / (high - low || 1)) * (to - from);
    return { steps, at };
  };
  const x = axis(
    all.map(p => p[0]),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = axis(
    all.map(p => p[1]),
    HEIGHT - BOTTOM,
    TOP,
  );
  const round = (v: number) => v.toFixed(1);
  const grid = [
    ...x.steps.map(
      v =>
        `<path d="M${round(x.at(v))} ${TOP}V${HEIGHT - BOTTOM}" class="grid"/><text x="${round(x.at(v))}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${written(v)}</text>`,
    ),
    ...y.steps.map(
      v =>
        `<path d="M${LEFT} ${round(y.at(v))}H${WIDTH - RIGHT}" class="grid"/><text x="${LEFT - 8}" y="${round(y.at(v) + 4)}" text-anchor="end">${written(v)}</text>`,
    ),
  ];
  const ends = spread(lines.map(line => y.at((line.points.at(-1) as readonly [number, number])[1])));
  const drawn = lines.map((line, l) => {
    const path = line.points.map(([a, b]) => `${round(x.at(a))} ${round(y.at(b))}`).join('L');
    const style = `stroke="${STROKES[l % STROKES.length]}" stroke-dasharray="${DASHES[l % DASHES.length]}"`;
    const [lastX] = line.points.at(-1) as readonly [number, number];
    return `<path d="M${path}" fill="none" stroke-width="2" ${style}/><text x="${round(x.at(lastX) + 8)}" y="${round((ends[l] as number) + 4)}" fill="${STROKES[l % STROKES.length]}">${line.name}</text>`;
  });
  const middle = (TOP + HEIGHT - BOTTOM) / 2;
  writeFileSync(
    file,
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">
<title>${yLabel}, against ${xLabel}</title>
<style>.grid{stroke:#ddd}</style><rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${grid.join('\n')}
${drawn.join('\n')}
<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${xLabel}</text>
<text x="16" y="${middle}" text-anchor="middle" transform="rotate(-90 16 ${middle})">${yLabel}</text>
</svg>
`,
  );
}

/** 1, 2 and 5 times powers of ten, around the values. */
function ticks(values: readonly number[]): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const marks: number[] = [];
  for (let e = Math.floor(Math.log10(low)); e <= Math.ceil(Math.log10(high)); e++) {
    for (const f of [1, 2, 5]) marks.push(f * 10 ** e);
  }
  const first = marks.findLastIndex(t => t <= low);
  const last = marks.findIndex(t => t >= high);
  return marks.slice(Math.max(0, first), last < 0 ? undefined : last + 1);
}

const written = (v: number): string =>
  Number(v.toPrecision(6)).toLocaleString('en-US').replaceAll(',', '\u2009');

/** Labels at these heights, moved apart where they would overlap. */
function spread(heights: readonly number[]): number[] {
  const out = [...heights];
  const order = [...out.keys()].sort((a, b) => (out[a] as number) - (out[b] as number));
  for (let o = 1; o < order.length; o++) {
    const [above, below] = [order[o - 1] as number, order[o] as number];
    out[below] = Math.max(out[below] as number, (out[above] as number) + 14);
  }
  return out;
}
