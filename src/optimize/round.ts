// Rounds of annealing, each from the same start with its own stream of chance, of which the best goes on. Many may start
// and few arrive: who goes where is settled early, and shows early. Long ones are
// cut into slices that a crew works off side by side: a slice is the whole map, or, where it has many sectors, a layout of
// tiles that are annealed each on its own; then the map is laid out anew, so that every border has its turn. A tile's
// numbers fit into the processor's cache, which a large map's do not.

import { powerOf } from '../model/power.ts';
import type { Assignment, Problem } from '../model/problem.ts';
import {
  type Best,
  isBetter,
  isKept,
  judge,
  type SearchHooks,
  scaleOf,
  settleTargets,
  withOwnTargets,
} from './anneal.ts';
import { bendCosts, remoteness } from './bend.ts';
import { alone, type Done, type Task, work } from './crew.ts';
import { fork, makeRandom, type Random } from './random.ts';
import { membersOf, putBack, type Region, regionOf } from './region.ts';
import { CUTS, type Phase, raceLength, SETTLE, SETTLE_SHARE, type Stage, survivors } from './schedule.ts';
import { energyRows, isOnePurse } from './team-budgets.ts';
import { bordersOf, mosaicOf } from './tiles.ts';

export interface Slicing {
  /** sectors of a tile; a map of no more than this many is annealed as one */
  readonly size: number;
  /** slices of each stage; of a map in tiles, whose every layout copies all costs; and of the settling that ends a round */
  readonly slices: number;
  readonly layouts: number;
  readonly settleSlices: number;
  /** proposals of a round from which on it is worth the slicing */
  readonly from: number;
}

export const SLICING: Slicing = { size: 60, slices: 30, layouts: 10, settleSlices: 4, from: 4e6 };

export interface Rounds {
  /** the best plan of each round that was not given up on the way */
  readonly bests: Best[];
  /** of all rounds */
  readonly proposals: number;
  readonly accepted: number;
  /** false when the signal ended them early */
  readonly complete: boolean;
}

/** What imbalance counts in a race: mean sector costs per target beyond the windows. Rows in balance are worth about 0.6. */
const IMBALANCE = 1;
/** The worth of a round is the mean after so many turns: a single one says half as much, for balance sways while it is hot. */
const WORTH_TURNS = 5;

export interface RoundOptions {
  readonly seed: number;
  readonly stages: readonly Stage[];
  readonly proposals: number;
  /** SLICING when absent */
  readonly slicing?: Slicing;
}

/** What one turn of a round does. */
interface Turn {
  readonly phase: Phase;
  readonly bend: number;
  readonly proposals: number;
  /** the first of those that settle, which may go back to the best plan so far */
  readonly settles: boolean;
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
  readonly slicing: Slicing;
  readonly turns: readonly Turn[];
  readonly sliced: boolean;
  /** turns after which a race gives half of its rounds up */
  readonly cuts: readonly number[];
  /** objective of the plan after each turn, imbalance counted */
  readonly worth: number[];
  best: Best;
  streams: number;
  proposals: number;
  accepted: number;
}

/**
 * Anneals from `start` through the stages of each round, then settles at the edge of the windows. `race`: rounds of the same
 * length, the worse half of which is given up at each of the CUTS.
 */
export async function annealRounds(
  problem: Problem,
  start: Assignment,
  rounds: readonly RoundOptions[],
  hooks: SearchHooks,
  race = false,
): Promise<Rounds> {
  const standings = rounds.map(round => standingOf(problem, start, round));
  const costsOf = makeCosts(problem);
  const proposed = (): number => standings.reduce((sum, { proposals }) => sum + proposals, 0);
  const total = race
    ? raceLength(rounds.length, rounds[0].stages) * rounds[0].proposals
    : rounds.reduce((sum, { proposals }) => sum + proposals, 0);
  const most = Math.max(...standings.map(({ turns }) => turns.length));
  let racing = standings;
  let complete = true;
  for (let turn = 0; turn < most && complete; turn++) {
    const going = racing.filter(({ turns }) => turn < turns.length);
    for (const standing of going.filter(({ sliced }) => !sliced)) {
      const before = proposed();
      complete &&= await whole(standing, standing.turns[turn], costsOf, {
        ...hooks,
        onProgress: (_, done, objective) =>
          hooks.onProgress?.((before + done) / total, before + done, objective),
      });
    }
    const sliced = going.filter(standing => standing.sliced);
    if (complete && sliced.length > 0) complete = await slices(sliced, turn, costsOf, hooks);
    const done = proposed();
    hooks.onProgress?.(done / total, done, leastKept(standings));
    await hooks.breathe?.();
    if (!race || !complete) continue;
    for (const standing of going) standing.worth.push(worthOf(standing));
    for (const cut of standings[0].cuts) if (cut === turn) racing = betterHalf(racing);
  }
  for (const { problem: own, best } of racing) settleTargets(own, best, hooks);
  return {
    bests: racing.map(({ best }) => best),
    proposals: proposed(),
    accepted: standings.reduce((sum, { accepted }) => sum + accepted, 0),
    complete,
  };
}

