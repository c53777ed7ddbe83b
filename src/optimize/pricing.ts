// Reduced costs: what zone i costs with rep j once every coupling row has its price. Everything that needs
// all n·k pairs (bound, cells, candidates, pricing of columns) goes through here, one zone at a time.

import type { Duals, Problem } from '../model/problem.ts';
import { clampTeamPrices } from './team-budgets.ts';

export interface Pricer {
  /** writes c[i,j] + Σ_q price[j,q]·a[i,j,q]/T[j,q] + budgetPrice·v[i,j] + Σ_b teamPrices[b]·use_b[i,j] into `out` (length k); Infinity where forbidden */
  readonly row: (zone: number, out: Float64Array) => void;
  /** price[j,q]/T[j,q] after clamping, at j·m + q */
  readonly perUnit: Float64Array;
  readonly budgetPrice: number;
}

/** |price| ≤ excessPrice, budgetPrice ≥ 0 and the range of teamPrices are enforced here, because the bound is only valid then. */
export function clampDuals(problem: Problem, duals: Duals): Duals {
  const { excessPrice, moveWeight } = problem;
  const price = Float64Array.from(duals.price, y =>
    Number.isNaN(y) ? 0 : Math.min(excessPrice, Math.max(-excessPrice, y)),
  );
  const budgeted = moveWeight !== null && problem.moveBudget < Infinity;
  const budgetPrice = budgeted && Number.isFinite(duals.budgetPrice) ? Math.max(0, duals.budgetPrice) : 0;
  if (!problem.budgets) return { price, budgetPrice };
  return { price, budgetPrice, teamPrices: clampTeamPrices(problem, duals.teamPrices) };
}

export function makePricer(problem: Problem, duals: Duals): Pricer {
  const { n, k, m, cost, loads, target, moveWeight } = problem;
  const { price, budgetPrice, teamPrices } = clampDuals(problem, duals);
  const perUnit = price.map((y, r) => y / target[r]);
  // one dense row of unit prices per measure, so that the inner loops run over consecutive numbers
  const byMeasure = Array.from({ length: m }, (_, q) =>
    Float64Array.from({ length: k }, (_, j) => perUnit[j * m + q]),
  );
  const weighted = budgetPrice > 0 ? moveWeight : null;
  const charged = (problem.budgets ?? []).flatMap(({ use }, b) => {
    const each = teamPrices?.[b] ?? 0;
    return each > 0 ? [{ use, each }] : [];
  });

  const row = (zone: number, out: Float64Array): void => {
    const at = zone * k;
    for (let j = 0; j < k; j++) out[j] = cost[at + j];
    for (let q = 0; q < m; q++) {
      const load = loads[q];
      const unit = byMeasure[q];
      if (load.length === n) {
        const a = load[zone];
        if (a !== 0) for (let j = 0; j < k; j++) out[j] += a * unit[j];
      } else {
        for (let j = 0; j < k; j++) if (out[j] !== Infinity) out[j] += load[at + j] * unit[j];
      }
    }
    if (weighted !== null) for (let j = 0; j < k; j++) out[j] += budgetPrice * weighted[at + j];
    for (const { use, each } of charged) for (let j = 0; j < k; j++) out[j] += each * use[at + j];
  };
  return { row, perUnit, budgetPrice };
}

/**
 * a[i,j,q] of pair (zone, rep). With k = 1 both layouts coincide.
 */
export function load(problem: Problem, zone: number, rep: number, measure: number): number {
  const values = problem.loads[measure];
  return values.length === problem.n ? values[zone] : values[zone * problem.k + rep];
}
