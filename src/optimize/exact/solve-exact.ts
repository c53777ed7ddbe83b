// Proven optima for small cases. The plan found by search sets the mark; pairs that cannot be in anything cheaper are
// dropped. What is left is a 0-1 program that knows nothing of maps: a plan of it whose sectors are in pieces is
// forbidden by the rows that it breaks, and mended, which may set a better mark; then the program is solved again. Its
// bound holds whatever rows are in, so the two meet from both sides: a proof as good as HiGHS's arithmetic, at the given
// centers and targets.

import type { Assignment, Bound, Hooks, Problem } from '../../model/problem.ts';
import { type AreaAscent, ascendAreas } from '../area-ascent.ts';
import { effectiveBudget } from '../bound.ts';
import { openLp, solveMip } from '../highs.ts';
import { type FullModel, fullModel, type LpRow } from '../lp-model.ts';
import { makePricer } from '../pricing.ts';
import { repair } from '../repair.ts';
import { piecesOf, scoreOf } from '../score.ts';
import { search } from '../search.ts';
import { type AreaModel, fillParts, withAreaColumns } from './area-columns.ts';
import { brokenCuts, type ConnectivityCut, fractionalCuts } from './connectivity-cuts.ts';
import type { MipSolver } from './mip.ts';

export interface ExactOptions {
  /** branch-and-bound nodes in all */
  readonly nodes: number;
  /** simplex steps in all, each counted by the columns it goes through */
  readonly work: number;
  readonly seed: number;
}

export interface ExactHooks extends Hooks {
  /** solves 0-1 programs elsewhere; in this thread when absent */
  readonly mip?: MipSolver;
}

export interface ExactResult {
  readonly assignment: Assignment;
  /** objective and priced excess of the assignment */
  readonly value: number;
  /** no connected plan costs less */
  readonly bound: number;
  /** value and bound meet: to a millionth */
  readonly proven: boolean;
  readonly nodes: number;
  /** rows that forbade something, in all */
  readonly cuts: number;
  /** pairs left when those that only dearer plans contain are dropped */
  readonly columns: number;
}

/** Value and bound count as equal within this share. */
const PROVEN = 1e-6;
/** How near the optimum a program is solved, while plans in pieces are to be expected: a part of the gap, at most this. */
const GAP_PART = 0.25;
const WIDEST_GAP = 1e-3;
/** What one program may take of what is left, so that there is some for those that know more rows. */
const PART = 0.5;
/** Length of the search that mends a plan in pieces: another one follows with the next program. */
const MENDING = 0.05;
/** Of the plans in pieces that one program has come by, the cheapest so many are mended. */
const MENDED = 3;
/** For what preferred areas add to the bound: see AscentOptions. */
const ASCENT = { steps: 500, pairs: 2e7 };
/** Rounds of rows that the relaxed program breaks, before each program. */
const RELAXED_ROUNDS = 25;
/** Rows that the relaxed program leaves slack go, every so many rounds. */
const TRIM = 5;

/**
 * The best plan whose sectors are all connected, or as near to it as `options` allow. `start` must be a plan; when its
 * sectors are connected it is the mark to beat. `plain`: the LP's bound with its duals.
 */
