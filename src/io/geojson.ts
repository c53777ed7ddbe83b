// GeoJSON (RFC 7946), with what goes by that name: feature collections, single features, one feature a line, text
// sequences. Only the frame is checked here; rings are looked at in zone-places.

import type { Issue } from '../model/records.ts';
import { MOST_COLUMNS, tooManyColumns } from './csv-issues.ts';
import { createFeatureScanner, type FeatureScanner } from './feature-scanner.ts';
import { InputError, type IssueLog, quoteCell, type RejectLog } from './issues.ts';
import { wellFormed } from './json-cell.ts';
import { findJsonFault } from './json-fault.ts';
import { assertFits } from './memory.ts';
import { isTopology, topologyFeatures } from './topojson.ts';
import { cellText, type RawZone, type RawZones, rawShape } from './zone-rows.ts';

type Json = Record<string, unknown>;

/** The property name that stands for a feature's own `id` member when no property is an id. */
const FEATURE_ID = 'id';

/** Says whether these property names contain one for the id. */
export type HasId = (header: readonly string[]) => boolean;

/**
 * Text → features as rows.
 * @throws InputError when it is no GeoJSON at all
 */
export function readGeoJson(
  text: string,
  file: string,
  hasId: HasId,
  log: IssueLog,
  rejects: RejectLog,
): RawZones {
  return rowsOf(parseText(text, file), file, hasId, log, rejects);
}

function rowsOf(root: unknown, file: string, hasId: HasId, log: IssueLog, rejects: RejectLog): RawZones {
  const rows = collectRows(file, log, rejects);
  for (const feature of featuresOf(root, file)) rows.add(feature);
  return rows.finish(hasId, isObject(root) ? epsgOf(root.crs) : null);
}

/** Empties the list: neither it nor the text is there any more when features are made. */
function parseBlocks(blocks: string[], file: string): unknown {
  const text = blocks.join('');
  blocks.length = 0;
  return parseText(text, file);
}

export interface TextSizes {
  /** characters up to which the text is read whole: then a fault is told with its line, and anything may follow anything */
  readonly whole: number;
  /** characters of the longest text that can be one string; a topology has to be, since its arcs may come last */
  readonly string: number;
}

const SIZES: TextSizes = { whole: 1 << 25, string: 2 ** 29 - 2 ** 20 };

/**
 * The same of a text in blocks; of a long one a feature at a time is parsed, so that only what is kept of them takes memory.
 * @throws InputError also when a topology, or one feature, is too long
 */
export async function readGeoJsonBlocks(
  text: AsyncIterable<string>,
  file: string,
  hasId: HasId,
  log: IssueLog,
  rejects: RejectLog,
  sizes = SIZES,
): Promise<RawZones> {
  const blocks = text[Symbol.asyncIterator]();
  let head: string[] = [];
  let length = 0;
  let ended = false;
  const readTo = async (most: number) => {
    while (!ended && length <= most) {
      const next = await blocks.next();
      if (next.done) ended = true;
      else {
        head.push(next.value);
        length += next.value.length;
      }
    }
  };
  await readTo(sizes.whole);
  if (ended) return rowsOf(parseBlocks(head, file), file, hasId, log, rejects);
  if (!beginsWithFeatures(head, file)) {
    await readTo(sizes.string);
    if (!ended) throw tooLong(file, sizes.string);
    assertWholeFits(head, file);
    return rowsOf(parseBlocks(head, file), file, hasId, log, rejects);
  }

  const scanner = featureScanner(file);
  const rows = collectRows(file, log, rejects);
  const take = (block: string) => {
    // one feature a line may be a text sequence with record separators (RFC 8142)
    for (const element of scanner.push(block.replaceAll('\u001e', '\n'))) {
      const feature = element === null ? null : parseElement(element, scanner);
      if (isCollection(feature)) for (const inner of feature.features) rows.add(inner);
      else rows.add(feature);
    }
  };
  for (const block of head) take(block);
  head = [];
  while (!ended) {
    const next = await blocks.next();
    if (next.done) ended = true;
    else take(next.value);
  }
  scanner.end();
  const crs = scanner.crs();
  return rows.finish(hasId, crs === '' ? null : epsgOf(parseElement(crs, scanner)));
}

