// A plan's world after reading, placing and splitting: what evaluate and report work on.
// Zones here are the zones that are assigned: an oversized zone has been replaced by its parts.

import type { Override } from './overrides.ts';
import type { Pace } from './pace.ts';
import type { Accounts, DefaultUsed, Issue, Reps, ZoneGraph, Zones } from './records.ts';
import type { Roads } from './roads.ts';
import type { Settings } from './settings.ts';

/** One balanced quantity. */
export interface Measure {
  readonly name: string;
  readonly tolerance: number;
  /** '' when unknown, else a unit such as 'h/year', 'currency/year', 'accounts' */
  readonly unit: string;
  /** per zone: the sum over its accounts that are not named (or the zone's own column); workload: standard visit + local hours */
  readonly perZone: Float64Array;
  /** per account, or null when the zones carry the measure; workload: standard visit + local hours of the account */
  readonly perAccount: Float64Array | null;
}

/** How many zones or accounts a sector may have. */
export interface Limit {
  readonly of: 'zones' | 'accounts';
  readonly min: number;
  readonly max: number;
  /** what its row is counted in: what each sector would have of them, were they shared out evenly; at least one */
  readonly unit: number;
  /** what each zone counts; named accounts are counted with their rep */
  readonly perZone: Float64Array;
}

/** Areas of a parent column to be kept together. */
export interface Together {
  readonly column: string;
  /** per rep beyond the first of an area, objective units; null: none may be cut */
  readonly price: number | null;
  /** names of the areas, sorted; exceptions are not among them */
  readonly ids: readonly string[];
  /** area of each zone by index in ids; −1 for none, and for areas that are too large to be kept whole */
  readonly of: Int32Array;
  /** names of areas that weigh more than any sector may carry: they may be cut */
  readonly tooLarge: readonly string[];
}

export interface PlanContext {
  readonly settings: Settings;
  readonly layer: string;
  readonly accounts: Accounts | null;
  readonly reps: Reps;
  readonly zones: Zones;
  readonly graph: ZoneGraph;
  /** times and distances by road that are known; absent: everything is estimated */
  readonly roads?: Roads | undefined;

  // per account (empty arrays without accounts)
  readonly zoneOf: Int32Array;
  /** point used for distances: the coordinates when plausible, else the zone's point */
  readonly accountLat: Float64Array;
  readonly accountLon: Float64Array;
  /** visits a year and minutes a visit, defaults applied */
  readonly visits: Float64Array;
  readonly visitMinutes: Float64Array;
  /** index of the incumbent rep, −1 for none or unknown */
  readonly incumbentOf: Int32Array;
  /** hours a year that handing each account over costs; null where it costs nothing */
  readonly handOver: Float64Array | null;
  /** 1: stays with ownerOf whatever the zone does (locked, or of a group that is kept with one rep) */
  readonly named: Uint8Array;
  /** rep who keeps a named account: the incumbent of a locked one, the group's rep; −1 for those that follow their zone */
  readonly ownerOf: Int32Array;
  /** rep of each account's group, −1 for none; null where groups are not kept together */
  readonly groupRep: Int32Array | null;
  /** decisions by hand that are about these reps, in the order of their file */
  readonly overrides: readonly Override[];

  // per zone, named accounts excluded
  readonly zoneVisits: Float64Array;
  /** at the standard pace; see `pace` */
  readonly zoneVisitHours: Float64Array;
  /** hours a year between consecutive visits inside the zone (Daganzo) */
  readonly zoneLocalHours: Float64Array;
  readonly zoneLocalKm: Float64Array;
  /** rep that serves most visits of the zone today, −1 for none */
  readonly zoneIncumbent: Int32Array;

  readonly measures: readonly Measure[];
  readonly limits: readonly Limit[];
  readonly together: readonly Together[];
  /** what reps take beyond the standard hours of visits; null when nobody differs */
  readonly pace: Pace | null;
  /** FTE of each rep that counts over the period */
  readonly fte: Float64Array;
  /** fair share of each rep, sums to 1: FTE × productivity over its sum */
  readonly share: Float64Array;
  /** target[j * m + q] as the optimizer used it; workload's is refined to the plan's own total */
  readonly target: Float64Array;

  // what the reader should be told
  readonly issues: readonly Issue[];
  readonly defaults: readonly DefaultUsed[];
  readonly rejected: number;
}

/** What tours need for the same visits, as a multiple of what the approximation of travel says; by rep, 1 without tours. */
export interface TourRatios {
  readonly hours: Float64Array;
  readonly km: Float64Array;
}

/** The outcome, by index. */
export interface PlanResult {
  /** zone → rep */
  readonly zoneRep: Int32Array;
  /** account → rep (the zone's, or the owner's for named accounts) */
  readonly accountRep: Int32Array;
  /** where each rep starts, and the point its sector is compact around; degrees, length k */
  readonly baseLat: Float64Array;
  readonly baseLon: Float64Array;
  readonly centerLat: Float64Array;
  readonly centerLon: Float64Array;
  /** once tours were made: of the plan's sectors, and of today's where they were made too */
  readonly toured?: { readonly after: TourRatios; readonly before: TourRatios | null } | undefined;
}
