// A quota that cannot be spread: nothing to spread it by, or a layer among several, which would have the whole of it.

import type { Accounts, Issue } from '../model/records.ts';
import type { Settings } from '../model/settings.ts';
import { optionIssue } from './option-issue.ts';

const OPTION = '--quota';

export function quotaIssues({ quota, slice }: Settings, accounts: Accounts | null): Issue[] {
  if (!quota) return [];
  if (slice) {
    const remedy = 'plan the layer alone (without layers:), or leave the quota out';
    return [optionIssue(OPTION, 'a quota over layers that share accounts', 'one layer of sectors', remedy)];
  }
  if (!accounts) {
    return [
      optionIssue(OPTION, 'a quota without accounts', 'accounts, over which it is spread', 'leave it out'),
    ];
  }
  return (['potential', 'revenue'] as const).flatMap(name => {
    if (quota[name] === 0 || (accounts.numbers.get(name) ?? []).some(value => value > 0)) return [];
    const found = `a quota of which ${Math.round(quota[name] * 1000) / 10}% is by ${name}, and no account with ${name}`;
    return [optionIssue(OPTION, found, `a column ${name}`, `map one: --map ${name}="…", or change by`)];
  });
}
