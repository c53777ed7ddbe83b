// GeoJSON (RFC 7946), with what goes by that name: feature collections, single features, one feature a line, text
// sequences. Only the frame is checked here; rings are looked at in zone-places.

import type { Issue } from '../model/records.ts';
import { MOST_COLUMNS, tooManyColumns } from './csv-issues.ts';
import { InputError, type IssueLog, quoteCell, type RejectLog } from './issues.ts';
import { wellFormed } from './json-cell.ts';
import { findJsonFault } from './json-fault.ts';
import { isTopology, topologyFeatures } from './topojson.ts';
import { cellText, type RawZone, type RawZones } from './zone-rows.ts';

type Json = Record<string, unknown>;

/** The property name that stands for a feature's own `id` member when no property is an id. */
const FEATURE_ID = 'id';

/**
 * Text → features as rows.
 * @param hasId says whether these property names contain one for the id
 * @throws InputError when it is no GeoJSON at all
 */
export function readGeoJson(
  text: string,
  file: string,
  hasId: (header: readonly string[]) => boolean,
  log: IssueLog,
  rejects: RejectLog,
): RawZones {
  const root = parseText(text, file);
  const features = featuresOf(root, file);
  const header: string[] = [];
  const column = new Map<string, number>();
  for (const feature of features) {
    for (const key of Object.keys(propertiesOf(feature))) {
      if (column.has(key)) continue;
      column.set(key, header.length);
      header.push(wellFormed(key));
    }
  }
  const ownId = !hasId(header) && features.some(feature => isObject(feature) && idText(feature.id) !== '');
  if (header.length > MOST_COLUMNS) throw tooManyColumns(file, null, header.length);
  if (ownId) header.push(FEATURE_ID);
  rejects.setHeader(file, header);

  const rows: RawZone[] = [];
  let unread = 0;
  features.forEach((feature, index) => {
    const line = index + 1;
    if (!isObject(feature) || feature.type !== 'Feature') {
      unread++;
      const found = isObject(feature)
        ? `an object of type ${quoteCell(cellText(feature.type))}`
        : 'no object';
      const expected = 'a Feature with properties and a geometry';
      log.add(
        issueAt('warning', 'bad-feature', file, line, found, expected, 'wrap it in a Feature, or remove it'),
      );
      rejects.add({
        file,
        line,
        column: '',
        reason: `bad-feature: found ${found}; expected a Feature with properties and a geometry`,
        id: '',
        cells: [],
      });
      return;
    }
    const cells = new Array<string>(header.length).fill('');
    for (const [key, value] of Object.entries(propertiesOf(feature)))
      cells[column.get(key)!] = cellText(value);
    if (ownId) cells[header.length - 1] = idText(feature.id);
    rows.push({ line, cells, ...shapeOf(feature.geometry) });
  });
  const epsg = isObject(root) ? epsgOf(root.crs) : null;
  return { header, rows, unread, features: true, epsg, delimiter: '' };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const propertiesOf = (feature: unknown): Json =>
  isObject(feature) && isObject(feature.properties) ? feature.properties : {};

const idText = (id: unknown): string =>
  typeof id === 'string' || typeof id === 'number' ? wellFormed(String(id)) : '';

function issueAt(
  severity: Issue['severity'],
  code: string,
  file: string,
  line: number | null,
  found: string,
  expected: string,
  remedy: string,
): Issue {
  return {
    severity,
    code,
    file,
    line,
    ...(line === null ? {} : { feature: true }),
    column: null,
    found,
    expected,
    remedy,
  };
}

function parseText(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // one feature a line (GeoJSON-L), or a text sequence with record separators (RFC 8142)
    const lines = text
      .replaceAll('\u001e', '\n')
      .split('\n')
      .filter(line => line.trim() !== '');
    if (lines.length > 1) {
      const features: unknown[] = [];
      for (const line of lines) {
        try {
          features.push(JSON.parse(line));
        } catch {
          break;
        }
      }
      if (features.length === lines.length) return features;
      // when the first lines are whole features, the fault is in the line that is not
      if (features.length > 0 && isObject(features[0]) && features[0].type === 'Feature') {
        throw badJson(file, lineOf(text, lines[features.length]!), 'a line that is no JSON object');
      }
    }
    const fault = findJsonFault(text);
    if (fault === null) throw error; // not the text's fault
    throw badJson(file, fault.line, fault.unfinished ? 'JSON that stops in the middle' : 'broken JSON');
  }
}

function lineOf(text: string, part: string): number {
  return text.slice(0, Math.max(0, text.indexOf(part))).split('\n').length;
}

