// Simulated annealing over connected plans. Proposals are shifts (with their pockets) and swaps on the borders;
// the energy's row prices are learned on the way (see energy.ts) while temperature falls and stiffness rises, both
// geometrically and both in units of the problem's own costs. What counts in the end is lexicographic: broken
// promises first, then the objective; the best plan by that order is kept, whatever the energy says.
//
// No sector is ever cut: stranded zones can only become fewer.

import { powerOf } from '../model/power.ts';
import type { Assignment, Problem } from '../model/problem.ts';
import { type Connectivity, makeConnectivity } from './connectivity.ts';
import type { Crew } from './crew.ts';
import { type Energy, learnPrices, makeEnergy, refreshEnergy, setMargin } from './energy.ts';
import { makeChain } from './moves/chain.ts';
import type { Move } from './moves/move.ts';
import { makeShift } from './moves/shift.ts';
import { makeSwap } from './moves/swap.ts';
import { makeTrade } from './moves/trade.ts';
import { makeRandom, type Random } from './random.ts';
import type { Phase } from './schedule.ts';
import { scoreOf, stranded } from './score.ts';
import { makeState, overdraft, restart, resum, type State, setLoose, totalExcess } from './state.ts';

/** Share of swaps among the proposals. */
const SWAPS = 0.2;
/** Share of chains below a temperature, in mean zone costs: above it they carry whole sectors off to where they jam. */
const CHAINS = 0.1;
const CHAINS_BELOW = 0.2;
/** Share of trades: this over the number of zones, because each looks at all of them; but no more than the second. */
const TRADES = 0.5;
const MOST_TRADES = 0.05;
/**
 * The dearest a balance row may become, in mean sector costs, per (stiffness in mean sector costs)^GROWTH. A rep far from
 * its base may have too little potential and too much work at once; if its prices rose without end, no zone around it
 * could move any more, and it would never find its way back.
 */
const DEAREST = 2.5;
const DEAREST_GROWTH = 0.3;
/**
 * How far parts of preferred areas count by size while it is hot, for a price of one mean zone cost; from which temperature on (in
 * mean zone costs) they do, and at which in full.
 */
const BLUR = 0.09;
const MOST_BLUR = 3;
const BLUR_HEAT = [0.1, 0.2] as const;
/** Proposals per rep between two lessons of the prices. */
const LESSON = 80;
/** Proposals between two turns of the event loop. */
const BREATH = 250_000;
/** A plan is copied in mid-lesson when it is better than the best by this factor; copying costs O(n). */
const WORTH_KEEPING = 1 - 1e-6;
/** Values re-summed this often, in lessons. */
const RESUM = 50;

export interface SearchHooks {
  /** fraction done, proposals so far, best objective so far */
  readonly onProgress?: (fraction: number, proposals: number, objective: number) => void;
  readonly signal?: AbortSignal;
  /** gives the event loop a turn, so that a signal can arrive */
  readonly breathe?: () => Promise<void>;
  /**
   * The targets of a plan, where they depend on it (a fair share of the workload, which who travels changes): they then
   * follow the plan as it is searched. Absent: the problem's.
   */
  readonly targetsOf?: (plan: Assignment) => Float64Array;
  /** works on tiles side by side; absent: one after the other */
  readonly crew?: Crew;
}

/** A copy of the problem whose targets may follow a plan. */
export function withOwnTargets(problem: Problem): Problem {
  return { ...problem, target: problem.target.slice() };
}

/** Makes the targets those of the best plan, and judges it by them. */
export function settleTargets(problem: Problem, best: Best, { targetsOf }: SearchHooks): void {
  if (!targetsOf) return;
  problem.target.set(targetsOf(best.rep));
  Object.assign(best, judge(problem, best.rep));
}

/** The best plan of a run, and what it breaks. */
export interface Best {
  readonly rep: Assignment;
  stranded: number;
  /** disruption beyond its budget, imbalance beyond tolerance */
  overdraft: number;
  excess: number;
  objective: number;
}

/** True when balance and the disruption budget are kept. */
export function isKept(best: Best): boolean {
  return best.overdraft === 0 && best.excess === 0;
}

/** Stranded zones first, then the disruption budget, balance, the objective. */
export function isBetter(a: Best, b: Best): boolean {
  if (a.stranded !== b.stranded) return a.stranded < b.stranded;
  if (a.overdraft !== b.overdraft) return a.overdraft < b.overdraft;
  return a.excess < b.excess || (a.excess === b.excess && a.objective < b.objective);
}

/** What a plan breaks and costs, by plain recomputation; the plan is not copied. */
export function judge(problem: Problem, rep: Assignment): Best {
  const { strandedZones, moved, excess, objective } = scoreOf(problem, rep);
  return { rep, stranded: strandedZones, overdraft: overdraft({ problem, moved }), excess, objective };
}

/** An annealing under way: its state, what it draws moves with, and the best plan it has seen. */
export interface Run {
  readonly problem: Problem;
  readonly state: State;
  readonly energy: Energy;
  readonly net: Connectivity;
  readonly random: Random;
  readonly shift: Move;
  readonly swap: Move;
  readonly trade: Move;
  readonly chain: Move;
  readonly best: Best;
  /** counted over all its phases */
  proposals: number;
  accepted: number;
}

