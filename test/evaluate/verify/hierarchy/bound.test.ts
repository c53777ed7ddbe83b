// Sums of a level and the bound that its prices certify.

import { expect, it } from 'vitest';
import { certifiedLevel, sumLevel } from '../../../../src/evaluate/verify/hierarchy/bound.ts';
import type { LevelFacts } from '../../../../src/evaluate/verify/hierarchy/read.ts';
import type { World } from '../../../../src/evaluate/verify/world.ts';
import type { TravelSettings } from '../../../../src/model/settings.ts';

/** Every trip that is not of no length takes half an hour, and so two trips on 12 days 12 hours a year. */
const travel = {
  ...{ circuity: 1, accessMinutes: 30, speeds: [{ upToKm: null, kmPerHour: Number.POSITIVE_INFINITY }] },
} as unknown as TravelSettings;

const group = (id: string, lat: number, price: number | null, based = true) => ({
  ...{ id, share: 0.5, start: [lat, 2], based, prices: price === null ? {} : { people: price } },
});

/** Two groups that start at 46 and 48; three units at 46, 47 and 48, of 10, 20 and 30 people. */
const level = (change: object = {}) =>
  ({
    groups: [group('N', 46, 0), group('S', 48, 0)],
    ...{ unitIds: ['S1', 'S2', 'S3'], ofUnit: Int32Array.of(0, 0, 1), held: Int32Array.of(-1, -1, -1) },
    places: [
      [46, 2],
      [47, 2],
      [48, 2],
    ],
    loads: new Map([['people', Float64Array.of(10, 20, 30)]]),
    tolerances: new Map([['people', 0.1]]),
    days: 12,
    ...change,
  }) as unknown as LevelFacts;

it('sums are of the units of each group, and excess is beyond the tolerance', () => {
  const of = (change: object, ...shares: readonly number[]) =>
    sumLevel({ settings: { travel } } as unknown as World, level(change), Float64Array.from(shares));
  const even = of({}, 0.5, 0.5);
  expect([even.hours, [...even.perGroup], even.excess]).toEqual([12, [12, 0], 0]);
  expect(even.measures.get('people')).toEqual({
    ...{ value: Float64Array.of(30, 30), target: Float64Array.of(30, 30), deviation: Float64Array.of(0, 0) },
  });
  // −25 % and +50 %, of which 10 % each are allowed
  const uneven = of({}, 2 / 3, 1 / 3);
  expect([...(uneven.measures.get('people')?.deviation ?? [])]).toEqual(
    [-0.25, 0.5].map(d => expect.closeTo(d)),
  );
  expect(uneven.excess).toBeCloseTo(0.55, 7);
  expect(of({ tolerances: new Map([['people', 0.3]]) }, 2 / 3, 1 / 3).excess).toBeCloseTo(0.2, 7);
});

it('a bound is what every unit costs at least, at the prices of the groups', () => {
  const bound = (change: object = {}, excessPrice = 100) =>
    certifiedLevel(travel, level(change), excessPrice);
  const priced = (n: number | null, s: number | null) => ({ groups: [group('N', 46, n), group('S', 48, s)] });
  // the unit between goes somewhere
  expect(bound()).toBe(12);
  // −3 × 1.1, then 3 × 10/30 there and 0 elsewhere: 1 + (12 or 12 + 2) + 0
  expect(bound(priced(3, 0))).toBeCloseTo(9.7, 9);
  // +3 × 0.9, then −1 and 12 − 2, and 12 − 3 or 0
  expect(bound(priced(-3, 0))).toBeCloseTo(11.7, 9);
  // whom the files hold is there
  expect(bound({ held: Int32Array.of(1, -1, -1) })).toBe(24);
  expect(bound({ held: Int32Array.of(0, 1, 1) })).toBe(12);
  expect(bound({ held: Int32Array.of(-2, -1, -1) })).toBe(12);
  // nothing to balance: no price counts
  expect(bound({ ...priced(3, 3), loads: new Map([['people', new Float64Array(3)]]) })).toBe(12);
});

it('prices that are missing or above that of excess certify nothing', () => {
  const bound = (n: number | null, excessPrice: number) =>
    certifiedLevel(travel, level({ groups: [group('N', 46, n), group('S', 48, 0)] }), excessPrice);
  const none = 'group N has no price of people within the excess price';
  expect([bound(null, 9), bound(9.1, 9), bound(-9.1, 9), bound(Number.NaN, 9)]).toEqual([
    none,
    none,
    none,
    none,
  ]);
  expect([bound(9, 9), bound(-9, 9)].map(value => typeof value)).toEqual(['number', 'number']);
  expect(certifiedLevel(travel, level({ held: Int32Array.of(5, -1, -1) }), 9)).toBe(
    'a unit has no group that it may be in',
  );
});

it('the seat of a manager without a base is in that group, the first of several by id', () => {
  const seat = (based: boolean, change: object = {}) =>
    certifiedLevel(
      travel,
      level({ groups: [group('N', 47, 0, based), group('S', 47, -30)], ...change }),
      100,
    );
  // S pays: +30 × 0.9, then 12 − 10, −20 and 12 − 30
  expect(seat(true)).toBeCloseTo(-9, 9);
  // S2 stays where its manager sits, at no cost
  expect(seat(false)).toBeCloseTo(11, 9);
  // S3 is there too, but comes after; it is in the other group, where it is no seat
  const twice = {
    places: [
      [46, 2],
      [47, 2],
      [47, 2],
    ],
    ofUnit: Int32Array.of(0, 0, 0),
  };
  expect(seat(false, twice)).toBeCloseTo(27 + 2 + 0 - 30, 9);
  expect(seat(false, { ...twice, unitIds: ['S1', 'S3', 'S2'] })).toBeCloseTo(27 + 2 - 20 + 0, 9);
});
