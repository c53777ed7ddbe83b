// Budgets of teams, added up again: who is in the team, what every pair of unit and rep uses of the resource, what named
// accounts use anyway, and so what the plan uses in all.

import { type Check, say } from './check.ts';
import { checkPromise } from './claims.ts';
import { at, listAt, numberAt } from './json.ts';
import { type Loads, visitHoursOf } from './loads.ts';
import type { Sums } from './sums.ts';
import { printsAs } from './table.ts';
import type { World } from './world.ts';

export interface TeamBudget {
  readonly name: string;
  readonly resource: string;
  readonly atMost: number;
  /** null: firm */
  readonly price: number | null;
  readonly members: readonly number[];
  /** an even part of the budget: what an excess of a firm one is counted in */
  readonly unit: number;
  /** what named accounts use */
  readonly named: number;
  /** in all, of a state of affairs */
  used(sums: Sums): number;
  /** by unit i, and by account a, with rep j */
  use(unit: number, rep: number): number;
  useOf(account: number, rep: number): number;
}

const NOISE = 1e-9;

export function readBudgets(world: World, loads: Loads): TeamBudget[] {
  const { settings, reps } = world;
  return (settings.budgets ?? []).map(({ name, team, resource, atMost, price }): TeamBudget => {
    const members = [...reps.keys()].filter(j => {
      if (team === null) return true;
      return 'reps' in team ? team.reps.includes(reps[j]!.id) : reps[j]![team.column] === team.value;
    });
    const isIn = new Set(members);
    const count = (j: number, visits: number, hours: number, km: number): number => {
      switch (resource) {
        case 'hours':
          return visits + hours;
        case 'travel_hours':
          return hours;
        case 'km':
          return km;
        case 'cost':
          return reps[j]!.costPerHour * (visits + hours) + reps[j]!.costPerKm * km;
      }
    };
    const way = (i: number, j: number) =>
      world.roadKm(world.baseLat[j]!, world.baseLon[j]!, world.lat[i]!, world.lon[i]!);
    const driven = (i: number, j: number, visits: number) =>
      (2 * way(i, j) * visits) / settings.visitsPerTour + visits * loads.localKm[i]!;
    const useOf = (a: number, j: number): number => {
      if (!isIn.has(j)) return 0;
      const i = world.unitOf[a]!;
      const asked = world.visits[a]!;
      const out = world.drive(world.baseLat[j]!, world.baseLon[j]!, world.lat[i]!, world.lon[i]!);
      const hours = (2 * out * asked) / (60 * settings.visitsPerTour) + asked * loads.localHours[i]!;
      return count(j, visitHoursOf(world, a, j), hours, driven(i, j, asked));
    };
    let named = 0;
    world.unitOf.forEach((i, a) => {
      if (i >= 0 && world.named[a]) named += useOf(a, world.owner[a]!);
    });
    return {
      ...{ name, resource, atMost, price, members, named, useOf },
      unit: atMost / members.length,
      use(i, j) {
        if (!isIn.has(j) || loads.visits[i] === 0) return 0;
        const travel = loads.approach(i, j) + loads.visits[i]! * loads.localHours[i]!;
        return count(j, loads.paced(i, j), travel, driven(i, j, loads.visits[i]!));
      },
      used(sums) {
        return members.reduce((all, j) => {
          // budgets are of the model, whatever tours come to
          return all + count(j, sums.visitHours[j]!, sums.modelHours[j]!, sums.modelKm[j]!);
        }, 0);
      },
    };
  });
}

/** What goes beyond a budget; sums of the same terms differ by a little. */
export function beyond({ atMost }: TeamBudget, used: number): number {
  return used > atMost * (1 + NOISE) ? used - atMost : 0;
}

/** What all budgets are exceeded by: paid for, or in units of the firm ones. */
export function excessOf(budgets: readonly TeamBudget[], sums: Sums): { paid: number; excess: number } {
  let [paid, excess] = [0, 0];
  for (const budget of budgets) {
    const over = beyond(budget, budget.used(sums));
    if (budget.price === null) excess += over / budget.unit;
    else paid += budget.price * over;
  }
  return { paid, excess };
}

/** The most that a multiplier may be: what one unit of the resource beyond the budget costs. */
export function dearest({ price, unit }: TeamBudget, excessPrice: number): number {
  return price ?? excessPrice / unit;
}

/** `multipliers`: of the plan's bound, in the order of the budgets; null for today's sectors. */
export function checkBudgets(
  state: 'plan' | 'before',
  kpis: unknown,
  budgets: readonly TeamBudget[],
  sums: Sums,
  k: number,
  multipliers: ArrayLike<number> | null,
  ids: readonly string[],
  check: Check,
): void {
  const claimed = listAt(kpis, state, 'budgets');
  check.that(
    claimed.length === budgets.length,
    () => `kpis.json ${state} has ${claimed.length} budgets, the settings ${budgets.length}`,
  );
  budgets.forEach((budget, b) => {
    const entry = claimed[b];
    const used = budget.used(sums);
    const over = beyond(budget, used);
    const y = multipliers?.[b] ?? Number.NaN;
    const team = budget.members.length === k ? null : budget.members.map(j => ids[j]);
    const says =
      at(entry, 'name') === budget.name &&
      at(entry, 'resource') === budget.resource &&
      JSON.stringify(at(entry, 'team') ?? null) === JSON.stringify(team);
    check.that(
      says,
      () => `kpis.json ${state}: budget ${b + 1} is not ${budget.name}, as the settings have it`,
    );
    const figures: readonly (readonly [string, number])[] = [
      ['at_most', budget.atMost],
      ['used', used],
      ['share', used / budget.atMost],
      ['excess', over],
      ['price', budget.price ?? Number.NaN],
      ['paid', budget.price === null ? Number.NaN : budget.price * over],
      ['per_percent', (y * budget.atMost) / 100],
    ];
    for (const [key, value] of figures) {
      const found = numberAt(entry, key);
      check.that(
        at(entry, key) !== undefined && printsAs(value, found, 6),
        () =>
          `kpis.json ${state}: ${key} of budget ${budget.name} is ${say(found)}, recomputed ${say(value)}`,
      );
    }
    const stated = numberAt(entry, 'multiplier');
    check.that(
      Number.isNaN(y) ? Number.isNaN(stated) : stated === y,
      () =>
        `kpis.json ${state}: the multiplier of budget ${budget.name} is ${say(stated)}, plan.json has ${say(y)}`,
    );
    if (state === 'before' || budget.price !== null) return;
    const text = `${say(used)} ${budget.resource} used, at most ${say(budget.atMost)}`;
    checkPromise(kpis, `budget:${budget.name}`, over > 0 ? [text] : [], check);
  });
}
