import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, handOverPrices } from '../../src/model/hand-over.ts';
import type { Accounts } from '../../src/model/records.ts';
import { DEFAULT_SETTINGS, type HandOverSetting } from '../../src/model/settings.ts';

test('days are counted as the calendar does', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('0400-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }),
      date => {
        const day = date.toISOString().slice(0, 10);
        expect(dayNumber(day)).toBe(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
      },
    ),
  );
  expect(dayNumber('2027-04')).toBe(dayNumber('2027-04-01'));
});

const accounts = (revenue: number[], since: number[]) =>
  ({
    count: revenue.length,
    numbers: new Map([
      ['revenue', Float64Array.from(revenue)],
      ['rep_since', Float64Array.from(since)],
    ]),
  }) as unknown as Accounts;

const handOver: HandOverSetting = {
  hoursPer1000Revenue: 0.1,
  byYearsHeld: [
    { years: 1, factor: 0.5 },
    { years: 5, factor: 2 },
  ],
  asOf: '2027-01-01',
};

test('the price grows with revenue, and follows how long the rep has held the account', () => {
  const of = (revenue: number, since: string | null) =>
    handOverPrices(accounts([revenue], [since === null ? Number.NaN : dayNumber(since)]), {
      ...DEFAULT_SETTINGS,
      stickiness: 2,
      handOver,
    })?.[0];
  expect(of(10_000, null)).toBeCloseTo(3, 12);
  expect(of(Number.NaN, null)).toBe(2);
  expect(of(-500, '2026-06-01')).toBe(2);
  expect(of(10_000, '2026-06-01')).toBeCloseTo(3, 12);
  expect(of(10_000, '2025-12-31')).toBeCloseTo(1.5, 12);
  expect(of(10_000, '2021-12-31')).toBeCloseTo(6, 12);
});

test('nothing is priced where nothing is asked for', () => {
  expect(handOverPrices(accounts([1], [1]), DEFAULT_SETTINGS)).toBeNull();
  expect(handOverPrices(null, { ...DEFAULT_SETTINGS, stickiness: 1 })).toBeNull();
  expect([...handOverPrices(accounts([5, 9], [1, 1]), { ...DEFAULT_SETTINGS, stickiness: 1.5 })!]).toEqual([
    1.5, 1.5,
  ]);
});
