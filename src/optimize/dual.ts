// Prices by smoothed Newton: maximize the smoothed dual at a temperature on the scale of a cell's cost, lower
// the temperature by a constant factor, start again from where the last stage ended. A few dozen Newton steps
// bring the prices so close that only a few zones per rep remain undecided; the master settles those.
//
// Compare Kitagawa, Mérigot and Thibert 2019 (damped Newton for semi-discrete transport) and Cuturi 2013.

import { powerOf } from '../model/power.ts';
import type { Duals, Problem } from '../model/problem.ts';
import type { Candidates } from './candidates.ts';
import { bandOrder, solveSemidefinite } from './cholesky.ts';
import { coarsen } from './coarsen.ts';
import { type Coupling, fromDuals, makeCoupling, toDuals, zoneWeights } from './coupling.ts';
import { clampDuals } from './pricing.ts';
import { makeShortlist } from './shortlist.ts';
import { makeSmoothed, type Smoothed } from './smooth.ts';

export interface DualResult {
  readonly duals: Duals;
  /** temperature of the last stage: prices are good to a few times this */
  readonly tau: number;
  readonly newtonSteps: number;
  /** what it took, as `WORK` counts, and whether it ended for that: the prices may then be anything */
  readonly work: number;
  readonly spent: boolean;
  /** weight of each zone, as in `zoneWeights` */
  readonly weights: Float64Array;
}

/**
 * Candidates a zone keeps while prices still move far: with fewer the function changes from pass to pass and Newton
 * goes round in circles; large problems make do with the lower number, for time.
 */
const CANDIDATES = { least: 24, most: 64, total: 600_000, bearable: 2_000_000 };
/** Reps that are kept in view, over the candidates: prices may then move before all are compared again. */
const MARGIN = 1.5;
/** Candidates dearer than the cheapest by this many temperatures have no share worth counting. */
const SLACK = 20;
const COOLING = 0.5;
const STEPS_PER_STAGE = 15;
/** Passes at one temperature, each with candidates chosen anew. */
const PASSES = 40;
/**
 * How far prices may go, in temperatures, before candidates are chosen anew: a rep that was left out is dearer by
 * SLACK temperatures, and each of its prices and of the cheapest's may have moved.
 */
const REACH = 7;
/** Twice as far after a pass that ended there and did well by the true bound, up to so many times. */
const LONGEST_REACH = 64;
/** Cooling ends when no more zones than this, per row, have two candidates left. */
const UNDECIDED = 6;
/** Newton goes on while a step promises more than this share of the value. */
const WORTH = 1e-6;
/** A bound that falls by more than this share is a sign of too few candidates, not of smoothing. */
const WORSE = 0.05;
/** First temperature over the price scale: from nothing; from prices of a similar problem. */
const FIRST = 2;
const FIRST_WARM = 0.05;
/**
 * A coarser problem is left at this temperature, over the price scale and for one zone a rep: by the square root of more
 * zones finer. Its prices are good to a few times that.
 */
const COARSE_LAST = 0.15;
const AFTER_COARSE = 4;
/** A warm start that has not arrived after so many passes was too cold, and is heated by this factor. */
const PATIENCE = 6;
const HEATING = 8;
/** Zones in a group of the coarser problem, and zones per rep from which it is worth having one. */
const GROUP = 6;
const WORTH_GROUPING = 48;
/** Last temperature over the price scale, if the number of undecided zones does not end it before. */
const LAST = 1e-6;

/**
 * Candidates looked at and multiplications of Newton systems that all of it may take, the coarser problem half of them: a
 * map whose prices must walk far (many bases in the same towns) would take many times that, and is left with the prices
 * reached. 35 000 zones × 300 reps × 2 measures take two thirds; still larger ones may take so many of their own steps.
 */
const WORK = 3e9;
const WORK_STEPS = 160;

export interface DualOptions {
  /** prices of a similar problem */
  readonly start?: Duals | undefined;
  readonly onStage?: ((stage: number, newtonSteps: number) => void) | undefined;
  /** once it is aborted, the prices reached so far */
  readonly signal?: AbortSignal | undefined;
  /** gives the event loop a turn, so that the signal can arrive */
  readonly breathe?: (() => Promise<void>) | undefined;
  /** temperature over the price scale at which to stop, instead of by the number of undecided zones */
  readonly last?: number;
  /** what it may take at most */
  readonly work?: number;
}

