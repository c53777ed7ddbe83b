// GeoJSON (RFC 7946): sectors, the levels above them, and zones, a file each, layers in one file.

import { featureCollection } from '../../io/sector-geojson.ts';
import { EXPORT_WORDS } from '../../report/export-words.ts';
import { type MapLayer, readMaps } from '../written/map-features.ts';
import type { ExportFile, Format } from './format.ts';
import { hasOutlines } from './kml.ts';

export const geojson: Format = {
  crm: false,
  async make({ request, plan }) {
    const words = EXPORT_WORDS[request.lang];
    const maps = await readMaps(plan, request.zones);
    const files = objectsOf(maps).map(
      ([name, list]): ExportFile => ({
        file: { path: `${name}.geojson`, content: featureCollection(list.flatMap(map => map.features)) },
        rows: list.reduce((sum, map) => sum + map.features.length, 0),
      }),
    );
    return {
      files,
      notes: hasOutlines(maps) ? [] : [words.notes.points],
      steps: words.geojson(files.map(({ file }) => file.path)),
    };
  },
};

/** `level-1` at the top, `level-2`…, `sectors`, `zones`: names that no level of a plan can spoil. */
export function objectsOf(maps: readonly MapLayer[]): [string, MapLayer[]][] {
  const levels = maps.filter(({ kind }) => kind === 'level');
  const rest = (['sectors', 'zones'] as const).map((kind): [string, MapLayer[]] => [
    kind,
    maps.filter(map => map.kind === kind),
  ]);
  return [
    ...levels.map((map, l): [string, MapLayer[]] => [`level-${l + 1}`, [map]]),
    ...rest.filter(([, list]) => list.length > 0),
  ];
}
