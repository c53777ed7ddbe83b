// The approximation of travel fitted to tours: how many visits share the way from the base and back, and how long the legs
// between visits are. Both are of this very data: how dense it is, how long its days are.
//
//   hours of a rep  ≈  X / C  +  (1 − 1 / C) · Y(f)
//
// X: hours there and back for every visit alone, C: visits per tour, Y(f): hours of a leg for every visit, with legs f times
// as long as Daganzo's inside the zone. The same for km; C and f make the relative errors of hours and km of all reps together
// least in squares. For a given f the best C is a quotient; f is looked for on a scale that is refined.

import type { PlanContext } from '../model/context.ts';
import { localLegKm } from '../model/local.ts';
import { squareOf } from '../model/power.ts';
import type { Travel } from '../model/travel.ts';
import type { Service } from './service.ts';

/** Hours at the wheel and km a year, by rep. NaN: no tours, he counts for nothing. */
export interface TouredTravel {
  readonly hours: Float64Array;
  readonly km: Float64Array;
}

export interface Calibration {
  readonly visitsPerTour: number;
  readonly localFactor: number;
}

const LONGEST_FACTOR = 200;
const MOST_VISITS = 100;
const STEPS = 60;
const ROUNDS = 6;

/** null when there is no tour to fit to. */
export function calibrate(
  context: PlanContext,
  service: Service,
  travel: Travel,
  toured: TouredTravel,
): Calibration | null {
  const k = context.reps.list.length;
  const { approach, legs } = sumsOf(context, service, travel);
  const reps = [...Array(k).keys()].filter(
    j => (toured.hours[j] as number) > 0 && (toured.km[j] as number) > 0,
  );
  if (reps.length === 0) return null;
  /** share of the way to the base that a visit has, at best, and what is left of the errors */
  const best = (factor: number): { share: number; error: number } => {
    const local = localSums(context, travel, legs, factor, k);
    // each term is share · slope + rest, both relative to the tours
    const terms = reps.flatMap(j =>
      (['hours', 'km'] as const).map(what => {
        const real = toured[what][j] as number;
        const [x, y] = [approach[what][j] as number, local[what][j] as number];
        return { slope: (x - y) / real, rest: y / real - 1 };
      }),
    );
    const squares = terms.reduce((sum, { slope }) => sum + slope * slope, 0);
    const crossed = terms.reduce((sum, { slope, rest }) => sum + slope * rest, 0);
    const share = Math.min(1, Math.max(1 / MOST_VISITS, squares > 0 ? -crossed / squares : 1));
    return { share, error: terms.reduce((sum, { slope, rest }) => sum + squareOf(share * slope + rest), 0) };
  };
  let [low, high] = [Math.log(1 / LONGEST_FACTOR), Math.log(LONGEST_FACTOR)];
  let found = { factor: 0, ...best(0) };
  for (let round = 0; round < ROUNDS; round++) {
    const step = (high - low) / STEPS;
    let at = low;
    for (let s = 0; s <= STEPS; s++) {
      const factor = Math.exp(low + s * step);
      const here = best(factor);
      if (here.error < found.error) {
        found = { factor, ...here };
        at = low + s * step;
      }
    }
    [low, high] = [at - step, at + step];
  }
  return { visitsPerTour: round3(1 / found.share), localFactor: round3(found.factor) };
}

/** they are written, and read by people */
function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Visits of a rep in a zone whose accounts lie so far apart. */
interface Legs {
  readonly rep: number;
  readonly zone: number;
  readonly visits: number;
}

function sumsOf(context: PlanContext, service: Service, travel: Travel) {
  const { zones, zoneOf, visits, zoneVisits, accounts } = context;
  const k = context.reps.list.length;
  const approach = { hours: new Float64Array(k), km: new Float64Array(k) };
  const asked = new Map<number, number>();
  const add = (zone: number, rep: number, count: number) => {
    if (rep < 0 || count === 0) return;
    const key = zone * k + rep;
    asked.set(key, (asked.get(key) ?? 0) + count);
  };
  if (accounts) {
    for (const [a, zone] of zoneOf.entries()) add(zone, service.accountRep[a] as number, visits[a] as number);
  } else {
    for (const [zone, rep] of service.zoneRep.entries()) add(zone, rep, zoneVisits[zone] as number);
  }
  const legs: Legs[] = [];
  for (const [key, count] of asked) {
    const [zone, rep] = [Math.floor(key / k), key % k];
    const way = [
      service.baseLat[rep] as number,
      service.baseLon[rep] as number,
      zones.lat[zone] as number,
      zones.lon[zone] as number,
    ] as const;
    approach.hours[rep] = (approach.hours[rep] as number) + ((2 * travel.minutes(...way)) / 60) * count;
    approach.km[rep] = (approach.km[rep] as number) + 2 * travel.km(...way) * count;
    legs.push({ rep, zone, visits: count });
  }
  return { approach, legs };
}

function localSums(
  context: PlanContext,
  travel: Travel,
  legs: readonly Legs[],
  localFactor: number,
  k: number,
) {
  const { zones, settings } = context;
  const accountsIn = new Int32Array(zones.count);
  for (const zone of context.zoneOf) accountsIn[zone] = (accountsIn[zone] as number) + 1;
  const sums = { hours: new Float64Array(k), km: new Float64Array(k) };
  for (const { rep, zone, visits } of legs) {
    const leg = localLegKm(zones.areaKm2[zone] as number, accountsIn[zone] as number, { localFactor });
    if (!(leg > 0)) continue;
    sums.hours[rep] = (sums.hours[rep] as number) + (visits * travel.minutesForKm(leg)) / 60;
    sums.km[rep] = (sums.km[rep] as number) + visits * leg * settings.travel.circuity;
  }
  return sums;
}
