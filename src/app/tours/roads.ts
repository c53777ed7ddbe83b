// How reps drive on their tours: by roads that are asked for, by those of the plan, or by the estimate.

import { bend, fitRoads, roadLookup } from '../../geo/roads.ts';
import { byRoad, makeTravel } from '../../geo/travel.ts';
import { InputError, IssueLog } from '../../io/issues.ts';
import { createPairTable } from '../../io/roads/pair-table.ts';
import { makeResolver, type NamedPlace } from '../../io/roads/resolver.ts';
import { byCode } from '../../model/order.ts';
import type { Issue } from '../../model/records.ts';
import type { RoadHooks, RoadRows } from '../../model/roads.ts';
import type { NodeRoads } from '../../model/tour-matrix.ts';
import type { RepTours } from '../../model/tour-record.ts';
import type { AskedTravel, LegCounts, TourTravel } from '../../model/tour-roads.ts';
import type { Travel } from '../../model/travel.ts';
import { asWritten, type FoundRoads } from '../roads/gather.ts';
import type { RoadAccess } from '../roads/open.ts';
import { roadsRecord } from '../roads/record.ts';
import type { TourLayer, TourWorld } from './read.ts';
import { baseNames, type Round, type TourPoints, tourPairs, tourPoints } from './road-pairs.ts';

type Point = readonly [lat: number, lon: number];

export interface TourDrives {
  /** of pairs whose road was not asked for, or is not known */
  travelOf(layer: TourLayer): Travel;
  /** roads that were asked for, between nodes at these places; null where none were */
  between(lat: readonly number[], lon: readonly number[]): NodeRoads | null;
  /** of tours that were made with these drives */
  record(layers: readonly TourLayer[], reps: readonly RepTours[]): TourTravel;
  /** roads that were asked for */
  readonly rows: RoadRows | null;
  /** findings about a matrix */
  readonly issues: readonly Issue[];
}

/** By the roads of the plan where it was made by road, else by the estimate. */
export function plannedDrives(): TourDrives {
  return {
    travelOf: planTravel,
    between: () => null,
    record: (layers, reps) => {
      if (layers.every(({ roads }) => !roads)) return null;
      const known = new Map(
        layers.map(({ name, roads }) => [name, roads && roadLookup(roads.rows)] as const),
      );
      const isKnown = (layer: string, a: Point, b: Point) =>
        (known.get(layer)?.minutes(...a, ...b) ?? -1) >= 0;
      return { source: 'plan', ...legCounts(reps, isKnown) };
    },
    rows: null,
    issues: [],
  };
}

function planTravel({ settings, roads }: TourLayer): Travel {
  const estimate = makeTravel(settings.travel);
  return roads ? byRoad(estimate, roads) : estimate;
}

/**
 * Asks for the roads between each base and its accounts, and between accounts that are near each other.
 * @param rounds bases with the accounts that are visited from them, of today's sectors too
 * @throws InputError when the source fails, or a matrix has errors
 */
export async function askedDrives(
  world: TourWorld,
  rounds: readonly Round[],
  access: RoadAccess,
  hooks: RoadHooks,
): Promise<TourDrives> {
  const log = new IssueLog();
  const { source, input } = await access.open(resolverOf(world), log);
  if (log.hasErrors()) throw new InputError(log.issues());
  const points = tourPoints(rounds);
  const { from, to } = tourPairs(rounds, points);
  const pairs = { lat: Float64Array.from(points.lat), lon: Float64Array.from(points.lon), from, to };
  const { minutes, km } = await source.ask(pairs, hooks);
  const table = createPairTable();
  for (let i = 0; i < minutes.length; i++) {
    if (Number.isNaN(minutes[i])) continue;
    const entry = table.add(from[i] as number, to[i] as number);
    table.set(entry, asWritten(minutes[i] as number), asWritten(km[i] as number));
  }
  const rows = rowsOf(table, points);
  const found: FoundRoads = {
    roads: fitted(rows, world),
    asked: from.length,
    gaps: source.gaps(),
    offRoad: source.offRoad(),
  };
  const isKnown = (_: string, a: Point, b: Point) => table.find(points.of(...a), points.of(...b)) >= 0;
  const facts: Omit<AskedTravel, keyof LegCounts> = {
    ...roadsRecord(found, source),
    input: input && { file: input.file, sha256: input.sha256 },
  };
  return {
    travelOf: layer => bentTravel(layer, found.roads),
    between: (lat, lon) => nodeRoads(lat, lon, points, table),
    record: (_, reps) => ({ ...facts, ...legCounts(reps, isKnown) }),
    rows,
    issues: log.issues(),
  };
}

