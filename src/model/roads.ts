// Travel by road as the model knows it: times and distances of pairs of points, from a matrix file or from a routing server.
// Pairs that are not known are travelled by the estimate (geo/travel); how many these were is counted.

/** Which directed pairs of points are asked for. Points are indices into `lat` and `lon`, degrees. */
export interface RoadPairs {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** What is known of the pairs that were asked for, in their order; NaN where nothing is. */
export interface RoadAnswers {
  readonly minutes: Float64Array;
  /** NaN too where a source knows times alone */
  readonly km: Float64Array;
}

/** Why a pair has no answer, in pairs. */
export interface RoadGaps {
  /** the source has no such pair: not in the matrix file */
  readonly absent: number;
  /** the server says that no road joins them */
  readonly noRoad: number;
  /** an end lies farther from the nearest road than is credible: outside the server's extract */
  readonly offRoad: number;
}

/** Where road times come from. A source that fails altogether throws InputError; it never makes times up. */
export interface RoadSource {
  readonly kind: 'matrix' | 'osrm' | 'valhalla';
  /** answers for the pairs; those of an earlier call are not asked for again */
  ask(pairs: RoadPairs, hooks?: RoadHooks): Promise<RoadAnswers>;
  /** of all calls so far */
  gaps(): RoadGaps;
  /** points that are off the road, with the km to the nearest one (Infinity: none that the server looks for), as they were met */
  offRoad(): readonly OffRoad[];
}

export interface OffRoad {
  readonly lat: number;
  readonly lon: number;
  readonly km: number;
}

export interface RoadHooks {
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal;
}

/** A road time is written with so many decimals, and used as it is written: 0.6 s, 10 m. Three would look like thousands. */
export const ROAD_DECIMALS = 2;

/** Known pairs, one row each, as roads.csv has them. */
export interface RoadRows {
  /** `rep:R01` is where the rep starts, `zone:29000` the point of the zone, `account:C1` that of the account */
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** degrees */
  readonly fromLat: Float64Array;
  readonly fromLon: Float64Array;
  readonly toLat: Float64Array;
  readonly toLon: Float64Array;
  readonly minutes: Float64Array;
  /** NaN where the source does not say */
  readonly km: Float64Array;
}

/**
 * How the estimate is bent for pairs that are not known: a line through the origin and the points [estimate, by road], rising;
 * beyond the last point it goes on towards it from the origin. No points: the estimate as it is.
 */
export type RoadCurve = readonly (readonly [estimate: number, road: number])[];

/** Travel by road of one plan. */
export interface Roads {
  readonly rows: RoadRows;
  readonly minutes: RoadCurve;
  readonly km: RoadCurve;
}

/** What plan.json says of the roads; the pairs themselves are in roads.csv. */
export interface PlanRoads {
  readonly source: RoadSource['kind'];
  /** of roads.csv */
  readonly sha256: string;
  /** pairs that were asked for, and those that were answered */
  readonly asked: number;
  readonly known: number;
  readonly gaps: RoadGaps;
  /** points that lie off the road: [lat, lon, km to the nearest road; null: the server does not say] */
  readonly offRoad: readonly (readonly [lat: number, lon: number, km: number | null])[];
  readonly minutes: RoadCurve;
  readonly km: RoadCurve;
}
