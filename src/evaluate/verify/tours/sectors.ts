// Each layer's reps with their days and the accounts that the plan gives them, from the inputs.

import type { Accounts, Rep } from '../../../model/records.ts';
import type { Road } from '../roads.ts';
import type { World } from '../world.ts';
import { askedVisits, type Calendar, daysOfRep, type Earlier } from './days.ts';
import { type DriveOf, drivesOf } from './roads.ts';
import type { TourRules } from './rules.ts';
import type { LayerWorld } from './worlds.ts';

/** A rep in a layer, with the accounts that the plan gives it. */
export interface Sector {
  readonly key: string;
  readonly layer: string;
  readonly rep: Rep;
  readonly base: Point;
  /** days after the first, and those that nobody else of this person has */
  readonly days: ReadonlySet<number>;
  readonly accounts: ReadonlyMap<string, Account>;
  readonly asked: ReadonlyMap<string, number>;
  readonly drive: DriveOf;
}

export type Point = readonly [lat: number, lon: number];

export interface Account {
  readonly name: string;
  readonly city: string;
  readonly point: Point;
  readonly perYear: number;
  readonly service: number;
  readonly opens: number;
  readonly closes: number;
  readonly weekdays: number;
  readonly spacing: number;
}

export function sectorsOf(
  json: unknown,
  worlds: readonly LayerWorld[],
  roads: readonly Road[],
  { rules, calendar, part }: { rules: TourRules; calendar: Calendar; part: number },
  serving: 'assigned' | 'incumbent',
): Map<string, Sector> {
  const sectors = new Map<string, Sector>();
  const earlier = new Map<string, Earlier>();
  for (const { name, layer, world } of worlds) {
    const { settings } = layer.plan;
    const served = accountsOf(world, rules, world[serving]);
    const drive = drivesOf(json, world, roads);
    for (const { repId } of layer.plan.sectors) {
      const j = world.repIndex.get(repId);
      if (j === undefined) continue;
      const rep = world.reps[j]!;
      const person = earlier.get(repId) ?? { days: new Set<number>(), share: 0 };
      const days = daysOfRep(calendar, rep, settings.rampUp, person);
      earlier.set(repId, { days: new Set([...person.days, ...days]), share: person.share + rep.fte });
      const accounts = served[j]!;
      const perYear = new Map([...accounts].map(([id, { perYear: visits }]) => [id, visits]));
      sectors.set(`${name}\n${repId}`, {
        key: `${name}\n${repId}`,
        layer: name,
        rep,
        base: [world.baseLat[j]!, world.baseLon[j]!],
        days: new Set(days),
        accounts,
        asked: askedVisits(perYear, rules.weeks, part),
        drive,
      });
    }
  }
  return sectors;
}

/** Accounts with visits, by rep. */
function accountsOf(world: World, rules: TourRules, repOf: Int32Array): Map<string, Account>[] {
  const of = world.reps.map(() => new Map<string, Account>());
  const accounts = world.accounts as Accounts;
  const { times } = accounts;
  for (let a = 0; a < accounts.count; a++) {
    const j = repOf[a]!;
    const perYear = world.visits[a]!;
    if (j < 0 || !(perYear > 0)) continue;
    const own = times?.spacing[a] ?? Number.NaN;
    const or = (value: number | undefined, otherwise: number) =>
      value === undefined || Number.isNaN(value) ? otherwise : value;
    of[j]!.set(accounts.id[a]!, {
      name: accounts.name[a]!,
      city: accounts.city[a]!,
      point: [world.pointLat[a]!, world.pointLon[a]!],
      perYear,
      service: world.minutes[a]! / world.speed(accounts.segment[a]!, j),
      opens: or(times?.opens[a], 0),
      closes: or(times?.closes[a], 1440),
      weekdays: (times?.weekdays[a] ?? 0) === 0 ? 127 : times!.weekdays[a]!,
      spacing: Number.isNaN(own)
        ? Math.max(1, Math.floor((rules.spacing * 364) / perYear + 1e-9))
        : Math.max(1, own),
    });
  }
  return of;
}
