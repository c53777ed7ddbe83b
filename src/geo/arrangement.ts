// Rebuild of an invalid shape. All rings of a zone are cut where they meet (noding), each piece of line is asked what
// lies on its two sides, the pieces with the zone on exactly one side are its true border, and these are joined to
// simple rings. Inside means: in the outer ring of some part by the even–odd rule, and in none of that part's holes.
// Pieces keep their vertices, so what was shared with a neighbor still is; new vertices appear at crossings only.

import type { MultiPolygon, Position } from '../model/records.ts';
import { meets, orient, overlappingPairs, segmentsOf } from './crossings.ts';
import { insideRing, signedArea2 } from './rings.ts';

/** rounds of noding: a rounded crossing may, rarely, create another one next to it */
const MAX_ROUNDS = 6;
/** degrees: crossings closer than ten micrometers to a vertex, or to each other, are one vertex */
const MERGE = 1e-10;
/** twice a planar area in square degrees, about a square centimeter: less is rounding, not land */
const NO_AREA = 1e-14;

/** One line of the zone's shape, with the part it belongs to. */
export interface PartRing {
  readonly part: number;
  readonly hole: boolean;
  readonly ring: Position[];
}

/** The same region as valid polygons: outer rings counterclockwise, holes clockwise; empty when nothing is left. */
export function rebuild(rings: readonly PartRing[]): MultiPolygon['coordinates'] {
  const vertices = snapper();
  let lines = rings.map(({ ring }) => withoutRepeats(ring.map(p => vertices.snap(p[0]!, p[1]!, p))));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const cut = node(lines, vertices);
    if (cut === null) break;
    lines = cut;
  }
  const edges = uniqueEdges(lines);
  return assemble(trace(borderEdges(edges, rings)));
}

/** The lines with a vertex wherever they meet, or null when they already have one everywhere. */
function node(lines: Position[][], vertices: Snapper): Position[][] | null {
  const segments = segmentsOf(lines);
  const { ends } = segments;
  const cuts = new Map<number, Position[]>();
  const cut = (s: number, p: Position) => {
    const i = s * 4;
    if ((p[0] === ends[i] && p[1] === ends[i + 1]) || (p[0] === ends[i + 2] && p[1] === ends[i + 3])) return;
    const list = cuts.get(s);
    if (list) list.push(p);
    else cuts.set(s, [p]);
  };
  overlappingPairs(segments, (s, t) => {
    if (!meets(ends, s, t)) return false;
    const [ax, ay, bx, by] = ends.subarray(s * 4, s * 4 + 4) as unknown as [number, number, number, number];
    const [cx, cy, dx, dy] = ends.subarray(t * 4, t * 4 + 4) as unknown as [number, number, number, number];
    const c = orient(ax, ay, bx, by, cx, cy);
    const d = orient(ax, ay, bx, by, dx, dy);
    const a = orient(cx, cy, dx, dy, ax, ay);
    const b = orient(cx, cy, dx, dy, bx, by);
    if (c === 0 && within(cx, cy, ax, ay, bx, by)) cut(s, [cx, cy]);
    if (d === 0 && within(dx, dy, ax, ay, bx, by)) cut(s, [dx, dy]);
    if (a === 0 && within(ax, ay, cx, cy, dx, dy)) cut(t, [ax, ay]);
    if (b === 0 && within(bx, by, cx, cy, dx, dy)) cut(t, [bx, by]);
    if (c * d < 0 && a * b < 0) {
      const u = c / (c - d);
      const p = vertices.snap(cx + u * (dx - cx), cy + u * (dy - cy));
      cut(s, p);
      cut(t, p);
    }
    return false;
  });
  if (cuts.size === 0) return null;
  let s = 0;
  return lines.map(line => {
    const out: Position[] = [line[0]!];
    for (let i = 1; i < line.length; i++, s++) {
      const a = line[i - 1]!;
      const list = cuts.get(s);
      if (list) {
        const along = (p: Position) => Math.abs(p[0]! - a[0]!) + Math.abs(p[1]! - a[1]!);
        list.sort((p, q) => along(p) - along(q));
        for (const p of list) {
          const last = out.at(-1)!;
          if (p[0] !== last[0] || p[1] !== last[1]) out.push(p);
        }
      }
      const b = line[i]!;
      const last = out.at(-1)!;
      if (b[0] !== last[0] || b[1] !== last[1]) out.push(b);
    }
    return out;
  });
}

