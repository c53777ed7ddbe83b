// The one place where an assignment changes. Everything the search asks in its inner loop is kept as running
// sums: objective, what each rep carries, excess, what has moved, and which zones lie on a border between sectors.
// A move is applied in O(degree + m); `energy.ts` judges it in O(m) from these sums.

import type { Assignment, Problem } from '../model/problem.ts';
import { addCounts, countsOf, cutCost, type PartCounts, partDelta, shiftCounts } from './preferred.ts';
import { overspent, spending, usedOf } from './team-budgets.ts';
import { excessAt } from './window.ts';

/** A row counts as kept when it is beyond its window by no more than this many targets: rounding, not imbalance. */
export const KEPT = 1e-12;

export interface State {
  readonly problem: Problem;
  /** zone → rep; read it, change it only through `shift` */
  readonly rep: Assignment;
  /** load in targets, rep-major like Problem.target; fixed loads included */
  readonly load: Float64Array;
  /** deviation beyond tolerance in targets, per row; then how far each firm team budget is exceeded, in its units */
  readonly rowExcess: Float64Array;
  /** zones per rep */
  readonly size: Int32Array;
  /** when a sector last changed, by a clock that all sectors share: answers about it hold until then, and for it only */
  readonly version: Int32Array;
  clock: number;
  /** neighbors in another sector, per zone */
  readonly foreign: Int32Array;
  /** zones with a neighbor in another sector, in the first `borderCount` places, and where each stands (−1: nowhere) */
  readonly border: Int32Array;
  readonly borderAt: Int32Array;
  borderCount: number;
  /** the same per sector: linked through `sectorBorder[j]` */
  readonly sectorBorder: readonly number[][];
  readonly sectorBorderAt: Int32Array;
  /** 1 for zones outside the main piece of their sector: where map or rules leave no other way */
  readonly loose: Uint8Array;
  looseCount: number;
  /** zones of each rep in each preferred area, by kind; empty without any */
  readonly parts: PartCounts;
  /** what zones use of each team budget */
  readonly used: Float64Array;
  objective: number;
  /** rows whose excess is more than KEPT */
  brokenRows: number;
  moved: number;
}

/** A state of its own for a copy of `assignment`; every zone must have a rep. */
export function makeState(problem: Problem, assignment: Assignment): State {
  const { n, k, m } = problem;
  const state: State = {
    problem,
    rep: Int32Array.from(assignment),
    load: new Float64Array(k * m),
    rowExcess: new Float64Array(k * m + (problem.budgets?.length ?? 0)),
    size: new Int32Array(k),
    version: new Int32Array(k),
    clock: 0,
    foreign: new Int32Array(n),
    border: new Int32Array(n),
    borderAt: new Int32Array(n),
    borderCount: 0,
    sectorBorder: Array.from({ length: k }, () => []),
    sectorBorderAt: new Int32Array(n),
    loose: new Uint8Array(n),
    looseCount: 0,
    parts: countsOf(problem),
    used: new Float64Array(problem.budgets?.length ?? 0),
    objective: 0,
    brokenRows: 0,
    moved: 0,
  };
  restart(state, assignment);
  return state;
}

/** Takes over another assignment and recomputes every sum; loose zones are forgotten. */
export function restart(state: State, assignment: Assignment): void {
  const { n, offsets, neighbors } = state.problem;
  state.rep.set(assignment);
  state.loose.fill(0);
  state.looseCount = 0;
  state.size.fill(0);
  state.borderCount = 0;
  state.borderAt.fill(-1);
  for (const list of state.sectorBorder) list.length = 0;
  for (let i = 0; i < n; i++) {
    const j = state.rep[i];
    state.size[j]++;
    let foreign = 0;
    for (let e = offsets[i]; e < offsets[i + 1]; e++) if (state.rep[neighbors[e]] !== j) foreign++;
    state.foreign[i] = foreign;
    if (foreign > 0) enterBorder(state, i, j);
  }
  for (let j = 0; j < state.version.length; j++) state.version[j] = ++state.clock;
  addCounts(state.problem, state.rep, state.parts);
  resum(state);
}

/** Recomputes the floating sums from the assignment, so that rounding never accumulates over millions of moves. */
export function resum(state: State): void {
  const { n, k, m, cost, loads, fixedLoad, target, moveWeight } = state.problem;
  const { rep, load } = state;
  let objective = 0;
  let moved = 0;
  for (let i = 0; i < n; i++) {
    objective += cost[i * k + rep[i]];
    if (moveWeight) moved += moveWeight[i * k + rep[i]];
  }
  state.objective = objective + cutCost(state.problem, state.parts);
  state.moved = moved;
  load.set(fixedLoad);
  for (let q = 0; q < m; q++) {
    const a = loads[q];
    const perPair = a.length !== n;
    for (let i = 0; i < n; i++) load[rep[i] * m + q] += perPair ? a[i * k + rep[i]] : a[i];
  }
  state.brokenRows = 0;
  for (let row = 0; row < k * m; row++) {
    load[row] /= target[row];
    const excess = excessAt(state.problem, row, load[row]);
    state.rowExcess[row] = excess;
    if (excess > KEPT) state.brokenRows++;
  }
  if (state.problem.budgets) respend(state);
}

function respend(state: State): void {
  const { problem, rep, used } = state;
  used.set(usedOf(problem, rep));
  state.objective += spending(problem, used).cost;
  problem.budgets?.forEach((_, b) => {
    // entries of the last sum are not to be counted twice
    state.rowExcess[problem.k * problem.m + b] = 0;
    refreshSpending(state, b);
  });
}

/** Whether a firm budget is exceeded, and how far. */
function refreshSpending(state: State, b: number): void {
  const { k, m, budgets } = state.problem;
  const budget = budgets![b];
  if (budget.price === null) refreshRow(state, k * m + b, overspent(budget, state.used[b]) / budget.unit);
}

