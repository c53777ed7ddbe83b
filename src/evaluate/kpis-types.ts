// The shape of kpis.json (docs/kpis.md has every definition). One convention for what cannot be known:
// the number is null, and `unavailable` names the KPI's path and the column that would enable it.
// Shares and deviations are fractions; units of everything else are in `units`.

import type { Diagnosis } from '../model/diagnosis.ts';
import type { Plan, PlanSector, PlanSplit } from '../model/plan.ts';
import type { MultiPolygon } from '../model/records.ts';
import type { PlanRoads } from '../model/roads.ts';
import type { BudgetSetting } from '../model/settings.ts';
import type { PeriodName } from '../model/tour-settings.ts';
import type { Travel } from '../model/travel.ts';
import type { Standing } from '../model/vehicles.ts';
import type { HierarchyKpis, LeveledPlan } from './hierarchy/types.ts';
import type { OverrideFacts, OverrideKpis } from './overrides.ts';
import type { RevisionFacts, RevisionKpis } from './revision.ts';
import type { RoadKpis } from './roads.ts';
import type { ToursKpis } from './tours/report.ts';

export const KPI_SCHEMA = 'sectorize-kpis/1';

type Figure = number | null;

/** A KPI that is null, and why: the column (or input) that would enable it. */
export interface Unavailable {
  /** path below `plan` (or a sector), e.g. `travel.kg_co2` */
  readonly kpi: string;
  readonly needs: string;
}

export interface Coverage {
  /** shares of the accounts, and of their potential, whose rep may serve them, within SLA and within capacity */
  readonly accounts: Figure;
  readonly potential: Figure;
  /** accounts that are not covered, by the first reason that applies */
  readonly uncovered: {
    readonly no_rep: number;
    readonly not_eligible: number;
    readonly too_far: number;
    readonly over_capacity: number;
  } | null;
}

export interface Overlap {
  /** zones, and towns, where accounts are visited by more than one rep */
  readonly zones: Figure;
  readonly towns: Figure;
}

export interface TravelKpis {
  /** hours a year on the road: line-haul from the base, and local between visits */
  readonly hours: number;
  readonly approach_hours: number;
  readonly local_hours: number;
  readonly km: number;
  readonly approach_km: number;
  readonly local_km: number;
  readonly kg_co2: Figure;
  /** where hours and km are those of tours: what the approximation says, and tours / approximation; absent without tours */
  readonly approximation?: {
    readonly hours: number;
    readonly km: number;
    readonly hours_ratio: Figure;
    readonly km_ratio: Figure;
  };
  /** minutes from base to account, weighted by visits */
  readonly mean_minutes: Figure;
  /** the same over the plan's top tenth of accounts by potential */
  readonly priority_minutes: Figure;
}

export interface Visits {
  readonly asked: number;
  /** visits a year that the capacity allows, with the same mix of accounts and travel */
  readonly possible: Figure;
  /** possible / asked */
  readonly ratio: Figure;
  /** visits a year and account that are asked, and that the capacity allows */
  readonly per_account: Figure;
  readonly possible_per_account: Figure;
  readonly done: Figure;
  /** visits done / visits asked, over the accounts that say */
  readonly done_ratio: Figure;
}

export interface Commercial {
  readonly revenue: Figure;
  readonly potential: Figure;
  /** revenue / potential */
  readonly penetration: Figure;
  readonly solicitations: Figure;
  readonly responses: Figure;
  readonly response_rate: Figure;
  readonly leads: Figure;
  readonly opportunities: Figure;
  readonly conversion_rate: Figure;
  readonly conversion_days: Figure;
  /** points, −100…100 for answers; the column's own scale for scores */
  readonly nps: Figure;
}

export interface Cost {
  /** currency a year: hours_cost + km_cost */
  readonly total: Figure;
  /** hours × cost_per_hour, visits and travel alike, and km × cost_per_km */
  readonly hours_cost: Figure;
  readonly km_cost: Figure;
  readonly per_visit: Figure;
  /** total / accounts; null without accounts */
  readonly per_account: Figure;
}

/** What reps drive, and the factor that is assumed of it where a rep has none of its own. */
export interface VehicleKpis {
  /** a kind, a name of the configuration, or as the reps file has it */
  readonly vehicle: string;
  /** who drive it, and those of them who count with the factor */
  readonly reps: number;
  readonly reps_with_factor: number;
  /** null: no factor is known */
  readonly g_co2_per_km: Figure;
  /** by the configuration */
  readonly cost_per_km: Figure;
  /** where the factor is from: read at ADEME, cited from Base Carbone, derived of such figures, the configuration, or none */
  readonly factor: Standing | 'configuration';
  /** of Base Carbone; null when the factor is not from there */
  readonly entry: string | null;
  /** of all who drive it, as planned */
  readonly km: number;
  readonly kg_co2: Figure;
}

