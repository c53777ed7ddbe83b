// One layer's plan, as the figures of all layers together are made from it.

import type { PlanContext, PlanResult } from '../../model/context.ts';
import type { LayerRule } from '../../model/layers.ts';
import type { PlanSplit } from '../../model/plan.ts';
import type { Accounts, Reps } from '../../model/records.ts';
import type { Kpis, PlanKpis, ShadowPrice } from '../kpis-types.ts';

export interface LayerPart {
  readonly rule: LayerRule;
  readonly context: PlanContext;
  readonly result: PlanResult;
  readonly kpis: Kpis;
  /** sector of each rep of the layer */
  readonly sectorIds: readonly string[];
  readonly splits: readonly PlanSplit[];
}

/** What all layers were made from. */
export interface Whole {
  /** undivided, those that base layers have placed, sorted by id */
  readonly accounts: Accounts;
  /** visits a year of each of them, defaults applied */
  readonly visits: Float64Array;
  /** every rep of the file, with the whole FTE */
  readonly reps: Reps;
}

/** The capacity of a rep over all layers: one, however many there are. */
export interface RepCapacity {
  readonly rep_id: string;
  readonly fte: number;
  readonly capacity_hours: number;
  readonly hours: number;
  readonly fte_use: number | null;
  readonly layers: readonly {
    readonly layer: string;
    readonly sector_id: string;
    /** of the rep's FTE */
    readonly share: number;
    readonly hours: number;
  }[];
}

/** kpis.json of a plan with layers: totals counted once, and what each layer says of itself. */
export interface LayeredKpis extends Omit<Kpis, 'shadow_prices'> {
  readonly shadow_prices: readonly (ShadowPrice & { readonly layer: string })[] | null;
  /** by layer: its own `plan` */
  readonly layers: Readonly<Record<string, PlanKpis>>;
  readonly reps: readonly RepCapacity[];
}
