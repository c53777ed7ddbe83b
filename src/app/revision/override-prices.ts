// Decisions by hand, priced: each zone by the reduced costs of the bound, all of them together by a plan without any.

import type { OverrideFacts, ZonePrices } from '../../evaluate/overrides.ts';
import { withTargets } from '../../model/build-problem.ts';
import { isZoneOrPart } from '../../model/zone-matcher.ts';
import { makePricer } from '../../optimize/pricing.ts';
import { changedWorld, rebuiltWorld } from '../diagnosis/change.ts';
import { type Optimized, type OptimizeHooks, problemAt, replan } from '../optimize-world.ts';
import { figuresOf } from '../plan-record.ts';
import type { World } from '../prepare.ts';

/** @returns undefined where nobody decided anything by hand */
export async function priceOverrides(
  world: World,
  optimized: Optimized,
  hooks: OptimizeHooks,
): Promise<OverrideFacts | undefined> {
  if (world.context.overrides.length === 0) return undefined;
  const zonePrices = pricesOfZones(world, optimized);
  const free = await rebuiltWorld(world, { undecided: 'all' });
  // zones may be split otherwise without a decision: then there is no plan of the same zones to begin with
  const same = free?.context.zones.count === world.context.zones.count;
  if (!free || !same || hooks.signal?.aborted) return { zonePrices, without: null };
  const found = await replan(free, optimized, hooks);
  if (hooks.signal?.aborted) return { zonePrices, without: null };
  return { zonePrices, without: figuresOf(free, { ...optimized, ...found }) };
}

/** What each zone costs with its rep beyond the rep whom it would cost least with, at the multipliers of the bound. */
function pricesOfZones(world: World, { problem, bound, centers }: Optimized): ZonePrices {
  const free = changedWorld(world, { undecided: 'zones' });
  const open = withTargets(problemAt(free, centers), problem.target);
  // multipliers count as in the bound, whose price of an excess is that of the plan's own rules
  const { row } = makePricer({ ...open, excessPrice: problem.excessPrice }, bound.duals);
  const costs = new Float64Array(open.k);
  const { zones, reps, overrides } = world.context;
  const prices = new Map<number, number>();
  for (const [at, { zone, rep }] of overrides.entries()) {
    if (zone === '') continue;
    const j = reps.list.findIndex(({ id }) => id === rep);
    let price = 0;
    for (const [i, id] of zones.id.entries()) {
      if (!isZoneOrPart(id, zone)) continue;
      row(i, costs);
      price +=
        (costs[j] as number) - costs.reduce((least, c) => Math.min(least, c), Number.POSITIVE_INFINITY);
    }
    prices.set(at, Math.max(0, price));
  }
  return prices;
}
