// Where a search with floating centers begins: power cells (Aurenhammer 1987) of centers that move to their cells'
// means while the cells' prices are still being learned, so that both settle together. Rough on purpose: cells within
// some percent of balance, in a few dozen passes over the zones; balance and detail are the annealing's.

import type { Assignment, Problem } from '../../model/problem.ts';
import type { Random } from '../random.ts';
import type { Points } from './inertia.ts';

const PASSES = 60;

export interface Cells {
  readonly rep: Assignment;
  /** weight × km² to the cells' centers, Infinity where a rep may not serve; as Problem.cost */
  readonly cost: Float64Array;
}

/** Cells about seeded centers; `points` carry what is balanced, as shares of a mean target. */
export function powerCells(problem: Problem, points: Points, random: Random): Cells {
  const { n, k, cost } = problem;
  const share = shares(problem);
  const total = points.weight.reduce((sum, w) => sum + w, 0);
  const centers = seedCenters(points, k, random);
  const price = new Float64Array(k);
  const rep = new Int32Array(n);
  const sums = new Float64Array(5 * k);
  for (let pass = 0; pass < PASSES; pass++) {
    sums.fill(0);
    for (let i = 0; i < n; i++) assign(i);
    let spread = 0;
    for (let j = 0; j < k; j++) spread += sums[5 * j + 4];
    spread /= total;
    for (let j = 0; j < k; j++) {
      const mass = sums[5 * j];
      const own = mass > 0 ? sums[5 * j + 4] / mass : 0;
      for (let d = 0; d < 3 && mass > 0; d++) centers[3 * j + d] = sums[5 * j + 1 + d] / mass;
      // a square cell's mass answers a price of three times its spread with about its whole self (see the test)
      price[j] += Math.max(own, LEAST_SPREAD * spread) * (mass / (share[j] * total) - 1);
    }
  }
  return { rep, cost: costsTo(problem, points, centers) };

  function assign(i: number): void {
    const { xyz, weight } = points;
    let best = 0;
    let least = Infinity;
    let apart = 0;
    for (let j = 0; j < k; j++) {
      if (cost[i * k + j] === Infinity) continue;
      const d = squared(xyz, i, centers, j);
      if (d + price[j] < least) {
        least = d + price[j];
        apart = d;
        best = j;
      }
    }
    rep[i] = best;
    const w = weight[i];
    sums[5 * best] += w;
    for (let d = 0; d < 3; d++) sums[5 * best + 1 + d] += w * xyz[3 * i + d];
    sums[5 * best + 4] += w * apart;
  }
}

/** A cell that has shrunk to nothing still answers to its price. */
const LEAST_SPREAD = 0.02;

function costsTo({ n, k, cost }: Problem, { xyz, weight }: Points, centers: Float64Array): Float64Array {
  const out = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) {
      out[i * k + j] = cost[i * k + j] === Infinity ? Infinity : weight[i] * squared(xyz, i, centers, j);
    }
  }
  return out;
}

function squared(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const x = a[3 * i] - b[3 * j];
  const y = a[3 * i + 1] - b[3 * j + 1];
  const z = a[3 * i + 2] - b[3 * j + 2];
  return x * x + y * y + z * z;
}

/** Each rep's share of the whole, the measures' mean. */
function shares({ k, m, target }: Problem): Float64Array {
  const total = new Float64Array(m);
  for (let row = 0; row < k * m; row++) total[row % m] += target[row];
  const share = new Float64Array(k);
  for (let row = 0; row < k * m; row++) share[Math.floor(row / m)] += target[row] / total[row % m] / m;
  return share;
}

/** k-means++: each next center is a point drawn by weight × squared distance to the nearest chosen one. */
function seedCenters({ n, xyz, weight }: Points, k: number, random: Random): Float64Array {
  const centers = new Float64Array(3 * k);
  const mass = Float64Array.from(weight);
  for (let j = 0; j < k; j++) {
    let left = random() * mass.reduce((sum, w) => sum + w, 0);
    let chosen = j % n;
    for (let i = 0; i < n; i++) {
      if (mass[i] <= 0) continue;
      chosen = i;
      left -= mass[i];
      if (left < 0) break;
    }
    centers.set(xyz.subarray(3 * chosen, 3 * chosen + 3), 3 * j);
    for (let i = 0; i < n; i++) {
      const d = weight[i] * squared(xyz, i, centers, j);
      mass[i] = j === 0 ? d : Math.min(mass[i], d);
    }
  }
  return centers;
}
