// The main reason why a block is where it is. Asked in this order: is there a choice at all; is its rep the cheapest; is he
// with what hand-overs cost; is he at the prices of the rows; and if not, what keeps it from the rep who would be best.

import type { Reason } from './answer.ts';
import { bordering } from './chain.ts';
import { promiseOf, whoOf } from './figures.ts';
import { outcomeOf } from './move.ts';
import { DISRUPTION, eligibleFor, minutesTo, priced, reducedCost } from './prices.ts';
import type { Standing } from './standing.ts';

/** objective units that are no difference */
export const NOTHING = 1e-6;

export function reasonOf(standing: Standing, zone: number): Reason {
  const { world, weight } = standing;
  const block = world.blockOf[zone]!;
  const own = world.rep[zone]!;
  const eligible = eligibleFor(standing, block);
  if (eligible.length === 1 && eligible[0] === own) return { code: 'only-eligible' };
  const areas = world.blocks[block]!.length > 1 ? wholeAreas(standing, zone) : [];
  const cost = (j: number) => weight(block, j).cost;
  const cheapest = leastOf(eligible, cost);
  const who = (j: number) => whoOf(world, j);

  if (areas.length > 0) {
    const may = [...Array(world.k).keys()].filter(j => world.rules(zone, j).length === 0);
    const alone = leastOf(may, j => world.cost(zone, j));
    const saves = world.cost(zone, own) - world.cost(zone, alone);
    if (saves > NOTHING) return { code: 'together', areas, other: who(alone), saves };
  }
  if (cost(own) <= cost(cheapest) + NOTHING) {
    const before = (j: number) => cost(j) - weight(block, j).handOver;
    const free = leastOf(eligible, before);
    const saves = before(own) - before(free);
    if (saves > NOTHING) {
      const price = weight(block, free).handOver - weight(block, own).handOver;
      return { code: 'hand-over', other: who(free), saves, price };
    }
    const others = eligible.filter(j => j !== own);
    const next = others.length > 0 ? leastOf(others, cost) : -1;
    const minutes = (j: number) => minutesTo(world, block, j);
    return {
      code: 'cheapest',
      nearest: eligible.every(j => minutes(j) >= minutes(own) - NOTHING),
      next: next < 0 ? null : who(next),
      saves: next < 0 ? null : cost(next) - cost(own),
    };
  }
  const reduced = (j: number) => reducedCost(standing, block, j);
  const best = leastOf(eligible, reduced);
  if (reduced(own) <= reduced(best) + NOTHING) return byPrices(standing, block, own, cheapest);
  return whatKeeps(standing, block, own, best);
}

/** A cheaper rep loses to the present one by the prices of rows or budgets: the one that counts most. */
function byPrices(standing: Standing, block: number, own: number, other: number): Reason {
  const { world, weight } = standing;
  const [mine, theirs] = [priced(standing, block, own), priced(standing, block, other)];
  const saves = weight(block, own).cost - weight(block, other).cost;
  const names = [...mine.keys()];
  const rows = new Set(world.input.model.rows.map(({ name }) => name));
  const told = { other: whoOf(world, other), saves };
  // a price of the other that is positive says that he is full; a negative one of our own, that he needs it
  let best = { name: '', full: true, price: Number.NEGATIVE_INFINITY };
  for (const name of names) {
    const [own, his] = [mine.get(name)!, theirs.get(name)!];
    if (rows.has(name)) {
      if (his > best.price) best = { name, full: true, price: his };
      if (-own > best.price) best = { name, full: false, price: -own };
    } else if (his - own > best.price) best = { name, full: true, price: his - own };
  }
  if (!rows.has(best.name)) {
    const budget = best.name === DISRUPTION ? DISRUPTION : best.name.slice('budget:'.length);
    return { code: 'budget', ...told, budget, price: best.price };
  }
  const of = whoOf(world, best.full ? other : own);
  // all rows and budgets together: the one that is named counts most of it
  const price = names.reduce((sum, name) => sum + theirs.get(name)! - mine.get(name)!, 0);
  return { code: 'balance', ...told, row: best.name, of, full: best.full, price };
}

/** Prices would have it elsewhere: what stands against that. */
function whatKeeps(standing: Standing, block: number, own: number, best: number): Reason {
  const { world } = standing;
  const saves = reducedCost(standing, block, own) - reducedCost(standing, block, best);
  const told = { other: whoOf(world, best), saves };
  if (!bordering(standing, block).includes(best)) return { code: 'not-bordering', ...told };
  const outcome = outcomeOf(standing, [{ block, to: best }]);
  const { breaches, objective } = outcome;
  if (breaches.length > 0)
    return { code: 'breaks', ...told, breaches: breaches.map(breach => promiseOf(world, breach)) };
  if (objective > -NOTHING) return { code: 'dearer', ...told, objective };
  return { code: 'missed', other: told.other, saves: -objective };
}

/** Names of the areas that a zone is kept whole with. */
export function wholeAreas({ world }: Standing, zone: number): string[] {
  return world.settings.keepTogether.flatMap(({ column, price }, r) => {
    const area = world.zones[zone]!.areas[r];
    return price === null && area !== null && area !== undefined ? [`${column} ${area}`] : [];
  });
}

export function leastOf(reps: readonly number[], of: (rep: number) => number): number {
  let best = reps[0] ?? -1;
  for (const j of reps) if (of(j) < of(best)) best = j;
  return best;
}
