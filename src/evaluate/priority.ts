// Priority accounts: the top tenth of the plan's accounts by potential (rounded up; ties by id, which is
// the accounts' order). The same accounts are priority in every sector, before and after.

import type { PlanContext } from '../model/context.ts';
import type { Service } from './service.ts';
import { addTo, type Tally } from './tally.ts';

const TOP_SHARE = 0.1;

/** Indices, most potential first; empty without potentials. */
export function priorityAccounts(context: PlanContext): Int32Array {
  const potential = context.accounts?.numbers.get('potential');
  if (!potential) return new Int32Array(0);
  const known: number[] = [];
  for (const [a, value] of potential.entries()) if (value >= 0) known.push(a);
  known.sort((a, b) => (potential[b] as number) - (potential[a] as number) || a - b);
  return Int32Array.from(known.slice(0, Math.ceil(known.length * TOP_SHARE)));
}

/** Minutes from base to priority account, weighted by visits: Σ and weight, per slot. */
export function priorityMinutes(
  context: PlanContext,
  service: Service,
  sums: Tally,
  priority: Int32Array,
): { readonly over: Float64Array; readonly under: Float64Array } {
  const over = new Float64Array(sums.k + 1);
  const under = new Float64Array(sums.k + 1);
  for (const a of priority) {
    const j = service.accountRep[a] as number;
    if (j < 0) continue;
    const visits = context.visits[a] as number;
    addTo(over, j, visits * (sums.minutesFromBase[a] as number));
    addTo(under, j, visits);
  }
  return { over, under };
}
