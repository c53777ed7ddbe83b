// A compact start. The LP's own cells are confetti where potential per visit varies (docs/algorithm.md), so the
// start is taken from a neighboring problem whose cells hang together: every zone weighs what it adds to the balanced
// measures, and its costs are its weight times the squared distance that its true costs imply. Those cells are power
// cells (Aurenhammer 1987), convex in the plane. Two plain alternatives stand beside: sectors grown from their roots,
// and, under a disruption budget, the sectors in force.

import { powerOf, squareOf } from '../model/power.ts';
import type { Assignment, Hooks, Problem } from '../model/problem.ts';
import { makeCoupling } from './coupling.ts';
import { solveDual } from './dual.ts';
import { cheapest } from './lp-relaxation.ts';
import { repair } from './repair.ts';
import { scoreOf, stranded } from './score.ts';

export interface Start {
  /** connected wherever map and rules permit */
  readonly assignment: Assignment;
  /** zones that lay outside their sector's main piece before repair */
  readonly stranded: number;
}

/** The best of the starts, by stranded zones, then promises, then objective. */
export async function compactStart(
  problem: Problem,
  hooks: Pick<Hooks, 'signal' | 'breathe'> = {},
): Promise<Start> {
  if (problem.moveWeight && problem.moveBudget < Infinity) return connected(problem, inForce(problem));
  const grown = connected(problem, new Int32Array(problem.n).fill(-1));
  const cells = connected(problem, await powerCells(problem, hooks));
  return betterOf(problem, cells.assignment, grown.assignment) === cells.assignment
    ? cells
    : { ...grown, stranded: cells.stranded };
}

/** A start from any assignment, zones without a rep among them: repaired. */
export function connected(problem: Problem, sketch: Assignment): Start {
  const lost = sketch.includes(-1) ? 0 : stranded(problem, sketch).length;
  return { assignment: repair(problem, sketch), stranded: lost };
}

function betterOf(problem: Problem, a: Assignment, b: Assignment): Assignment {
  const x = scoreOf(problem, a);
  const y = scoreOf(problem, b);
  if (x.strandedZones !== y.strandedZones) return x.strandedZones < y.strandedZones ? a : b;
  if (x.excess !== y.excess) return x.excess < y.excess ? a : b;
  return x.objective <= y.objective ? a : b;
}

// zones without a rep in force, or whose rep may not keep them, are left to repair
function inForce(problem: Problem): Assignment {
  const { n, k, cost, incumbent } = problem;
  const rep = Int32Array.from(incumbent);
  for (let i = 0; i < n; i++) if (rep[i] >= 0 && cost[i * k + rep[i]] === Infinity) rep[i] = -1;
  return rep;
}

/** Cells of the neighboring problem at its own optimal prices; eligibility as in `problem`. */
export async function powerCells(
  problem: Problem,
  { signal, breathe }: Pick<Hooks, 'signal' | 'breathe'> = {},
): Promise<Assignment> {
  const power = powerProblem(problem);
  const { duals } = await solveDual(power, makeCoupling(power), { signal, breathe });
  return cheapest(power, duals);
}

