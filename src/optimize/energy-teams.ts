// The rows of team budgets in the energy of the search: see energy.ts. A change first adds up what it uses more of each, then
// asks what that is worth.

import type { TeamBudget } from '../model/problem.ts';
import type { Energy } from './energy.ts';
import type { State } from './state.ts';

/** Recomputes the value of each of these rows. */
export function refreshTeams(energy: Energy, state: State): void {
  const { k, m, budgets } = state.problem;
  budgets?.forEach((budget, b) => {
    energy.value[k * m + 1 + b] = teamValue(energy, state, budget, b, state.used[b]);
  });
}

/** Value of a team budget's row when so much is used. */
function teamValue(energy: Energy, state: State, budget: TeamBudget, b: number, used: number): number {
  const row = state.problem.k * state.problem.m + 1 + b;
  const up = energy.price[row] + energy.rho * (used / energy.teamUnits[b] - energy.upper[row]);
  if (up <= 0) return 0;
  const most = budget.price === null ? Infinity : budget.price * energy.teamUnits[b];
  return up <= most ? (up * up) / (2 * energy.rho) : (most * (2 * up - most)) / (2 * energy.rho);
}

/** Change of the team budgets' rows when `spend` more is used; `spend` is cleared. */
export function spendDelta(energy: Energy, state: State): number {
  const { k, m, budgets } = state.problem;
  let delta = 0;
  for (let b = 0; b < budgets!.length; b++) {
    const more = energy.spend[b];
    energy.spend[b] = 0;
    if (more === 0) continue;
    delta += teamValue(energy, state, budgets![b], b, state.used[b] + more) - energy.value[k * m + 1 + b];
  }
  return delta;
}

/** Adds to `spend` what zone i uses more with rep `to` than with `from`. */
export function spendMore(energy: Energy, { problem }: State, i: number, from: number, to: number): void {
  const { k, budgets } = problem;
  for (let b = 0; b < budgets!.length; b++)
    energy.spend[b] += budgets![b].use[i * k + to] - budgets![b].use[i * k + from];
}
