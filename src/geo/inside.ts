// A point that stands for a zone: its centroid when that is inside, else the middle of the widest stretch that lines
// of latitude cut out of its largest part. Always inside the zone, also across the antimeridian.

import type { MultiPolygon, Position } from '../model/records.ts';
import { insidePolygons, signedArea2 } from './rings.ts';
import { unwrapPolygons, wrapLon } from './sphere.ts';

/** where the lines of latitude are tried, as shares of the part's height: the middle first */
const LINES = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55, 0.1, 0.9, 0.05, 0.95];

/** [lon, lat] in degrees; the polygons are valid (outer ring first, then holes) and not empty. */
export function pointInside(polygons: MultiPolygon['coordinates']): [lon: number, lat: number] {
  const flat = unwrapPolygons(polygons);
  const center = centroid(flat);
  if (center && insidePolygons(center[0], center[1], flat)) return [wrapLon(center[0]), center[1]];
  let largest = flat[0]!;
  for (const part of flat) {
    if (Math.abs(signedArea2(part[0]!)) > Math.abs(signedArea2(largest[0]!))) largest = part;
  }
  const [x, y] = widestMiddle(largest) ?? (largest[0]![0] as [number, number]);
  return [wrapLon(x), y];
}

/** Area centroid in the plane of degrees (the same in any equirectangular projection); null without area. */
function centroid(polygons: MultiPolygon['coordinates']): [number, number] | null {
  const [x0, y0] = polygons[0]![0]![0] as [number, number];
  let [area, x, y] = [0, 0, 0];
  for (const rings of polygons) {
    rings.forEach((ring, r) => {
      let [ringArea, ringX, ringY] = [0, 0, 0];
      for (let i = 1; i < ring.length; i++) {
        const ax = ring[i - 1]![0]! - x0;
        const ay = ring[i - 1]![1]! - y0;
        const bx = ring[i]![0]! - x0;
        const by = ring[i]![1]! - y0;
        const cross = ax * by - bx * ay;
        ringArea += cross;
        ringX += (ax + bx) * cross;
        ringY += (ay + by) * cross;
      }
      const sign = (ringArea > 0 ? 1 : -1) * (r === 0 ? 1 : -1);
      area += sign * ringArea;
      x += sign * ringX;
      y += sign * ringY;
    });
  }
  return area > 0 ? [x0 + x / (3 * area), y0 + y / (3 * area)] : null;
}

function widestMiddle(rings: readonly Position[][]): [number, number] | null {
  let [south, north] = [Infinity, -Infinity];
  for (const [, lat] of rings[0] as [number, number][]) {
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  let best: [number, number] | null = null;
  let widest = 0;
  for (const share of LINES) {
    const y = south + share * (north - south);
    const crossings: number[] = [];
    for (const ring of rings) {
      for (let i = 1; i < ring.length; i++) {
        const [ax, ay] = ring[i - 1] as [number, number];
        const [bx, by] = ring[i] as [number, number];
        if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
      }
    }
    crossings.sort((a, b) => a - b);
    for (let i = 1; i < crossings.length; i += 2) {
      const width = crossings[i]! - crossings[i - 1]!;
      const x = (crossings[i]! + crossings[i - 1]!) / 2;
      if (width > widest && insidePolygons(x, y, [rings])) [widest, best] = [width, [x, y]];
    }
    if (best && share === 0.5) break;
  }
  return best;
}
