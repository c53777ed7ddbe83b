// The rules of a plan, one by one, and the problem that is left when some of them are taken away.

import type { Limit } from '../../model/context.ts';
import type { ConflictRule } from '../../model/diagnosis.ts';
import { RULES } from '../../model/eligibility.ts';
import type { Problem } from '../../model/problem.ts';
import type { BudgetSetting } from '../../model/settings.ts';
import { withoutSide } from '../../optimize/elastic.ts';
import { type Optimized, problemAt } from '../optimize-world.ts';
import type { World } from '../prepare.ts';
import { changedWorld } from './change.ts';

export type Rule =
  | { readonly kind: 'balance'; readonly row: number; readonly side: 'least' | 'most' }
  /** of zones or accounts: rows like those of balance */
  | { readonly kind: 'limit'; readonly row: number; readonly side: 'least' | 'most' }
  /** `rule`: index in RULES; `rep`: whom it keeps away, but of exclusive areas the one to whom they are exclusive */
  | { readonly kind: 'eligibility'; readonly rep: number; readonly rule: number }
  | { readonly kind: 'locked'; readonly rep: number }
  | { readonly kind: 'max_moved' }
  /** a firm budget of a team, by its place in the settings */
  | { readonly kind: 'budget'; readonly at: number };

/** Is it a side of a row of the model? */
export function isRow(rule: Rule): rule is Extract<Rule, { kind: 'balance' | 'limit' }> {
  return rule.kind === 'balance' || rule.kind === 'limit';
}

const EXCLUSIVE = RULES.indexOf('exclusive_zones');

export function isExclusivity(rule: Rule): boolean {
  return rule.kind === 'eligibility' && rule.rule === EXCLUSIVE;
}

/** Every rule that could stand in the way of balance. */
export function rulesOf(world: World, { problem }: Optimized): Rule[] {
  const { context, eligibility } = world;
  const { k, m } = problem;
  const rules: Rule[] = [];
  for (let row = 0; row < k * m; row++) {
    const limit = context.settings.limits[(row % m) - context.measures.length];
    const kind = limit ? 'limit' : 'balance';
    if (limit?.min !== null) rules.push({ kind, row, side: 'least' });
    if (limit?.max !== null) rules.push({ kind, row, side: 'most' });
  }
  const bits = new Uint16Array(k);
  eligibility.broken.forEach((broken, pair) => {
    bits[pair % k] = (bits[pair % k] as number) | broken;
  });
  for (let rep = 0; rep < k; rep++) {
    RULES.forEach((_, rule) => {
      if (rule === EXCLUSIVE) return;
      if ((bits[rep] as number) & (1 << rule)) rules.push({ kind: 'eligibility', rep, rule });
    });
  }
  // an area is closed to all others by one rule, its holder's: theirs one by one would be as many as reps
  const holders = new Set([...eligibility.holders.values()].flatMap(list => (list.length < k ? list : [])));
  for (const rep of [...holders].sort((a, b) => a - b)) {
    rules.push({ kind: 'eligibility', rep, rule: EXCLUSIVE });
  }
  const locked = new Set<number>();
  context.named.forEach((named, a) => {
    if (named && context.accounts?.locked[a]) locked.add(context.incumbentOf[a] as number);
  });
  for (const rep of [...locked].sort((a, b) => a - b)) rules.push({ kind: 'locked', rep });
  if (problem.moveWeight) rules.push({ kind: 'max_moved' });
  problem.budgets?.forEach(({ price }, at) => {
    if (price === null) rules.push({ kind: 'budget', at });
  });
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
    const ignored = new Uint16Array(k);
    const lifted = new Set<number>();
    for (const rule of gone) {
      if (rule.kind !== 'eligibility') continue;
      if (isExclusivity(rule)) lifted.add(rule.rep);
      else ignored[rule.rep] |= 1 << rule.rule;
    }
    const { broken, holders } = changed.eligibility;
    const cost = problem.cost.map((c, pair) => {
      let bits = (broken[pair] as number) & ~(ignored[pair % k] as number);
      if (lifted.size > 0 && bits & (1 << EXCLUSIVE)) {
        const owners = holders.get(Math.floor(pair / k)) ?? [];
        if (owners.every(rep => lifted.has(rep))) bits &= ~(1 << EXCLUSIVE);
      }
      return bits ? Number.POSITIVE_INFINITY : c;
    });
    const budget = gone.some(rule => rule.kind === 'max_moved')
      ? { moveWeight: null, moveBudget: Number.POSITIVE_INFINITY }
      : {};
    let less: Problem = { ...problem, ...budget, cost, target: optimized.problem.target };
    for (const rule of gone) if (isRow(rule)) less = withoutSide(less, rule.row, rule.side);
    const open = new Set(gone.flatMap(rule => (rule.kind === 'budget' ? [rule.at] : [])));
    // beyond it costs nothing: the others keep their places
    if (open.size > 0)
      less = {
        ...less,
        budgets: less.budgets?.map((own, at) => (open.has(at) ? { ...own, price: 0 } : own)),
      };
    return less;
  };
}

/** The rule by its names. */
export function toConflictRule(world: World, rule: Rule): ConflictRule {
  const { settings, reps, measures, limits, accounts: records, incumbentOf } = world.context;
  const id = (rep: number) => reps.list[rep]?.id as string;
  switch (rule.kind) {
    case 'balance': {
      const m = measures.length + limits.length;
      const measure = measures[rule.row % m]?.name as string;
      return { rule: 'balance', rep: id(Math.floor(rule.row / m)), measure, side: rule.side };
    }
    case 'limit': {
      const m = measures.length + limits.length;
      const { of, min, max } = limits[(rule.row % m) - measures.length] as Limit;
      const rep = id(Math.floor(rule.row / m));
      return { rule: 'limit', rep, of, side: rule.side, value: rule.side === 'least' ? min : max };
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
    case 'budget': {
      const { name, resource, atMost } = (settings.budgets ?? [])[rule.at] as BudgetSetting;
      return { rule: 'budget', budget: name, resource, value: atMost };
    }
  }
}
