// The levels above the sectors in kpis.json: docs/hierarchy.md has every definition.

import type { HierarchySetting } from '../../model/hierarchy.ts';
import type { PlanHierarchy, PlanTier } from '../../model/plan.ts';
import type { PlanBalance, SectorBalance } from '../kpis-types.ts';

type Figure = number | null;

/** What the KPIs are computed from. */
export interface LeveledPlan {
  readonly settings: HierarchySetting;
  readonly plan: PlanHierarchy;
}

export interface GroupFigures {
  readonly zones: number;
  readonly accounts: number;
  readonly potential: Figure;
  readonly revenue: Figure;
  /** revenue / potential */
  readonly penetration: Figure;
  readonly workload_hours: number;
  readonly capacity_hours: number;
  /** hours / capacity */
  readonly fte_use: Figure;
  /** of the reps */
  readonly travel_hours: number;
  readonly travel_km: number;
  /** share of the accounts */
  readonly coverage: Figure;
  readonly balance: Readonly<Record<string, SectorBalance>>;
  readonly contiguity: { readonly pieces: number; readonly avoidable: number };
}

export interface GroupKpis extends GroupFigures {
  readonly id: string;
  readonly name: string;
  /** null: the post is open, or the files do not say who */
  readonly manager: string | null;
  /** id of the group above; null at the top */
  readonly parent: string | null;
  /** ids of the sectors, or of the groups of the level below */
  readonly members: readonly string[];
  readonly sectors: number;
  /** of the reps, that counts over the period */
  readonly fte: number;
  /** degrees; `found`: no base is known, and it is the place that saves most travel */
  readonly start: { readonly lat: number; readonly lon: number; readonly found: boolean };
  /** the manager's own hours on the road a year */
  readonly manager_travel_hours: number;
  /** the same reps with the sectors of today; null without an incumbent, or where teams are new */
  readonly before: GroupFigures | null;
}

export interface LevelKpis {
  readonly level: string;
  readonly how: PlanTier['how'];
  readonly groups_count: number;
  readonly objective: {
    readonly value: number;
    readonly lower_bound: Figure;
    readonly gap: Figure;
    readonly unit: 'h/year';
    readonly proven: boolean;
    readonly certifies: string;
  };
  readonly balance: Readonly<Record<string, PlanBalance>>;
  readonly contiguity: { readonly groups: number; readonly extra_pieces: number; readonly avoidable: number };
  readonly manager_travel_hours: number;
  readonly groups: readonly GroupKpis[];
}

export interface HierarchyKpis {
  readonly order: HierarchySetting['order'];
  /** from bottom to top */
  readonly levels: readonly LevelKpis[];
}
