// A quota that management sets, spread over the sectors: a part of it by potential, a part by history. An account without
// revenue of its own has no history: it gets that of the average account of its potential, so that new accounts share by
// potential alone. The cents that are left by rounding down go to the largest remainders, so that the sum is exact.

import type { PlanContext } from '../model/context.ts';

/** of a cent: closer remainders are alike, and the first sector gets the cent */
const ALIKE = 1000;

/**
 * Quota of each rep, in the currency of the input, to the cent; null without one.
 * @param accountRep rep of each account; −1 for none, which counts nowhere
 */
export function quotasOf(context: PlanContext, accountRep: Int32Array): number[] | null {
  const { settings, accounts, reps } = context;
  const { quota } = settings;
  if (!quota || !accounts) return null;
  const k = reps.list.length;
  const potential = new Float64Array(k);
  const history = new Float64Array(k);
  const rate = penetration(accounts.numbers, accountRep);
  for (const [a, j] of accountRep.entries()) {
    if (j < 0) continue;
    const worth = positive(accounts.numbers.get('potential')?.[a]);
    const revenue = positive(accounts.numbers.get('revenue')?.[a]);
    potential[j] = (potential[j] as number) + worth;
    history[j] = (history[j] as number) + (revenue > 0 ? revenue : worth * rate);
  }
  const shares = sharesOf(
    [
      [quota.potential, potential],
      [quota.revenue, history],
    ],
    k,
  );
  return shares && inCents(shares, Math.round(quota.total * 100)).map(cents => cents / 100);
}

const positive = (value: number | undefined): number => (value !== undefined && value > 0 ? value : 0);

/** Revenue by unit of potential of the accounts that have a revenue; 0 where none has both. */
function penetration(numbers: ReadonlyMap<string, Float64Array>, accountRep: Int32Array): number {
  let [revenue, potential] = [0, 0];
  for (const [a, j] of accountRep.entries()) {
    const own = positive(numbers.get('revenue')?.[a]);
    if (j < 0 || own === 0) continue;
    revenue += own;
    potential += positive(numbers.get('potential')?.[a]);
  }
  return potential > 0 ? revenue / potential : 0;
}

/** Weighted shares; a part of which there is nothing at all is shared like the other. Null when there is neither. */
function sharesOf(
  parts: readonly (readonly [weight: number, of: Float64Array])[],
  k: number,
): number[] | null {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const there = parts.filter(([weight, of]) => weight > 0 && sum(of) > 0);
  const weights = there.reduce((total, [weight]) => total + weight, 0);
  if (weights === 0) return null;
  return Array.from({ length: k }, (_, j) =>
    there.reduce((share, [weight, of]) => share + ((weight / weights) * (of[j] as number)) / sum(of), 0),
  );
}

/** Whole cents by largest remainder. */
function inCents(shares: readonly number[], total: number): number[] {
  const exact = shares.map(share => Math.round(share * total * ALIKE) / ALIKE);
  const cents = exact.map(Math.floor);
  const left = total - cents.reduce((sum, value) => sum + value, 0);
  const order = [...exact.keys()].sort((a, b) => {
    const [x, y] = [a, b].map(j => Math.round(((exact[j] as number) - (cents[j] as number)) * ALIKE)) as [
      number,
      number,
    ];
    return y - x || a - b;
  });
  for (const j of order.slice(0, left)) cents[j] = (cents[j] as number) + 1;
  return cents;
}