/** What zone i uses changes with its rep. */
function spend(state: State, i: number, from: number, to: number): void {
  const { k, budgets } = state.problem;
  for (let b = 0; b < budgets!.length; b++) {
    const budget = budgets![b];
    const change = budget.use[i * k + to] - budget.use[i * k + from];
    if (change === 0) continue;
    const before = state.used[b];
    state.used[b] = before + change;
    if (budget.price === null) refreshSpending(state, b);
    else state.objective += budget.price * (overspent(budget, before + change) - overspent(budget, before));
  }
}

/** Σ of the excess of all rows, in targets, rounding taken off. */
export function totalExcess(state: State): number {
  let sum = 0;
  for (const excess of state.rowExcess) if (excess > KEPT) sum += excess;
  return sum;
}

/** How far the disruption budget is overdrawn, as a share of it (of one unit of moveWeight when it is 0). */
export function overdraft({ problem, moved }: Pick<State, 'problem' | 'moved'>): number {
  const { moveBudget } = problem;
  const over = moved - moveBudget;
  return over > KEPT * Math.max(moveBudget, 1) ? over / (moveBudget > 0 ? moveBudget : 1) : 0;
}

/** Gives zone i to rep `to`. Knows nothing of connectivity: ask first. */
export function shift(state: State, i: number, to: number): void {
  const { problem, rep, load, foreign, loose } = state;
  const { n, k, m, cost, loads, target, offsets, neighbors, moveWeight } = problem;
  const from = rep[i];
  if (from === to) return;
  state.objective += cost[i * k + to] - cost[i * k + from];
  if (state.parts.length > 0) {
    state.objective += partDelta(problem, state.parts, i, from, to, 0);
    shiftCounts(problem, state.parts, i, from, to);
  }
  if (moveWeight) state.moved += moveWeight[i * k + to] - moveWeight[i * k + from];
  if (problem.budgets) spend(state, i, from, to);
  for (let q = 0; q < m; q++) {
    const a = loads[q];
    const perPair = a.length !== n;
    const out = from * m + q;
    load[out] -= (perPair ? a[i * k + from] : a[i]) / target[out];
    refreshRow(state, out, excessAt(problem, out, load[out]));
    const into = to * m + q;
    load[into] += (perPair ? a[i * k + to] : a[i]) / target[into];
    refreshRow(state, into, excessAt(problem, into, load[into]));
  }
  if (foreign[i] > 0) leaveBorder(state, i, from);
  rep[i] = to;
  let own = 0;
  for (let e = offsets[i]; e < offsets[i + 1]; e++) {
    const h = neighbors[e];
    const j = rep[h];
    if (j !== to) own++;
    if (j === from) {
      if (foreign[h]++ === 0) enterBorder(state, h, j);
    } else if (j === to) {
      if (--foreign[h] === 0) leaveBorder(state, h, j);
    }
  }
  foreign[i] = own;
  if (own > 0) enterBorder(state, i, to);
  state.size[from]--;
  state.size[to]++;
  state.version[from] = ++state.clock;
  state.version[to] = ++state.clock;
  if (state.looseCount > 0) {
    if (loose[i]) {
      loose[i] = 0;
      state.looseCount--;
    }
    fasten(state, i);
  }
}

function refreshRow(state: State, row: number, excess: number): void {
  const before = state.rowExcess[row] > KEPT ? 1 : 0;
  state.brokenRows += (excess > KEPT ? 1 : 0) - before;
  state.rowExcess[row] = excess;
}

/** Marks zones as outside the main piece of their sector. */
export function setLoose(state: State, zones: Iterable<number>): void {
  state.loose.fill(0);
  state.looseCount = 0;
  for (const i of zones) {
    state.loose[i] = 1;
    state.looseCount++;
  }
  for (let j = 0; j < state.version.length; j++) state.version[j] = ++state.clock;
}

/** A copy of which zones are loose: undoing shifts does not bring it back. */
export function looseOf({ loose, looseCount }: State): Loose {
  return { loose: looseCount > 0 ? loose.slice() : null, looseCount };
}

/** As it was when `looseOf` looked; sectors must be in the same pieces as then, whoever has them. */
export function backToLoose(state: State, { loose, looseCount }: Loose): void {
  if (loose !== null) state.loose.set(loose);
  state.looseCount = looseCount;
}

export interface Loose {
  readonly loose: Uint8Array | null;
  readonly looseCount: number;
}

// loose zones that zone i has just tied to their sector's main piece
function fasten(state: State, i: number): void {
  const { offsets, neighbors } = state.problem;
  const stack = [i];
  while (stack.length > 0) {
    const z = stack.pop()!;
    for (let e = offsets[z]; e < offsets[z + 1]; e++) {
      const h = neighbors[e];
      if (state.loose[h] && state.rep[h] === state.rep[i]) {
        state.loose[h] = 0;
        state.looseCount--;
        stack.push(h);
      }
    }
  }
}

function enterBorder(state: State, i: number, j: number): void {
  state.borderAt[i] = state.borderCount;
  state.border[state.borderCount++] = i;
  const list = state.sectorBorder[j];
  state.sectorBorderAt[i] = list.length;
  list.push(i);
}

function leaveBorder(state: State, i: number, j: number): void {
  const last = state.border[--state.borderCount];
  state.border[state.borderAt[i]] = last;
  state.borderAt[last] = state.borderAt[i];
  state.borderAt[i] = -1;
  const list = state.sectorBorder[j];
  const tail = list.pop()!;
  if (tail !== i) {
    list[state.sectorBorderAt[i]] = tail;
    state.sectorBorderAt[tail] = state.sectorBorderAt[i];
  }
}
