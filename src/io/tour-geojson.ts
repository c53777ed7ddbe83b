// Tours on a map (RFC 7946, simplestyle 1.1): a line for each day of a rep, and points of the visits when they are asked for.

import type { Position } from '../model/records.ts';
import { collectionOf, featureText, positionText, ringText } from './sector-geojson.ts';

export interface TourFeature {
  readonly id: string;
  /** longitude, latitude; a single one is a point */
  readonly path: readonly Position[];
  readonly properties: ReadonlyMap<string, string | number | null>;
  /** `#rrggbb` */
  readonly color: string;
}

/** A FeatureCollection, one feature a line. */
export function tourFeatureCollection(features: Iterable<TourFeature>): Generator<string> {
  return collectionOf(features, tourFeature);
}

function tourFeature(feature: TourFeature): string {
  const { path, color } = feature;
  return path.length === 1
    ? featureText(
        feature,
        { 'marker-color': color, 'marker-size': 'small' },
        `{"type":"Point","coordinates":${positionText(path[0] as Position)}}`,
      )
    : featureText(
        feature,
        { stroke: color, 'stroke-width': 2, 'stroke-opacity': 0.8 },
        `{"type":"LineString","coordinates":${ringText(path)}}`,
      );
}
