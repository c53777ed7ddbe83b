// The objective of the assignment, and the lower bound that the plan's prices certify, by plain summation:
// for any prices π (|π| ≤ excess price) and β ≥ 0 no assignment, connected or not, costs less than
//   Σ_i min_j ( c[i,j] + Σ_q π[j,q] a[i,j,q] / T[j,q] + β v[i,j] )
//   − Σ_{j,q} ( π⁺ (1 + tol_q − f/T) + π⁻ (1 − tol_q − f/T) ) − β B
// (Lagrangian duality). So the claimed bound needs no trust: it is redone from the prices over all pairs.

import type { Loads } from './loads.ts';
import type { Moves, RuleOf } from './rules.ts';
import type { Sums } from './sums.ts';
import { greatCircle } from './travel.ts';
import type { VerifyInput, World } from './world.ts';

/** c[i,j], in hours a year or weight × km². */
export type CostOf = (unit: number, rep: number) => number;

export function makeCosts(world: World, loads: Loads): CostOf {
  const { settings, k } = world;
  const fromCenter = (i: number, j: number) =>
    greatCircle(world.centerLat[j]!, world.centerLon[j]!, world.lat[i]!, world.lon[i]!);
  if (settings.objective === 'compactness') {
    const weight = loads.measures[0]?.perUnit;
    return (i, j) => (weight?.[i] ?? 0) * fromCenter(i, j) ** 2;
  }
  const known = new Float64Array(world.n);
  const kept = new Map<number, number>();
  world.unitOf.forEach((i, a) => {
    const j = world.incumbent[a]!;
    if (i < 0 || j < 0 || world.named[a]) return;
    known[i]! += 1;
    kept.set(i * k + j, (kept.get(i * k + j) ?? 0) + 1);
  });
  return (i, j) => {
    const white = world.accounts && loads.followers[i] === 0 ? settings.whiteSpaceVisits : 0;
    const minutes = world.drive(world.centerLat[j]!, world.centerLon[j]!, world.lat[i]!, world.lon[i]!);
    const tours = (loads.visits[i]! + white) / settings.visitsPerTour;
    const spread = settings.spreadShare * ((2 * minutes) / 60) * tours;
    const handOvers = settings.stickiness * (known[i]! - (kept.get(i * k + j) ?? 0));
    return loads.approach(i, j) + spread + handOvers;
  };
}

/** Σ c over the assignment, and the excess: Σ over (rep, measure) of the deviation beyond its tolerance. */
export function objectiveOf(world: World, sums: Sums, cost: CostOf): { cost: number; excess: number } {
  let total = 0;
  world.unitRep.forEach((j, i) => {
    if (j >= 0) total += cost(i, j);
  });
  let excess = 0;
  for (const { tolerance, deviation } of sums.measures) {
    for (const d of deviation) if (!Number.isNaN(d)) excess += Math.max(0, Math.abs(d) - tolerance);
  }
  return { cost: total, excess };
}

/** Everything a bound is summed from, but its multipliers. */
export interface BoundCase {
  readonly world: World;
  readonly loads: Loads;
  readonly sums: Sums;
  readonly cost: CostOf;
  readonly ruleOf: RuleOf;
  readonly moves: Moves | null;
  readonly excessPrice: number;
}

/** Multipliers of the balance rows and the budget, and what cuts add to a pair, at unit · k + rep. */
export interface Multipliers {
  /** at rep · measures + measure */
  readonly price: Float64Array;
  readonly budgetPrice: number;
  readonly surcharge: ReadonlyMap<number, number>;
}

/** The prices of every rep and measure by name, checked; or the reason why they certify nothing. */
export function readPrices(
  { world, loads, moves, excessPrice }: BoundCase,
  pricesOf: (rep: string) => Readonly<Record<string, number>>,
  budgetPrice: number,
): Multipliers | string {
  const m = loads.measures.length;
  const beta = moves ? budgetPrice : 0;
  if (!(beta >= 0)) return `the budget's price is ${beta}, and must not be negative`;
  const price = new Float64Array(world.k * m);
  for (let j = 0; j < world.k; j++) {
    const { id } = world.reps[j]!;
    const prices = new Map(Object.entries(pricesOf(id)));
    for (let q = 0; q < m; q++) {
      const { name } = loads.measures[q]!;
      const given = prices.get(name);
      if (given === undefined || !Number.isFinite(given)) return `rep ${id} has no price of ${name}`;
      if (Math.abs(given) > excessPrice * (1 + 1e-9)) {
        return `the price ${given} of rep ${id} is beyond the excess price ${excessPrice}`;
      }
      price[j * m + q] = given;
    }
  }
  return { price, budgetPrice: beta, surcharge: new Map() };
}

/** The bound that the plan's prices certify, or the reason why they certify none. */
export function certifiedBound(given: BoundCase, { plan }: VerifyInput): number | string {
  const pricesOf = new Map(plan.sectors.map(sector => [sector.repId, sector.prices]));
  const multipliers = readPrices(given, rep => pricesOf.get(rep) ?? {}, plan.solver.budgetPrice);
  return typeof multipliers === 'string' ? multipliers : sumOf(given, multipliers);
}

/** The sum itself; a text when it is none. */
export function sumOf(given: BoundCase, { price, budgetPrice, surcharge }: Multipliers): number | string {
  const { world, loads, sums, cost, ruleOf, moves } = given;
  const { k, n } = world;
  const m = loads.measures.length;
  const fixed = fixedLoads(world, loads);
  let bound = moves ? -budgetPrice * moves.budget : 0;
  for (let j = 0; j < k; j++) {
    for (let q = 0; q < m; q++) {
      const p = price[j * m + q]!;
      const target = sums.measures[q]!.target[j]!;
      if (p === 0 || !(target > 0)) continue;
      const tolerance = loads.measures[q]!.tolerance;
      bound -= p * ((p > 0 ? 1 + tolerance : 1 - tolerance) - fixed[j * m + q]! / target);
    }
  }
  for (let i = 0; i < n; i++) {
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < k; j++) {
      if (ruleOf(i, j) !== null) continue;
      let reduced = cost(i, j) + budgetPrice * (moves?.moved(i, j) ?? 0) + (surcharge.get(i * k + j) ?? 0);
      for (let q = 0; q < m; q++) {
        const p = price[j * m + q]!;
        const target = sums.measures[q]!.target[j]!;
        if (p !== 0 && target > 0) reduced += (p * loads.load(q, i, j)) / target;
      }
      if (reduced < least) least = reduced;
    }
    bound += least;
  }
  return Number.isFinite(bound) ? bound : 'a zone has no eligible rep';
}

/** What named accounts charge to their rep, by rep and measure. */
export function fixedLoads(world: World, loads: Loads): Float64Array {
  const m = loads.measures.length;
  const fixed = new Float64Array(world.k * m);
  for (const a of world.byId) {
    const [i, j] = [world.unitOf[a]!, world.owner[a]!];
    if (i < 0 || !world.named[a]) continue;
    loads.measures.forEach(({ name, perAccount }, q) => {
      if (name !== 'workload') {
        fixed[j * m + q]! += perAccount?.[a] ?? 0;
        return;
      }
      const approach =
        (2 * world.drive(world.baseLat[j]!, world.baseLon[j]!, world.lat[i]!, world.lon[i]!)) /
        60 /
        world.settings.visitsPerTour;
      fixed[j * m + q]! += world.visits[a]! * (world.minutes[a]! / 60 + loads.localHours[i]! + approach);
    });
  }
  return fixed;
}
