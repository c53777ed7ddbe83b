// A plan that is revised stands when it costs today what it cost then, to the last digits. In the bundle places were moved, and
// it would cost a little more or less: so there it is said to have cost what it costs on the bundle's map, but for what it costs
// more or less today on the map of the inputs. Then it stands where it stands, and is revised where it is revised.

import { InputError } from '../../io/issues.ts';
import type { PreviousPlan } from '../../model/previous.ts';
import { groupsOf } from '../group-sites.ts';
import { withGroupReps } from '../groups.ts';
import { beforeToday } from '../optimize-world.ts';
import type { World } from '../prepare.ts';

export type Today = NonNullable<ReturnType<typeof beforeToday>>;
/** By index of the plans before; without those that leave zones open today, or were joined with others. */
export type TodayOfPlans = ReadonlyMap<number, Today>;

export async function todayOfPlans(worlds: readonly World[]): Promise<TodayOfPlans> {
  const found = new Map<number, Today>();
  for (const world of worlds) {
    const at = planOf(world);
    if (at < 0 || found.has(at)) continue;
    const grouped = await settled(world);
    const today = grouped && beforeToday(grouped);
    if (today) found.set(at, today);
  }
  return found;
}

/** Which of the plans before the world revises as it is; −1 for none, and for several that became one. */
export function planOf({ previous, origin }: World): number {
  if (!previous || Number.isNaN(previous.cost)) return -1;
  const plans = origin.records.previous?.plans ?? [];
  return plans.findIndex(({ accountRep }) => accountRep === previous.accountRep);
}

/** The world with groups where the plan before has them, as withGroups would have it; null where it cannot be. */
async function settled(world: World): Promise<World | null> {
  const { accounts, reps, settings } = world.context;
  const groups = settings.groups === 'one-rep' ? groupsOf(accounts) : [];
  if (!accounts || groups.length === 0) return world;
  const indexOf = new Map(reps.list.map(({ id }, j) => [id, j]));
  const heldBy = (a: number) =>
    indexOf.get(world.previous?.accountRep.get(accounts.id[a] as string) ?? '') ?? -1;
  const groupRep = new Int32Array(accounts.count).fill(-1);
  for (const sites of groups) {
    const rep = sites.map(heldBy).find(j => j >= 0) ?? -1;
    for (const a of sites) groupRep[a] = rep;
  }
  try {
    return await withGroupReps(world, groupRep);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return null;
  }
}

/** @param scale what costs of the plan were multiplied by */
export function movedCost(
  { cost, excess }: Pick<PreviousPlan, 'cost' | 'excess'>,
  original: Today | undefined,
  copy: Today | undefined,
  scale: number,
): Pick<PreviousPlan, 'cost' | 'excess'> {
  if (!original || !copy) return { cost: cost * scale, excess };
  return {
    cost: copy.cost - (original.cost - cost) * scale,
    // no less than none
    excess: Math.max(0, copy.excess - (original.excess - excess)),
  };
}
