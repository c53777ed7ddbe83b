// The optimizer's view of the world: numbers only. n zones, k reps, m measures; ids stay outside.
// All pair tables are row-major by zone: entry (i, j) is at i * k + j.

export interface Problem {
  readonly n: number;
  readonly k: number;
  readonly m: number;

  /** zone graph, CSR, symmetric, bridges included: connected wherever the map permits */
  readonly offsets: Int32Array;
  readonly neighbors: Int32Array;
  /** degrees; for geometric heuristics only */
  readonly lat: Float64Array;
  readonly lon: Float64Array;

  /** objective of zone i served by rep j (h/year, or weight × km²); Infinity where j may not serve i; length n·k */
  readonly cost: Float64Array;
  /** per measure: length n (same for every rep) or n·k (depends on the rep: workload); never negative */
  readonly loads: readonly Float64Array[];
  /** target[j * m + q] > 0, in the units of measure q */
  readonly target: Float64Array;
  /** what rep j carries in measure q whatever the zones do (named accounts); length k·m */
  readonly fixedLoad: Float64Array;
  /** fraction of the target, per measure */
  readonly tolerance: Float64Array;
  /** windows of the rows where they are not target ± tolerance: in targets, fixed loads included, length k·m */
  readonly window?: { readonly lower: Float64Array; readonly upper: Float64Array } | undefined;
  /** how many of the m measures, the last ones, are not balanced but limited: their windows are all they have; none when absent */
  readonly limits?: number;
  /** price in objective units of one whole target beyond the tolerance, same for every row; large */
  readonly excessPrice: number;

  /** disruption: what moves when zone i goes to rep j (revenue, potential or accounts); null when no budget is set */
  readonly moveWeight: Float64Array | null;
  /** Σ moveWeight ≤ moveBudget; Infinity when no budget is set */
  readonly moveBudget: number;
  /** rep in force per zone, −1 for none; length n */
  readonly incumbent: Int32Array;
  /** zone of the base or center of rep j, −1 when unknown; length k */
  readonly root: Int32Array;
  /** areas that are better kept whole: every rep more than one in an area costs; none when absent */
  readonly preferred?: readonly PreferredAreas[] | undefined;
  /** what teams may use of something in all; none when absent */
  readonly budgets?: readonly TeamBudget[] | undefined;
}

/** Hours, kilometres or money of a team: Σ use ≤ room, or what is beyond costs. */
export interface TeamBudget {
  /** what zone i uses when rep j serves it, in units of the resource; 0 for reps outside the team; never negative; length n·k */
  readonly use: Float64Array;
  /** what zones may use: the limit less what named accounts use; negative where they alone use more */
  readonly room: number;
  /** what its row is counted in: one member's even part of the limit */
  readonly unit: number;
  /** objective units per unit of the resource beyond the room; null: firm, one `unit` of excess costs `excessPrice` */
  readonly price: number | null;
}

/** Areas of one kind (departments, regions…), each better with one rep. */
export interface PreferredAreas {
  /** what every rep beyond the first in an area costs, objective units */
  readonly price: number;
  /** area of each zone, −1 for none; length n */
  readonly of: Int32Array;
  /** zones of each area */
  readonly size: Int32Array;
}

/** zone → rep, −1 for none. */
export type Assignment = Int32Array;

/**
 * Multipliers of the coupling rows, and the lower bound they certify by plain summation:
 *
 *   bound = Σ_i min_j ( c[i,j] + Σ_q price[j,q] · a[i,j,q] / T[j,q] + budgetPrice · v[i,j] )
 *         − Σ_{j,q} ( max(price,0) · (1 + tol_q − f/T) + min(price,0) · (1 − tol_q − f/T) )
 *         − budgetPrice · B,      valid for |price| ≤ excessPrice and budgetPrice ≥ 0
 *         + Σ_b teamPrices[b] · ( Σ use of the cheapest reps − room_b ), the use within each minimum,
 *                                 valid for 0 ≤ teamPrices[b] ≤ what the budget's excess costs
 *
 * where B is moveBudget, or the least Σ moveWeight that eligibility forces if that is more.
 */
export interface Duals {
  /** length k·m; objective units per whole target: positive makes a rep dearer (too full), negative cheaper */
  readonly price: Float64Array;
  readonly budgetPrice: number;
  /** of each team budget, objective units per unit of its resource; absent without budgets, or all 0 */
  readonly teamPrices?: Float64Array;
}

export interface Bound {
  /** the certified lower bound, recomputed by summation from the duals */
  readonly value: number;
  readonly duals: Duals;
  /** true when every column was priced and none improves: value is the exact LP optimum (to 1e-9 relative) */
  readonly exact: boolean;
  /** zones in the restricted master, rounds of pricing, Newton steps */
  readonly contested: number;
  readonly rounds: number;
  readonly newtonSteps: number;
}

/** Lexicographic: first fewer broken promises (total relative excess), then the objective. */
export interface Score {
  /** Σ_i c[i, x_i], what cuts through preferred areas cost, and what teams use beyond budgets that have a price */
  readonly objective: number;
  /** Σ over rows of the deviation beyond tolerance, in targets, and of firm budgets beyond theirs, in units; 0 when all are kept */
  readonly excess: number;
  /** largest |deviation| per measure, length m */
  readonly maxDeviation: Float64Array;
  /** zones outside the piece that holds their sector's root (or its heaviest piece) */
  readonly strandedZones: number;
  /** Σ moveWeight of the assignment */
  readonly moved: number;
}

export type Effort = 'fast' | 'normal' | 'thorough';

export interface SolveOptions {
  readonly effort: Effort;
  readonly seed: number;
}

/** What the optimizer tells while it works; percent is of the whole solve, 0…1. */
export interface Progress {
  readonly phase:
    | 'candidates'
    | 'dual'
    | 'master'
    | 'start'
    | 'repair'
    | 'search'
    | 'exact'
    | 'bound'
    | 'diagnosis';
  readonly fraction: number;
  readonly iteration: number;
  /** best objective so far and the plain bound, NaN until known */
  readonly objective: number;
  readonly bound: number;
}

export interface Hooks {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** gives the event loop a turn, so that the signal can arrive */
  readonly breathe?: () => Promise<void>;
}

export interface Solution {
  readonly assignment: Assignment;
  readonly score: Score;
  readonly bound: Bound;
  /** false when a signal cut the search short */
  readonly complete: boolean;
  readonly facts: SolveFacts;
}

/** Counts only, never times: they are written to plan.json and must be the same on every machine. */
export interface SolveFacts {
  readonly startStranded: number;
  readonly proposals: number;
  readonly accepted: number;
  /** regions re-split */
  readonly resplits: number;
}
