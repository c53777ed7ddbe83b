// A plan as it is written to plan.json and handed to evaluate and report: ids, not indices.

import type { PlanRoads } from './roads.ts';
import type { Settings } from './settings.ts';
import type { StatusStep } from './status.ts';

export const PLAN_SCHEMA = 'sectorize-plan/1';

export interface PlanInput {
  readonly role:
    | 'accounts'
    | 'reps'
    | 'zones'
    | 'aliases'
    | 'barriers'
    | 'managers'
    | 'overrides'
    | 'roads'
    | 'from';
  /** base name only, so that plans are the same wherever the files lie; '-' for standard input */
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
}

export interface PlanSector {
  readonly layer: string;
  readonly sectorId: string;
  readonly repId: string;
  readonly sectorName: string;
  /** the name is the sector's own, not its rep's: it stays when the rep goes; absent: it is not */
  readonly ownName?: boolean;
  /** degrees: where travel starts (base, else the center found) */
  readonly base: readonly [lat: number, lon: number];
  /** degrees: the point the sector is compact around */
  readonly center: readonly [lat: number, lon: number];
  /** multipliers of the bound, by measure; see Duals.price */
  readonly prices: Readonly<Record<string, number>>;
}

/** A zone that was too large for one rep and was cut: parts are zones `31000#1`, `31000#2`… */
/** What the solver says, and nobody else has added up: verify compares it, and cannot redo it. */
export interface PlanProof {
  /** no plan with connected sectors costs less */
  readonly bound: number;
  /** value and bound meet: the plan is an optimum */
  readonly proven: boolean;
  readonly nodes: number;
  readonly cuts: number;
}

export interface PlanSplit {
  readonly zone: string;
  readonly parts: readonly {
    readonly id: string;
    readonly lat: number;
    readonly lon: number;
    readonly areaKm2: number;
  }[];
}

/** A manager's group: an area of sectors, a region of areas… */
export interface PlanGroup {
  readonly level: string;
  readonly id: string;
  readonly name: string;
  /** null: the post is open, or the files do not say */
  readonly manager: string | null;
  /** of the totals that the level balances */
  readonly share: number;
  /** degrees: where the manager's trips start, and whether that is a base of the files or was found */
  readonly start: readonly [lat: number, lon: number];
  readonly based: boolean;
  /** multipliers of the bound, by measure of the level; see Duals.price */
  readonly prices: Readonly<Record<string, number>>;
}

export interface PlanTier {
  readonly name: string;
  /** given: the files say who is in which group; formed: of units, after their own plan; shared: the ground, before the sectors */
  readonly how: 'given' | 'formed' | 'shared';
  /** managers' hours on the road a year + excessPrice × excess of balance */
  readonly objective: number;
  readonly excess: number;
  readonly excessPrice: number;
  /** certified by `prices`; null where nothing was optimized at this level */
  readonly lowerBound: number | null;
  readonly proof: PlanProof | null;
  /** the proof holds wherever managers without a base might start */
  readonly everySeat: boolean;
}

/** The levels above the sectors, from bottom to top. */
export interface PlanHierarchy {
  readonly tiers: readonly PlanTier[];
  readonly groups: readonly PlanGroup[];
  /** [level, sector or group of the level below, group] */
  readonly members: readonly (readonly [level: string, unit: string, group: string])[];
}

export const BOUND_SCHEMA = 'sectorize-bound/1';

/** A connected sector of `rep` that holds `zone` holds some of `separator`, or is short of `measure`. */
export interface PlanCut {
  readonly rep: string;
  readonly zone: string;
  readonly measure: string;
  /** its multiplier, objective units */
  readonly price: number;
  /** zone ids, sorted */
  readonly separator: readonly string[];
}

/** contents of bound.json: the multipliers of the bound that knows contiguity, at the plan's targets and centers */
export interface ContiguousCertificate {
  readonly schema: typeof BOUND_SCHEMA;
  /** no plan whose sectors are all connected costs less */
  readonly value: number;
  readonly budgetPrice: number;
  /** by rep, then measure; see Duals.price */
  readonly prices: readonly (readonly [rep: string, prices: Readonly<Record<string, number>>])[];
  readonly cuts: readonly PlanCut[];
  /** of zones in areas that are better kept whole */
  readonly levels: readonly PlanLevel[];
  /** of those areas, the ones that one sector cannot hold */
  readonly least: readonly PlanLeastReps[];
  /** absent without budgets of teams */
  readonly teamPrices?: readonly TeamPrice[];
}

/** An area that fewer sectors have no room for, by what it weighs in a measure, and the multiplier of that row */
export interface PlanLeastReps {
  readonly column: string;
  readonly area: string;
  readonly measure: string;
  readonly reps: number;
  readonly price: number;
}

/** The multiplier of a team budget: objective units for each unit of its resource. */
export type TeamPrice = readonly [budget: string, price: number];

/** What a zone is worth at least, by column of its area, before the price of cuts; see docs/algorithm.md */
export type PlanLevel = readonly [column: string, zone: string, level: number];

/** contents of plan.json; every list sorted, one entry a line */
export interface Plan {
  readonly schema: typeof PLAN_SCHEMA;
  readonly version: string;
  readonly settings: Settings;
  readonly inputs: readonly PlanInput[];
  /** the --map entries the inputs were read with: field → column */
  readonly map: readonly (readonly [field: string, column: string])[];
  readonly solver: {
    /** false when a signal or --time-limit cut the search short */
    readonly reproducible: boolean;
    /** objective + excessPrice × excess of the assignment, as the optimizer saw it */
    readonly objective: number;
    /** what hand-overs are of the objective; absent where they cost nothing */
    readonly handOver?: number;
    readonly excess: number;
    readonly excessPrice: number;
    readonly lowerBound: number | null;
    readonly budgetPrice: number;
    readonly moveBudget: number | null;
    /** absent without budgets of teams */
    readonly teamPrices?: readonly TeamPrice[];
    readonly exact: boolean;
    readonly contested: number;
    readonly newtonSteps: number;
    readonly rounds: number;
    readonly proposals: number;
    readonly accepted: number;
    readonly resplits: number;
    readonly startStranded: number;
    /** how far branch and cut came, with contiguity and at these targets; null when it was not asked for */
    readonly proof: PlanProof | null;
  };
  /** zone-id pairs */
  readonly bridges: readonly (readonly [a: string, b: string, km: number])[];
  readonly splits: readonly PlanSplit[];
  readonly sectors: readonly PlanSector[];
  /** accounts that stay with their rep whatever happens to the zone: [account id, rep id, zone id] */
  readonly named: readonly (readonly [account: string, rep: string, zone: string])[];
  readonly assignment: readonly (readonly [layer: string, zone: string, rep: string])[];
  /** absent without a hierarchy */
  readonly hierarchy?: PlanHierarchy;
  /** absent where all travel is estimated */
  readonly roads?: PlanRoads;
  /** what was decided about the plan, in order; absent or [] for a draft */
  readonly status?: readonly StatusStep[];
}
