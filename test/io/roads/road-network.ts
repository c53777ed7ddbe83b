// A made-up country with roads: the great circle times a factor, slower going west, an island that no road reaches, and a
// map that ends. Everything is a function of the coordinates, so that tests can tell what a server must have said.

import { greatCircleKm } from '../../../src/geo/sphere.ts';
import type { RoadPairs } from '../../../src/model/roads.ts';

export interface Spot {
  readonly lat: number;
  readonly lon: number;
}

/** What the map holds; a point beyond it is moved to the edge. */
const MAP = { south: 47, north: 49, west: -5, east: -1 };

export function snapped({ lat, lon }: Spot): Spot {
  return {
    lat: Math.min(MAP.north, Math.max(MAP.south, lat)),
    lon: Math.min(MAP.east, Math.max(MAP.west, lon)),
  };
}

/** around Ouessant: no road to the mainland */
const onIsland = ({ lat, lon }: Spot) => lat > 48.4 && lon < -4.95;

/** seconds and metres of a drive, null without a road */
export function drive(from: Spot, to: Spot): { readonly seconds: number; readonly metres: number } | null {
  if (onIsland(from) !== onIsland(to)) return null;
  const [a, b] = [snapped(from), snapped(to)];
  const metres = Math.round(greatCircleKm(a.lat, a.lon, b.lat, b.lon) * 13_000) / 10;
  return { seconds: Math.round(metres * (b.lon < a.lon ? 0.6 : 0.5)) / 10, metres };
}

/** Places on a grid with some disorder, the same every time. */
export function spots(count: number, seed = 1): Spot[] {
  let state = seed;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: count }, () => ({
    lat: Math.round((47.2 + 1.2 * next()) * 1e6) / 1e6,
    lon: Math.round((-4.5 + 3 * next()) * 1e6) / 1e6,
  }));
}

export function pairsOf(places: readonly Spot[], list: readonly (readonly [number, number])[]): RoadPairs {
  return {
    lat: Float64Array.from(places, ({ lat }) => lat),
    lon: Float64Array.from(places, ({ lon }) => lon),
    from: Int32Array.from(list, ([from]) => from),
    to: Int32Array.from(list, ([, to]) => to),
  };
}

/** Every place of the second kind with the `nearest` of the first: as a plan asks. */
export function candidates(bases: readonly Spot[], places: readonly Spot[], nearest: number): RoadPairs {
  const list: [number, number][] = [];
  places.forEach((place, index) => {
    const near = bases
      .map((base, at) => ({ at, km: greatCircleKm(base.lat, base.lon, place.lat, place.lon) }))
      .sort((a, b) => a.km - b.km)
      .slice(0, nearest);
    for (const { at } of near) list.push([at, bases.length + index]);
  });
  return pairsOf([...bases, ...places], list);
}
