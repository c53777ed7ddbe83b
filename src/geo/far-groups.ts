// Which zones lie so far from all others that drawing them in their place would make the map tiny: overseas départements,
// Alaska and Hawaii, an island with a wrong coordinate. A group is what hangs together over short distances; from the heaviest
// one outwards, a group is kept on the map as long as it makes the map little smaller.

import type { Zones } from '../model/records.ts';

/** A gap is wider than this share of the distance from the middle within which four zones in five lie. */
const GAP = 1 / 6;
/** And wider than this many times what lies between two zones on average, or a map of few zones is nothing but gaps. */
const SPACINGS = 2;
/** A group that makes the map smaller than by this factor stays where it is: Corsica does by 1.1. */
const TOLERATED = 1.25;
/** More of the zones than this are no aside. */
const MOST_ASIDE = 0.25;
const MOST_GROUPS = 6;
/** Width by height of what a map is fitted into. */
const ASPECT = 1.5;

const RAD = Math.PI / 180;
type Vector = readonly [number, number, number];

/**
 * For each zone 0 for the map itself, 1, 2 … for the groups beside it, those with most zones first.
 * @param joined pairs of zones that hang together whatever the distance of their points
 */
export function farGroups(
  { count, lat, lon }: Pick<Zones, 'count' | 'lat' | 'lon'>,
  joined: Iterable<readonly [number, number]>,
): Int32Array {
  const group = new Int32Array(count);
  const placed = [...group.keys()].filter(z => Number.isFinite(lat[z]) && Number.isFinite(lon[z]));
  if (placed.length < 3) return group;
  const at = Array.from({ length: count }, (_, z) => vectorOf(lat[z] as number, lon[z] as number));
  const middle = middleOf(placed.map(z => at[z] as Vector));
  const away = placed.map(z => angle(at[z] as Vector, middle)).sort((a, b) => a - b);
  const radius = away[Math.floor((away.length - 1) * 0.8)] as number;
  if (radius === 0) return group;

  // four zones in five share the circle of that radius
  const spacing = radius * Math.sqrt(Math.PI / (0.8 * placed.length));
  const widest = Math.max(radius * GAP, SPACINGS * spacing);
  const pairs = [...joined];
  const clusters = clustersOf(placed, at, pairs, widest);
  if (clusters.length === 1) return group;
  const plane = onPlaneAround(middle);
  const kept = boxOf([], plane);
  const add = (box: Box, zones: readonly number[]) => boxOf([...zones.map(z => at[z] as Vector)], plane, box);
  const [main, ...rest] = clusters.sort(
    (a, b) => b.length - a.length || (a[0] as number) - (b[0] as number),
  ) as [number[], ...number[][]];
  let box = add(kept, main);
  const nearness = (zones: readonly number[]) =>
    zones.reduce((least, z) => Math.min(least, angle(at[z] as Vector, middle)), Infinity);
  const far: number[][] = [];
  for (const { zones } of rest
    .map(zones => ({ zones, near: nearness(zones) }))
    .sort((a, b) => a.near - b.near || (a.zones[0] as number) - (b.zones[0] as number))) {
    const larger = add(box, zones);
    if (sizeOf(larger) <= TOLERATED * Math.max(sizeOf(box), (2 * radius) / ASPECT)) box = larger;
    else far.push(zones);
  }
  const aside = far.flat();
  if (aside.length === 0 || aside.length > MOST_ASIDE * placed.length) return group;
  // beside the map, what is not far apart shares a frame: the Aleutians are drawn with Alaska
  let gap = 2 * radius * GAP;
  let groups = clustersOf(aside, at, pairs, gap);
  while (groups.length > MOST_GROUPS) {
    gap *= 2;
    groups = clustersOf(aside, at, pairs, gap);
  }
  groups.sort((a, b) => b.length - a.length || (a[0] as number) - (b[0] as number));
  for (const [g, zones] of groups.entries()) for (const z of zones) group[z] = g + 1;
  return group;
}