/** Those that have been worth more of late; earlier ones among equals. */
function betterHalf(standings: readonly Standing[]): Standing[] {
  const mean = ({ worth }: Standing): number => {
    const late = worth.slice(-WORTH_TURNS);
    return late.reduce((sum, w) => sum + w, 0) / late.length;
  };
  const inOrder = [...standings].sort((a, b) => mean(a) - mean(b));
  return inOrder.slice(0, survivors(standings.length));
}

function worthOf({ problem, plan }: Standing): number {
  const { objective, excess } = judge(problem, plan);
  return objective + IMBALANCE * scaleOf(problem, objective).sectorCost * excess;
}

function standingOf(problem: Problem, start: Assignment, round: RoundOptions): Standing {
  const { seed, stages, proposals, slicing = SLICING } = round;
  const sliced = proposals >= slicing.from;
  const asOne = !sliced || isOnePurse(problem);
  const perStage = asOne || problem.k <= slicing.size ? slicing.slices : slicing.layouts;
  const turns: Turn[] = [];
  for (const { phase, share, bend } of [...stages, { phase: SETTLE, share: SETTLE_SHARE, bend: 0 }]) {
    const count = !sliced ? 1 : phase === SETTLE ? slicing.settleSlices : perStage;
    for (let at = 0; at < count; at++) {
      const part = partOf(phase, at / count, (at + 1) / count);
      const settles = phase === SETTLE && at === 0;
      turns.push({ phase: part, bend, proposals: Math.round((proposals * share) / count), settles });
    }
  }
  return {
    problem: withOwnTargets(problem),
    plan: Int32Array.from(start),
    prices: new Float64Array(energyRows(problem)),
    random: makeRandom(fork(seed, 1)),
    seed,
    slicing: asOne ? { ...slicing, size: problem.k } : slicing,
    turns,
    sliced,
    cuts: sliced ? cutsOf(turns) : [],
    worth: [],
    best: judge(problem, Int32Array.from(start)),
    streams: 0,
    proposals: 0,
    accepted: 0,
  };
}

/** The turns that cool down to each of the CUTS. */
function cutsOf(turns: readonly Turn[]): number[] {
  return CUTS.map(cut => turns.findIndex(({ phase }) => phase.heat[1] <= cut * (1 + 1e-9)));
}

/** The costs bent so far (bend.ts); worked out once. */
function makeCosts(problem: Problem): (bend: number) => Float64Array {
  const made = new Map<number, Float64Array>([[0, problem.cost]]);
  return bend => {
    const known = made.get(bend);
    if (known) return known;
    const costs = bendCosts(problem, remoteness(problem), bend);
    made.set(bend, costs);
    return costs;
  };
}

/** The best objective of those that keep their promises. */
function leastKept(standings: readonly Standing[]): number {
  return Math.min(...standings.map(({ best }) => (isKept(best) ? best.objective : Infinity)));
}

/** One turn of a short round in this thread; false when the signal ended it. */
async function whole(
  standing: Standing,
  turn: Turn,
  costsOf: (bend: number) => Float64Array,
  hooks: SearchHooks,
): Promise<boolean> {
  const { onProgress } = hooks;
  for (const job of jobsOf(standing, turn, costsOf)) {
    // its targets are the round's own, and may follow the plan meanwhile
    const done = await work(job.task, {
      ...hooks,
      onProgress: (part, count, objective) => onProgress?.(part, count, turn.bend > 0 ? Infinity : objective),
    });
    takeOver(job, done);
    keepBest(standing, hooks, turn.bend > 0 ? [standing.plan] : [standing.plan, done.best.rep]);
  }
  return !hooks.signal?.aborted;
}

