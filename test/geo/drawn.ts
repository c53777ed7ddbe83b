// Maps drawn in letters: every letter is a zone, every character a square of `step` degrees, '.' is nobody's.
//
//   A A B        rings run along the grid and have a vertex at every corner of a square; `straight` leaves out those
//   A A C        where a border goes straight on, so that A's border to B and C has none in its middle: a T-junction

import { pointInside } from '../../src/geo/inside.ts';
import { mendPolygons } from '../../src/geo/mend.ts';
import { sphericalAreaKm2 } from '../../src/geo/sphere.ts';
import type { MultiPolygon, Position, Zones } from '../../src/model/records.ts';

type Shape = MultiPolygon['coordinates'];

export interface DrawOptions {
  readonly step?: number;
  readonly west?: number;
  readonly north?: number;
  /** letters whose straight borders have no vertices in between */
  readonly straight?: string;
}

/** Letter → shape. */
export function draw(picture: string, options: DrawOptions = {}): Map<string, Shape> {
  const { step = 0.01, west = 2, north = 47, straight = '' } = options;
  const squares = new Map<string, Shape>();
  const lines = picture
    .split('\n')
    .map(line => line.replaceAll(' ', ''))
    .filter(line => line !== '');
  // multiples of the step from one origin, so that a corner is the same number for all four squares
  const x = (column: number) => west + column * step;
  const y = (row: number) => north - row * step;
  lines.forEach((line, r) => {
    [...line].forEach((letter, c) => {
      if (letter === '.') return;
      const ring = [
        [x(c), y(r + 1)],
        [x(c + 1), y(r + 1)],
        [x(c + 1), y(r)],
        [x(c), y(r)],
        [x(c), y(r + 1)],
      ];
      squares.set(letter, [...(squares.get(letter) ?? []), [ring]]);
    });
  });
  const shapes = new Map<string, Shape>();
  for (const [letter, parts] of squares) {
    const { polygons } = mendPolygons(parts);
    shapes.set(letter, straight.includes(letter) ? polygons!.map(rings => rings.map(straighten)) : polygons!);
  }
  return shapes;
}

/** without the vertices on straight stretches */
function straighten(ring: Position[]): Position[] {
  const open = ring.slice(1);
  const kept = open.filter((p, i) => {
    const before = open[(i + open.length - 1) % open.length]!;
    const after = open[(i + 1) % open.length]!;
    return !((before[0] === p[0] && p[0] === after[0]) || (before[1] === p[1] && p[1] === after[1]));
  });
  return [...kept, kept[0]!];
}

/** Zones of shapes (or points), as the reader would make them: sorted by id. */
export function zonesOf(
  shapes: ReadonlyMap<string, Shape | readonly [lat: number, lon: number]>,
  neighborIds: ReadonlyMap<string, readonly string[]> | null = null,
): Zones {
  const ids = [...shapes.keys()].sort();
  const isPoint = (shape: unknown): shape is readonly [number, number] =>
    typeof (shape as [unknown])[0] === 'number';
  const geometry = ids.map(id => {
    const shape = shapes.get(id)!;
    return isPoint(shape) ? null : shape;
  });
  const points = ids.map((id, i): readonly [number, number] => {
    const shape = shapes.get(id)!;
    return isPoint(shape) ? [shape[1], shape[0]] : pointInside(geometry[i]!);
  });
  return {
    count: ids.length,
    file: 'drawn.geojson',
    rowsRead: ids.length,
    id: ids,
    line: Int32Array.from(ids, (_, i) => i + 1),
    name: ids,
    lat: Float64Array.from(points, p => p[1]),
    lon: Float64Array.from(points, p => p[0]),
    areaKm2: Float64Array.from(geometry, polygons => (polygons ? sphericalAreaKm2(polygons) : Number.NaN)),
    geometry,
    neighborIds: neighborIds && ids.map(id => neighborIds.get(id) ?? []),
    parents: new Map(),
    numbers: new Map(),
  };
}
