// Costs bent upwards with distance. Where cost is linear in distance it does not matter who serves the far end: one rep
// who goes all the way costs as much as a chain of reps who each go a little farther, so a hot search drifts into plans
// where someone from Paris serves the Limousin; and when balance tightens (that rep travels too much to carry a fair
// share) there is no way back but through everybody else's sectors. A small bend makes the chain cheaper, as it should
// be; it is taken away before the plan cools for good.

import type { Problem } from '../model/problem.ts';

const TO_RADIANS = Math.PI / 180;

/**
 * [i · k + j]: distance of zone i from rep j's root, 1 being what the nearest root is away on average; 0 where a rep has
 * no root. In the plane, since a tie is to be broken and nothing measured.
 */
export function remoteness({ n, k, lat, lon, root }: Problem): Float32Array {
  const far = new Float32Array(n * k);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const east = Math.cos(lat[i] * TO_RADIANS);
    let nearest = Infinity;
    for (let j = 0; j < k; j++) {
      const r = root[j];
      if (r < 0) continue;
      let dLon = Math.abs(lon[i] - lon[r]);
      if (dLon > 180) dLon = 360 - dLon;
      const d = Math.hypot(lat[i] - lat[r], dLon * east);
      far[i * k + j] = d;
      if (d < nearest) nearest = d;
    }
    if (nearest < Infinity) sum += nearest;
  }
  if (sum > 0) for (let at = 0; at < far.length; at++) far[at] *= n / sum;
  return far;
}

/** Each cost × (1 + bend × remoteness). */
export function bendCosts({ cost }: Problem, far: Float32Array, bend: number): Float64Array {
  const out = new Float64Array(cost.length);
  for (let at = 0; at < out.length; at++) out[at] = cost[at] * (1 + bend * far[at]);
  return out;
}
