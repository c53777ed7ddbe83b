// Areas, exclusions and response times as the records say them: what makeRules asks.

import type { Rep, Zones } from '../../model/records.ts';
import type { World } from './world.ts';

interface Areas {
  /** not where the rep is allowed, if it is not allowed everywhere */
  outside(unit: number, rep: Rep): boolean;
  excluded(unit: number, rep: Rep): boolean;
  /** reps to whom the unit is exclusive; none when it is exclusive to this rep too */
  reservedFor(unit: number, rep: Rep): readonly string[];
}

export function makeAreas(world: World, zones: Zones): Areas {
  /** all that an entry may be to name the place: values alone, and with their columns */
  const names = Array.from(world.zoneOfUnit, zone => {
    const found = new Set<string>();
    for (const [column, values] of zones.parents) {
      const value = values[zone]!;
      if (!value.includes('=')) found.add(value);
      if (!column.includes('=')) found.add(`${column}=${value}`);
    }
    return found;
  });
  const isIn = (i: number, list: readonly string[]) =>
    list.some(entry => {
      // a zone given by hand, or a part of it
      if (entry.startsWith('='))
        return world.unitId[i]!.replace(/#\d+$/, '') === entry.slice(1) || world.unitId[i] === entry.slice(1);
      return names[i]!.has(entry) || (!entry.includes('=') && world.unitId[i]!.startsWith(entry));
    });
  const owners = names.map((_, i) =>
    world.reps.filter(rep => isIn(i, rep.exclusiveZones) && !isIn(i, rep.excludedZones)),
  );
  return {
    outside: (i, { allowedZones, exclusiveZones }) =>
      allowedZones !== null && !isIn(i, [...allowedZones, ...exclusiveZones]),
    excluded: (i, { excludedZones }) => isIn(i, excludedZones),
    reservedFor: (i, rep) => (owners[i]!.includes(rep) ? [] : owners[i]!.map(({ id }) => id)),
  };
}

/** Accounts kept from reps, by a list of either; a group stands for all its accounts. */
export function makeExclusions({ accounts, reps }: World): (account: number, rep: number) => boolean {
  const lists = reps.map(rep => new Set(rep.excludedAccounts.filter(entry => entry !== '')));
  return (a, j) => {
    if (lists[j]!.has(accounts!.id[a]!) || lists[j]!.has(accounts!.groupId[a]!)) return true;
    const { id, kind } = reps[j]!;
    return (accounts!.excludedReps?.[a] ?? []).some(
      entry => entry === id || (entry === 'partners' && kind === 'partner'),
    );
  };
}

/** The longest way to an account in minutes: its own, else its segment's; Infinity when nothing is promised. */
export function makeResponse({ accounts, settings }: World): (account: number) => number {
  const column = accounts?.numbers.get('sla_minutes');
  return a => {
    const given = column?.[a];
    if (given !== undefined && !Number.isNaN(given)) return given;
    const segment = accounts!.segment[a]!;
    const { slaMinutesBySegment: limits } = settings;
    return Object.hasOwn(limits, segment) ? limits[segment]! : Number.POSITIVE_INFINITY;
  };
}
