// The Delaunay triangulation of points on the sphere: the stereographic projection maps circles to circles, so the
// plane triangulation of projected points is the spherical one, wherever on Earth they lie (antimeridian and poles
// included), save for triangles around the antipode of their center, where there are no points.
// It contains each point's nearest neighbor and the minimum spanning tree: what neighbors and bridges are made from.

import { Delaunay } from 'd3-delaunay';
import { EARTH_RADIUS_KM, greatCircleKm } from './sphere.ts';

export interface Triangulation {
  /** edges between distinct points, at 2e and 2e + 1, smaller index first; each once */
  readonly edges: Int32Array;
  /** km, parallel to edges */
  readonly km: Float64Array;
  /** corners of the triangles, at 3t; empty when all points lie on one line */
  readonly triangles: Int32Array;
  /** first point (smallest index) at the same place; itself when it is alone. Only these carry edges. */
  readonly twin: Int32Array;
}

/** Degrees; all finite. Any number of points, coincident and collinear ones too. */
export function triangulate(lats: ArrayLike<number>, lons: ArrayLike<number>): Triangulation {
  const n = lats.length;
  const plane = stereographic(lats, lons);
  const twin = twins(plane, n);
  const points: number[] = [];
  for (let i = 0; i < n; i++) if (twin[i] === i) points.push(i);
  const flat = new Float64Array(points.length * 2);
  points.forEach((p, k) => {
    flat[k * 2] = plane[p * 2]!;
    flat[k * 2 + 1] = plane[p * 2 + 1]!;
  });
  // d3-delaunay says so when all points lie on one line; its types do not know
  const delaunay: Delaunay<unknown> & { collinear?: Int32Array } = new Delaunay(flat);
  const edges: number[] = [];
  const add = (p: number, q: number) =>
    edges.push(Math.min(points[p]!, points[q]!), Math.max(points[p]!, points[q]!));
  const flatLine = delaunay.collinear !== undefined || points.length < 3;
  const triangles = new Int32Array(flatLine ? 0 : delaunay.triangles.length);
  if (flatLine) {
    const line = alongLine(flat);
    for (let k = 1; k < line.length; k++) add(line[k - 1]!, line[k]!);
  } else {
    const { halfedges, triangles: corners } = delaunay;
    for (let h = 0; h < halfedges.length; h++) {
      triangles[h] = points[corners[h]!]!;
      if (halfedges[h]! > h) continue; // the twin half edge will add it; −1 is the hull
      add(corners[h]!, corners[h % 3 === 2 ? h - 2 : h + 1]!);
    }
  }
  const km = new Float64Array(edges.length / 2);
  for (let e = 0; e < km.length; e++) {
    const [p, q] = [edges[e * 2]!, edges[e * 2 + 1]!];
    km[e] = greatCircleKm(lats[p]!, lons[p]!, lats[q]!, lons[q]!);
  }
  return { edges: Int32Array.from(edges), km, triangles, twin };
}

/** Plane coordinates at 2i, 2i + 1, seen from the point opposite to the mean of all. */
function stereographic(lats: ArrayLike<number>, lons: ArrayLike<number>): Float64Array {
  const n = lats.length;
  const rad = Math.PI / 180;
  const out = new Float64Array(n * 2);
  const xyz = new Float64Array(n * 3);
  let [sx, sy, sz] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const cos = Math.cos(lats[i]! * rad);
    const x = cos * Math.cos(lons[i]! * rad);
    const y = cos * Math.sin(lons[i]! * rad);
    const z = Math.sin(lats[i]! * rad);
    xyz.set([x, y, z], i * 3);
    sx += x;
    sy += y;
    sz += z;
  }
  const length = Math.hypot(sx, sy, sz);
  // points all around the globe have no mean: any center will do
  const [cx, cy, cz] = length > 1e-9 ? [sx / length, sy / length, sz / length] : [1, 0, 0];
  const across = Math.hypot(cx, cy);
  const [ex, ey] = across > 1e-9 ? [-cy / across, cx / across] : [0, 1];
  const [nx, ny, nz] = [-cz * ey, cz * ex, cx * ey - cy * ex];
  for (let i = 0; i < n; i++) {
    const [x, y, z] = [xyz[i * 3]!, xyz[i * 3 + 1]!, xyz[i * 3 + 2]!];
    // in km at the center
    const k = (2 * EARTH_RADIUS_KM) / Math.max(1e-9, 1 + x * cx + y * cy + z * cz);
    out[i * 2] = round((x * ex + y * ey) * k);
    out[i * 2 + 1] = round((x * nx + y * ny + z * nz) * k);
  }
  return out;
}

/** Indices of points on a line, in order: along the axis on which they reach farther. */
function alongLine(flat: Float64Array): number[] {
  const order = Array.from({ length: flat.length / 2 }, (_, k) => k);
  const extent = (axis: 0 | 1) => {
    const values = order.map(k => flat[k * 2 + axis]!);
    return (
      values.reduce((m, v) => Math.max(m, v), -Infinity) - values.reduce((m, v) => Math.min(m, v), Infinity)
    );
  };
  const axis = extent(0) >= extent(1) ? 0 : 1;
  return order.sort((p, q) => flat[p * 2 + axis]! - flat[q * 2 + axis]! || p - q);
}

/** km, a quarter of a millimeter: points closer than that are one, which spares the triangulation the doubt */
const GRAIN = 2 ** -22;
const round = (v: number): number => Math.round(v / GRAIN) * GRAIN + 0;

function twins(plane: Float64Array, n: number): Int32Array {
  const order = new Uint32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  order.sort((i, j) => plane[i * 2]! - plane[j * 2]! || plane[i * 2 + 1]! - plane[j * 2 + 1]! || i - j);
  const twin = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    const i = order[k]!;
    const before = k > 0 ? order[k - 1]! : -1;
    const same =
      before >= 0 && plane[i * 2] === plane[before * 2] && plane[i * 2 + 1] === plane[before * 2 + 1];
    twin[i] = same ? twin[before]! : i;
  }
  return twin;
}
