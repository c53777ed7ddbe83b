// The world as verify sees it: the input records, cut into *units* as the plan says (a unit is a zone, or one
// part of a split zone), each account put where the plan's accounts.csv puts it, each rep on its own base.
// Nothing here is computed by the optimizer's code; what the plan claims about the inputs is checked elsewhere.

import type { Managers } from '../../model/hierarchy.ts';
import type { Override } from '../../model/overrides.ts';
import type { ContiguousCertificate, Plan, PlanInput } from '../../model/plan.ts';
import type { PlanModel } from '../../model/plan-model.ts';
import type { PreviousPlan } from '../../model/previous.ts';
import type { Accounts, Reject, Rep, Reps, ZoneGraph, Zones } from '../../model/records.ts';
import type { RoadAnswers } from '../../model/roads.ts';
import type { Settings } from '../../model/settings.ts';
import type { Sha256 } from './file-names.ts';
import { inPolygons } from './inside.ts';
import { bent, placesOf, type RoadBook, readRoadBook } from './roads.ts';
import { countedFte, speedIn } from './seniority.ts';
import { lookUp, type Table } from './table.ts';
import { roadKm as estimatedKm, greatCircle, tripMinutes } from './travel.ts';
import { ratesOf } from './vehicles.ts';

/** Hours and km of each rep's tours, in those of the approximation. */
export type TouredReps = ReadonlyMap<string, { readonly hours: number; readonly km: number }>;

export interface VerifyInput {
  readonly plan: Plan;
  readonly accounts: Accounts | null;
  /** of cost_per_km and g_co2_per_km what their rows say */
  readonly reps: Reps;
  /** as read: before any splitting */
  readonly zones: Zones;
  /** of the unsplit zones */
  readonly graph: ZoneGraph;
  /** SHA-256 of each input as it is now */
  readonly hashes: ReadonlyMap<PlanInput['role'], string>;
  /** rows of the accounts file that reading alone already rejects; [] when there are none */
  readonly rejects: readonly Reject[];
  readonly tables: {
    readonly zones: Table;
    readonly accounts: Table | null;
    readonly sectors: Table;
    readonly changes: Table;
    /** costs.csv; absent where there is none */
    readonly costs?: Table;
    readonly rejects: Table;
    /** neighbors.csv; absent where a plan is judged that was not written */
    readonly neighbors?: Table;
  };
  /** model.json, read; null when it cannot be, absent where a plan is judged that was not written */
  readonly model?: PlanModel | null;
  /** hex digits of a text's hash: files are named by it where an id is no name */
  readonly sha256: Sha256;
  /** `sectors/<file>.csv` by base name */
  readonly perSector: ReadonlyMap<string, Table>;
  /** parsed `sectors/<file>.geojson` by base name, one at a time: together they may not fit into memory */
  readonly perSectorGeojson: Iterable<readonly [file: string, map: unknown]> & { readonly size: number };
  /** parsed sectors.geojson and kpis.json */
  readonly sectorsGeojson: unknown;
  readonly kpis: unknown;
  /** bound.json; null when there is none */
  readonly certificate: ContiguousCertificate | null;
  /** roads.csv, its SHA-256, and what the matrix says of its rows now, where they are from one; absent or null without roads */
  readonly roads?: {
    readonly table: Table;
    readonly sha256: string;
    readonly answers: RoadAnswers | null;
  } | null;
  /** by rep: tours / approximation, of the plan's sectors and of today's, as tours.json says; absent or null without tours */
  readonly toured?: { readonly after: TouredReps; readonly before: TouredReps | null } | null;
  /** decisions by hand; absent or [] without any */
  readonly overrides?: readonly Override[];
  /** the plan that is revised; absent or null without one */
  readonly previous?: PreviousPlan | null;
  /** managers of the levels above the sectors; absent without a file of them */
  readonly managers?: Managers | null;
  /** levels.csv, and the parsed `levels/<file>.geojson` by base name; absent without such files */
  readonly levelsTable?: Table | null;
  readonly levelMaps?: ReadonlyMap<string, unknown>;
}