function vectorOf(lat: number, lon: number): Vector {
  const c = Math.cos(lat * RAD);
  return [c * Math.cos(lon * RAD), c * Math.sin(lon * RAD), Math.sin(lat * RAD)];
}

function angle(a: Vector, b: Vector): number {
  return 2 * Math.asin(Math.min(1, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) / 2));
}

/** Half of the zones lie on either side of it, along each axis: a few far ones do not draw it away. */
function middleOf(points: readonly Vector[]): Vector {
  const median = (axis: number) =>
    points.map(p => p[axis] as number).sort((a, b) => a - b)[points.length >> 1] as number;
  const [x, y, z] = [median(0), median(1), median(2)];
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** The azimuthal equidistant projection around a point, radians: nothing on earth is torn by it but the other end. */
function onPlaneAround([x, y, z]: Vector): (p: Vector) => readonly [number, number] {
  const flat = Math.hypot(x, y) || 1;
  const east: Vector = [-y / flat, x / flat, 0];
  const north: Vector = [-z * (x / flat), -z * (y / flat), flat];
  return p => {
    const [e, n] = [east, north].map(axis => p[0] * axis[0] + p[1] * axis[1] + p[2] * axis[2]) as [
      number,
      number,
    ];
    const scale = angle(p, [x, y, z]) / (Math.hypot(e, n) || 1);
    return [e * scale, -n * scale];
  };
}

function boxOf(
  points: readonly Vector[],
  plane: (p: Vector) => readonly [number, number],
  from: Box = [Infinity, Infinity, -Infinity, -Infinity],
): Box {
  let [left, top, right, bottom] = from;
  for (const point of points) {
    const [x, y] = plane(point);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right, bottom];
}

/** Height of the frame that it fits into. */
function sizeOf([left, top, right, bottom]: Box): number {
  return Math.max((right - left) / ASPECT, bottom - top);
}

/** Single linkage: zones nearer than the gap are of one cluster. By a grid of cubes whose diagonal is the gap. */
function clustersOf(
  zones: readonly number[],
  at: readonly Vector[],
  joined: readonly (readonly [number, number])[],
  gap: number,
): number[][] {
  const parent = new Map(zones.map(z => [z, z]));
  const root = (z: number): number => {
    let r = z;
    while (parent.get(r) !== r) r = parent.get(r) as number;
    for (let s = z; s !== r; ) {
      const next = parent.get(s) as number;
      parent.set(s, r);
      s = next;
    }
    return r;
  };
  const union = (a: number, b: number) => {
    const [ra, rb] = [root(a), root(b)];
    parent.set(Math.max(ra, rb), Math.min(ra, rb));
  };
  for (const [a, b] of joined) if (parent.has(a) && parent.has(b)) union(a, b);
  const side = gap / Math.sqrt(3);
  const cubes = new Map<string, { readonly cell: Vector; readonly zones: number[] }>();
  for (const z of zones) {
    const cell = (at[z] as Vector).map(v => Math.floor(v / side)) as unknown as Vector;
    const cube = cubes.get(cell.join());
    if (cube) {
      union(cube.zones[0] as number, z);
      cube.zones.push(z);
    } else cubes.set(cell.join(), { cell, zones: [z] });
  }
  const list = [...cubes.values()];
  for (const [i, a] of list.entries()) {
    for (const b of list.slice(0, i)) {
      if (a.cell.some((v, axis) => Math.abs(v - (b.cell[axis] as number)) > 2)) continue;
      if (root(a.zones[0] as number) === root(b.zones[0] as number)) continue;
      const near = a.zones.some(p => b.zones.some(q => angle(at[p] as Vector, at[q] as Vector) <= gap));
      if (near) union(a.zones[0] as number, b.zones[0] as number);
    }
  }
  const clusters = new Map<number, number[]>();
  for (const z of zones) {
    const r = root(z);
    const cluster = clusters.get(r);
    if (cluster) cluster.push(z);
    else clusters.set(r, [z]);
  }
  return [...clusters.values()];
}
