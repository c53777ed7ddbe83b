// The cheapest chain against brute force: every sequence of up to three moves, each zone once and to a sector that it borders
// when its turn comes, judged by the optimizer's own state.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readExplained } from '../../../src/app/explain/read.ts';
import { makePlan, type PlanOutcome, writePlan } from '../../../src/app/plan.ts';
import { piecesOf } from '../../../src/evaluate/contiguity.ts';
import { bordering, cheapestChain } from '../../../src/evaluate/explain/chain.ts';
import { outcomeOf } from '../../../src/evaluate/explain/move.ts';
import { PROFILES } from '../../../src/io/csv.ts';
import { rowTargets, totalsOf } from '../../../src/model/build-problem.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';
import { makeRandom } from '../../../src/optimize/random.ts';
import { excessAt } from '../../../src/optimize/window.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-chains-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The tiny map with potentials that differ, by a seed. */
function accountsOf(seed: number): string {
  const [header = '', ...rows] = readFileSync(resolve('fixtures/tiny/accounts.csv'), 'utf8')
    .trimEnd()
    .split('\n');
  const at = header.split(',').indexOf('potential');
  const random = makeRandom(seed);
  const lines = rows.map(row => {
    const cells = row.split(',');
    cells[at] = String(1 + Math.floor(random() * 100));
    return cells.join(',');
  });
  const file = join(folder, `accounts-${seed}.csv`);
  writeFileSync(file, `${[header, ...lines].join('\n')}\n`);
  return file;
}

async function plan(seed: number, tolerance: number): Promise<PlanOutcome> {
  const outcome = await makePlan(
    {
      files: {
        accounts: accountsOf(seed),
        reps: resolve('fixtures/tiny/reps.csv'),
        zones: resolve('fixtures/tiny/zones.geojson'),
        aliases: null,
      },
      map: new Map(),
      settings: {
        ...DEFAULT_SETTINGS,
        measures: ['potential', 'workload'].map(name => ({ name, tolerance })),
        effort: 'fast',
      },
      layer: 'default',
      profile: PROFILES.default,
      ...{ raw: false, lang: 'en', diagnosis: false, threads: 1 },
    },
    {},
  );
  await writePlan(outcome, join(folder, String(seed)));
  return outcome;
}

/** Objective of the cheapest sequence that begins so and keeps what is kept; Infinity when there is none. */
function bruteForce({ context, optimized }: PlanOutcome, zone: number, to: number): number {
  const { problem, zoneRep } = optimized;
  const { n, k, m, cost, offsets, neighbors } = problem;
  const excess = (rep: Int32Array): Float64Array => {
    const targets = rowTargets(context, totalsOf(problem, rep));
    const load = problem.fixedLoad.slice();
    for (let i = 0; i < n; i++) {
      problem.loads.forEach((of, q) => {
        load[rep[i]! * m + q]! += of.length === n ? of[i]! : of[i * k + rep[i]!]!;
      });
    }
    return load.map((l, at) => excessAt(problem, at, l / targets[at]!));
  };
  const before = excess(zoneRep);
  const apart = piecesOf(context, zoneRep).pieces;
  const keeps = (rep: Int32Array): boolean => {
    const pieces = piecesOf(context, rep).pieces;
    return (
      excess(rep).every((e, at) => e <= before[at]! + 1e-7) &&
      pieces.every((p, j) => p <= Math.max(1, apart[j]!))
    );
  };
  const borders = (rep: Int32Array, i: number, j: number): boolean =>
    neighbors.subarray(offsets[i]!, offsets[i + 1]!).some(h => rep[h] === j);
  let best = Number.POSITIVE_INFINITY;
  const go = (rep: Int32Array, moved: readonly number[], total: number): void => {
    if (keeps(rep)) {
      best = Math.min(best, total);
      // what is possible needs no further move
      return;
    }
    if (moved.length === 3) return;
    for (let i = 0; i < n; i++) {
      if (moved.includes(i)) continue;
      for (let j = 0; j < k; j++) {
        const from = rep[i]!;
        if (j === from || cost[i * k + j] === Number.POSITIVE_INFINITY || !borders(rep, i, j)) continue;
        rep[i] = j;
        go(rep, [...moved, i], total + cost[i * k + j]! - cost[i * k + from]!);
        rep[i] = from;
      }
    }
  };
  const rep = zoneRep.slice();
  rep[zone] = to;
  go(rep, [zone], cost[zone * k + to]! - cost[zone * k + zoneRep[zone]!]!);
  return best;
}

it('finds what brute force finds, and nothing where there is nothing', async () => {
  let [chains, nones] = [0, 0];
  for (let seed = 1; seed <= 8; seed++) {
    const outcome = await plan(seed, 0.1 + 0.02 * seed);
    const { standing } = (await readExplained(join(folder, String(seed)), null))[0]!;
    for (let zone = 0; zone < standing.world.n; zone++) {
      for (const to of bordering(standing, zone)) {
        const alone = outcomeOf(standing, [{ block: zone, to }]);
        if (!standing.weight(zone, to).eligible || alone.breaches.length === 0) continue;
        const found = cheapestChain(standing, { block: zone, to });
        const least = bruteForce(outcome, zone, to);
        if (found) {
          chains++;
          expect(outcomeOf(standing, found.steps).breaches).toEqual([]);
          expect(found.objective).toBeCloseTo(least, 4);
        } else {
          nones++;
          expect(least).toBe(Number.POSITIVE_INFINITY);
        }
      }
    }
  }
  expect(chains).toBeGreaterThan(20);
  expect(nones).toBeGreaterThan(5);
});
