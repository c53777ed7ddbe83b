// What all maps of a plan have in common: a collection of features, each with its id, the columns of a row of its table, a
// drawn shape and the simplestyle properties that docs/file-formats.md names.

import type { MultiPolygon } from '../../model/records.ts';
import type { Check } from './check.ts';
import { at, shown } from './json.ts';
import { sameText, type Table } from './table.ts';

/** where a map has a coordinate: six decimals */
const MILLIONTH = 1e6;

export function checkCollection(where: string, map: unknown, check: Check): void {
  const type = at(map, 'type');
  check.that(type === 'FeatureCollection', () => `${where} is no FeatureCollection but ${shown(type)}`);
}

/** The feature says what the row of its table says, cell by cell, and is drawn as features are. */
export function checkFeature(
  where: string,
  feature: unknown,
  { id, header = [], row }: { id: string; header?: Table['header']; row?: readonly string[] | undefined },
  check: Check,
): void {
  const said = at(feature, 'id');
  check.that(
    at(feature, 'type') === 'Feature' && said === id,
    () => `${where}: feature ${shown(said)} of type ${shown(at(feature, 'type'))}, should be ${id}`,
  );
  const properties = at(feature, 'properties');
  const wrong = row
    ? header.findIndex((name, c) => !sameText(row[c] ?? '', textOf(at(properties, name))))
    : -1;
  check.that(wrong < 0, () => `${where}: ${id}: ${header[wrong]} is not "${row?.[wrong]}" as in the table`);
  const geometry = at(feature, 'geometry');
  check.that(isShape(geometry), () => `${where}: ${id} has a geometry that cannot be drawn`);
  check.that(isStyled(properties, geometry), () => `${where}: ${id} is not colored as sectors are`);
}

/** A zone's own shape, to six decimals; null: where it stands as a point. */
export function sameShape(
  geometry: unknown,
  shape: MultiPolygon['coordinates'] | null,
  [lon, lat]: readonly [number, number],
): boolean {
  const drawn = at(geometry, 'coordinates');
  const type = at(geometry, 'type');
  if (shape === null || shape.length === 0) return type === 'Point' && sameNumbers(drawn, [lon, lat]);
  const expected = shape.length === 1 ? shape[0] : shape;
  return type === (shape.length === 1 ? 'Polygon' : 'MultiPolygon') && sameNumbers(drawn, expected);
}

/** Positions, or lists of them to any depth; an altitude is not drawn. */
export function sameNumbers(drawn: unknown, expected: unknown): boolean {
  if (typeof expected === 'number')
    return typeof drawn === 'number' && Math.abs(drawn - expected) <= 0.5001 / MILLIONTH;
  const all = expected as readonly unknown[];
  const list = typeof all[0] === 'number' ? all.slice(0, 2) : all;
  return (
    Array.isArray(drawn) &&
    drawn.length === list.length &&
    list.every((part, p) => sameNumbers(drawn[p], part))
  );
}

const DEPTH: ReadonlyMap<unknown, number> = new Map([
  ['Point', 0],
  ['MultiPoint', 1],
  ['Polygon', 2],
  ['MultiPolygon', 3],
]);

function isShape(geometry: unknown): boolean {
  if (geometry === null) return true;
  const depth = DEPTH.get(at(geometry, 'type'));
  return depth !== undefined && isNested(at(geometry, 'coordinates'), depth);
}

function isNested(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  if (depth === 0) return value.length === 2 && value.every(Number.isFinite);
  if (!value.every(part => isNested(part, depth - 1))) return false;
  // a ring is closed; points of a MultiPoint, one level below polygons, are no ring
  return depth !== 2 || value.every(isClosed);
}

function isClosed(ring: readonly unknown[]): boolean {
  return ring.length >= 4 && JSON.stringify(ring[0]) === JSON.stringify(ring.at(-1));
}

const COLOR = /^#[0-9a-f]{6}$/;

/** Polygons are filled, points have a marker; what is never drawn is neither here nor there. */
function isStyled(properties: unknown, geometry: unknown): boolean {
  const has = (name: string) => at(properties, name);
  const color = shown(has('fill') ?? has('marker-color'));
  if (!COLOR.test(color)) return false;
  const point = /Point$/.test(shown(at(geometry, 'type')));
  if (point) return has('marker-color') === color;
  return (
    has('fill') === color &&
    has('stroke') === color &&
    has('fill-opacity') === 0.5 &&
    has('stroke-width') === 2
  );
}

export function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : shown(value);
}
