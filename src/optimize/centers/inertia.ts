// The inertia of sectors whose centers follow them: Σ weight × km² to the sector's own mean point. It needs no center,
// only each sector's moments (mass, Σ w·x, Σ w·|x|²), so a shift is judged in O(1) however often centers move; distances
// to centers that are frozen for the length of a search would hold every sector where the start happened to put it.
//
// Points are Cartesian, in km from their common mean, through the Earth: a chord of 100 km is short of its arc by one
// part in 10⁵. The reported objective is the great circle's all the same; this only steers.

const EARTH_RADIUS_KM = 6371.0088;
const RAD = Math.PI / 180;

export interface Points {
  readonly n: number;
  /** km from the weighted mean of all, three a point */
  readonly xyz: Float64Array;
  /** never negative */
  readonly weight: Float64Array;
  /** five a point, as Inertia.moments: what it brings to a sector */
  readonly moments: Float64Array;
}

/** Points on the sphere, degrees, as chords; where nothing has weight, everything weighs the same. */
export function pointsOn(lat: Float64Array, lon: Float64Array, weight: Float64Array): Points {
  const n = lat.length;
  const xyz = new Float64Array(3 * n);
  const w = weight.some(v => v > 0) ? weight : new Float64Array(n).fill(1);
  const mean = [0, 0, 0];
  let mass = 0;
  for (let i = 0; i < n; i++) {
    const phi = lat[i] * RAD;
    const lambda = lon[i] * RAD;
    xyz[3 * i] = EARTH_RADIUS_KM * Math.cos(phi) * Math.cos(lambda);
    xyz[3 * i + 1] = EARTH_RADIUS_KM * Math.cos(phi) * Math.sin(lambda);
    xyz[3 * i + 2] = EARTH_RADIUS_KM * Math.sin(phi);
    for (let d = 0; d < 3; d++) mean[d] += w[i] * xyz[3 * i + d];
    mass += w[i];
  }
  // about the mean, or the squares would swallow the digits that differ
  for (let i = 0; i < n; i++) for (let d = 0; d < 3; d++) xyz[3 * i + d] -= mean[d] / mass;
  const moments = new Float64Array(5 * n);
  for (let i = 0; i < n; i++) {
    const [x, y, z] = xyz.subarray(3 * i, 3 * i + 3);
    moments.set([w[i], w[i] * x, w[i] * y, w[i] * z, w[i] * (x * x + y * y + z * z)], 5 * i);
  }
  return { n, xyz, weight: w, moments };
}

export interface Inertia {
  readonly points: Points;
  /** five a sector: Σ w, Σ w·x, Σ w·y, Σ w·z, Σ w·|x|² */
  readonly moments: Float64Array;
  /** of each sector, weight × km² */
  readonly value: Float64Array;
  total: number;
}

/** All sectors empty. */
export function makeInertia(points: Points, k: number): Inertia {
  return { points, moments: new Float64Array(5 * k), value: new Float64Array(k), total: 0 };
}

/** From the assignment, zone → sector, so that rounding never accumulates. */
export function resumInertia(inertia: Inertia, rep: Int32Array): void {
  const { points, moments, value } = inertia;
  moments.fill(0);
  for (let i = 0; i < points.n; i++) add(moments, points, i, 1, 5 * rep[i]);
  inertia.total = 0;
  for (let j = 0; j < value.length; j++) {
    value[j] = inertiaOf(moments, 5 * j);
    inertia.total += value[j];
  }
}

/** Adds point i `times` (1 or −1) to the five moments that begin at `at`. */
export function add(moments: Float64Array, points: Points, i: number, times: number, at = 0): void {
  for (let d = 0; d < 5; d++) moments[at + d] += times * points.moments[5 * i + d];
}

/** Inertia about the mean of what the five moments that begin at `at` sum up. */
function inertiaOf(moments: Float64Array, at: number): number {
  const mass = moments[at];
  if (mass <= 0) return 0;
  const x = moments[at + 1];
  const y = moments[at + 2];
  const z = moments[at + 3];
  return Math.max(0, moments[at + 4] - (x * x + y * y + z * z) / mass);
}

/** Change of the total when what has the five moments of `group` that begin at `at` leaves `from` for `to`. */
export function exchangeDelta(
  inertia: Inertia,
  group: Float64Array,
  from: number,
  to: number,
  at = 0,
): number {
  const { moments, value } = inertia;
  const out = shifted(moments, 5 * from, group, at, -1) - value[from];
  return out + (shifted(moments, 5 * to, group, at, 1) - value[to]);
}

/** The same, done. */
export function exchange(inertia: Inertia, group: Float64Array, from: number, to: number, at = 0): void {
  const { moments, value } = inertia;
  for (let d = 0; d < 5; d++) {
    moments[5 * from + d] -= group[at + d];
    moments[5 * to + d] += group[at + d];
  }
  inertia.total -= value[from] + value[to];
  value[from] = inertiaOf(moments, 5 * from);
  value[to] = inertiaOf(moments, 5 * to);
  inertia.total += value[from] + value[to];
}

function shifted(moments: Float64Array, of: number, group: Float64Array, at: number, times: number): number {
  const mass = moments[of] + times * group[at];
  if (mass <= 0) return 0;
  const x = moments[of + 1] + times * group[at + 1];
  const y = moments[of + 2] + times * group[at + 2];
  const z = moments[of + 3] + times * group[at + 3];
  return Math.max(0, moments[of + 4] + times * group[at + 4] - (x * x + y * y + z * z) / mass);
}
