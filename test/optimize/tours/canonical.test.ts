// The order of rows has no part in tours: whatever the order in which accounts come, they are put into the same one, and what
// is planned for them is the same.

import { expect, it } from 'vitest';
import type { TourProblem } from '../../../src/model/tours.ts';
import { makeRandom, type Random, randomInt } from '../../../src/optimize/random.ts';
import { canonicalOrder, reordered } from '../../../src/optimize/tours/canonical.ts';
import { planTours } from '../../../src/optimize/tours/plan-tours.ts';
import { randomTours } from './random-tours.ts';

/** The base, and the accounts in any order. */
function shuffled(n: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: n }, (_, a) => a);
  for (let a = n - 1; a > 1; a--) {
    const b = 1 + randomInt(random, a);
    [order[a], order[b]] = [order[b], order[a]];
  }
  return order;
}

/** One day's visits, all as far from the base as each other and alike but for a few: only the ways between them tell them apart. */
function alike(n: number, random: Random): TourProblem {
  const plain = randomTours({ seed: 1, accounts: n - 1, days: 1, side: 0 });
  const minutes = new Float64Array(n * n);
  for (let a = 1; a < n; a++) {
    minutes[a] = minutes[a * n] = 10;
    // 0.1 + 0.2 + 0.3 depends on the order of its terms
    for (let b = 1; b < n; b++) if (b !== a) minutes[a * n + b] = 5 + randomInt(random, 40) / 10;
  }
  const some = <T extends Float64Array | Int32Array | Uint8Array>(of: T, value: number, at: number) =>
    of.map((_, a) => (a === 0 ? 0 : a % 5 === at ? value : 20)) as T;
  return {
    ...plain,
    minutes,
    km: minutes,
    service: some(plain.service, 15, 1),
    spacing: plain.spacing.fill(1),
    worth: some(plain.worth, 3, 2),
    visits: plain.visits.map((_, a) => (a === 0 ? 0 : 1)),
  };
}

it('puts accounts that only the ways between them tell apart into the same order, however they come', () => {
  const random = makeRandom(3);
  for (let turn = 0; turn < 60; turn++) {
    const problem = alike(6 + (turn % 6), random);
    const own = reordered(problem, canonicalOrder(problem));
    const mixed = reordered(problem, shuffled(problem.n, random));
    expect(reordered(mixed, canonicalOrder(mixed))).toEqual(own);
  }
});

it('goes by the ways from and to the base first, then by all ways, then by what the account asks', () => {
  const n = 6;
  const minutes = new Float64Array(n * n).fill(4);
  for (let a = 0; a < n; a++) minutes[a * n + a] = 0;
  // node 5 is nearest from the base, and node 4 the nearest to it
  minutes[5] = 1;
  minutes[4 * n] = 2;
  // ways of the same sum: those that differ more are more
  minutes.set([4, 4, 0, 2, 6, 4], 2 * n);
  minutes.set([4, 4, 3, 0, 5, 4], 3 * n);
  const plain = randomTours({ seed: 1, accounts: n - 1, days: 1 });
  const problem: TourProblem = {
    ...plain,
    minutes,
    service: plain.service.fill(20),
    opens: plain.opens.fill(0),
  };
  expect([...canonicalOrder(problem)]).toEqual([0, 5, 4, 1, 3, 2]);
  for (const [key, value] of [
    ['visits', Int32Array.of(0, 1, 2, 1, 1, 1)],
    ['service', Float64Array.of(0, 20, 30, 20, 20, 20)],
    ['spacing', Int32Array.of(1, 1, 2, 1, 1, 1)],
    ['worth', Float64Array.of(1, 1, 2, 1, 1, 1)],
    ['opens', Float64Array.of(0, 0, 9, 0, 0, 0)],
    ['closes', Float64Array.of(9, 9, 10, 9, 9, 9)],
    ['weekdays', Uint8Array.of(1, 1, 2, 1, 1, 1)],
  ] as const) {
    // all ways alike: node 2 comes last by this alone, node 1 first by its place
    const even = {
      ...problem,
      minutes: new Float64Array(n * n).fill(4),
      visits: Int32Array.of(0, 1, 1, 1, 1, 1),
      spacing: new Int32Array(n).fill(1),
      worth: new Float64Array(n).fill(1),
      weekdays: new Uint8Array(n).fill(1),
      closes: new Float64Array(n).fill(9),
      [key]: value,
    };
    expect([...canonicalOrder(even)], key).toEqual([0, 1, 3, 4, 5, 2]);
  }
});

it('gives shuffled records of one day the same tours, equal ones among them', async () => {
  const random = makeRandom(5);
  for (let seed = 1; seed <= 4; seed++) {
    const problem = alike(9, random);
    // two accounts that are alike in everything, their ways too
    const twin = Int32Array.from({ length: 10 }, (_, a) => (a === 9 ? 8 : a));
    const n = 10;
    const minutes = Float64Array.from({ length: n * n }, (_, at) => {
      const [a, b] = [twin[Math.floor(at / n)], twin[at % n]];
      return a === b ? 0 : problem.minutes[a * 9 + b];
    });
    const widened: TourProblem = {
      ...problem,
      n,
      minutes,
      km: minutes,
      visits: Int32Array.from(twin, a => problem.visits[a]),
      service: Float64Array.from(twin, a => problem.service[a]),
      spacing: Int32Array.from(twin, a => problem.spacing[a]),
      worth: Float64Array.from(twin, a => problem.worth[a]),
      opens: Float64Array.from(twin, a => problem.opens[a]),
      closes: Float64Array.from(twin, a => problem.closes[a]),
      weekdays: Uint8Array.from(twin, a => problem.weekdays[a]),
    };
    const order = shuffled(n, random);
    const plan = await planTours(widened, { seed, effort: 'fast' });
    const other = await planTours(reordered(widened, order), { seed, effort: 'fast' });
    // the twins are one another's equals
    const name = (a: number) => twin[a];
    expect(other.days.map(day => day.stops.map(({ node, ...stop }) => [name(order[node]), stop]))).toEqual(
      plan.days.map(day => day.stops.map(({ node, ...stop }) => [name(node), stop])),
    );
    expect(other.cost).toBe(plan.cost);
  }
});
