// What the linear programs, their prices and their cuts are made of, part by part: a wrong list of candidates, row or first
// basis is put right by what comes after it, at the price of time alone. See digest.ts for why they are pinned, and how to renew.

import type { Problem } from '../../../src/model/problem.ts';
import { ascendAreas } from '../../../src/optimize/area-ascent.ts';
import { areaBound } from '../../../src/optimize/area-bound.ts';
import { bandOrder, solveSemidefinite } from '../../../src/optimize/cholesky.ts';
import { coarsen } from '../../../src/optimize/coarsen.ts';
import { startMaster } from '../../../src/optimize/contested.ts';
import {
  type Coupling,
  fromDuals,
  makeCoupling,
  toDuals,
  zoneWeights,
} from '../../../src/optimize/coupling.ts';
import { contiguousBound } from '../../../src/optimize/cuts/contiguous-bound.ts';
import { clampPrices } from '../../../src/optimize/cuts/cut-bound.ts';
import { openCutLp } from '../../../src/optimize/cuts/cut-lp.ts';
import { makeRings } from '../../../src/optimize/cuts/ring.ts';
import { separate } from '../../../src/optimize/cuts/separate.ts';
import { withAreas } from '../../../src/optimize/cuts/with-areas.ts';
import { solveDual } from '../../../src/optimize/dual.ts';
import { withAreaColumns } from '../../../src/optimize/exact/area-columns.ts';
import { brokenCuts, fractionalCuts, violation } from '../../../src/optimize/exact/connectivity-cuts.ts';
import { solveMip, solveWithHighs } from '../../../src/optimize/highs.ts';
import { leastReps } from '../../../src/optimize/least-reps.ts';
import { solveLpModel } from '../../../src/optimize/lp.ts';
import { fullModel, type LpModel } from '../../../src/optimize/lp-model.ts';
import { approximateLp, solveLp } from '../../../src/optimize/lp-relaxation.ts';
import { solveMaster } from '../../../src/optimize/master.ts';
import { buildMaster } from '../../../src/optimize/master-model.ts';
import { makePricer } from '../../../src/optimize/pricing.ts';
import { makeRandom, type Random } from '../../../src/optimize/random.ts';
import { makeShortlist } from '../../../src/optimize/shortlist.ts';
import { makeSmoothed } from '../../../src/optimize/smooth.ts';
import { connected, powerCells } from '../../../src/optimize/start.ts';
import { type RandomProblemOptions, randomProblem } from '../random-problem.ts';
import { digest, type GoldenCases, listening } from './digest.ts';

const teams = { kind: 'both', share: 1 } as const;

const KINDS: readonly RandomProblemOptions[] = [
  { n: 60, k: 6, m: 2, seed: 101 },
  { n: 50, k: 7, m: 2, seed: 102, repDependent: true, forbidden: 0.4, budget: true },
  { n: 48, k: 5, m: 1, seed: 103, limits: true, teams, tolerance: 0.15 },
  { n: 40, k: 5, m: 1, seed: 104, budget: true, teams, geographic: false },
  { n: 40, k: 4, m: 3, seed: 105, infeasible: true, preferred: 2 },
];

/** Prices that a search for them might come by. */
const pricesOf = (coupling: Coupling, random: Random, size: number): Float64Array =>
  Float64Array.from(coupling.lower, low => size * (low === -Infinity ? random() : 2 * random() - 1));

/** Whole numbers of three, so that many are equal. */
const rounded = (problem: Problem): Problem => ({ ...problem, cost: problem.cost.map(c => Math.ceil(c)) });

/** A plan in fractions: every zone shared by up to three reps. */
function fractions({ n, k, cost }: Problem, random: Random): Map<number, number>[] {
  const shares = Array.from({ length: k }, () => new Map<number, number>());
  for (let i = 0; i < n; i++) {
    const order = Array.from({ length: k }, (_, j) => j)
      .filter(j => cost[i * k + j] < Infinity)
      .sort((a, b) => cost[i * k + a] - cost[i * k + b]);
    const parts = [0.1, 0.55, 1].map(most => most * random());
    const held = order.slice(0, 1 + Math.floor(3 * random()));
    const sum = held.reduce((all, _, at) => all + parts[at], 0);
    for (const [at, j] of held.entries()) shares[j].set(i, parts[at] / sum);
  }
  return shares;
}

