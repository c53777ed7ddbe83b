// What a disruption budget counts, and how much of it is spent whatever the plan.

import type { PlanContext } from '../model/context.ts';
import type { Eligibility } from './eligibility.ts';

/** What each account counts for in the budget; null without one. */
export function movedWeights({ settings, accounts, zoneOf }: PlanContext): Float64Array | null {
  if (!settings.maxMoved || !accounts) return null;
  const { of } = settings.maxMoved;
  const column = of === 'accounts' ? null : accounts.numbers.get(of);
  return Float64Array.from(zoneOf, (_, a) => (column ? Math.max(0, column[a] || 0) : 1));
}

/** Σ over the zones of all but what stays when the zone goes to the eligible incumbent who has the most of it. */
export function forcedMoves(context: PlanContext, weight: Float64Array, rules: Eligibility): number {
  const { named, incumbentOf, zoneOf } = context;
  const followers = new Map<number, number[]>();
  for (const [a, i] of zoneOf.entries()) {
    if (named[a]) continue;
    const list = followers.get(i);
    if (list) list.push(a);
    else followers.set(i, [a]);
  }
  let forced = 0;
  for (const accounts of followers.values()) {
    const kept = new Map<number, number>();
    let movable = 0;
    for (const a of accounts) {
      const j = incumbentOf[a] as number;
      if (j < 0) continue;
      movable += weight[a] as number;
      kept.set(j, (kept.get(j) ?? 0) + (weight[a] as number));
    }
    const may = (j: number) => accounts.every(a => rules.account(a, j) === null);
    forced += movable - Math.max(0, ...[...kept].map(([j, sum]) => (may(j) ? sum : 0)));
  }
  return forced;
}

/** Σ over the sites that go to their group's rep, whatever the zones do. */
export function groupMoves({ named, ownerOf, incumbentOf }: PlanContext, weight: Float64Array): number {
  let moved = 0;
  for (const [a, j] of incumbentOf.entries()) {
    if (j >= 0 && named[a] && ownerOf[a] !== j) moved += weight[a] as number;
  }
  return moved;
}
