// Accounts that a rep may serve after all, in both lists that may have kept them from it.

import { excludedPairs } from '../../model/partners.ts';
import { PARTNERS, type Reps } from '../../model/records.ts';
import type { Placed } from '../prepare.ts';

/** rep → accounts, by index */
export type Served = ReadonlyMap<number, ReadonlySet<number>>;

/**
 * The records without those exclusions. A list that says more than the one account, by its group or as a partner, gives
 * way to what is left of it, account by account.
 */
export function withoutExclusion(
  { accounts, reps }: Pick<Placed, 'accounts' | 'reps'>,
  served: Served,
): Pick<Placed, 'accounts' | 'reps'> {
  if (!accounts) return { accounts, reps };
  const listed = new Map([...served.keys()].map(j => [j, [] as string[]]));
  for (const [a, j] of excludedPairs({ accounts, reps })) {
    if (!served.get(j)?.has(a)) listed.get(j)?.push(accounts.id[a] as string);
  }
  const list = reps.list.map((rep, j) => {
    const excludedAccounts = listed.get(j);
    return excludedAccounts ? { ...rep, excludedAccounts } : rep;
  });
  const freed = new Set([...served.keys()].map(j => reps.list[j]?.id as string));
  const others = reps.list.flatMap(({ id, kind }) => (kind === 'partner' && !freed.has(id) ? [id] : []));
  // what is left of it stands in the reps' own lists
  const excludedReps = accounts.excludedReps?.map(excluded =>
    excluded.flatMap(id => (id === PARTNERS ? others : freed.has(id) ? [] : [id])),
  );
  return {
    accounts: { ...accounts, excludedReps: excludedReps ?? null },
    reps: { ...reps, list } satisfies Reps,
  };
}