function badJson(file: string, line: number | null, found: string): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'bad-json',
      file,
      line,
      column: null,
      found,
      expected: 'GeoJSON or TopoJSON',
      remedy: 'export the file again; check that it was copied whole',
    },
  ]);
}

function featuresOf(root: unknown, file: string): readonly unknown[] {
  const fail = (code: string, found: string, remedy: string) =>
    new InputError([issueAt('error', code, file, null, found, 'a GeoJSON FeatureCollection', remedy)]);
  if (isTopology(root)) return topologyFeatures(root, file);
  if (Array.isArray(root)) return root.flatMap(item => (isCollection(item) ? item.features : [item]));
  if (isCollection(root)) {
    const first = root.features[0];
    if (isObject(first) && !('type' in first) && 'attributes' in first) {
      throw fail('esri-json', 'Esri JSON', 'convert it: ogr2ogr -f GeoJSON zones.geojson <file>');
    }
    return root.features;
  }
  if (!isObject(root))
    throw fail(
      'no-features',
      `a JSON ${root === null ? 'null' : typeof root}`,
      'export the zones as GeoJSON',
    );
  if (root.type === 'Feature') return [root];
  if (typeof root.type === 'string' && ('coordinates' in root || 'geometries' in root)) {
    throw fail(
      'bare-geometry',
      `a bare ${quoteCell(root.type)} without an id`,
      'wrap each zone in a Feature with an id property',
    );
  }
  throw fail(
    'no-features',
    `JSON with ${quoteCell(Object.keys(root).slice(0, 5).join(', '))}`,
    'export the zones as GeoJSON',
  );
}

const isCollection = (value: unknown): value is { features: unknown[] } =>
  isObject(value) && Array.isArray(value.features);

/** The old `crs` member: `urn:ogc:def:crs:EPSG::2154`, `EPSG:2154`; CRS84 is 4326 */
function epsgOf(crs: unknown): number | null {
  const name = isObject(crs) && isObject(crs.properties) ? cellText(crs.properties.name) : '';
  if (/CRS84/i.test(name)) return 4326;
  const code = /EPSG:+(?:[\d.]*:)?(\d+)$/i.exec(name.trim());
  return code ? Number(code[1]) : null;
}

type Shape = Pick<RawZone, 'polygons' | 'point' | 'odd'>;

/** Collections in collections beyond this are no map. */
const DEEPEST = 100;

/** Any geometry → polygons and a point, and what it was. */
function shapeOf(geometry: unknown, depth = 0): Shape {
  const none: Shape = { polygons: null, point: null, odd: '' };
  if (!isObject(geometry)) return none;
  const coordinates = geometry.coordinates;
  const list = Array.isArray(coordinates) ? coordinates : [];
  switch (geometry.type) {
    case 'Polygon':
      return { ...none, polygons: [list] };
    case 'MultiPolygon':
      return { ...none, polygons: list };
    case 'Point':
      return { ...none, point: list };
    case 'MultiPoint':
      return { ...none, point: list[0], odd: 'a MultiPoint, of which the first is taken' };
    case 'LineString':
      return closed(list)
        ? { ...none, polygons: [[list]], odd: 'a closed LineString, taken as the outline' }
        : { ...none, point: list[0], odd: 'an open LineString, of which only the first position is taken' };
    case 'MultiLineString': {
      const rings = list.filter(closed);
      return rings.length > 0
        ? {
            ...none,
            polygons: rings.map(ring => [ring]),
            odd: 'a MultiLineString, its closed lines taken as outlines',
          }
        : {
            ...none,
            point: list[0]?.[0],
            odd: 'a MultiLineString, of which only the first position is taken',
          };
    }
    case 'GeometryCollection': {
      if (depth > DEEPEST) return none;
      const list = Array.isArray(geometry.geometries) ? geometry.geometries : [];
      const inner = list.map(item => shapeOf(item, depth + 1));
      const polygons = inner.flatMap(shape => shape.polygons ?? []);
      const odd =
        polygons.length > 0
          ? `a GeometryCollection, of which the ${polygons.length === 1 ? 'polygon is' : `${polygons.length} polygons are`} taken`
          : 'a GeometryCollection without a polygon';
      const point = polygons.length > 0 ? null : (inner.find(shape => shape.point)?.point ?? null);
      return { polygons: polygons.length > 0 ? polygons : null, point, odd };
    }
    default:
      return { ...none, odd: `a geometry of unknown type ${quoteCell(cellText(geometry.type))}` };
  }
}

function closed(line: unknown): boolean {
  if (!Array.isArray(line) || line.length < 4) return false;
  const [first, last] = [line[0], line.at(-1)];
  return Array.isArray(first) && Array.isArray(last) && first[0] === last[0] && first[1] === last[1];
}