function powerProblem(problem: Problem): Problem {
  const { n, k, m, cost, target, fixedLoad, lat, lon, root, tolerance } = problem;
  const measures = m - (problem.limits ?? 0);
  const weight = zoneWeights(problem);
  const squared = new Float64Array(n * k);
  const power = growthOfCost(problem) > 1.5 ? 1 : 2;
  for (let i = 0; i < n; i++) {
    // cost per unit of distance, so that weight × (cost / that)² is weight × distance² where cost is linear in it, and
    // weight × cost / that where cost is linear in its square
    let distance = 0;
    let sum = 0;
    for (let j = 0; j < k; j++) {
      if (cost[i * k + j] === Infinity) continue;
      sum += cost[i * k + j];
      const d = root[j] < 0 ? 1 : degrees(lat[i], lon[i], lat[root[j]], lon[root[j]]);
      distance += power === 1 ? d * d : d;
    }
    const perCost = sum > 0 ? distance / sum : 0;
    for (let j = 0; j < k; j++) {
      const c = cost[i * k + j];
      // what costs nothing, whoever serves it, goes with what lies around it
      const d = sum > 0 || root[j] < 0 ? 0 : degrees(lat[i], lon[i], lat[root[j]], lon[root[j]]);
      squared[i * k + j] = c === Infinity ? Infinity : weight[i] * (powerOf(c * perCost, power) + d * d);
    }
  }
  const mean = new Float64Array(m);
  for (let row = 0; row < k * m; row++) mean[row % m] += target[row] / k;
  const share = new Float64Array(k);
  const fixed = new Float64Array(k);
  let goal = 0;
  for (let j = 0; j < k; j++) {
    for (let q = 0; q < measures; q++) {
      share[j] += target[j * m + q] / mean[q] / measures;
      fixed[j] += fixedLoad[j * m + q] / mean[q] / measures;
    }
    goal += share[j];
  }
  let total = 0;
  for (let i = 0; i < n; i++) total += weight[i];
  for (let j = 0; j < k; j++) total += fixed[j];
  let scale = 0;
  for (let at = 0; at < n * k; at++)
    if (squared[at] < Infinity && squared[at] > 0) scale = Math.max(scale, squared[at]);
  return {
    ...problem,
    m: 1,
    cost: squared,
    loads: [weight],
    target: share.map(s => (s * total) / goal || 1),
    fixedLoad: fixed,
    tolerance: Float64Array.of(Math.min(0.05, ...tolerance.subarray(0, measures))),
    excessPrice: Math.max(1, 100 * scale * (n / k)),
    moveWeight: null,
    moveBudget: Infinity,
    window: undefined,
    limits: 0,
    preferred: undefined,
    budgets: undefined,
  };
}

/** The power of distance with which costs grow, told from each zone's nearest and farthest base; 1 where there are none. */
function growthOfCost({ n, k, cost, lat, lon, root }: Problem): number {
  let costs = 0;
  let distances = 0;
  for (let i = 0; i < n; i++) {
    let near = Infinity;
    let far = 0;
    let nearCost = 0;
    let farCost = 0;
    for (let j = 0; j < k; j++) {
      const c = cost[i * k + j];
      if (root[j] < 0 || c === Infinity || c <= 0) continue;
      const d = degrees(lat[i], lon[i], lat[root[j]], lon[root[j]]);
      if (d > 0 && d < near) [near, nearCost] = [d, c];
      if (d > far) [far, farCost] = [d, c];
    }
    if (near >= far) continue;
    costs += Math.log(farCost / nearCost);
    distances += Math.log(far / near);
  }
  return distances > 0 ? costs / distances : 1;
}

/** Mean of a zone's loads in mean targets; white space weighs a fiftieth of the mean zone, so that it follows. */
function zoneWeights(problem: Problem): Float64Array {
  const { n, k, m, cost, loads, target } = problem;
  const mean = new Float64Array(m);
  for (let row = 0; row < k * m; row++) mean[row % m] += target[row] / k;
  const weight = new Float64Array(n);
  // limits are not balanced: what counts in them says nothing about who is like whom
  const measures = m - (problem.limits ?? 0);
  for (let q = 0; q < measures; q++) {
    const a = loads[q];
    for (let i = 0; i < n; i++) {
      let least = a.length === n ? a[i] : Infinity;
      if (a.length !== n) {
        for (let j = 0; j < k; j++) {
          if (cost[i * k + j] < Infinity && a[i * k + j] < least) least = a[i * k + j];
        }
      }
      if (least < Infinity) weight[i] += least / mean[q] / measures;
    }
  }
  let sum = 0;
  for (const w of weight) sum += w;
  const floor = sum > 0 ? (0.02 * sum) / n : 1;
  return weight.map(w => Math.max(w, floor));
}

// planar and coarse: only the order of magnitude per zone matters
function degrees(lat1: number, lon1: number, lat2: number, lon2: number): number {
  let dLon = Math.abs(lon1 - lon2);
  if (dLon > 180) dLon = 360 - dLon;
  // cos latitude, to within a percent below 70°, without trigonometry
  const x = squareOf((lat1 + lat2) / 2 / 90);
  const east = dLon * Math.max(0, 1 - 1.2234 * x + 0.2234 * x * x);
  return Math.sqrt(east * east + squareOf(lat1 - lat2));
}