export async function solveExact(
  problem: Problem,
  start: Assignment,
  plain: Bound,
  options: ExactOptions,
  hooks: ExactHooks = {},
): Promise<ExactResult> {
  const { n } = problem;
  const mip = hooks.mip ?? solveMip;
  let best: Assignment = Int32Array.from(start);
  let value = isAllowed(problem, start) ? costOf(problem, start) : Infinity;
  const raised = raise(problem, plain, value);
  let bound = raised.value;
  let nodes = 0;
  let work = options.work;
  const full = withAreaColumns(problem, fullModel(dropDear(problem, raised, value)));
  const { model, overAt } = full;
  const pool = makePool(problem, full);
  const proven = (): boolean => value < Infinity && value - bound <= PROVEN * Math.abs(value);
  const take = (plan: Assignment): void => {
    if (!isAllowed(problem, plan)) return;
    const cost = costOf(problem, plan);
    if (cost < value) [best, value] = [plan, cost];
  };
  const report = (done: number, lower: number): void =>
    hooks.onProgress?.({
      phase: 'exact',
      fraction: Math.min(1, Math.max(done / options.nodes, 1 - work / options.work)),
      iteration: done,
      objective: value,
      bound: Math.max(bound, Math.min(lower, value)),
    });

  pool.add(brokenCuts(problem, sharesOf(problem, start)), true);
  for (let turn = 0, tight = false; !proven() && !hooks.signal?.aborted; turn++) {
    bound = Math.max(bound, Math.min(value, await relax(problem, full, pool)));
    report(nodes, bound);
    await hooks.breathe?.();
    // a program that nothing new came out of gets all that is left
    const part = tight ? 1 : PART;
    const limits = {
      nodes: Math.ceil(part * (options.nodes - nodes)),
      steps: Math.ceil((part * work) / model.columns),
    };
    if (proven() || bound === Infinity || limits.nodes <= 0 || limits.steps <= 0) break;
    const before = nodes;
    const gap = tight
      ? PROVEN / 2
      : Math.max(PROVEN / 2, Math.min(WIDEST_GAP, GAP_PART * (1 - bound / value)));
    const solved = await mip(
      {
        ...{ model, binaries: overAt, rows: [...pool.rows.values()].map(({ row }) => row), gap, ...limits },
        start: value < Infinity ? pointOf(problem, full, best) : null,
      },
      (done, lower) => report(before + done, lower),
    ).catch((error: unknown) => {
      // called off by the signal, or broken
      if (hooks.signal?.aborted) return null;
      throw error;
    });
    if (solved === null) break;
    nodes += solved.nodes;
    work -= solved.steps * model.columns;
    bound = Math.max(bound, Math.min(value, solved.bound));
    const found = solved.points.map(point => planOf(point, full, n));
    let fresh = 0;
    for (const plan of found) {
      take(plan);
      fresh += pool.add(brokenCuts(problem, sharesOf(problem, plan)), true);
    }
    for (const plan of fresh > 0 ? found.slice(-MENDED) : []) {
      take(await mended(problem, plan, options.seed + turn, hooks));
    }
    if (bound === Infinity || (part === 1 && !solved.complete)) break;
    // nothing new at the tightest is the end, proof or not
    if (fresh === 0 && tight) break;
    tight = fresh === 0;
  }
  // a bound of Infinity: no connected plan exists
  return {
    assignment: best,
    value,
    bound,
    proven: proven() || bound === Infinity,
    nodes,
    cuts: pool.added(),
    columns: overAt,
  };
}

/** The plan in one piece per sector, and what the search makes of it. */
async function mended(problem: Problem, plan: Assignment, seed: number, hooks: Hooks): Promise<Assignment> {
  const { signal, breathe } = hooks;
  const from = repair(problem, plan);
  const { assignment } = await search(
    problem,
    from,
    { effort: 'normal', seed, start: 'settled', scale: MENDING * Math.min(1, problem.n / 100) },
    { ...(signal && { signal }), ...(breathe && { breathe }) },
  );
  return assignment;
}

interface PoolRow {
  readonly row: LpRow;
  /** what a whole plan broke stays in, however slack fractions leave it */
  firm: boolean;
}

interface Pool {
  /** by what they say */
  readonly rows: Map<string, PoolRow>;
  /** takes in those that are new; how many were */
  readonly add: (cuts: readonly ConnectivityCut[], firm: boolean) => number;
  readonly added: () => number;
}

function makePool(problem: Problem, full: FullModel): Pool {
  const { k, n } = problem;
  const columnAt = new Int32Array(n * k).fill(-1);
  for (let c = 0; c < full.overAt; c++) columnAt[full.zoneOf[c] * k + full.repOf[c]] = c;
  const rows = new Map<string, PoolRow>();
  let added = 0;
  return {
    rows,
    add: (cuts, firm) => {
      let fresh = 0;
      for (const cut of cuts) {
        const key = JSON.stringify(cut);
        const known = rows.get(key);
        if (known) {
          known.firm ||= firm;
          continue;
        }
        rows.set(key, { row: rowOf(cut, k, columnAt, full.underAt), firm });
        fresh++;
      }
      added += fresh;
      return fresh;
    },
    added: () => added,
  };
}

/** Adds rows that the relaxed program breaks to the pool, and drops slack ones; the relaxed optimum. */
async function relax(problem: Problem, full: FullModel, pool: Pool): Promise<number> {
  const { n, k } = problem;
  const lp = await openLp(full.model);
  /** the rows of the program, in its order */
  let inside: string[] = [];
  const catchUp = (): boolean => {
    const known = new Set(inside);
    const missing = [...pool.rows].filter(([key]) => !known.has(key));
    lp.addRows(missing.map(([, { row }]) => row));
    inside.push(...missing.map(([key]) => key));
    return missing.length > 0;
  };
  try {
    catchUp();
    let least = -Infinity;
    for (let round = 1; ; round++) {
      const relaxed = lp.solve();
      if (relaxed === null) return Infinity;
      least = Math.max(least, relaxed.objective);
      if (round > RELAXED_ROUNDS) return least;
      if (round % TRIM === 0) {
        const stays = lp.trim();
        for (const [at, key] of inside.entries())
          if (!stays[at] && !pool.rows.get(key)!.firm) pool.rows.delete(key);
        inside = inside.filter((_, at) => stays[at]);
      }
      const share = new Float64Array(n * k);
      for (let c = 0; c < full.overAt; c++) share[full.zoneOf[c] * k + full.repOf[c]] = relaxed.point[c];
      const fresh =
        pool.add(brokenCuts(problem, share), false) + pool.add(fractionalCuts(problem, share), false);
      if (fresh === 0) return least;
      catchUp();
    }
  } finally {
    lp.close();
  }
}

