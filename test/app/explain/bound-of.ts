import { eligibleFor, reducedCost } from '../../../src/evaluate/explain/prices.ts';
import type { Standing } from '../../../src/evaluate/explain/standing.ts';

/** The bound that plan.json's prices certify, summed from the written plan; NaN when a zone has no eligible rep. */
export function boundOf(standing: Standing): number {
  const { world, target } = standing;
  const { k, m, blocks, budgets, input } = world;
  const { solver } = input.plan;
  let bound = -solver.budgetPrice * (solver.moveBudget ?? 0);
  for (const { multiplier, atMost, named } of budgets) bound -= multiplier * (atMost - named);
  for (let j = 0; j < k; j++) {
    input.model.rows.forEach(({ lower, upper }, q) => {
      const at = j * m + q;
      const price = world.price[at]!;
      if (price === 0) return;
      bound -= price * ((price > 0 ? upper : lower) - input.model.reps[j]!.fixed[q]! / target[at]!);
    });
  }
  blocks.forEach((_, block) => {
    let least = Number.POSITIVE_INFINITY;
    for (const j of eligibleFor(standing, block)) least = Math.min(least, reducedCost(standing, block, j));
    bound += least;
  });
  return Number.isFinite(bound) ? bound : Number.NaN;
}
