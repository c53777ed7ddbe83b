// The plane that a map is drawn on: a conic conformal projection fitted to the zones, which keeps shapes as national maps do
// (Lambert 1772; Snyder 1987, chapter 15), whole units, y downwards. Groups of zones far from all others have a projection
// and a frame of their own.

import { geoConicConformal } from 'd3-geo';
import type { Inset, MapDrawing } from '../model/drawing.ts';
import type { Position, Zones } from '../model/records.ts';
import type { Borders } from './dissolve.ts';
import { farGroups } from './far-groups.ts';
import { layoutInsets, middleOfFrame, type Placed } from './inset-layout.ts';
import { bboxOfPoints, greatCircleKm, lonDelta } from './sphere.ts';

/** Units of the longer side: ten to a pixel of a map of a thousand, one when it is enlarged tenfold. */
const SIDE = 10_000;

export interface Plane
  extends Pick<MapDrawing, 'width' | 'height' | 'kmPerUnit' | 'insets' | 'insetOf' | 'place'> {
  /** of each arc; −1 for the map itself */
  readonly insetOfArc: Int32Array;
  /** as `place`, in an inset, or −1 for the map */
  readonly placeIn: (inset: number, lat: number, lon: number) => readonly [x: number, y: number];
}

/** Null for zones without a place. */
export function planeOf(zones: Zones, borders: Borders): Plane | null {
  const ofArc = new Int32Array(borders.arcs.length).fill(-1);
  const group = farGroups(zones, joined(borders, ofArc));
  const count = group.reduce((most, g) => Math.max(most, g), 0) + 1;
  const views = Array.from({ length: count }, (_, g) => viewOf(zones, borders, group, ofArc, g));
  const main = views[0];
  if (!main) return null;
  const layout = layoutOf(views as View[], borders, ofArc, group);
  const scale = SIDE / (Math.max(layout.width, layout.height) || 1);
  const placers = (views as View[]).map((view, g) => {
    // from the projection's own units to those of the plane
    const frame = layout.frames[g - 1];
    const factor = frame ? (frame.scale * scale * view.km) / main.km : scale;
    const [midX, midY] = frame ? middleOfFrame(frame) : [0, 0];
    const [offX, offY] = frame
      ? [midX * scale - (factor * view.width) / 2, midY * scale - (factor * view.height) / 2]
      : [layout.x * scale, layout.y * scale];
    const place = (lat: number, lon: number): readonly [number, number] => {
      const [x, y] = view.at(lat, lon);
      return [Math.round((x - view.left) * factor + offX), Math.round((y - view.top) * factor + offY)];
    };
    return { place, kmPerUnit: view.km / factor };
  });
  const insets: Inset[] = layout.frames.map((frame, g) => ({
    x: Math.round(frame.x * scale),
    y: Math.round(frame.y * scale),
    width: Math.round(frame.width * scale),
    height: Math.round(frame.height * scale),
    kmPerUnit: (placers[g + 1] as (typeof placers)[number]).kmPerUnit,
  }));
  const placeIn: Plane['placeIn'] = (inset, lat, lon) =>
    (placers[inset + 1] as (typeof placers)[number]).place(lat, lon);
  const insetOf = group.map(g => g - 1);
  return {
    width: Math.max(1, Math.round(layout.width * scale)),
    height: Math.max(1, Math.round(layout.height * scale)),
    kmPerUnit: (placers[0] as (typeof placers)[number]).kmPerUnit,
    insets,
    insetOf,
    insetOfArc: ofArc.map(z => (z < 0 ? -1 : (insetOf[z] as number))),
    placeIn,
    place: (lat, lon) =>
      placeIn(insets.length === 0 ? -1 : (insetOf[nearest(zones, lat, lon)] ?? -1), lat, lon),
  };
}

/** Zones that share an arc; `ofArc` is told a zone of each arc. */
function joined({ zones }: Borders, ofArc: Int32Array): [number, number][] {
  const pairs: [number, number][] = [];
  zones.forEach((polygons, z) => {
    for (const arc of polygons.flat(2)) {
      const index = arc < 0 ? ~arc : arc;
      const other = ofArc[index] as number;
      if (other >= 0 && other !== z) pairs.push([other, z]);
      ofArc[index] = z;
    }
  });
  return pairs;
}

interface View {
  readonly at: (lat: number, lon: number) => readonly [number, number];
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** of one unit of the projection, in the middle */
  readonly km: number;
}

/** The projection fitted to one group, on its own; null for none that has a place. */
function viewOf(
  zones: Zones,
  borders: Borders,
  group: Int32Array,
  ofArc: Int32Array,
  g: number,
): View | null {
  const lats = zones.lat.map((lat, z) => (group[z] === g ? lat : Number.NaN));
  const box = bboxOfPoints(lats, zones.lon);
  if (!box) return null;
  const [west, south, east, north] = box;
  const inset = (north - south) / 6;
  const project = geoConicConformal()
    .rotate([-(west + east) / 2, 0])
    .parallels([south + inset, north - inset])
    .scale(1)
    .translate([0, 0]);
  const at = (lat: number, lon: number) => project([lon, lat]) ?? ([0, 0] as const);
  const bounds = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
  const extend = ([x, y]: readonly [number, number]) => {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  };
  for (let z = 0; z < zones.count; z++) {
    if (Number.isFinite(lats[z])) extend(at(zones.lat[z] as number, zones.lon[z] as number));
  }
  borders.arcs.forEach((arc, i) => {
    const z = ofArc[i] as number;
    if ((z < 0 ? 0 : group[z]) === g) for (const [lon, lat] of arc) extend(at(lat as number, lon as number));
  });
  const middle = [(south + north) / 2, (west + east) / 2] as const;
  const up = at(middle[0] + 0.1, middle[1]);
  const here = at(middle[0], middle[1]);
  const km =
    greatCircleKm(middle[0], middle[1], middle[0] + 0.1, middle[1]) /
    Math.hypot(up[0] - here[0], up[1] - here[1]);
  const [left, top, right, bottom] = bounds;
  return { at, left, top, width: right - left, height: bottom - top, km };
}

interface Layout {
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
  readonly frames: readonly Placed[];
}

/** In the units of the map's own projection. */
function layoutOf(views: readonly View[], borders: Borders, ofArc: Int32Array, group: Int32Array): Layout {
  const [main, ...others] = views as [View, ...View[]];
  if (others.length === 0) return { width: main.width, height: main.height, x: 0, y: 0, frames: [] };
  const points: number[] = [];
  borders.arcs.forEach((arc: readonly Position[], i) => {
    const z = ofArc[i] as number;
    if (z >= 0 && group[z] !== 0) return;
    for (const [lon, lat] of arc) {
      const [x, y] = main.at(lat as number, lon as number);
      points.push(x - main.left, y - main.top);
    }
  });
  // one zone that is a point has a size all the same
  const least = main.width / 1e4 || 1e-6;
  const sizes = others.map(view => ({
    width: Math.max(least, (view.width * view.km) / main.km),
    height: Math.max(least, (view.height * view.km) / main.km),
  }));
  return layoutInsets(main, points, sizes);
}

function nearest({ count, lat, lon }: Zones, toLat: number, toLon: number): number {
  let best = -1;
  let least = Infinity;
  const east = Math.cos((toLat * Math.PI) / 180);
  for (let z = 0; z < count; z++) {
    const away = Math.hypot((lat[z] as number) - toLat, lonDelta(lon[z] as number, toLon) * east);
    if (away < least) [least, best] = [away, z];
  }
  return best;
}
