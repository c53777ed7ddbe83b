// The map as it is drawn: zones on a conic conformal projection fitted to them, which keeps shapes as national maps do
// (Lambert 1772; Snyder 1987, chapter 15), on whole units, with the points left out that no eye would miss. Zones that
// share a border share its arc, so that both sides are simplified alike and nothing gapes (Visvalingam and Whyatt 1993).

import { geoConicConformal } from 'd3-geo';
import { presimplify, simplify } from 'topojson-simplify';
import type { Topology } from 'topojson-specification';
import type { MapDrawing } from '../model/drawing.ts';
import type { Position, Zones } from '../model/records.ts';
import { voronoiCells } from './cells.ts';
import { type Borders, bordersOf } from './dissolve.ts';
import { bboxOfPoints, greatCircleKm } from './sphere.ts';

/** Units of the longer side: ten to a pixel of a map of a thousand, one when it is enlarged tenfold. */
const SIDE = 10_000;
/** Points kept of all borders: more would neither be seen nor go into a mail. */
const MOST_POINTS = 100_000;
/** Square units of the triangle that a point makes with its neighbors: less is not seen even enlarged. */
const LEAST_TRIANGLE = 3;

type Plane = Pick<MapDrawing, 'width' | 'height' | 'kmPerUnit' | 'place'>;

/**
 * Null for a map without a place.
 * @param cells the borders are those of Voronoi cells
 */
export function makeDrawing(zones: Zones, { borders, cells }: DrawnBorders): MapDrawing | null {
  const plane = planeOf(zones, borders);
  if (!plane) return null;
  const points = Array.from(zones.id, (_, z) => plane.place(zones.lat[z] as number, zones.lon[z] as number));
  return {
    ...plane,
    cells,
    arcs: simplified(borders.arcs.map(arc => onPlane(arc, plane))),
    zones: borders.zones.map(polygons => polygons.flat()),
    x: Int32Array.from(points, point => point[0]),
    y: Int32Array.from(points, point => point[1]),
  };
}

export interface DrawnBorders {
  readonly borders: Borders;
  readonly cells: boolean;
}

/** Those of the zones or, where none has a shape, of what lies nearest to each. */
export function drawnBorders(zones: Zones, borders: Borders): DrawnBorders {
  const cells = borders.arcs.length === 0;
  return { borders: cells ? bordersOf({ geometry: voronoiCells(zones) }) : borders, cells };
}

/** Points that fall on one another are one, but an arc has two ends. */
function onPlane(arc: readonly Position[], { place }: Plane): Position[] {
  const out: Position[] = [];
  arc.forEach(([lon, lat], i) => {
    const [x, y] = place(lat as number, lon as number);
    const last = out.at(-1);
    if (!last || i === arc.length - 1 || last[0] !== x || last[1] !== y) out.push([x, y]);
  });
  return out;
}

function planeOf(zones: Zones, borders: Borders): Plane | null {
  const box = bboxOfPoints(zones.lat, zones.lon);
  if (!box) return null;
  const [west, south, east, north] = box;
  const inset = (north - south) / 6;
  const project = geoConicConformal()
    .rotate([-(west + east) / 2, 0])
    .parallels([south + inset, north - inset])
    .scale(1)
    .translate([0, 0]);
  const at = (lat: number, lon: number) => project([lon, lat]) ?? [0, 0];
  const bounds = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
  const extend = ([x, y]: readonly [number, number]) => {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  };
  for (let z = 0; z < zones.count; z++) {
    if (Number.isFinite(zones.lat[z])) extend(at(zones.lat[z] as number, zones.lon[z] as number));
  }
  for (const arc of borders.arcs) for (const [lon, lat] of arc) extend(at(lat as number, lon as number));
  const [left, top, right, bottom] = bounds;
  const scale = SIDE / (Math.max(right - left, bottom - top) || 1);
  const place = (lat: number, lon: number): [number, number] => {
    const [x, y] = at(lat, lon);
    return [Math.round((x - left) * scale), Math.round((y - top) * scale)];
  };
  const middle = [(south + north) / 2, (west + east) / 2] as const;
  const up = project([middle[1], middle[0] + 0.1]) ?? [0, 0];
  const here = project([middle[1], middle[0]]) ?? [0, 0];
  const units = Math.hypot(up[0] - here[0], up[1] - here[1]) * scale;
  return {
    width: Math.max(1, Math.round((right - left) * scale)),
    height: Math.max(1, Math.round((bottom - top) * scale)),
    kmPerUnit: greatCircleKm(middle[0], middle[1], middle[0] + 0.1, middle[1]) / units,
    place,
  };
}

function simplified(arcs: Position[][]): Int32Array[] {
  const map: Topology<Record<string, never>> = { type: 'Topology', objects: {}, arcs };
  const weighed = presimplify(map);
  const weights = weighed.arcs.flatMap(arc => arc.map(point => point[2] as number));
  const inner = Float64Array.from(weights.filter(Number.isFinite)).sort();
  // ascending: the lightest go first; ends of arcs stay, however many they are
  const least = inner[Math.max(0, Math.min(inner.length - 1, weights.length - MOST_POINTS))] ?? 0;
  const { arcs: kept } = simplify(weighed, Math.max(LEAST_TRIANGLE, least));
  return kept.map(arc => Int32Array.from(arc.flatMap(point => [point[0] as number, point[1] as number])));
}
