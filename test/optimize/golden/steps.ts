// Single steps of the search, and what it hands to others: moves, repairs, regions, what a crew or another thread is asked to do.
// A plan is as good when they are drawn or tried in another way, and no property would tell. See digest.ts for why they are
// pinned, and how to renew.

import type { Assignment, Problem } from '../../../src/model/problem.ts';
import { judge } from '../../../src/optimize/anneal.ts';
import { floatingCenters } from '../../../src/optimize/centers/floating.ts';
import { makeConnectivity, pocketBehind, removable } from '../../../src/optimize/connectivity.ts';
import { contract, expand, firstZones, gathered } from '../../../src/optimize/contract.ts';
import { alone, type Crew } from '../../../src/optimize/crew.ts';
import { contiguousBound } from '../../../src/optimize/cuts/contiguous-bound.ts';
import { elasticLp } from '../../../src/optimize/elastic.ts';
import {
  type Energy,
  learnPrices,
  makeEnergy,
  refreshEnergy,
  setMargin,
  slopeDelta,
} from '../../../src/optimize/energy.ts';
import { solveExact } from '../../../src/optimize/exact/solve-exact.ts';
import { solveMip } from '../../../src/optimize/highs.ts';
import { solveLp } from '../../../src/optimize/lp-relaxation.ts';
import { makeChain } from '../../../src/optimize/moves/chain.ts';
import { makeShift } from '../../../src/optimize/moves/shift.ts';
import { makeSwap } from '../../../src/optimize/moves/swap.ts';
import { makeTrade } from '../../../src/optimize/moves/trade.ts';
import { makeRandom, type Random, randomInt } from '../../../src/optimize/random.ts';
import { membersOf, regionOf } from '../../../src/optimize/region.ts';
import { repair } from '../../../src/optimize/repair.ts';
import { resplit } from '../../../src/optimize/resplit.ts';
import { annealRounds } from '../../../src/optimize/round.ts';
import { cooling, type SearchOptions } from '../../../src/optimize/schedule.ts';
import { excessOf, scoreOf, stranded } from '../../../src/optimize/score.ts';
import { search } from '../../../src/optimize/search.ts';
import { solve } from '../../../src/optimize/solve.ts';
import { oversizedZones, splitAccounts } from '../../../src/optimize/split.ts';
import { compactStart } from '../../../src/optimize/start.ts';
import { makeState, resum, type State, setLoose, totalExcess } from '../../../src/optimize/state.ts';
import { bordersOf, mosaicOf, shuffled, tilesAround } from '../../../src/optimize/tiles.ts';
import { planTours } from '../../../src/optimize/tours/plan-tours.ts';
import { type RandomProblemOptions, randomProblem } from '../random-problem.ts';
import { randomTours } from '../tours/random-tours.ts';
import { digest, following, type GoldenCases, listening } from './digest.ts';

const teams = { kind: 'both', share: 1 } as const;

const KINDS: readonly RandomProblemOptions[] = [
  { n: 90, k: 5, m: 2, seed: 121 },
  { n: 80, k: 7, m: 2, seed: 122, repDependent: true, forbidden: 0.3, budget: true },
  { n: 80, k: 5, m: 1, seed: 123, limits: true, teams, tolerance: 0.15 },
  { n: 70, k: 6, m: 1, seed: 124, preferred: 4, repDependent: true, tolerance: 0.1 },
  { n: 60, k: 12, m: 2, seed: 125, infeasible: true, budget: true, preferred: 2 },
];

/** Each zone with any rep that may serve it, or with none. */
const confetti = ({ n, k, cost }: Problem, random: Random): Assignment =>
  Int32Array.from({ length: n }, (_, i) => {
    const j = randomInt(random, k + 1);
    return j < k && cost[i * k + j] < Infinity ? j : -1;
  });

