// Which roads a plan needs, and asking for them: those between bases and the zones around them before it is made, those from
// a rep to his accounts once it is known which these are. Nothing is asked for that no rep would drive.

import { fitRoads } from '../../geo/roads.ts';
import { makeTravel } from '../../geo/travel.ts';
import type { PlanContext, PlanResult } from '../../model/context.ts';
import type { Bases } from '../../model/eligibility.ts';
import {
  type OffRoad,
  ROAD_DECIMALS,
  type RoadGaps,
  type RoadHooks,
  type RoadRows,
  type RoadSource,
  type Roads,
} from '../../model/roads.ts';
import { slaLimits } from '../../model/sla.ts';
import type { Travel } from '../../model/travel.ts';

/** Reps whose way to a zone is asked for, the nearest by the estimate; who serves accounts there comes on top. */
const NEAREST = 12;
/** Who may reach an account in time is asked of reps whose estimate is up to this many times the time allowed. */
const SLA_REACH = 2;
/** The same for `max_travel_minutes`. */
const LIMIT_REACH = 2;

/** Roads of a plan, and what was asked to have them. */
export interface FoundRoads {
  readonly roads: Roads;
  /** pairs that were asked for; those that are known are the rows */
  readonly asked: number;
  /** why the others are not; a pair of places counts once */
  readonly gaps: RoadGaps;
  readonly offRoad: readonly OffRoad[];
}

interface Way {
  readonly from: string;
  readonly to: string;
  readonly ends: readonly [fromLat: number, fromLon: number, toLat: number, toLon: number];
}

/** Ways in the order in which they are first wanted, each once; none from a place to itself. */
class Ways {
  readonly list: Way[] = [];
  private readonly known = new Set<string>();

  add(from: string, to: string, ends: Way['ends']): void {
    if (ends.some(Number.isNaN) || (ends[0] === ends[2] && ends[1] === ends[3])) return;
    const key = `${from}\n${to}`;
    if (this.known.has(key)) return;
    this.known.add(key);
    this.list.push({ from, to, ends });
  }
}

/** Roads between bases and zones, and to accounts that must be reached within a time. */
export async function roadsBefore(
  context: PlanContext,
  bases: Bases,
  source: RoadSource,
  hooks?: RoadHooks,
): Promise<FoundRoads> {
  const ways = new Ways();
  const estimate = makeTravel(context.settings.travel);
  zoneWays(context, bases, estimate, ways);
  slaWays(context, bases, estimate, ways);
  const { rows, ...missing } = await ask(ways.list, source, hooks);
  const count = rows.minutes.length;
  const of = (trip: Travel['minutes']) =>
    Float64Array.from({ length: count }, (_, r) =>
      trip(
        rows.fromLat[r] as number,
        rows.fromLon[r] as number,
        rows.toLat[r] as number,
        rows.toLon[r] as number,
      ),
    );
  const roads = fitRoads(rows, { minutes: of(estimate.minutes), km: of(estimate.km) });
  return { roads, asked: ways.list.length, ...missing };
}

/** The same with the roads from reps to the accounts they serve, and from those who serve them today. */
export async function roadsAfter(
  context: PlanContext,
  { accountRep, baseLat, baseLon }: Pick<PlanResult, 'accountRep' | 'baseLat' | 'baseLon'>,
  { found, source }: { readonly found: FoundRoads; readonly source: RoadSource },
  hooks?: RoadHooks,
): Promise<FoundRoads> {
  const { accounts, zones, zoneOf } = context;
  if (!accounts) return found;
  const ways = new Ways();
  const { rows } = found.roads;
  const known = new Set(rows.from.map((from, r) => `${from}\n${rows.to[r]}`));
  const want = (a: number, j: number) => {
    if (j < 0) return;
    const from = repName(context, j);
    const to = `account:${accounts.id[a]}`;
    if (
      known.has(`${from}\n${to}`) ||
      (isAtZone(context, a) && known.has(`${from}\nzone:${zones.id[zoneOf[a] as number]}`))
    )
      return;
    const place = [context.accountLat[a] as number, context.accountLon[a] as number] as const;
    ways.add(from, to, [baseLat[j] as number, baseLon[j] as number, ...place]);
  };
  for (let a = 0; a < accounts.count; a++) {
    want(a, accountRep[a] as number);
    want(a, context.incumbentOf[a] as number);
  }
  const more = await ask(ways.list, source, hooks);
  const places = new Map([...found.offRoad, ...more.offRoad].map(of => [`${of.lat} ${of.lon}`, of] as const));
  return {
    roads: { ...found.roads, rows: joined(rows, more.rows) },
    asked: found.asked + ways.list.length,
    gaps: {
      absent: found.gaps.absent + more.gaps.absent,
      noRoad: found.gaps.noRoad + more.gaps.noRoad,
      offRoad: found.gaps.offRoad + more.gaps.offRoad,
    },
    offRoad: [...places.values()],
  };
}

/** An account without coordinates stands at the point of its zone, and the way there is known. */
function isAtZone({ zones, zoneOf, accountLat, accountLon }: PlanContext, a: number): boolean {
  const i = zoneOf[a] as number;
  return zones.lat[i] === accountLat[a] && zones.lon[i] === accountLon[a];
}

