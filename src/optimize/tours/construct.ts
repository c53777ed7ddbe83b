// The first plan: account by account, those with the least freedom first (their visits fill the largest part of the period),
// the farther of equals first. Each takes all its days at once, where they cost least.

import { placeMissing, type Recreation } from './recreate.ts';

export function construct(recreation: Recreation): void {
  const { problem } = recreation.ins.state;
  const { n, visits, spacing, minutes, weekdays, service, opens, closes, rules } = problem;
  const freedom = new Float64Array(n);
  const far = new Float64Array(n);
  const accounts: number[] = [];
  for (let a = 1; a < n; a++) {
    if (visits[a] <= 0) continue;
    accounts.push(a);
    let open = 0;
    for (let bit = 0; bit < 7; bit++) open += (weekdays[a] >> bit) & 1;
    // the share of a day in which the visit may begin
    const spare = rules.length < Infinity ? (closes[a] - opens[a] - service[a]) / rules.length : 1;
    const hours = Math.max(0.01, Math.min(1, spare));
    // days per visit beyond what the spacing takes, in steps so that distance has a say
    freedom[a] = Math.round(4 * Math.log2((open * hours) / (visits[a] * spacing[a])));
    far[a] = minutes[a] + minutes[a * n];
  }
  accounts.sort((a, b) => freedom[a] - freedom[b] || far[b] - far[a] || a - b);
  for (const a of accounts) placeMissing(recreation, a, false);
}