export interface Workload {
  readonly hours: number;
  readonly visit_hours: number;
  readonly travel_hours: number;
  /** Σ fte_effective × productivity × hours_per_year */
  readonly capacity_hours: number;
  /** hours / capacity_hours */
  readonly fte_use: Figure;
  /** FTE that counts over the period: absence and ramp-up taken off */
  readonly fte_effective: number;
}

export interface Compactness {
  /** of the outline; plan: mean over the sectors, and the least compact */
  readonly polsby_popper: Figure;
  readonly reock: Figure;
  /** mean squared distance to the sector's center of gravity, weighted by the first measure; km² */
  readonly moment_of_inertia: Figure;
}

export interface PlanBalance {
  readonly tolerance: number;
  readonly max_deviation: Figure;
  readonly cv: Figure;
  readonly gini: Figure;
  readonly max_min_ratio: Figure;
  readonly total: number;
  readonly unit: string;
}

export interface SectorBalance {
  readonly value: number;
  readonly target: number;
  readonly deviation: Figure;
  readonly unit: string;
}

/** Numbers moved, and their shares of everything that has an incumbent. */
export interface Disruption {
  readonly zones: number;
  readonly accounts: number;
  readonly potential: Figure;
  readonly revenue: Figure;
  readonly share: {
    readonly zones: Figure;
    readonly accounts: Figure;
    readonly potential: Figure;
    readonly revenue: Figure;
  };
  /** accounts whose rep of today is not among the reps: they change hands whatever the plan */
  readonly departed_accounts: number;
}

/** What the plan and each sector have in common. */
export interface CommonKpis {
  readonly zones: number;
  readonly accounts: number;
  readonly coverage: Coverage;
  readonly overlap: Overlap;
  readonly travel: TravelKpis;
  readonly visits: Visits;
  readonly commercial: Commercial;
  readonly cost: Cost;
  readonly workload: Workload;
}

/** An area with more than one rep. */
export interface AreaCut {
  readonly area: string;
  readonly sectors: readonly string[];
  /** objective units a year that keeping it whole would cost at least, on paper; null when not priced, or not possible */
  readonly whole_at_least: Figure;
}

/** Areas of a column that are to be kept together. */
export interface AreaKpis {
  readonly rule: 'whole' | 'preferred';
  /** areas that the rule is about: without exceptions, and those that are too large */
  readonly areas: number;
  /** of these, with more than one rep; and all reps beyond the first of an area */
  readonly cut: number;
  readonly cuts: number;
  /** of one rep beyond the first, and of all of them; objective units a year; null: none may be cut */
  readonly price: Figure;
  readonly cost: Figure;
  /** more than any sector may carry: cut like any other ground */
  readonly too_large: readonly string[];
  readonly list: readonly AreaCut[];
}

/** What a team uses of a budget. */
export interface BudgetKpis {
  readonly name: string;
  /** ids of its reps; null: all of them */
  readonly team: readonly string[] | null;
  readonly resource: BudgetSetting['resource'];
  readonly at_most: number;
  readonly used: Figure;
  /** of the budget */
  readonly share: Figure;
  /** used beyond it */
  readonly excess: Figure;
  /** objective units for each unit of the resource beyond it, and for the excess; null: firm */
  readonly price: Figure;
  readonly paid: Figure;
  /** objective units that one more unit of the resource would save, and one more per cent of the budget; null for today's sectors */
  readonly multiplier: Figure;
  readonly per_percent: Figure;
}

export interface PlanKpis extends CommonKpis {
  readonly objective: ObjectiveKpis | null;
  readonly balance: Readonly<Record<string, PlanBalance>>;
  readonly compactness: Compactness & { readonly min_polsby_popper: Figure; readonly min_reock: Figure };
  readonly contiguity: {
    /** sectors that have zones */
    readonly sectors: number;
    readonly extra_pieces: number;
    readonly bridges: number;
  };
  readonly disruption: Disruption | null;
  /** by column; empty without --keep-together */
  readonly together: Readonly<Record<string, AreaKpis>>;
  /** absent without budgets of teams */
  readonly budgets?: readonly BudgetKpis[];
  readonly unavailable: readonly Unavailable[];
}

export interface ObjectiveKpis {
  readonly value: number;
  readonly lower_bound: Figure;
  /** (value − lower_bound) / value */
  readonly gap: Figure;
  readonly unit: string;
  readonly certifies: string;
  readonly bounds: { readonly plain: Figure; readonly contiguous: Figure };
}

export interface SectorKpis extends CommonKpis {
  readonly sector_id: string;
  readonly rep_id: string;
  readonly sector_name: string;
  readonly layer: string;
  readonly balance: Readonly<Record<string, SectorBalance>>;
  readonly compactness: Compactness;
  readonly contiguity: { readonly pieces: number; readonly bridges: number };
  /** what this rep receives, and gives up */
  readonly disruption: {
    readonly zones_gained: number;
    readonly zones_lost: number;
    readonly accounts_gained: number;
    readonly accounts_lost: number;
  } | null;
  /** its part of the quota, in the currency of the input; absent without one */
  readonly quota?: number;
}

