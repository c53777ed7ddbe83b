// The restricted master as a small LP. Every zone has a base rep; contested zones have alternatives, and the
// variable of an alternative is the share that leaves the base for it, which saves a column and half an equality
// per zone. A balance row has only the side that may bind; the other comes in when violated.

import type { Problem } from '../model/problem.ts';
import { type Coupling, columnEntries, rowOf } from './coupling.ts';
import { type LpModel, makeLpBuilder } from './lp-model.ts';

/** Which side of a row is in the LP. */
export const UPPER = 1;
export const LOWER = 2;

export interface MasterState {
  /** zone → rep that has what no alternative takes */
  readonly base: Int32Array;
  /** contested zone → its alternatives, in order of entry */
  readonly alternatives: Map<number, number[]>;
  /** per coupling row, UPPER | LOWER */
  readonly sides: Uint8Array;
  /** per coupling row, 1 where excess is allowed, at its price */
  readonly elastic: Uint8Array;
  /** price of exceeding the budget, in units of the budget row; must not be paid in the end */
  budgetCap: number;
}

export interface MasterModel {
  readonly model: LpModel;
  /** column → zone and alternative */
  readonly zones: Int32Array;
  readonly reps: Int32Array;
  /** coupling row → row of the model, −1 when neither side is in */
  readonly rowAt: Int32Array;
}

export function buildMaster(problem: Problem, coupling: Coupling, state: MasterState): MasterModel {
  const { n, k, m, cost } = problem;
  const { rows, width, lower, upper, cap } = coupling;
  const { base, alternatives, sides, elastic } = state;

  const activity = new Float64Array(rows);
  const entries = new Float64Array(width);
  for (let i = 0; i < n; i++) {
    columnEntries(problem, coupling, i, base[i], entries, 0);
    for (let q = 0; q < width; q++) activity[rowOf(problem, base[i], q)] += entries[q];
  }

  const rowAt = new Int32Array(rows).fill(-1);
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  for (let r = 0; r < rows; r++) {
    if (sides[r] === 0) continue;
    rowAt[r] = rowLower.length;
    rowLower.push((sides[r] & LOWER) !== 0 ? lower[r] - activity[r] : -Infinity);
    rowUpper.push((sides[r] & UPPER) !== 0 ? upper[r] - activity[r] : Infinity);
  }

  const builder = makeLpBuilder();
  const zones: number[] = [];
  const reps: number[] = [];
  const add = new Float64Array(width);
  for (const [i, list] of alternatives) {
    const b = base[i];
    columnEntries(problem, coupling, i, b, entries, 0);
    const shareRow = rowLower.length;
    rowLower.push(-Infinity);
    rowUpper.push(1);
    for (const j of list) {
      builder.column(cost[i * k + j] - cost[i * k + b]);
      zones.push(i);
      reps.push(j);
      columnEntries(problem, coupling, i, j, add, 0);
      for (let q = 0; q < m; q++) {
        if (rowAt[j * m + q] >= 0) builder.entry(rowAt[j * m + q], add[q]);
        if (rowAt[b * m + q] >= 0) builder.entry(rowAt[b * m + q], -entries[q]);
      }
      for (let q = m; q < width; q++) {
        const row = rowAt[rowOf(problem, j, q)];
        if (row >= 0) builder.entry(row, add[q] - entries[q]);
      }
      builder.entry(shareRow, 1);
    }
  }
  for (let r = 0; r < rows; r++) {
    if (elastic[r] === 0 || rowAt[r] < 0) continue;
    const price = cap[r] < Infinity ? cap[r] : state.budgetCap;
    for (const sign of [-1, 1]) {
      if ((sides[r] & (sign < 0 ? UPPER : LOWER)) === 0) continue;
      builder.column(price);
      builder.entry(rowAt[r], sign);
    }
  }
  return {
    model: builder.build(Float64Array.from(rowLower), Float64Array.from(rowUpper)),
    zones: Int32Array.from(zones),
    reps: Int32Array.from(reps),
    rowAt,
  };
}