interface Snapper {
  /** the vertex at or next to the place; `p`, or a new one, when there is none yet */
  snap(x: number, y: number, p?: Position): Position;
}

/** Vertices by squares of side MERGE: new ones near an old one become it, so that rounding does not split a vertex. */
function snapper(): Snapper {
  const squares = new Map<string, Position>();
  return {
    snap(x, y, p = [x, y]) {
      const [column, row] = [Math.round(x / MERGE), Math.round(y / MERGE)];
      for (const dx of [0, -1, 1]) {
        for (const dy of [0, -1, 1]) {
          const near = squares.get(`${column + dx},${row + dy}`);
          if (near) return near;
        }
      }
      squares.set(`${column},${row}`, p);
      return p;
    },
  };
}

const withoutRepeats = (line: readonly Position[]): Position[] =>
  line.filter((p, i) => i === 0 || p[0] !== line[i - 1]![0] || p[1] !== line[i - 1]![1]);

/** p, known to be on the line of a and b, is between them */
const within = (px: number, py: number, ax: number, ay: number, bx: number, by: number): boolean =>
  px >= Math.min(ax, bx) && px <= Math.max(ax, bx) && py >= Math.min(ay, by) && py <= Math.max(ay, by);

/** A piece of line between vertices a and b, and the lines that run over it an odd number of times. */
interface Edge {
  readonly a: Position;
  readonly b: Position;
  readonly odd: Set<number>;
}

const key = (p: Position): string => `${p[0]! + 0},${p[1]! + 0}`;

function uniqueEdges(lines: readonly Position[][]): Edge[] {
  const edges = new Map<string, Edge>();
  lines.forEach((line, l) => {
    for (let i = 1; i < line.length; i++) {
      const [p, q] = [line[i - 1]!, line[i]!];
      const forward = p[0]! < q[0]! || (p[0] === q[0] && p[1]! < q[1]!);
      const [a, b] = forward ? [p, q] : [q, p];
      const k = `${key(a)} ${key(b)}`;
      const edge = edges.get(k);
      if (!edge) edges.set(k, { a, b, odd: new Set([l]) });
      else if (!edge.odd.delete(l)) edge.odd.add(l);
    }
  });
  return [...edges.values()].filter(edge => edge.odd.size > 0);
}

/** Edges whose extent on one axis contains a value, through buckets of about the mean extent. */
function stabbing(edges: readonly Edge[], axis: 0 | 1): (at: number) => readonly Edge[] {
  const low = edges.reduce((m, e) => Math.min(m, e.a[axis]!, e.b[axis]!), Infinity);
  const high = edges.reduce((m, e) => Math.max(m, e.a[axis]!, e.b[axis]!), -Infinity);
  const count = Math.max(1, Math.min(edges.length, 4096));
  const slot = (v: number) => Math.min(count - 1, Math.floor(((v - low) / (high - low || 1)) * count));
  const buckets: Edge[][] = Array.from({ length: count }, () => []);
  for (const edge of edges) {
    const [from, to] = [slot(edge.a[axis]!), slot(edge.b[axis]!)];
    for (let k = Math.min(from, to); k <= Math.max(from, to); k++) buckets[k]!.push(edge);
  }
  return at => buckets[slot(at)]!;
}

