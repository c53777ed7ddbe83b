// A world after a change of its inputs, as if the files had said so from the start.

import { InputError, IssueLog, RejectLog } from '../../io/issues.ts';
import { buildContext } from '../../model/build-context.ts';
import { eligibilityOf } from '../../model/eligibility.ts';
import { isExact } from '../../model/overrides.ts';
import type { Accounts, Rep, Reps } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import { buildWorld, type Inspected, type Placed, type World } from '../prepare.ts';
import { type Served, withoutExclusion } from './exclusions.ts';

export interface Change {
  readonly settings?: Partial<Settings>;
  /** reps by index, as they are to be */
  readonly reps?: ReadonlyMap<number, Rep>;
  /** reps whose locked accounts are locked no more */
  readonly unlocked?: ReadonlySet<number>;
  /** accounts that are locked no more */
  readonly released?: ReadonlySet<number>;
  /** accounts that are kept from a rep no more */
  readonly served?: Served;
  /** decisions by hand that are none any more */
  readonly undecided?: 'zones' | 'all';
}

/** For the linear program: zones stay as they have been split, so that pairs are the same ones. */
export function changedWorld(world: World, change: Change): World {
  const { context, bases, travel } = world;
  const next = buildContext({
    ...context,
    settings: { ...context.settings, ...change.settings },
    ...recordsAfter(context, world, change),
    overrides: change.undecided ? [] : context.overrides,
    travel,
  });
  return {
    ...world,
    context: { ...next, defaults: context.defaults },
    eligibility: eligibilityOf(next, bases, travel, world.units?.of),
  };
}

/**
 * The same from the beginning, zones split anew: what a plan of the changed files begins with. Null when there is something
 * wrong with it.
 */
export async function rebuiltWorld(world: World, change: Change): Promise<World | null> {
  const { records, inspected } = world.origin;
  const { placed, settings } = inspected;
  const scenario: Inspected = {
    ...inspected,
    settings: { ...settings, ...change.settings },
    placed: {
      ...placed,
      ...recordsAfter(placed, world, change),
    },
  };
  try {
    const { overrides: _, ...undecided } = records;
    const kept = change.undecided ? undecided : records;
    const fresh = { ...kept, log: new IssueLog(), rejects: new RejectLog() };
    return await buildWorld(fresh, scenario, world.context.layer);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function recordsAfter(
  { accounts, reps }: Pick<Placed, 'accounts' | 'reps'>,
  world: World,
  change: Change,
): Pick<Placed, 'accounts' | 'reps'> {
  const changed = {
    accounts: accounts && undecided({ ...accounts, locked: lockedAfter(world, change) }, change),
    reps: change.undecided ? withoutZones(repsAfter(reps, change)) : repsAfter(reps, change),
  };
  return change.served ? withoutExclusion(changed, change.served) : changed;
}

function undecided({ decided, ...accounts }: Accounts, change: Change): Accounts {
  return change.undecided === 'all' || !decided ? accounts : { ...accounts, decided };
}

function withoutZones(reps: Reps): Reps {
  return {
    ...reps,
    list: reps.list.map(rep => ({
      ...rep,
      exclusiveZones: rep.exclusiveZones.filter(zone => !isExact(zone)),
    })),
  };
}

function lockedAfter({ context }: World, change: Change): Uint8Array {
  const { accounts, incumbentOf } = context;
  return Uint8Array.from(accounts?.locked ?? [], (is, a) =>
    is && !change.released?.has(a) && !change.unlocked?.has(incumbentOf[a] as number) ? 1 : 0,
  );
}

function repsAfter(reps: Reps, change: Change): Reps {
  return { ...reps, list: reps.list.map((rep, j) => change.reps?.get(j) ?? rep) };
}
