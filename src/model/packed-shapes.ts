// Shapes of very large maps, kept as typed arrays: a position as an array takes 72 bytes of the heap, here 16 beside it.
// A list of them reads like any other; the shapes last asked for are held as arrays, since loops ask for one many times.

import type { MultiPolygon, Position } from './records.ts';

type Shape = MultiPolygon['coordinates'];

export interface PackedShape {
  /** the numbers of all positions, `size` of each */
  readonly numbers: Float64Array;
  readonly size: number;
  /** positions of each ring, and rings of each polygon */
  readonly rings: Int32Array;
  readonly polygons: Int32Array;
}

/** Null for what is no list of polygons of rings of positions, all of two numbers, or all of three. */
export function packShape(raw: readonly unknown[]): PackedShape | null {
  const rings: number[] = [];
  const polygons: number[] = [];
  let positions = 0;
  let size = 0;
  for (const polygon of raw) {
    if (!Array.isArray(polygon)) return null;
    polygons.push(polygon.length);
    for (const ring of polygon) {
      if (!Array.isArray(ring)) return null;
      rings.push(ring.length);
      positions += ring.length;
      if (size === 0 && Array.isArray(ring[0])) size = ring[0].length;
    }
  }
  if (positions > 0 && size !== 2 && size !== 3) return null;
  const numbers = new Float64Array(positions * size);
  let at = 0;
  for (const polygon of raw as unknown[][][]) {
    for (const ring of polygon) {
      for (let i = 0; i < ring.length; i++) {
        const position = ring[i];
        if (!Array.isArray(position) || position.length !== size) return null;
        for (let d = 0; d < size; d++) {
          const value: unknown = position[d];
          if (typeof value !== 'number') return null;
          numbers[at++] = value;
        }
      }
    }
  }
  return { numbers, size, rings: Int32Array.from(rings), polygons: Int32Array.from(polygons) };
}

/** @param positionAt makes the position at an index of `numbers`; a fresh array when absent */
export function unpackShape(packed: PackedShape, positionAt?: (at: number) => Position): Position[][][] {
  const { numbers, size, rings, polygons } = packed;
  const fresh = (at: number): Position =>
    size === 2
      ? [numbers[at] as number, numbers[at + 1] as number]
      : [numbers[at] as number, numbers[at + 1] as number, numbers[at + 2] as number];
  const make = positionAt ?? fresh;
  let at = 0;
  let r = 0;
  const shape: Position[][][] = [];
  for (const count of polygons) {
    const polygon: Position[][] = [];
    for (let end = r + count; r < end; r++) {
      const ring: Position[] = [];
      for (let i = rings[r] as number; i > 0; i--, at += size) ring.push(make(at));
      polygon.push(ring);
    }
    shape.push(polygon);
  }
  return shape;
}

/** Positions that a list holds as arrays: with fewer in all, nothing is packed. */
const HELD = 2_000_000;
/** The same once it packs: a few, since what stays for a while costs the collector of garbage most. */
const HELD_BESIDE = 100_000;

export interface ShapeList {
  add(shape: Shape | null): void;
  /** reads like an array of what was added */
  finish(): readonly (Shape | null)[];
}

/** @param held positions kept as arrays */
export function createShapeList(held = HELD): ShapeList {
  let plain = 0;
  let packing = false;
  const entries: (Shape | PackedShape | null)[] = [];
  const packed = (shape: Shape): Shape | PackedShape => packShape(shape) ?? shape;
  return {
    add(shape) {
      entries.push(shape && packing ? packed(shape) : shape);
      if (!shape || packing) return;
      plain += positionsOf(shape);
      if (plain <= held) return;
      packing = true;
      entries.forEach((entry, i) => {
        if (entry) entries[i] = packed(entry as Shape);
      });
    },
    finish: () => (packing ? lazyList(entries, Math.min(held, HELD_BESIDE)) : (entries as (Shape | null)[])),
  };
}

export function positionsOf(shape: Shape): number {
  let count = 0;
  for (const rings of shape) for (const ring of rings) count += ring.length;
  return count;
}

function lazyList(entries: readonly (Shape | PackedShape | null)[], held: number): readonly (Shape | null)[] {
  // oldest first
  const recent = new Map<number, Shape>();
  let positions = 0;
  const at = (i: number): Shape | null => {
    const entry = entries[i] as Shape | PackedShape | null;
    if (entry === null || Array.isArray(entry)) return entry as Shape | null;
    const known = recent.get(i);
    if (known) return known;
    const packed = entry as PackedShape;
    const shape = unpackShape(packed);
    recent.set(i, shape);
    positions += packed.numbers.length / packed.size;
    for (const [oldest, old] of recent) {
      if (positions <= held || oldest === i) break;
      recent.delete(oldest);
      positions -= positionsOf(old);
    }
    return shape;
  };
  // an array to all who read it, so that no reader need know
  return new Proxy(new Array<null>(entries.length).fill(null) as (Shape | null)[], {
    get(target, key) {
      const i = typeof key === 'string' && /^\d+$/.test(key) ? Number(key) : -1;
      return i >= 0 && i < entries.length ? at(i) : Reflect.get(target, key);
    },
  });
}
