// Distances and travel times, written again from their definitions (docs/travel.md):
// what verify recomputes must not come from the code that it judges.

import type { TravelSettings } from '../../model/settings.ts';

/** IUGG mean radius of the Earth, km. */
const EARTH_KM = 6371.0088;

/** Great-circle distance in km between two points in degrees (haversine). */
export function greatCircle(latA: number, lonA: number, latB: number, lonB: number): number {
  const rad = Math.PI / 180;
  const sinLat = Math.sin(((latB - latA) * rad) / 2);
  const sinLon = Math.sin(((lonB - lonA) * rad) / 2);
  const h = sinLat * sinLat + Math.cos(latA * rad) * Math.cos(latB * rad) * sinLon * sinLon;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Road km of a trip of `km` great-circle km, estimated. */
export function roadKm(km: number, travel: TravelSettings): number {
  return km * travel.circuity;
}

/** Minutes of a trip of `km` great-circle km: each speed class drives its stretch of the road distance. */
export function tripMinutes(km: number, travel: TravelSettings): number {
  if (!(km > 0)) return 0;
  let left = km * travel.circuity;
  let from = 0;
  let minutes = travel.accessMinutes;
  for (const { upToKm, kmPerHour } of travel.speeds) {
    const stretch = upToKm === null ? left : Math.min(left, upToKm - from);
    minutes += (stretch / kmPerHour) * 60;
    left -= stretch;
    if (upToKm === null || left <= 0) break;
    from = upToKm;
  }
  return minutes;
}
