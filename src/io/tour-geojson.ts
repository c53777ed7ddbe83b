// Tours on a map (RFC 7946, simplestyle 1.1): a line for each day of a rep, and points of the visits when they are asked for.

import type { Position } from '../model/records.ts';

export interface TourFeature {
  readonly id: string;
  /** longitude, latitude; a single one is a point */
  readonly path: readonly Position[];
  readonly properties: ReadonlyMap<string, string | number | null>;
  /** `#rrggbb` */
  readonly color: string;
}

/** A FeatureCollection, one feature a line. */
export function* tourFeatureCollection(features: Iterable<TourFeature>): Generator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let first = true;
  for (const feature of features) {
    yield `${first ? '' : ','}\n${featureText(feature)}`;
    first = false;
  }
  yield '\n]}\n';
}

function featureText({ id, path, properties, color }: TourFeature): string {
  const point = path.length === 1;
  const style = point
    ? { 'marker-color': color, 'marker-size': 'small' }
    : { stroke: color, 'stroke-width': 2, 'stroke-opacity': 0.8 };
  const pairs = [...properties, ...Object.entries(style)];
  const text = pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',');
  const coordinates = point ? positionText(path[0] as Position) : `[${path.map(positionText).join(',')}]`;
  const type = point ? 'Point' : 'LineString';
  return `{"type":"Feature","id":${JSON.stringify(id)},"properties":{${text}},"geometry":{"type":"${type}","coordinates":${coordinates}}}`;
}

/** six decimals, 0.1 m */
function positionText(position: Position): string {
  return `[${Number((position[0] as number).toFixed(6)) + 0},${Number((position[1] as number).toFixed(6)) + 0}]`;
}