/** Near-optimal prices of the balance LP's Lagrangian dual; those reached when it was stopped or took too much. */
export async function solveDual(
  problem: Problem,
  coupling: Coupling,
  options: DualOptions = {},
): Promise<DualResult> {
  const { start, onStage, signal, breathe, last } = options;
  const { n } = problem;
  const { rows } = coupling;
  const weights = zoneWeights(problem, coupling);
  const scale = priceScale(problem, weights);
  let tau = FIRST * scale;
  let newtonSteps = 0;
  let work = 0;
  const step = CANDIDATES.least * n * coupling.width + powerOf(rows, 3) / 6;
  const allowed = options.work ?? Math.max(WORK, WORK_STEPS * step);
  if (rows === 0 || scale === 0) {
    const none = toDuals(problem, coupling, new Float64Array(rows));
    return { duals: none, tau: 0, newtonSteps, work, spent: work > allowed, weights };
  }
  let from = start;
  if (start) tau = FIRST_WARM * scale;
  else if (n >= WORTH_GROUPING * problem.k) {
    const coarse = coarsen(problem, weights, GROUP);
    const end = COARSE_LAST / Math.sqrt(coarse.n / coarse.k);
    const found = await solveDual(coarse, makeCoupling(coarse), {
      onStage,
      signal,
      breathe,
      last: end,
      work: allowed / 2,
    });
    work += found.work;
    from = found.duals;
    newtonSteps = found.newtonSteps;
    tau = Math.min(tau, AFTER_COARSE * found.tau) || tau;
  }
  let y: Float64Array = from
    ? fromDuals(problem, coupling, clampDuals(problem, from))
    : new Float64Array(rows);
  let most = Math.max(CANDIDATES.least, Math.min(CANDIDATES.most, Math.floor(CANDIDATES.total / n)));
  let slack = weights.map(w => SLACK * tau * w);
  let shortlist = makeShortlist(problem, coupling, MARGIN * most, slack);
  let value = shortlist.bound(y);
  const ended = (): boolean => signal?.aborted === true || work > allowed;
  for (let stage = 0; ; stage++) {
    slack = weights.map(w => SLACK * tau * w);
    let arrived = false;
    let open = 0;
    let reach = REACH * tau;
    const warm = from !== undefined && stage === 0 && tau < FIRST * scale;
    const passes = warm ? PATIENCE : PASSES;
    for (let pass = 0; pass < passes && !arrived && !ended(); pass++) {
      const candidates = shortlist.candidates(y, most, slack);
      open = undecided(candidates, n, weights);
      const smoothed = makeSmoothed(problem, coupling, candidates, weights, tau);
      const stop = climb(problem, coupling, smoothed, y, tau, reach);
      newtonSteps += stop.steps;
      work +=
        stop.evaluations * candidates.reps.length * coupling.width + (stop.steps * powerOf(rows, 3)) / 6;
      await breathe?.();
      // prices that are good only to the candidates, and bad to everyone else, tell that too few were looked at
      const next = shortlist.bound(stop.y);
      if (next < value - WORSE * Math.abs(value) && most < problem.k) {
        if (2 * most * n <= CANDIDATES.bearable) {
          most *= 2;
          shortlist = makeShortlist(problem, coupling, MARGIN * most, slack);
        } else reach /= 4;
        continue;
      }
      if (next < value && reach > REACH * tau) {
        reach = REACH * tau;
        continue;
      }
      // a row that walks on and on and gains nothing worth having is left to the master
      arrived = stop.arrived || (stop.reached && Math.abs(next - value) < WORTH * Math.abs(value));
      if (stop.reached) reach = Math.min(2 * reach, LONGEST_REACH * REACH * tau);
      y = stop.y;
      value = next;
      if (!stop.reached && stop.steps < STEPS_PER_STAGE) break;
    }
    if (ended()) break;
    if (warm && !arrived) {
      tau = Math.min(FIRST * scale, HEATING * tau);
      stage = -1;
      continue;
    }
    onStage?.(stage, newtonSteps);
    // a stage that does not arrive is too cold for Newton: fewer undecided zones than rows to balance by them
    if (!arrived && stage > 2) break;
    const cold = last === undefined ? tau <= LAST * scale || open <= UNDECIDED * rows : tau <= last * scale;
    if (cold) break;
    tau *= COOLING;
  }
  return { duals: toDuals(problem, coupling, y), tau, newtonSteps, work, spent: work > allowed, weights };
}

// What one target's worth of load must be paid to change hands: the mean, over all zones that weigh, of the
// difference between the two cheapest reps per unit of weight. Where all are equal, the mean cost itself.
function priceScale(problem: Problem, weights: Float64Array): number {
  const { n, k, cost } = problem;
  let difference = 0;
  let level = 0;
  let weight = 0;
  for (let i = 0; i < n; i++) {
    if (weights[i] === 0) continue;
    let least = Infinity;
    let second = Infinity;
    for (let j = 0; j < k; j++) {
      const c = cost[i * k + j];
      if (c < least) {
        second = least;
        least = c;
      } else if (c < second) second = c;
    }
    weight += weights[i];
    level += Math.abs(least);
    if (second < Infinity) difference += second - least;
  }
  if (weight === 0) return 0;
  if (difference > 1e-9 * level) return difference / weight;
  return level > 0 ? level / weight : 1e-3 * problem.excessPrice;
}

