// Sums of tours.json per rep and over all, as verify recomputes them.

import { describe, expect, it } from 'vitest';
import { newCheck } from '../../../../src/evaluate/verify/check.ts';
import type { TourRules } from '../../../../src/evaluate/verify/tours/rules.ts';
import {
  checkTodayFigures,
  checkTotals,
  type RepOfTours,
} from '../../../../src/evaluate/verify/tours/totals.ts';

type Json = Readonly<Record<string, unknown>>;

const sums = {
  worked: 5,
  visits: 20,
  minutes: 1800,
  driving: 600,
  onSite: 900,
  lunch: 120,
  km: 500,
  nights: 2,
};
const own: RepOfTours = {
  layer: 'field',
  rep: { id: 'R1', name: 'One', costPerHour: 30 },
  base: [46, 2],
  ...{ days: 10, accounts: 15, asked: 24, short: { accounts: 3, visits: 4 }, sums },
} as unknown as RepOfTours;
const other = { ...own, rep: { ...own.rep, id: 'R2' } } as RepOfTours;

/** Of one rep in four weeks, a night being worth an hour and a half: 13 hours that cost, and a bound of 10.4. */
const figures = {
  ...{ days_available: 10, days_worked: 5, accounts: 15, accounts_short: 3 },
  ...{ visits_asked: 24, visits_planned: 20, visits_missing: 4 },
  ...{ hours: 30, driving_hours: 10, visit_hours: 15, waiting_hours: 3, lunch_hours: 2 },
  ...{ km: 500, nights: 2, cost_hours: 13 },
};
const of = (times: number) => ({
  ...Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, value * times])),
  ...{ hours_per_visit: 1.4, lower_bound_hours: 10.4 * times, gap: 0.2 },
  per_year: {
    ...{ days_worked: 65 * times, visits: 260 * times, hours: 390 * times, driving_hours: 130 * times },
    ...{ visit_hours: 195 * times, km: 6500 * times, nights: 26 * times },
  },
});
const entry = (id: string): Json => ({
  ...{ layer: 'field', rep_id: id, rep_name: 'One', base: [46, 2], night_minutes: 90 },
  ...of(1),
});
const json = (reps: readonly Json[], total: Json = of(reps.length)) => ({ reps, total });

function wrong(
  said: unknown,
  { reps = [own], nights = 2 }: { reps?: readonly RepOfTours[]; nights?: number } = {},
) {
  const check = newCheck('totals');
  const rules = { weeks: 4, nights, nightMinutes: (cost: number) => 3 * cost } as unknown as TourRules;
  checkTotals(said, reps, rules, check);
  return check.result().problems;
}
const spoiled = (change: Json) => wrong(json([{ ...entry('R1'), ...change }]));
const field = 'tours.json: field, R1:';

describe('the sums of a rep', () => {
  it('are those of the tours, and a year has 52 weeks of them', () => {
    expect(wrong(json([entry('R1')]))).toEqual([]);
    expect(wrong(json([entry('R2'), entry('R1')]), { reps: [own, other] })).toEqual([]);
    for (const [key, value] of Object.entries(figures))
      expect(spoiled({ [key]: value + 1 })).toEqual([`${field} ${key} is ${value + 1}, recomputed ${value}`]);
    for (const [key, value] of Object.entries(of(1).per_year))
      expect(spoiled({ per_year: { ...of(1).per_year, [key]: 1 } })).toEqual([
        `${field} per_year.${key} is 1, recomputed ${value}`,
      ]);
    expect(spoiled({ night_minutes: 91 })).toEqual([`${field} night_minutes is 91, recomputed 90`]);
    expect(spoiled({ hours_per_visit: 1.5 })).toEqual([`${field} hours_per_visit is 1.5, recomputed 1.4`]);
    expect(spoiled({ rep_name: 'Two' })).toEqual([`${field} the rep is called "Two"`]);
    expect(spoiled({ base: [46, 3] })).toEqual([`${field} the base is at 46, 3, should be 46, 2`]);
  });

  it('are off by a few millionths at most', () => {
    const off = (key: string, value: number) => spoiled({ [key]: value }).length;
    expect([off('km', 500.0002), off('km', 500.0003), off('hours', 29.9997)]).toEqual([0, 1, 1]);
    expect([off('night_minutes', 90.0000019), off('night_minutes', 90.000003)]).toEqual([0, 1]);
    const year = (km: number) => spoiled({ per_year: { ...of(1).per_year, km } }).length;
    expect([year(6500.0025), year(6500.0027)]).toEqual([0, 1]);
  });

  it('have no night where nobody stays overnight, and hours a visit where there are visits', () => {
    const staying = { ...own, sums: { ...sums, nights: 0 } };
    const home = {
      night_minutes: null,
      nights: 0,
      cost_hours: 10,
      lower_bound_hours: 8,
      per_year: { ...of(1).per_year, nights: 0 },
    };
    const said = { ...entry('R1'), ...home };
    expect(wrong(json([said], said), { reps: [staying], nights: 0 })).toEqual([]);
    expect(wrong(json([{ ...said, night_minutes: 90 }], said), { reps: [staying], nights: 0 })).toEqual([
      `${field} night_minutes is 90, recomputed n/a`,
    ]);
    expect(
      wrong(json([{ ...said, night_minutes: 'none' }], said), { reps: [staying], nights: 0 }),
    ).toHaveLength(1);
    // what a bound of no hours is to be, is a gap of none
    const idle = {
      ...entry('R1'),
      ...Object.fromEntries(Object.keys(figures).map(key => [key, 0])),
      per_year: Object.fromEntries(Object.keys(of(1).per_year).map(key => [key, 0])),
      ...{ hours_per_visit: null, lower_bound_hours: 0, gap: 0 },
    };
    const nothing = Object.fromEntries(Object.keys(sums).map(key => [key, 0])) as unknown as typeof sums;
    const lazy = { ...own, days: 0, accounts: 0, asked: 0, short: { accounts: 0, visits: 0 }, sums: nothing };
    expect(wrong(json([idle], idle), { reps: [lazy] })).toEqual([]);
    expect(wrong(json([{ ...idle, hours_per_visit: 0 }], idle), { reps: [lazy] })).toEqual([
      `${field} hours_per_visit is 0, recomputed n/a`,
    ]);
  });

  it('are no less than their bound, which has a gap', () => {
    const bound = (lower: number, gap: number) =>
      wrong(
        json([{ ...entry('R1'), lower_bound_hours: lower, gap }], {
          ...of(1),
          lower_bound_hours: lower,
          gap,
        }),
      );
    expect([bound(13, 0), bound(13.00009, 0)]).toEqual([[], []]);
    expect(bound(13.0002, 0)[0]).toBe(`${field} a lower bound of 13.0002 h, above the 13 h of the tours`);
    expect(bound(10.4, 0.2002)[0]).toBe(`${field} gap is 0.2002, recomputed 0.2`);
  });
});

