// The tours of one rep in one layer, with who and where the numbers are: what the files are written from.

import type { NotVisited, TourPlan, TourProblem } from './tours.ts';

export interface TourAccount {
  readonly id: string;
  readonly name: string;
  readonly city: string;
  /** degrees */
  readonly lat: number;
  readonly lon: number;
  readonly visitsPerYear: number;
  /** in the period */
  readonly asked: number;
}

export interface RepTours {
  readonly layer: string;
  readonly repId: string;
  readonly repName: string;
  readonly sectorId: string;
  /** degrees: where days start and end */
  readonly lat: number;
  readonly lon: number;
  /** `#rrggbb` of the sector */
  readonly color: string;
  /** node i of the problem is accounts[i − 1]: those with visits in the period, by id */
  readonly accounts: readonly TourAccount[];
  /** accounts that have visits a year, and none in the period, by id */
  readonly idle: readonly TourAccount[];
  /** without the drives, which the plan has where they are driven */
  readonly problem: Omit<TourProblem, 'minutes' | 'km'>;
  readonly plan: TourPlan;
  /** no tours that make the same visits cost less: minutes at the wheel + price of nights; null: not computed */
  readonly bound: number | null;
}

/** Why visits are missing; `absent`: the rep does not work on a single day of the period. */
export type MissingReason = NotVisited | 'absent';
