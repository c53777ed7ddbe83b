// The smoothed dual. Each zone's minimum over its candidates becomes a soft-min at temperature τ times the
// zone's weight, each row's kink |y| becomes √(y² + τ²): a concave function with a gradient (activity of the
// soft shares against the window) and a Hessian, which tends to the Lagrangian as τ → 0.

import { squareOf } from '../model/power.ts';
import type { Problem } from '../model/problem.ts';
import { type Coupling, rowOf } from './coupling.ts';
import type { Listed } from './shortlist.ts';

export interface Smoothed {
  /** value at y; fills `gradient`, and keeps the shares for `hessian` */
  readonly evaluate: (y: Float64Array, gradient: Float64Array) => number;
  /** the negative Hessian at the point evaluated last: lower triangle of a dense row-major matrix */
  readonly hessian: (out: Float64Array) => void;
}

/** Entries whose share is below this do not reach the Hessian: it is quadratic in the entries of a zone. */
const NEGLIGIBLE = 1e-3;
/**
 * Entries summed for one Hessian. Where it is so hot that zones are shared among hundreds, every so manieth zone tells
 * the curvature well enough: the gradient stays exact, and every step is guarded.
 */
const ENOUGH = 3e7;

export function makeSmoothed(
  problem: Problem,
  coupling: Coupling,
  candidates: Listed,
  weights: Float64Array,
  tau: number,
): Smoothed {
  const { n, k } = problem;
  const { rows, width, lower, upper } = coupling;
  const { starts, reps, at: source } = candidates;

  // zones with one candidate are linear in y: one constant and one vector stand for all of them
  const settled = new Float64Array(rows);
  let settledCost = 0;
  let zones = 0;
  let size = 0;
  const isOpen = (i: number): boolean => starts[i + 1] - starts[i] > 1 && weights[i] > 0;
  for (let i = 0; i < n; i++) {
    if (isOpen(i)) {
      zones++;
      size += starts[i + 1] - starts[i];
      continue;
    }
    // a zone that weighs nothing may have several candidates: any will do, for they cost the same
    const from = source[starts[i]];
    settledCost += candidates.base[from];
    for (let q = 0; q < width; q++)
      settled[rowOf(problem, reps[starts[i]], q)] += candidates.entries[from * width + q];
  }
  const open = new Int32Array(zones + 1);
  const temperature = new Float64Array(zones);
  const base = new Float64Array(size);
  const entries = new Float64Array(size * width);
  const rowAt = new Int32Array(size * width);
  const share = new Float64Array(size);
  let z = 0;
  let e = 0;
  for (let i = 0; i < n; i++) {
    if (!isOpen(i)) continue;
    temperature[z] = tau * weights[i];
    for (let c = starts[i]; c < starts[i + 1]; c++, e++) {
      base[e] = candidates.base[source[c]];
      for (let q = 0; q < width; q++) {
        entries[e * width + q] = candidates.entries[source[c] * width + q];
        rowAt[e * width + q] = rowOf(problem, reps[c], q);
      }
    }
    open[++z] = e;
  }

  const at = new Float64Array(rows);
  const evaluate = (y: Float64Array, gradient: Float64Array): number => {
    at.set(y);
    gradient.set(settled);
    let value = settledCost;
    for (let r = 0; r < rows; r++) value += y[r] * settled[r];
    for (let zone = 0; zone < zones; zone++) {
      const from = open[zone];
      const to = open[zone + 1];
      let least = Infinity;
      for (let c = from; c < to; c++) {
        let reduced = base[c];
        for (let q = c * width; q < (c + 1) * width; q++) reduced += entries[q] * y[rowAt[q]];
        share[c] = reduced;
        if (reduced < least) least = reduced;
      }
      const inverse = 1 / temperature[zone];
      let sum = 0;
      for (let c = from; c < to; c++) {
        const s = Math.exp((least - share[c]) * inverse);
        share[c] = s;
        sum += s;
      }
      value += least - temperature[zone] * Math.log(sum);
      for (let c = from; c < to; c++) {
        const s = share[c] / sum;
        share[c] = s;
        for (let q = c * width; q < (c + 1) * width; q++) gradient[rowAt[q]] += s * entries[q];
      }
    }
    for (let r = 0; r < rows; r++) {
      if (lower[r] === -Infinity) {
        value -= y[r] * upper[r];
        gradient[r] -= upper[r];
        continue;
      }
      const middle = 0.5 * (lower[r] + upper[r]);
      const half = 0.5 * (upper[r] - lower[r]);
      const root = Math.sqrt(y[r] * y[r] + tau * tau);
      value -= y[r] * middle + half * (root - tau);
      gradient[r] -= middle + (half * y[r]) / root;
    }
    return value;
  };

  // per zone: Σ_c s_c a_c a_cᵀ on the diagonal blocks, less v vᵀ with v = Σ_c s_c a_c, over the temperature. Rows ascend
  // within a zone, for its candidates come by rep; only budgets' rows, which all share, come once for each
  const shared = k * problem.m;
  const own = problem.m;
  const live = new Int32Array(k + 1);
  const rowOfLive = new Int32Array((k + 1) * width);
  const v = new Float64Array((k + 1) * width);
  const spent = new Float64Array(rows - shared);
  const hessian = (out: Float64Array): void => {
    out.fill(0);
    for (let r = 0; r < rows; r++) {
      if (lower[r] === -Infinity) continue;
      const half = 0.5 * (upper[r] - lower[r]);
      const spread = at[r] * at[r] + tau * tau;
      out[r * rows + r] = (half * tau * tau) / (spread * Math.sqrt(spread));
    }
    let work = 0;
    for (let zone = 0; zone < zones; zone++) {
      let count = 0;
      for (let c = open[zone]; c < open[zone + 1]; c++) if (share[c] > NEGLIGIBLE) count++;
      work += squareOf(count * own);
    }
    const stride = Math.ceil(work / ENOUGH) || 1;
    for (let zone = 0; zone < zones; zone += stride) {
      const inverse = stride / temperature[zone];
      let count = 0;
      for (let c = open[zone]; c < open[zone + 1]; c++) if (share[c] > NEGLIGIBLE) live[count++] = c;
      if (count < 2) continue;
      let size = 0;
      spent.fill(0);
      for (let a = 0; a < count; a++) {
        const c = live[a];
        const s = share[c];
        for (let p = 0; p < width; p++) {
          const f = inverse * s * entries[c * width + p];
          const row = rowAt[c * width + p] * rows;
          for (let q = 0; q <= p; q++) out[row + rowAt[c * width + q]] += f * entries[c * width + q];
        }
        for (let p = 0; p < own; p++) {
          rowOfLive[size] = rowAt[c * width + p];
          v[size++] = s * entries[c * width + p];
        }
        for (let b = 0; b < spent.length; b++) spent[b] += s * entries[c * width + own + b];
      }
      for (let b = 0; b < spent.length; b++) {
        rowOfLive[size] = shared + b;
        v[size++] = spent[b];
      }
      for (let p = 0; p < size; p++) {
        const f = inverse * v[p];
        if (f === 0) continue;
        const row = rowOfLive[p] * rows;
        for (let q = 0; q <= p; q++) out[row + rowOfLive[q]] -= f * v[q];
      }
    }
  };
  return { evaluate, hessian };
}