/** One slice of each round, side by side; false when the signal ended it. */
async function slices(
  standings: readonly Standing[],
  turn: number,
  costsOf: (bend: number) => Float64Array,
  hooks: SearchHooks,
): Promise<boolean> {
  const crew = hooks.crew ?? alone(hooks.breathe);
  const jobs = standings.flatMap(standing => jobsOf(standing, standing.turns[turn], costsOf));
  const done = await crew(
    jobs.map(({ task }) => task),
    hooks.signal,
  );
  done.forEach((result, at) => {
    takeOver(jobs[at], result);
  });
  for (const standing of standings) {
    const bests = done.flatMap((result, at) =>
      jobs[at].standing === standing && jobs[at].region === null ? [result.best.rep] : [],
    );
    keepBest(standing, hooks, [standing.plan, ...bests]);
  }
  return done.length === jobs.length && !hooks.signal?.aborted;
}

interface Job {
  readonly standing: Standing;
  readonly task: Task;
  /** null: the whole map */
  readonly region: Region | null;
}

function jobsOf(
  standing: Standing,
  { phase, bend, proposals, settles }: Turn,
  costsOf: (bend: number) => Float64Array,
): Job[] {
  const { problem, plan, prices, random, seed, slicing } = standing;
  const { n, k, m } = problem;
  if (settles) goBack(standing);
  const bent: Problem = { ...problem, cost: costsOf(bend) };
  const scale = scaleOf(problem, costOf(bent, plan));
  const taskOf = (part: Problem, start: Assignment, own: Float64Array): Task => ({
    problem: part,
    start,
    seed: fork(seed, 100 + standing.streams++),
    phases: [{ phase, proposals: Math.round((proposals * part.n) / n) }],
    prices: own,
    scale,
  });
  if (k <= slicing.size) return [{ standing, task: taskOf(bent, plan, prices), region: null }];
  const tiles = mosaicOf(bordersOf(problem, plan), slicing.size, random);
  const members = membersOf(plan, k, tiles);
  return tiles.map((reps, t) => {
    const region = regionOf(bent, plan, reps, members[t]);
    return {
      standing,
      task: taskOf(region.problem, region.assignment, pricesOf(prices, region.reps, m)),
      region,
    };
  });
}

function takeOver({ standing, region }: Job, result: Done): void {
  const { plan, prices, problem } = standing;
  const { m } = problem;
  standing.proposals += result.proposals;
  standing.accepted += result.accepted;
  if (region === null) {
    plan.set(result.last);
    prices.set(result.prices);
    return;
  }
  putBack(region, result.last, plan);
  region.reps.forEach((j, b) => {
    for (let q = 0; q < m; q++) prices[j * m + q] = result.prices[b * m + q];
  });
}

/** To the best plan so far, if it is cheaper than where the annealing has ended: a dear one that keeps its promises is no help. */
function goBack({ problem, plan, best }: Standing): void {
  if (isKept(best) && best.objective <= costOf(problem, plan)) plan.set(best.rep);
}

/** Lets targets follow the plan, and keeps the best of those found if it is better by them. */
function keepBest(standing: Standing, { targetsOf }: SearchHooks, found: readonly Assignment[]): void {
  const { problem } = standing;
  if (targetsOf) {
    problem.target.set(targetsOf(standing.plan));
    standing.best = judge(problem, standing.best.rep);
  }
  for (const rep of found) {
    const now = judge(problem, rep);
    if (isBetter(now, standing.best)) standing.best = { ...now, rep: Int32Array.from(rep) };
  }
}

function costOf({ n, k, cost }: Problem, plan: Assignment): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += cost[i * k + plan[i]];
  return sum;
}

/** The part of a phase between two of its moments, 0…1. */
function partOf(phase: Phase, from: number, to: number): Phase {
  if (from === 0 && to === 1) return phase;
  const between = ([first, last]: Phase['heat']): Phase['heat'] => [
    first * powerOf(last / first, from),
    first * powerOf(last / first, to),
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