function zoneWays(context: PlanContext, bases: Bases, estimate: Travel, ways: Ways): void {
  const { zones, reps, zoneOf, named, ownerOf, incumbentOf, zoneIncumbent } = context;
  const k = reps.list.length;
  const servers = new Map<number, Set<number>>();
  const serve = (zone: number, rep: number) => {
    if (rep < 0) return;
    const of = servers.get(zone) ?? new Set();
    servers.set(zone, of.add(rep));
  };
  for (const [zone, rep] of zoneIncumbent.entries()) serve(zone, rep);
  zoneOf.forEach((zone, a) => {
    serve(zone, incumbentOf[a] as number);
    if (named[a]) serve(zone, ownerOf[a] as number);
  });
  for (let i = 0; i < zones.count; i++) {
    const place = [zones.lat[i] as number, zones.lon[i] as number] as const;
    const minutes = Float64Array.from({ length: k }, (_, j) =>
      estimate.minutes(bases.lat[j] as number, bases.lon[j] as number, ...place),
    );
    const order = reps.list
      .map((_, j) => j)
      .filter(j => !Number.isNaN(minutes[j]))
      .sort((x, y) => (minutes[x] as number) - (minutes[y] as number) || x - y);
    const wanted = new Set([
      ...order.slice(0, NEAREST),
      ...order.filter(j => {
        const limit = reps.list[j]?.maxTravelMinutes ?? Number.POSITIVE_INFINITY;
        return limit < Number.POSITIVE_INFINITY && (minutes[j] as number) <= LIMIT_REACH * limit;
      }),
      ...(servers.get(i) ?? []),
    ]);
    const zone = `zone:${zones.id[i]}`;
    for (const j of [...wanted].sort((x, y) => x - y)) {
      const base = [bases.lat[j] as number, bases.lon[j] as number] as const;
      ways.add(repName(context, j), zone, [...base, ...place]);
      ways.add(zone, repName(context, j), [...place, ...base]);
    }
  }
}

function slaWays(context: PlanContext, bases: Bases, estimate: Travel, ways: Ways): void {
  const { accounts, reps } = context;
  const sla = accounts && slaLimits(accounts, context.settings);
  if (!accounts || !sla) return;
  for (let a = 0; a < accounts.count; a++) {
    const limit = sla[a] as number;
    if (Number.isNaN(limit)) continue;
    const place = [context.accountLat[a] as number, context.accountLon[a] as number] as const;
    for (let j = 0; j < reps.list.length; j++) {
      const base = [bases.lat[j] as number, bases.lon[j] as number] as const;
      if (estimate.minutes(...base, ...place) > SLA_REACH * limit) continue;
      ways.add(repName(context, j), `account:${accounts.id[a]}`, [...base, ...place]);
    }
  }
}

function repName({ reps }: PlanContext, rep: number): string {
  return `rep:${reps.list[rep]?.id}`;
}

/** Rows of the ways that are known, and why others are not. A server may have been asked for other plans before. */
async function ask(
  ways: readonly Way[],
  source: RoadSource,
  hooks?: RoadHooks,
): Promise<Pick<FoundRoads, 'gaps' | 'offRoad'> & { readonly rows: RoadRows }> {
  const before = source.gaps();
  const points = new Map<string, number>();
  const lat: number[] = [];
  const lon: number[] = [];
  const point = (y: number, x: number): number => {
    const key = `${y} ${x}`;
    const known = points.get(key);
    if (known !== undefined) return known;
    points.set(key, lat.length);
    lon.push(x);
    return lat.push(y) - 1;
  };
  const from = Int32Array.from(ways, ({ ends }) => point(ends[0], ends[1]));
  const to = Int32Array.from(ways, ({ ends }) => point(ends[2], ends[3]));
  const pairs = { lat: Float64Array.from(lat), lon: Float64Array.from(lon), from, to };
  const { minutes, km } = ways.length > 0 ? await source.ask(pairs, hooks) : NOTHING;
  const known = ways.map((_, w) => w).filter(w => !Number.isNaN(minutes[w]));
  const end = (e: 0 | 1 | 2 | 3) => Float64Array.from(known, w => (ways[w] as Way).ends[e]);
  const rows: RoadRows = {
    from: known.map(w => (ways[w] as Way).from),
    to: known.map(w => (ways[w] as Way).to),
    fromLat: end(0),
    fromLon: end(1),
    toLat: end(2),
    toLon: end(3),
    minutes: Float64Array.from(known, w => asWritten(minutes[w] as number)),
    km: Float64Array.from(known, w => asWritten(km[w] as number)),
  };
  // a source keeps points to a tenth of a metre
  const rounded = (y: number, x: number) => `${y.toFixed(6)} ${x.toFixed(6)}`;
  const near = new Set(lat.map((y, p) => rounded(y, lon[p] as number)));
  const { absent, noRoad, offRoad } = source.gaps();
  return {
    rows,
    gaps: {
      absent: absent - before.absent,
      noRoad: noRoad - before.noRoad,
      offRoad: offRoad - before.offRoad,
    },
    offRoad: source.offRoad().filter(of => near.has(rounded(of.lat, of.lon))),
  };
}

const NOTHING = { minutes: new Float64Array(0), km: new Float64Array(0) };

/** So that a plan is the same with roads.csv in place of the server that gave it. */
export function asWritten(value: number): number {
  return Number(value.toFixed(ROAD_DECIMALS));
}

function joined(a: RoadRows, b: RoadRows): RoadRows {
  const both = (x: Float64Array, y: Float64Array) => Float64Array.from([...x, ...y]);
  return {
    from: [...a.from, ...b.from],
    to: [...a.to, ...b.to],
    fromLat: both(a.fromLat, b.fromLat),
    fromLon: both(a.fromLon, b.fromLon),
    toLat: both(a.toLat, b.toLat),
    toLon: both(a.toLon, b.toLon),
    minutes: both(a.minutes, b.minutes),
    km: both(a.km, b.km),
  };
}
