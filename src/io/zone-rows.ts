// What GeoJSON, TopoJSON and CSV have in common before anything is checked: a table of text, and maybe a shape a row.

import { type PackedShape, packShape, unpackShape } from '../model/packed-shapes.ts';
import type { Opening } from './header-line.ts';
import { jsonText, wellFormed } from './json-cell.ts';

/** Raw MultiPolygon coordinates, not trusted, made anew each time they are read: features of a gigabyte lie compact. */
export interface RawShape {
  read(): unknown[];
  /** how many positions it has, where it is kept compact; 0 where it is not what it should be */
  readonly positions: number;
}

export function rawShape(list: unknown[]): RawShape {
  const packed = packShape(list);
  return packed ? packedShape(packed) : { read: () => list, positions: 0 };
}

/** In a function of its own: a closure keeps all that its neighbors know, here the arrays themselves. */
const packedShape = (packed: PackedShape): RawShape => ({
  read: () => unpackShape(packed),
  positions: packed.numbers.length / Math.max(1, packed.size),
});

/** A row or feature as read. */
export interface RawZone {
  /** physical line, or 1-based number of the feature */
  readonly line: number;
  /** as long as the header; '' where absent */
  readonly cells: readonly string[];
  /** null without any */
  readonly polygons: RawShape | null;
  /** raw position of a Point; null without */
  readonly point: unknown;
  /** what the shape was when it was no plain polygon, in words; '' for polygons, points and none */
  readonly odd: string;
}

export interface RawZones {
  readonly header: readonly string[];
  readonly rows: readonly RawZone[];
  /** rows that could not even be read (already in the log and the rejects) */
  readonly unread: number;
  readonly features: boolean;
  /** lines after the header of a CSV that may be the header in truth */
  readonly opening?: Opening;
  /** EPSG code that the file claims; null when it says nothing */
  readonly epsg: number | null;
  /** how numbers are written: the delimiter of a CSV, '' for JSON (always a decimal point) */
  readonly delimiter: string;
}

/** A property of any type as a cell. Lists are joined by `|`, as the neighbors column is. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every(item => typeof item !== 'object' || item === null)) {
    return value.map(cellText).join('|');
  }
  return jsonText(value);
}
