// Free centers: location–allocation (Cooper 1964). From seeded k-means++ starts, alternate balanced
// assignment at given centers (the LP's cells) and re-centering until the objective stops falling; then
// make each start contiguous with a short search, and keep the best. The result depends on the starts:
// what it certifies is an assignment for its own centers, never a global optimum.
//
// Where compactness alone is asked and nothing depends on who serves, one annealing whose centers float does better in
// a fraction of the time (centers/floating.ts).

import type { Centers } from '../model/build-problem.ts';
import { weightedCenters } from '../model/center.ts';
import type { Assignment, Duals, Effort, Problem, SolveFacts, SolveOptions } from '../model/problem.ts';
import { canFloat, floatingCenters } from './centers/floating.ts';
import { approximateLp, cheapest } from './lp-relaxation.ts';
import { fork, makeRandom } from './random.ts';
import { scoreOf } from './score.ts';
import { type SolveHooks, solve } from './solve.ts';

export interface CenterModel {
  readonly n: number;
  readonly k: number;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  /** what centers are the mean of, length n */
  readonly weight: Float64Array;
  /** the problem for given centers */
  readonly build: (centers: Centers) => Problem;
  /** the objective is weight × squared distance to the center, and nothing else */
  readonly compact: boolean;
}

export interface FreeCenters {
  readonly centers: Centers;
  readonly assignment: Assignment;
  /** of a search that has had its whole effort; null when the assignment is a start for one */
  readonly searched: { readonly facts: SolveFacts; readonly complete: boolean } | null;
}

const STARTS: Record<Effort, number> = { fast: 2, normal: 5, thorough: 16 };
const ROUNDS = 30;
/** stop re-centering when the objective falls by less than this share */
const SETTLED = 1e-3;

export async function freeCenters(
  model: CenterModel,
  options: SolveOptions,
  hooks: SolveHooks,
): Promise<FreeCenters> {
  if (model.compact) {
    const seeded = seedCenters(model, options.seed, 0);
    const problem = model.build(seeded);
    if (canFloat(problem)) return float(model, problem, seeded, options, hooks);
  }
  let best: (Omit<FreeCenters, 'searched'> & { excess: number; objective: number }) | null = null;
  for (let start = 0; start < STARTS[options.effort]; start++) {
    const seeded = seedCenters(model, options.seed, start);
    const settled = await settleCells(model, seeded, hooks);
    const solution = await solve(model.build(settled), options, { ...hooks, searchScale: 0.1 });
    const centers = recenter(model, solution.assignment, settled);
    const { excess, objective } = scoreOf(model.build(centers), solution.assignment);
    const better =
      !best || excess < best.excess - 1e-9 || (excess < best.excess + 1e-9 && objective < best.objective);
    if (better) best = { centers, assignment: solution.assignment, excess, objective };
    if (hooks.signal?.aborted) break;
  }
  const { centers, assignment } = best as Omit<FreeCenters, 'searched'>;
  return { centers, assignment, searched: null };
}

async function float(
  model: CenterModel,
  problem: Problem,
  old: Centers,
  options: SolveOptions,
  hooks: SolveHooks,
): Promise<FreeCenters> {
  const found = await floatingCenters(problem, model.weight, options, {
    ...(hooks.signal ? { signal: hooks.signal } : {}),
    ...(hooks.breathe ? { breathe: hooks.breathe } : {}),
    ...(hooks.asides ? { asides: hooks.asides } : {}),
    onBest: (fraction, iteration, objective) =>
      hooks.onProgress?.({ phase: 'search', fraction, iteration, objective, bound: Number.NaN }),
  });
  const { assignment, facts, complete } = found;
  return { centers: recenter(model, assignment, old), assignment, searched: { facts, complete } };
}

/** Centers of the groups of an assignment; a rep without zones keeps the old center. */
export function recenter(model: CenterModel, assignment: Assignment, old: Centers): Centers {
  const centers = weightedCenters(model.lat, model.lon, model.weight, assignment, model.k);
  return {
    lat: centers.lat.map((lat, j) => (Number.isNaN(lat) ? (old.lat[j] as number) : lat)),
    lon: centers.lon.map((lon, j) => (Number.isNaN(lon) ? (old.lon[j] as number) : lon)),
  };
}

/** Alternates the LP's cells and their centers; contiguity comes later, cells are nearly connected. */
async function settleCells(model: CenterModel, start: Centers, hooks: SolveHooks): Promise<Centers> {
  let centers = start;
  let duals: Duals | undefined;
  let last = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const problem = model.build(centers);
    const bound = await approximateLp(problem, duals, hooks);
    duals = bound.duals;
    if (bound.value > last * (1 - SETTLED)) break;
    last = bound.value;
    centers = recenter(model, cheapest(problem, duals), centers);
    if (hooks.signal?.aborted) break;
  }
  return centers;
}

/** k-means++: each next center is a zone drawn by weight × squared distance to the nearest chosen one. */
function seedCenters(model: CenterModel, seed: number, start: number): Centers {
  const random = makeRandom(fork(seed, 1000 + start));
  const { n, k, lat, lon, weight } = model;
  const centers = { lat: new Float64Array(k), lon: new Float64Array(k) };
  const nearest = new Float64Array(n).fill(1);
  for (let j = 0; j < k; j++) {
    let total = 0;
    for (let i = 0; i < n; i++) total += (weight[i] as number) * (nearest[i] as number);
    let left = random() * total;
    let chosen = 0;
    for (let i = 0; i < n; i++) {
      const mass = (weight[i] as number) * (nearest[i] as number);
      if (mass > 0) chosen = i;
      left -= mass;
      if (left < 0 && mass > 0) break;
    }
    centers.lat[j] = lat[chosen] as number;
    centers.lon[j] = lon[chosen] as number;
    for (let i = 0; i < n; i++) {
      const d = squaredKm(lat[i] as number, lon[i] as number, lat[chosen] as number, lon[chosen] as number);
      nearest[i] = j === 0 ? d : Math.min(nearest[i] as number, d);
    }
  }
  return centers;
}

/** Equirectangular: good enough to draw seeds; longitude differences wrap at the antimeridian. */
function squaredKm(lat1: number, lon1: number, lat2: number, lon2: number): number {
  let dLon = Math.abs(lon1 - lon2);
  if (dLon > 180) dLon = 360 - dLon;
  const x = dLon * Math.cos((((lat1 + lat2) / 2) * Math.PI) / 180);
  const y = lat1 - lat2;
  return 12364 * (x * x + y * y);
}
