// Overlap: places where accounts are visited by more than one rep of the layer. It happens through named
// accounts, and through zones that were split; today's assignment often has much more of it.
// The parts of a split zone count as the one zone that the map has.

import type { PlanContext } from '../model/context.ts';
import type { PlanSplit } from '../model/plan.ts';
import type { Service } from './service.ts';

export interface OverlapSums {
  /** per slot: places this rep shares; plan: places that are shared */
  readonly zones: Float64Array;
  /** null without a `city` column */
  readonly towns: Float64Array | null;
}

export function overlapSums(
  context: PlanContext,
  service: Service,
  splits: readonly PlanSplit[],
): OverlapSums | null {
  const { accounts, zones, zoneOf } = context;
  if (!accounts) return null;
  const whole = new Map<string, string>();
  for (const split of splits) for (const part of split.parts) whole.set(part.id, split.zone);
  const zoneKeys = zones.id.map(id => whole.get(id) ?? id);
  const hasTowns = accounts.city.some(city => city !== '');
  const towns = hasTowns ? townKeys(context) : null;
  return {
    zones: sharedPlaces(context, service, a => zoneKeys[zoneOf[a] as number] as string),
    towns: towns && sharedPlaces(context, service, a => towns[a] as string),
  };
}

function sharedPlaces(
  context: PlanContext,
  service: Service,
  placeOf: (account: number) => string,
): Float64Array {
  const repsAt = new Map<string, Set<number>>();
  for (let a = 0; a < context.zoneOf.length; a++) {
    const j = service.accountRep[a] as number;
    const place = placeOf(a);
    if (j < 0 || place === '') continue;
    const here = repsAt.get(place);
    if (here) here.add(j);
    else repsAt.set(place, new Set([j]));
  }
  const slots = new Float64Array(context.reps.list.length + 1);
  const plan = slots.length - 1;
  for (const here of repsAt.values()) {
    if (here.size < 2) continue;
    slots[plan] = (slots[plan] as number) + 1;
    for (const j of here) slots[j] = (slots[j] as number) + 1;
  }
  return slots;
}

/**
 * The town of each account, '' when not given. Towns of the same name are told apart by department: the
 * zones' own when they have one, else in France the first digits of the zone id (three overseas).
 */
function townKeys(context: PlanContext): string[] {
  const { accounts, zones, zoneOf, settings } = context;
  const department = zones.parents.get('department');
  const folded = new Map<string, string>();
  return Array.from(accounts?.city ?? [], (city, a) => {
    const name = folded.get(city) ?? foldText(city);
    folded.set(city, name);
    if (name === '') return '';
    const i = zoneOf[a] as number;
    const id = zones.id[i] as string;
    const french = settings.country === 'FR' ? id.slice(0, id.startsWith('97') ? 3 : 2) : '';
    return `${department?.[i] ?? french}\u0000${name}`;
  });
}

/** Without accents, case, punctuation: `Saint-Étienne` and `SAINT ETIENNE` are one town. */
function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
