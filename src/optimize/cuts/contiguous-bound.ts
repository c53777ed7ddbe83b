// The bound that knows contiguity. Solve the master, price every pair of every zone with the cuts' multipliers, let in
// what would improve; look where the fractional plan's sectors hang together by nothing, or by a thread, and forbid it;
// and again. Whatever comes out of a round, its multipliers certify a bound by summation; the best round's are kept.

import type { Assignment, Bound, Duals, Effort, Hooks, Problem } from '../../model/problem.ts';
import type { PricedLeastReps } from '../area-bound.ts';
import { cheapest } from '../bound.ts';
import { type Coupling, makeCoupling } from '../coupling.ts';
import { piecesOf } from '../score.ts';
import { type Cut, keyOf, type PricedCut } from './cut.ts';
import { boundWithCuts, clampPrices } from './cut-bound.ts';
import { type CutLp, type CutLpSolution, openCutLp, type Pair } from './cut-lp.ts';
import { separate } from './separate.ts';

export interface ContiguousBound {
  /** no plan whose sectors are all connected costs less */
  readonly value: number;
  readonly duals: Duals;
  /** those with a multiplier above 0, in a stable order; none when contiguity costs nothing */
  readonly cuts: readonly PricedCut[];
  readonly rounds: number;
  /** of preferred areas, by kind: see AreaBound; none without them */
  readonly levels: readonly Float64Array[];
  /** areas whose least number of reps counts; none without them */
  readonly least: readonly PricedLeastReps[];
}

/** What may be spent: simplex steps, each counted by the rows it goes through. */
const WORK: Record<Effort, number> = { fast: 0, normal: 3e7, thorough: 1.2e9 };
const MOST_ROUNDS = 400;
/** The bound stalls when this many rounds together raise it by less than this share. */
const STALL_ROUNDS = 8;
const STALL = 5e-5;
/** Stranded pieces alone at first: necks are narrow cuts, and dear to find. */
const PIECES_FIRST = 3;
/** Columns to begin with beside the plan's, per coupling row, and to let in at once. */
const COLUMNS_PER_ROW = 15;
const MOST_COLUMNS = 2000;
/** Reps of a zone, beside its cheapest and the plan's, that may be among the first columns. */
const CLOSE = 4;
/** A cut that was slack in this many solutions goes. */
const IDLE = 3;
/** Excess over the budget must not pay, whatever the prices. */
const BUDGET_CAP = 1000;

interface Priced {
  readonly value: number;
  readonly prices: Float64Array;
  /** pairs that would improve the plan, the best first */
  readonly better: readonly Pair[];
}

/**
 * Null when the effort allows none, or when the map is in parts: a sector may then be in parts too. `plain`: the LP's
 * bound with its prices; `plan`: connected, gives the master something feasible to begin with.
 */
export async function contiguousBound(
  problem: Problem,
  plain: Bound,
  plan: Assignment,
  effort: Effort,
  hooks: Hooks = {},
): Promise<ContiguousBound | null> {
  let work = WORK[effort];
  if (work === 0 || piecesOf(problem, new Int32Array(problem.n)).count > 1) return null;
  const coupling = makeCoupling(problem);
  const base = cheapest(problem, plain.duals);
  const lp = await openCutLp(problem, coupling, base, BUDGET_CAP * problem.excessPrice);
  const regret = new Float32Array(problem.n * problem.k);
  let best: ContiguousBound = {
    value: plain.value,
    duals: plain.duals,
    cuts: [],
    rounds: 0,
    levels: [],
    least: [],
  };
  const history: number[] = [];
  try {
    priceAll(problem, lp, plain.duals, [], [], regret);
    lp.addPairs(firstPairs(problem, coupling, base, plan, regret));
    let columnsCame = true;
    for (let round = 1; round <= MOST_ROUNDS; round++) {
      const before = work;
      const solve = (): { solution: CutLpSolution; priced: Priced } | null => {
        const solution = lp.solve(columnsCame, Math.ceil(work / lp.rows()));
        if (solution === null) return null;
        work -= solution.steps * lp.rows();
        const priced = priceAll(problem, lp, solution.duals, lp.cuts(), solution.prices, regret);
        if (priced.value > best.value) best = keep(priced, solution.duals, lp.cuts(), round);
        lp.addPairs(priced.better.slice(0, MOST_COLUMNS));
        columnsCame = priced.better.length > 0;
        return { solution, priced };
      };
      let found = solve();
      // cuts drive zones to reps that the master did not know: once more, or the fractional plan is too far off
      if (columnsCame && found !== null) found = solve() ?? found;
      hooks.onProgress?.({
        phase: 'bound',
        fraction: 1 - Math.max(0, work) / WORK[effort],
        iteration: round,
        objective: Number.NaN,
        bound: best.value,
      });
      await hooks.breathe?.();
      // the next round costs as much as this one, or more: half a round certifies nothing
      if (found === null || work < before - work || hooks.signal?.aborted) break;
      history.push(best.value);
      const earlier = history[history.length - 1 - STALL_ROUNDS] ?? -Infinity;
      if (best.value - earlier < STALL * Math.abs(best.value)) break;

      lp.dropSlack(IDLE);
      const known = new Set(lp.cuts().map(keyOf));
      const fresh = (necks: boolean): Cut[] =>
        separate(problem, found.solution.shares, regret, necks)
          .filter(({ key }) => !known.has(key))
          .map(({ cut }) => cut);
      let cuts = fresh(round > PIECES_FIRST);
      if (cuts.length === 0 && round <= PIECES_FIRST) cuts = fresh(true);
      if (cuts.length === 0 && !columnsCame) break;
      if (cuts.length > 0) columnsCame = false;
      lp.addCuts(cuts);
    }
  } finally {
    lp.close();
  }
  return best;
}

