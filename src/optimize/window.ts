// The window of a row: what a sector may carry of a measure, in targets, fixed loads included. A balance row's is its
// target ± tolerance; a limit's (so many zones or accounts, no fewer, no more) is as wide as the user says.

import type { Problem } from '../model/problem.ts';

type Windows = Pick<Problem, 'm' | 'tolerance' | 'window'>;

export function upperOf({ m, tolerance, window }: Windows, row: number): number {
  return window ? window.upper[row] : 1 + tolerance[row % m];
}

export function lowerOf({ m, tolerance, window }: Windows, row: number): number {
  return window ? window.lower[row] : 1 - tolerance[row % m];
}

/** How far a load, in targets, is outside the window of its row. */
export function excessAt({ m, tolerance, window }: Windows, row: number, load: number): number {
  if (window) return Math.max(0, load - window.upper[row], window.lower[row] - load);
  const beyond = (load > 1 ? load - 1 : 1 - load) - tolerance[row % m];
  return beyond > 0 ? beyond : 0;
}

/** A copy of all windows, one entry a row. */
export function windowsOf(problem: Problem): { lower: Float64Array; upper: Float64Array } {
  const rows = problem.k * problem.m;
  return {
    lower: Float64Array.from({ length: rows }, (_, row) => lowerOf(problem, row)),
    upper: Float64Array.from({ length: rows }, (_, row) => upperOf(problem, row)),
  };
}

/** The same problem with other tolerances; limits stay. */
export function withTolerance(problem: Problem, tolerance: Float64Array): Problem {
  const { m, window } = problem;
  if (!window) return { ...problem, tolerance };
  const measures = m - (problem.limits ?? 0);
  const side = (of: Float64Array, sign: number) =>
    of.map((at, row) => (row % m < measures ? 1 + sign * tolerance[row % m] : at));
  return { ...problem, tolerance, window: { lower: side(window.lower, -1), upper: side(window.upper, 1) } };
}

/** The same problem with its balance windows narrower by this share; limits are whole numbers, and stay. */
export function narrowed(problem: Problem, share: number): Problem {
  const { m, tolerance, window } = problem;
  const kept = tolerance.map(t => t * (1 - share));
  if (!window) return { ...problem, tolerance: kept };
  const measures = m - (problem.limits ?? 0);
  const isBalance = (row: number): boolean => row % m < measures;
  const half = (row: number): number => ((window.upper[row] - window.lower[row]) / 2) * share;
  return {
    ...problem,
    tolerance: kept,
    window: {
      lower: window.lower.map((at, row) => (isBalance(row) ? at + half(row) : at)),
      upper: window.upper.map((at, row) => (isBalance(row) ? at - half(row) : at)),
    },
  };
}
