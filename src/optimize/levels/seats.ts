// Seats of managers without a base: each at the center of one of the group's units.

import { tripHours } from '../../model/hierarchy.ts';
import type { LevelGroups, LevelUnits } from '../../model/level-problem.ts';
import type { Travel } from '../../model/travel.ts';
import type { Random } from '../random.ts';

/** For each manager without a base the unit of the group from whose center travel is least; −1 for the others. */
export function bestSeats(
  units: LevelUnits,
  groups: LevelGroups,
  travel: Travel,
  assignment: Int32Array,
): Int32Array {
  return Int32Array.from(groups.lat, (lat, g) => {
    if (!Number.isNaN(lat)) return -1;
    const own = [...assignment.keys()].filter(u => assignment[u] === g);
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    for (const seat of own) {
      let hours = 0;
      for (const u of own) hours += hoursBetween(units, travel, seat, u);
      if (hours >= least) continue;
      best = seat;
      least = hours;
    }
    return best;
  });
}

/** k-means++: each next seat is a unit drawn by the square of its way to the nearest seat; held units first. */
export function drawSeats(
  units: LevelUnits,
  groups: LevelGroups,
  travel: Travel,
  random: Random,
): Int32Array {
  const { n, held } = units;
  const seats = bestSeats(units, groups, travel, held);
  const way = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  const near = (lat: number, lon: number) => {
    for (let u = 0; u < n; u++)
      way[u] = Math.min(
        way[u] as number,
        travel.minutes(lat, lon, units.lat[u] as number, units.lon[u] as number),
      );
  };
  for (const [g, seat] of seats.entries()) {
    if (seat >= 0) near(units.lat[seat] as number, units.lon[seat] as number);
    else if (!Number.isNaN(groups.lat[g] as number)) near(groups.lat[g] as number, groups.lon[g] as number);
  }
  const taken = new Set(seats);
  for (const [g, lat] of groups.lat.entries()) {
    if (!Number.isNaN(lat) || (seats[g] as number) >= 0) continue;
    const weight = Float64Array.from({ length: n }, (_, u) => {
      if (taken.has(u) || (held[u] as number) >= 0) return 0;
      const minutes = way[u] as number;
      // a unit at the place of another is a seat like any other, if a poor one
      return minutes === Number.POSITIVE_INFINITY ? 1 : minutes * minutes + 1e-9;
    });
    let left = random() * weight.reduce((sum, w) => sum + w, 0);
    let chosen = weight.findIndex(w => w > 0);
    for (const [u, w] of weight.entries()) {
      if (w === 0) continue;
      chosen = u;
      left -= w;
      if (left < 0) break;
    }
    seats[g] = chosen;
    taken.add(chosen);
    near(units.lat[chosen] as number, units.lon[chosen] as number);
  }
  return seats;
}

/** All seats that managers without a base may have, where these are at most so many; null otherwise. */
export function seatSets(
  { n, held }: LevelUnits,
  { k, lat, share }: LevelGroups,
  most: number,
): Iterable<Int32Array> | null {
  const free = [...lat.keys()].filter(g => Number.isNaN(lat[g]));
  if (free.length === 0) return null;
  const alike =
    free.length === k &&
    held.every(g => g < 0) &&
    share.every(s => Math.abs(s - (share[0] as number)) < 1e-12);
  let count = 1;
  for (let f = 0; f < free.length; f++) count = (count * (n - f)) / (alike ? f + 1 : 1);
  if (count > most) return null;
  return alike ? combinations(n, k) : arrangements(held, free, new Int32Array(k).fill(-1));
}

/** Every free group in turn takes each unit that is not a seat yet, nor held by another group. */
function* arrangements(held: Int32Array, free: readonly number[], seats: Int32Array): Generator<Int32Array> {
  const [g, ...rest] = free;
  if (g === undefined) {
    yield seats.slice();
    return;
  }
  for (const [u, h] of held.entries()) {
    if (seats.includes(u) || (h >= 0 && h !== g)) continue;
    seats[g] = u;
    yield* arrangements(held, rest, seats);
    seats[g] = -1;
  }
}

function* combinations(n: number, k: number): Generator<Int32Array> {
  const chosen = Int32Array.from({ length: k }, (_, g) => g);
  for (;;) {
    yield chosen.slice();
    let g = k - 1;
    while (g >= 0 && chosen[g] === n - k + g) g--;
    if (g < 0) return;
    chosen[g] = (chosen[g] as number) + 1;
    for (let h = g + 1; h < k; h++) chosen[h] = (chosen[h - 1] as number) + 1;
  }
}

function hoursBetween({ lat, lon, days }: LevelUnits, travel: Travel, a: number, b: number): number {
  const from = [lat[a] as number, lon[a] as number] as const;
  return tripHours(days, travel.minutes(...from, lat[b] as number, lon[b] as number));
}
