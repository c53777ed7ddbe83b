// Tours of small problems, and their bounds: see digest.ts for why they are pinned, and how to renew.

import type { TourProblem } from '../../../src/model/tours.ts';
import { planTours } from '../../../src/optimize/tours/plan-tours.ts';
import { tourBound } from '../../../src/optimize/tours/tour-bound.ts';
import { type RandomTours, randomTours } from '../tours/random-tours.ts';
import { digest, type GoldenCases, short } from './digest.ts';

const toured = (options: RandomTours) => planned(randomTours(options));

async function planned(problem: TourProblem) {
  const told: (readonly number[])[] = [];
  const plan = await planTours(
    problem,
    { seed: 1, effort: 'fast' },
    { onProgress: (...at) => told.push(at) },
  );
  const bound = tourBound(problem, plan);
  return {
    cost: short(plan.cost),
    bound: short(bound.value),
    accepted: plan.accepted,
    unplanned: plan.unplanned.map(({ node, visits, reason }) => `${visits} of ${node}: ${reason}`),
    all: digest(plan, bound, told),
  };
}

export const TOURS: GoldenCases = {
  'every account once': async () => {
    return toured({ seed: 81, accounts: 14, days: 4 });
  },

  'hours, lunch, repeated visits': async () => {
    const options = { seed: 82, accounts: 9, days: 6, often: 3, windows: true, lunch: true };
    return toured(options);
  },

  'nights, far away': async () => {
    const options = { seed: 83, accounts: 8, days: 5, often: 2, nights: 2, side: 500, lunch: true };
    return toured(options);
  },

  'more than fits, one-way streets, few visits a day': async () => {
    const options = { seed: 84, accounts: 16, days: 2, directed: true, mostVisits: 4, windows: true };
    return toured({ ...options, driving: 200 });
  },

  'accounts that nobody can visit, or not so often': async () => {
    const plain = randomTours({
      seed: 85,
      accounts: 12,
      days: 4,
      often: 2,
      windows: true,
      nights: 1,
      lunch: true,
    });
    const changed = (of: Float64Array, ...changes: readonly (readonly [number, number])[]) =>
      of.map((value, a) => changes.find(([node]) => node === a)?.[1] ?? value);
    const { n } = plain;
    const away = (node: number, minutes: number) => (at: number) =>
      at % n === node || Math.floor(at / n) === node ? minutes : plain.minutes[at];
    const problem = {
      ...plain,
      // beyond a day, within one night, and within two
      minutes: plain.minutes
        .map((_, at) => away(1, 700)(at))
        .map((m, at) => (m === 700 ? m : away(2, 300)(at))),
      service: changed(plain.service, [3, 600], [4, 200]),
      opens: changed(plain.opens, [4, 700], [5, 0]),
      closes: changed(plain.closes, [4, 800], [5, 481]),
      weekdays: plain.weekdays.map((days, a) => (a === 6 ? 64 : days)),
      visits: plain.visits.map((count, a) => (a === 7 ? 9 : a === 8 ? 0 : count)),
    };
    return planned(problem);
  },
};
