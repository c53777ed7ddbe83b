// Everything that shapes a plan besides the input files. Written whole into plan.json, so that
// `verify` and a colleague can redo every number.

import type { HierarchySetting } from './hierarchy.ts';
import type { LayerSlice } from './layers.ts';
import type { Effort } from './problem.ts';
import type { VehicleSettings } from './vehicles.ts';

export interface MeasureSetting {
  readonly name: string;
  /** fraction of the target, e.g. 0.1 */
  readonly tolerance: number;
}

/** Speed by distance: the first `upToKm` of a trip go at `kmPerHour`, then the next class; the last has Infinity → null. */
export interface SpeedClass {
  readonly upToKm: number | null;
  readonly kmPerHour: number;
}

export interface TravelSettings {
  /** road km per great-circle km */
  readonly circuity: number;
  /** minutes added to every trip that is not zero: walking to the car, parking */
  readonly accessMinutes: number;
  readonly speeds: readonly SpeedClass[];
}

/** Areas of a parent column that are kept whole, or are better whole. */
export interface KeepTogether {
  /** parent column of the zones: department, region… */
  readonly column: string;
  /** what every rep more than one in an area costs, in units of the objective a year; null: no area may be cut */
  readonly price: number | null;
  /** areas that may be cut */
  readonly except: readonly string[];
}

/** How many zones or accounts a sector may have; null: no limit on that side. */
export interface LimitSetting {
  readonly of: 'zones' | 'accounts';
  readonly min: number | null;
  readonly max: number | null;
}

/** What a budget is of, a year: visits and travel, travel alone, kilometres by road, or what hours and kilometres cost. */
export const RESOURCES = ['hours', 'travel_hours', 'km', 'cost'] as const;

/** What a team may use together. */
export interface BudgetSetting {
  readonly name: string;
  /** null: all reps; else the ids of some, or all with this value */
  readonly team:
    | { readonly reps: readonly string[] }
    | { readonly column: 'kind' | 'seniority'; readonly value: string }
    | null;
  readonly resource: (typeof RESOURCES)[number];
  readonly atMost: number;
  /** objective units for each unit of the resource beyond it; null: firm */
  readonly price: number | null;
}

/** What management asks of all sectors together a year; the parts by potential and by history add up to 1. */
export interface QuotaSetting {
  readonly total: number;
  readonly potential: number;
  readonly revenue: number;
}

/** ten years: nobody plans further */
export const MOST_MONTHS = 120;

/** The months that are planned. */
export interface Period {
  /** first month, `2027-01` */
  readonly from: string;
  readonly months: number;
}

/** What handing over costs beyond `stickiness`, the hours of each account. */
export interface HandOverSetting {
  /** hours a year for every 1 000 of revenue */
  readonly hoursPer1000Revenue: number;
  /** the whole price times this, by years that the rep has held the account; from few to many, 1 before the first */
  readonly byYearsHeld: readonly { readonly years: number; readonly factor: number }[];
  /** the day that those years are counted to, `2027-01-01`; null: nothing is counted */
  readonly asOf: string | null;
}

export interface Settings {
  readonly objective: 'travel' | 'compactness';
  readonly centers: 'bases' | 'incumbent' | 'free';
  readonly measures: readonly MeasureSetting[];
  /** hours a year that handing over one account costs */
  readonly stickiness: number;
  /** absent: nothing more */
  readonly handOver?: HandOverSetting;
  /** null: no budget; share is a fraction of the total of `of` over accounts with an incumbent */
  readonly maxMoved: { readonly share: number; readonly of: 'revenue' | 'potential' | 'accounts' } | null;
  readonly keepTogether: readonly KeepTogether[];
  readonly limits: readonly LimitSetting[];
  /** absent: none */
  readonly budgets?: readonly BudgetSetting[];
  readonly effort: Effort;
  /** prove the optimum, or say how far the proof came; for small cases */
  readonly exact: boolean;
  readonly seed: number;
  readonly country: string;
  readonly travel: TravelSettings;
  /** visits in one trip away from the base */
  readonly visitsPerTour: number;
  /** length of a leg between visits, in those of Daganzo's approximation inside a zone; 1 when absent */
  readonly localFactor?: number;
  /** weight of the distance to the center, as a share of the approach (keeps sectors compact) */
  readonly spreadShare: number;
  /** visits a year that a zone without accounts counts for in the spread term */
  readonly whiteSpaceVisits: number;
  readonly defaultVisitsPerYear: number;
  readonly defaultVisitMinutes: number;
  /** overrides of visits a year by segment, and by potential class (first class whose minimum is reached) */
  readonly visitsBySegment: Readonly<Record<string, number>>;
  /** minutes of a visit by segment, for accounts without their own */
  readonly visitMinutesBySegment: Readonly<Record<string, number>>;
  /** standard visits made in the time of one: by level of seniority, then by segment; 1 for all others */
  readonly productivityBySegment: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** null: reps count with their whole FTE, whenever they were hired */
  readonly period: Period | null;
  /** share of the usual productivity in the first months after hiring, in order; 1 afterwards */
  readonly rampUp: readonly number[];
  /** absent: none */
  readonly quota?: QuotaSetting;
  /** the potential of an account is computed from its columns; absent: the column potential */
  readonly potentialFormula?: string;
  readonly visitsByPotential: readonly { readonly min: number; readonly visits: number }[];
  /** longest minutes from the rep's base to an account of the segment that has no sla_minutes of its own */
  readonly slaMinutesBySegment: Readonly<Record<string, number>>;
  readonly defaultHoursPerYear: number;
  /** what vehicles cost and emit per km where the rep's row does not say; absent: the usual factors */
  readonly vehicles?: VehicleSettings;
  /** of reps whose row names none; absent: not known */
  readonly defaultVehicle?: string;
  /** `one-rep`: all sites of a group (`group_id`) are served by one rep, wherever they are */
  readonly groups: 'free' | 'one-rep';
  /** of one layer among several: which part of the inputs this plan is of; null for all of them */
  readonly slice: LayerSlice | null;
  /** levels of management above the sectors; absent: none */
  readonly hierarchy?: HierarchySetting;
}

/**
 * Defaults. 1 607 h is the French legal working year (Code du travail, L3121-41), 0.8 the share of it in the field.
 * Travel: see docs/travel.md for the sources of circuity and speeds.
 */
export const DEFAULT_SETTINGS: Settings = {
  objective: 'travel',
  centers: 'bases',
  measures: [],
  stickiness: 0,
  maxMoved: null,
  keepTogether: [],
  limits: [],
  effort: 'normal',
  exact: false,
  seed: 1,
  country: 'FR',
  travel: {
    circuity: 1.3,
    accessMinutes: 3,
    speeds: [
      { upToKm: 3, kmPerHour: 30 },
      { upToKm: 15, kmPerHour: 50 },
      { upToKm: 50, kmPerHour: 80 },
      { upToKm: null, kmPerHour: 110 },
    ],
  },
  visitsPerTour: 5,
  spreadShare: 0.1,
  whiteSpaceVisits: 1,
  defaultVisitsPerYear: 4,
  defaultVisitMinutes: 60,
  visitsBySegment: {},
  visitMinutesBySegment: {},
  productivityBySegment: {},
  period: null,
  rampUp: [],
  visitsByPotential: [],
  slaMinutesBySegment: {},
  defaultHoursPerYear: 1607 * 0.8,
  groups: 'free',
  slice: null,
};
