// Groups of few units against brute force: every partition into connected groups, every seat of every manager.

import { describe, expect, test } from 'vitest';
import { greatCircleKm } from '../../../src/geo/sphere.ts';
import { type LevelGroups, type LevelUnits, levelProblem } from '../../../src/model/level-problem.ts';
import type { Travel } from '../../../src/model/travel.ts';
import { formGroups } from '../../../src/optimize/levels/form.ts';
import { makeRandom, randomInt } from '../../../src/optimize/random.ts';
import { piecesOf, scoreOf } from '../../../src/optimize/score.ts';
import { randomProblem } from '../random-problem.ts';

const travel: Travel = {
  minutesForKm: km => km + 3 * Math.sign(km),
  minutes: (a, b, c, d) => travel.minutesForKm(greatCircleKm(a, b, c, d)),
  km: (a, b, c, d) => greatCircleKm(a, b, c, d),
};

interface Case {
  readonly units: LevelUnits;
  readonly groups: LevelGroups;
}

/** Units on a random connected map; managers with or without bases, some units held. */
function randomCase(seed: number, kind: 'free' | 'based' | 'held'): Case {
  const random = makeRandom(seed);
  const n = 5 + randomInt(random, 4);
  const k = 2 + randomInt(random, 2);
  const { offsets, neighbors, lat, lon } = randomProblem({ n, k, m: 1, seed });
  const loads = [new Float64Array(n).fill(1), Float64Array.from({ length: n }, () => 0.5 + random())];
  const held = new Int32Array(n).fill(-1);
  if (kind === 'held') held[randomInt(random, n)] = 0;
  const places = Array.from({ length: k }, (_, g) =>
    kind === 'based' || (kind === 'held' && g === 1) ? randomInt(random, n) : -1,
  );
  const at = (of: Float64Array) =>
    Float64Array.from(places, u => (u < 0 ? Number.NaN : (of[u] as number) + 0.01));
  return {
    units: { n, offsets, neighbors, lat, lon, loads, days: 12, held },
    groups: {
      k,
      share: new Float64Array(k).fill(1 / k),
      lat: at(lat),
      lon: at(lon),
      tolerance: Float64Array.of(0.35, 0.3),
    },
  };
}

/** Least hours + priced excess over all connected partitions without an empty group. */
function bruteForce({ units, groups }: Case): number {
  const { n, held } = units;
  const { k } = groups;
  const plan = new Int32Array(n);
  let least = Number.POSITIVE_INFINITY;
  const free = groups.lat.map(lat => (Number.isNaN(lat) ? 1 : 0));
  for (let code = 0; code < k ** n; code++) {
    let rest = code;
    for (let u = 0; u < n; u++) {
      plan[u] = rest % k;
      rest = Math.floor(rest / k);
    }
    if (held.some((g, u) => g >= 0 && plan[u] !== g) || new Set(plan).size < k) continue;
    const anySeats = Int32Array.from(free, (isFree, g) => (isFree ? plan.indexOf(g) : -1));
    const problem = levelProblem(units, groups, anySeats, travel);
    if (piecesOf(problem, plan).count > k) continue;
    const { excess } = scoreOf(problem, plan);
    let hours = 0;
    for (let g = 0; g < k; g++) {
      const own = [...plan.keys()].filter(u => plan[u] === g);
      const way = (lat: number, lon: number) =>
        own.reduce((sum, u) => sum + travel.minutes(lat, lon, units.lat[u]!, units.lon[u]!), 0);
      const from = free[g]
        ? Math.min(...own.map(u => way(units.lat[u]!, units.lon[u]!)))
        : way(groups.lat[g]!, groups.lon[g]!);
      hours += (units.days * 2 * from) / 60;
    }
    least = Math.min(least, hours + problem.excessPrice * excess);
  }
  return least;
}

describe.each(['free', 'based', 'held'] as const)('tiny levels, managers %s', kind => {
  test('end with the best of all connected partitions, and bounds that hold', async () => {
    let proven = 0;
    for (let seed = 1; seed <= 5; seed++) {
      const level = randomCase(seed, kind);
      const best = bruteForce(level);
      const found = await formGroups(level.units, level.groups, travel, { effort: 'fast', seed: 1 }, {});
      const { problem, assignment, proof, bound, everySeat } = found;
      const { objective, excess } = scoreOf(problem, assignment);
      const value = objective + problem.excessPrice * excess;
      expect(piecesOf(problem, assignment).count, `seed ${seed}`).toBe(level.groups.k);
      level.units.held.forEach((g, u) => {
        if (g >= 0) expect(assignment[u]).toBe(g);
      });
      expect(value, `seed ${seed}`).toBeCloseTo(best, 5);
      expect(bound.value).toBeLessThanOrEqual(value * (1 + 1e-9));
      expect(proof!.bound).toBeLessThanOrEqual(value * (1 + 1e-6));
      if (kind === 'free') expect(everySeat).toBe(true);
      if (proof!.proven) proven++;
    }
    expect(proven).toBe(5);
  });
});

test('the same seed forms the same groups', async () => {
  const level = randomCase(5, 'held');
  const run = () => formGroups(level.units, level.groups, travel, { effort: 'fast', seed: 3 }, {});
  const [first, second] = [await run(), await run()];
  expect(second.assignment).toEqual(first.assignment);
  expect(second.bound.duals.price).toEqual(first.bound.duals.price);
});
