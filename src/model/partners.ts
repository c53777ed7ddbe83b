// What is agreed with partners: areas where nobody else serves, and accounts that a rep may not serve, such as the
// competitors of a partner. Any rep can have such rules; `partner` is only a kind.

import type { PlanContext } from './context.ts';
import { PARTNERS } from './records.ts';
import { matcher } from './zone-matcher.ts';

type World = Pick<PlanContext, 'zones' | 'reps'>;

/** By zone: the reps to whom it is exclusive, ascending. A rep's excluded zones are holes in its exclusive area. */
export function holdersOf({ zones, reps }: World): Map<number, number[]> {
  const holders = new Map<number, number[]>();
  reps.list.forEach(({ exclusiveZones, excludedZones }, j) => {
    if (exclusiveZones.length === 0) return;
    const exclusive = matcher(zones, exclusiveZones);
    const excluded = matcher(zones, excludedZones);
    for (let i = 0; i < zones.count; i++) {
      if (!exclusive(i) || excluded(i)) continue;
      const known = holders.get(i);
      if (known) known.push(j);
      else holders.set(i, [j]);
    }
  });
  return holders;
}

/** Accounts and the reps who may not serve them, each pair once: by account's or by rep's own list. */
export function* excludedPairs({
  accounts,
  reps,
}: Pick<PlanContext, 'accounts' | 'reps'>): Generator<readonly [account: number, rep: number]> {
  if (!accounts) return;
  // by account or group: a million accounts are looked up, not every rep's list a million times
  const listing = new Map<string, number[]>();
  reps.list.forEach(({ excludedAccounts }, j) => {
    for (const entry of excludedAccounts) {
      const known = listing.get(entry);
      if (known) known.push(j);
      else listing.set(entry, [j]);
    }
  });
  if (!accounts.excludedReps && listing.size === 0) return;
  const index = new Map(reps.list.map((rep, j) => [rep.id, j]));
  const partners = [...reps.list.keys()].filter(j => reps.list[j]?.kind === 'partner');
  for (let a = 0; a < accounts.count; a++) {
    const own = accounts.excludedReps?.[a] ?? [];
    const group = accounts.groupId[a] as string;
    const byId = listing.get(accounts.id[a] as string);
    const byGroup = group === '' ? undefined : listing.get(group);
    if (own.length === 0 && !byId && !byGroup) continue;
    const excluded = new Set<number>();
    for (const id of own) {
      if (id === PARTNERS) for (const j of partners) excluded.add(j);
      const j = index.get(id);
      if (j !== undefined) excluded.add(j);
    }
    for (const j of [...(byId ?? []), ...(byGroup ?? [])]) excluded.add(j);
    for (const j of excluded) yield [a, j];
  }
}
