// The map as it is drawn: zones on a plane of whole units (plane.ts), with the points left out that no eye would miss. Zones
// that share a border share its arc, so that both sides are simplified alike and nothing gapes (Visvalingam and Whyatt 1993).

import { presimplify, simplify } from 'topojson-simplify';
import type { Topology } from 'topojson-specification';
import type { MapDrawing } from '../model/drawing.ts';
import type { MultiPolygon, Position, Zones } from '../model/records.ts';
import { voronoiCells } from './cells.ts';
import { type Borders, bordersOf } from './dissolve.ts';
import { farGroups } from './far-groups.ts';
import { type Plane, planeOf } from './plane.ts';

/** Points kept of all borders: more would neither be seen nor go into a mail. */
const MOST_POINTS = 100_000;
/** Square units of the triangle that a point makes with its neighbors: less is not seen even enlarged. */
const LEAST_TRIANGLE = 3;
/** About half a pixel by half a pixel of a picture that is not enlarged. */
const COARSE_TRIANGLE = 40;

/**
 * Null for a map without a place.
 * @param cells the borders are those of Voronoi cells
 */
export function makeDrawing(zones: Zones, { borders, cells }: DrawnBorders): MapDrawing | null {
  const plane = planeOf(zones, borders);
  if (!plane) return null;
  const { width, height, kmPerUnit, insets, insetOf, place, placeIn } = plane;
  const points = Array.from(zones.id, (_, z) =>
    placeIn(insetOf[z] as number, zones.lat[z] as number, zones.lon[z] as number),
  );
  return {
    ...{ width, height, kmPerUnit, insets, insetOf, place, cells },
    arcs: simplified(
      borders.arcs.map((arc, i) => onPlane(arc, plane, plane.insetOfArc[i] as number)),
      LEAST_TRIANGLE,
    ),
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
  return { borders: cells ? bordersOf({ geometry: groupedCells(zones) }) : borders, cells };
}

/** Groups beside the map have nothing in common with it: an ocean is no reason for wide cells. */
function groupedCells(zones: Zones): (MultiPolygon['coordinates'] | null)[] {
  const group = farGroups(zones, []);
  const count = group.reduce((most, g) => Math.max(most, g), 0) + 1;
  const each = Array.from({ length: count }, (_, g) =>
    voronoiCells({ ...zones, lat: zones.lat.map((lat, z) => (group[z] === g ? lat : Number.NaN)) }),
  );
  return Array.from(group, (g, z) => each[g]?.[z] ?? null);
}

/** Points that fall on one another are one, but an arc has two ends. */
function onPlane(arc: readonly Position[], { placeIn }: Plane, inset: number): Position[] {
  const out: Position[] = [];
  arc.forEach(([lon, lat], i) => {
    const [x, y] = placeIn(inset, lat as number, lon as number);
    const last = out.at(-1);
    if (!last || i === arc.length - 1 || last[0] !== x || last[1] !== y) out.push([x, y]);
  });
  return out;
}

/** The same with as few points as a picture of a thousand pixels needs. */
export function coarser(drawing: MapDrawing): MapDrawing {
  const arcs = drawing.arcs.map(arc => {
    const points: Position[] = [];
    for (let i = 0; i < arc.length; i += 2) points.push([arc[i] as number, arc[i + 1] as number]);
    return points;
  });
  return { ...drawing, arcs: simplified(arcs, COARSE_TRIANGLE) };
}

function simplified(arcs: Position[][], leastTriangle: number): Int32Array[] {
  const map: Topology<Record<string, never>> = { type: 'Topology', objects: {}, arcs };
  const weighed = presimplify(map);
  const weights = weighed.arcs.flatMap(arc => arc.map(point => point[2] as number));
  const inner = Float64Array.from(weights.filter(Number.isFinite)).sort();
  // ascending: the lightest go first; ends of arcs stay, however many they are
  const least = inner[Math.max(0, Math.min(inner.length - 1, weights.length - MOST_POINTS))] ?? 0;
  const { arcs: kept } = simplify(weighed, Math.max(leastTriangle, least));
  return kept.map(arc => Int32Array.from(arc.flatMap(point => [point[0] as number, point[1] as number])));
}
