// How much of a plan's travel is by known roads, and how far the estimate is from these roads.

import { isBaseOrZone, roadLookup } from '../geo/roads.ts';
import { greatCircleKm } from '../geo/sphere.ts';
import { makeTravel } from '../geo/travel.ts';
import type { PlanContext, PlanResult } from '../model/context.ts';
import { median } from '../model/median.ts';
import type { PlanRoads } from '../model/roads.ts';
import { ratio, round6 } from './statistics.ts';

/** Classes of length as the crow flies, km; the last is all beyond. */
export const ROAD_CLASSES_KM = [15, 50, 150, null] as const;

export interface EstimateError {
  /** roads of this class between bases and zones, each way for itself; null: longer than the class before, or all of them */
  readonly up_to_km: number | null;
  readonly pairs: number;
  /** median of minutes by road / minutes estimated */
  readonly minutes_ratio: number | null;
  /** mean of |estimated − by road| / by road, minutes */
  readonly minutes_error: number | null;
  readonly km_ratio: number | null;
  readonly km_error: number | null;
}

export interface RoadKpis {
  readonly source: PlanRoads['source'];
  /** pairs of places */
  readonly asked: number;
  readonly known: number;
  readonly absent: number;
  readonly no_road: number;
  readonly off_road: number;
  /** zones with visits whose rep comes by an estimate, for no road is known, and the share of all visits there */
  readonly zones_estimated: number;
  readonly visits_estimated: number | null;
  /** accounts whose travel_minutes is an estimate */
  readonly accounts_estimated: number;
  /** the estimate against the roads, before it is bent to them */
  readonly estimate: { readonly all: EstimateError; readonly by_length: readonly EstimateError[] };
}

export function roadKpis(context: PlanContext, result: PlanResult, facts: PlanRoads): RoadKpis {
  const { zones, zoneOf, visits, accountLat, accountLon } = context;
  const { accountRep, baseLat, baseLon, zoneRep } = result;
  const rows = context.roads?.rows;
  const known = rows && roadLookup(rows);
  const byEstimate = (rep: number, lat: number, lon: number): boolean => {
    const from = [baseLat[rep] as number, baseLon[rep] as number] as const;
    return (
      rep >= 0 && !(from[0] === lat && from[1] === lon) && !(known && known.minutes(...from, lat, lon) >= 0)
    );
  };
  // visits go to zones by the rep of the zone; those of named accounts by their own
  const all = new Float64Array(zones.count);
  const estimated = new Float64Array(zones.count);
  let accounts = 0;
  const count = (zone: number, rep: number, asked: number) => {
    if (rep < 0) return;
    all[zone] = (all[zone] as number) + asked;
    if (byEstimate(rep, zones.lat[zone] as number, zones.lon[zone] as number))
      estimated[zone] = (estimated[zone] as number) + asked;
  };
  if (context.accounts) {
    for (const [a, zone] of zoneOf.entries()) {
      const rep = accountRep[a] as number;
      count(zone, rep, visits[a] as number);
      if (byEstimate(rep, accountLat[a] as number, accountLon[a] as number)) accounts++;
    }
  } else for (const [i, rep] of zoneRep.entries()) count(i, rep, context.zoneVisits[i] as number);
  const sum = (of: Float64Array) => of.reduce((total, v) => total + v, 0);
  return {
    source: facts.source,
    asked: facts.asked,
    known: facts.known,
    absent: facts.gaps.absent,
    no_road: facts.gaps.noRoad,
    off_road: facts.gaps.offRoad,
    zones_estimated: estimated.filter(v => v > 0).length,
    visits_estimated: round6(ratio(sum(estimated), sum(all))),
    accounts_estimated: accounts,
    estimate: estimateErrors(context),
  };
}

function estimateErrors({ roads, settings }: PlanContext): RoadKpis['estimate'] {
  const { minutes, km } = makeTravel(settings.travel);
  const rows = roads?.rows;
  const trips = (rows?.from ?? []).flatMap((from, r) => {
    if (!rows || !isBaseOrZone(from) || !isBaseOrZone(rows.to[r] as string)) return [];
    const ends = [rows.fromLat[r], rows.fromLon[r], rows.toLat[r], rows.toLon[r]] as [
      number,
      number,
      number,
      number,
    ];
    return [
      {
        crow: greatCircleKm(...ends),
        minutes: [minutes(...ends), rows.minutes[r] as number] as const,
        km: [km(...ends), rows.km[r] as number] as const,
      },
    ];
  });
  const errorOf = (of: typeof trips, upTo: number | null): EstimateError => {
    const figures = (pairs: readonly (readonly [estimate: number, road: number])[]) => {
      const usable = pairs.filter(([estimate, road]) => estimate > 0 && road > 0);
      if (usable.length === 0) return { ratio: null, error: null };
      return {
        ratio: round6(median(usable.map(([estimate, road]) => road / estimate))),
        error: round6(
          usable.reduce((sum, [estimate, road]) => sum + Math.abs(estimate - road) / road, 0) / usable.length,
        ),
      };
    };
    const time = figures(of.map(trip => trip.minutes));
    const way = figures(of.map(trip => trip.km));
    return {
      up_to_km: upTo,
      pairs: of.length,
      minutes_ratio: time.ratio,
      minutes_error: time.error,
      km_ratio: way.ratio,
      km_error: way.error,
    };
  };
  return {
    all: errorOf(trips, null),
    by_length: ROAD_CLASSES_KM.map((upTo, c) => {
      const above = c === 0 ? -1 : (ROAD_CLASSES_KM[c - 1] as number);
      return errorOf(
        trips.filter(({ crow }) => crow > above && crow <= (upTo ?? Number.POSITIVE_INFINITY)),
        upTo,
      );
    }),
  };
}
