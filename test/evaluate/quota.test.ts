import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quotasOf } from '../../src/evaluate/quota.ts';
import type { Settings } from '../../src/model/settings.ts';
import { type GridAccount, type GridRep, gridContext } from './grid.ts';

const reps = (count: number): GridRep[] =>
  Array.from({ length: count }, (_, j) => ({ id: `R${j}`, at: [0, j] as const }));

interface Sold {
  readonly rep: number;
  readonly revenue?: number;
  readonly potential?: number;
}

function quotas(count: number, sold: readonly Sold[], quota: NonNullable<Settings['quota']>) {
  const accounts: GridAccount[] = sold.map(({ revenue, potential }, a) => ({
    id: `a${a}`,
    zone: 'z00',
    numbers: {
      ...(revenue === undefined ? {} : { revenue }),
      ...(potential === undefined ? {} : { potential }),
    },
  }));
  const context = gridContext({ reps: reps(count), accounts, settings: { quota } });
  return quotasOf(
    context,
    Int32Array.from(sold, ({ rep }) => rep),
  );
}

test('is spread exactly, to the cent, and the cents left over go to the largest remainders', () => {
  const someone = fc.record({
    rep: fc.integer({ min: -1, max: 3 }),
    revenue: fc.integer({ min: 1, max: 10_000 }),
    potential: fc.integer({ min: 1, max: 10_000 }),
  });
  fc.assert(
    fc.property(
      fc.array(someone, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 10_000_000 }),
      fc.integer({ min: 0, max: 100 }),
      (sold, cents, percent) => {
        const mine = sold.filter(({ rep }) => rep >= 0);
        const found = quotas(4, sold, {
          total: cents / 100,
          potential: percent / 100,
          revenue: 1 - percent / 100,
        });
        if (mine.length === 0) return void expect(found).toBeNull();
        // the same in whole numbers: 100 × Σ potential × Σ revenue is the denominator of every share
        const sum = (of: 'revenue' | 'potential', rep?: number) =>
          BigInt(mine.reduce((all, one) => all + (rep === undefined || one.rep === rep ? one[of] : 0), 0));
        const whole = 100n * sum('potential') * sum('revenue');
        const exact = [0, 1, 2, 3].map(
          rep =>
            BigInt(cents) *
            (BigInt(percent) * sum('potential', rep) * sum('revenue') +
              BigInt(100 - percent) * sum('revenue', rep) * sum('potential')),
        );
        const got = (found ?? []).map(value => BigInt(Math.round(value * 100)));
        expect(got.reduce((all, value) => all + value, 0n)).toBe(BigInt(cents));
        // a thousandth of a cent is no difference, so that a share may be up to a cent and half of that away
        const over = got.map((value, j) => value * whole - (exact[j] as bigint));
        for (const rest of over) expect(1000n * (rest < 0n ? -rest : rest) < 1001n * whole).toBe(true);
        // nobody who was rounded up had less left over than one who was not
        for (const up of over.filter(rest => rest > 0n)) {
          for (const down of over.filter(rest => rest <= 0n)) {
            expect(1000n * (up - (whole + down)) <= 2n * whole).toBe(true);
          }
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('the first reps get the cents of equal remainders', () => {
  const sold = [0, 1, 2].map(rep => ({ rep, revenue: 1, potential: 1 }));
  expect(quotas(3, sold, { total: 1, potential: 0.5, revenue: 0.5 })).toEqual([0.34, 0.33, 0.33]);
  expect(quotas(3, sold, { total: 0.02, potential: 1, revenue: 0 })).toEqual([0.01, 0.01, 0]);
});

test('who has no revenue yet has the history of an average account of the same potential', () => {
  // 300 of revenue for 100 of potential: the new account of 50 counts as 150
  const sold = [
    { rep: 0, revenue: 300, potential: 100 },
    { rep: 1, potential: 50 },
  ];
  expect(quotas(2, sold, { total: 900, potential: 0, revenue: 1 })).toEqual([600, 300]);
  // what is negative is no history either, and no potential
  const refunds = [...sold, { rep: 1, revenue: -1_000, potential: -10 }];
  expect(quotas(2, refunds, { total: 900, potential: 0, revenue: 1 })).toEqual([600, 300]);
});

test('a part of which there is nothing is spread like the other; of nothing there is no quota', () => {
  const worth = [
    { rep: 0, potential: 10 },
    { rep: 1, potential: 30 },
  ];
  expect(quotas(2, worth, { total: 100, potential: 0.4, revenue: 0.6 })).toEqual([25, 75]);
  expect(quotas(2, worth, { total: 100, potential: 0, revenue: 1 })).toBeNull();
  const bought = [
    { rep: 0, revenue: 10 },
    { rep: 1, revenue: 30 },
  ];
  expect(quotas(2, bought, { total: 100, potential: 0.4, revenue: 0.6 })).toEqual([25, 75]);
});
