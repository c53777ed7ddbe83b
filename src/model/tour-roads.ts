// What tours drive by, as tours.json says it.

import type { PlanRoads } from './roads.ts';

/** Drives of the tours between two places, and how many of them are not by a known road. */
export interface LegCounts {
  readonly legs: number;
  readonly legsEstimated: number;
}

/** The plan's own roads, both ways alike. */
export interface PlanTravel extends LegCounts {
  readonly source: 'plan';
}

/** Roads that were asked for, each way for itself; they are in tours-roads.csv. */
export interface AskedTravel extends LegCounts, PlanRoads {
  /** the matrix file; null for a server */
  readonly input: { readonly file: string; readonly sha256: string } | null;
}

/** null: all of it is estimated */
export type TourTravel = PlanTravel | AskedTravel | null;
