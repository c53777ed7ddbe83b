// Drives between all nodes of a rep's tours, directed: by road where that is known, else by the estimate.

import type { RoadAnswers } from './roads.ts';
import type { Travel } from './travel.ts';

export interface TourMatrix {
  /** entry a · n + b */
  readonly minutes: Float64Array;
  readonly km: Float64Array;
}

/** @param roads answers for the pair (a, b) at a · n + b; NaN, and absent, is the estimate */
export function tourMatrix(
  lat: ArrayLike<number>,
  lon: ArrayLike<number>,
  travel: Travel,
  roads: RoadAnswers | null = null,
): TourMatrix {
  const n = lat.length;
  const minutes = new Float64Array(n * n);
  const km = new Float64Array(n * n);
  const known = (answers: Float64Array | undefined, at: number): number | null => {
    const value = answers?.[at] ?? Number.NaN;
    return Number.isNaN(value) ? null : value;
  };
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      if (a === b) continue;
      const at = a * n + b;
      const from = [lat[a] as number, lon[a] as number] as const;
      const to = [lat[b] as number, lon[b] as number] as const;
      minutes[at] = known(roads?.minutes, at) ?? travel.minutes(...from, ...to);
      km[at] = known(roads?.km, at) ?? travel.km(...from, ...to);
    }
  }
  return { minutes, km };
}
