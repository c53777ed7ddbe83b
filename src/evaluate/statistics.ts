// How uneven a list of numbers is. All take values ≥ 0 and return null where the figure has no meaning
// (no values, or a mean of zero).

import { squareOf } from '../model/power.ts';

/** Coefficient of variation: population standard deviation over mean. */
export function coefficientOfVariation(values: readonly number[]): number | null {
  const mean = average(values);
  if (mean === null || mean === 0) return null;
  let squares = 0;
  for (const value of values) squares += squareOf(value - mean);
  return Math.sqrt(squares / values.length) / mean;
}

/**
 * Gini coefficient: half the mean absolute difference over the mean; 0 when all are equal,
 * (n − 1)/n when one has everything. Sorted form of Σ|x − y| / (2 n² mean).
 */
export function gini(values: readonly number[]): number | null {
  const mean = average(values);
  if (mean === null || mean === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  let weighted = 0;
  for (const [rank, value] of sorted.entries()) weighted += (2 * rank + 1 - n) * value;
  return Math.max(0, weighted / (n * n * mean));
}

/** Largest over smallest; null when the smallest is zero. */
export function maxMinRatio(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const min = Math.min(...values);
  return min > 0 ? Math.max(...values) / min : null;
}

export function average(values: readonly number[]): number | null {
  return values.length === 0 ? null : total(values) / values.length;
}

export function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** Six decimals, as kpis.json is written: below that, engines may differ. null for what is not a finite number. */
export function round6(value: number | null): number | null {
  return value === null ? null : roundTo(value, 6);
}

/** Rounded half away from zero on the exact decimal expansion; −0 becomes 0; null when not finite. */
export function roundTo(value: number, decimals: number): number | null {
  if (!Number.isFinite(value)) return null;
  const rounded = Number(value.toFixed(decimals));
  return rounded === 0 ? 0 : rounded;
}

/** a / b, null when b is not positive or either is missing. */
export function ratio(a: number | null, b: number | null): number | null {
  return a === null || b === null || !(b > 0) ? null : a / b;
}
