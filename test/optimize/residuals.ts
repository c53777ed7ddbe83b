import type { LpModel } from '../../src/optimize/lp-model.ts';

/** How far a result is from being an optimal pair, by our own arithmetic, in the model's units. */
interface Residuals {
  /** largest violation of a row or of x ≥ 0 */
  readonly primal: number;
  /** largest negative reduced cost, or dual of the wrong sign */
  readonly dual: number;
  /** |primal objective − dual objective| */
  readonly gap: number;
}

export function residuals(model: LpModel, primal: Float64Array, dual: Float64Array): Residuals {
  const { columns, rows, cost, rowLower, rowUpper, starts, indices, values } = model;
  const activity = new Float64Array(rows);
  let objective = 0;
  let worstPrimal = 0;
  let worstDual = 0;
  for (let c = 0; c < columns; c++) {
    objective += cost[c] * primal[c];
    worstPrimal = Math.max(worstPrimal, -primal[c]);
    let reduced = cost[c];
    for (let e = starts[c]; e < starts[c + 1]; e++) {
      activity[indices[e]] += values[e] * primal[c];
      reduced -= values[e] * dual[indices[e]];
    }
    worstDual = Math.max(worstDual, -reduced);
  }
  let dualObjective = 0;
  for (let r = 0; r < rows; r++) {
    worstPrimal = Math.max(worstPrimal, rowLower[r] - activity[r], activity[r] - rowUpper[r]);
    const side = dual[r] > 0 ? rowLower[r] : rowUpper[r];
    if (dual[r] === 0) continue;
    if (Number.isFinite(side)) dualObjective += dual[r] * side;
    else worstDual = Math.max(worstDual, Math.abs(dual[r]));
  }
  return { primal: worstPrimal, dual: worstDual, gap: Math.abs(objective - dualObjective) };
}