/** Directed border pieces, the zone on their left. */
function borderEdges(edges: readonly Edge[], rings: readonly PartRing[]): [Position, Position][] {
  const parts = new Map<number, { shell: number; holes: number[] }>();
  rings.forEach(({ part, hole }, l) => {
    const entry = parts.get(part) ?? { shell: -1, holes: [] };
    if (hole) entry.holes.push(l);
    else entry.shell = l;
    parts.set(part, entry);
  });
  const regions = [...parts.values()].filter(({ shell }) => shell >= 0);
  const inside = (odd: ReadonlySet<number>) =>
    regions.some(({ shell, holes }) => odd.has(shell) && !holes.some(h => odd.has(h)));
  const toggle = (set: Set<number>, lines: Iterable<number>) => {
    for (const l of lines) if (!set.delete(l)) set.add(l);
  };
  const byX = stabbing(edges, 0);
  const byY = stabbing(edges, 1);
  const border: [Position, Position][] = [];
  for (const edge of edges) {
    // a ray from the middle, up (or to the right for steep edges), counts what it crosses; the edge itself not
    const steep = Math.abs(edge.b[0]! - edge.a[0]!) < Math.abs(edge.b[1]! - edge.a[1]!);
    const along = steep ? 1 : 0;
    const across = steep ? 0 : 1;
    const mid = (edge.a[along]! + edge.b[along]!) / 2;
    const level = (edge.a[across]! + edge.b[across]!) / 2;
    const beyond = new Set<number>();
    for (const other of (steep ? byY : byX)(mid)) {
      if (other === edge) continue;
      const { a, b } = other;
      if (a[along]! > mid === b[along]! > mid) continue;
      const at = a[across]! + ((mid - a[along]!) / (b[along]! - a[along]!)) * (b[across]! - a[across]!);
      if (at > level) toggle(beyond, other.odd);
    }
    const before = new Set(beyond);
    toggle(before, edge.odd);
    const far = inside(beyond);
    if (far === inside(before)) continue;
    // left of a→b: above when a→b goes to the right, left of it when a→b goes up
    const goesUp = steep ? edge.b[1]! > edge.a[1]! : edge.b[0]! > edge.a[0]!;
    const leftIsFar = steep ? !goesUp : goesUp;
    border.push(far === leftIsFar ? [edge.a, edge.b] : [edge.b, edge.a]);
  }
  return border;
}

/** Simple closed rings out of directed pieces: at a vertex with several ways, the next one clockwise keeps to one face. */
function trace(border: readonly [Position, Position][]): Position[][] {
  const out = new Map<string, Position[]>();
  for (const [a, b] of border) {
    const list = out.get(key(a));
    if (list) list.push(b);
    else out.set(key(a), [b]);
  }
  const take = (from: Position, at: Position): Position | null => {
    const list = out.get(key(at));
    if (!list || list.length === 0) return null;
    if (list.length === 1) return list.pop()!;
    const back = Math.atan2(from[1]! - at[1]!, from[0]! - at[0]!);
    let best = 0;
    let least = Infinity;
    list.forEach((to, i) => {
      let turn = back - Math.atan2(to[1]! - at[1]!, to[0]! - at[0]!);
      if (turn <= 0) turn += 2 * Math.PI;
      if (turn < least) [least, best] = [turn, i];
    });
    return list.splice(best, 1)[0]!;
  };
  const rings: Position[][] = [];
  for (const [start] of border) {
    for (;;) {
      const first = out.get(key(start))?.pop();
      if (!first) break;
      const path: Position[] = [start, first];
      const place = new Map([
        [key(start), 0],
        [key(first), 1],
      ]);
      while (path.length > 1) {
        const next = take(path.at(-2)!, path.at(-1)!);
        if (!next) break;
        const seen = place.get(key(next));
        if (seen === undefined) {
          place.set(key(next), path.length);
          path.push(next);
          continue;
        }
        const loop = path.splice(seen + 1);
        for (const p of loop) place.delete(key(p));
        rings.push([path[seen]!, ...loop, path[seen]!]);
        if (path.length === 1) break;
      }
    }
  }
  return rings.filter(ring => ring.length >= 4 && Math.abs(signedArea2(ring)) > NO_AREA);
}

/** Holes into the smallest outer ring around them. */
function assemble(rings: readonly Position[][]): MultiPolygon['coordinates'] {
  const shells = rings
    .filter(ring => signedArea2(ring) > 0)
    .map(ring => ({ area: signedArea2(ring), rings: [ring] }));
  for (const hole of rings.filter(ring => signedArea2(ring) < 0)) {
    const x = (hole[0]![0]! + hole[1]![0]!) / 2;
    const y = (hole[0]![1]! + hole[1]![1]!) / 2;
    const around = shells.filter(
      shell => shell.area > -signedArea2(hole) && insideRing(x, y, shell.rings[0]!),
    );
    around.sort((p, q) => p.area - q.area);
    around[0]?.rings.push(hole);
  }
  return shells.map(shell => shell.rings);
}