const featureScanner = (file: string): FeatureScanner =>
  createFeatureScanner(file, {
    code: 'bad-json',
    remedy: 'export the file again; check that it was copied whole',
  });

/** Whether it is a collection, a list or a sequence of features, by its beginning; a topology, say, is not. */
function beginsWithFeatures(head: readonly string[], file: string): boolean {
  const scanner = featureScanner(file);
  for (const block of head) {
    for (const element of scanner.push(block)) {
      if (element === null) continue;
      if (isLongTopology(element)) return false;
      const first = parseElement(element, scanner);
      // what else there is, the reader of whole texts names
      return isCollection(first) || (isObject(first) && first.type === 'Feature');
    }
  }
  return scanner.started();
}

/** Told without parsing it, which has to wait until it is known to fit. */
function isLongTopology(text: string): boolean {
  const ends = text.length < 1 << 24 ? '' : text.slice(0, 1 << 16) + text.slice(-(1 << 16));
  return /"type"\s*:\s*"Topology"/.test(ends);
}

function parseElement(text: string, scanner: FeatureScanner): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw scanner.fail('broken JSON', 'GeoJSON or TopoJSON');
  }
}

/** Bytes of the heap of a list of two numbers, and of the text that it was read from. */
const LIST_BYTES = 80;

/** @throws InputError when what is parsed as a whole, a topology, would not fit into the memory */
function assertWholeFits(blocks: readonly string[], file: string): void {
  let lists = 0;
  for (const block of blocks)
    for (let at = block.indexOf('['); at >= 0; at = block.indexOf('[', at + 1)) lists++;
  assertFits(lists, LIST_BYTES, 'positions in its arcs', file, mapshaper(file));
}

const mapshaper = (file: string): string =>
  `convert it: mapshaper-xl ${file} -o zones.geojson, or simplify its borders`;

function tooLong(file: string, characters: number): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'too-long',
      file,
      line: null,
      column: null,
      found: `more than ${Math.floor(characters / 1e6)} million characters without a list of features`,
      expected: 'GeoJSON, which may be of any length, or a shorter TopoJSON',
      remedy: mapshaper(file),
    },
  ]);
}

/** Bytes of the heap that a position takes when the borders of a plan are dissolved, where every zone shares its own. */
const POSITION_BYTES = 56;
const SIMPLIFY = 'simplify the borders: mapshaper zones.geojson -simplify 10% keep-shapes -o simple.geojson';

interface Rows {
  add(feature: unknown): void;
  finish(hasId: HasId, epsg: number | null): RawZones;
}

/** A property that one feature has is a cell of all: a hundred columns of five million zones. */
const MOST_CELLS = 5e8;

