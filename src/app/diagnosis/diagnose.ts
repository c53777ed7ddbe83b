// Balance that could not be met: which rules contradict each other, and what would mend it. Nothing is proposed that has
// not been tried: planned anew with it, balance and the disruption budget are kept.

import type { Diagnosis, Relaxation } from '../../model/diagnosis.ts';
import type { Problem } from '../../model/problem.ts';
import type { ElasticHooks } from '../../optimize/elastic.ts';
import { loadsOf } from '../../optimize/score.ts';
import { KEPT, overdraft } from '../../optimize/state.ts';
import { excessAt } from '../../optimize/window.ts';
import { type Optimized, type OptimizeHooks, optimizeWorld, problemAt, replan } from '../optimize-world.ts';
import type { World } from '../prepare.ts';
import { ownTargets, tolerances } from './balance-remedies.ts';
import { otherBudgets } from './budget-remedies.ts';
import { type Change, changedWorld, rebuiltWorld } from './change.ts';
import { type Conflict, conflictOf } from './conflict.ts';
import { type BrokenRow, mayDo, type Proposal, type RemedyInput } from './proposal.ts';
import { proposalsFor } from './rule-remedies.ts';
import { isExclusivity, isRow, makeLess, type Rule, rulesOf, toConflictRule } from './rules.ts';
import { cutAreas, otherLimits } from './sector-remedies.ts';

/** Pairs of zone and rep beyond which dozens of linear programs would take longer than the plan. */
const MOST_PAIRS = 1e6;
/** What all its linear programs may take together: a little more than a certificate of the largest maps. */
const LP_WORK = 4e9;
/** Plans made to try changes. */
const MOST_PLANS = 12;
/** Rules whose relaxation is tried. */
const MOST_RULES = 6;

/** Null where balance and the disruption budget are kept, the plan was cut short, or the problem is too large for it. */
export async function diagnose(
  world: World,
  optimized: Optimized,
  hooks: OptimizeHooks,
): Promise<Diagnosis | null> {
  const { problem, zoneRep, score, complete } = optimized;
  const kept = score.excess === 0 && withinBudget(problem, score.moved);
  if (kept || !complete || problem.n * problem.k > MOST_PAIRS) return null;
  const report = (fraction: number, iteration: number): void =>
    hooks.onProgress?.({
      phase: 'diagnosis',
      fraction,
      iteration,
      objective: score.objective,
      bound: Number.NaN,
    });
  report(0, 0);
  const broken = brokenRows(problem, zoneRep);
  const less = makeLess(world, optimized);
  const rules = rulesOf(world, optimized);
  const quiet: ElasticHooks = {
    budget: { left: LP_WORK },
    ...(hooks.signal && { signal: hooks.signal }),
    ...(hooks.breathe && { breathe: hooks.breathe }),
  };
  const conflict = await conflictOf(
    rules,
    less,
    new Map(broken.map(({ row, value, target }) => [row, Math.abs(value / target - 1)])),
    quiet,
  );
  const input: RemedyInput = { world, optimized, less, broken, hooks: quiet };

  const relaxations: Relaxation[] = [];
  const lists = await allProposals(input, conflict, rules);
  const plans = { left: MOST_PLANS };
  for (const [at, proposals] of lists.entries()) {
    if (hooks.signal?.aborted) break;
    report((at + 1) / (lists.length + 1), at + 1);
    const found = await firstThatWorks(input, proposals, plans, hooks);
    if (found) relaxations.push(found);
  }
  // half of it would look like all of it
  if (hooks.signal?.aborted) return null;
  return {
    possible_on_paper: conflict.possible,
    conflict: conflict.rules.map(rule => toConflictRule(world, rule)),
    minimal: conflict.minimal,
    relaxations: relaxations.sort((a, b) => a.objective_change - b.objective_change),
  };
}

