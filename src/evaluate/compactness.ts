// How compact the sectors are: Polsby–Popper and Reock of the dissolved outline (they need polygons), and the
// moment of inertia, which needs points only: mean squared great-circle distance of the zones to their sector's
// center of gravity, weighted by the first measure (km²).

import { polsbyPopper, reock } from '../geo/shape.ts';
import { greatCircleKm } from '../geo/sphere.ts';
import { weightedCenters } from '../model/center.ts';
import type { PlanContext } from '../model/context.ts';
import type { Compactness, Outline, PlanKpis } from './kpis-types.ts';
import { average, ratio, round6 } from './statistics.ts';

export interface CompactnessSums {
  readonly polsbyPopper: readonly (number | null)[];
  readonly reock: readonly (number | null)[];
  /** Σ w·d² and Σ w per slot, plan last */
  readonly squares: Float64Array;
  readonly weight: Float64Array;
}

export function compactnessSums(
  context: PlanContext,
  zoneRep: Int32Array,
  outlines: readonly Outline[] | null,
): CompactnessSums {
  const { zones, measures, reps } = context;
  const k = reps.list.length;
  const weights = measures[0]?.perZone ?? new Float64Array(zones.count).fill(1);
  const centers = weightedCenters(zones.lat, zones.lon, weights, zoneRep, k);
  const squares = new Float64Array(k + 1);
  const weight = new Float64Array(k + 1);
  for (let i = 0; i < zones.count; i++) {
    const j = zoneRep[i] as number;
    const w = weights[i] as number;
    if (j < 0 || !(w > 0)) continue;
    const km = greatCircleKm(
      zones.lat[i] as number,
      zones.lon[i] as number,
      centers.lat[j] as number,
      centers.lon[j] as number,
    );
    for (const slot of [j, k]) {
      squares[slot] = (squares[slot] as number) + w * km * km;
      weight[slot] = (weight[slot] as number) + w;
    }
  }
  const shapes = reps.list.map((_, j) => {
    const outline = outlines?.[j] ?? null;
    return outline && outline.length > 0 ? outline : null;
  });
  return {
    polsbyPopper: shapes.map(outline => outline && finite(polsbyPopper(outline))),
    reock: shapes.map(outline => outline && finite(reock(outline))),
    squares,
    weight,
  };
}

export function sectorCompactness(sums: CompactnessSums, rep: number): Compactness {
  return {
    polsby_popper: round6(sums.polsbyPopper[rep] ?? null),
    reock: round6(sums.reock[rep] ?? null),
    moment_of_inertia: round6(ratio(sums.squares[rep] as number, sums.weight[rep] as number)),
  };
}

export function planCompactness(sums: CompactnessSums): PlanKpis['compactness'] {
  const known = (values: readonly (number | null)[]) => values.filter(v => v !== null);
  const least = (values: readonly number[]) => (values.length === 0 ? null : Math.min(...values));
  const pp = known(sums.polsbyPopper);
  const circles = known(sums.reock);
  const plan = sums.squares.length - 1;
  return {
    polsby_popper: round6(average(pp)),
    reock: round6(average(circles)),
    moment_of_inertia: round6(ratio(sums.squares[plan] as number, sums.weight[plan] as number)),
    min_polsby_popper: round6(least(pp)),
    min_reock: round6(least(circles)),
  };
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
