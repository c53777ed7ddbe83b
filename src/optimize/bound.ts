// The certificate. Whatever prices a solver comes up with, the Lagrangian at those prices is a lower bound on
// every plan, fractional or not; it is summed here in a fixed order and with compensation, so that the reported
// figure depends on no solver's word.

import type { Assignment, Duals, Problem } from '../model/problem.ts';
import { clampDuals, makePricer } from './pricing.ts';
import { lowerOf, upperOf } from './window.ts';

/** Neumaier's compensated sum: error of a few units in the last place, however many terms. */
export interface Sum {
  readonly add: (x: number) => void;
  readonly value: () => number;
}

export function makeSum(): Sum {
  let sum = 0;
  let lost = 0;
  return {
    add: x => {
      const next = sum + x;
      lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
      sum = next;
    },
    value: () => sum + lost,
  };
}

/**
 * The disruption budget in force: the one asked for, or the least that eligibility permits if that is more
 * (a zone whose incumbent may not keep it has to move). So the budget row can always be met, stays hard, and
 * its multiplier needs no cap. Infinity when none is set.
 */
export function effectiveBudget(problem: Problem): number {
  const { n, k, cost, moveWeight, moveBudget } = problem;
  if (moveWeight === null || moveBudget === Infinity) return Infinity;
  const least = makeSum();
  for (let i = 0; i < n; i++) {
    let v = Infinity;
    for (let j = 0; j < k; j++) {
      if (cost[i * k + j] !== Infinity && moveWeight[i * k + j] < v) v = moveWeight[i * k + j];
    }
    if (v !== Infinity) least.add(v);
  }
  return Math.max(moveBudget, least.value());
}

/**
 * The certified lower bound of the docstring of `Duals`, with B = effectiveBudget(problem); prices outside
 * their valid range are clamped first. In the objective's units. `visit` sees each zone's cheapest rep (lowest index among
 * equals) and its reduced costs with all. `charge` adds to a zone's reduced costs what rows of its own (cuts) charge.
 *
 * Held–Karp 1970, Geoffrion 1974: Lagrangian relaxation of the coupling rows.
 */
export function lagrangianBound(
  problem: Problem,
  duals: Duals,
  visit?: (zone: number, rep: number, reduced: Float64Array) => void,
  charge?: (zone: number, reduced: Float64Array) => void,
): number {
  const { n, k, m, target, fixedLoad } = problem;
  const clamped = clampDuals(problem, duals);
  const { price, budgetPrice } = clamped;
  const pricer = makePricer(problem, clamped);
  const reduced = new Float64Array(k);
  const sum = makeSum();
  for (let i = 0; i < n; i++) {
    pricer.row(i, reduced);
    charge?.(i, reduced);
    let least = Infinity;
    let rep = -1;
    for (let j = 0; j < k; j++) {
      if (reduced[j] < least) {
        least = reduced[j];
        rep = j;
      }
    }
    if (rep < 0) throw new Error(`zone ${i} has no eligible rep`);
    sum.add(least);
    visit?.(i, rep, reduced);
  }
  for (let j = 0; j < k; j++) {
    for (let q = 0; q < m; q++) {
      const r = j * m + q;
      const fixed = fixedLoad[r] / target[r];
      if (price[r] > 0) sum.add(-price[r] * (upperOf(problem, r) - fixed));
      else if (price[r] < 0) sum.add(-price[r] * (lowerOf(problem, r) - fixed));
    }
  }
  if (budgetPrice > 0) sum.add(-budgetPrice * effectiveBudget(problem));
  problem.budgets?.forEach(({ room }, b) => {
    const each = clamped.teamPrices?.[b] ?? 0;
    if (each > 0) sum.add(-each * room);
  });
  return sum.value();
}

/** Each zone with its cheapest rep at the given prices; the lowest index among equals. The LP's cells. */
export function cheapest(problem: Problem, duals: Duals): Assignment {
  const { n, k } = problem;
  const pricer = makePricer(problem, duals);
  const reduced = new Float64Array(k);
  const assignment = new Int32Array(n).fill(-1);
  for (let i = 0; i < n; i++) {
    pricer.row(i, reduced);
    let least = Infinity;
    for (let j = 0; j < k; j++) {
      if (reduced[j] < least) {
        least = reduced[j];
        assignment[i] = j;
      }
    }
  }
  return assignment;
}
