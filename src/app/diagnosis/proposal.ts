// A change of the inputs that may mend a plan, and whether the linear program thinks so.

import type { PlanContext } from '../../model/context.ts';
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
  const m = problem.m;
  const measures = changed.context.measures.length;
  // what limits are counted in is theirs after the change
  const target = problem.target.map((own, row) =>
    row % m < measures ? (optimized.problem.target[row] as number) : own,
  );
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

/** The smallest size for which it is true, if it is once and for all true from some size on; null when never. */
export async function smallestThat(
  most: number,
  enough: (size: number) => Promise<boolean>,
): Promise<number | null> {
  if (most === 0 || !(await enough(most))) return null;
  let low = 0;
  let high = most;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (await enough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Zones that the rep would take if the rule were not there, and how much of them. */
export async function takenWithout(
  { world, less, hooks }: RemedyInput,
  rule: Rule & { kind: 'eligibility' },
): Promise<Map<number, number>> {
  const { context, eligibility } = world;
  const k = context.reps.list.length;
  const freed = await elasticLp(less([rule]), hooks);
  const taken = new Map<number, number>();
  for (let i = 0; i < context.zones.count; i++) {
    if (((eligibility.broken[i * k + rule.rep] as number) & (1 << rule.rule)) === 0) continue;
    const share = freed.shares(i).find(([j]) => j === rule.rep)?.[1] ?? 0;
    if (share > 1e-6) taken.set(i, share);
  }
  return taken;
}

/** The department of a zone, or what the map has first of its kind; null without. */
export function parentOf(
  { zones }: Pick<PlanContext, 'zones'>,
  zone: number,
): { readonly column: string; readonly value: string } | null {
  const parents = [...zones.parents];
  const department = parents.find(([name]) => /^d[eé]p/i.test(name)) ?? parents[0];
  const value = department?.[1][zone];
  return department && value ? { column: department[0], value } : null;
}

/** Keys of the entries, those with the most share first. */
export function byShare(taken: ReadonlyMap<number, number>, key: (zone: number) => string): string[] {
  const sum = new Map<string, number>();
  for (const [zone, share] of taken) sum.set(key(zone), (sum.get(key(zone)) ?? 0) + share);
  return [...sum].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name]) => name);
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
