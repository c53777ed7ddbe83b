// Conforming borders: where one zone's border has a vertex that the other side's lacks (a T-junction: drawn so, or left
// by cutting a neighbor), that vertex is put into the other side as well. Then both sides are the same edges, and
// outlines can be dissolved exactly. Only edges that no other zone shares are touched, and none moves by more than the
// tolerance; a map that matches already comes back as the same objects.

import Flatbush from 'flatbush';
import { createShapeList } from '../model/packed-shapes.ts';
import type { MultiPolygon, Position } from '../model/records.ts';
import { FACING_DEFAULTS } from './facing.ts';
import { sharedEdges } from './shared-edges.ts';
import { KM_PER_DEGREE } from './sphere.ts';

type Shape = MultiPolygon['coordinates'];

/** @param toleranceKm how far from an edge a vertex may lie and still be on it: 1 m, five decimals of a degree */
export function conform(
  geometry: readonly (Shape | null)[],
  toleranceKm = FACING_DEFAULTS.junctionKm,
): readonly (Shape | null)[] {
  const { free } = sharedEdges(geometry);
  if (free.count === 0) return geometry;
  // the first end of every free edge is the last end of another: one box each covers all their vertices
  const index = new Flatbush(free.count);
  for (let e = 0; e < free.count; e++) index.add(free.ends[4 * e]!, free.ends[4 * e + 1]!);
  index.finish();

  const tolerance = toleranceKm / KM_PER_DEGREE;
  const inserts = new Map<number, Map<string, Position[]>>();
  for (let e = 0; e < free.count; e++) {
    const found = verticesOn(e);
    if (found.length === 0) continue;
    const zone = free.zone[e]!;
    const edges = inserts.get(zone) ?? new Map<string, Position[]>();
    edges.set(free.ends.slice(4 * e, 4 * e + 4).join(), found);
    inserts.set(zone, edges);
  }
  if (inserts.size === 0) return geometry;
  const refined = createShapeList();
  geometry.forEach((shape, zone) => {
    const edges = inserts.get(zone);
    refined.add(shape && edges ? shape.map(rings => rings.map(ring => refine(ring, edges))) : shape);
  });
  return refined.finish();

  /** vertices of other zones' free edges on the inside of edge e, in its direction */
  function verticesOn(e: number): Position[] {
    const [ax, ay, bx, by] = free.ends.subarray(4 * e, 4 * e + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const shrink = Math.cos((((ay + by) / 2) * Math.PI) / 180);
    const [dx, dy] = [(bx - ax) * shrink, by - ay];
    const length2 = dx * dx + dy * dy;
    const found = new Map<string, { t: number; at: Position }>();
    const reach = tolerance / Math.max(shrink, 1e-6);
    index.search(
      Math.min(ax, bx) - reach,
      Math.min(ay, by) - tolerance,
      Math.max(ax, bx) + reach,
      Math.max(ay, by) + tolerance,
      other => {
        if (free.zone[other] === free.zone[e]) return false;
        const x = free.ends[4 * other]!;
        const y = free.ends[4 * other + 1]!;
        const [qx, qy] = [(x - ax) * shrink, y - ay];
        const t = (qx * dx + qy * dy) / length2;
        const off = Math.abs(qx * dy - qy * dx) / Math.sqrt(length2);
        const isEnd = (x === ax && y === ay) || (x === bx && y === by);
        if (t > 0 && t < 1 && off <= tolerance && !isEnd) found.set(`${x},${y}`, { t, at: [x, y] });
        return false;
      },
    );
    return [...found.values()]
      .sort((p, q) => p.t - q.t || p.at[0]! - q.at[0]! || p.at[1]! - q.at[1]!)
      .map(f => f.at);
  }
}

function refine(ring: Position[], edges: ReadonlyMap<string, Position[]>): Position[] {
  const out: Position[] = [ring[0]!];
  for (let i = 1; i < ring.length; i++) {
    const a = ring[i - 1]!;
    const b = ring[i]!;
    out.push(...(edges.get(`${a[0]},${a[1]},${b[0]},${b[1]}`) ?? []), b);
  }
  return out;
}
