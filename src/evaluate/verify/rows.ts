// The rows that a plan's prices belong to: what a sector carries of each measure, and how many zones or accounts it has where
// that is limited. In units of a target: of the measure's, or of an even share of the zones or accounts.

import { type Loads, visitHoursOf } from './loads.ts';
import type { Sums } from './sums.ts';
import type { World } from './world.ts';

export interface Row {
  /** of a measure its own, `limit:zones` or `limit:accounts` */
  readonly name: string;
  /** what unit i adds for rep j */
  load(unit: number, rep: number): number;
  /** by rep: in the row's own units; what named accounts charge, whatever the zones do */
  readonly target: Float64Array;
  readonly fixed: Float64Array;
  /** the window, in targets */
  readonly lower: number;
  readonly upper: number;
}

export interface Limit {
  readonly of: 'zones' | 'accounts';
  readonly min: number;
  readonly max: number;
  /** an even share, at least one */
  readonly unit: number;
}

/** The limits of the settings; without one above, it is all there is. */
export function limitsOf(world: World): Limit[] {
  let placed = 0;
  for (const i of world.unitOf) if (i >= 0) placed++;
  return world.settings.limits.map(({ of, min, max }) => {
    const all = of === 'zones' ? world.n : placed;
    return { of, min: min ?? 0, max: max ?? Math.max(1, all), unit: Math.max(1, all / world.k) };
  });
}

/** How many zones or accounts each rep has. */
export function countsOf(world: World, { of }: Limit): Int32Array {
  const counts = new Int32Array(world.k);
  for (const j of of === 'zones' ? world.unitRep : world.assigned) if (j >= 0) counts[j]!++;
  return counts;
}

export function rowsOf(world: World, loads: Loads, sums: Sums): Row[] {
  const fixed = fixedLoads(world, loads);
  const m = loads.measures.length;
  const measures = loads.measures.map(
    ({ name, tolerance }, q): Row => ({
      name,
      load: (i, j) => loads.load(q, i, j),
      target: sums.measures[q]!.target,
      fixed: Float64Array.from({ length: world.k }, (_, j) => fixed[j * m + q]!),
      lower: 1 - tolerance,
      upper: 1 + tolerance,
    }),
  );
  const limits = limitsOf(world).map(({ of, min, max, unit }): Row => {
    const named = new Float64Array(world.k);
    world.unitOf.forEach((i, a) => {
      if (of === 'accounts' && i >= 0 && world.named[a]) named[world.owner[a]!]! += 1;
    });
    return {
      name: `limit:${of}`,
      load: i => (of === 'zones' ? 1 : loads.followers[i]!),
      target: new Float64Array(world.k).fill(unit),
      fixed: named,
      lower: min / unit,
      upper: max / unit,
    };
  });
  return [...measures, ...limits];
}

/** What named accounts charge to their rep, by rep and measure. */
function fixedLoads(world: World, loads: Loads): Float64Array {
  const m = loads.measures.length;
  const fixed = new Float64Array(world.k * m);
  for (const a of world.byId) {
    const [i, j] = [world.unitOf[a]!, world.owner[a]!];
    if (i < 0 || !world.named[a]) continue;
    loads.measures.forEach(({ name, perAccount }, q) => {
      if (name !== 'workload') {
        fixed[j * m + q]! += perAccount?.[a] ?? 0;
        return;
      }
      const approach =
        (2 * world.drive(world.baseLat[j]!, world.baseLon[j]!, world.lat[i]!, world.lon[i]!)) /
        60 /
        world.settings.visitsPerTour;
      fixed[j * m + q]! += visitHoursOf(world, a, j) + world.visits[a]! * (loads.localHours[i]! + approach);
    });
  }
  return fixed;
}
