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

/** The bound that the plan's prices certify, or the reason why they certify none. */
export function certifiedBound(
  world: World,
  input: VerifyInput,
  loads: Loads,
  sums: Sums,
  cost: CostOf,
  ruleOf: RuleOf,
  moves: Moves | null,
): number | string {
  const { solver, sectors } = input.plan;
  const { k, n } = world;
  const m = loads.measures.length;
  const beta = moves ? solver.budgetPrice : 0;
  if (!(beta >= 0)) return `the budget's price is ${beta}, and must not be negative`;

  const sectorOf = new Map(sectors.map(sector => [sector.repId, sector]));
  const price = new Float64Array(k * m);
  for (let j = 0; j < k; j++) {
    const prices = new Map(Object.entries(sectorOf.get(world.reps[j]!.id)?.prices ?? {}));
    for (let q = 0; q < m; q++) {
      const given = prices.get(loads.measures[q]!.name);
      if (given === undefined || !Number.isFinite(given)) {
        return `rep ${world.reps[j]!.id} has no price of ${loads.measures[q]!.name}`;
      }
      if (Math.abs(given) > solver.excessPrice * (1 + 1e-9)) {
        return `the price ${given} of rep ${world.reps[j]!.id} is beyond the excess price ${solver.excessPrice}`;
      }
      price[j * m + q] = given;
    }
  }

  const fixed = fixedLoads(world, loads);
  let bound = moves ? -beta * moves.budget : 0;
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
      let reduced = cost(i, j) + beta * (moves?.moved(i, j) ?? 0);
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
function fixedLoads(world: World, loads: Loads): Float64Array {
  const m = loads.measures.length;
  const fixed = new Float64Array(world.k * m);
  for (const a of world.byId) {
    const [i, j] = [world.unitOf[a]!, world.incumbent[a]!];
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