/** Blocks of a square map, each with the rep that serves it most cheaply: pieces that hang together, and some that do not. */
const blocks = ({ n, k, lat, lon, cost }: Problem, random: Random): Assignment => {
  const shift = [random(), random()];
  const of = new Map<number, number>();
  return Int32Array.from({ length: n }, (_, i) => {
    const block = 10 * Math.floor(4 * lat[i] + shift[0]) + Math.floor(3 * lon[i] + shift[1]);
    if (!of.has(block)) of.set(block, randomInt(random, k));
    const j = of.get(block)!;
    if (cost[i * k + j] < Infinity) return j;
    return Array.from({ length: k }, (_, j) => j).find(j => cost[i * k + j] < Infinity)!;
  });
};

function placed(problem: Problem, plan: Assignment, random: Random): [State, Energy] {
  const state = makeState(problem, plan);
  setLoose(state, stranded(problem, plan));
  const energy = makeEnergy(problem);
  energy.price.forEach((_, row) => {
    energy.price[row] = row < problem.k * problem.m ? 4 * random() - 2 : random();
  });
  energy.rho = 50;
  refreshEnergy(energy, state);
  return [state, energy];
}

/** Notes what is asked of a crew, and what it answers. */
function noted(told: unknown[]): Crew {
  const crew = alone();
  return async (tasks, signal) => {
    for (const { problem, ...task } of tasks) told.push(task, problem.n, problem.target, problem.moveBudget);
    return crew(tasks, signal);
  };
}