/** Something the plan guarantees, and whether it holds. `detail` names sectors and figures. */
export interface PlanPromise {
  readonly name: string;
  readonly kept: boolean;
  readonly detail: string;
  /** the same in French */
  readonly detail_fr: string;
}

/** A rule that binds, and what it costs at the margin. */
export interface ShadowPrice {
  readonly rule: 'balance' | 'limit' | 'budget' | 'team-budget' | 'lock';
  /** of the row, or of the owner of the locked account; null for budgets */
  readonly sector_id: string | null;
  /** the measure that is balanced, `zones` or `accounts` that are limited, or that the budget is a share of; a team budget's name; null for a lock */
  readonly measure: string | null;
  /** the limit that binds: the sector would take more than it may (`most`), or less (`least`) */
  readonly side: 'most' | 'least' | null;
  readonly account_id: string | null;
  /** how far the rule gives way for `value` */
  readonly per: '1 % of the target' | '1 % of the total' | '1 % of the budget' | 'account' | 'zone';
  /** objective units a year that this would save, to first order */
  readonly value: number;
  /** currency a year; null too while some row of balance is at the cap: a penalty is in every value then */
  readonly cost: Figure;
  /** the row cannot be met even on paper, and its value is a penalty; a lock: letting go would relieve such a row too */
  readonly at_cap: boolean;
}

export interface Kpis {
  readonly schema: typeof KPI_SCHEMA;
  readonly plan: PlanKpis;
  readonly before: PlanKpis | null;
  readonly sectors: readonly SectorKpis[];
  /** the sectors of today, null without an incumbent */
  readonly sectors_before: readonly SectorKpis[] | null;
  readonly promises: readonly PlanPromise[];
  /** the dearest first; null for an assignment that nobody optimized */
  readonly shadow_prices: readonly ShadowPrice[] | null;
  /** why balance could not be met, and what would mend it; null where it is met, or was not looked into */
  readonly diagnosis: Diagnosis | null;
  readonly units: Readonly<Record<string, string>>;
  /** by name; absent where no rep has a vehicle */
  readonly vehicles?: readonly VehicleKpis[];
  /** levels above the sectors; absent without a hierarchy */
  readonly hierarchy?: HierarchyKpis;
  /** of a plan whose approximation of travel was fitted */
  readonly calibration?: CalibrationKpis;
  /** once tours were made; travel, visits, workload, cost and coverage are then by them */
  readonly tours?: ToursKpis;
  /** of a plan by road; absent where all travel is estimated */
  readonly roads?: RoadKpis;
  /** of a plan that revises another */
  readonly revision?: RevisionKpis;
  /** of a plan with decisions by hand */
  readonly overrides?: OverrideKpis;
}

/** How the approximation of travel was fitted to tours. */
export interface CalibrationKpis {
  readonly period: PeriodName;
  /** what the plan is made with */
  readonly visits_per_tour: number;
  readonly local_factor: number;
  /** quick plans with these constants, and what their tours came to: tours / approximation. Not kept, so verify cannot redo it */
  readonly rounds: readonly {
    readonly visits_per_tour: number;
    readonly local_factor: number;
    readonly hours_ratio: number;
    readonly km_ratio: number;
  }[];
}

export type Outline = MultiPolygon['coordinates'] | null;

/** What the KPIs need beside the plan itself. */
export interface KpiExtras {
  /** absent without a hierarchy */
  readonly hierarchy?: LeveledPlan | undefined;
  /** absent when nothing was fitted */
  readonly calibration?: CalibrationKpis | undefined;
  /** absent when no plan is revised */
  readonly revision?: RevisionFacts | undefined;
  /** absent without decisions by hand */
  readonly overrides?: OverrideFacts | undefined;
  readonly diagnosis?: Diagnosis | null;
  readonly travel: Travel;
  /** absent where all travel is estimated */
  readonly roads?: PlanRoads | undefined;
  /** objective + excessPrice × excess of the assignment; null for an assignment that nobody optimized */
  readonly objective: number | null;
  /** certified by the plain LP, and with contiguity cuts; null when not computed */
  readonly plainBound: number | null;
  readonly contiguousBound: number | null;
  /** the contiguous bound is that of branch and cut, not of a certificate */
  readonly proven: boolean;
  /** outline of each rep's sector, null without polygons; length k */
  readonly outlines: readonly Outline[];
  /** outlines of the incumbent sectors; null: the compactness of today is not computed */
  readonly outlinesBefore: readonly Outline[] | null;
  readonly sectors: readonly PlanSector[];
  readonly splits: readonly PlanSplit[];
  /** what the multipliers of `sectors` are worth; absent for an assignment that nobody optimized */
  /** what keeping each area whole would cost at least, by rule of `together` and area; absent when not priced */
  readonly wholeAtLeast?: readonly Float64Array[];
  readonly solver?: Pick<Plan['solver'], 'budgetPrice' | 'excessPrice' | 'teamPrices'>;
}