describe('the sums of all reps', () => {
  const two = [entry('R1'), entry('R2')] as const;
  const all = (change: Json, reps: readonly Json[] = two) =>
    wrong(json(reps, { ...of(2), ...change }), { reps: [own, other] });

  it('add up, the bounds too', () => {
    expect(all({ km: 999 })).toEqual(['tours.json: total: km is 999, recomputed 1000']);
    const off = (lower: number) => all({ lower_bound_hours: lower }).length;
    // two decimals of six, and the total's own
    expect([off(20.800005), off(20.799995), off(20.80001), off(20.79999)]).toEqual([0, 0, 1, 1]);
    expect(all({ lower_bound_hours: 20.7 })).toEqual([
      // the gap is that of the bound as it is stated
      'tours.json: total: gap is 0.2, recomputed 0.2038461538',
      'tours.json: total: lower_bound_hours is 20.7, the sum of the reps is 20.8',
    ]);
    expect(all({ lower_bound_hours: null, gap: null })).toEqual([
      'tours.json: total: lower_bound_hours is null, the sum of the reps is 20.8',
    ]);
  });

  it('have no bound where a rep has none', () => {
    const none = { lower_bound_hours: null, gap: null };
    for (const reps of [
      [entry('R1'), { ...entry('R2'), ...none }],
      [{ ...entry('R1'), ...none }, entry('R2')],
    ]) {
      expect(all(none, reps)).toEqual([]);
      expect(all({}, reps)).toEqual([
        'tours.json: total: lower_bound_hours is 20.8, the sum of the reps is null',
      ]);
      expect(all({ ...none, gap: 0.2 }, reps)).toEqual(['tours.json: total: a gap without a bound']);
    }
  });

  it('are of every rep of the plan, and of nobody else', () => {
    expect(wrong(json([entry('R1')]), { reps: [own, other] })).toEqual([
      'tours.json reps: there are 1 reps, in the plan 2',
      'tours.json: no rep field, R2',
    ]);
    expect(wrong(json([...two], of(1)))).toEqual(['tours.json reps: there are 2 reps, in the plan 1']);
    expect(wrong(json([{ ...entry('R1'), layer: 'key' }], of(0)))[0]).toBe('tours.json: no rep field, R1');
  });
});

it('tours of today have visits, driving, kilometres and nights', () => {
  const today = { layer: 'field', rep_id: 'R1', visits_planned: 20, driving_hours: 10, km: 500, nights: 2 };
  const found = (...list: readonly object[]) => {
    const check = newCheck('today');
    checkTodayFigures({ today: list }, [own], check);
    return check.result().problems;
  };
  expect(found(today)).toEqual([]);
  for (const [key, value] of Object.entries({ visits_planned: 20, driving_hours: 10, km: 500, nights: 2 }))
    expect(found({ ...today, [key]: 1 })).toEqual([
      `tours.json: today: field, R1: ${key} is 1, recomputed ${value}`,
    ]);
  expect([
    found({ ...today, driving_hours: 10.0000019 }),
    found({ ...today, driving_hours: 10.000003 }).length,
  ]).toEqual([[], 1]);
  expect(found()).toEqual([
    'tours.json today: there are 0 reps, in the plan 1',
    'tours.json: no rep of today: field, R1',
  ]);
});
