// Sites that belong together: accounts with the same group_id, where there are several.

import type { Accounts } from '../model/records.ts';

/** Accounts of each group that has several, groups by their id. */
export function groupsOf(accounts: Pick<Accounts, 'groupId'> | null): number[][] {
  const sites = new Map<string, number[]>();
  for (const [a, group] of (accounts?.groupId ?? []).entries()) {
    if (group === '') continue;
    const list = sites.get(group);
    if (list) list.push(a);
    else sites.set(group, [a]);
  }
  const several = [...sites].filter(([, list]) => list.length > 1);
  return several.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, list]) => list);
}