/** Features as rows: any of them may bring a new property, so that the cells are as many as the header in the end only. */
function collectRows(file: string, log: IssueLog, rejects: RejectLog): Rows {
  const header: string[] = [];
  const column = new Map<string, number>();
  const found: (Omit<RawZone, 'cells'> & { readonly cells: string[] })[] = [];
  const ids: string[] = [];
  let anyId = false;
  let number = 0;
  let positions = 0;
  let unread = 0;
  return {
    add(feature) {
      const line = ++number;
      const properties = Object.entries(propertiesOf(feature));
      for (const [key] of properties) {
        if (column.has(key)) continue;
        column.set(key, header.length);
        header.push(wellFormed(key));
      }
      const most = Math.min(MOST_COLUMNS, Math.floor(MOST_CELLS / number));
      if (header.length > most) throw tooManyColumns(file, null, header.length, most);
      const id = isObject(feature) ? idText(feature.id) : '';
      anyId ||= id !== '';
      if (!isObject(feature) || feature.type !== 'Feature') {
        unread++;
        const what = isObject(feature)
          ? `an object of type ${quoteCell(cellText(feature.type))}`
          : 'no object';
        const expected = 'a Feature with properties and a geometry';
        log.add(
          issueAt('warning', 'bad-feature', file, line, what, expected, 'wrap it in a Feature, or remove it'),
        );
        const reason = `bad-feature: found ${what}; expected ${expected}`;
        rejects.add({ file, line, column: '', reason, id: '', cells: [] });
        return;
      }
      const cells = new Array<string>(header.length).fill('');
      for (const [key, value] of properties) cells[column.get(key)!] = cellText(value);
      const shape = shapeOf(feature.geometry);
      positions += shape.polygons?.positions ?? 0;
      assertFits(positions, POSITION_BYTES, 'positions in its borders', file, SIMPLIFY);
      found.push({ line, cells, ...shape });
      ids.push(id);
    },
    finish(hasId, epsg) {
      const ownId = anyId && !hasId(header);
      if (ownId) header.push(FEATURE_ID);
      rejects.setHeader(file, header);
      found.forEach(({ cells }, i) => {
        while (cells.length < header.length) cells.push('');
        if (ownId) cells[header.length - 1] = ids[i]!;
      });
      return { header, rows: found, unread, features: true, epsg, delimiter: '' };
    },
  };
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
    const lines = filledLines(text);
    if (lines.length > 0) {
      const features: unknown[] = [];
      for (const { part } of lines) {
        try {
          features.push(JSON.parse(part));
        } catch {
          break;
        }
      }
      if (features.length === lines.length) return features.length === 1 ? features[0] : features;
      // when the first lines are whole features, the fault is in the line that is not
      if (isObject(features[0]) && features[0].type === 'Feature') {
        throw badJson(file, lines[features.length]!.line, 'a line that is no JSON object');
      }
    }
    const fault = findJsonFault(text);
    if (fault === null) throw error; // not the text's fault
    throw badJson(file, fault.line, fault.unfinished ? 'JSON that stops in the middle' : 'broken JSON');
  }
}

/** Lines that are not blank, and what a record separator begins within them, with the numbers of their lines. */
function filledLines(text: string): { readonly part: string; readonly line: number }[] {
  return text.split('\n').flatMap((whole, at) =>
    whole
      .split('\u001e')
      .filter(part => part.trim() !== '')
      .map(part => ({ part, line: at + 1 })),
  );
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

function featuresOf(root: unknown, file: string): Iterable<unknown> {
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
      return { ...none, polygons: rawShape([list]) };
    case 'MultiPolygon':
      return { ...none, polygons: rawShape(list) };
    case 'Point':
      return { ...none, point: list };
    case 'MultiPoint':
      return { ...none, point: list[0], odd: 'a MultiPoint, of which the first is taken' };
    case 'LineString':
      return closed(list)
        ? { ...none, polygons: rawShape([[list]]), odd: 'a closed LineString, taken as the outline' }
        : { ...none, point: list[0], odd: 'an open LineString, of which only the first position is taken' };
    case 'MultiLineString': {
      const rings = list.filter(closed);
      return rings.length > 0
        ? {
            ...none,
            polygons: rawShape(rings.map(ring => [ring])),
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
      const polygons = inner.flatMap(shape => shape.polygons?.read() ?? []);
      const odd =
        polygons.length > 0
          ? `a GeometryCollection, of which the ${polygons.length === 1 ? 'polygon is' : `${polygons.length} polygons are`} taken`
          : 'a GeometryCollection without a polygon';
      const point = polygons.length > 0 ? null : (inner.find(shape => shape.point)?.point ?? null);
      return { polygons: polygons.length > 0 ? rawShape(polygons) : null, point, odd };
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
