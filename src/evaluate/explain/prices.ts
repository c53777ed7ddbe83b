// Reduced costs: what a block of zones costs with a rep once every row and every budget has its price. The bound is the sum of
// the least of each block, less what the windows are worth (test/app/explain/bound-of.ts adds it up).

import type { Standing } from './standing.ts';
import type { ExplainWorld } from './world.ts';

/** Objective units for one unit of a row of a rep. */
export function unitPrice({ world, targetAt }: Pick<Standing, 'world' | 'targetAt'>, row: number): number {
  const target = targetAt(row);
  return target > 0 ? world.price[row]! / target : 0;
}

export const DISRUPTION = 'disruption';

/** What prices add to a block with a rep: rows, then `disruption`, then `budget:<name>`; those that have none are absent. */
export function priced(standing: Standing, block: number, j: number): Map<string, number> {
  const { world, weight } = standing;
  const { m, input, budgets } = world;
  const { loads, moved, uses } = weight(block, j);
  const parts = new Map<string, number>();
  input.model.rows.forEach(({ name }, q) => void parts.set(name, loads[q]! * unitPrice(standing, j * m + q)));
  const { budgetPrice } = input.plan.solver;
  if (world.settings.maxMoved && budgetPrice > 0) parts.set(DISRUPTION, budgetPrice * moved);
  budgets.forEach(({ name, multiplier }, b) => {
    if (multiplier > 0) parts.set(`budget:${name}`, multiplier * uses[b]!);
  });
  return parts;
}

export function reducedCost(standing: Standing, block: number, j: number): number {
  let sum = standing.weight(block, j).cost;
  for (const part of priced(standing, block, j).values()) sum += part;
  return sum;
}

export function eligibleFor({ world, weight }: Standing, block: number): number[] {
  return [...Array(world.k).keys()].filter(j => weight(block, j).eligible);
}

/** Minutes from the rep's base to a block, by its visits (by its zones where there are none). */
export function minutesTo(world: ExplainWorld, block: number, j: number): number {
  const zones = world.blocks[block]!;
  const visits = zones.map(i => world.zones[i]!.visits);
  const all = visits.reduce((sum, v) => sum + v, 0);
  return zones.reduce(
    (sum, i, at) => sum + world.minutes(i, j) * (all > 0 ? visits[at]! / all : 1 / zones.length),
    0,
  );
}
