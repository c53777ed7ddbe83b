// One annealing of the whole map, stage by stage. Where it is long, the map is laid out in tiles that are annealed each
// on its own for a while, at the temperature of the hour; then it is laid out anew, so that every border has its turn.
// A tile's numbers fit into the processor's cache, which the whole map's do not; tiles can be annealed side by side; and
// a tile must find its balance within itself, which keeps imbalance from being handed around the country.

import type { Assignment, Problem } from '../model/problem.ts';
import {
  anneal,
  type Best,
  goTo,
  isBetter,
  isKept,
  judge,
  makeRun,
  type Scale,
  type SearchHooks,
  scaleOf,
  settleTargets,
} from './anneal.ts';
import { bendCosts, remoteness } from './bend.ts';
import { alone, type Task } from './crew.ts';
import { fork, makeRandom, type Random } from './random.ts';
import { membersOf, putBack, regionOf } from './region.ts';
import { type Phase, SETTLE, SETTLE_SHARE, type Stage } from './schedule.ts';
import { bordersOf, mosaicOf } from './tiles.ts';

export interface Tiling {
  /** sectors of a tile; a map of no more than this many is annealed as one */
  readonly size: number;
  /**
   * Layouts of a stage, and of the settling that ends a round: fewer leave what lies between tiles behind the
   * temperature, many more hand imbalance around as a map without tiles does.
   */
  readonly layouts: number;
  readonly settleLayouts: number;
  /** proposals of a round from which on it is worth the laying out */
  readonly from: number;
}

export const TILING: Tiling = { size: 15, layouts: 200, settleLayouts: 20, from: 2e7 };

export interface Round {
  readonly best: Best;
  readonly proposals: number;
  readonly accepted: number;
  /** false when the signal ended it early */
  readonly complete: boolean;
}

export interface RoundOptions {
  readonly seed: number;
  readonly stages: readonly Stage[];
  readonly proposals: number;
  /** TILING when absent */
  readonly tiling?: Tiling;
}

/** A round under way. */
interface Standing {
  /** the problem with its true costs; targets that follow the plan are its own copy */
  readonly problem: Problem;
  readonly plan: Assignment;
  /** of the balance rows, rep-major, and of the budget: see Energy */
  readonly prices: Float64Array;
  readonly random: Random;
  readonly seed: number;
  readonly tiling: Tiling;
  best: Best;
  streams: number;
  proposals: number;
  accepted: number;
}

/** Anneals from `start` through the stages, then settles at the edge of the windows. */
export async function annealRound(
  problem: Problem,
  start: Assignment,
  { seed, stages, proposals, tiling = TILING }: RoundOptions,
  hooks: SearchHooks,
): Promise<Round> {
  const standing: Standing = {
    problem,
    plan: Int32Array.from(start),
    prices: new Float64Array(problem.k * problem.m + 1),
    random: makeRandom(fork(seed, 1)),
    seed,
    tiling,
    best: judge(problem, Int32Array.from(start)),
    streams: 0,
    proposals: 0,
    accepted: 0,
  };
  // a disruption budget is one purse for the whole map
  const tiled = problem.k > tiling.size && problem.moveBudget === Infinity && proposals >= tiling.from;
  const far = stages.some(stage => stage.bend > 0) ? remoteness(problem) : null;
  let complete = true;
  for (const { phase, share, bend } of [...stages, { phase: SETTLE, share: SETTLE_SHARE, bend: 0 }]) {
    const costs = bend > 0 && far ? bendCosts(problem, far, bend) : problem.cost;
    const count = Math.round(proposals * share);
    const turns = !tiled ? 1 : phase === SETTLE ? tiling.settleLayouts : tiling.layouts;
    for (let turn = 0; turn < turns && complete; turn++) {
      const part = slice(phase, turn / turns, (turn + 1) / turns);
      complete = await (tiled ? layout : whole)(standing, costs, part, Math.round(count / turns), hooks);
      hooks.onProgress?.(standing.proposals / proposals, standing.proposals, standing.best.objective);
      await hooks.breathe?.();
    }
  }
  settleTargets(problem, standing.best, hooks);
  const { best, accepted } = standing;
  return { best, proposals: standing.proposals, accepted, complete };
}