/** What a matrix may call the places: bases, zones, accounts. */
function resolverOf({ layers, places }: TourWorld) {
  const country = layers[0]?.settings.country ?? '';
  const sectors = layers.flatMap(layer => layer.sectors);
  const nameOf = baseNames(sectors);
  const named = (of: Iterable<readonly [string, Point]>): Map<string, NamedPlace> =>
    new Map([...of].map(([id, [lat, lon]]) => [id, { lat, lon }]));
  return makeResolver(
    {
      rep: named(sectors.map(sector => [nameOf(sector), sector.base])),
      zone: named(places.zone),
      account: named(places.account),
    },
    country,
  );
}

/** Sorted as they are written: by numbers that is done once, and quicker than by names. */
function rowsOf(table: ReturnType<typeof createPairTable>, { names, lat, lon }: TourPoints): RoadRows {
  const n = names.length;
  const byName = names.map((_, p) => p).sort((a, b) => byCode(names[a] as string, names[b] as string));
  const rank = new Int32Array(n);
  for (const [r, p] of byName.entries()) rank[p] = r;
  const keys = Float64Array.from(
    { length: table.size },
    (_, entry) => (rank[table.from(entry)] as number) * n + (rank[table.to(entry)] as number),
  ).sort();
  const entries = Int32Array.from(keys, key =>
    table.find(byName[Math.floor(key / n)] as number, byName[key % n] as number),
  );
  const of = <T>(value: (entry: number) => T): T[] => Array.from(entries, value);
  const figures = (value: (entry: number) => number) => Float64Array.from(of(value));
  return {
    from: of(entry => names[table.from(entry)] as string),
    to: of(entry => names[table.to(entry)] as string),
    fromLat: figures(entry => lat[table.from(entry)] as number),
    fromLon: figures(entry => lon[table.from(entry)] as number),
    toLat: figures(entry => lat[table.to(entry)] as number),
    toLon: figures(entry => lon[table.to(entry)] as number),
    minutes: figures(table.minutes),
    km: figures(table.km),
  };
}

/** Curves of all roads that are known: between accounts as between these and the bases. Layers travel by the same settings. */
function fitted(rows: RoadRows, { layers }: TourWorld) {
  const settings = layers[0]?.settings.travel;
  const estimate = settings && makeTravel(settings);
  const of = (trip: Travel['minutes'] | undefined) =>
    Float64Array.from(rows.minutes, (_, r) =>
      trip
        ? trip(
            rows.fromLat[r] as number,
            rows.fromLon[r] as number,
            rows.toLat[r] as number,
            rows.toLon[r] as number,
          )
        : Number.NaN,
    );
  return fitRoads(rows, { minutes: of(estimate?.minutes), km: of(estimate?.km) }, () => true);
}

/** The estimate as the known roads bend it; where they are too few for that, as in the plan. */
function bentTravel(layer: TourLayer, { minutes, km }: Pick<FoundRoads['roads'], 'minutes' | 'km'>): Travel {
  const estimate = makeTravel(layer.settings.travel);
  const otherwise = planTravel(layer);
  return {
    minutesForKm: estimate.minutesForKm,
    minutes: minutes.length > 0 ? (...ends) => bend(minutes, estimate.minutes(...ends)) : otherwise.minutes,
    km: km.length > 0 ? (...ends) => bend(km, estimate.km(...ends)) : otherwise.km,
  };
}

function nodeRoads(
  lat: readonly number[],
  lon: readonly number[],
  points: TourPoints,
  table: ReturnType<typeof createPairTable>,
): NodeRoads {
  const at = lat.map((y, node) => points.of(y, lon[node] as number));
  const roads = { from: [] as number[], to: [] as number[], minutes: [] as number[], km: [] as number[] };
  for (const [a, p] of at.entries()) {
    for (const [b, q] of at.entries()) {
      const entry = p === q ? -1 : table.find(p, q);
      if (entry < 0) continue;
      roads.from.push(a);
      roads.to.push(b);
      roads.minutes.push(table.minutes(entry));
      roads.km.push(table.km(entry));
    }
  }
  return roads;
}

/** Drives between two places, and those of them whose road is not known. */
function legCounts(
  reps: readonly RepTours[],
  isKnown: (layer: string, a: Point, b: Point) => boolean,
): LegCounts {
  let [legs, legsEstimated] = [0, 0];
  for (const { layer, lat, lon, accounts, plan } of reps) {
    const place = (node: number): Point => {
      const account = accounts[node - 1];
      return account ? [account.lat, account.lon] : [lat, lon];
    };
    for (const { startsAt, stops, endsAt } of plan.days) {
      const nodes = [startsAt, ...stops.map(({ node }) => node), endsAt];
      for (let i = 1; i < nodes.length; i++) {
        const [a, b] = [place(nodes[i - 1] as number), place(nodes[i] as number)];
        if (a[0] === b[0] && a[1] === b[1]) continue;
        legs++;
        if (!isKnown(layer, a, b)) legsEstimated++;
      }
    }
  }
  return { legs, legsEstimated };
}
