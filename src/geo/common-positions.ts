// Zones that share a border share its positions: where there are millions, each is one array for all that use it. To find
// shared arcs every position of a map has to be an array at once, and they are what takes the memory.

import { positionsOf } from '../model/packed-shapes.ts';
import { powerOf } from '../model/power.ts';
import type { MultiPolygon, Position } from '../model/records.ts';

type Shape = MultiPolygon['coordinates'];

/** Fewer positions than these are as they are: to find the common ones takes longer than it spares. */
const MANY = 2_000_000;

/** A shape of the map → the same coordinates, of positions that are the same objects in all; of a small map, the shape. */
export function commonPositions(geometry: readonly (Shape | null)[], many = MANY): (shape: Shape) => Shape {
  const count = geometry.reduce((sum, shape) => sum + (shape ? positionsOf(shape) : 0), 0);
  if (count <= many) return shape => shape;
  const common = positionTable(count);
  return shape => shape.map(rings => rings.map(ring => ring.map(position => common(position))));
}

/** Positions → the first one with the same numbers. */
function positionTable(most: number): (position: Position) => Position {
  // open addressing: a power of two, at most three quarters full
  const mask = powerOf(2, Math.ceil(Math.log2(Math.max(8, most / 0.75)))) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const known: Position[] = [];
  const bits = new Float64Array(2);
  const words = new Uint32Array(bits.buffer);
  return position => {
    bits[0] = position[0] as number;
    bits[1] = position[1] as number;
    let h = Math.imul((words[0] as number) ^ Math.imul(words[1] as number, 0x9e3779b1), 0x85ebca6b);
    h = Math.imul(
      h ^ (h >>> 15) ^ (words[2] as number) ^ Math.imul(words[3] as number, 0xc2b2ae35),
      0x27d4eb2f,
    );
    for (let slot = (h ^ (h >>> 13)) & mask; ; slot = (slot + 1) & mask) {
      const index = slots[slot] as number;
      if (index < 0) {
        slots[slot] = known.length;
        known.push(position);
        return position;
      }
      const other = known[index] as Position;
      if (same(other, position)) return other;
    }
  };
}

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
