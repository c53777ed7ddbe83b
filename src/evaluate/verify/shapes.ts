// Compactness and outlines: the moment of inertia from the zones' points, and each drawn sector against its zones:
// as large as they are together, with every one of them inside, and as round as it is said to be. The circle of Reock
// is not drawn again; the plan's own figures must be the means of the sectors'.

import { squareOf } from '../../model/power.ts';
import type { MultiPolygon } from '../../model/records.ts';
import { type Check, say } from './check.ts';
import type { Facts } from './facts.ts';
import { inPolygons, kmToPolygons } from './inside.ts';
import { at, listAt, numberAt, shown } from './json.ts';
import { greatCircle } from './travel.ts';
import type { VerifyInput, World } from './world.ts';

type Shape = MultiPolygon['coordinates'];

const RAD = Math.PI / 180;
const EARTH_KM = 6371.0088;
/** outlines are written with six decimals, and overlaps of zones are counted once in them */
const AREA_SLACK = 0.01;
const ROUND_SLACK = 0.005;
/** a zone's point may stand on a border */
const BORDER_KM = 0.2;
/** figures of kpis.json have six decimals; a moment of inertia is a sum in another order */
const FIGURE_SLACK = 2e-6;

/** Every check of shapes, against kpis.json and sectors.geojson. */
export function checkShapes(
  input: VerifyInput,
  { world, loads }: Facts,
  sectorOf: readonly string[],
  check: Check,
): void {
  const weight = loads.measures[0]?.perUnit ?? new Float64Array(world.n).fill(1);
  const { moments, whole } = inertia(world, weight);
  const claimed = new Map(listAt(input.kpis, 'sectors').map(sector => [at(sector, 'sector_id'), sector]));
  const same = (where: string, is: number, should: number) =>
    check.that(
      Number.isNaN(should)
        ? Number.isNaN(is)
        : Math.abs(is - should) <= FIGURE_SLACK * Math.max(1, Math.abs(should)),
      () => `kpis.json: ${where} is ${say(is)}, recomputed ${say(should)}`,
    );
  const figure = (of: unknown, name: string) => numberAt(of, 'compactness', name);
  sectorOf.forEach((id, j) => {
    same(`moment of inertia of ${id}`, figure(claimed.get(id), 'moment_of_inertia'), moments[j]!);
  });
  const plan = at(input.kpis, 'plan');
  same('moment of inertia of the plan', figure(plan, 'moment_of_inertia'), whole);
  for (const name of ['polsby_popper', 'reock']) {
    const of = [...claimed.values()].map(sector => figure(sector, name)).filter(Number.isFinite);
    const mean = of.reduce((sum, value) => sum + value, 0) / of.length;
    same(`${name} of the plan`, figure(plan, name), of.length > 0 ? mean : Number.NaN);
    same(`least ${name}`, figure(plan, `min_${name}`), of.length > 0 ? Math.min(...of) : Number.NaN);
    for (const value of of) check.that(value > 0 && value <= 1 + ROUND_SLACK, () => `${name} ${say(value)}`);
  }
  checkOutlines(input, world, sectorOf, claimed, check);
}

/** Mean squared km of the units to their sector's center of gravity, by sector and in all; NaN without weight. */
function inertia(world: World, weight: Float64Array): { moments: number[]; whole: number } {
  const center = world.reps.map(() => [0, 0, 0]);
  world.unitRep.forEach((j, i) => {
    const c = center[j];
    if (!c || !(weight[i]! > 0)) return;
    const [phi, lambda] = [world.lat[i]! * RAD, world.lon[i]! * RAD];
    c[0]! += weight[i]! * Math.cos(phi) * Math.cos(lambda);
    c[1]! += weight[i]! * Math.cos(phi) * Math.sin(lambda);
    c[2]! += weight[i]! * Math.sin(phi);
  });
  const squares = new Float64Array(world.k);
  const weights = new Float64Array(world.k);
  world.unitRep.forEach((j, i) => {
    const c = center[j];
    if (!c || !(weight[i]! > 0)) return;
    const lat = Math.atan2(c[2]!, Math.hypot(c[0]!, c[1]!)) / RAD;
    const lon = Math.atan2(c[1]!, c[0]!) / RAD;
    squares[j]! += weight[i]! * squareOf(greatCircle(world.lat[i]!, world.lon[i]!, lat, lon));
    weights[j]! += weight[i]!;
  });
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  return { moments: Array.from(squares, (s, j) => s / weights[j]!), whole: sum(squares) / sum(weights) };
}

