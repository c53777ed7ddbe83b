// Travel: how far and how long by road, estimated from the great-circle distance alone.
//
//   road km = circuity × great-circle km
//   minutes = access minutes (only when the distance is not zero)
//           + the first `upToKm` road km at the speed of the first class, the next at that of the second, …
//
// Sources, defaults and limits: docs/travel.md. Times are piecewise linear, continuous and increasing in the distance,
// so that a nearer base is never the slower one.

import type { PlanContext } from '../model/context.ts';
import type { Roads } from '../model/roads.ts';
import type { TravelSettings } from '../model/settings.ts';
import type { Travel } from '../model/travel.ts';
import { bend, roadLookup } from './roads.ts';
import { EARTH_RADIUS_KM, greatCircleKm } from './sphere.ts';

const RAD = Math.PI / 180;

export interface TravelTables extends Travel {
  /**
   * Minutes of every pair: entry (t, f) is at `t * fromLat.length + f`, one row per destination. The same bits as
   * `minutes` for each pair, several times faster.
   */
  minutesTable(
    fromLat: ArrayLike<number>,
    fromLon: ArrayLike<number>,
    toLat: ArrayLike<number>,
    toLon: ArrayLike<number>,
  ): Float64Array;
}

/**
 * Travel by the settings' circuity and speed classes. The last class goes on for ever, whatever its `upToKm`.
 * @throws RangeError when circuity < 1, access is negative, or the classes are empty, unordered or not positive.
 */
export function makeTravel(settings: TravelSettings): TravelTables {
  validate(settings);
  const { circuity, accessMinutes, speeds } = settings;
  const last = speeds.length - 1;
  // class c covers road km (from[c], from[c + 1]]; base[c] is the time already spent when it begins
  const from = new Float64Array(speeds.length + 1);
  const base = new Float64Array(speeds.length);
  const minutesPerKm = Float64Array.from(speeds, s => 60 / s.kmPerHour);
  base[0] = accessMinutes;
  for (let c = 0; c <= last; c++) {
    from[c + 1] = c === last ? Infinity : speeds[c]!.upToKm!;
    if (c < last) base[c + 1] = base[c]! + (from[c + 1]! - from[c]!) * minutesPerKm[c]!;
  }

  function minutesForKm(crowKm: number): number {
    if (!(crowKm > 0)) return crowKm === 0 ? 0 : Number.NaN;
    const road = crowKm * circuity;
    let c = 0;
    while (road > from[c + 1]!) c++;
    return base[c]! + (road - from[c]!) * minutesPerKm[c]!;
  }

  return {
    minutesForKm,
    minutes: (fromLat, fromLon, toLat, toLon) => minutesForKm(greatCircleKm(fromLat, fromLon, toLat, toLon)),
    km: (fromLat, fromLon, toLat, toLon) => circuity * greatCircleKm(fromLat, fromLon, toLat, toLon),
    minutesTable(fromLat, fromLon, toLat, toLon) {
      const width = fromLat.length;
      const table = new Float64Array(width * toLat.length);
      // greatCircleKm with the cosines of the latitudes taken out of the loop, operations in the same order
      const cosFrom = Float64Array.from({ length: width }, (_, f) => Math.cos(fromLat[f]! * RAD));
      for (let t = 0; t < toLat.length; t++) {
        const lat = toLat[t]!;
        const lon = toLon[t]!;
        const cosTo = Math.cos(lat * RAD);
        for (let f = 0; f < width; f++) {
          const sinLat = Math.sin(((lat - fromLat[f]!) * RAD) / 2);
          const sinLon = Math.sin(((lon - fromLon[f]!) * RAD) / 2);
          const h = sinLat * sinLat + cosFrom[f]! * cosTo * sinLon * sinLon;
          table[t * width + f] = minutesForKm(2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h))));
        }
      }
      return table;
    },
  };
}

/** Travel of a plan: by road where its roads are known, else by the estimate as these roads bend it. */
export function travelOf({ settings, roads }: Pick<PlanContext, 'settings' | 'roads'>): Travel {
  const estimate = makeTravel(settings.travel);
  return roads ? byRoad(estimate, roads) : estimate;
}

/**
 * Known roads first. Legs of which only the length is known, as between the visits of a zone, are the estimate's.
 * A road to where one is has no length, whatever the source says.
 */
export function byRoad(estimate: Travel, roads: Roads): Travel {
  const { rows, minutes, km } = roads;
  const known = roadLookup(rows);
  return {
    minutesForKm: estimate.minutesForKm,
    minutes(fromLat, fromLon, toLat, toLon) {
      if (fromLat === toLat && fromLon === toLon) return 0;
      const road = known.minutes(fromLat, fromLon, toLat, toLon);
      return Number.isNaN(road) ? bend(minutes, estimate.minutes(fromLat, fromLon, toLat, toLon)) : road;
    },
    km(fromLat, fromLon, toLat, toLon) {
      if (fromLat === toLat && fromLon === toLon) return 0;
      const road = known.km(fromLat, fromLon, toLat, toLon);
      return Number.isNaN(road) ? bend(km, estimate.km(fromLat, fromLon, toLat, toLon)) : road;
    },
  };
}

function validate({ circuity, accessMinutes, speeds }: TravelSettings): void {
  // 0: nobody travels, the work is done by telephone
  if (circuity !== 0 && !(circuity >= 1 && circuity < Infinity)) {
    throw new RangeError(
      `travel.circuity must be at least 1 (a road is no shorter than the air), found ${circuity}`,
    );
  }
  if (!(accessMinutes >= 0 && accessMinutes < Infinity)) {
    throw new RangeError(`travel.access_minutes must be 0 or more, found ${accessMinutes}`);
  }
  if (speeds.length === 0) throw new RangeError('travel.speeds needs at least one class');
  let before = 0;
  speeds.forEach(({ upToKm, kmPerHour }, c) => {
    if (!(kmPerHour > 0 && kmPerHour < Infinity)) {
      throw new RangeError(
        `travel.speeds: km_per_hour must be above 0, found ${kmPerHour} in class ${c + 1}`,
      );
    }
    if (upToKm === null && c < speeds.length - 1) {
      throw new RangeError('travel.speeds: only the last class may go without up_to_km');
    }
    if (upToKm !== null && !(upToKm > before)) {
      throw new RangeError(`travel.speeds: up_to_km must increase, found ${upToKm} after ${before}`);
    }
    before = upToKm ?? Infinity;
  });
}