/** True when every sector is in one piece and the disruption budget is kept. */
function isAllowed(problem: Problem, plan: Assignment): boolean {
  const { moved } = scoreOf(problem, plan);
  const sectors = new Set(plan).size;
  return piecesOf(problem, plan).count === sectors && moved <= effectiveBudget(problem) * (1 + 1e-9);
}

/** The plan as a point of the program, its excess with it; null where a pair of it was dropped. */
function pointOf(problem: Problem, full: AreaModel, plan: Assignment): Float64Array | null {
  const { model, zoneOf, repOf, overAt } = full;
  const { k, m } = problem;
  const point = new Float64Array(model.columns);
  let placed = 0;
  for (let c = 0; c < overAt; c++) {
    if (plan[zoneOf[c]] !== repOf[c]) continue;
    point[c] = 1;
    placed++;
  }
  if (placed < problem.n) return null;
  const { rows } = model;
  const sum = new Float64Array(rows);
  for (let c = 0; c < overAt; c++) {
    if (point[c] === 0) continue;
    for (let e = model.starts[c]; e < model.starts[c + 1]; e++) sum[model.indices[e]] += model.values[e];
  }
  for (let r = 0; r < k * m; r++) {
    const at = problem.n + r;
    point[overAt + r] = Math.max(0, sum[at] - model.rowUpper[at]);
    point[full.underAt + r] = Math.max(0, model.rowLower[at] - sum[at]);
  }
  fillParts(full, point);
  for (const b of (problem.budgets ?? []).keys()) {
    const row = full.teamRow + b;
    point[full.spentAt + b] = Math.max(0, sum[row] - model.rowUpper[row]);
  }
  return point;
}

/** The plain bound, and what areas add to it. */
function raise(problem: Problem, plain: Bound, value: number): Pick<AreaAscent, 'value' | 'duals' | 'areas'> {
  const none = { gain: 0, levels: [], room: [], least: [] };
  if (!problem.preferred) return { value: plain.value, duals: plain.duals, areas: none };
  return ascendAreas(problem, plain.duals, [], { ...ASCENT, above: value });
}

/** The problem without the pairs that only plans dearer than `value` contain: bound + regret > value. */
function dropDear(
  problem: Problem,
  { value: bound, duals, areas }: ReturnType<typeof raise>,
  value: number,
): Problem {
  const { n, k, preferred = [] } = problem;
  const cost = problem.cost.slice();
  const pricer = makePricer(problem, duals);
  const reduced = new Float64Array(k);
  const room = value - bound + PROVEN * Math.abs(value);
  for (let i = 0; i < n; i++) {
    pricer.row(i, reduced);
    // in an area a zone costs its level at least
    for (const level of areas.levels)
      if (!Number.isNaN(level[i])) for (let j = 0; j < k; j++) reduced[j] = Math.max(reduced[j], level[i]);
    const least = Math.min(...reduced);
    for (let j = 0; j < k; j++) {
      let regret = reduced[j] - least;
      // and whoever comes in pays what the levels do not
      for (const [kind, { of }] of preferred.entries())
        if (of[i] >= 0) regret += areas.room[kind][of[i] * k + j];
      if (regret > room) cost[i * k + j] = Infinity;
    }
  }
  return { ...problem, cost };
}

function rowOf(cut: ConnectivityCut, k: number, columnAt: Int32Array, underAt: number): LpRow {
  const columns: number[] = [];
  const values: number[] = [];
  const put = (zone: number, value: number): void => {
    const column = columnAt[zone * k + cut.rep];
    if (column < 0) return;
    columns.push(column);
    values.push(value);
  };
  put(cut.a, 1);
  if (cut.b >= 0) put(cut.b, 1);
  for (const c of cut.separator) put(c, -1);
  if (cut.row >= 0) {
    columns.push(underAt + cut.row);
    values.push(-cut.relief);
  }
  return { lower: -Infinity, upper: cut.b >= 0 ? 1 : 0, columns, values };
}

function sharesOf({ n, k }: Problem, plan: Assignment): Float64Array {
  const out = new Float64Array(n * k);
  for (let i = 0; i < n; i++) out[i * k + plan[i]] = 1;
  return out;
}

function planOf(point: Float64Array, { zoneOf, repOf, overAt }: FullModel, n: number): Assignment {
  const plan = new Int32Array(n);
  for (let c = 0; c < overAt; c++) if (point[c] > 0.5) plan[zoneOf[c]] = repOf[c];
  return plan;
}

function costOf(problem: Problem, plan: Assignment): number {
  const { objective, excess } = scoreOf(problem, plan);
  return objective + problem.excessPrice * excess;
}
