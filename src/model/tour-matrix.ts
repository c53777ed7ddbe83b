// Drives between all nodes of a rep's tours, directed: by road where that is known, else by what the travel says.

import type { Travel } from './travel.ts';

export interface TourMatrix {
  /** entry a · n + b */
  readonly minutes: Float64Array;
  readonly km: Float64Array;
}

/** Roads between nodes, each way for itself. A rep of 5 000 accounts has a few hundred thousand of 25 million pairs. */
export interface NodeRoads {
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly minutes: ArrayLike<number>;
  /** NaN where the source knows times alone */
  readonly km: ArrayLike<number>;
}

/** @param roads known ones; all other pairs are by the travel */
export function tourMatrix(
  lat: ArrayLike<number>,
  lon: ArrayLike<number>,
  travel: Travel,
  roads: NodeRoads | null = null,
): TourMatrix {
  const n = lat.length;
  const minutes = new Float64Array(n * n);
  const km = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      if (a === b) continue;
      const at = a * n + b;
      const from = [lat[a] as number, lon[a] as number] as const;
      const to = [lat[b] as number, lon[b] as number] as const;
      minutes[at] = travel.minutes(...from, ...to);
      km[at] = travel.km(...from, ...to);
    }
  }
  for (let r = 0; r < (roads?.from.length ?? 0); r++) {
    const { from, to, minutes: time, km: length } = roads as NodeRoads;
    const at = (from[r] as number) * n + (to[r] as number);
    minutes[at] = time[r] as number;
    if (!Number.isNaN(length[r])) km[at] = length[r] as number;
  }
  return { minutes, km };
}
