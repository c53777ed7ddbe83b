import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TourProblem } from '../../../src/model/tours.ts';
import { reordered } from '../../../src/optimize/tours/canonical.ts';
import { planTours } from '../../../src/optimize/tours/plan-tours.ts';
import { tourBound } from '../../../src/optimize/tours/tour-bound.ts';
import { type RandomTours, randomTours } from './random-tours.ts';
import { faultsOf } from './validate.ts';

const FAST = { seed: 1, effort: 'fast' } as const;

const CASES: [name: string, options: Omit<RandomTours, 'seed'>][] = [
  ['a month with lunch', { accounts: 60, days: 20, often: 3, lunch: true }],
  ['hours and weekdays', { accounts: 60, days: 20, often: 3, lunch: true, windows: true }],
  ['too little time, one-way roads', { accounts: 80, days: 10, often: 3, windows: true, directed: true }],
  ['nights away', { accounts: 60, days: 20, often: 2, lunch: true, nights: 2, side: 300 }],
  ['one day', { accounts: 12, days: 1 }],
  ['one account', { accounts: 1, days: 5, often: 3 }],
  ['all in one place', { accounts: 40, days: 10, often: 3, side: 0 }],
  ['no account', { accounts: 0, days: 5 }],
  ['no day', { accounts: 5, days: 0 }],
  ['no visit a day', { accounts: 5, days: 3, mostVisits: 0 }],
];

/** One account, there and back as given, and what it asks for. */
function oneAccount(there: number, changes: Partial<TourProblem> = {}): TourProblem {
  const problem = randomTours({ seed: 1, accounts: 1, days: 5 });
  const minutes = Float64Array.of(0, there, there, 0);
  return { ...problem, minutes, km: minutes, ...changes };
}

