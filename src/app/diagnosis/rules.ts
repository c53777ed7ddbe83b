// The rules of a plan, one by one, and the problem that is left when some of them are taken away.

import type { ConflictRule } from '../../model/diagnosis.ts';
import { RULES } from '../../model/eligibility.ts';
import type { Problem } from '../../model/problem.ts';
import { withoutSide } from '../../optimize/elastic.ts';
import { type Optimized, problemAt } from '../optimize-world.ts';
import type { World } from '../prepare.ts';
import { changedWorld } from './change.ts';

export type Rule =
  | { readonly kind: 'balance'; readonly row: number; readonly side: 'least' | 'most' }
  /** `rule`: index in RULES */
  | { readonly kind: 'eligibility'; readonly rep: number; readonly rule: number }
  | { readonly kind: 'locked'; readonly rep: number }
  | { readonly kind: 'max_moved' };

/** Every rule that could stand in the way of balance. */
export function rulesOf(world: World, { problem }: Optimized): Rule[] {
  const { context, eligibility } = world;
  const { k, m } = problem;
  const rules: Rule[] = [];
  for (let row = 0; row < k * m; row++) {
    rules.push({ kind: 'balance', row, side: 'least' }, { kind: 'balance', row, side: 'most' });
  }
  const bits = new Uint8Array(k);
  eligibility.broken.forEach((broken, pair) => {
    bits[pair % k] = (bits[pair % k] as number) | broken;
  });
  for (let rep = 0; rep < k; rep++) {
    RULES.forEach((_, rule) => {
      if ((bits[rep] as number) & (1 << rule)) rules.push({ kind: 'eligibility', rep, rule });
    });
  }
  const locked = new Set<number>();
  context.named.forEach((named, a) => {
    if (named && context.accounts?.locked[a]) locked.add(context.incumbentOf[a] as number);
  });
  for (const rep of [...locked].sort((a, b) => a - b)) rules.push({ kind: 'locked', rep });
  if (problem.moveWeight) rules.push({ kind: 'max_moved' });
  return rules;
}

/** The problem at the plan's centers and targets, less some of its rules. */
export function makeLess(world: World, optimized: Optimized): (removed: Iterable<Rule>) => Problem {
  const none = new Uint8Array(world.eligibility.broken.length);
  // costs of every pair, whoever may serve; building them is most of the work, and the next question is often of the same
  let last: { readonly key: string; readonly problem: Problem; readonly world: World } | null = null;
  const openFor = (unlocked: readonly number[]) => {
    const key = unlocked.join();
    if (last?.key === key) return last;
    const changed = unlocked.length > 0 ? changedWorld(world, { unlocked: new Set(unlocked) }) : world;
    last = { key, problem: problemAt(changed, optimized.centers, none), world: changed };
    return last;
  };
  return removed => {
    const gone = [...removed];
    const unlocked = gone.flatMap(rule => (rule.kind === 'locked' ? [rule.rep] : [])).sort((a, b) => a - b);
    const { problem, world: changed } = openFor(unlocked);
    const { k } = problem;
    const ignored = new Uint8Array(k);
    for (const rule of gone) if (rule.kind === 'eligibility') ignored[rule.rep] |= 1 << rule.rule;
    const cost = problem.cost.map((c, pair) =>
      (changed.eligibility.broken[pair] as number) & ~(ignored[pair % k] as number)
        ? Number.POSITIVE_INFINITY
        : c,
    );
    const budget = gone.some(rule => rule.kind === 'max_moved')
      ? { moveWeight: null, moveBudget: Number.POSITIVE_INFINITY }
      : {};
    let less: Problem = { ...problem, ...budget, cost, target: optimized.problem.target };
    for (const rule of gone) if (rule.kind === 'balance') less = withoutSide(less, rule.row, rule.side);
    return less;
  };
}

/** The rule by its names. */
export function toConflictRule(world: World, rule: Rule): ConflictRule {
  const { reps, measures, accounts: records, incumbentOf } = world.context;
  const id = (rep: number) => reps.list[rep]?.id as string;
  switch (rule.kind) {
    case 'balance': {
      const m = measures.length;
      const measure = measures[rule.row % m]?.name as string;
      return { rule: 'balance', rep: id(Math.floor(rule.row / m)), measure, side: rule.side };
    }
    case 'eligibility':
      return { rule: 'eligibility', rep: id(rule.rep), column: RULES[rule.rule] as string };
    case 'locked': {
      const accounts = incumbentOf.reduce(
        (sum, j, a) => sum + (j === rule.rep && records?.locked[a] ? 1 : 0),
        0,
      );
      return { rule: 'locked', rep: id(rule.rep), accounts };
    }
    case 'max_moved':
      return { rule: 'max_moved' };
  }
}