function keep(priced: Priced, duals: Duals, cuts: readonly Cut[], rounds: number): ContiguousBound {
  const used = cuts.map((cut, t) => ({ ...cut, price: priced.prices[t] })).filter(({ price }) => price > 0);
  return { value: priced.value, duals, cuts: used, rounds, levels: [], least: [] };
}

/** The bound at these multipliers, every pair's regret, and the pairs that the master lacks. */
function priceAll(
  problem: Problem,
  lp: CutLp,
  duals: Duals,
  cuts: readonly Cut[],
  multipliers: ArrayLike<number>,
  regret: Float32Array,
): Priced {
  const { k } = problem;
  const prices = clampPrices(problem, duals, cuts, multipliers);
  const better: (Pair & { readonly gain: number })[] = [];
  const value = boundWithCuts(problem, duals, cuts, prices, (zone, reduced, least) => {
    let known = Infinity;
    for (const j of lp.known(zone)) known = Math.min(known, reduced[j]);
    const enough = known - 1e-7 * (1 + Math.abs(known));
    for (let rep = 0; rep < k; rep++) {
      regret[zone * k + rep] = reduced[rep] - least;
      if (reduced[rep] < enough) better.push({ zone, rep, gain: known - reduced[rep] });
    }
  });
  better.sort((a, b) => b.gain - a.gain || a.zone - b.zone || a.rep - b.rep);
  return { value, prices, better };
}

/** The plan's pairs, so that the master is feasible however it is cut, and the closest calls, a few a zone. */
function firstPairs(
  { n, k, cost }: Problem,
  coupling: Coupling,
  base: Int32Array,
  plan: Assignment,
  regret: Float32Array,
): Pair[] {
  const pairs: Pair[] = [];
  const close: (Pair & { readonly regret: number })[] = [];
  for (let zone = 0; zone < n; zone++) {
    if (plan[zone] !== base[zone] && cost[zone * k + plan[zone]] < Infinity)
      pairs.push({ zone, rep: plan[zone] });
    const nearest: number[] = [];
    for (let j = 0; j < k; j++) {
      if (j === base[zone] || j === plan[zone] || cost[zone * k + j] === Infinity) continue;
      let at = nearest.length;
      while (at > 0 && regret[zone * k + nearest[at - 1]] > regret[zone * k + j]) at--;
      if (at < CLOSE) nearest.splice(at, 0, j);
      if (nearest.length > CLOSE) nearest.pop();
    }
    for (const rep of nearest) close.push({ zone, rep, regret: regret[zone * k + rep] });
  }
  close.sort((a, b) => a.regret - b.regret || a.zone - b.zone || a.rep - b.rep);
  const most = COLUMNS_PER_ROW * coupling.rows + 20;
  return [...pairs, ...close.slice(0, most).map(({ zone, rep }) => ({ zone, rep }))];
}