export interface World {
  readonly settings: Settings;
  readonly reps: readonly Rep[];
  readonly repIndex: ReadonlyMap<string, number>;
  readonly k: number;
  /** FTE of each rep that counts over the period */
  readonly fte: readonly number[];

  // units: zones, or parts of split ones
  readonly n: number;
  readonly unitId: readonly string[];
  readonly unitIndex: ReadonlyMap<string, number>;
  /** index of the input zone that the unit is, or is a part of */
  readonly zoneOfUnit: Int32Array;
  readonly isPart: Uint8Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly area: Float64Array;
  /** rep of each unit by plan.json; −1 when it says none */
  readonly unitRep: Int32Array;

  // reps, by index; where travel starts and what the sector is compact around, by plan.json
  readonly baseLat: Float64Array;
  readonly baseLon: Float64Array;
  /** the rep's own base (coordinates, or the zone of its postal code); NaN without: travel rules then do not bind */
  readonly ownLat: Float64Array;
  readonly ownLon: Float64Array;
  readonly centerLat: Float64Array;
  readonly centerLon: Float64Array;

  // accounts, by index in `accounts`
  readonly accounts: Accounts | null;
  /** account indices by id, the order of every sum: the last bits then never depend on the rows' order */
  readonly byId: Int32Array;
  /** where each account stands in accounts.csv */
  readonly rows: AccountRows;
  /** unit by accounts.csv; −1 for an account that was rejected or is lost */
  readonly unitOf: Int32Array;
  readonly incumbent: Int32Array;
  /** 1: locked with a known rep */
  readonly named: Uint8Array;
  /** who keeps a named account: the incumbent of a locked one, whom plan.json names for the sites of a group; else −1 */
  readonly owner: Int32Array;
  /** rep that the plan's assignment gives it; −1 for none */
  readonly assigned: Int32Array;
  readonly visits: Float64Array;
  /** minutes of a standard visit; divided by the speed of the rep who makes it */
  readonly minutes: Float64Array;
  /** point used for distances */
  readonly pointLat: Float64Array;
  readonly pointLon: Float64Array;

  /** standard visits that a rep makes in the time of one, at accounts of a segment */
  speed(segment: string, rep: number): number;
  /** segments of accounts in which some rep is quicker or slower */
  readonly paced: readonly string[];
  /** roads that are known; null where all travel is estimated */
  readonly book: RoadBook | null;
  /** minutes, and km, by road: by a known one, else by the estimate that the known ones have bent */
  drive(latA: number, lonA: number, latB: number, lonB: number): number;
  roadKm(latA: number, lonA: number, latB: number, lonB: number): number;
}

/** Coordinates are believed inside their zone, and up to this far beyond the disk of its area. */
const PLAUSIBLE_KM = 100;

function believes(zones: Zones, zone: number, lat: number, lon: number): boolean {
  if (Number.isNaN(lat) || Number.isNaN(lon)) return false;
  const area = zones.areaKm2[zone]!;
  const reach = PLAUSIBLE_KM + (area > 0 ? Math.sqrt(area / Math.PI) : 0);
  if (greatCircle(lat, lon, zones.lat[zone]!, zones.lon[zone]!) <= reach) return true;
  const geometry = zones.geometry[zone];
  return geometry ? inPolygons(lon, lat, geometry) : false;
}

/** Where in accounts.csv each account stands: row → account index, found through the input's own id column. */
export interface AccountRows {
  /** account index of each row; −1 for an id that the input does not have */
  readonly accountOfRow: Int32Array;
  /** column of zone_id in the table; −1 when missing */
  readonly zoneColumn: number;
}

/**
 * The input columns come first and unchanged, so the id column is the input column whose cells are the ids.
 * The plan's own columns are the last of their name: an input may have had a `zone_id` too.
 */
