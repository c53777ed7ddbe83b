// The map's shapes from the page's data, and which zone is where.

import { type ArcRing, ringPoints } from '../model/drawing.ts';
import type { PageMap } from '../report/html/page-data.ts';

/** Steps → absolute positions. */
export function arcsOf(map: PageMap): Int32Array[] {
  return map.arcs.map(steps => {
    const arc = Int32Array.from(steps);
    for (let i = 2; i < arc.length; i++) arc[i] = (arc[i] as number) + (arc[i - 2] as number);
    return arc;
  });
}

const CELLS = 48;

/** Zone at a point of the map, −1 for none: boxes in a grid first, then even–odd. */
export function makePicker(map: PageMap, arcs: readonly Int32Array[]): (x: number, y: number) => number {
  const rings = map.zones.map(zone => zone.map(ring => ringPoints(arcs, ring as ArcRing)));
  const size = Math.max(map.width, map.height) / CELLS;
  const grid = new Map<number, number[]>();
  rings.forEach((zone, z) => {
    const [xs, ys] = [0, 1].map(axis => zone.flatMap(ring => ring.filter((_, i) => i % 2 === axis))) as [
      number[],
      number[],
    ];
    if (xs.length === 0) return;
    const span = (values: number[]) => [
      Math.floor(values.reduce((a, b) => Math.min(a, b)) / size),
      Math.floor(values.reduce((a, b) => Math.max(a, b)) / size),
    ];
    const [left, right] = span(xs) as [number, number];
    const [top, bottom] = span(ys) as [number, number];
    for (let column = left; column <= right; column++) {
      for (let row = top; row <= bottom; row++) {
        const key = row * 1000 + column;
        const cell = grid.get(key);
        if (cell) cell.push(z);
        else grid.set(key, [z]);
      }
    }
  });
  return (x, y) => {
    const candidates = grid.get(Math.floor(y / size) * 1000 + Math.floor(x / size)) ?? [];
    return candidates.find(z => holds(rings[z] ?? [], x, y)) ?? -1;
  };
}

function holds(rings: readonly (readonly number[])[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    let [bx, by] = [ring.at(-2) as number, ring.at(-1) as number];
    for (let i = 0; i < ring.length; i += 2) {
      const [ax, ay] = [ring[i] as number, ring[i + 1] as number];
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
      [bx, by] = [ax, ay];
    }
  }
  return inside;
}

/** The zone that is next in a direction, −1 for none: near, and rather straight ahead. */
export function zoneToward(map: PageMap, from: number, dx: number, dy: number): number {
  let best = -1;
  let least = Infinity;
  for (let z = 0; z < map.x.length; z++) {
    const ahead =
      ((map.x[z] as number) - (map.x[from] as number)) * dx +
      ((map.y[z] as number) - (map.y[from] as number)) * dy;
    if (z === from || ahead <= 0) continue;
    const aside = Math.abs(
      ((map.x[z] as number) - (map.x[from] as number)) * dy -
        ((map.y[z] as number) - (map.y[from] as number)) * dx,
    );
    const away = Math.hypot(ahead, aside) + 2 * aside;
    if (aside <= ahead * 1.5 && away < least) {
      least = away;
      best = z;
    }
  }
  return best;
}