/** A run from a complete plan. */
export function makeRun(problem: Problem, start: Assignment, seed: number): Run {
  const state = makeState(problem, start);
  setLoose(state, stranded(problem, start));
  const energy = makeEnergy(problem);
  const net = makeConnectivity(problem);
  const random = makeRandom(seed);
  const run: Run = {
    problem,
    state,
    energy,
    net,
    random,
    shift: makeShift(state, energy, net, random),
    swap: makeSwap(state, energy, net, random),
    trade: makeTrade(state, energy, random),
    chain: makeChain(state, energy, net, random),
    best: judge(problem, Int32Array.from(start)),
    proposals: 0,
    accepted: 0,
  };
  return run;
}

/** Goes on from another plan. */
export function goTo(run: Run, rep: Assignment): void {
  restart(run.state, rep);
  setLoose(run.state, stranded(run.problem, rep));
}

/** Keeps the present plan if it is the best: stranded zones, then the disruption budget, balance, the objective. */
function keepIfBest(run: Run): void {
  const { problem, state, best } = run;
  // counted by the definition, because a main piece may shrink below what hangs loose
  const lost = state.looseCount > 0 ? stranded(problem, state.rep).length : 0;
  const now: Best = {
    rep: state.rep,
    stranded: lost,
    overdraft: overdraft(state),
    excess: totalExcess(state),
    objective: state.objective,
  };
  if (!isBetter(now, best)) return;
  best.rep.set(state.rep);
  best.stranded = now.stranded;
  best.overdraft = now.overdraft;
  best.excess = now.excess;
  best.objective = now.objective;
}

/** One phase of so many proposals; false when the signal ended it. Targets that follow are the run's own copy. */
export async function anneal(
  run: Run,
  phase: Phase,
  proposals: number,
  hooks: SearchHooks,
  { zoneCost, sectorCost }: Scale = scaleOf(run.problem, run.state.objective),
): Promise<boolean> {
  const { problem, state, energy, random, best, shift, swap, trade, chain } = run;
  const { heat, stiffness, margin, rate } = phase;
  const lesson = LESSON * problem.k;
  const lessons = Math.max(1, Math.ceil(proposals / lesson));
  setMargin(energy, problem, margin);
  const dearest = Math.max(0, ...(problem.preferred ?? []).map(({ price }) => price));
  const blur = Math.min(MOST_BLUR, (BLUR * dearest) / zoneCost);
  const [cool, hot] = BLUR_HEAT;
  const trades = Math.min(MOST_TRADES, TRADES / problem.n);
  let sinceBreath = BREATH;
  for (let turn = 0; turn < lessons; turn++) {
    if (hooks.signal?.aborted) return false;
    const done = turn / lessons;
    const temperature = zoneCost * heat[0] * powerOf(heat[1] / heat[0], done);
    const chains = temperature <= zoneCost * CHAINS_BELOW * (1 + 1e-9) ? CHAINS : 0;
    energy.blur = blur * Math.min(1, Math.max(0, (temperature / zoneCost - cool) / (hot - cool)));
    energy.rho = sectorCost * stiffness[0] * powerOf(stiffness[1] / stiffness[0], done);
    if (turn % RESUM === RESUM - 1) {
      if (hooks.targetsOf) {
        problem.target.set(hooks.targetsOf(state.rep));
        Object.assign(best, judge(problem, best.rep));
      }
      resum(state);
    }
    const cap = sectorCost * DEAREST * powerOf(energy.rho / sectorCost, DEAREST_GROWTH);
    learnPrices(energy, state, rate, Math.min(problem.excessPrice, cap));
    refreshEnergy(energy, state);
    const count = Math.min(lesson, proposals - turn * lesson);
    for (let x = 0; x < count; x++) {
      const kind = random();
      const move =
        kind < SWAPS ? swap : kind < SWAPS + trades ? trade : kind < SWAPS + trades + chains ? chain : shift;
      const delta = move.draw();
      if (delta === Infinity) continue;
      const limit = -temperature * Math.log(1 - random());
      if (delta > limit || !move.attempt(limit)) continue;
      run.accepted++;
      const promising = !isKept(best) || state.objective < best.objective * WORTH_KEEPING;
      // with loose zones only at the end of a lesson, for they must be counted
      if (state.brokenRows === 0 && promising && state.looseCount === 0) {
        keepIfBest(run);
      }
    }
    keepIfBest(run);
    run.proposals += count;
    sinceBreath += count;
    if (sinceBreath >= BREATH) {
      sinceBreath = 0;
      hooks.onProgress?.(done, run.proposals, best.objective);
      await hooks.breathe?.();
    }
  }
  return true;
}

/** What temperature and stiffness are measured in: what a zone and a sector cost on average. */
export interface Scale {
  readonly zoneCost: number;
  readonly sectorCost: number;
}

export function scaleOf({ n, k, excessPrice }: Problem, objective: number): Scale {
  // costs may be all zero; then balance is the only aim, and its price the only scale
  const total = objective > 0 ? objective : excessPrice / 100;
  return { zoneCost: total / n, sectorCost: total / k };
}
