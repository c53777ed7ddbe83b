// Which roads tours need: from each base to each account and back, and between accounts those that are near each other. Accounts
// at one place are one point.

import { byCode } from '../../model/order.ts';
import { squareOf } from '../../model/power.ts';
import type { TourSector } from './read.ts';

/**
 * Accounts around each that it is worth to know the way to. Of all legs of Bretagne's tours 0.4 % in a quarter, and 2.7 % in a
 * year with nights away, lead to none of the 40 nearest of either end; with 30 it would be 0.7 and 4 %, with 10 4 and 13.
 */
export const NEAREST_ACCOUNTS = 40;

/** 1 m: as matrix files tell points apart, so that tours are the same with tours-roads.csv in place of a server */
const SCALE = 1e5;

export interface TourPoints {
  /** `rep:…` or `account:…`, of the first who is there */
  readonly names: readonly string[];
  readonly lat: readonly number[];
  readonly lon: readonly number[];
  /** −1: none of them */
  of(lat: number, lon: number): number;
}

/** A base with the accounts that are visited from it. */
export interface Round {
  /** of the base */
  readonly name: string;
  readonly base: readonly [lat: number, lon: number];
  readonly accounts: readonly { readonly id: string; readonly lat: number; readonly lon: number }[];
}

/** Bases by name, then accounts by id: whoever asks first, the names are the same. */
export function tourPoints(rounds: readonly Round[]): TourPoints {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const lat: number[] = [];
  const lon: number[] = [];
  const key = (y: number, x: number) => `${Math.round(y * SCALE)},${Math.round(x * SCALE)}`;
  const add = (name: string, y: number, x: number): void => {
    const at = key(y, x);
    if (Number.isNaN(y) || numbers.has(at)) return;
    numbers.set(at, names.length);
    names.push(name);
    lat.push(y);
    lon.push(x);
  };
  for (const { name, base } of rounds.toSorted((a, b) => byCode(a.name, b.name))) add(`rep:${name}`, ...base);
  const accounts = rounds.flatMap(round => round.accounts).sort((a, b) => byCode(a.id, b.id));
  for (const { id, lat: y, lon: x } of accounts) add(`account:${id}`, y, x);
  return { names, lat, lon, of: (y, x) => numbers.get(key(y, x)) ?? -1 };
}

/** Directed pairs, each once, as numbers of points. */
export function tourPairs(
  rounds: readonly Round[],
  points: TourPoints,
  nearest = NEAREST_ACCOUNTS,
): { readonly from: Int32Array; readonly to: Int32Array } {
  const n = points.names.length;
  const pairs = new Set<number>();
  const both = (a: number, b: number): void => {
    if (a < 0 || b < 0 || a === b) return;
    pairs.add(a * n + b);
    pairs.add(b * n + a);
  };
  for (const { base, accounts } of rounds) {
    const home = points.of(...base);
    const places = [...new Set(accounts.map(({ lat, lon }) => points.of(lat, lon)))].sort((a, b) => a - b);
    for (const place of places) both(home, place);
    for (const [a, b] of nearPairs(places, points, nearest)) both(a, b);
  }
  const list = [...pairs];
  return {
    from: Int32Array.from(list, pair => Math.floor(pair / n)),
    to: Int32Array.from(list, pair => pair % n),
  };
}

/** Each place with those nearest to it; of two as far the first. The estimate grows with the distance. */
function* nearPairs(
  places: readonly number[],
  { lat, lon }: TourPoints,
  nearest: number,
): Generator<readonly [number, number]> {
  const rad = Math.PI / 180;
  // on the unit sphere the chord orders as the great circle does
  const at = places.map(p => {
    const [y, x] = [(lat[p] as number) * rad, (lon[p] as number) * rad];
    return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)] as const;
  });
  const found = new Int32Array(nearest);
  const chord = new Float64Array(nearest);
  for (const [i, [x, y, z]] of at.entries()) {
    let count = 0;
    for (const [j, [u, v, w]] of at.entries()) {
      if (i === j) continue;
      const d = squareOf(x - u) + squareOf(y - v) + squareOf(z - w);
      if (count === nearest && d >= (chord[nearest - 1] as number)) continue;
      let slot = count < nearest ? count++ : nearest - 1;
      for (; slot > 0 && (chord[slot - 1] as number) > d; slot--) {
        chord[slot] = chord[slot - 1] as number;
        found[slot] = found[slot - 1] as number;
      }
      chord[slot] = d;
      found[slot] = j;
    }
    for (let s = 0; s < count; s++) yield [places[i] as number, places[found[s] as number] as number];
  }
}

/** What the base of each sector is called: by the rep, and by the layer too where the rep starts elsewhere in another. */
export function baseNames(
  sectors: readonly Pick<TourSector, 'layer' | 'rep' | 'base'>[],
): (sector: Pick<TourSector, 'layer' | 'rep'>) => string {
  const bases = new Map<string, Set<string>>();
  for (const { rep, base } of sectors) bases.set(rep.id, (bases.get(rep.id) ?? new Set()).add(base.join()));
  return ({ layer, rep }) => {
    if ((bases.get(rep.id)?.size ?? 0) < 2) return rep.id;
    let name = `${rep.id}/${layer}`;
    // another rep may be called like it
    while (bases.has(name)) name += '/';
    return name;
  };
}
