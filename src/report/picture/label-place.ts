// Where a sector's label stands: in the middle of the widest room inside it, as large as fits (polylabel, the pole of
// inaccessibility). The plane is squeezed by the label's own proportions, so that the largest circle is room for its box.

import polylabel from 'polylabel';
import { type Arc, type ArcRing, ringPoints } from '../../model/drawing.ts';

type Point = [number, number];

export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  /** of the letters, in units of the map */
  readonly size: number;
}

/** Bold capitals and digits by the size of the letters: width of one, height. */
const LETTER_WIDTH = 0.66;
const LETTER_HEIGHT = 0.73;
/** Of the middle of a line of capitals above its baseline. */
export const HALF_CAPITAL = 0.36;

/**
 * @param dots what the label keeps off, if there is room elsewhere: x, y
 * @param around units that it keeps off them
 * @returns null where there is nothing to stand on
 */
export function labelPlace(
  arcs: readonly Arc[],
  outline: readonly ArcRing[],
  text: string,
  { dots = [], around = 0 }: { dots?: readonly (readonly [number, number])[]; around?: number } = {},
): LabelPlace | null {
  const squeeze = ([...text].length * LETTER_WIDTH) / LETTER_HEIGHT;
  const rings = outline
    .map(ring => pairs(ringPoints(arcs, ring), squeeze))
    .filter(ring => ring.length > 3)
    .sort((a, b) => area(b) - area(a));
  if (rings.length === 0) return null;
  const holes = dots.map(([x, y]): Point[] => {
    const [w, h] = [around / squeeze, around];
    const [cx, cy] = [x / squeeze, y];
    return [
      [cx - w, cy - h],
      [cx + w, cy - h],
      [cx + w, cy + h],
      [cx - w, cy + h],
      [cx - w, cy - h],
    ];
  });
  const at = polylabel([...rings, ...holes], 20);
  // a box whose sides are as its ellipse's is inside it at 1 : √2
  const size = (at.distance * Math.SQRT2) / LETTER_HEIGHT;
  return { x: (at[0] as number) * squeeze, y: at[1] as number, size };
}

function pairs(points: readonly number[], squeeze: number): Point[] {
  const out: Point[] = [];
  for (let i = 0; i < points.length; i += 2) {
    out.push([(points[i] as number) / squeeze, points[i + 1] as number]);
  }
  if (out[0]) out.push(out[0]);
  return out;
}

function area(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1] as Point, ring[i] as Point];
    sum += a[0] * b[1] - b[0] * a[1];
  }
  return Math.abs(sum);
}
