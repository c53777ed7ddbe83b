// TopoJSON: one topology with an object for sectors, each level and the zones. A border that two of them share is there
// once. Coordinates are whole millionths of a degree, which is all that a plan's maps have: nothing is lost.

import type { Feature, Geometry, Position } from 'geojson';
import { sharedTopology } from '../../geo/topology.ts';
import type { MapFeature } from '../../io/sector-geojson.ts';
import { inMillionths } from '../../io/topojson.ts';
import { EXPORT_WORDS } from '../../report/export-words.ts';
import { readMaps } from '../written/map-features.ts';
import type { Format } from './format.ts';
import { objectsOf } from './geojson.ts';
import { hasOutlines, polygonsOf } from './kml.ts';

export const topojson: Format = {
  crm: false,
  async make({ request, plan }) {
    const words = EXPORT_WORDS[request.lang];
    const maps = await readMaps(plan, request.zones);
    const objects = objectsOf(maps).map(
      ([name, list]) => [name, list.flatMap(map => map.features.map(asFeature))] as const,
    );
    const topology = inMillionths(sharedTopology(new Map(objects)));
    const file = { path: 'sectors.topojson', content: [`${JSON.stringify(topology)}\n`] };
    return {
      files: [{ file, rows: objects.reduce((sum, [, features]) => sum + features.length, 0) }],
      notes: hasOutlines(maps) ? [] : [words.notes.points],
      steps: words.topojson(
        file.path,
        objects.map(([name]) => name),
      ),
    };
  },
};

function asFeature({ id, geometry, properties, color }: MapFeature): Feature<Geometry | null> {
  // own properties whatever their name: `__proto__` too
  const own = Object.fromEntries([...properties, ['color', color]]);
  return { type: 'Feature', id, properties: own, geometry: asGeometry(geometry) };
}

function asGeometry(geometry: MapFeature['geometry']): Geometry | null {
  if (geometry === null || geometry.length === 0) return null;
  const polygons = polygonsOf(geometry);
  if (polygons !== null) return { type: 'MultiPolygon', coordinates: polygons as unknown as Position[][][] };
  return typeof geometry[0] === 'number'
    ? { type: 'Point', coordinates: geometry as unknown as Position }
    : { type: 'MultiPoint', coordinates: geometry as unknown as Position[] };
}
