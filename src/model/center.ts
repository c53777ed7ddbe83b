// The point a sector is compact around: the weighted mean of its zones' points, taken on the sphere
// (mean of unit vectors), so that a sector across the antimeridian has its center inside, not in Africa.

import type { Centers } from './build-problem.ts';

const RAD = Math.PI / 180;

/**
 * Weighted mean point of each group, in degrees; `group[i]` is the group of point i, −1 for none.
 * A group without weight gets the plain mean of its points; a group without points gets NaN.
 */
export function weightedCenters(
  lat: Float64Array,
  lon: Float64Array,
  weight: Float64Array,
  group: Int32Array,
  count: number,
): Centers {
  const sums = new Float64Array(count * 4);
  const plain = new Float64Array(count * 4);
  for (let i = 0; i < group.length; i++) {
    const g = group[i] as number;
    if (g < 0) continue;
    const phi = (lat[i] as number) * RAD;
    const lambda = (lon[i] as number) * RAD;
    const x = Math.cos(phi) * Math.cos(lambda);
    const y = Math.cos(phi) * Math.sin(lambda);
    const z = Math.sin(phi);
    addTo(sums, g, x, y, z, weight[i] as number);
    addTo(plain, g, x, y, z, 1);
  }
  const centers = { lat: new Float64Array(count), lon: new Float64Array(count) };
  for (let g = 0; g < count; g++) {
    const from = (sums[g * 4 + 3] as number) > 0 ? sums : plain;
    const [x, y, z, w] = from.subarray(g * 4, g * 4 + 4) as unknown as [number, number, number, number];
    if (w === 0) {
      centers.lat[g] = Number.NaN;
      centers.lon[g] = Number.NaN;
      continue;
    }
    centers.lat[g] = Math.atan2(z, Math.sqrt(x * x + y * y)) / RAD;
    centers.lon[g] = Math.atan2(y, x) / RAD;
  }
  return centers;
}

function addTo(sums: Float64Array, g: number, x: number, y: number, z: number, w: number): void {
  sums[g * 4] = (sums[g * 4] as number) + w * x;
  sums[g * 4 + 1] = (sums[g * 4 + 1] as number) + w * y;
  sums[g * 4 + 2] = (sums[g * 4 + 2] as number) + w * z;
  sums[g * 4 + 3] = (sums[g * 4 + 3] as number) + w;
}
