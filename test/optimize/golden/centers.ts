// Free centers and groups of sectors: see digest.ts for why they are pinned, and how to renew.

import { greatCircleKm } from '../../../src/geo/sphere.ts';
import type { weightedCenters } from '../../../src/model/center.ts';
import type { Travel } from '../../../src/model/travel.ts';
import { powerCells } from '../../../src/optimize/centers/cells.ts';
import { float, floatingCenters } from '../../../src/optimize/centers/floating.ts';
import {
  exchange,
  exchangeDelta,
  makeInertia,
  pointsOn,
  resumInertia,
} from '../../../src/optimize/centers/inertia.ts';
import { freeCenters } from '../../../src/optimize/centers.ts';
import { type FormHooks, formGroups } from '../../../src/optimize/levels/form.ts';
import { bestSeats, drawSeats, seatSets } from '../../../src/optimize/levels/seats.ts';
import { makeRandom } from '../../../src/optimize/random.ts';
import { randomProblem } from '../random-problem.ts';
import { digest, type GoldenCases, listening } from './digest.ts';

const fast = { effort: 'fast', seed: 1 } as const;

const travel: Travel = {
  minutesForKm: km => km + 3 * Math.sign(km),
  minutes: (a, b, c, d) => travel.minutesForKm(greatCircleKm(a, b, c, d)),
  km: (a, b, c, d) => greatCircleKm(a, b, c, d),
};

/** Units and groups: one group may have a base, one unit be held by the first group, or all units be held. */
function form(n: number, k: number, based: number, held: number | 'all', hooks: FormHooks) {
  const random = makeRandom(n);
  const { offsets, neighbors, lat, lon } = randomProblem({ n, k, m: 1, seed: 74 });
  const loads = [new Float64Array(n).fill(1), Float64Array.from({ length: n }, () => 0.5 + random())];
  const at = (of: Float64Array) =>
    Float64Array.from({ length: k }, (_, g) => (g === based ? of[3] + 0.01 : Number.NaN));
  return formGroups(
    {
      ...{ n, offsets, neighbors, lat, lon, loads, days: 12 },
      held: Int32Array.from({ length: n }, (_, u) => (held === 'all' ? u % k : u === held ? 0 : -1)),
    },
    {
      ...{ k, lat: at(lat), lon: at(lon), tolerance: Float64Array.of(0.35, 0.3) },
      share: new Float64Array(k).fill(1 / k),
    },
    travel,
    fast,
    hooks,
  );
}

/** Units of a small map, and groups of which some have a base. */
function level(n: number, k: number, based: readonly number[], held: readonly number[]) {
  const random = makeRandom(n);
  const { offsets, neighbors, lat, lon } = randomProblem({ n, k, m: 1, seed: 76 });
  const loads = [new Float64Array(n).fill(1), Float64Array.from({ length: n }, () => 0.5 + random())];
  const at = (of: Float64Array) =>
    Float64Array.from({ length: k }, (_, g) => (based.includes(g) ? of[g] + 0.02 : Number.NaN));
  return [
    {
      ...{ n, offsets, neighbors, lat, lon, loads, days: 12 },
      held: Int32Array.from({ length: n }, (_, u) => held.indexOf(u) % k),
    },
    {
      ...{ k, lat: at(lat), lon: at(lon), tolerance: Float64Array.of(0.35, 0.3) },
      share: Float64Array.from({ length: k }, () => 1 / k),
    },
  ] as const;
}

