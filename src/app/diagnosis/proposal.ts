// A change of the inputs that may mend a plan, and whether the linear program thinks so.

import type { Remedy } from '../../model/diagnosis.ts';
import type { Problem } from '../../model/problem.ts';
import { type ElasticHooks, elasticLp } from '../../optimize/elastic.ts';
import { type Optimized, problemAt } from '../optimize-world.ts';
import type { World } from '../prepare.ts';
import { type Change, changedWorld } from './change.ts';
import type { Rule } from './rules.ts';

const HALVINGS = 6;

export interface Proposal {
  readonly remedy: Remedy;
  readonly change: Change;
}

/** A row of balance that the plan in hand does not keep. */
export interface BrokenRow {
  readonly row: number;
  readonly value: number;
  readonly target: number;
}

export interface RemedyInput {
  readonly world: World;
  readonly optimized: Optimized;
  readonly less: (removed: Iterable<Rule>) => Problem;
  readonly broken: readonly BrokenRow[];
  readonly hooks: ElasticHooks;
}

/** Does the linear program see a plan in balance after the change? */
export async function mayDo(
  { world, optimized, hooks }: RemedyInput,
  { change }: Proposal,
): Promise<boolean> {
  const changed = changedWorld(world, change);
  const problem = problemAt(changed, optimized.centers);
  const target = optimized.problem.target.slice();
  const m = problem.m;
  changed.context.reps.list.forEach((rep, j) => {
    changed.context.measures.forEach(({ name }, q) => {
      const own = rep.targets.get(name);
      if (own !== undefined) target[j * m + q] = own;
    });
  });
  return (await elasticLp({ ...problem, target }, hooks)).kept !== false;
}

/** Between `low`, which is not enough, and 1: about the least that is. */
export async function leastThat(low: number, enough: (share: number) => Promise<boolean>): Promise<number> {
  let high = 1;
  for (let turn = 0; turn < HALVINGS; turn++) {
    const middle = (low + high) / 2;
    if (await enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The first; the first two; …; all. */
export function firsts<T>(list: readonly T[], most: number): T[][] {
  const lengths = new Set([...Array(Math.min(most, list.length)).keys()].map(length => length + 1));
  if (list.length > 0) lengths.add(list.length);
  return [...lengths].map(length => list.slice(0, length));
}

/** Rounded up to whole steps. */
export function upTo(value: number, step: number): number {
  return Number((Math.ceil(value / step - 1e-9) * step).toFixed(6));
}
