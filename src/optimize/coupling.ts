// The coupling rows in one scale, as the dual and the master see them: row j·m + q is balance of rep j in
// measure q, in units of its target; one more row, when there is a budget, is disruption in units of the budget; then
// one for each team budget, in its own units. Those that all reps share come last.

import type { Duals, Problem } from '../model/problem.ts';
import { effectiveBudget } from './bound.ts';
import { load } from './pricing.ts';
import { priceBeyond, scaleOfUse } from './team-budgets.ts';
import { lowerOf, upperOf } from './window.ts';

export interface Coupling {
  /** k·m, plus 1 when there is a disruption budget, plus the team budgets */
  readonly rows: number;
  /** entries of each column (zone, rep): m, plus the rows that all reps share */
  readonly width: number;
  /** what one unit beyond each row's window costs; Infinity for the disruption budget, which never gives */
  readonly cap: Float64Array;
  /** first row of the team budgets, and what one unit of each is worth in its resource */
  readonly teamRow: number;
  readonly teamUnits: readonly number[];
  /** window of each row, fixed load taken off; budgets' rows have no lower side */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** what one unit of the budget row is worth in moveWeight; 0 without a budget */
  readonly budgetUnit: number;
}

export function makeCoupling(problem: Problem): Coupling {
  const { n, k, m, cost, target, fixedLoad, moveWeight } = problem;
  const budget = effectiveBudget(problem);
  const budgeted = moveWeight !== null && budget < Infinity;
  const teams = problem.budgets ?? [];
  const teamRow = k * m + (budgeted ? 1 : 0);
  const rows = teamRow + teams.length;
  const lower = new Float64Array(rows);
  const upper = new Float64Array(rows);
  for (let r = 0; r < k * m; r++) {
    const fixed = fixedLoad[r] / target[r];
    lower[r] = lowerOf(problem, r) - fixed;
    upper[r] = upperOf(problem, r) - fixed;
  }
  let budgetUnit = 0;
  if (budgeted) {
    // a budget of zero has no scale of its own: then a hundredth of what could move at most
    let most = 0;
    for (let i = 0; i < n; i++) {
      let v = 0;
      for (let j = 0; j < k; j++) if (cost[i * k + j] !== Infinity) v = Math.max(v, moveWeight[i * k + j]);
      most += v;
    }
    budgetUnit = Math.max(budget, 0.01 * most) || 1;
    lower[k * m] = -Infinity;
    upper[k * m] = budget / budgetUnit;
  }
  const teamUnits = teams.map(budget => scaleOfUse(problem, budget));
  const cap = new Float64Array(rows).fill(problem.excessPrice);
  if (budgeted) cap[k * m] = Infinity;
  teams.forEach((budget, b) => {
    cap[teamRow + b] = priceBeyond(problem, budget) * teamUnits[b];
    lower[teamRow + b] = -Infinity;
    upper[teamRow + b] = budget.room / teamUnits[b];
  });
  return { rows, width: m + rows - k * m, cap, teamRow, teamUnits, lower, upper, budgetUnit };
}

/** The column's entries, from `at` in `out`: a[i,j,q]/T[j,q] for each measure, then v[i,j]/unit, then use/unit. */
export function columnEntries(
  problem: Problem,
  coupling: Coupling,
  zone: number,
  rep: number,
  out: Float64Array,
  at: number,
): void {
  const { k, m, target, moveWeight } = problem;
  for (let q = 0; q < m; q++) out[at + q] = load(problem, zone, rep, q) / target[rep * m + q];
  if (coupling.teamRow > k * m && moveWeight !== null) {
    out[at + m] = moveWeight[zone * k + rep] / coupling.budgetUnit;
  }
  problem.budgets?.forEach(({ use }, b) => {
    out[at + m + coupling.teamRow - k * m + b] = use[zone * k + rep] / coupling.teamUnits[b];
  });
}

/** The row that a column's q-th entry belongs to. */
export function rowOf(problem: Problem, rep: number, q: number): number {
  return q < problem.m ? rep * problem.m + q : problem.k * problem.m + q - problem.m;
}

export function toDuals(problem: Problem, coupling: Coupling, y: Float64Array): Duals {
  const balance = problem.k * problem.m;
  const budgetPrice = coupling.teamRow > balance ? y[balance] / coupling.budgetUnit : 0;
  const duals = { price: y.slice(0, balance), budgetPrice };
  if (!problem.budgets) return duals;
  const teamPrices = Float64Array.from(coupling.teamUnits, (unit, b) => y[coupling.teamRow + b] / unit);
  return { ...duals, teamPrices };
}

export function fromDuals(problem: Problem, coupling: Coupling, duals: Duals): Float64Array {
  const y = new Float64Array(coupling.rows);
  y.set(duals.price);
  if (coupling.teamRow > problem.k * problem.m)
    y[coupling.teamRow - 1] = duals.budgetPrice * coupling.budgetUnit;
  coupling.teamUnits.forEach((unit, b) => {
    y[coupling.teamRow + b] = (duals.teamPrices?.[b] ?? 0) * unit;
  });
  return y;
}

/** Weight of each zone: its mean entry per rep, by which reduced costs turn into prices. 0: no row feels it. */
export function zoneWeights(problem: Problem, coupling: Coupling): Float64Array {
  const { n, k, m, loads, target, moveWeight } = problem;
  const perTarget = Float64Array.from({ length: m }, (_, q) => {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += 1 / target[j * m + q];
    return sum / k;
  });
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let weight = 0;
    for (let q = 0; q < m; q++) {
      let mean = 0;
      if (loads[q].length === n) mean = loads[q][i];
      else for (let j = 0; j < k; j++) mean += loads[q][i * k + j] / k;
      weight = Math.max(weight, mean * perTarget[q]);
    }
    if (coupling.teamRow > k * m && moveWeight !== null) {
      let most = 0;
      for (let j = 0; j < k; j++) most = Math.max(most, moveWeight[i * k + j]);
      weight = Math.max(weight, most / coupling.budgetUnit);
    }
    for (const [b, { use }] of (problem.budgets ?? []).entries()) {
      let mean = 0;
      for (let j = 0; j < k; j++) mean += use[i * k + j] / k;
      weight = Math.max(weight, mean / coupling.teamUnits[b]);
    }
    weights[i] = weight;
  }
  return weights;
}
