// Travel between consecutive visits inside one zone. n points spread over an area A lie about
// 0.57 · sqrt(A / n) apart along a good tour (Daganzo 1984, "The distance traveled to visit N points
// with a maximum of C stops per vehicle"). A tour of C visits has C − 1 such legs, so a visit has 1 − 1/C.

import type { Settings } from './settings.ts';
import type { Travel } from './travel.ts';

const DAGANZO = 0.57;
/** beyond this a "leg inside the zone" is no longer credible: vast empty zones with a single account */
const LONGEST_LEG_KM = 30;

/**
 * Great-circle km of one leg inside a zone; 0 when the area is unknown. Tours that pass on from zone to zone have longer ones:
 * `localFactor` is by how much, where it was fitted to real tours.
 */
export function localLegKm(
  areaKm2: number,
  accounts: number,
  { localFactor = 1 }: Pick<Settings, 'localFactor'>,
): number {
  if (!(areaKm2 > 0)) return 0;
  return Math.min(LONGEST_LEG_KM, localFactor * DAGANZO * Math.sqrt(areaKm2 / Math.max(1, accounts)));
}

/** Hours of local travel that one visit costs. */
export function localHoursPerVisit(legKm: number, settings: Settings, travel: Travel): number {
  return legKm > 0 ? ((1 - 1 / settings.visitsPerTour) * travel.minutesForKm(legKm)) / 60 : 0;
}

/** Road km of local travel that one visit costs. */
export function localKmPerVisit(legKm: number, settings: Settings): number {
  return (1 - 1 / settings.visitsPerTour) * legKm * settings.travel.circuity;
}