/** The map as one; false when the signal ended it. */
async function whole(
  standing: Standing,
  cost: Float64Array,
  phase: Phase,
  count: number,
  hooks: SearchHooks,
): Promise<boolean> {
  const { problem, plan, prices, best } = standing;
  const bent = cost !== problem.cost;
  // targets that follow are written into the problem, which a copy with other costs shares
  const run = makeRun({ ...problem, cost }, plan, fork(standing.seed, 100 + standing.streams++));
  if (phase === SETTLE && isKept(best)) goTo(run, best.rep);
  run.energy.price.set(prices);
  const before = standing.proposals;
  const complete =
    run.state.borderCount === 0 ||
    (await anneal(run, phase, count, {
      ...hooks,
      onProgress: (done, proposals, objective) =>
        hooks.onProgress?.(done, before + proposals, bent ? Infinity : objective),
    }));
  plan.set(run.state.rep);
  prices.set(run.energy.price);
  standing.proposals += run.proposals;
  standing.accepted += run.accepted;
  keepBest(standing, hooks, bent ? plan : run.best.rep);
  return complete;
}

/** Every tile of one layout; false when the signal ended it. */
async function layout(
  standing: Standing,
  cost: Float64Array,
  phase: Phase,
  count: number,
  hooks: SearchHooks,
): Promise<boolean> {
  const { problem, plan, prices, random, seed, tiling } = standing;
  const { n, k, m } = problem;
  const bent: Problem = { ...problem, cost };
  const scale: Scale = scaleOf(problem, costOf(bent, plan));
  const crew = hooks.crew ?? alone(hooks.breathe);
  const tiles = mosaicOf(bordersOf(problem, plan), tiling.size, random);
  const members = membersOf(plan, k, tiles);
  const regions = tiles.map((reps, t) => regionOf(bent, plan, reps, members[t]));
  const tasks = regions.map(
    (region): Task => ({
      problem: region.problem,
      start: region.assignment,
      seed: fork(seed, 100 + standing.streams++),
      phases: [{ phase, proposals: Math.round((count * region.zones.length) / n) }],
      prices: pricesOf(prices, region.reps, m),
      scale,
    }),
  );
  const done = await crew(tasks, hooks.signal);
  done.forEach((result, t) => {
    putBack(regions[t], result.last, plan);
    regions[t].reps.forEach((j, b) => {
      for (let q = 0; q < m; q++) prices[j * m + q] = result.prices[b * m + q];
    });
    standing.proposals += result.proposals;
    standing.accepted += result.accepted;
  });
  keepBest(standing, hooks, plan);
  return done.length === tasks.length && !hooks.signal?.aborted;
}

/** Lets targets follow the plan, and keeps `found` if it is the best by them. */
function keepBest(standing: Standing, { targetsOf }: SearchHooks, found: Assignment): void {
  const { problem } = standing;
  if (targetsOf) {
    problem.target.set(targetsOf(standing.plan));
    standing.best = judge(problem, standing.best.rep);
  }
  const now = judge(problem, found);
  if (isBetter(now, standing.best)) standing.best = { ...now, rep: Int32Array.from(found) };
}

function costOf({ n, k, cost }: Problem, plan: Assignment): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += cost[i * k + plan[i]];
  return sum;
}

/** The part of a phase between two of its moments, 0…1. */
function slice(phase: Phase, from: number, to: number): Phase {
  if (from === 0 && to === 1) return phase;
  const between = ([first, last]: Phase['heat']): Phase['heat'] => [
    first * (last / first) ** from,
    first * (last / first) ** to,
  ];
  return { ...phase, heat: between(phase.heat), stiffness: between(phase.stiffness) };
}

/** The prices of these sectors' rows, and the budget's, which has none. */
function pricesOf(prices: Float64Array, reps: Int32Array, m: number): Float64Array {
  const out = new Float64Array(reps.length * m + 1);
  reps.forEach((j, b) => {
    for (let q = 0; q < m; q++) out[b * m + q] = prices[j * m + q];
  });
  return out;
}
