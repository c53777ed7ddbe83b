// The bound with cuts, by summation: the Lagrangian of the balance, budget and cut rows. As in bound.ts, whatever
// prices a solver comes up with, this is a lower bound, here on every plan whose sectors are connected.

import type { Duals, Problem } from '../../model/problem.ts';
import { lagrangianBound } from '../bound.ts';
import { clampDuals } from '../pricing.ts';
import type { Cut } from './cut.ts';

/** The zones' entries of a list of cuts: which cut, at which rep, +1 for its zone and −1 for its separator. */
export interface CutEntries {
  /** entries of zone i are at starts[i] … starts[i + 1] − 1 */
  readonly starts: Int32Array;
  readonly cut: Int32Array;
  readonly sign: Int8Array;
}

export function entriesOf(n: number, cuts: readonly Cut[]): CutEntries {
  const starts = new Int32Array(n + 1);
  for (const { zone, separator } of cuts) {
    starts[zone + 1]++;
    for (const c of separator) starts[c + 1]++;
  }
  for (let i = 0; i < n; i++) starts[i + 1] += starts[i];
  const cut = new Int32Array(starts[n]);
  const sign = new Int8Array(starts[n]);
  const at = starts.slice(0, n);
  cuts.forEach(({ zone, separator }, t) => {
    const put = (i: number, s: number): void => {
      cut[at[i]] = t;
      sign[at[i]++] = s;
    };
    put(zone, 1);
    for (const c of separator) put(c, -1);
  });
  return { starts, cut, sign };
}

/**
 * Multipliers of cuts that the bound may use: none negative, and those of one balance row together not so high that
 * falling short of its window would pay: Σ price / missing ≤ excessPrice + price of the row.
 */
export function clampPrices(
  problem: Problem,
  duals: Duals,
  cuts: readonly Cut[],
  prices: ArrayLike<number>,
): Float64Array {
  const { k, m, excessPrice } = problem;
  const { price } = clampDuals(problem, duals);
  const pull = new Float64Array(k * m);
  const clamped = Float64Array.from(prices, y => (y > 0 && Number.isFinite(y) ? y : 0));
  cuts.forEach(({ rep, measure, missing }, t) => {
    pull[rep * m + measure] += clamped[t] / missing;
  });
  cuts.forEach(({ rep, measure }, t) => {
    const row = rep * m + measure;
    // a hair less than all there is room for: these are sums of rounded numbers
    const room = Math.max(0, excessPrice + price[row]) * (1 - 1e-12);
    if (pull[row] > room) clamped[t] *= room / pull[row];
  });
  return clamped;
}

/**
 * The certified bound at `duals` and the cuts' clamped `prices`. `visit` sees the reduced costs of each zone with every
 * rep, and the least of them.
 */
export function boundWithCuts(
  problem: Problem,
  duals: Duals,
  cuts: readonly Cut[],
  prices: Float64Array,
  visit?: (zone: number, reduced: Float64Array, least: number) => void,
): number {
  const { starts, cut, sign } = entriesOf(problem.n, cuts);
  return lagrangianBound(
    problem,
    duals,
    visit && ((zone, rep, reduced) => visit(zone, reduced, reduced[rep])),
    (zone, reduced) => {
      for (let e = starts[zone]; e < starts[zone + 1]; e++)
        reduced[cuts[cut[e]].rep] += sign[e] * prices[cut[e]];
    },
  );
}
