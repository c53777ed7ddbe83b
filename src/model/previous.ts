// What an earlier plan says of today: who serves which zone and account, and what its sectors are called. A revision
// starts from it.

import type { PlanSector } from './plan.ts';
import type { Accounts } from './records.ts';
import type { Settings } from './settings.ts';

export interface PreviousSector extends Pick<PlanSector, 'sectorId' | 'repId' | 'center'> {
  /** '' when the sector had no name of its own, but its rep's */
  readonly name: string;
}

export interface PreviousPlan {
  /** null for a plan without layers */
  readonly layer: string | null;
  readonly overlay: boolean;
  readonly settings: Settings;
  /** rep of each zone, or of each part of a split one */
  readonly zoneRep: ReadonlyMap<string, string>;
  /** id of the sector of each zone */
  readonly zoneSector: ReadonlyMap<string, string>;
  /** zone → reps whom a rule kept from it; absent where that is not known */
  readonly keptFrom?: ReadonlyMap<string, ReadonlySet<string>>;
  /** rep of each account; empty for a plan from zones alone */
  readonly accountRep: ReadonlyMap<string, string>;
  readonly sectors: readonly PreviousSector[];
  /** ids of sectors that are another layer's */
  readonly elsewhere?: ReadonlySet<string>;
  /** of the assignment, in the units of its objective: hand-overs, which are done by now, left out */
  readonly cost: number;
  readonly excess: number;
}

export interface Previous {
  /** in the order of precedence: of two that speak of the same account or zone the first counts */
  readonly plans: readonly PreviousPlan[];
}

/** Who is planned now. */
export interface Today {
  /** null for a plan without layers */
  readonly layer: string | null;
  /** names of all layers; [] without any */
  readonly layers: readonly string[];
  /** reps of the layer, and of the whole file */
  readonly reps: ReadonlySet<string>;
  readonly allReps: ReadonlySet<string>;
}

/**
 * What a layer, or a plan without layers, starts from; null when there is nothing. A layer that is new takes its incumbents
 * from all base layers of before, and the names of its sectors from those that are no more: of reps who are its own, or, in
 * the layer that has most of the reps of before, of reps who are gone.
 */
export function previousOf(
  previous: Previous | null,
  { layer, layers, reps, allReps }: Today,
): PreviousPlan | null {
  const plans = previous?.plans ?? [];
  const same = plans.filter(plan => plan.layer === layer);
  const chosen = same.length > 0 ? same : mainFirst(plans.filter(plan => !plan.overlay));
  const [first] = chosen;
  if (!first) return null;
  const names = chosen.filter(plan => plan.layer === layer || !layers.includes(plan.layer ?? ''));
  const before = names.flatMap(plan => plan.sectors);
  const staying = before.filter(({ repId }) => allReps.has(repId));
  const main = staying.filter(({ repId }) => reps.has(repId)).length * 2 >= staying.length;
  const continues = ({ repId }: PreviousSector) => reps.has(repId) || (main && !allReps.has(repId));
  const sectors = same.length > 0 ? before : before.filter(continues);
  const own = new Set(sectors.map(({ sectorId }) => sectorId));
  const ids = plans.flatMap(plan => plan.sectors).map(({ sectorId }) => sectorId);
  const elsewhere = new Set(ids.filter(id => !own.has(id)));
  if (chosen.length === 1 && sectors.length === first.sectors.length) return { ...first, elsewhere };
  return {
    ...first,
    elsewhere,
    zoneRep: firstOf(chosen.map(plan => plan.zoneRep)),
    zoneSector: firstOf(names.map(plan => plan.zoneSector)),
    accountRep: firstOf(chosen.map(plan => plan.accountRep)),
    sectors,
    // of all of them together nothing is known
    cost: Number.NaN,
    excess: Number.NaN,
  };
}

/** Layers of one plan cover the same zones: whose sectors most accounts follow gives them their names. */
function mainFirst(plans: readonly PreviousPlan[]): readonly PreviousPlan[] {
  const names = new Set(plans.map(({ layer }) => layer));
  if (names.has(null) || names.size < plans.length) return plans;
  return [...plans].sort((a, b) => b.accountRep.size - a.accountRep.size);
}

function firstOf(maps: readonly ReadonlyMap<string, string>[]): Map<string, string> {
  const all = new Map<string, string>();
  for (const map of maps) for (const [key, value] of map) if (!all.has(key)) all.set(key, value);
  return all;
}

/** An overlay's reps serve accounts that have another rep as well, whom their file names: here who was the overlay's. */
export function overlayIncumbents(accounts: Accounts, previous: Previous | null, layer: string): Accounts {
  const before = previous?.plans.find(plan => plan.layer === layer && plan.overlay);
  if (!before) return accounts;
  const repId = accounts.id.map((id, a) => before.accountRep.get(id) ?? (accounts.repId[a] as string));
  return { ...accounts, repId };
}

export interface WithIncumbents {
  readonly accounts: Accounts;
  /** accounts whose file names another rep than the plan does; the plan's counts, but for locked accounts */
  readonly disagree: readonly number[];
}

/**
 * The accounts with the rep of the earlier plan as incumbent. New ones keep what their file says, and so do locked ones,
 * whose rep is a statement of today.
 */
export function withIncumbents(accounts: Accounts, previous: Previous): WithIncumbents {
  const base = previous.plans.filter(plan => !plan.overlay).map(plan => plan.accountRep);
  const known = firstOf(base.length > 0 ? base : previous.plans.map(plan => plan.accountRep));
  const disagree: number[] = [];
  const repId = accounts.repId.map((own, a) => {
    const before = known.get(accounts.id[a] as string);
    if (before === undefined || before === own) return own;
    if (own !== '') disagree.push(a);
    return accounts.locked[a] && own !== '' ? own : before;
  });
  return { accounts: { ...accounts, repId }, disagree };
}