/** Outlines of maps with polygons; of maps of points they are cells that the writer drew, and nothing to check. */
function checkOutlines(
  { zones, sectorsGeojson }: VerifyInput,
  world: World,
  sectorOf: readonly string[],
  claimed: ReadonlyMap<unknown, unknown>,
  check: Check,
): void {
  if (!zones.geometry.some(geometry => geometry !== null)) return;
  const repOf = new Map(sectorOf.map((id, j) => [id, j]));
  for (const feature of listAt(sectorsGeojson, 'features')) {
    const id = shown(at(feature, 'properties', 'sector_id'));
    const j = repOf.get(id);
    if (j === undefined) continue;
    const shape = shapeOf(at(feature, 'geometry'));
    let area = 0;
    world.unitRep.forEach((rep, i) => {
      if (rep !== j) return;
      const geometry = zones.geometry[world.zoneOfUnit[i]!];
      if (!geometry) return;
      area += world.isPart[i] ? world.area[i]! : areaOf(geometry);
      // where a part was cut is the plan's own say
      if (world.isPart[i] || !inPolygons(world.lon[i]!, world.lat[i]!, geometry)) return;
      const inside =
        inPolygons(world.lon[i]!, world.lat[i]!, shape) ||
        kmToPolygons(world.lon[i]!, world.lat[i]!, shape) < BORDER_KM;
      check.that(inside, () => `sectors.geojson: sector ${id} does not cover its zone ${world.unitId[i]}`);
    });
    const drawn = areaOf(shape);
    check.that(
      Math.abs(drawn - area) <= AREA_SLACK * Math.max(1, area),
      () => `sectors.geojson: sector ${id} is drawn with ${say(drawn)} km², its zones have ${say(area)}`,
    );
    const said = numberAt(claimed.get(id), 'compactness', 'polsby_popper');
    // on a sphere what is as large as a hemisphere would pass 1
    const round = Math.min(1, (4 * Math.PI * drawn) / squareOf(perimeterOf(shape)));
    check.that(
      Number.isNaN(round) ? Number.isNaN(said) : Math.abs(round - said) <= ROUND_SLACK * round + 1e-6,
      () => `kpis.json: polsby_popper of ${id} is ${say(said)}, its outline has ${say(round)}`,
    );
  }
}

export function shapeOf(geometry: unknown): Shape {
  const coordinates = at(geometry, 'coordinates');
  if (!Array.isArray(coordinates)) return [];
  return (at(geometry, 'type') === 'Polygon' ? [coordinates] : coordinates) as Shape;
}

/** km² on the sphere; holes off. Trapezoids between each edge and the equator (Chamberlain and Duquette 2007). */
export function areaOf(shape: Shape): number {
  let total = 0;
  for (const rings of shape) {
    rings.forEach((ring, r) => {
      let sum = 0;
      for (let e = 0; e + 1 < ring.length; e++) {
        const [a, b] = [ring[e]!, ring[e + 1]!];
        sum += (b[0]! - a[0]!) * RAD * (2 + Math.sin(a[1]! * RAD) + Math.sin(b[1]! * RAD));
      }
      const area = (Math.abs(sum) * EARTH_KM * EARTH_KM) / 2;
      total += r === 0 ? area : -area;
    });
  }
  return total;
}

/** km of all rings; where a shape goes on behind the antimeridian is no border. */
function perimeterOf(shape: Shape): number {
  let km = 0;
  const cuts = { east: [] as Span[], west: [] as Span[] };
  for (const ring of shape.flat()) {
    for (let e = 0; e + 1 < ring.length; e++) {
      const [a, b] = [ring[e]!, ring[e + 1]!];
      km += greatCircle(a[1]!, a[0]!, b[1]!, b[0]!);
      if (a[0] !== b[0] || Math.abs(a[0]!) !== 180) continue;
      cuts[a[0] > 0 ? 'east' : 'west'].push([Math.min(a[1]!, b[1]!), Math.max(a[1]!, b[1]!)]);
    }
  }
  return km - 2 * common(cuts.east, cuts.west) * RAD * EARTH_KM;
}

type Span = readonly [from: number, to: number];

/** Length that two lists have in common, neither of which overlaps itself. */
function common(some: Span[], others: Span[]): number {
  const [a, b] = [some, others].map(list => list.sort((x, y) => x[0] - y[0])) as [Span[], Span[]];
  let length = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    length += Math.max(0, Math.min(a[i]![1], b[j]![1]) - Math.max(a[i]![0], b[j]![0]));
    if (a[i]![1] < b[j]![1]) i++;
    else j++;
  }
  return length;
}
