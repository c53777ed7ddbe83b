// Rings from arcs: the boundary of a set of zones whose borders are cut into shared arcs.
//
// Every arc counts +1 for each ring that runs along it and −1 for each that runs against it. Inside the set the two
// sides cancel; so do both sides of a spike. What is left is a boundary, and boundaries close. Where several rings meet
// in one point, the walk keeps to the face at its left, and a ring that meets itself is cut there: all rings are simple.
// (`merge` of topojson-client keeps one end per point, and loses whole rings where four borders meet in one.)

import type { Position } from '../model/records.ts';
import { ringAreaKm2 } from './sphere.ts';

/** Rings as topojson numbers them: arc i along, ~i against it. */
type ArcRing = readonly number[];

/** Polygons, outer ring first and its holes behind; outer rings counterclockwise, holes clockwise, rings closed. */
export function stitch(arcs: readonly (readonly Position[])[], rings: Iterable<ArcRing>): Position[][][] {
  const net = new Map<number, number>();
  for (const ring of rings) {
    for (const arc of ring) {
      const index = arc < 0 ? ~arc : arc;
      net.set(index, (net.get(index) ?? 0) + (arc < 0 ? -1 : 1));
    }
  }
  const paths: Path[] = [];
  for (const [index, count] of net) {
    const points = arcs[index]!;
    for (let times = Math.abs(count); times > 0; times--) {
      paths.push(pathOf(count > 0 ? points : [...points].reverse()));
    }
  }
  return nest(walk(paths).flatMap(simpleRings));
}

interface Path {
  readonly points: readonly Position[];
  readonly start: string;
  readonly end: string;
  /** angles of the first step, and of the last one seen from its end; radians */
  readonly leaves: number;
  readonly arrives: number;
  used: boolean;
}

const keyOf = (point: Position) => `${point[0]},${point[1]}`;
const angle = (from: Position, to: Position) => Math.atan2(to[1]! - from[1]!, to[0]! - from[0]!);

function pathOf(points: readonly Position[]): Path {
  const last = points.length - 1;
  return {
    points,
    start: keyOf(points[0]!),
    end: keyOf(points[last]!),
    leaves: angle(points[0]!, points[1]!),
    arrives: angle(points[last]!, points[last - 1]!),
    used: false,
  };
}

/** A closed walk; `keys`: of the points where a path begins, the only ones where it may meet itself, else null. */
interface Walk {
  readonly points: readonly Position[];
  readonly keys: readonly (string | null)[];
}

/** Closed walks along the paths, each path once, the inside always at the left. */
function walk(paths: readonly Path[]): Walk[] {
  const from = new Map<string, Path[]>();
  for (const path of paths) {
    const others = from.get(path.start);
    if (others) others.push(path);
    else from.set(path.start, [path]);
  }
  const walks: Walk[] = [];
  for (const first of paths) {
    if (first.used) continue;
    const points: Position[] = [];
    const keys: (string | null)[] = [];
    let path: Path | null = first;
    while (path) {
      path.used = true;
      for (let i = 0; i + 1 < path.points.length; i++) {
        points.push(path.points[i]!);
        keys.push(i === 0 ? path.start : null);
      }
      path = path.end === first.start ? null : next(path, from.get(path.end) ?? []);
    }
    points.push(points[0]!);
    keys.push(first.start);
    walks.push({ points, keys });
  }
  return walks;
}

/** The first way on, turning clockwise from where the path came. */
function next({ arrives }: Path, ways: readonly Path[]): Path | null {
  let best: Path | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const way of ways) {
    if (way.used) continue;
    const turn = arrives - way.leaves;
    const clockwise = turn > 0 ? turn : turn + 2 * Math.PI;
    if (clockwise < least) {
      least = clockwise;
      best = way;
    }
  }
  return best;
}

/** A closed walk cut wherever it meets itself. */
function simpleRings({ points, keys }: Walk): Position[][] {
  const rings: Position[][] = [];
  const open: Position[] = [];
  const openKeys: (string | null)[] = [];
  const at = new Map<string, number>();
  points.forEach((point, i) => {
    const key = keys[i]!;
    const before = key === null ? undefined : at.get(key);
    if (before !== undefined) {
      const loop = open.splice(before);
      for (const other of openKeys.splice(before)) if (other !== null) at.delete(other);
      rings.push([...loop, point]);
    }
    if (key !== null) at.set(key, open.length);
    open.push(point);
    openKeys.push(key);
  });
  return rings.filter(loop => loop.length >= 4 && ringAreaKm2(loop) !== 0);
}

/** Holes to the smallest outer ring around them. */
function nest(rings: readonly Position[][]): Position[][][] {
  const outer: { polygon: Position[][]; area: number }[] = [];
  const holes: Position[][] = [];
  for (const ring of rings) {
    const area = -ringAreaKm2(ring);
    if (area > 0) outer.push({ polygon: [ring], area });
    else holes.push(ring);
  }
  outer.sort((a, b) => a.area - b.area);
  for (const hole of holes) {
    const [a, b] = [hole[0]!, hole[1]!];
    // the middle of an edge: corners may stand on the outer ring
    const [x, y] = [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2];
    outer.find(({ polygon }) => holds(polygon[0]!, x, y))?.polygon.push(hole);
  }
  return outer.reverse().map(({ polygon }) => polygon);
}

function holds(ring: readonly Position[], x: number, y: number): boolean {
  let inside = false;
  for (let e = 0; e + 1 < ring.length; e++) {
    const [ax, ay] = [ring[e]![0]!, ring[e]![1]!];
    const [bx, by] = [ring[e + 1]![0]!, ring[e + 1]![1]!];
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
  }
  return inside;
}
