// A map that is ready to be drawn: zones as rings of arcs that neighbors share, on a plane of whole units, y downwards.
// What follows from who shares which arc is here too, so that the report and the script of its page use the same code.

import { powerOf } from './power.ts';

/** x0, y0, x1, y1 … of a border between two places where three zones or more meet, or of a coast. */
export type Arc = ArrayLike<number>;

/** Arcs as topojson numbers them: arc i along, ~i against it. */
export type ArcRing = readonly number[];

/** A frame beside the map for zones far from all others, at a scale of its own. */
export interface Inset {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly kmPerUnit: number;
}

export interface MapDrawing {
  /** insets included */
  readonly width: number;
  readonly height: number;
  /** in the middle of the map */
  readonly kmPerUnit: number;
  readonly insets: readonly Inset[];
  /** the inset of each zone, −1 for the map itself */
  readonly insetOf: Int32Array;
  /** zones are points, and drawn as what lies nearest to them */
  readonly cells: boolean;
  readonly arcs: readonly Arc[];
  /** rings of each zone, holes among them; none for a zone without a shape */
  readonly zones: readonly (readonly ArcRing[])[];
  /** the point of each zone */
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly place: (lat: number, lon: number) => readonly [x: number, y: number];
}

/** Closed rings around some zones: what two of them share is inside and vanishes. To be filled by even–odd. */
export function outlineOf(arcs: readonly Arc[], zones: Iterable<readonly ArcRing[]>): ArcRing[] {
  const net = new Map<number, number>();
  for (const rings of zones) {
    for (const ring of rings) {
      for (const arc of ring) {
        const index = arc < 0 ? ~arc : arc;
        net.set(index, (net.get(index) ?? 0) + (arc < 0 ? -1 : 1));
      }
    }
  }
  const from = new Map<string, number[]>();
  for (const [index, count] of net) {
    const arc = count > 0 ? index : ~index;
    for (let times = Math.abs(count); times > 0; times--) {
      const start = endOf(arcs, arc, false);
      const others = from.get(start);
      if (others) others.push(arc);
      else from.set(start, [arc]);
    }
  }
  const rings: ArcRing[] = [];
  for (const open of from.values()) {
    for (let arc = open.pop(); arc !== undefined; arc = open.pop()) {
      const ring = [];
      // as many arcs leave a point as arrive there: every walk ends where it began
      for (let next: number | undefined = arc; next !== undefined; ) {
        ring.push(next);
        next = from.get(endOf(arcs, next, true))?.pop();
      }
      rings.push(ring);
    }
  }
  return rings;
}

function endOf(arcs: readonly Arc[], arc: number, last: boolean): string {
  const points = arcs[arc < 0 ? ~arc : arc] as Arc;
  const at = last === arc >= 0 ? points.length - 2 : 0;
  return `${points[at]},${points[at + 1]}`;
}

/** x0, y0, x1, y1 … of a closed ring, its first point not repeated. */
export function ringPoints(arcs: readonly Arc[], ring: ArcRing): number[] {
  const out: number[] = [];
  for (const arc of ring) {
    const points = arcs[arc < 0 ? ~arc : arc] as Arc;
    const n = points.length / 2;
    // the last point is the first one of the next arc
    for (let i = 0; i < n - 1; i++) {
      const at = arc < 0 ? n - 1 - i : i;
      out.push(points[2 * at] as number, points[2 * at + 1] as number);
    }
  }
  return out;
}

/** The `d` of an SVG path. */
export function ringPath(arcs: readonly Arc[], rings: readonly ArcRing[]): string {
  return rings.map(ring => `${lineText(ringPoints(arcs, ring))}z`).join('');
}

/** Points → `M10 20l3-4 5 6`: relative steps are shorter. */
export function lineText(points: Arc): string {
  let text = `M${points[0]} ${points[1]}`;
  for (let i = 2; i < points.length; i += 2) {
    const dx = (points[i] as number) - (points[i - 2] as number);
    const dy = (points[i + 1] as number) - (points[i - 1] as number);
    text += `${i === 2 ? 'l' : dx < 0 ? '' : ' '}${dx}${dy < 0 ? '' : ' '}${dy}`;
  }
  return text;
}

/** The longest round length in km, 1, 2 or 5 times a power of ten, of at most so many km. */
export function roundKm(most: number): number {
  const power = powerOf(10, Math.floor(Math.log10(most || 1)));
  return [5, 2, 1].map(step => step * power).find(length => length <= most) ?? power;
}
