// Annealing on the inertia itself, in phases that hand on plan and prices. Lessons, temperature and stiffness are as in
// ../anneal.ts; what differs is that centers follow at every move, so that sectors may wander across the whole map while
// it is hot. Measured on the tracts of Pennsylvania: from any start about the same plan (18 districts), where freezing
// the centers for the length of a search keeps whatever districts the start had.

import { powerOf } from '../../model/power.ts';
import { learnPrices, refreshEnergy, setMargin } from '../energy.ts';
import { randomInt } from '../random.ts';
import type { Phase as SearchPhase } from '../schedule.ts';
import { stranded } from '../score.ts';
import { restart, resum, setLoose } from '../state.ts';
import { resumInertia } from './inertia.ts';
import { keepIfBest, type Run, tryShift, trySwap } from './run.ts';

/** A phase as in ../schedule.ts, in inertias instead of costs. */
export interface Phase extends SearchPhase {
  /** share of the proposals */
  readonly share: number;
}

export interface AnnealHooks {
  /** share done of all phases */
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
  readonly breathe?: () => Promise<void>;
}

const SWAPS = 0.2;
/** Proposals per sector between two lessons of the prices. */
const LESSON = 80;
/** Lessons between two recomputations of the sums. */
const RESUM = 50;
/** Proposals between two turns of the event loop. */
const BREATH = 250_000;
/** A plan is copied in mid-lesson when it is better than the best by this factor. */
const WORTH_KEEPING = 1 - 1e-6;

/** All phases, each from the best plan so far once one keeps its promises; false when the signal ended it. */
export async function anneal(
  run: Run,
  phases: readonly Phase[],
  proposals: number,
  hooks: AnnealHooks,
): Promise<boolean> {
  if (run.state.borderCount === 0) return true;
  let before = 0;
  for (const phase of phases) {
    if (before > 0 && run.best.excess === 0) goToBest(run);
    const progress = (done: number) => hooks.onProgress?.(before + done * phase.share);
    if (!(await cool(run, phase, Math.round(proposals * phase.share), hooks, progress))) return false;
    before += phase.share;
  }
  return true;
}

function goToBest({ problem, state, inertia, best }: Run): void {
  restart(state, best.rep);
  setLoose(state, stranded(problem, best.rep));
  resumInertia(inertia, best.rep);
}

async function cool(
  run: Run,
  { heat, stiffness, margin, rate }: Phase,
  proposals: number,
  hooks: AnnealHooks,
  progress: (done: number) => void,
): Promise<boolean> {
  const { problem, state, energy, inertia, random, best } = run;
  const { n, k, offsets, neighbors } = problem;
  // nothing to be compact about: balance is the only aim, and its price the only scale
  const scale = inertia.total > 0 ? inertia.total : problem.excessPrice / 100;
  const lesson = LESSON * k;
  const lessons = Math.max(1, Math.ceil(proposals / lesson));
  setMargin(energy, problem, margin);
  let sinceBreath = BREATH;
  for (let turn = 0; turn < lessons; turn++) {
    if (hooks.signal?.aborted) return false;
    const done = turn / lessons;
    const temperature = (scale / n) * heat[0] * powerOf(heat[1] / heat[0], done);
    energy.rho = (scale / k) * stiffness[0] * powerOf(stiffness[1] / stiffness[0], done);
    if (turn % RESUM === RESUM - 1) {
      resum(state);
      resumInertia(inertia, state.rep);
    }
    learnPrices(energy, state, rate, problem.excessPrice);
    refreshEnergy(energy, state);
    const count = Math.min(lesson, proposals - turn * lesson);
    for (let x = 0; x < count; x++) {
      const i = state.border[randomInt(random, state.borderCount)];
      const first = offsets[i];
      const h = neighbors[first + randomInt(random, offsets[i + 1] - first)];
      if (state.rep[h] === state.rep[i]) continue;
      const swap = random() < SWAPS;
      if (!(swap ? trySwap(run, i, h, temperature) : tryShift(run, i, h, temperature))) continue;
      run.accepted++;
      const promising = best.excess > 0 || inertia.total < best.inertia * WORTH_KEEPING;
      if (promising && state.brokenRows === 0 && state.looseCount === 0) keepIfBest(run);
    }
    keepIfBest(run);
    run.proposals += count;
    sinceBreath += count;
    if (sinceBreath >= BREATH) {
      sinceBreath = 0;
      progress(done);
      await hooks.breathe?.();
    }
  }
  return true;
}
