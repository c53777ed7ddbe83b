// Budgets of teams: what all zones together use of something (kilometres, hours, money) with the reps they have. One row
// each, which all reps share. Where a budget has a price, that is what its row gives way at, on paper as in a plan; the
// price of a firm one is that of imbalance.

import type { Problem, TeamBudget } from '../model/problem.ts';

/** A budget is kept when no more than this share of it is used beyond: rounding. */
const ROUNDING = 1e-9;

/** What one unit of the resource beyond the budget costs. */
export function priceBeyond(
  { excessPrice }: Pick<Problem, 'excessPrice'>,
  { unit, price }: TeamBudget,
): number {
  return price ?? excessPrice / unit;
}

/**
 * What a row of the linear program or of the search is counted in: about what a sector uses, whatever the limit is, for a limit
 * that is far too low says nothing of what zones weigh.
 */
export function scaleOfUse({ k }: Pick<Problem, 'k'>, { use, unit }: TeamBudget): number {
  let sum = 0;
  for (const u of use) sum += u;
  return Math.max(unit, sum / k / k);
}

/** In units of the resource; 0 for what rounding may add up to. */
export function overspent({ room, unit }: TeamBudget, used: number): number {
  const over = used - room;
  return over > ROUNDING * Math.max(unit, Math.abs(room)) ? over : 0;
}

/** What zones use of each budget. */
export function usedOf(problem: Pick<Problem, 'n' | 'k' | 'budgets'>, plan: Int32Array): Float64Array {
  const { n, k, budgets = [] } = problem;
  return Float64Array.from(budgets, ({ use }) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += use[i * k + plan[i]];
    return sum;
  });
}

/** What uses of the budgets cost beyond them (those with a price), and by how many units the firm ones are exceeded. */
export function spending(
  { budgets = [] }: Pick<Problem, 'budgets'>,
  used: Float64Array,
): { cost: number; excess: number } {
  let cost = 0;
  let excess = 0;
  budgets.forEach((budget, b) => {
    const over = overspent(budget, used[b]);
    if (budget.price === null) excess += over / budget.unit;
    else cost += budget.price * over;
  });
  return { cost, excess };
}

/** Multipliers that the bound may use: from 0 to what is paid for more, per unit of the resource. */
export function clampTeamPrices(problem: Problem, prices: Float64Array | undefined): Float64Array {
  return Float64Array.from(problem.budgets ?? [], (budget, b) => {
    const y = prices?.[b] ?? 0;
    return Number.isNaN(y) ? 0 : Math.min(priceBeyond(problem, budget), Math.max(0, y));
  });
}

/** The budgets over other zones. */
export function withUse(
  { budgets }: Pick<Problem, 'budgets'>,
  perPair: (values: Float64Array) => Float64Array,
): readonly TeamBudget[] | undefined {
  return budgets?.map(budget => ({ ...budget, use: perPair(budget.use) }));
}

/** Budgets are one purse for the whole map: parts of it that are searched at the same time would spend it twice. */
export function isOnePurse({ moveBudget, budgets }: Pick<Problem, 'moveBudget' | 'budgets'>): boolean {
  return moveBudget < Infinity || budgets !== undefined;
}

/** Rows of the search's energy: balance, the disruption budget, the budgets of teams. */
export function energyRows({ k, m, budgets }: Pick<Problem, 'k' | 'm' | 'budgets'>): number {
  return k * m + 1 + (budgets?.length ?? 0);
}