export const STEPS: GoldenCases = {
  'repairs of confetti, and of blocks': async () => {
    const out: unknown[] = [];
    for (const options of [...KINDS, { n: 60, k: 6, m: 1, seed: 126, forbidden: 0.7 }]) {
      const problem = randomProblem(options);
      const random = makeRandom(options.seed);
      const plans: Assignment[] = [];
      for (let turn = 0; turn < 6; turn++) {
        const sketch = turn % 2 ? confetti(problem, random) : blocks(problem, random);
        plans.push(repair(problem, sketch));
        if (turn % 2 === 0) plans.push(Int32Array.from(stranded(problem, sketch)));
      }
      out.push(digest(...plans, ...plans.filter(p => p.length === problem.n).map(p => scoreOf(problem, p))));
    }
    return out;
  },

  'moves drawn and tried': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      for (const torn of [false, true]) {
        const problem = randomProblem(options);
        const random = makeRandom(options.seed);
        const sketch = blocks(problem, random);
        const plan = torn ? sketch : repair(problem, sketch);
        const [state, energy] = placed(problem, plan, random);
        const net = makeConnectivity(problem);
        const moves = [
          makeShift(state, energy, net, random),
          makeSwap(state, energy, net, random),
          makeChain(state, energy, net, random),
          makeTrade(state, energy, random),
        ];
        const count = new Int32Array(8);
        const deltas: number[] = [];
        for (let step = 0; step < 3000; step++) {
          if (step % 100 === 99) {
            energy.blur = step % 200 === 99 ? 0.7 : 0;
            resum(state);
            learnPrices(energy, state, 0.1, 3);
            setMargin(energy, problem, step / 30_000);
            refreshEnergy(energy, state);
          }
          const kind = step % 40 === 0 ? 3 : step % 3;
          const delta = moves[kind].draw();
          deltas.push(delta);
          if (delta === Infinity) continue;
          const limit = Math.max(delta, -0.3 * Math.log(1 - random()));
          count[kind]++;
          if (moves[kind].attempt(limit)) count[kind + 4]++;
        }
        const { objective, brokenRows, looseCount, moved, load, rowExcess, border, borderCount } = state;
        out.push([
          count.join(' '),
          digest(deltas, state.rep, energy.price, energy.value, load, rowExcess, totalExcess(state)),
          digest(objective, brokenRows, looseCount, moved, border.slice(0, borderCount), state.sectorBorder),
        ]);
      }
    }
    return out;
  },

  'zones that cut, what they would cut off, and what it would cost': async () => {
    const out: unknown[] = [];
    for (const options of [...KINDS, { n: 900, k: 2, m: 1, seed: 127 }]) {
      const problem = randomProblem(options);
      const { n, k, offsets, neighbors } = problem;
      const random = makeRandom(options.seed);
      const plan = repair(problem, blocks(problem, random));
      // long tentacles, walked to their end now and then
      if (n === 900) for (let i = 0; i < n; i++) plan[i] = Math.floor(i / 30) % 2 || i % 30 === 0 ? 0 : 1;
      const [state, energy] = placed(problem, plan, random);
      const net = makeConnectivity(problem);
      const told: unknown[] = [];
      for (let turn = 0; turn < 300; turn++) {
        const i = randomInt(random, n);
        const free = removable(net, state, i);
        const pocket = free ? 0 : pocketBehind(net, state, i, 12);
        told.push(i, free, pocket, net.pocket.slice(0, pocket));
        const to = plan[neighbors[offsets[i]]];
        if (to === plan[i] || problem.cost[i * k + to] === Infinity) continue;
        const zones = Int32Array.of(i, ...net.pocket.subarray(0, pocket));
        told.push(slopeDelta(energy, state, zones, zones.length, to));
      }
      out.push(digest(told));
    }
    return out;
  },

  'tiles, mosaics, regions, and areas as units': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      const problem = randomProblem(options);
      const { n, k } = problem;
      const random = makeRandom(options.seed);
      const plan = repair(problem, blocks(problem, random));
      const borders = bordersOf(problem, plan);
      const told: unknown[] = [borders];
      for (const size of [1, 2, 3, 4, k, k + 1]) {
        const tiles = tilesAround(borders, shuffled(k, random), size, random);
        told.push(tiles, mosaicOf(borders, size, random), membersOf(plan, k, tiles));
        told.push(regionOf(problem, plan, tiles[0]));
      }
      const of = Int32Array.from({ length: n }, (_, i) => (i % 10 < 4 ? 0 : i));
      const numbers = [...new Set(of)];
      const units = { of: of.map(u => numbers.indexOf(u)), count: numbers.length };
      const small = contract(problem, units);
      const parts = gathered(units, plan);
      told.push(small, firstZones(units), parts, expand(units, parts), excessOf(problem, plan));
      out.push(digest(told));
    }
    return out;
  },

  'zones too large for a sector, and their parts': async () => {
    const out: unknown[] = [];
    for (let seed = 1; seed <= 4; seed++) {
      const { lat, lon, loads, target, tolerance, k, m } = randomProblem({ n: 60, k: 4, m: 2, seed });
      const heavy = loads.map((a, q) => a.map((x, i) => (i % (9 + q) === 0 ? 40 * x : x)));
      const some = target.map((t, row) => (row % 3 === 0 && seed > 2 ? 0 : t));
      const equal = lat.map(y => Math.round(8 * y) / 8);
      const none = new Float64Array(60);
      out.push(
        digest(
          oversizedZones(heavy, target, tolerance, k, m),
          oversizedZones(heavy, some, tolerance, k, m),
          [1, 2, 3, 5, 8, 70].map(parts => splitAccounts({ lat, lon }, loads, parts, seed)),
          splitAccounts({ lat: equal, lon: equal }, heavy, 6, seed),
          splitAccounts({ lat: lat.map(y => 60 + y), lon: equal }, [none, loads[0]], 4, 7 * seed),
          splitAccounts({ lat, lon }, [none], 4, 9),
        ),
      );
    }
    return out;
  },

  're-splits, and what they ask of a crew': async () => {
    const out: unknown[] = [];
    for (const [options, how] of [
      [KINDS[0], { budget: 30_000, onlyMend: false }],
      [KINDS[0], { budget: 90_000, onlyMend: true }],
      [KINDS[1], { budget: 30_000, onlyMend: false }],
      [KINDS[2], { budget: 30_000, onlyMend: true }],
      [KINDS[3], { budget: 60_000, onlyMend: false }],
      [KINDS[4], { budget: 90_000, onlyMend: true }],
      // many layouts, so that tiles grow and tries become longer
      [
        { n: 30, k: 7, m: 1, seed: 126 },
        { budget: 400_000, onlyMend: false },
      ],
      [
        { n: 30, k: 9, m: 1, seed: 127, infeasible: true },
        { budget: 400_000, onlyMend: true },
      ],
    ] as const) {
      const problem = randomProblem(options);
      const start = repair(problem, blocks(problem, makeRandom(options.seed)));
      const best = judge(problem, start);
      const told: unknown[] = [];
      const { signal, breathe } = listening(how.budget === 60_000 ? 9 : Infinity);
      const found = await resplit(
        { ...problem, target: problem.target.slice() },
        best,
        { ...how, seed: 1 },
        {
          ...(signal && { signal }),
          ...(breathe && { breathe }),
          onProgress: (...at) => told.push(at),
          crew: noted(told),
          ...(options === KINDS[3] && { targetsOf: following(problem) }),
        },
      );
      out.push([found.proposals, found.accepted, found.tries, found.complete, told.length]);
      out.push(digest(best, told));
    }
    return out;
  },

  'searches, and what they ask of a crew': async () => {
    const out: unknown[] = [];
    for (const [options, how, breaths] of [
      [{ ...KINDS[0], tolerance: 0.01 }, { effort: 'fast', scale: 0.1 }, Infinity],
      [KINDS[4], { effort: 'normal', scale: 0.002, start: 'good' }, Infinity],
      [KINDS[2], { effort: 'fast', scale: 0.05, start: 'settled' }, 5],
      [KINDS[3], { effort: 'fast', scale: 0.05, start: 'good' }, 7],
      [{ ...KINDS[0], k: 1 }, { effort: 'fast' }, Infinity],
    ] as readonly (readonly [RandomProblemOptions, Omit<SearchOptions, 'seed'>, number])[]) {
      const problem = randomProblem(options);
      const start = repair(problem, blocks(problem, makeRandom(options.seed)));
      const told: unknown[] = [];
      let turns = 0;
      const { signal, breathe } = listening(breaths);
      const found = await search(
        problem,
        start,
        { ...how, seed: 2 },
        {
          ...(signal && { signal }),
          breathe: async () => {
            turns++;
            await breathe?.();
          },
          onProgress: (...at) => told.push(at),
          crew: noted(told),
          ...(options === KINDS[3] && { targetsOf: following(problem) }),
        },
      );
      const { assignment, proposals, accepted, resplits, complete } = found;
      out.push([proposals, accepted, resplits, complete, turns, told.length, digest(assignment, told)]);
    }
    return out;
  },

  'rounds, and what they ask of a crew': async () => {
    const out: unknown[] = [];
    for (const [options, slicing, breaths] of [
      [{ n: 120, k: 9, m: 2, seed: 131, preferred: 2 }, { size: 3, from: 0 }, Infinity],
      [{ n: 120, k: 9, m: 2, seed: 131, budget: true }, { size: 3, from: 0 }, Infinity],
      [{ n: 80, k: 6, m: 1, seed: 132, repDependent: true }, { size: 60, from: 0 }, 12],
      [{ n: 80, k: 6, m: 1, seed: 132, teams, tolerance: 0.1 }, { size: 4, from: Infinity }, Infinity],
    ] as const) {
      const problem = randomProblem(options);
      const start = repair(problem, blocks(problem, makeRandom(options.seed)));
      const told: unknown[] = [];
      const { signal, breathe } = listening(breaths);
      const rounds = [1, 2, 3, 4].map(seed => ({
        ...{ seed, stages: cooling(3000, 1e7), proposals: 4000 },
        slicing: { ...slicing, slices: 6, layouts: 4, settleSlices: 2 },
      }));
      const found = await annealRounds(
        problem,
        start,
        rounds,
        {
          ...(signal && { signal }),
          ...(breathe && { breathe }),
          onProgress: (...at) => told.push(at),
          crew: noted(told),
        },
        slicing.from === 0,
      );
      out.push([found.proposals, found.accepted, found.complete, told.length, digest(found, told)]);
    }
    return out;
  },

  'the same with nobody who listens': async () => {
    const problem = randomProblem({ n: 50, k: 4, m: 1, seed: 133, tolerance: 0.1, geographic: false });
    const start = repair(problem, blocks(problem, makeRandom(1)));
    const plain = await solveLp(problem);
    const fast = { effort: 'fast', seed: 1 } as const;
    const told: unknown[] = [plain];
    told.push(await solve(problem, fast, { start, bound: plain, searchScale: 0.01 }));
    const open = start.map((j, i) => (i % 6 ? j : -1));
    told.push(await solve(problem, fast, { start: open, searchScale: 0.01 }));
    told.push(await search(problem, start, { ...fast, scale: 0.01 }));
    const best = judge(problem, start.slice());
    told.push(await resplit(problem, best, { seed: 1, budget: 9000, onlyMend: false }, {}), best);
    const slicing = { size: 2, slices: 3, layouts: 2, settleSlices: 1 };
    for (const from of [0, Infinity]) {
      const round = { seed: 1, stages: cooling(50, 3000), proposals: 3000, slicing: { ...slicing, from } };
      told.push(await annealRounds(problem, start, [round, { ...round, seed: 2 }], {}));
    }
    told.push(await contiguousBound(problem, plain, start, 'normal'));
    const small = randomProblem({ n: 12, k: 3, m: 1, seed: 134, tolerance: 0.2, geographic: false });
    const sketch = repair(small, blocks(small, makeRandom(2)));
    told.push(
      await solveExact(small, sketch, await solveLp(small), { nodes: 30, work: 1e6, seed: 1 }),
      await solveExact(
        small,
        sketch,
        await solveLp(small),
        { nodes: 30, work: 1e6, seed: 1 },
        {
          mip: async () => {
            throw new Error('broken');
          },
        },
      ).catch(String),
      await floatingCenters(problem, problem.loads[0], fast, {}),
      await elasticLp(problem, {}).then(({ kept, duals, shares }) => [
        kept,
        duals,
        start.map((_, i) => shares(i)[0][0]),
      ]),
      await compactStart(problem),
      await planTours(randomTours({ seed: 148, accounts: 8, days: 3 }), fast),
    );
    return told.map(one => digest(one));
  },

  'proofs, and the programs that they hand on': async () => {
    const out: unknown[] = [];
    for (const [options, sketch] of [
      [{ n: 14, k: 3, m: 2, seed: 45, tolerance: 0.2, geographic: false }, 'repaired'],
      [{ n: 14, k: 3, m: 1, seed: 46, tolerance: 0.2, teams, budget: true, preferred: 1 }, 'repaired'],
      [{ n: 12, k: 3, m: 1, seed: 128, tolerance: 0.2, preferred: 6 }, 'repaired'],
      [{ n: 16, k: 3, m: 1, seed: 129, tolerance: 0.2, geographic: false, forbidden: 0.2 }, 'torn'],
      [{ n: 12, k: 3, m: 1, seed: 130, infeasible: true, limits: true }, 'repaired'],
    ] as const) {
      const problem = randomProblem(options);
      const torn = blocks(problem, makeRandom(options.seed));
      const start = sketch === 'torn' ? torn : repair(problem, torn);
      const told: unknown[] = [];
      const found = await solveExact(
        problem,
        start,
        await solveLp(problem),
        { nodes: 60, work: 1e6, seed: 1 },
        {
          onProgress: progress => told.push(progress),
          mip: async (task, tell) => {
            told.push(task);
            return solveMip(task, tell);
          },
        },
      );
      const { value, bound, proven, nodes, cuts, columns } = found;
      out.push([value, bound, proven, nodes, cuts, columns, told.length].map(String).join(' '));
      out.push(digest(found, told));
    }
    return out;
  },
};
