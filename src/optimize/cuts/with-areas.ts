// The bound that knows contiguity, and then what preferred areas add to it at its multipliers.

import type { Bound, Problem } from '../../model/problem.ts';
import { areaBound } from '../area-bound.ts';
import type { ContiguousBound } from './contiguous-bound.ts';
import { boundWithCuts } from './cut-bound.ts';

/** `known`: null where contiguity has not been looked into; then the plain bound is raised. The same without such areas. */
export function withAreas(
  problem: Problem,
  plain: Bound,
  known: ContiguousBound | null,
): ContiguousBound | null {
  const { n, k, preferred } = problem;
  if (!preferred) return known;
  const from = known ?? { value: plain.value, duals: plain.duals, cuts: [], rounds: 0, levels: [] };
  const all = new Float64Array(n * k);
  const prices = Float64Array.from(from.cuts, ({ price }) => price);
  boundWithCuts(problem, from.duals, from.cuts, prices, (zone, reduced) => all.set(reduced, zone * k));
  const { gain, levels } = areaBound(problem, all);
  return { ...from, value: from.value + gain, levels };
}
