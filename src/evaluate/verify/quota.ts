// The quotas of the sectors, a second time: account by account, in cents.

import type { World } from './world.ts';

/** Quota of each rep; null where no quota is set. */
export function quotasOf(world: World): number[] | null {
  const { quota } = world.settings;
  const numbers = world.accounts?.numbers;
  if (!quota || !numbers) return null;
  const members = [...world.byId].filter(a => world.unitOf[a]! >= 0 && world.assigned[a]! >= 0);
  const amount = (name: string, a: number) => Math.max(0, numbers.get(name)?.[a] || 0);
  const known = members.filter(a => amount('revenue', a) > 0);
  const sum = (list: readonly number[], of: (a: number) => number) => list.reduce((all, a) => all + of(a), 0);
  const usual = sum(known, a => amount('revenue', a)) / sum(known, a => amount('potential', a));
  const history = (a: number) =>
    amount('revenue', a) || (Number.isFinite(usual) ? usual * amount('potential', a) : 0);
  const all = { potential: sum(members, a => amount('potential', a)), revenue: sum(members, history) };
  const weight = {
    potential: all.potential > 0 ? quota.potential : 0,
    revenue: all.revenue > 0 ? quota.revenue : 0,
  };
  const whole = weight.potential + weight.revenue;
  if (whole === 0) return null;
  const total = Math.round(quota.total * 100);
  const mine = new Array<number>(world.k).fill(0);
  for (const a of members) {
    const share =
      (weight.potential && (weight.potential * amount('potential', a)) / all.potential) +
      (weight.revenue && (weight.revenue * history(a)) / all.revenue);
    mine[world.assigned[a]!]! += (share / whole) * total;
  }
  // a thousandth of a cent is no difference
  const thousandths = mine.map(cents => Math.round(cents * 1000));
  // of equal remainders the first rep by id gets the cent, wherever it stands in the file
  const rest = thousandths.map((value, j) => ({ j, rest: value % 1000, id: world.reps[j]!.id }));
  const cents = thousandths.map(value => (value - (value % 1000)) / 1000);
  let left = total - cents.reduce((x, y) => x + y, 0);
  for (const { j } of rest.sort((x, y) => y.rest - x.rest || (x.id < y.id ? -1 : 1))) {
    if (left-- <= 0) break;
    cents[j]!++;
  }
  return cents.map(value => value / 100);
}
