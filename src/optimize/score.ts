// The score of an assignment by plain recomputation: what a plan is judged by, and the oracle of the state's sums.

import type { Assignment, Problem, Score } from '../model/problem.ts';
import { addCounts, countsOf, cutCost } from './preferred.ts';
import { KEPT } from './state.ts';
import { spending, usedOf } from './team-budgets.ts';
import { excessAt } from './window.ts';

/** Excess, deviations, stranded zones and what moved, each from the definition. Every zone must have a rep. */
export function scoreOf(problem: Problem, assignment: Assignment): Score {
  const { n, k, m, cost, target, moveWeight } = problem;
  let objective = 0;
  let moved = 0;
  for (let i = 0; i < n; i++) {
    const j = assignment[i];
    objective += cost[i * k + j];
    if (moveWeight) moved += moveWeight[i * k + j];
  }
  const load = loadsOf(problem, assignment);
  let excess = 0;
  const maxDeviation = new Float64Array(m);
  for (let row = 0; row < k * m; row++) {
    const q = row % m;
    const deviation = Math.abs(load[row] / target[row] - 1);
    if (deviation > maxDeviation[q]) maxDeviation[q] = deviation;
    const beyond = excessAt(problem, row, load[row] / target[row]);
    if (beyond > KEPT) excess += beyond;
  }
  if (problem.preferred) {
    const parts = countsOf(problem);
    addCounts(problem, assignment, parts);
    objective += cutCost(problem, parts);
  }
  if (problem.budgets) {
    const beyond = spending(problem, usedOf(problem, assignment));
    objective += beyond.cost;
    excess += beyond.excess;
  }
  return { objective, excess, maxDeviation, strandedZones: stranded(problem, assignment).length, moved };
}

/** Per rep: the sum of its rows' deviation beyond tolerance, in targets. */
export function excessOf(problem: Problem, assignment: Assignment): Float64Array {
  const { k, m, target } = problem;
  const load = loadsOf(problem, assignment);
  const excess = new Float64Array(k);
  for (let row = 0; row < k * m; row++) {
    const beyond = excessAt(problem, row, load[row] / target[row]);
    if (beyond > KEPT) excess[Math.floor(row / m)] += beyond;
  }
  return excess;
}

/** What each rep carries, fixed loads included, in the units of the measures; length k·m. */
export function loadsOf(problem: Problem, assignment: Assignment): Float64Array {
  const { n, k, m, loads, fixedLoad } = problem;
  const load = Float64Array.from(fixedLoad);
  for (let i = 0; i < n; i++) {
    const j = assignment[i];
    for (let q = 0; q < m; q++) load[j * m + q] += loads[q].length === n ? loads[q][i] : loads[q][i * k + j];
  }
  return load;
}

/** Connected pieces of the sectors: the piece of each zone, numbered in the order of their lowest zone. */
export function piecesOf(problem: Problem, assignment: Assignment): { piece: Int32Array; count: number } {
  const { n, offsets, neighbors } = problem;
  const piece = new Int32Array(n).fill(-1);
  const stack: number[] = [];
  let count = 0;
  for (let first = 0; first < n; first++) {
    if (piece[first] >= 0) continue;
    piece[first] = count;
    stack.push(first);
    while (stack.length > 0) {
      const z = stack.pop()!;
      for (let e = offsets[z]; e < offsets[z + 1]; e++) {
        const h = neighbors[e];
        if (piece[h] >= 0 || assignment[h] !== assignment[z]) continue;
        piece[h] = count;
        stack.push(h);
      }
    }
    count++;
  }
  return { piece, count };
}

/**
 * Zones outside the main piece of their sector, ascending. The main piece is the heaviest (Σ of its loads in targets,
 * then its number of zones, then the lowest zone), or the one with the rep's root when that is at least half as heavy:
 * a base that lies alone in the midst of other sectors must not make its whole sector stranded.
 */
export function stranded(problem: Problem, assignment: Assignment): number[] {
  const { n, k, m, loads, target, root } = problem;
  const { piece, count } = piecesOf(problem, assignment);
  if (count <= k && isOnePieceEach(piece, assignment, count, k)) return [];
  const weight = new Float64Array(count);
  const zones = new Int32Array(count);
  for (let i = 0; i < n; i++) {
    const j = assignment[i];
    zones[piece[i]]++;
    for (let q = 0; q < m; q++) {
      weight[piece[i]] += (loads[q].length === n ? loads[q][i] : loads[q][i * k + j]) / target[j * m + q];
    }
  }
  const main = new Int32Array(k).fill(-1);
  for (let i = 0; i < n; i++) {
    const j = assignment[i];
    const p = piece[i];
    const best = main[j];
    if (best < 0 || weight[p] > weight[best] || (weight[p] === weight[best] && zones[p] > zones[best]))
      main[j] = p;
  }
  for (let j = 0; j < k; j++) {
    if (root[j] < 0 || assignment[root[j]] !== j) continue;
    const p = piece[root[j]];
    if (2 * weight[p] >= weight[main[j]]) main[j] = p;
  }
  const out: number[] = [];
  for (let i = 0; i < n; i++) if (piece[i] !== main[assignment[i]]) out.push(i);
  return out;
}

function isOnePieceEach(piece: Int32Array, assignment: Assignment, count: number, k: number): boolean {
  const owner = new Int32Array(count).fill(-1);
  const pieces = new Int32Array(k);
  for (let i = 0; i < piece.length; i++) {
    if (owner[piece[i]] >= 0) continue;
    owner[piece[i]] = assignment[i];
    if (++pieces[assignment[i]] > 1) return false;
  }
  return true;
}
