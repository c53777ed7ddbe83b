// One of the plans that are compared, as it was written: who serves what, and its figures. The assignment of today is a
// side like any other.

import type { PlanInput } from '../../model/plan.ts';
import type { PlanKpis, SectorKpis } from '../kpis-types.ts';

export interface Side {
  /** unlike that of any other side */
  readonly name: string;
  /** what is in force today, taken from a plan, rather than a plan */
  readonly today: boolean;
  readonly inputs: readonly PlanInput[];
  /** of plan.json, by name */
  readonly options: Readonly<Record<string, unknown>>;
  /** all layers together; null when the plan does not say */
  readonly kpis: PlanKpis | null;
  readonly layers: readonly SideLayer[];
}

export interface SideLayer {
  /** '' for a plan without layers */
  readonly name: string;
  readonly overlay: boolean;
  /** of the assignment in force */
  readonly today: boolean;
  readonly kpis: PlanKpis | null;
  readonly sectors: readonly SectorKpis[];
  readonly reps: ReadonlySet<string>;
  readonly zones: readonly SideZone[];
  /** part of a zone that was split → the zone */
  readonly parts: ReadonlyMap<string, string>;
  /** null when the plan was made from zones alone */
  readonly accounts: SideAccounts | null;
  /** accounts that stay with a rep whatever happens to their zone: locks, groups, overrides */
  readonly held: ReadonlySet<string>;
  /** decisions by hand, by `zone <id>` or `account <id>` */
  readonly decided: ReadonlyMap<string, { readonly author: string; readonly reason: string }>;
}

export interface SideZone {
  readonly id: string;
  readonly name: string;
  /** '' for none */
  readonly rep: string;
  /** who serves it today, as the plan found it; '' for none */
  readonly today: string;
}

/** Columns, not rows: there may be a million. */
export interface SideAccounts {
  readonly id: readonly string[];
  readonly name: readonly string[];
  readonly zone: readonly string[];
  /** '' for none */
  readonly rep: readonly string[];
  /** who serves each today, as the plan found it; '' for none */
  readonly today: readonly string[];
  /** from the rep's base; NaN or null where it is not known */
  readonly minutes: Float64Array | null;
  readonly revenue: Float64Array | null;
  readonly potential: Float64Array | null;
}

/** What was decided about a zone, or the zone that it is a part of. */
export function decidedZone({ decided, parts }: SideLayer, zone: string) {
  return decided.get(`zone ${zone}`) ?? decided.get(`zone ${parts.get(zone) ?? zone}`);
}
