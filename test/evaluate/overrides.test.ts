import { expect, test } from 'vitest';
import type { Kpis, ShadowPrice } from '../../src/evaluate/kpis-types.ts';
import { overrideKpis } from '../../src/evaluate/overrides.ts';
import type { PlanContext } from '../../src/model/context.ts';

const decided = (zone: string, account: string, at: number) => ({
  ...{
    line: at,
    zone,
    account,
    rep: `R${at}`,
    author: `author ${at}`,
    reason: `reason ${at}`,
    date: '2027-01-01',
  },
});
const context = {
  overrides: [decided('Z', '', 0), decided('', 'a', 1), decided('', 'unpriced', 2), decided('Y', '', 3)],
} as unknown as PlanContext;
const plan = (hours: number, deviations: Record<string, number | null>, moved: number | null) =>
  ({
    travel: { hours },
    balance: Object.fromEntries(
      Object.entries(deviations).map(([name, max_deviation]) => [name, { max_deviation }]),
    ),
    disruption: moved === null ? null : { accounts: moved },
  }) as unknown as Kpis['plan'];
const lock = (account_id: string | null, value: number) =>
  ({ rule: 'lock', account_id, value }) as ShadowPrice;

test('each decision has its own price: zones by their place in the list, accounts by the price of their lock', () => {
  const facts = {
    zonePrices: new Map([
      [3, 0.12345678],
      [1, 9],
    ]),
    without: null,
  };
  const { list, together } = overrideKpis(context, plan(1, {}, 0), [lock('a', 2.5), lock(null, 7)], facts);
  const shown = list.map(({ zone_id, account_id, rep_id, author, price }) => [
    zone_id,
    account_id,
    rep_id,
    author,
    price,
  ]);
  expect(shown).toEqual([
    ['Z', null, 'R0', 'author 0', 0],
    [null, 'a', 'R1', 'author 1', 2.5],
    [null, 'unpriced', 'R2', 'author 2', 0],
    ['Y', null, 'R3', 'author 3', 0.123457],
  ]);
  expect(together).toBeNull();
});

test('all of them cost what the plan has more than one without them; what one does not know is not known', () => {
  const without = { plan: plan(100.1, { workload: 0.05, potential: null }, 3) } as Kpis;
  const facts = { zonePrices: new Map(), without };
  const now = plan(112.3, { workload: 0.04, potential: 0.1, visits: 0.2 }, 5);
  expect(overrideKpis(context, now, [], facts).together).toEqual({
    travel_hours: 12.2,
    max_deviation: { workload: -0.01, potential: null, visits: null },
    accounts_moved: 2,
  });
  expect(overrideKpis(context, plan(100.1, {}, null), [], facts).together).toEqual({
    travel_hours: 0,
    max_deviation: {},
    accounts_moved: null,
  });
});
