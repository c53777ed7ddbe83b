// The best plan of a tour: what is kept, and that all sums come back with it.

import { expect, it } from 'vitest';
import { makeRandom } from '../../../src/optimize/random.ts';
import { keepBest, makeBest, restoreBest } from '../../../src/optimize/tours/best.ts';
import { construct } from '../../../src/optimize/tours/construct.ts';
import { makeInsertions } from '../../../src/optimize/tours/insertion.ts';
import { makeRecreation } from '../../../src/optimize/tours/recreate.ts';
import {
  begin,
  changeOf,
  makeTourState,
  removeStop,
  rollback,
  setNight,
  settle,
  type TourState,
} from '../../../src/optimize/tours/tour-state.ts';
import { randomTours } from './random-tours.ts';

function constructed(): TourState {
  const problem = randomTours({ seed: 4, accounts: 12, days: 8, often: 2, nights: 2, side: 420 });
  const state = makeTourState(problem);
  begin(state);
  construct(makeRecreation(makeInsertions(state), makeRandom(1)));
  return state;
}

const sums = ({ stops, count, night, drive, service, cost, lost, planned, width, dayCount }: TourState) => ({
  ...{ night: [...night], drive: [...drive], service: [...service], planned: [...planned] },
  stops: Array.from({ length: dayCount }, (_, d) => [...stops.slice(d * width, d * width + count[d])]),
  ...{ cost, lost },
});

it('comes back with all its sums, nights among them', () => {
  const state = constructed();
  const best = makeBest(state);
  const before = sums(state);
  expect(before.night).toContain(1);
  for (const [d, count] of state.count.entries()) if (count > 0 && d % 2 === 0) removeStop(state, d, 0);
  settle(state);
  expect(sums(state)).not.toEqual(before);
  restoreBest(best, state);
  const after = sums(state);
  expect(after.cost).toBeCloseTo(before.cost, 6);
  expect(after.lost).toBeCloseTo(before.lost, 9);
  expect({ ...after, cost: 0, lost: 0 }).toEqual({ ...before, cost: 0, lost: 0 });
});

it('is what has the least lost worth, then the least cost', () => {
  const state = constructed();
  const best = makeBest(state);
  const { lost, cost } = best;
  const offered = (more: number, change: number): boolean => {
    state.lost = lost + more;
    state.cost = cost + change;
    keepBest(best, state);
    const kept = best.cost === state.cost && best.lost === state.lost;
    Object.assign(best, { lost, cost });
    return kept;
  };
  expect(offered(0, -1)).toBe(true);
  expect(offered(0, 1)).toBe(false);
  expect(offered(0, -1e-12)).toBe(false);
  expect(offered(1, -1000)).toBe(false);
  expect(offered(-1, 1000)).toBe(true);
  // crumbs of a sum are no loss
  expect(offered(1e-12, -1)).toBe(true);
});

it('a night that is there already, or not there anyway, costs nothing more', () => {
  const state = constructed();
  const { cost } = state;
  for (const d of state.night.keys()) setNight(state, d, state.night[d]);
  expect(state.cost).toBe(cost);
  const d = state.night.indexOf(1);
  begin(state);
  setNight(state, d, 0);
  expect(state.cost).toBe(cost - 60);
  expect(changeOf(state)).toBe(-60);
  rollback(state);
  expect([state.cost, state.night[d]]).toEqual([cost, 1]);
});