export const PROGRAMS: GoldenCases = {
  'rows, weights, models, and what the master begins with': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      for (const problem of [randomProblem(options), rounded(randomProblem(options))]) {
        const coupling = makeCoupling(problem);
        const random = makeRandom(options.seed);
        const weights = zoneWeights(problem, coupling);
        const y = pricesOf(coupling, random, 0.05);
        const duals = toDuals(problem, coupling, y);
        const states = [1e-4, 0.01, 0.2].map(tau =>
          startMaster(problem, coupling, {
            ...{ duals, tau, weights, newtonSteps: 0, work: 0, spent: false },
          }),
        );
        const models = states.map(state => buildMaster(problem, coupling, state));
        const full = fullModel(problem);
        out.push(
          digest(coupling, weights, fromDuals(problem, coupling, duals), coarsen(problem, weights, 4)),
          digest(...states, ...models),
          digest(full, withAreaColumns(problem, full), leastReps(problem)),
        );
      }
    }
    return out;
  },

  'masters from bad prices, round by round': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      const problem = randomProblem(options);
      const coupling = makeCoupling(problem);
      const weights = zoneWeights(problem, coupling);
      const random = makeRandom(options.seed);
      const duals = toDuals(problem, coupling, pricesOf(coupling, random, 0.02));
      const dual = { duals, tau: 0.01, weights, newtonSteps: 0, work: 0, spent: false };
      const told: unknown[] = [];
      const found = await solveMaster(
        problem,
        coupling,
        startMaster(problem, coupling, dual),
        duals,
        async (...at) => told.push(at) < 30,
      );
      const state = startMaster(problem, coupling, dual);
      state.elastic.fill(1);
      const { model } = buildMaster(problem, coupling, state);
      const { status, iterations } = solveLpModel(model);
      out.push([found.rounds, found.pivots, found.fallbacks, status, iterations]);
      out.push(digest(found, told, await solveWithHighs(model), solveLpModel(model, 3)));
    }
    return out;
  },

  'programs without a solution, without end, or with nothing in them': async () => {
    const program = (cost: number[], rows: (readonly [number, number, number[]])[]): LpModel => {
      const entries = cost.map((_, c) => rows.flatMap(([, , of], r) => (of[c] ? [[r, of[c]] as const] : [])));
      return {
        ...{ columns: cost.length, rows: rows.length, cost: Float64Array.from(cost) },
        rowLower: Float64Array.from(rows, ([low]) => low),
        rowUpper: Float64Array.from(rows, ([, high]) => high),
        starts: Int32Array.from([0, ...cost.map((_, c) => entries.slice(0, c + 1).flat().length)]),
        indices: Int32Array.from(entries.flat().map(([r]) => r)),
        values: Float64Array.from(entries.flat().map(([, x]) => x)),
      };
    };
    const out: unknown[] = [];
    for (const model of [
      program([1, 2], [[3, Infinity, [1, 1]]]),
      program([-1, -2], [[-Infinity, 4, [1, 3]]]),
      program(
        [5, 1],
        [
          [2, 2, [1, 1]],
          [-Infinity, 1, [0, 1]],
        ],
      ),
      program([1, 1], [[-Infinity, -1, [1, 1]]]),
      program([-1, 1], [[0, Infinity, [1, 1]]]),
      program([0, 0], [[1, 9, [2, 0]]]),
      program(
        [-3, 1],
        [
          [-Infinity, Infinity, [0, 0]],
          [1, 7, [0.001, 1e4]],
        ],
      ),
      program([], []),
    ]) {
      const offset = await solveWithHighs({ ...model, offset: 7 });
      out.push([solveLpModel(model).status, offset.status]);
      out.push(digest(solveLpModel(model), solveLpModel(model, 0), offset, await solveWithHighs(model)));
    }
    return out;
  },

  'programs of whole numbers: solved, without a solution, given up': async () => {
    const random = makeRandom(113);
    const columns = 30;
    const rows = 4;
    const each = <T>(make: (c: number) => T) => Array.from({ length: columns }, (_, c) => make(c));
    const model: LpModel = {
      ...{ columns, rows, cost: Float64Array.from(each(() => -200 - Math.floor(100 * random()))) },
      ...{ rowLower: new Float64Array(rows).fill(-Infinity), rowUpper: new Float64Array(rows).fill(3300) },
      starts: Int32Array.from({ length: columns + 1 }, (_, c) => rows * c),
      indices: Int32Array.from(each(() => [0, 1, 2, 3]).flat()),
      values: Float64Array.from(each(() => [0, 1, 2, 3].map(() => 50 + Math.floor(400 * random()))).flat()),
    };
    const task = { model, binaries: columns, rows: [], start: null, gap: 0, nodes: 5000, steps: 1e6 };
    const out: unknown[] = [];
    for (const how of [
      {},
      { gap: 0.01 },
      { steps: 300 },
      { nodes: 3 },
      { binaries: 5 },
      { rows: [{ lower: 29, upper: Infinity, columns: each(c => c), values: each(() => 1) }] },
      { rows: [{ lower: 3, upper: 3, columns: [0, 5, 9], values: [1, 1, 1] }] },
      { start: new Float64Array(columns) },
    ]) {
      const told: unknown[] = [];
      const found = await solveMip({ ...task, ...how }, (...at) => told.push(at));
      out.push(
        [found.bound, found.points.length, found.nodes, found.complete, told.length].map(String).join(' '),
      );
      out.push(digest(found, told));
    }
    return out;
  },

  'bounds from prices of another problem, of maps in parts, and of no effort': async () => {
    const problem = randomProblem({ n: 40, k: 4, m: 2, seed: 115, geographic: false });
    const other = { price: new Float64Array(5).fill(0.1), budgetPrice: 0 };
    const plain = await solveLp(problem, {}, other);
    const plan = connected(problem, new Int32Array(40).fill(-1)).assignment;
    // one zone that nothing touches
    const offsets = problem.offsets.slice();
    const island = { ...problem, neighbors: problem.neighbors.map(h => (h === 39 ? 0 : h)), offsets };
    island.offsets.fill(offsets[39], 39);
    return [
      digest(plain, await approximateLp(problem, other), await approximateLp(problem, plain.duals)),
      await contiguousBound(problem, plain, plan, 'fast'),
      await contiguousBound(island, plain, plan, 'normal'),
      digest(await contiguousBound(problem, plain, plan, 'thorough')),
      digest(await contiguousBound(problem, plain, plan, 'normal', listening(2))),
      withAreas(problem, plain, null, 1, 'fast'),
    ];
  },

  'prices, stage by stage': async () => {
    const out: unknown[] = [];
    for (const [options, more] of [
      [KINDS[0], {}],
      [KINDS[1], { last: 0.01 }],
      [KINDS[2], { work: 3e4 }],
      [KINDS[3], {}],
      [KINDS[4], {}],
      [{ n: 300, k: 3, m: 2, seed: 106, repDependent: true }, {}],
      [{ n: 300, k: 3, m: 2, seed: 106, repDependent: true }, { work: 1e5 }],
      [{ n: 130, k: 32, m: 1, seed: 107, tolerance: 0.02 }, {}],
      [{ n: 90, k: 75, m: 1, seed: 110, tolerance: 0.3, limits: true }, {}],
    ] as const) {
      const problem = randomProblem(options);
      const coupling = makeCoupling(problem);
      const told: unknown[] = [];
      const onStage = (...at: number[]) => void told.push(at);
      const first = await solveDual(problem, coupling, { ...more, onStage, ...listening() });
      // prices of another problem, far too low
      const start = { ...first.duals, price: first.duals.price.map(y => 0.3 * y) };
      const warm = await solveDual(problem, coupling, { start, onStage, ...listening(9) });
      out.push([first.newtonSteps, first.work, first.spent, warm.newtonSteps, digest(first, warm, told)]);
    }
    return out;
  },

  'prices where nothing costs anything, or nothing is to be balanced': async () => {
    const problem = randomProblem({ n: 30, k: 3, m: 1, seed: 111 });
    const free = { ...problem, cost: problem.cost.map(() => 0), excessPrice: 0 };
    const unbalanced = randomProblem({ n: 30, k: 3, m: 0, seed: 112 });
    const out: unknown[] = [];
    for (const own of [free, unbalanced]) {
      for (const work of [undefined, -1, 0, 1e6]) {
        const { tau, newtonSteps, spent, ...rest } = await solveDual(own, makeCoupling(own), {
          ...(work === undefined ? {} : { work }),
        });
        out.push([tau, newtonSteps, rest.work, spent, digest(rest)]);
      }
    }
    return out;
  },

  'candidates on the way, and the curve they make': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      for (const problem of [randomProblem(options), rounded(randomProblem(options))]) {
        const coupling = makeCoupling(problem);
        const random = makeRandom(options.seed);
        const weights = zoneWeights(problem, coupling);
        const slack = weights.map(w => 0.5 * w);
        const list = makeShortlist(problem, coupling, 4.5, slack);
        const y = new Float64Array(coupling.rows);
        const parts: unknown[] = [];
        for (let step = 0; step < 10; step++) {
          const by = pricesOf(coupling, random, 0.03);
          for (let r = 0; r < y.length; r++)
            y[r] = coupling.lower[r] === -Infinity ? Math.max(0, y[r] + by[r] - 0.01) : y[r] + by[r];
          if (step % 3 === 2) parts.push(list.bound(y));
          const { starts, reps, at, base, entries } = list.candidates(
            y,
            step % 2 ? 3 : 4,
            slack.map(s => s / (1 + step)),
          );
          const seen = Array.from(at, c => [
            base[c],
            entries.slice(c * coupling.width, (c + 1) * coupling.width),
          ]);
          const curve = makeSmoothed(
            problem,
            coupling,
            { starts, reps, at, base, entries },
            weights,
            0.1 / (1 + step),
          );
          const gradient = new Float64Array(coupling.rows);
          const value = curve.evaluate(y, gradient);
          const h = new Float64Array(coupling.rows * coupling.rows);
          curve.hessian(h);
          for (let r = 0; r < coupling.rows; r++) h[r * coupling.rows + r] += 1e-9;
          const order = bandOrder(h, coupling.rows, problem.m);
          const newton = solveSemidefinite(h, coupling.rows, order, gradient);
          parts.push(starts, reps, seen, value, gradient, h, order, newton);
        }
        out.push(digest(parts));
      }
    }
    return out;
  },

  'cells of the compact start': async () => {
    const out: unknown[] = [];
    for (const options of [
      ...KINDS,
      { n: 40, k: 5, m: 2, seed: 108, forbidden: 0.5 },
      { n: 40, k: 5, m: 1, seed: 109, repDependent: true },
    ]) {
      const plain = randomProblem(options);
      const { k, root, lon, lat, cost } = plain;
      const far = {
        ...plain,
        lat: lat.map(y => 50 + y),
        lon: lon.map(x => (x > 0.5 ? x - 180.5 : x + 179.5)),
      };
      const some = { ...far, root: root.map((zone, j) => (j % 2 ? zone : -1)) };
      // costs that grow with the square of the distance, and zones that cost nothing
      const squared = {
        ...far,
        cost: cost.map((c, at) => (Math.floor(at / k) % 9 === 0 && c < Infinity ? 0 : c * c)),
      };
      const cells: Int32Array[] = [];
      for (const problem of [plain, far, some, squared]) cells.push(await powerCells(problem));
      out.push(digest(...cells));
    }
    return out;
  },

  'cuts that plans in fractions break, and the rows they make': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      const problem = randomProblem(options);
      const { n, k } = problem;
      const random = makeRandom(options.seed);
      const parts: unknown[] = [];
      let count = 0;
      for (let turn = 0; turn < 3; turn++) {
        const shares = fractions(problem, random);
        const regret = Float32Array.from(problem.cost, (c, at) =>
          c < Infinity ? c - Math.min(...problem.cost.subarray(at - (at % k), at - (at % k) + k)) : Infinity,
        );
        const cuts = separate(problem, shares, regret, true);
        const pieces = separate(problem, shares, regret, false);
        const dense = new Float64Array(n * k);
        shares.forEach((own, j) => {
          for (const [i, x] of own) dense[i * k + j] = x;
        });
        const broken = brokenCuts(problem, dense);
        const weak = fractionalCuts(problem, dense);
        const rings = makeRings(problem, regret);
        const balls = [0, 7, 19].map(i => rings.grow(i % k, [i], z => z % 5 === 4, new Set([i + 1])));
        const prices = clampPrices(
          problem,
          { price: new Float64Array(k * problem.m), budgetPrice: 0 },
          cuts.map(({ cut }) => cut),
          cuts.map(() => 0.6 * problem.excessPrice * random()),
        );
        count += cuts.length + pieces.length + broken.length + weak.length;
        parts.push(cuts, pieces, broken, weak, balls, prices);
        parts.push(
          broken.map(cut => violation(problem, dense, cut)),
          weak.map(cut => violation(problem, dense, cut)),
        );
      }
      out.push([count, digest(parts)]);
    }
    return out;
  },

  'the master with cuts, solved again and again': async () => {
    const out: unknown[] = [];
    for (const options of KINDS) {
      const problem = randomProblem({ ...options, geographic: false });
      const { n, k, cost } = problem;
      const coupling = makeCoupling(problem);
      const { duals, whole } = await solveLp(problem);
      const lp = await openCutLp(problem, coupling, whole, 1000 * problem.excessPrice);
      const pricer = makePricer(problem, duals);
      const reduced = new Float64Array(k);
      const regret = new Float64Array(n * k);
      for (let i = 0; i < n; i++) {
        pricer.row(i, reduced);
        const least = Math.min(...reduced);
        for (let j = 0; j < k; j++) regret[i * k + j] = reduced[j] - least;
      }
      const told: unknown[] = [];
      for (let turn = 0; turn < 5; turn++) {
        const pairs = Array.from({ length: n * k }, (_, at) => ({ zone: Math.floor(at / k), rep: at % k }));
        lp.addPairs(
          pairs.filter(
            ({ zone, rep }) =>
              (zone + rep) % 5 === turn && cost[zone * k + rep] < Infinity && !lp.known(zone).includes(rep),
          ),
        );
        const solution = lp.solve(turn % 2 === 0, 10_000);
        told.push(solution && [solution.steps, solution.duals, solution.prices, solution.shares]);
        if (solution === null) continue;
        const known = lp.cuts().length;
        lp.dropSlack(2);
        told.push([known, lp.cuts().length, lp.rows()]);
        lp.addCuts(separate(problem, solution.shares, regret, turn > 2).map(({ cut }) => cut));
      }
      told.push(lp.solve(false, 1), lp.cuts());
      lp.close();
      out.push([lp.rows(), lp.cuts().length, digest(told)]);
    }
    return out;
  },

  'what areas add to a bound': async () => {
    const out: unknown[] = [];
    for (const options of [
      { n: 60, k: 6, m: 2, seed: 111, preferred: 2 },
      { n: 50, k: 8, m: 1, seed: 112, preferred: 6, tolerance: 0.1 },
      { n: 40, k: 5, m: 1, seed: 113, preferred: 3, forbidden: 0.4, repDependent: true },
    ]) {
      for (const problem of [randomProblem(options), rounded(randomProblem(options))]) {
        const { n, k, m, excessPrice } = problem;
        const { duals, value } = await solveLp(problem);
        const least = leastReps(problem);
        const pricer = makePricer(problem, duals);
        const reduced = new Float64Array(n * k);
        const row = new Float64Array(k);
        for (let i = 0; i < n; i++) {
          pricer.row(i, row);
          reduced.set(row, i * k);
        }
        const seen: unknown[] = [];
        const most = new Float64Array(m).fill(excessPrice / 20);
        const bound = areaBound(problem, reduced.slice(), { least, most }, (price, zones, level, room) =>
          seen.push([price, [...zones], level.slice(), room.slice()]),
        );
        const plain = areaBound(problem, reduced.slice());
        const ascents = [
          { steps: 40, pairs: 1e6, above: 1.3 * value },
          { steps: 40, pairs: 9 * n * k, above: Infinity },
        ].map(how => ascendAreas(problem, duals, [], how));
        out.push([
          needs(least),
          digest(bound, plain, seen, ascents, reduced.length),
          ascents[0].value > bound.gain + value,
        ]);
      }
    }
    return out;
  },
};

const needs = (least: ReturnType<typeof leastReps>): number =>
  least.flat().filter(need => need !== null).length;
