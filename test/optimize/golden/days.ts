// Single steps of tours: what a visit more costs and where it goes, moves drawn and tried, what is possible at all. See digest.ts
// for why they are pinned, and how to renew.

import type { TourProblem } from '../../../src/model/tours.ts';
import { makeRandom, type Random, randomInt } from '../../../src/optimize/random.ts';
import { keepBest, makeBest, restoreBest } from '../../../src/optimize/tours/best.ts';
import { canonicalOrder, reordered } from '../../../src/optimize/tours/canonical.ts';
import { construct } from '../../../src/optimize/tours/construct.ts';
import { type DayClock, fits, makeClock } from '../../../src/optimize/tours/day-times.ts';
import { applyInsertion, insertionCost, makeInsertions } from '../../../src/optimize/tours/insertion.ts';
import { makeContext } from '../../../src/optimize/tours/moves/context.ts';
import { makeStay, makeToggleNight } from '../../../src/optimize/tours/moves/night.ts';
import { makeRelocate } from '../../../src/optimize/tours/moves/relocate.ts';
import { makeReverse } from '../../../src/optimize/tours/moves/reverse.ts';
import { makeRuin } from '../../../src/optimize/tours/moves/ruin.ts';
import { makeSwap } from '../../../src/optimize/tours/moves/swap.ts';
import { makeTails } from '../../../src/optimize/tours/moves/tails.ts';
import { possibleVisits } from '../../../src/optimize/tours/reasons.ts';
import { makeRecreation, placeMissing } from '../../../src/optimize/tours/recreate.ts';
import { tourBound } from '../../../src/optimize/tours/tour-bound.ts';
import { searchTours } from '../../../src/optimize/tours/tour-search.ts';
import {
  begin,
  changeOf,
  makeTourState,
  rollback,
  type TourState,
} from '../../../src/optimize/tours/tour-state.ts';
import { plannedDays } from '../../../src/optimize/tours/write-plan.ts';
import { type RandomTours, randomTours } from '../tours/random-tours.ts';
import { digest, type GoldenCases } from './digest.ts';

const KINDS: readonly RandomTours[] = [
  { seed: 141, accounts: 16, days: 4 },
  { seed: 142, accounts: 14, days: 8, often: 3, windows: true, lunch: true, whole: true },
  { seed: 143, accounts: 14, days: 9, often: 2, nights: 2, side: 400, lunch: true },
  { seed: 144, accounts: 16, days: 3, directed: true, mostVisits: 4, driving: 200, often: 2 },
  { seed: 145, accounts: 12, days: 6, often: 3, nights: 1, side: 300, windows: true, directed: true },
  { seed: 146, accounts: 30, days: 2, service: 20, side: 60, lunch: true },
  { seed: 147, accounts: 12, days: 4, side: 0, often: 2, length: 200 },
];

const shown = ({ stops, count, night, drive, service, cost, lost, planned, on }: TourState) =>
  [stops, count, night, drive, service, cost, lost, planned, on].map(all =>
    typeof all === 'number' ? all : all.slice(),
  );

function begun(problem: TourProblem, seed: number) {
  const state = makeTourState(problem);
  const random = makeRandom(seed);
  const ins = makeInsertions(state);
  const recreation = makeRecreation(ins, random);
  begin(state);
  return { state, random, ins, recreation, context: () => makeContext(state, ins, recreation, random) };
}

/** Whether a drawn day of so many stops fits, roughly and exactly; when it begins, ends and has lunch, if it does. */
function hoursOfDay(clock: DayClock, random: Random, count: number): unknown[] {
  const { n } = clock.problem;
  const stops = Int32Array.from({ length: count }, () => 1 + randomInt(random, n - 1));
  const start = random() < 0.2 ? 1 + randomInt(random, n - 1) : 0;
  const home = random() < 0.8;
  const fast = fits(clock, stops, 0, count, start, home);
  const exact = fits(clock, stops, 0, count, start, home, true);
  return exact ? [fast, exact, clock.departure, clock.arrival, clock.lunchLeg] : [fast, exact];
}

