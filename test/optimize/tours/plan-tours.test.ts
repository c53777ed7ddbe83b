import { describe, expect, it } from 'vitest';
import { planTours } from '../../../src/optimize/tours/plan-tours.ts';
import { type RandomTours, randomTours } from './random-tours.ts';
import { faultsOf } from './validate.ts';

const CASES: [name: string, options: Omit<RandomTours, 'seed'>][] = [
  ['a month with lunch', { accounts: 60, days: 20, often: 3, lunch: true }],
  ['hours and weekdays', { accounts: 60, days: 20, often: 3, lunch: true, windows: true }],
  ['too little time, one-way roads', { accounts: 80, days: 10, often: 3, windows: true, directed: true }],
  ['nights away', { accounts: 60, days: 20, often: 2, lunch: true, nights: 2, side: 300 }],
  ['one day', { accounts: 12, days: 1 }],
  ['one account', { accounts: 1, days: 5, often: 3 }],
  ['no account', { accounts: 0, days: 5 }],
  ['no day', { accounts: 5, days: 0 }],
];

describe('planTours', () => {
  it.each(CASES)('keeps all rules: %s', async (_, options) => {
    for (const seed of [1, 2]) {
      const problem = randomTours({ ...options, seed });
      const plan = await planTours(problem, { seed, effort: 'fast' });
      expect(faultsOf(problem, plan)).toEqual([]);
    }
  });
});
