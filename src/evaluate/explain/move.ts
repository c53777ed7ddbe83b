// What giving zones to other reps would change, every promise and figure with it.

import { avoidable, excessAt, excesses, give, piecesOf, SLACK, type Standing, takeBack } from './standing.ts';

/** One step: all zones of a block go to a rep. */
export interface Step {
  readonly block: number;
  readonly to: number;
}

/** A promise that was kept, or broken by less, before. */
export type Breach =
  | {
      readonly kind: 'row';
      readonly row: number;
      readonly rep: number;
      readonly load: number;
      readonly target: number;
    }
  | { readonly kind: 'contiguity'; readonly rep: number; readonly pieces: number }
  | { readonly kind: 'budget'; readonly budget: number }
  | { readonly kind: 'disruption' };

export interface Outcome {
  /** objective units, what is beyond balance aside */
  readonly objective: number;
  /** objective units that hand-overs are of it */
  readonly handOver: number;
  /** hours and km on the road a year */
  readonly hours: number;
  readonly km: number;
  /** accounts, and their revenue, that have another rep than today, more than in the plan */
  readonly accounts: number;
  readonly revenue: number;
  /** Σ of what rows and firm budgets are beyond their windows, in targets, more than in the plan */
  readonly excess: number;
  readonly breaches: readonly Breach[];
  /** by rep that has a part in it, the first donor first */
  readonly reps: readonly {
    readonly rep: number;
    /** by row, in its own units */
    readonly before: readonly number[];
    readonly after: readonly number[];
    readonly targetBefore: readonly number[];
    readonly targetAfter: readonly number[];
    readonly piecesBefore: number;
    readonly piecesAfter: number;
    /** zones outside the largest piece afterwards */
    readonly stranded: readonly number[];
  }[];
}

/** Applies the steps, looks, and takes them back. */
export function outcomeOf(standing: Standing, steps: readonly Step[]): Outcome {
  const { world, weight, rep, load } = standing;
  const { k, m, blocks } = world;
  const before = excesses(standing);
  const cost = standing.cost;
  const sums = { handOver: 0, hours: 0, km: 0, accounts: 0, revenue: 0 };
  const froms = steps.map(({ block }) => rep[blocks[block]![0]!]!);
  const involved = [...new Set(steps.flatMap(({ to }, s) => [froms[s]!, to]))];
  const rows = (of: Float64Array, j: number) => [...of.subarray(j * m, (j + 1) * m)];
  const was = involved.map(j => {
    const pieces = piecesOf(standing, j);
    return { before: rows(load, j), targetBefore: rows(standing.target, j), piecesBefore: pieces.length };
  });
  steps.forEach(({ block, to }, s) => {
    const [out, into] = [weight(block, froms[s]!), weight(block, to)];
    for (const key of ['handOver', 'hours', 'km', 'accounts', 'revenue'] as const)
      sums[key] += into[key] - out[key];
    give(standing, block, to);
  });
  const after = excesses(standing);
  const breaches = breachesOf(standing, involved, before, after);
  const reps = involved.map((j, at) => {
    const pieces = piecesOf(standing, j);
    if (avoidable(standing, pieces) > standing.apart[j]!)
      breaches.push({ kind: 'contiguity', rep: j, pieces: pieces.length });
    return {
      rep: j,
      ...was[at]!,
      after: rows(load, j),
      targetAfter: rows(standing.target, j),
      piecesAfter: pieces.length,
      stranded: pieces.slice(1).flat(),
    };
  });
  const objective = standing.cost - cost;
  for (const from of froms.toReversed()) takeBack(standing, from);
  const sum = (of: Float64Array) =>
    of.subarray(0, k * m + world.budgets.length).reduce((all, e) => all + e, 0);
  return { objective, ...sums, excess: sum(after) - sum(before), breaches, reps };
}

/**
 * Promises of rows and budgets that were kept and are not, or are further from it. Of a sector that has no part in the steps
 * the latter does not count: its target follows the total a little whatever is done.
 */
export function breachesOf(
  standing: Standing,
  involved: readonly number[],
  before: Float64Array,
  after: Float64Array,
): Breach[] {
  const breaches: Breach[] = [];
  after.forEach((excess, at) => {
    if (isBreach(standing, involved, before, excess, at)) breaches.push(breachAt(standing, at));
  });
  return breaches;
}

function isBreach(
  { world }: Standing,
  involved: readonly number[],
  before: Float64Array,
  excess: number,
  at: number,
): boolean {
  const { k, m } = world;
  if (!(excess > before[at]! + SLACK)) return false;
  return at >= k * m || before[at]! <= SLACK || involved.includes(Math.floor(at / m));
}

function breachAt({ world, load, targetAt }: Standing, at: number): Breach {
  const { k, m, budgets } = world;
  if (at < k * m) {
    return { kind: 'row', row: at % m, rep: Math.floor(at / m), load: load[at]!, target: targetAt(at) };
  }
  const b = at - k * m;
  return b < budgets.length ? { kind: 'budget', budget: b } : { kind: 'disruption' };
}

/** Some breach of rows and budgets, those of the sectors concerned first; null when there is none. */
export function someBreach(
  standing: Standing,
  involved: readonly number[],
  before: Float64Array,
): Breach | null {
  const { k, m } = standing.world;
  const broken = (at: number) => isBreach(standing, involved, before, excessAt(standing, at), at);
  for (const j of involved) {
    for (let q = 0; q < m; q++) if (broken(j * m + q)) return breachAt(standing, j * m + q);
  }
  for (let at = k * m; at < before.length; at++) if (broken(at)) return breachAt(standing, at);
  for (let at = 0; at < k * m; at++) if (broken(at)) return breachAt(standing, at);
  return null;
}
