// The one place that knows javascript-lp-solver: a dense-tableau simplex. It is fed through its programmatic
// Model, because the JSON form rounds values and gives no duals; basic values and duals are read from the
// final tableau at full precision. Nothing here is believed: the caller certifies the bound.

import untyped from 'javascript-lp-solver';
import { type LpModel, type LpResult, medianMagnitude } from './lp-model.ts';

// its types describe the CommonJS build, where the solver is one level deeper than in the ESM build we get
const solver = untyped as unknown as typeof untyped.default;

/** Below this, numbers in the scaled tableau count as zero. */
const PRECISION = 1e-10;

/**
 * Solves an LP. Rows are scaled to a largest entry of 1 and costs to a median of 1, for the solver's tolerances
 * are absolute. Gives up with status 'failed' after `maxPivots`, about twice what an orderly
 * solve takes: its anti-cycling rule can go on for minutes.
 */
export function solveLpModel(
  model: LpModel,
  maxPivots = 5 * (model.rows + model.columns) + 100,
  crash?: Crash,
): LpResult {
  const { columns, rows, cost, rowLower, rowUpper, starts, indices, values } = model;
  const rowScale = new Float64Array(rows);
  for (let e = 0; e < values.length; e++) {
    rowScale[indices[e]] = Math.max(rowScale[indices[e]], Math.abs(values[e]));
  }
  for (let r = 0; r < rows; r++) rowScale[r] = rowScale[r] > 0 ? 1 / rowScale[r] : 1;
  const costScale = 1 / (medianMagnitude(cost) || 1);

  const lp = new solver.Model(PRECISION);
  lp.minimize();
  lp.usePresolve = false; // it fixes variables behind our back
  lp.debug(false); // its cycle detector takes stalls for cycles and then reports "infeasible"
  const uppers = Array.from(rowUpper, (b, r) => (b < Infinity ? lp.smallerThan(b * rowScale[r]) : null));
  const lowers = Array.from(rowLower, (b, r) => (b > -Infinity ? lp.greaterThan(b * rowScale[r]) : null));
  const variables = Array.from(cost, (c, at) => {
    const variable = lp.addVariable(c * costScale, `x${at}`);
    for (let e = starts[at]; e < starts[at + 1]; e++) {
      const value = values[e] * rowScale[indices[e]];
      uppers[indices[e]]?.addTerm(value, variable);
      lowers[indices[e]]?.addTerm(value, variable);
    }
    return variable;
  });

  let pivots = 0;
  const tableau = lp.tableau;
  tableau.pricingBatchSize = columns + rows; // look at all columns: its partial pricing doubles the pivots
  const pivot = tableau.pivot.bind(tableau);
  tableau.pivot = (row, column) => {
    if (++pivots > maxPivots) throw new PivotLimit();
    pivot(row, column);
  };
  try {
    if (crash !== undefined) enterBasis(lp, variables, uppers, lowers, crash);
    lp.solve();
  } catch (error) {
    if (error instanceof PivotLimit) return { status: 'failed', iterations: pivots };
    throw error;
  }
  if (!tableau.feasible) return { status: 'infeasible', iterations: pivots };
  if (!tableau.bounded) return { status: 'unbounded', iterations: pivots };

  const { matrix, width, rowByVarIndex, colByVarIndex } = tableau;
  const primal = new Float64Array(columns);
  let objective = 0;
  for (let c = 0; c < columns; c++) {
    const row = rowByVarIndex[variables[c].index];
    if (row > 0) primal[c] = matrix[row * width];
    objective += cost[c] * primal[c];
  }
  // the cost row under a nonbasic slack holds −(reduced cost of the slack), which is the row's dual up to sign
  const slackValue = (index: number): number => {
    const column = colByVarIndex[index];
    return column > 0 ? matrix[column] : 0;
  };
  const dual = new Float64Array(rows);
  for (let r = 0; r < rows; r++) {
    const upper = uppers[r];
    const lower = lowers[r];
    let y = 0;
    if (upper !== null) y += slackValue(upper.index);
    if (lower !== null) y -= slackValue(lower.index);
    dual[r] = (y * rowScale[r]) / costScale;
  }
  return { status: 'optimal', objective, primal, dual, iterations: pivots };
}

/** A guess at the optimal basis: rows likely to be tight, and columns likely to be between their bounds. */
export interface Crash {
  readonly rows: readonly number[];
  /** most likely first */
  readonly columns: readonly number[];
}

// Pivots the guessed columns into the guessed rows while the tableau is still sparse and a pivot cheap. The
// simplex then starts from prices close to the optimum's instead of from zero.
function enterBasis(
  lp: InstanceType<typeof solver.Model>,
  variables: readonly { index: number }[],
  uppers: readonly ({ index: number } | null)[],
  lowers: readonly ({ index: number } | null)[],
  crash: Crash,
): void {
  const { tableau } = lp;
  tableau.setModel(lp);
  lp.tableauInitialized = true;
  const open = new Set<number>();
  for (const r of crash.rows) {
    const slack = uppers[r] ?? lowers[r];
    if (slack !== null) open.add(tableau.rowByVarIndex[slack.index]);
  }
  for (const c of crash.columns) {
    const column = tableau.colByVarIndex[variables[c].index];
    let best = 0;
    let largest = 0.05;
    for (const row of open) {
      const size = Math.abs(tableau.matrix[row * tableau.width + column]);
      if (size > largest) {
        largest = size;
        best = row;
      }
    }
    if (best > 0) {
      tableau.pivot(best, column);
      open.delete(best);
    }
  }
}

class PivotLimit extends Error {}