function accountRows(accounts: Accounts, table: Table): AccountRows {
  const { header } = accounts.rows;
  let idColumn = -1;
  for (let c = 0; c < header.length && idColumn < 0; c++) {
    let same = accounts.count > 0;
    for (let a = 0; same && a < accounts.count; a++) {
      same = (accounts.rows.cells(a)[c] ?? '').trim() === accounts.id[a];
    }
    if (same) idColumn = c;
  }
  const byId = new Map<string, number>();
  accounts.id.forEach((id, a) => {
    byId.set(id, a);
  });
  const accountOfRow = Int32Array.from(table.rows, row => lookUp(byId, (row[idColumn] ?? '').trim()) ?? -1);
  return { accountOfRow, zoneColumn: table.header.lastIndexOf('zone_id') };
}

export type WorldInput = Pick<VerifyInput, 'plan' | 'accounts' | 'reps' | 'zones' | 'overrides' | 'roads'> & {
  readonly tables: Pick<VerifyInput['tables'], 'accounts'>;
};

export function buildWorld(input: WorldInput): World {
  const { plan, accounts, zones } = input;
  const { settings } = plan;
  const reps = input.reps.list.map(rep => withDefaults(rep, settings));
  const k = reps.length;
  const repIndex = new Map(reps.map((rep, j) => [rep.id, j]));

  const units = unitsOf(plan, zones);
  const unitIndex = new Map(units.map((unit, i) => [unit.id, i]));
  const n = units.length;
  const lat = Float64Array.from(units, unit => unit.lat);
  const lon = Float64Array.from(units, unit => unit.lon);

  const unitRep = new Int32Array(n).fill(-1);
  for (const [, zone, rep] of plan.assignment) {
    const i = unitIndex.get(zone);
    if (i !== undefined) unitRep[i] = repIndex.get(rep) ?? -1;
  }

  const zoneIndex = new Map(zones.id.map((id, i) => [id, i]));
  const sectorOf = new Map(plan.sectors.map(sector => [sector.repId, sector]));
  const own = reps.map(rep => baseOf(rep, zones, zoneIndex));
  const planned = reps.map((rep, j) => {
    const base = sectorOf.get(rep.id)?.base;
    return base && !samePoint(base, own[j]!) ? base : own[j]!;
  });
  const centers = reps.map(rep => sectorOf.get(rep.id)?.center ?? NOWHERE);
  const lats = (points: readonly Point[]) => Float64Array.from(points, point => point[0]);
  const lons = (points: readonly Point[]) => Float64Array.from(points, point => point[1]);

  const count = accounts?.count ?? 0;
  const rows: AccountRows =
    accounts && input.tables.accounts
      ? accountRows(accounts, input.tables.accounts)
      : { accountOfRow: new Int32Array(0), zoneColumn: -1 };
  const unitOf = new Int32Array(count).fill(-1);
  const incumbent = new Int32Array(count).fill(-1);
  const named = new Uint8Array(count);
  const owner = new Int32Array(count).fill(-1);
  const assigned = new Int32Array(count).fill(-1);
  const pointLat = new Float64Array(count).fill(Number.NaN);
  const pointLon = new Float64Array(count).fill(Number.NaN);
  if (accounts && input.tables.accounts) {
    const table = input.tables.accounts;
    table.rows.forEach((row, r) => {
      const a = rows.accountOfRow[r]!;
      if (a >= 0) unitOf[a] = lookUp(unitIndex, row[rows.zoneColumn] ?? '') ?? -1;
    });
    const together = groupOwners(plan, accounts, unitOf, repIndex);
    const decisions = new Map(
      (input.overrides ?? [])
        .filter(({ account, rep }) => account !== '' && repIndex.has(rep))
        .map(({ account, rep }) => [account, repIndex.get(rep)!]),
    );
    for (let a = 0; a < count; a++) {
      incumbent[a] = accounts.repId[a] === '' ? -1 : (repIndex.get(accounts.repId[a]!) ?? -1);
      const locked = accounts.locked[a] === 1 && incumbent[a]! >= 0;
      const decided = decisions.get(accounts.id[a]!) ?? -1;
      owner[a] = decided >= 0 ? decided : locked ? incumbent[a]! : (together.get(a) ?? -1);
      named[a] = owner[a]! >= 0 ? 1 : 0;
      const i = unitOf[a]!;
      if (i < 0) continue;
      assigned[a] = named[a] ? owner[a]! : unitRep[i]!;
      // the place of an account was settled before any zone was split
      const own = believes(zones, units[i]!.zone, accounts.lat[a]!, accounts.lon[a]!);
      pointLat[a] = own ? accounts.lat[a]! : zones.lat[units[i]!.zone]!;
      pointLon[a] = own ? accounts.lon[a]! : zones.lon[units[i]!.zone]!;
    }
  }

  const segments = [...new Set(accounts?.segment)];
  const speeds = reps.map(
    rep =>
      new Map(
        segments
          .map(segment => [segment, speedIn(rep, segment, settings)] as const)
          .filter(([, speed]) => speed !== 1),
      ),
  );
  const places = {
    ...{ repIndex, unitIndex, lat, lon, accounts, pointLat, pointLon },
    ...{ baseLat: lats(planned), baseLon: lons(planned) },
  };
  const book = input.roads ? readRoadBook(input.roads.table, placesOf(places)) : null;
  const trip =
    (name: 'minutes' | 'km', estimate: (km: number, travel: Settings['travel']) => number): World['drive'] =>
    (latA, lonA, latB, lonB) => {
      const known = book ? book[name](latA, lonA, latB, lonB) : Number.NaN;
      if (book && latA === latB && lonA === lonB) return 0;
      if (!Number.isNaN(known)) return known;
      return bent(plan.roads?.[name] ?? [], estimate(greatCircle(latA, lonA, latB, lonB), settings.travel));
    };
  return {
    settings,
    reps,
    repIndex,
    k,
    book,
    drive: trip('minutes', tripMinutes),
    roadKm: trip('km', estimatedKm),
    fte: reps.map(rep => countedFte(rep, settings)),
    n,
    unitId: units.map(unit => unit.id),
    unitIndex,
    zoneOfUnit: Int32Array.from(units, unit => unit.zone),
    isPart: Uint8Array.from(units, unit => (unit.part ? 1 : 0)),
    lat,
    lon,
    area: Float64Array.from(units, unit => unit.area),
    unitRep,
    baseLat: places.baseLat,
    baseLon: places.baseLon,
    ownLat: lats(own),
    ownLon: lons(own),
    centerLat: lats(centers),
    centerLon: lons(centers),
    accounts,
    byId: Int32Array.from({ length: count }, (_, a) => a).sort((a, b) =>
      accounts!.id[a]! < accounts!.id[b]! ? -1 : 1,
    ),
    rows,
    unitOf,
    incumbent,
    named,
    owner,
    assigned,
    ...visitsOf(accounts, settings),
    pointLat,
    pointLon,
    speed: (segment, j) => speeds[j]!.get(segment) ?? 1,
    paced: segments.filter(segment => speeds.some(of => of.has(segment))),
  };
}

