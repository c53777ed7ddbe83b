// Linear programs as plain numbers: the one form that both solvers' adapters take and the MPS writer prints.

import type { Problem } from '../model/problem.ts';
import { effectiveBudget } from './bound.ts';
import { load } from './pricing.ts';
import { priceBeyond, scaleOfUse } from './team-budgets.ts';
import { lowerOf, upperOf } from './window.ts';

/** minimize cost·x subject to rowLower ≤ A x ≤ rowUpper, x ≥ 0; A by columns (CSC). */
export interface LpModel {
  readonly columns: number;
  readonly rows: number;
  readonly cost: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** entries of column c are at starts[c] … starts[c + 1] − 1 of indices (row) and values */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** added to the objective; 0 when absent */
  readonly offset?: number;
}

export type LpResult =
  | {
      readonly status: 'optimal';
      readonly objective: number;
      readonly primal: Float64Array;
      /** per row: change of the optimum per unit of right-hand side (≥ 0 at a lower, ≤ 0 at an upper side) */
      readonly dual: Float64Array;
      readonly iterations: number;
    }
  | { readonly status: 'infeasible' | 'unbounded' | 'failed'; readonly iterations: number };

/** One more row: lower ≤ Σ values · x ≤ upper. */
export interface LpRow {
  readonly lower: number;
  readonly upper: number;
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

/** One more column, 0 ≤ x ≤ upper. */
export interface LpColumn {
  readonly cost: number;
  readonly upper: number;
  readonly rows: readonly number[];
  readonly values: readonly number[];
}

export interface OpenLpOptions {
  /** the typical size of the costs, when those of the first columns do not tell */
  readonly scale?: number;
  /** of rows and of reduced costs, in typical costs; 1e-9 when not given */
  readonly tolerance?: number;
}

/** A linear program that is solved again and again from where it was left, while rows and columns come in. */
export interface OpenLp {
  readonly addRows: (rows: readonly LpRow[]) => void;
  readonly addColumns: (columns: readonly LpColumn[]) => void;
  /** by index, rising; later rows move up */
  readonly deleteRows: (rows: readonly number[]) => void;
  /** null when it has no solution */
  readonly solve: () => { readonly objective: number; readonly point: Float64Array } | null;
  /** with every row's dual; null when it takes more simplex steps. Primal simplex: after columns came in */
  readonly solvePair: (
    primal: boolean,
    steps: number,
  ) => {
    readonly point: Float64Array;
    readonly dual: Float64Array;
    readonly steps: number;
  } | null;
  /** drops added rows that the last solution leaves slack; whether each of them stays */
  readonly trim: () => readonly boolean[];
  readonly close: () => void;
}

/** Collects an LpModel column by column. */
export interface LpBuilder {
  readonly column: (cost: number) => void;
  /** an entry of the column begun last */
  readonly entry: (row: number, value: number) => void;
  readonly build: (rowLower: Float64Array, rowUpper: Float64Array) => LpModel;
}

export function makeLpBuilder(): LpBuilder {
  const cost: number[] = [];
  const starts: number[] = [];
  const indices: number[] = [];
  const values: number[] = [];
  return {
    column: c => {
      cost.push(c);
      starts.push(indices.length);
    },
    entry: (row, value) => {
      if (value === 0) return;
      indices.push(row);
      values.push(value);
    },
    build: (rowLower, rowUpper) => ({
      columns: cost.length,
      rows: rowLower.length,
      cost: Float64Array.from(cost),
      rowLower,
      rowUpper,
      starts: Int32Array.from([...starts, indices.length]),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    }),
  };
}

/** The typical size of the costs that are not zero; excess prices are few and far larger, so not the mean. */
export function medianMagnitude(cost: Float64Array): number {
  const sizes = cost.map(Math.abs).filter(c => c > 0);
  sizes.sort();
  return sizes.length > 0 ? sizes[sizes.length >> 1] : 0;
}

/** Where things are in the full model: columns of eligible pairs by zone, then excess over, under per balance row, over per team budget. */
export interface FullModel {
  readonly model: LpModel;
  /** column → zone and rep; −1 for excess columns */
  readonly zoneOf: Int32Array;
  readonly repOf: Int32Array;
  /** excess columns: overAt + r is excess over the window of balance row r = j·m + q, underAt + r below it */
  readonly overAt: number;
  readonly underAt: number;
  /** team budget b is row teamRow + b, and what goes beyond it column spentAt + b, both in its units */
  readonly teamRow: number;
  readonly spentAt: number;
}

/**
 * The whole balance LP: rows are the n zones, then the k·m balance rows in units of targets, then the budget
 * (when there is one) as it stands, then the team budgets in their units. Excess is elastic at `excessPrice`, of a budget at its price.
 */
export function fullModel(problem: Problem): FullModel {
  const { n, k, m, cost, target, fixedLoad, excessPrice, moveWeight } = problem;
  const budget = effectiveBudget(problem);
  const teams = problem.budgets ?? [];
  const units = teams.map(team => scaleOfUse(problem, team));
  const teamRow = n + k * m + (budget < Infinity ? 1 : 0);
  const rows = teamRow + teams.length;
  const rowLower = new Float64Array(rows).fill(1);
  const rowUpper = new Float64Array(rows).fill(1);
  const builder = makeLpBuilder();
  const zoneOf: number[] = [];
  const repOf: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) {
      const c = cost[i * k + j];
      if (c === Infinity) continue;
      builder.column(c);
      zoneOf.push(i);
      repOf.push(j);
      builder.entry(i, 1);
      for (let q = 0; q < m; q++) builder.entry(n + j * m + q, load(problem, i, j, q) / target[j * m + q]);
      if (budget < Infinity && moveWeight !== null) builder.entry(n + k * m, moveWeight[i * k + j]);
      teams.forEach(({ use }, b) => {
        builder.entry(teamRow + b, use[i * k + j] / units[b]);
      });
    }
  }
  const overAt = zoneOf.length;
  const underAt = overAt + k * m;
  for (const sign of [-1, 1]) {
    for (let r = 0; r < k * m; r++) {
      builder.column(excessPrice);
      builder.entry(n + r, sign);
      zoneOf.push(-1);
      repOf.push(-1);
    }
  }
  teams.forEach((team, b) => {
    builder.column(priceBeyond(problem, team) * units[b]);
    builder.entry(teamRow + b, -1);
    zoneOf.push(-1);
    repOf.push(-1);
    rowLower[teamRow + b] = -Infinity;
    rowUpper[teamRow + b] = team.room / units[b];
  });
  for (let r = 0; r < k * m; r++) {
    const fixed = fixedLoad[r] / target[r];
    rowLower[n + r] = lowerOf(problem, r) - fixed;
    rowUpper[n + r] = upperOf(problem, r) - fixed;
  }
  if (budget < Infinity) {
    rowLower[n + k * m] = -Infinity;
    rowUpper[n + k * m] = budget;
  }
  const model = builder.build(rowLower, rowUpper);
  return {
    ...{ model, zoneOf: Int32Array.from(zoneOf), repOf: Int32Array.from(repOf), overAt, underAt },
    ...{ teamRow, spentAt: underAt + k * m },
  };
}
