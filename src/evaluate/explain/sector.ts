// How a sector stands: what it carries, which windows cost something, what it borders, what would come or go first.

import type { BorderZone, RowStand, SectorAnswer } from './answer.ts';
import { bordering } from './chain.ts';
import { deviation, isLimit, promiseOf, whoOf } from './figures.ts';
import { outcomeOf } from './move.ts';
import { minutesTo, reducedCost, unitPrice } from './prices.ts';
import { excesses, piecesOf, SLACK, type Standing } from './standing.ts';

const LISTED = 5;

export function explainSector(
  standing: Standing,
  j: number,
  kind: 'rep' | 'sector',
  layer: string,
): SectorAnswer {
  const { world, planned } = standing;
  const zones = planned[j]!;
  const { plan } = world.input;
  const named = plan.named.filter(([, rep]) => rep === world.repId[j]).length;
  return {
    kind,
    layer,
    unit: world.input.unit,
    who: whoOf(world, j),
    zones: zones.length,
    accounts: zones.reduce((sum, i) => sum + world.zones[i]!.accounts, 0) + named,
    named_accounts: named,
    rows: rowsOf(standing, j),
    pieces: piecesOf(standing, j).map(piece => piece.length),
    neighbors: neighborsOf(standing, j),
    farthest: zones
      .filter(i => world.zones[i]!.visits > 0)
      .map(i => ({
        zone_id: world.zoneId[i]!,
        zone_name: world.zoneName[i]!,
        minutes: world.minutes(i, j),
        accounts: world.zones[i]!.accounts,
        visits: world.zones[i]!.visits,
      }))
      .sort((a, b) => b.minutes - a.minutes)
      .slice(0, LISTED),
    ...borderZones(standing, j),
  };
}

function rowsOf(standing: Standing, j: number): RowStand[] {
  const { world, load, target } = standing;
  const { m, input, price } = world;
  const beyond = excesses(standing);
  return input.model.rows.map(({ name, lower, upper }, q) => {
    const at = j * m + q;
    const limit = isLimit(world, q);
    return {
      row: name,
      value: load[at]!,
      named: input.model.reps[j]!.fixed[q]!,
      target: target[at]!,
      deviation: limit ? null : deviation(load[at]!, target[at]!),
      lower: lower * target[at]!,
      upper: upper * target[at]!,
      binds: Math.abs(price[at]!) <= SLACK ? null : price[at]! > 0 ? 'upper' : 'lower',
      price_per_unit: Math.abs(unitPrice(standing, at)),
      kept: beyond[at]! <= SLACK,
    };
  });
}

function neighborsOf({ world, planned }: Standing, j: number): SectorAnswer['neighbors'] {
  const found = new Map<number, { pairs: number; km: number }>();
  for (const i of planned[j]!) {
    for (let e = world.offsets[i]!; e < world.offsets[i + 1]!; e++) {
      const other = world.rep[world.neighbors[e]!]!;
      if (other === j || other < 0) continue;
      const sum = found.get(other) ?? { pairs: 0, km: 0 };
      found.set(other, { pairs: sum.pairs + 1, km: sum.km + world.borderKm[e]! });
    }
  }
  return [...found]
    .sort((a, b) => b[1].km - a[1].km || b[1].pairs - a[1].pairs || a[0] - b[0])
    .map(([other, { pairs, km }]) => ({ ...whoOf(world, other), pairs, border_km: km }));
}

/** Zones along the border that the prices would have go first, out of the sector and into it. */
function borderZones(standing: Standing, j: number): Pick<SectorAnswer, 'give' | 'take'> {
  const { world, planned, weight } = standing;
  const give: [block: number, to: number][] = [];
  const take: [block: number, from: number][] = [];
  const near = new Set<number>();
  const mine = new Set(planned[j]!.map(i => world.blockOf[i]!));
  for (const block of mine) {
    for (const to of bordering(standing, block)) if (weight(block, to).eligible) give.push([block, to]);
    for (const i of world.blocks[block]!) {
      for (let e = world.offsets[i]!; e < world.offsets[i + 1]!; e++)
        near.add(world.blockOf[world.neighbors[e]!]!);
    }
  }
  for (const block of near) {
    const from = world.rep[world.blocks[block]![0]!]!;
    if (!mine.has(block) && from >= 0 && weight(block, j).eligible) take.push([block, from]);
  }
  const listed = (
    pairs: [number, number][],
    to: (other: number) => number,
    from: (other: number) => number,
  ) => {
    const told = new Set<number>();
    // white space comes and goes for nothing, and says nothing
    return pairs
      .filter(([block]) => world.blocks[block]!.some(i => world.zones[i]!.visits > 0))
      .map(([block, other]) => ({
        block,
        other,
        at: reducedCost(standing, block, to(other)) - reducedCost(standing, block, from(other)),
      }))
      .sort((a, b) => a.at - b.at || minutesTo(world, a.block, j) - minutesTo(world, b.block, j))
      .filter(({ block }) => !told.has(block) && told.add(block))
      .slice(0, LISTED)
      .map(({ block, other, at }): BorderZone => {
        const outcome = outcomeOf(standing, [{ block, to: to(other) }]);
        const first = world.blocks[block]![0]!;
        return {
          zone_id: world.zoneId[first]!,
          zone_name: world.zoneName[first]!,
          other: whoOf(world, other),
          objective: outcome.objective,
          at_prices: at,
          breaks: outcome.breaches.map(breach => promiseOf(world, breach)),
        };
      });
  };
  return {
    give: listed(
      give,
      other => other,
      () => j,
    ),
    take: listed(
      take,
      () => j,
      other => other,
    ),
  };
}
