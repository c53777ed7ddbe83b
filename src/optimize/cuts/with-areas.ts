// The bound that knows contiguity, and then what preferred areas add to it, at the multipliers that are best for both.

import type { Bound, Effort, Problem } from '../../model/problem.ts';
import { ascendAreas } from '../area-ascent.ts';
import type { ContiguousBound } from './contiguous-bound.ts';

/** Steps of the multipliers, and pairs of zone and rep that may be looked at in all. */
const ASCENT: Record<Effort, { readonly steps: number; readonly pairs: number }> = {
  fast: { steps: 100, pairs: 1e7 },
  normal: { steps: 300, pairs: 6e7 },
  thorough: { steps: 1000, pairs: 4e8 },
};

/**
 * `known`: null where contiguity has not been looked into; then the plain bound is raised. The same without such areas.
 * `above`: what a plan costs.
 */
export function withAreas(
  problem: Problem,
  plain: Bound,
  known: ContiguousBound | null,
  above: number,
  effort: Effort,
): ContiguousBound | null {
  if (!problem.preferred) return known;
  const from = known ?? {
    value: plain.value,
    duals: plain.duals,
    cuts: [],
    rounds: 0,
    levels: [],
    least: [],
  };
  const { value, duals, prices, areas } = ascendAreas(problem, from.duals, from.cuts, {
    ...ASCENT[effort],
    above,
  });
  return {
    ...from,
    value,
    duals,
    cuts: from.cuts.map((cut, t) => ({ ...cut, price: prices[t] })),
    levels: areas.levels,
    least: areas.least,
  };
}
