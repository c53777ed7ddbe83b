// Why a zone is where it is, and what it would take to have it elsewhere.

import type { Candidate, Decided, Move, RuleCost, ZoneFacts } from './answer.ts';
import { bordering, cheapestChain } from './chain.ts';
import { figuresOf, whoOf } from './figures.ts';
import { outcomeOf } from './move.ts';
import { eligibleFor, minutesTo, priced, reducedCost } from './prices.ts';
import { leastOf, NOTHING, reasonOf, wholeAreas } from './reason.ts';
import type { Standing } from './standing.ts';

/** eligible reps that are listed when not all are asked for */
const NEAREST = 5;

/** @param all every eligible rep, not the nearest alone */
export function explainZone(standing: Standing, zone: number, all: boolean): ZoneFacts {
  const { world, weight } = standing;
  const block = world.blockOf[zone]!;
  const own = world.rep[zone]!;
  const { visits, accounts } = world.zones[zone]!;
  const touching = bordering(standing, block);
  const areas = wholeAreas(standing, zone);
  const zones = world.blocks[block]!;
  return {
    zone_id: world.zoneId[zone]!,
    zone_name: world.zoneName[zone]!,
    served_by: whoOf(world, own),
    accounts,
    visits,
    measures: record(world.input.model.rows.map(({ name }, q) => [name, world.load(q, zone, own)] as const)),
    together: zones.length > 1 ? { areas, zones: zones.map(i => world.zoneId[i]!) } : null,
    reason: reasonOf(standing, zone),
    decided: decidedZone(world, zone),
    eligible: candidates(standing, block, own, touching, all),
    eligible_count: eligibleFor(standing, block).length,
    reps: world.k,
    kept_away: keptAway(standing, block),
    moves: touching
      .filter(j => weight(block, j).eligible)
      .map(to => move(standing, block, to))
      .sort((a, b) => a.objective - b.objective),
    barred: touching
      .filter(j => !weight(block, j).eligible)
      .map(j => ({ ...whoOf(world, j), rules: rulesOf(standing, block, j) })),
    rules: ruleCosts(standing, zone),
  };
}

/** About the zone, or the zone that it is a part of. */
function decidedZone({ zoneId, input }: Standing['world'], zone: number): Decided | null {
  const id = zoneId[zone]!;
  const whole = input.plan.splits.find(({ parts }) => parts.some(part => part.id === id))?.zone ?? id;
  return input.decided.get(`zone ${whole}`) ?? null;
}

/** Measures may be called anything, `__proto__` too. */
export function record<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  const made: Record<string, T> = Object.create(null);
  for (const [key, value] of entries) made[key] = value;
  return made;
}

function candidates(
  standing: Standing,
  block: number,
  own: number,
  touching: readonly number[],
  all: boolean,
): Candidate[] {
  const { world, weight } = standing;
  const eligible = eligibleFor(standing, block);
  const minutes = new Map(eligible.map(j => [j, minutesTo(world, block, j)]));
  const reduced = new Map(eligible.map(j => [j, reducedCost(standing, block, j)]));
  const least = Math.min(...reduced.values());
  const sorted = eligible.toSorted((a, b) => minutes.get(a)! - minutes.get(b)!);
  const shown = all ? sorted : sorted.filter((j, at) => at < NEAREST || j === own);
  return shown.map(j => ({
    ...whoOf(world, j),
    current: j === own,
    minutes: minutes.get(j)!,
    cost: weight(block, j).cost,
    difference: weight(block, j).cost - weight(block, own).cost,
    hand_over: weight(block, j).handOver,
    prices: record(priced(standing, block, j)),
    reduced_cost: reduced.get(j)!,
    above_least: reduced.get(j)! - least,
    borders: touching.includes(j),
  }));
}

function rulesOf({ world }: Standing, block: number, j: number): string[] {
  return [...new Set(world.blocks[block]!.flatMap(i => world.rules(i, j)))];
}

function keptAway(standing: Standing, block: number): ZoneFacts['kept_away'] {
  const counts = new Map<string, number>();
  for (let j = 0; j < standing.world.k; j++) {
    for (const rule of rulesOf(standing, block, j)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return [...counts].map(([rule, reps]) => ({ rule, reps }));
}

function move(standing: Standing, block: number, to: number): Move {
  const { world } = standing;
  const named = (b: number) => world.blocks[b]!.map(i => world.zoneId[i]!);
  const outcome = outcomeOf(standing, [{ block, to }]);
  const chain = outcome.breaches.length > 0 ? cheapestChain(standing, { block, to }) : null;
  return {
    to: whoOf(world, to),
    zones: named(block),
    ...figuresOf(standing, outcome),
    chain: chain && {
      steps: chain.steps.map(step => ({
        zones: named(step.block),
        from: whoOf(world, world.rep[world.blocks[step.block]![0]!]!),
        to: whoOf(world, step.to),
      })),
      ...figuresOf(standing, outcomeOf(standing, chain.steps)),
    },
  };
}

/**
 * What each rule costs here, nothing else changed: the best rep whom this rule alone keeps away, the best without the price of
 * hand-overs, the best for the zone without its area.
 */
function ruleCosts(standing: Standing, zone: number): RuleCost[] {
  const { world } = standing;
  const block = world.blockOf[zone]!;
  const own = world.rep[zone]!;
  const zones = world.blocks[block]!;
  const costs: RuleCost[] = [];
  const add = (rule: string, other: number, saves: number) => {
    if (other >= 0 && saves > NOTHING) costs.push({ rule, other: whoOf(world, other), saves });
  };
  const cost = (j: number) => zones.reduce((sum, i) => sum + world.cost(i, j), 0);
  const kept = new Map<string, number[]>();
  for (let j = 0; j < world.k; j++) {
    const rules = rulesOf(standing, block, j);
    if (rules.length === 1) kept.set(rules[0]!, [...(kept.get(rules[0]!) ?? []), j]);
  }
  for (const [rule, reps] of kept) {
    const best = leastOf(reps, cost);
    add(rule, best, cost(own) - cost(best));
  }
  if (world.settings.stickiness > 0 || world.settings.handOver) {
    const free = (j: number) => cost(j) - standing.weight(block, j).handOver;
    const best = leastOf(eligibleFor(standing, block), free);
    add('stickiness', best, free(own) - free(best));
  }
  if (zones.length > 1) {
    const may = [...Array(world.k).keys()].filter(j => world.rules(zone, j).length === 0);
    const best = leastOf(may, j => world.cost(zone, j));
    add('keep_together', best, world.cost(zone, own) - world.cost(zone, best));
  }
  return costs;
}