/** With groups kept together: the rep whom plan.json names for each site of a group that has several. */
function groupOwners(
  plan: Plan,
  accounts: Accounts,
  unitOf: Int32Array,
  repIndex: ReadonlyMap<string, number>,
): Map<number, number> {
  const owners = new Map<number, number>();
  if (plan.settings.groups !== 'one-rep') return owners;
  const repOf = new Map(plan.named.map(([account, rep]) => [account, rep] as const));
  for (const sites of groupsOf(accounts, unitOf)) {
    for (const a of sites) owners.set(a, repIndex.get(repOf.get(accounts.id[a]!) ?? '') ?? -1);
  }
  return owners;
}

/** Sites of each group that has several on the map. */
export function groupsOf(accounts: Accounts, unitOf: Int32Array): number[][] {
  const sites = new Map<string, number[]>();
  accounts.groupId.forEach((group, a) => {
    if (group === '' || unitOf[a]! < 0) return;
    const list = sites.get(group);
    if (list) list.push(a);
    else sites.set(group, [a]);
  });
  return [...sites.values()].filter(list => list.length > 1);
}

/** What the reps file leaves open: one full-time rep of average productivity, with the settings' hours in the field. */
function withDefaults(rep: Rep, settings: Settings): Rep {
  const or = (value: number, otherwise: number) => (Number.isNaN(value) ? otherwise : value);
  return {
    ...rep,
    fte: or(rep.fte, 1),
    productivity: or(rep.productivity, 1),
    hoursPerYear: or(rep.hoursPerYear, settings.defaultHoursPerYear),
    ...ratesOf(rep, settings),
  };
}