/** One list for each kind of change, smallest change first. */
async function allProposals(
  input: RemedyInput,
  conflict: Conflict,
  rules: readonly Rule[],
): Promise<(readonly Proposal[])[]> {
  const { problem } = input.optimized;
  const { context } = input.world;
  const columns = [...new Set(input.broken.map(({ row }) => row % problem.m))].sort((a, b) => a - b);
  const measures = columns.filter(q => q < context.measures.length);
  const suspects =
    conflict.rules.length > 0 ? conflict.rules : rules.filter(rule => isNear(rule, input.broken, problem.m));
  const involved = suspects.filter(rule => !isRow(rule) && rule.kind !== 'budget').slice(0, MOST_RULES);
  const lists = measures.length > 0 ? [await tolerances(input, measures), ownTargets(input)] : [];
  for (const rule of involved) lists.push(await proposalsFor(input, rule));
  // one row of a limit speaks for all: it is the same for every sector
  for (const q of columns.filter(at => at >= context.measures.length)) {
    const row = input.broken.find(one => one.row % problem.m === q)?.row;
    if (row !== undefined) lists.push(otherLimits(input, row));
  }
  lists.push(...otherBudgets(input, conflict.rules), ...cutAreas(input));
  return lists;
}

/** Rules of the reps whose rows are broken, exclusive areas, and the budget: where nothing says more, what stands in the way is close by. */
function isNear(rule: Rule, broken: readonly BrokenRow[], m: number): boolean {
  if (isRow(rule) || rule.kind === 'budget') return false;
  if (rule.kind === 'max_moved' || isExclusivity(rule)) return true;
  return broken.some(({ row }) => Math.floor(row / m) === rule.rep);
}

async function firstThatWorks(
  input: RemedyInput,
  proposals: readonly Proposal[],
  plans: { left: number },
  hooks: OptimizeHooks,
): Promise<Relaxation | null> {
  const { world, optimized } = input;
  const { zones } = world.context;
  const silent = { ...hooks, onProgress: () => {} };
  for (const proposal of proposals) {
    if (hooks.signal?.aborted || plans.left <= 0) return null;
    if (!(await mayDo(input, proposal))) continue;
    const changed = await rebuiltWorld(world, proposal.change);
    if (!changed) continue;
    plans.left--;
    // planned from nothing, as whoever makes the change will do
    const anew = await optimizeWorld(atLittleEffort(changed), silent);
    if (!anew.complete || !isKept(anew)) continue;
    return { ...proposal.remedy, objective_change: await priceOf(changed, proposal, anew) };
  }
  return null;

  function isKept({ problem, score }: Pick<Optimized, 'problem' | 'score'>): boolean {
    const whole = score.strandedZones <= optimized.score.strandedZones;
    return score.excess === 0 && whole && withinBudget(problem, score.moved);
  }

  // told from the sectors in hand, too, which may have had more effort; not where zones are others, for then there are none
  async function priceOf(changed: World, { change }: Proposal, anew: Optimized): Promise<number> {
    const { id } = changed.context.zones;
    const same = id.length === zones.count && id.every((zone, i) => zone === zones.id[i]);
    const from = same ? await replan(changed, optimized, silent) : null;
    const cost = Math.min(anew.score.objective, from && isKept(from) ? from.score.objective : Infinity);
    return Number((cost - optimized.score.objective - broughtIn(input, change)).toFixed(1));
  }
}

/** What locked accounts cost where they are, which the objective counts once they are locked no more. */
function broughtIn({ world, optimized }: RemedyInput, { released }: Change): number {
  if (!released) return 0;
  const { incumbentOf, zoneOf, reps } = world.context;
  const k = reps.list.length;
  const everyone = new Uint8Array(world.eligibility.broken.length);
  const before = problemAt(world, optimized.centers, everyone).cost;
  const after = problemAt(changedWorld(world, { released }), optimized.centers, everyone).cost;
  const pairs = new Set([...released].map(a => (zoneOf[a] as number) * k + (incumbentOf[a] as number)));
  let sum = 0;
  for (const pair of pairs) sum += (after[pair] as number) - (before[pair] as number);
  return sum;
}

function atLittleEffort(world: World): World {
  const { context } = world;
  return {
    ...world,
    context: { ...context, settings: { ...context.settings, effort: 'fast', exact: false } },
  };
}

function withinBudget(problem: Problem, moved: number): boolean {
  return overdraft({ problem, moved }) === 0;
}

function brokenRows(problem: Problem, zoneRep: Int32Array): BrokenRow[] {
  const { k, m, target } = problem;
  const value = loadsOf(problem, zoneRep);
  const rows: BrokenRow[] = [];
  for (let row = 0; row < k * m; row++) {
    const goal = target[row] as number;
    if (excessAt(problem, row, (value[row] as number) / goal) > KEPT) {
      rows.push({ row, value: value[row] as number, target: goal });
    }
  }
  return rows;
}
