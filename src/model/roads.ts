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
  offRoad(): readonly { readonly lat: number; readonly lon: number; readonly km: number }[];
}

export interface RoadHooks {
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal;
}
