// What a plan must hold for CI to let it pass: limits on its own figures, and on getting worse than the plan before.

/** amounts that may change hands */
export const GATED_MOVES = ['accounts', 'revenue', 'potential', 'zones'] as const;
export type GatedMoves = (typeof GATED_MOVES)[number];

export const GATED_COVERAGE = ['accounts', 'potential'] as const;
export type GatedCoverage = (typeof GATED_COVERAGE)[number];

/** figures that may not get worse by more than a share of what they were */
export const WORSE_RATES = [
  'travel_hours',
  'travel_km',
  'kg_co2',
  'mean_minutes',
  'priority_minutes',
  'cost_per_visit',
] as const;
/** figures that are shares: by so many points */
export const WORSE_POINTS = ['imbalance', 'coverage'] as const;
export type WorseName = (typeof WORSE_RATES)[number] | (typeof WORSE_POINTS)[number];

/** Shares are fractions. What is absent is not gated. */
export interface Gates {
  /** largest deviation from a target: of each measure by name, '' for all of them */
  readonly imbalance?: ReadonlyMap<string, number>;
  readonly gap?: number;
  /** of what has a rep in both plans */
  readonly disruption?: Readonly<Partial<Record<GatedMoves, number>>>;
  /** at least */
  readonly coverage?: Readonly<Partial<Record<GatedCoverage, number>>>;
  readonly extraPieces?: number;
  readonly worse?: Readonly<Partial<Record<WorseName, number>>>;
}
