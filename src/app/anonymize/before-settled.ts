// From the plans that are revised to those of the bundle, in two steps: their names and places, and, once it is known what they
// cost there, their costs.

import type { PreviousPlan } from '../../model/previous.ts';
import type { Zones } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import type { World } from '../prepare.ts';
import type { Records } from '../read.ts';
import { type KeptFile, readPreviousIn } from '../revision/read.ts';
import { costScale, disguisedPlan } from './before.ts';
import { movedCost, planOf, type TodayOfPlans, todayOfPlans } from './before-cost.ts';
import { beforeDirs, beforeFiles } from './before-files.ts';
import { type Disguise, mover } from './disguise.ts';
import { compareBefore } from './same-before.ts';
import type { Translation } from './settings.ts';
import { readerOf } from './worlds.ts';

export function disguisedPlans(
  { previous, repsAsRead }: Pick<Records, 'previous' | 'repsAsRead'>,
  zones: Zones,
  settings: Settings,
  translation: Translation,
  disguise: Disguise,
): PreviousPlan[] {
  if (!previous) return [];
  const move = mover(zones, disguise);
  const points = new Set(zones.id.map((_, i) => `${zones.lat[i]} ${zones.lon[i]}`));
  const reps = new Map(repsAsRead?.list.map(({ id }, r) => [id, r]));
  return previous.plans.map(plan =>
    disguisedPlan(plan, {
      names: disguise.names,
      translation,
      settings,
      center({ settings: { centers } }, { repId, center: [lat, lon] }) {
        // found by the program, or said by all zones; else it is where a rep starts, who may live there
        const open = centers === 'free' || points.has(`${lat} ${lon}`);
        return move(`rep ${reps.get(repId) ?? ''} ${repId}`, lat, lon, open);
      },
    }),
  );
}

/**
 * The files of the plans, with the costs that go with the worlds they were read for; and what is not as it was.
 * @param sketched the plans that the worlds were read with
 * @param today what the originals cost today
 */
export async function settleBefore(
  { previous, kept = [] }: Pick<Records, 'previous' | 'kept'>,
  sketched: readonly PreviousPlan[],
  today: TodayOfPlans,
  worlds: readonly World[],
  { names, money }: Disguise,
): Promise<{ readonly kept: readonly KeptFile[]; readonly differs: readonly string[] }> {
  const originals = previous?.plans ?? [];
  const there = await todayOfPlans(worlds);
  const plans = sketched.map((plan, at) => {
    const original = originals[at] as PreviousPlan;
    const scale = costScale(original, names, money);
    return { ...plan, ...movedCost(original, today.get(at), there.get(at), scale) };
  });
  const files = beforeFiles(kept, plans);
  const { previous: written } = await readPreviousIn(beforeDirs(files), readerOf(files));
  const settled = worlds.map((world): World => {
    const costs = written.plans[planOf(world)];
    if (!world.previous || !costs) return world;
    const records = { ...world.origin.records, previous: written };
    return {
      ...world,
      previous: { ...world.previous, accountRep: costs.accountRep, cost: costs.cost, excess: costs.excess },
      origin: { ...world.origin, records },
    };
  });
  return {
    kept: files,
    differs: await compareBefore(originals, written.plans, today, settled, names),
  };
}