export const DAYS: GoldenCases = {
  'the order of accounts, and what they may be visited for': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      const problem = randomTours(options);
      const { n } = problem;
      const random = makeRandom(options.seed);
      const mixed = Int32Array.from({ length: n }, (_, a) => a).map((a, _, all) =>
        a === 0 ? 0 : all[n - a],
      );
      const rounded = { ...problem, minutes: problem.minutes.map(m => 40 * Math.round(m / 40)) };
      const hard = {
        ...problem,
        minutes: problem.minutes.map(m => (random() < 0.2 ? 5 * m : random() < 0.05 ? Infinity : m)),
        service: problem.service.map(s => (random() < 0.1 ? 20 * s : s)),
        weekdays: problem.weekdays.map(days => (random() < 0.2 ? 96 : days)),
        closes: problem.closes.map(c => (random() < 0.1 ? 490 : c)),
      };
      out.push(
        digest(canonicalOrder(problem), canonicalOrder(reordered(problem, mixed)), canonicalOrder(rounded)),
        digest([problem, rounded, hard].map(one => possibleVisits(one))),
      );
    }
    return out;
  },

  'first plans, and what a visit more costs on each day': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      const problem = randomTours(options);
      const { state, ins, recreation, random } = begun(problem, options.seed);
      const told: unknown[] = [];
      const costs = () => {
        for (let a = 1; a < problem.n; a++)
          for (let d = 0; d < problem.days.length; d++)
            told.push(insertionCost(ins, a, d), ins.place[a * problem.days.length + d]);
      };
      for (let turn = 0; turn < 12; turn++) {
        const a = 1 + randomInt(random, problem.n - 1);
        const d = randomInt(random, problem.days.length);
        if (turn % 3 === 2) placeMissing(recreation, a, turn % 2 === 0);
        else if (state.planned[a] < state.mostVisits) told.push(applyInsertion(ins, a, d));
        costs();
      }
      const best = makeBest(state);
      told.push(
        shown(state),
        changeOf(state),
        tourBound(problem, { days: plannedDays(state), cost: state.cost }),
      );
      rollback(state);
      construct(recreation);
      costs();
      keepBest(best, state);
      told.push(shown(state), best, plannedDays(state));
      restoreBest(best, state);
      told.push(shown(state));
      out.push(digest(told));
    }
    return out;
  },

  'first plans where hours are few, and days without an end': async () => {
    const out: unknown[] = [];
    for (const [options, length] of [
      [{ seed: 155, accounts: 40, days: 3, often: 2, side: 90, service: 60 }, 540],
      [{ seed: 156, accounts: 40, days: 4, side: 60, service: 90, lunch: true }, 600],
      [{ seed: 157, accounts: 30, days: 2, often: 2, side: 80 }, Infinity],
    ] as const) {
      const plain = randomTours(options);
      const random = makeRandom(options.seed);
      const opens = plain.opens.map(() => 480 + 30 * randomInt(random, 16));
      const problem = {
        ...plain,
        opens,
        closes: opens.map(open => open + 60 + 60 * randomInt(random, 9)),
        rules: { ...plain.rules, length },
      };
      const { state, recreation } = begun(problem, options.seed);
      construct(recreation);
      out.push([state.planned.reduce((sum, v) => sum + v, 0), digest(shown(state))]);
    }
    return out;
  },

  'moves of tours, drawn and tried': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      const problem = randomTours(options);
      const { state, recreation, random, context: of } = begun(problem, options.seed);
      construct(recreation);
      const context = of();
      const moves = [
        makeReverse(context),
        makeRelocate(context),
        makeSwap(context),
        makeTails(context),
        makeRuin(context, 'strings'),
        makeRuin(context, 'patterns'),
        ...(problem.rules.overnight ? [makeToggleNight(context), makeStay(context)] : []),
      ];
      const count = new Int32Array(2 * moves.length);
      const told: unknown[] = [];
      for (let step = 0; step < 900; step++) {
        const kind = step % 9 === 0 ? 4 + (step % (moves.length - 4)) : step % 4;
        const change = moves[kind].draw();
        told.push(change);
        const limit = -20 * Math.log(1 - random());
        if (!(change <= limit)) continue;
        count[kind]++;
        if (moves[kind].attempt(limit)) count[moves.length + kind]++;
      }
      out.push([count.join(' '), digest(told, shown(state), plannedDays(state), context.near)]);
    }
    return out;
  },

  'hours of days': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      for (const late of [0, 200, 330]) {
        const plain = randomTours({ ...options, days: 1 });
        const problem = { ...plain, rules: { ...plain.rules, start: plain.rules.start + late } };
        const random = makeRandom(options.seed);
        const clock = makeClock(problem, problem.n);
        const told: unknown[] = [clock.untimed, clock.openAllDay];
        for (let turn = 0; turn < 120; turn++) {
          told.push(...hoursOfDay(clock, random, randomInt(random, Math.min(8, problem.n))));
        }
        out.push(digest(told));
      }
    }
    return out;
  },

  'hours of days to the ten minutes, where what is reached in time is reached just in time': async () => {
    const out: unknown[] = [];
    const plain = randomTours({ seed: 148, accounts: 14, days: 1, side: 60, lunch: true });
    const random = makeRandom(148);
    const tens = (low: number, high: number) => 10 * (low + randomInt(random, high - low));
    for (const [late, lunch] of [
      [0, true],
      [150, true],
      [330, true],
      [0, false],
    ] as const) {
      const problem = {
        ...plain,
        minutes: plain.minutes.map(m => 10 * Math.ceil(m / 10)),
        service: plain.service.map((s, a) => (a === 0 ? 0 : 10 * Math.ceil(s / 10))),
        opens: plain.opens.map(() => (random() < 0.5 ? 0 : tens(50, 80))),
        closes: plain.closes.map(() => (random() < 0.3 ? 1440 : tens(54, 100))),
        rules: { ...plain.rules, start: plain.rules.start + late, lunch: lunch ? plain.rules.lunch : null },
      };
      const clock = makeClock(problem, problem.n);
      const told: unknown[] = [];
      let kept = 0;
      for (let turn = 0; turn < 3000; turn++) {
        const hours = hoursOfDay(clock, random, 1 + randomInt(random, 4));
        if (hours[1]) kept++;
        told.push(...hours);
      }
      out.push([kept, digest(told)]);
    }
    return out;
  },

  'what many accounts may be visited for when nights are spent away': async () => {
    const problem = randomTours({ seed: 149, accounts: 820, days: 5, nights: 2, side: 700, lunch: true });
    return digest(possibleVisits(problem));
  },

  'who is reached with nights on the way alone': async () => {
    const out: unknown[] = [];
    for (const options of [
      { seed: 151, accounts: 24, days: 5, nights: 1, side: 1300 },
      { seed: 152, accounts: 30, days: 5, nights: 2, side: 1900, directed: true },
      { seed: 153, accounts: 30, days: 5, nights: 3, side: 2600, directed: true, windows: true },
      { seed: 154, accounts: 12, days: 3, nights: 4, side: 3400, service: 20 },
    ]) {
      const problem = randomTours(options);
      const some = { ...problem, visits: problem.visits.map((v, a) => (a % 3 === 1 ? 0 : v)) };
      const found = [problem, some].map(possibleVisits);
      out.push(digest(found));
    }
    return out;
  },

  'searches of tours that are called off': async () => {
    const out: unknown[] = [];
    for (const options of KINDS.slice(0, 3)) {
      const problem = randomTours(options);
      const { state, recreation, context } = begun(problem, options.seed);
      construct(recreation);
      const told: unknown[] = [];
      const stop = new AbortController();
      const facts = await searchTours(context(), 520, {
        signal: stop.signal,
        breathe: async () => {
          if (told.length > 2) stop.abort();
        },
        onProgress: (...at) => told.push(at),
      });
      out.push([facts, digest(told, shown(state))]);
    }
    return out;
  },
};
