// Where the frames of far groups stand: in a column at the left or in a row below, whichever leaves the map larger, and
// pushed into the map's empty corner as far as nothing is covered.

export interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** of lengths in the frame to lengths on the map */
  readonly scale: number;
}

export interface InsetLayout {
  readonly width: number;
  readonly height: number;
  /** of the map's own corner */
  readonly x: number;
  readonly y: number;
  readonly frames: readonly Placed[];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const FRAME = 0.2;
const SPACE = 0.02;
/** Around what is drawn in a frame, as shares of its shorter side; below it stands a scale. */
const PAD = 0.07;
const FOOT = 0.16;
/** A small island is not blown up beyond this. */
const LARGEST_SCALE = 5;
const ASPECT = 1.5;

/**
 * @param points x, y of the map's outline, from its corner; lengths in km, as those of the groups
 */
export function layoutInsets(main: Size, points: ArrayLike<number>, groups: readonly Size[]): InsetLayout {
  const room = ({ width, height }: InsetLayout) => Math.min(ASPECT / width, 1 / height);
  const [left, below] = [column(main, points, groups), row(main, points, groups)];
  return room(below) > room(left) ? below : left;
}

function column(main: Size, points: ArrayLike<number>, groups: readonly Size[]): InsetLayout {
  const unit = Math.max(main.width, main.height);
  const space = unit * SPACE;
  const shapes = groups.map(group => clamp(group.height / group.width, 0.6, 1.3));
  const room = main.height - space * (groups.length - 1);
  const width = Math.min(unit * FRAME, room / sum(shapes));
  const heights = shapes.map(shape => shape * width);
  const high = sum(heights) + space * (groups.length - 1);
  const top = Math.max(0, main.height - high);
  let clear = Infinity;
  for (let i = 0; i < points.length; i += 2) {
    if ((points[i + 1] as number) >= top - space) clear = Math.min(clear, points[i] as number);
  }
  const x = Math.max(0, width + space - (clear === Infinity ? 0 : clear));
  let y = top;
  const frames = groups.map((group, g) => {
    const frame = place(group, { x: 0, y, width, height: heights[g] as number });
    y += frame.height + space;
    return frame;
  });
  return { width: x + main.width, height: Math.max(main.height, high), x, y: 0, frames };
}

function row(main: Size, points: ArrayLike<number>, groups: readonly Size[]): InsetLayout {
  const unit = Math.max(main.width, main.height);
  const space = unit * SPACE;
  const shapes = groups.map(group => clamp(group.width / group.height, 0.8, 1.8));
  const room = main.width - space * (groups.length - 1);
  const height = Math.min(unit * FRAME, room / sum(shapes));
  const widths = shapes.map(shape => shape * height);
  const wide = sum(widths) + space * (groups.length - 1);
  let clear = -Infinity;
  for (let i = 0; i < points.length; i += 2) {
    if ((points[i] as number) <= wide + space) clear = Math.max(clear, points[i + 1] as number);
  }
  const y = Math.max(clear + space, main.height - height);
  let x = 0;
  const frames = groups.map((group, g) => {
    const frame = place(group, { x, y, width: widths[g] as number, height });
    x += frame.width + space;
    return frame;
  });
  return { width: Math.max(main.width, wide), height: Math.max(main.height, y + height), x: 0, y: 0, frames };
}

function place(group: Size, frame: Omit<Placed, 'scale'>): Placed {
  const short = Math.min(frame.width, frame.height);
  const scale = Math.min(
    (frame.width - 2 * PAD * short) / group.width,
    (frame.height - (PAD + FOOT) * short) / group.height,
    LARGEST_SCALE,
  );
  return { ...frame, scale };
}

/** Of the middle of what is drawn in a frame. */
export function middleOfFrame({ x, y, width, height }: Placed): readonly [number, number] {
  const short = Math.min(width, height);
  return [x + width / 2, y + (height + (PAD - FOOT) * short) / 2];
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