export const CENTERS: GoldenCases = {
  'seats: the best, drawn ones, all there are': async () => {
    const out: unknown[] = [];
    for (const [n, k, based, held] of [
      [8, 3, [], []],
      [7, 2, [], []],
      [9, 3, [1], []],
      [9, 3, [0, 2], [4, 6]],
      [9, 3, [0, 1, 2], []],
      [10, 4, [3], [2]],
      [30, 6, [], [1, 2, 3]],
      [20, 3, [], []],
    ] as const) {
      const [units, groups] = level(n, k, based, held);
      const random = makeRandom(n);
      const found = seatSets(units, groups, 200);
      const sets = found === null ? null : [...found];
      // all in one place
      const together = { ...units, lat: units.lat.map(() => 45), lon: units.lon.map(() => 2) };
      out.push([
        sets === null ? null : sets.length,
        digest(
          sets,
          seatSets(units, groups, 1) === null,
          [0, 1, 2, 3, 4].map(() => drawSeats(units, groups, travel, random)),
          drawSeats(together, groups, travel, random),
          bestSeats(
            units,
            groups,
            travel,
            Int32Array.from({ length: n }, (_, u) => u % k),
          ),
        ),
      ]);
    }
    return out;
  },

  'cells, inertia, and runs that mend': async () => {
    const out: unknown[] = [];
    for (const options of [
      { n: 60, k: 5, m: 2, seed: 77 },
      { n: 50, k: 6, m: 1, seed: 78, forbidden: 0.4, limits: true, tolerance: 0.02 },
      { n: 40, k: 4, m: 1, seed: 79, infeasible: true },
    ]) {
      const problem = randomProblem(options);
      const { n, k, lat, lon, loads } = problem;
      for (const weight of [loads[0], new Float64Array(n)]) {
        const points = pointsOn(lat, lon, weight);
        const cells = powerCells(problem, points, makeRandom(options.seed));
        const told: (readonly number[])[] = [];
        const { signal, breathe } = listening(options.seed === 79 ? 5 : Infinity);
        const found = await float(
          { problem, weight, seed: options.seed, proposals: 4000 },
          {
            ...(signal && { signal }),
            ...(breathe && { breathe }),
            onBest: (...at) => told.push(at),
          },
        );
        const inertia = makeInertia(points, k);
        resumInertia(inertia, cells.rep);
        const moved: number[] = [];
        for (let i = 0; i < n; i += 7) {
          moved.push(exchangeDelta(inertia, points.moments, cells.rep[i], (cells.rep[i] + 1) % k, 5 * i));
          exchange(inertia, points.moments, cells.rep[i], (cells.rep[i] + 1) % k, 5 * i);
        }
        out.push([found.proposals, found.accepted, found.complete]);
        out.push(digest(points, cells, found, told, moved, inertia));
      }
    }
    return out;
  },

  'several runs of floating centers, some of them elsewhere': async () => {
    const problem = randomProblem({ n: 250, k: 4, m: 1, seed: 80, tolerance: 0.1 });
    const out: unknown[] = [];
    for (const [effort, breaths, alone] of [
      ['fast', Infinity, false],
      ['fast', 2, false],
      ['normal', 8, true],
      ['normal', 8, false],
    ] as const) {
      const told: unknown[] = [];
      const { signal, breathe } = listening(breaths);
      const found = await floatingCenters(
        problem,
        problem.loads[0],
        { effort, seed: 3 },
        {
          ...(signal && { signal }),
          ...(breathe && { breathe }),
          onBest: (...at) => told.push(at),
          asides: alone
            ? []
            : [
                async task => {
                  told.push(task.seed, task.proposals);
                  return float({ ...task, proposals: 4000 });
                },
              ],
        },
      );
      out.push([found.facts, found.complete, digest(found, told)]);
    }
    return out;
  },

  'floating centers': async () => {
    const out: unknown[] = [];
    for (const options of [
      { n: 60, k: 4, m: 2, seed: 71, tolerance: 0.1 },
      { n: 50, k: 5, m: 1, seed: 72, forbidden: 0.3, limits: true },
    ]) {
      const problem = randomProblem(options);
      const told: (readonly number[])[] = [];
      const hooks = { onBest: (...at: number[]) => void told.push(at) };
      const found = await floatingCenters(problem, problem.loads[0], fast, hooks);
      out.push([found.facts, digest(found.assignment, told)]);
    }
    return out;
  },

  'free centers: travel, and compactness': async () => {
    const out: unknown[] = [];
    const plain = randomProblem({ n: 60, k: 4, m: 1, seed: 73, tolerance: 0.1 });
    // far north, across the antimeridian, and wider than high
    const lon = plain.lon.map(x => (x > 0.5 ? 8 * x - 184 : 8 * x + 176));
    const base = { ...plain, lat: plain.lat.map(x => 60 + x), lon };
    const { n, k, lat, loads } = base;
    const model = (compact: boolean) => ({
      ...{ n, k, lat, lon, weight: loads[0], compact },
      build: (centers: ReturnType<typeof weightedCenters>) => ({
        ...base,
        cost: Float64Array.from({ length: n * k }, (_, at) => {
          const [i, j] = [Math.floor(at / k), at % k];
          const km = greatCircleKm(lat[i], lon[i], centers.lat[j], centers.lon[j]);
          return loads[0][i] * (compact ? km * km : km);
        }),
      }),
    });
    for (const compact of [false, true]) {
      const hooks = listening();
      const found = await freeCenters(model(compact), fast, hooks);
      out.push([digest(found.centers, found.assignment), digest(found.searched, hooks.told)]);
    }
    return out;
  },

  'free centers called off': async () => {
    const problem = randomProblem({ n: 60, k: 4, m: 1, seed: 75, tolerance: 0.1, repDependent: true });
    const { n, k, lat, lon } = problem;
    const model = {
      ...{
        n,
        k,
        lat,
        lon: lon.map(x => (x > 0.5 ? x - 180.5 : x + 179.5)),
        weight: new Float64Array(n).fill(1),
      },
      ...{ compact: true, build: () => problem },
    };
    const hooks = listening(60);
    const { centers, assignment } = await freeCenters(model, fast, hooks);
    return digest(centers, assignment, hooks.told);
  },

  'groups of sectors': async () => {
    const out: unknown[] = [];
    for (const [n, k, based, held, breaths] of [
      [7, 2, -1, -1, Infinity],
      [14, 3, 1, 5, Infinity],
      [9, 1, -1, -1, Infinity],
      [9, 3, 2, 'all', Infinity],
      [9, 2, 0, 4, 12],
      // more pairs than a proof is tried for: what the search finds stays
      [340, 12, 5, 60, Infinity],
    ] as const) {
      const hooks = listening(breaths);
      const found = await form(n, k, based, held, hooks);
      const { assignment, seats, everySeat, complete, proof } = found;
      out.push([
        [assignment.join(''), [...seats], everySeat, complete, proof?.proven ?? null],
        digest(found, hooks.told),
      ]);
    }
    return out;
  },
};
