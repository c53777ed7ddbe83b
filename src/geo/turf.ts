// The one door to turf, opened when first needed: importing it takes a quarter of a second or more.

import type { MultiPolygon } from '../model/records.ts';

type Shape = MultiPolygon['coordinates'];

/** What two shapes have in common, as plane shapes; null when nothing. @throws what the clipper throws on broken rings */
export type Intersect = (a: Shape, b: Shape) => Shape | null;

export async function loadIntersect(): Promise<Intersect> {
  const { featureCollection, intersect, multiPolygon } = await import('@turf/turf');
  return (a, b) => {
    const common = intersect(featureCollection([multiPolygon(a), multiPolygon(b)]))?.geometry;
    if (!common) return null;
    return common.type === 'Polygon' ? [common.coordinates] : common.coordinates;
  };
}