describe('planTours', () => {
  it.each(CASES)('keeps all rules: %s', async (_, options) => {
    for (const seed of [1, 2]) {
      const problem = randomTours({ ...options, seed });
      expect(faultsOf(problem, await planTours(problem, FAST))).toEqual([]);
    }
  });

  it('keeps them on any problem, and costs no less than the bound', async () => {
    const any = fc.record({
      seed: fc.integer(),
      accounts: fc.integer({ min: 0, max: 25 }),
      days: fc.integer({ min: 0, max: 12 }),
      often: fc.integer({ min: 1, max: 4 }),
      side: fc.constantFrom(0, 60, 200, 500),
      windows: fc.boolean(),
      lunch: fc.boolean(),
      directed: fc.boolean(),
      nights: fc.constantFrom(null, 0, 1, 3),
      mostVisits: fc.constantFrom(null, 1, 4),
      driving: fc.constantFrom(0, 150, 400),
      length: fc.constantFrom(60, 400, 600, 900),
    });
    await fc.assert(
      fc.asyncProperty(any, async options => {
        const problem = randomTours(options);
        const plan = await planTours(problem, FAST);
        expect(faultsOf(problem, plan)).toEqual([]);
        expect(tourBound(problem, plan).value).toBeLessThanOrEqual(plan.cost + 1e-6);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it('gives the same plan again, and for accounts in another order', async () => {
    const problem = randomTours({ seed: 3, accounts: 40, days: 15, often: 3, lunch: true, windows: true });
    const plan = await planTours(problem, FAST);
    expect(await planTours(problem, FAST)).toEqual(plan);
    const back = Int32Array.from({ length: problem.n }, (_, a) => (a === 0 ? 0 : problem.n - a));
    const turned = await planTours(reordered(problem, back), FAST);
    expect(turned.days.map(day => day.stops.map(stop => back[stop.node]))).toEqual(
      plan.days.map(day => day.stops.map(stop => stop.node)),
    );
  });

  it('does not depend on the unit of time', async () => {
    const problem = randomTours({ seed: 4, accounts: 40, days: 15, often: 2, lunch: true });
    const twice = (numbers: Float64Array) => numbers.map(x => 2 * x);
    const { rules } = problem;
    const half = {
      ...problem,
      minutes: twice(problem.minutes),
      service: twice(problem.service),
      opens: twice(problem.opens),
      closes: twice(problem.closes),
      rules: {
        ...rules,
        start: 2 * rules.start,
        length: 2 * rules.length,
        driving: 2 * rules.driving,
        lunch: { minutes: 90, from: 1440, to: 1620 },
      },
    };
    const plan = await planTours(problem, FAST);
    expect(plan.unplanned).toEqual([]);
    expect((await planTours(half, FAST)).cost).toBeCloseTo(2 * plan.cost, 6);
  });

  it('leaves out what is worth least', async () => {
    const problem = randomTours({ seed: 5, accounts: 30, days: 2, service: 60, side: 60 });
    const plan = await planTours(problem, { seed: 1, effort: 'normal' });
    const left = plan.unplanned.map(({ node }) => problem.worth[node]);
    const kept = plan.days.flatMap(day => day.stops.map(({ node }) => problem.worth[node]));
    const mean = (of: number[]) => of.reduce((sum, worth) => sum + worth, 0) / of.length;
    expect(plan.unplanned.every(one => one.reason === 'no-room')).toBe(true);
    expect(mean(kept)).toBeGreaterThan(mean(left) + 0.5);
  });

  it('stops at a signal with a plan that keeps all rules', async () => {
    const problem = randomTours({ seed: 6, accounts: 60, days: 20, often: 3 });
    const stop = new AbortController();
    const seen: number[] = [];
    const plan = await planTours(
      problem,
      { seed: 1, effort: 'normal' },
      {
        signal: stop.signal,
        onProgress: done => void seen.push(done),
        breathe: async () => {
          if (seen.length === 3) stop.abort();
        },
      },
    );
    expect(plan.complete).toBe(false);
    expect(seen).toHaveLength(3);
    expect(faultsOf(problem, plan)).toEqual([]);
  });
});

describe('reasons', () => {
  const two = (value: number) => Float64Array.of(0, value);
  const rules = { ...oneAccount(0).rules, driving: 360, length: 540 };
  const overnight = { most: 1, price: 60 };
  const cases: [string, TourProblem, string | null][] = [
    ['fits', oneAccount(60), null],
    ['there and back is more than a day', oneAccount(300, { rules: { ...rules, driving: 900 } }), 'too-far'],
    ['more driving than allowed', oneAccount(200), 'too-long'],
    ['within reach by a night', oneAccount(300, { rules: { ...rules, overnight } }), null],
    ['not even by a night', oneAccount(400, { rules: { ...rules, overnight } }), 'too-far'],
    ['the visit is longer than a day', oneAccount(10, { service: two(600) }), 'too-long'],
    ['longer than its hours', oneAccount(10, { opens: two(600), closes: two(610) }), 'too-long'],
    ['over before the rep starts', oneAccount(10, { closes: two(480) }), 'closed'],
    ['over before he is there', oneAccount(170, { closes: two(600) }), 'closed'],
    ['Sundays only', oneAccount(10, { weekdays: Uint8Array.of(0, 64) }), 'closed'],
    ['too often', oneAccount(10, { visits: Int32Array.of(0, 6) }), 'too-often'],
    [
      'too often for the spacing',
      oneAccount(10, { visits: Int32Array.of(0, 3), spacing: Int32Array.of(1, 4) }),
      'too-often',
    ],
  ];
  it.each(cases)('%s', async (_, problem, reason) => {
    const plan = await planTours(problem, FAST);
    expect(faultsOf(problem, plan)).toEqual([]);
    expect(plan.unplanned.map(one => one.reason)).toEqual(reason === null ? [] : [reason]);
  });

  it('tells what is asked too often from what finds no room', async () => {
    const problem = oneAccount(10, { visits: Int32Array.of(0, 7), rules: { ...rules, mostVisits: 1 } });
    const plan = await planTours(problem, FAST);
    expect(plan.unplanned).toEqual([{ node: 1, visits: 2, reason: 'too-often' }]);
  });
});
