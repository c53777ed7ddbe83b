// Balance that could not be met: which rules contradict each other, and what would mend it. Nothing is proposed that has
// not been tried: a plan that keeps every promise was found with it, from the sectors in hand.

import type { Diagnosis, Relaxation } from '../../model/diagnosis.ts';
import type { Problem } from '../../model/problem.ts';
import { load } from '../../optimize/pricing.ts';
import { type Optimized, type OptimizeHooks, optimizeWorld, replan } from '../optimize-world.ts';
import type { World } from '../prepare.ts';
import { ownTargets, tolerances } from './balance-remedies.ts';
import { changedWorld } from './change.ts';
import { type Conflict, conflictOf } from './conflict.ts';
import { type BrokenRow, mayDo, type Proposal, type RemedyInput } from './proposal.ts';
import { proposalsFor } from './rule-remedies.ts';
import { makeLess, named, type Rule, rulesOf } from './rules.ts';

/** Pairs of zone and rep beyond which dozens of linear programs would take longer than the plan. */
const MOST_PAIRS = 1e6;
/** Rules whose relaxation is tried. */
const MOST_RULES = 6;
/** As the score judges: less is rounding. */
const KEPT = 1e-9;

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
  const quiet = {
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
  for (const [at, proposals] of lists.entries()) {
    if (hooks.signal?.aborted) break;
    report((at + 1) / (lists.length + 1), at + 1);
    const found = await firstThatWorks(input, proposals, hooks);
    if (found) relaxations.push(found);
  }
  // half of it would look like all of it
  if (hooks.signal?.aborted) return null;
  return {
    possible_on_paper: conflict.possible,
    conflict: conflict.rules.map(rule => named(world, rule)),
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
  const measures = [...new Set(input.broken.map(({ row }) => row % problem.m))].sort((a, b) => a - b);
  const suspects =
    conflict.rules.length > 0 ? conflict.rules : rules.filter(rule => isNear(rule, input.broken, problem.m));
  const involved = suspects.filter(rule => rule.kind !== 'balance').slice(0, MOST_RULES);
  const lists = measures.length > 0 ? [await tolerances(input, measures), ownTargets(input)] : [];
  for (const rule of involved) lists.push(await proposalsFor(input, rule));
  return lists;
}

/** Rules of the reps whose rows are broken, and the budget: where nothing says more, what stands in the way is close by. */
function isNear(rule: Rule, broken: readonly BrokenRow[], m: number): boolean {
  if (rule.kind === 'balance') return false;
  return rule.kind === 'max_moved' || broken.some(({ row }) => Math.floor(row / m) === rule.rep);
}

async function firstThatWorks(
  input: RemedyInput,
  proposals: readonly Proposal[],
  hooks: OptimizeHooks,
): Promise<Relaxation | null> {
  const { world, optimized } = input;
  const silent = { ...hooks, onProgress: () => {} };
  for (const proposal of proposals) {
    if (hooks.signal?.aborted) return null;
    if (!(await mayDo(input, proposal))) continue;
    const changed = changedWorld(world, proposal.change);
    // planned from nothing, as whoever makes the change will do; at little effort, for more only does better
    const anew = await optimizeWorld(atLittleEffort(changed), silent);
    if (!anew.complete || !isKept(anew)) continue;
    // what it costs is told from the sectors in hand, which may have had more effort
    const from = await replan(changed, optimized, silent);
    const cost = Math.min(anew.score.objective, isKept(from) ? from.score.objective : Infinity);
    return { ...proposal.remedy, objective_change: Number((cost - optimized.score.objective).toFixed(1)) };
  }
  return null;

  function isKept({ problem, score }: Pick<Optimized, 'problem' | 'score'>): boolean {
    const whole = score.strandedZones <= optimized.score.strandedZones;
    return score.excess === 0 && whole && withinBudget(problem, score.moved);
  }
}

function atLittleEffort(world: World): World {
  const { context } = world;
  return {
    ...world,
    context: { ...context, settings: { ...context.settings, effort: 'fast', exact: false } },
  };
}

function withinBudget(problem: Problem, moved: number): boolean {
  return moved <= problem.moveBudget * (1 + KEPT);
}

function brokenRows(problem: Problem, zoneRep: Int32Array): BrokenRow[] {
  const { n, k, m, target, fixedLoad, tolerance } = problem;
  const value = Float64Array.from(fixedLoad);
  for (let i = 0; i < n; i++) {
    const j = zoneRep[i] as number;
    for (let q = 0; q < m; q++) value[j * m + q] = (value[j * m + q] as number) + load(problem, i, j, q);
  }
  const rows: BrokenRow[] = [];
  for (let row = 0; row < k * m; row++) {
    const goal = target[row] as number;
    const deviation = Math.abs((value[row] as number) / goal - 1);
    if (deviation - (tolerance[row % m] as number) > KEPT) {
      rows.push({ row, value: value[row] as number, target: goal });
    }
  }
  return rows;
}
