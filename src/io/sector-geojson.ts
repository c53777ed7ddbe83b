// GeoJSON of sectors and their zones (RFC 7946), one feature a line, so that two plans can be compared line by
// line. Coordinates have 6 decimals (0.1 m); colors follow simplestyle 1.1, which GitHub, geojson.io and QGIS read.

import type { MultiPolygon, Position } from '../model/records.ts';

export interface MapFeature {
  readonly id: string;
  /** polygons, or the point [lon, lat] that stands for a zone without one, or several of them; null for neither */
  readonly geometry: MultiPolygon['coordinates'] | Position | readonly Position[] | null;
  readonly properties: ReadonlyMap<string, string | number | null>;
  /** `#rrggbb` */
  readonly color: string;
}

/** A FeatureCollection, a feature at a time. */
export function featureCollection(features: Iterable<MapFeature>): Generator<string> {
  return collectionOf(features, sectorFeature);
}

export function* collectionOf<T>(features: Iterable<T>, textOf: (feature: T) => string): Generator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let first = true;
  for (const feature of features) {
    yield `${first ? '' : ','}\n${textOf(feature)}`;
    first = false;
  }
  yield '\n]}\n';
}

/** @param style simplestyle properties, after the feature's own */
export function featureText(
  { id, properties }: Pick<MapFeature, 'id' | 'properties'>,
  style: Readonly<Record<string, string | number>>,
  geometry: string,
): string {
  // pairs, because a column may be called `__proto__`
  const pairs = [...properties, ...Object.entries(style)];
  const text = pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',');
  return `{"type":"Feature","id":${JSON.stringify(id)},"properties":{${text}},"geometry":${geometry}}`;
}

function sectorFeature(feature: MapFeature): string {
  const { geometry, color } = feature;
  const style =
    isPoint(geometry) || isPoints(geometry)
      ? { 'marker-color': color }
      : { fill: color, 'fill-opacity': 0.5, stroke: color, 'stroke-width': 2 };
  return featureText(feature, style, geometryText(geometry));
}

function geometryText(geometry: MapFeature['geometry']): string {
  if (geometry === null || geometry.length === 0) return 'null';
  if (isPoint(geometry)) return `{"type":"Point","coordinates":${positionText(geometry)}}`;
  if (isPoints(geometry)) return `{"type":"MultiPoint","coordinates":${ringText(geometry)}}`;
  const polygons = (geometry as MultiPolygon['coordinates']).map(
    rings => `[${rings.map(ringText).join(',')}]`,
  );
  return polygons.length === 1
    ? `{"type":"Polygon","coordinates":${polygons[0]}}`
    : `{"type":"MultiPolygon","coordinates":[${polygons.join(',')}]}`;
}

function isPoint(geometry: MapFeature['geometry']): geometry is Position {
  return geometry !== null && typeof geometry[0] === 'number';
}

function isPoints(geometry: MapFeature['geometry']): geometry is readonly Position[] {
  const first = geometry?.[0];
  return Array.isArray(first) && typeof first[0] === 'number';
}

export function ringText(ring: readonly Position[]): string {
  return `[${ring.map(positionText).join(',')}]`;
}

export function positionText(position: Position): string {
  return `[${degrees(position[0] as number)},${degrees(position[1] as number)}]`;
}

/** Six decimals without trailing zeros; −0 is 0. From whole numbers, which turn to text several times faster. */
function degrees(value: number): string {
  const millionths = Math.round(value * 1e6);
  const size = Math.abs(millionths);
  const whole = Math.floor(size / 1e6);
  const sign = millionths < 0 ? '-' : '';
  const rest = size - whole * 1e6;
  if (rest === 0) return sign + whole;
  const digits = String(1e6 + rest);
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return `${sign}${whole}.${digits.slice(1, end)}`;
}
