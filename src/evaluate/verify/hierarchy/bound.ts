// Sums of a level, its managers' hours, and the bound that its prices certify: for any prices π (|π| ≤ excess price) no
// grouping of the units costs less than Σ_u min_g (h[u,g] + Σ_q π[g,q] a[u,q] / T[g,q]) − Σ_{g,q} (π⁺ (1 + tol) + π⁻ (1 − tol)).

import type { TravelSettings } from '../../../model/settings.ts';
import { greatCircle, tripMinutes } from '../travel.ts';
import { samePoint, type World } from '../world.ts';
import type { LevelFacts } from './read.ts';

export interface LevelSums {
  /** by measure, then by group */
  readonly measures: ReadonlyMap<
    string,
    { readonly value: Float64Array; readonly target: Float64Array; readonly deviation: Float64Array }
  >;
  /** hours on the road of all managers, and of each */
  readonly hours: number;
  readonly perGroup: Float64Array;
  /** Σ of what deviations are beyond their tolerance */
  readonly excess: number;
}

type Point = readonly [lat: number, lon: number];

/** There and back on so many days. */
export function hoursOf(travel: TravelSettings, days: number, from: Point, to: Point): number {
  return (2 * days * tripMinutes(greatCircle(from[0], from[1], to[0], to[1]), travel)) / 60;
}

export function sumLevel(world: World, level: LevelFacts, shares: Float64Array): LevelSums {
  const { groups, ofUnit, places, days } = level;
  const perGroup = new Float64Array(groups.length);
  ofUnit.forEach((g, u) => {
    perGroup[g]! += hoursOf(world.settings.travel, days, groups[g]!.start, places[u]!);
  });
  let excess = 0;
  const measures = new Map<string, { value: Float64Array; target: Float64Array; deviation: Float64Array }>();
  for (const [name, loads] of level.loads) {
    const value = new Float64Array(groups.length);
    ofUnit.forEach((g, u) => {
      value[g]! += loads[u]!;
    });
    const all = loads.reduce((sum, v) => sum + v, 0);
    const target = shares.map(share => share * all);
    const deviation = value.map((v, g) => (v - target[g]!) / target[g]!);
    for (const d of deviation) excess += Math.max(0, Math.abs(d) - level.tolerances.get(name)! - 1e-9);
    measures.set(name, { value, target, deviation });
  }
  return { measures, hours: perGroup.reduce((sum, h) => sum + h, 0), perGroup, excess };
}

/** The bound by the prices in plan.json; or why they certify none. */
export function certifiedLevel(
  travel: TravelSettings,
  level: LevelFacts,
  excessPrice: number,
): number | string {
  const { groups, places, held, days } = level;
  const prices = groups.map(({ prices: own }) => new Map(Object.entries(own)));
  let bound = 0;
  for (const [name, loads] of level.loads) {
    const all = loads.reduce((sum, v) => sum + v, 0);
    const tolerance = level.tolerances.get(name)!;
    for (const [g, { id, share }] of groups.entries()) {
      const price = prices[g]!.get(name);
      if (price === undefined || !(Math.abs(price) <= excessPrice * (1 + 1e-9)))
        return `group ${id} has no price of ${name} within the excess price`;
      if (share * all > 0) bound -= price * (price > 0 ? 1 + tolerance : 1 - tolerance);
    }
  }
  for (const [u, place] of places.entries()) {
    // a unit whose center is a manager's seat is in that manager's group: the bound is about these starts
    const seat = groups.findIndex(
      ({ based, start }, g) =>
        !based && level.ofUnit[u] === g && samePoint(place, start) && isFirst(level, u, g),
    );
    let least = Number.POSITIVE_INFINITY;
    groups.forEach(({ start }, g) => {
      if ((held[u]! >= 0 && held[u] !== g) || (seat >= 0 && seat !== g)) return;
      let cost = hoursOf(travel, days, start, place);
      for (const [name, loads] of level.loads) {
        const target = groups[g]!.share * loads.reduce((sum, v) => sum + v, 0);
        if (target > 0) cost += (prices[g]!.get(name)! * loads[u]!) / target;
      }
      least = Math.min(least, cost);
    });
    bound += least;
  }
  return Number.isFinite(bound) ? bound : 'a unit has no group that it may be in';
}

/** Of several units at one place only one is the seat: the first by its id. */
function isFirst(level: LevelFacts, unit: number, group: number): boolean {
  const { places, ofUnit, groups, unitIds } = level;
  return places.every(
    (place, u) =>
      u === unit ||
      ofUnit[u] !== group ||
      !samePoint(place, groups[group]!.start) ||
      unitIds[u]! > unitIds[unit]!,
  );
}
