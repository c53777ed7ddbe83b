// Is the bundle's problem the one it was made of? Both worlds are held against each other: what is countable must be equal,
// costs may differ by what moving the places has done.

import { hasBases } from '../../model/eligibility.ts';
import type { Problem } from '../../model/problem.ts';
import { problemAt } from '../optimize-world.ts';
import type { World } from '../prepare.ts';

export interface Sameness {
  /** what is not as it was, in words of the code; [] when all that must be equal is */
  readonly differs: readonly string[];
  /** what serving every zone by its cheapest rep costs, and the cost of the pair that has changed most: relative changes */
  readonly cheapest: number;
  readonly worst: number;
}

/** loads and targets are sums of the same numbers in the same order, areas are to seven decimals */
const EXACT = 1e-6;

/** @param factorOf what the loads of a measure were multiplied by */
export function compareWorlds(original: World, copy: World, factorOf: (measure: string) => number): Sameness {
  const differs: string[] = [];
  const [a, b] = [original.context, copy.context];
  const check = (what: string, same: boolean) => {
    if (!same) differs.push(what);
  };
  check('zones', a.zones.count === b.zones.count);
  check('reps', a.reps.list.length === b.reps.list.length);
  check('accounts', (a.accounts?.count ?? 0) === (b.accounts?.count ?? 0));
  check('measures', a.measures.length === b.measures.length && a.limits.length === b.limits.length);
  if (differs.length > 0) return { differs, cheapest: Number.NaN, worst: Number.NaN };
  check('neighbors', equal(a.graph.offsets, b.graph.offsets) && equal(a.graph.neighbors, b.graph.neighbors));
  check('zones of accounts', equal(a.zoneOf, b.zoneOf));
  check('named accounts', equal(a.named, b.named) && equal(a.ownerOf, b.ownerOf));
  check('incumbents', equal(a.incumbentOf, b.incumbentOf) && equal(a.zoneIncumbent, b.zoneIncumbent));
  check('zones of bases', equal(original.root, copy.root));
  check('who may serve', equal(original.eligibility.broken, copy.eligibility.broken));
  check('areas kept whole', equal(original.units?.of ?? [], copy.units?.of ?? []));
  a.measures.forEach(({ name, perZone }, q) => {
    const factor = factorOf(name);
    const other = b.measures[q]?.perZone ?? [];
    check(
      `loads ${q + 1}`,
      perZone.every((load, i) => near(load * factor, other[i] as number, EXACT)),
    );
  });
  if (!hasBases(original.bases) || !hasBases(copy.bases)) return { differs, cheapest: 0, worst: 0 };
  const [before, after] = [problemOf(original), problemOf(copy)];
  // compactness weighs by the first measure, and nothing else is in its objective
  const scale = a.settings.objective === 'compactness' ? factorOf(a.measures[0]?.name ?? '') : 1;
  let worst = 0;
  before.cost.forEach((cost, p) => {
    if (!(cost < Infinity && cost > 0)) return;
    worst = Math.max(worst, Math.abs((after.cost[p] as number) / (cost * scale) - 1));
  });
  const sum = cheapest(before) * scale;
  return { differs, cheapest: sum > 0 ? Math.abs(cheapest(after) / sum - 1) : 0, worst };
}

function problemOf(world: World): Problem {
  return problemAt(world, world.bases);
}

function cheapest({ n, k, cost }: Problem): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    let least = Infinity;
    for (let j = 0; j < k; j++) least = Math.min(least, cost[i * k + j] as number);
    if (least < Infinity) sum += least;
  }
  return sum;
}

function near(a: number, b: number, tolerance: number): boolean {
  return (
    a === b ||
    (Number.isNaN(a) && Number.isNaN(b)) ||
    Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), 1e-9)
  );
}

function equal(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