function undecided(candidates: Candidates, n: number, weights: Float64Array): number {
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (weights[i] > 0 && candidates.starts[i + 1] - candidates.starts[i] > 1) count++;
  }
  return count;
}

// Damped Newton inside the box |y| ≤ P (budgets: y ≥ 0): rows at a bound that push outwards stay there, steps are
// clipped to a radius that grows while full steps succeed, and a line search guards every step.
function climb(
  problem: Problem,
  coupling: Coupling,
  smoothed: Smoothed,
  from: Float64Array,
  tau: number,
  reach: number,
) {
  const { rows } = coupling;
  const { cap } = coupling;
  const low = coupling.lower.map((l, r) => Math.max(l === -Infinity ? 0 : -cap[r], from[r] - reach));
  const high = cap.map((most, r) => Math.min(most, from[r] + reach));
  let y = from.slice();
  let gradient: Float64Array = new Float64Array(rows);
  let value = smoothed.evaluate(y, gradient);
  const h = new Float64Array(rows * rows);
  let order: Int32Array | undefined;
  let radius = 4 * tau;
  let steps = 0;
  let evaluations = 1;
  let arrived = false;
  while (steps < STEPS_PER_STAGE) {
    smoothed.hessian(h);
    let largest = 0;
    for (let r = 0; r < rows; r++) largest = Math.max(largest, h[r * rows + r]);
    const g = gradient.slice();
    for (let r = 0; r < rows; r++) {
      const stuck = (y[r] <= low[r] && g[r] <= 0) || (y[r] >= high[r] && g[r] >= 0);
      if (stuck) {
        for (let s = 0; s < rows; s++) h[r >= s ? r * rows + s : s * rows + r] = 0;
        g[r] = 0;
      }
      h[r * rows + r] += 1e-10 * largest || 1;
      if (stuck) h[r * rows + r] += largest;
    }
    order ??= bandOrder(h, rows, problem.m);
    const newton = solveSemidefinite(h, rows, order, g);
    let longest = 0;
    for (const d of newton) longest = Math.max(longest, Math.abs(d));
    if (!(longest > 1e-3 * tau)) arrived = true;
    // long steps along directions in which the dual is flat gain nothing: the master settles those exactly
    if (0.5 * dot(newton, g) < WORTH * Math.abs(value)) {
      arrived = true;
      break;
    }
    if (!(longest > 0) || !Number.isFinite(longest)) break;
    // per component, so that one row that has run dry does not hold up the others; as a whole if that spoils it
    let direction: Float64Array = newton.map(d => Math.min(radius, Math.max(-radius, d)));
    if (!(dot(direction, g) > 0)) direction = newton.map(d => d * Math.min(1, radius / longest));
    if (!(dot(direction, g) > 0)) direction = g.map(x => (x * radius) / maxAbs(g));

    let t = 1;
    let accepted = false;
    for (let trial = 0; trial < 12 && !accepted; trial++, t *= 0.35) {
      const next = y.map((x, r) => Math.min(high[r], Math.max(low[r], x + t * direction[r])));
      const nextGradient = new Float64Array(rows);
      const nextValue = smoothed.evaluate(next, nextGradient);
      evaluations++;
      let promised = 0;
      for (let r = 0; r < rows; r++) promised += (next[r] - y[r]) * gradient[r];
      if (nextValue >= value + 1e-4 * promised - 1e-14 * Math.abs(value)) {
        accepted = true;
        if (t === 1 && longest > radius) radius *= 2.5;
        else if (t < 1) radius = Math.max(t * radius, 0.5 * tau);
        y = next;
        gradient = nextGradient;
        value = nextValue;
      }
    }
    steps++;
    if (!accepted) {
      if (radius <= 0.5 * tau) break;
      smoothed.evaluate(y, gradient);
      radius = Math.max(0.1 * radius, 0.5 * tau);
      continue;
    }
    if (longest <= 0.3 * tau) {
      arrived = true;
      break;
    }
  }
  // at the edge of what the candidates are good for: there is more to gain with others
  const reached = y.some((x, r) => Math.abs(x - from[r]) >= reach * (1 - 1e-9));
  return { y, steps, evaluations, arrived: arrived && !reached, reached };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let r = 0; r < a.length; r++) sum += a[r] * b[r];
  return sum;
}

function maxAbs(a: Float64Array): number {
  let most = 0;
  for (const x of a) most = Math.max(most, Math.abs(x));
  return most;
}
