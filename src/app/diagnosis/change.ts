// A world after a change of its inputs, as if the files had said so from the start.

import { buildContext } from '../../model/build-context.ts';
import { eligibilityOf } from '../../model/eligibility.ts';
import type { Rep } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import type { World } from '../prepare.ts';

export interface Change {
  readonly settings?: Partial<Settings>;
  /** reps by index, as they are to be */
  readonly reps?: ReadonlyMap<number, Rep>;
  /** reps whose locked accounts are locked no more */
  readonly unlocked?: ReadonlySet<number>;
  /** accounts that are locked no more */
  readonly released?: ReadonlySet<number>;
}

/** Zones stay as they have been split; accounts where they have been placed. */
export function changedWorld(world: World, change: Change): World {
  const { context, bases, travel } = world;
  const { accounts, reps, incumbentOf } = context;
  const locked = accounts?.locked.map((is, a) =>
    is && !change.released?.has(a) && !change.unlocked?.has(incumbentOf[a] as number) ? 1 : 0,
  );
  const next = buildContext({
    ...context,
    settings: { ...context.settings, ...change.settings },
    accounts: accounts && { ...accounts, locked: locked as Uint8Array },
    reps: { ...reps, list: reps.list.map((rep, j) => change.reps?.get(j) ?? rep) },
    travel,
  });
  return {
    ...world,
    context: { ...next, defaults: context.defaults },
    eligibility: eligibilityOf(next, bases, travel),
  };
}