interface Unit {
  readonly id: string;
  readonly zone: number;
  readonly part: boolean;
  readonly lat: number;
  readonly lon: number;
  readonly area: number;
}

function unitsOf(plan: Plan, zones: Zones): Unit[] {
  const splitOf = new Map(plan.splits.map(split => [split.zone, split]));
  const units: Unit[] = [];
  for (let zone = 0; zone < zones.count; zone++) {
    const split = splitOf.get(zones.id[zone]!);
    if (split) {
      for (const { id, lat, lon, areaKm2 } of split.parts) {
        // an area that was not known was written as null
        units.push({ id, zone, part: true, lat, lon, area: areaKm2 ?? Number.NaN });
      }
    } else {
      const [lat, lon, area] = [zones.lat[zone]!, zones.lon[zone]!, zones.areaKm2[zone]!];
      units.push({ id: zones.id[zone]!, zone, part: false, lat, lon, area });
    }
  }
  return units;
}

type Point = readonly [lat: number, lon: number];

const NOWHERE: Point = [Number.NaN, Number.NaN];

/** The same place to a tenth of a metre: plan.json may have rounded. */
export function samePoint(a: Point, b: Point): boolean {
  return Math.abs(a[0] - b[0]) <= 1e-6 && Math.abs(a[1] - b[1]) <= 1e-6;
}

/** Where a rep starts: its coordinates, else the point of the zone that its postal code names, else unknown. */
function baseOf(rep: Rep, zones: Zones, zoneIndex: ReadonlyMap<string, number>): Point {
  if (!Number.isNaN(rep.lat) && !Number.isNaN(rep.lon)) return [rep.lat, rep.lon];
  const zone = rep.postalCode === '' ? undefined : zoneIndex.get(rep.postalCode);
  return zone === undefined ? NOWHERE : [zones.lat[zone]!, zones.lon[zone]!];
}

/**
 * Visits a year and minutes a visit: the account's own, else by segment, else (visits) by potential class, else the default.
 */
export function visitsOf(
  accounts: Accounts | null,
  settings: Settings,
): { visits: Float64Array; minutes: Float64Array } {
  const count = accounts?.count ?? 0;
  const visits = new Float64Array(count);
  const minutes = new Float64Array(count);
  const column = (name: string) => accounts?.numbers.get(name);
  const [ownVisits, ownMinutes, potential] = ['visits_per_year', 'visit_minutes', 'potential'].map(column);
  const bySegment = new Map(Object.entries(settings.visitsBySegment));
  const minutesBySegment = new Map(Object.entries(settings.visitMinutesBySegment));
  const classes = settings.visitsByPotential.toSorted((a, b) => b.min - a.min);
  for (let a = 0; a < count; a++) {
    const given = ownVisits?.[a] ?? Number.NaN;
    const worth = potential?.[a] ?? Number.NaN;
    visits[a] = !Number.isNaN(given)
      ? given
      : (bySegment.get(accounts!.segment[a]!) ??
        classes.find(({ min }) => worth >= min)?.visits ??
        settings.defaultVisitsPerYear);
    const length = ownMinutes?.[a] ?? Number.NaN;
    minutes[a] = !Number.isNaN(length)
      ? length
      : (minutesBySegment.get(accounts!.segment[a]!) ?? settings.defaultVisitMinutes);
  }
  return { visits, minutes };
}
