// Proven optima for small cases. The plan found by search sets the mark; pairs that cannot be in anything cheaper are
// dropped; HiGHS solves what is left as a mixed-integer program that knows nothing of maps, and whenever it finds
// something cheaper with a sector in pieces, the rows that forbid just that are added. What it then finds, or fails to
// find, is the optimum over connected plans: a proof as good as HiGHS's arithmetic, at the given centers and targets.

import type { Assignment, Bound, Hooks, Problem } from '../../model/problem.ts';
import { effectiveBudget } from '../bound.ts';
import { openLp } from '../highs.ts';
import { fullModel, type LpRow } from '../lp-model.ts';
import { makePricer } from '../pricing.ts';
import { scoreOf } from '../score.ts';
import { brokenCuts, type ConnectivityCut, fractionalCuts } from './connectivity-cuts.ts';
import { searchTree } from './tree.ts';

export interface ExactOptions {
  /** branch-and-bound nodes in all */
  readonly nodes: number;
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
  readonly cuts: number;
  /** columns left after the first bound */
  readonly columns: number;
}

/** Value and bound count as equal within this share. */
const PROVEN = 1e-6;

/**
 * The best plan whose sectors are all connected, or as near to it as `options` allow. `start` must be a plan; when its
 * sectors are connected it is the mark to beat. `plain`: the LP's bound with its duals.
 */
export async function solveExact(
  problem: Problem,
  start: Assignment,
  plain: Bound,
  options: ExactOptions,
  hooks: Hooks = {},
): Promise<ExactResult> {
  const { n, k } = problem;
  let best: Assignment = Int32Array.from(start);
  const startCuts = brokenCuts(problem, sharesOf(problem, start));
  const keepsBudget = scoreOf(problem, start).moved <= effectiveBudget(problem) * (1 + 1e-9);
  let value = startCuts.length === 0 && keepsBudget ? costOf(problem, best) : Infinity;
  const small = dropDear(problem, plain, value);
  const { model, zoneOf, repOf, overAt, underAt } = fullModel(small);
  const columnAt = new Int32Array(n * k).fill(-1);
  for (let c = 0; c < overAt; c++) columnAt[zoneOf[c] * k + repOf[c]] = c;
  const lp = await openLp(model);
  let cutsAdded = 0;
  /** the cuts in the program, in the order of its rows */
  let known: string[] = [];
  const rowsOf = (cuts: readonly ConnectivityCut[]): LpRow[] => {
    const rows: LpRow[] = [];
    for (const cut of cuts) {
      const key = JSON.stringify(cut);
      if (known.includes(key)) continue;
      known.push(key);
      rows.push(rowOf(cut, k, columnAt, underAt));
    }
    cutsAdded += rows.length;
    return rows;
  };
  const groups = Array.from({ length: n }, (_, i) => columnAt.subarray(i * k, i * k + k).filter(c => c >= 0));
  try {
    lp.addRows(rowsOf(startCuts));
    const tree = searchTree(
      lp,
      {
        binaries: overAt,
        groups,
        separate: (point, thorough) => {
          const share = new Float64Array(n * k);
          for (let c = 0; c < overAt; c++) share[zoneOf[c] * k + repOf[c]] = point[c];
          const rows = rowsOf(brokenCuts(problem, share));
          return rows.length > 0 || !thorough ? rows : rowsOf(fractionalCuts(problem, share));
        },
        trimmed: stays => {
          known = known.filter((_, r) => stays[r]);
        },
        found: point => {
          const plan = planOf(point, zoneOf, repOf, overAt, n);
          if (brokenCuts(problem, sharesOf(problem, plan)).length > 0)
            throw new Error('a plan in pieces broke no cut');
          const cost = costOf(problem, plan);
          if (cost < value) {
            value = cost;
            best = plan;
          }
          return cost;
        },
      },
      value,
      PROVEN,
      {
        nodes: options.nodes,
        onNodes: (nodes, bound) => {
          const lower = Math.max(plain.value, bound);
          hooks.onProgress?.({
            phase: 'exact',
            fraction: nodes / options.nodes,
            iteration: nodes,
            objective: value,
            bound: lower,
          });
          return !hooks.signal?.aborted;
        },
      },
    );
    const bound = Math.max(plain.value, Math.min(tree.bound, value));
    const proven = value - bound <= PROVEN * Math.abs(value);
    return { assignment: best, value, bound, proven, nodes: tree.nodes, cuts: cutsAdded, columns: overAt };
  } finally {
    lp.close();
  }
}

/** The problem without the pairs that only plans dearer than `value` contain: bound + regret > value. */
function dropDear(problem: Problem, plain: Bound, value: number): Problem {
  const { n, k } = problem;
  const cost = problem.cost.slice();
  const pricer = makePricer(problem, plain.duals);
  const reduced = new Float64Array(k);
  const room = value - plain.value + PROVEN * Math.abs(value);
  for (let i = 0; i < n; i++) {
    pricer.row(i, reduced);
    const least = Math.min(...reduced);
    for (let j = 0; j < k; j++) if (reduced[j] - least > room) cost[i * k + j] = Infinity;
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

function planOf(
  point: Float64Array,
  zoneOf: Int32Array,
  repOf: Int32Array,
  pairs: number,
  n: number,
): Assignment {
  const plan = new Int32Array(n);
  for (let c = 0; c < pairs; c++) if (point[c] > 0.5) plan[zoneOf[c]] = repOf[c];
  return plan;
}

function costOf(problem: Problem, plan: Assignment): number {
  const { objective, excess } = scoreOf(problem, plan);
  return objective + problem.excessPrice * excess;
}
