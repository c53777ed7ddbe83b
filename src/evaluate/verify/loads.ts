// What every unit carries, and what every pair (unit, rep) adds to each measure: the a[i,j,q] of the model,
// written again from its definition. Named accounts are in no unit's load: they are charged to their rep.

import type { Zones } from '../../model/records.ts';
import { tripMinutes } from './travel.ts';
import type { World } from './world.ts';

export interface Loads {
  /** accounts of each unit, named ones included, and without them */
  readonly accountsIn: Int32Array;
  readonly followers: Int32Array;
  /** per unit, named accounts excluded: visits a year, hours of visits at the standard speed */
  readonly visits: Float64Array;
  readonly visitHours: Float64Array;
  /** hours, and road km, between visits inside the unit, for one visit */
  readonly localHours: Float64Array;
  readonly localKm: Float64Array;
  readonly measures: readonly MeasureLoad[];
  /** hours a year from the base of rep j to unit i and back */
  approach(unit: number, rep: number): number;
  /** hours of unit i's visits by rep j, travel not counted */
  paced(unit: number, rep: number): number;
  /** what unit i adds to measure q of rep j */
  load(measure: number, unit: number, rep: number): number;
}

export interface MeasureLoad {
  readonly name: string;
  readonly tolerance: number;
  /** per account; null when the zones carry it, and for workload, which depends on the rep */
  readonly perAccount: Float64Array | null;
  /** per unit, named accounts excluded; workload: standard visit hours and local hours */
  readonly perUnit: Float64Array;
}

/** 0.57 √(A / n), times a factor: the mean leg of a good tour of n points over an area A (Daganzo 1984); km, at most 30. */
function legKm(area: number, accounts: number, factor: number): number {
  return area > 0 ? Math.min(30, factor * 0.57 * Math.sqrt(area / Math.max(1, accounts))) : 0;
}

/** Σ over units of a value per account, in the order of ids; without the named ones. */
function byUnit(world: World, value: (account: number) => number): Float64Array {
  const sums = new Float64Array(world.n);
  for (const a of world.byId) {
    const i = world.unitOf[a]!;
    if (i >= 0 && !world.named[a]) sums[i]! += value(a);
  }
  return sums;
}

export function buildLoads(world: World, zones: Zones): Loads {
  const { settings, accounts, n, k } = world;
  const { travel, visitsPerTour } = settings;
  const accountsIn = new Int32Array(n);
  for (const i of world.unitOf) if (i >= 0) accountsIn[i]!++;
  const followers = Int32Array.from(byUnit(world, () => 1));

  const legs = world.area.map((area, i) => legKm(area, accountsIn[i]!, settings.localFactor ?? 1));
  const legsPerVisit = 1 - 1 / visitsPerTour;
  const localHours = legs.map(km => (legsPerVisit * tripMinutes(km, travel)) / 60);
  const localKm = legs.map(km => legsPerVisit * km * travel.circuity);

  const column = (name: string) => zoneColumn(world, zones, accountsIn, name);
  const visits = accounts ? byUnit(world, a => world.visits[a]!) : visitsOfZones(world, column);
  const visitHours = accounts
    ? byUnit(world, a => standardHours(world, a))
    : visits.map(v => (v * settings.defaultVisitMinutes) / 60);

  const measures = settings.measures.map(({ name, tolerance }): MeasureLoad => {
    if (name === 'workload') {
      const perUnit = visitHours.map((hours, i) => hours + visits[i]! * localHours[i]!);
      return { name, tolerance, perAccount: null, perUnit };
    }
    const given = accounts && name === 'accounts' ? new Float64Array(accounts.count).fill(1) : undefined;
    const values = given ?? accounts?.numbers.get(name);
    if (values) {
      const perAccount = values.map(positive);
      return { name, tolerance, perAccount, perUnit: byUnit(world, a => perAccount[a]!) };
    }
    return { name, tolerance, perAccount: null, perUnit: column(name) ?? new Float64Array(n) };
  });

  /** hours of a unit's visits by a rep, less those at the standard speed; at unit · k + rep */
  const slower = new Float64Array(world.paced.length > 0 ? n * k : 0);
  for (const segment of world.paced) {
    const inSegment = (a: number) => accounts!.segment[a] === segment;
    const hours = byUnit(world, a => (inSegment(a) ? standardHours(world, a) : 0));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < k; j++) slower[i * k + j]! += hours[i]! / world.speed(segment, j) - hours[i]!;
    }
  }
  const approaches = new Float64Array(n * k).fill(Number.NaN);
  const approach = (i: number, j: number): number => {
    const known = approaches[i * k + j]!;
    if (!Number.isNaN(known)) return known;
    const way =
      visits[i] === 0 ? 0 : world.drive(world.baseLat[j]!, world.baseLon[j]!, world.lat[i]!, world.lon[i]!);
    const hours = visits[i] === 0 ? 0 : (2 * way * visits[i]!) / (60 * visitsPerTour);
    approaches[i * k + j] = hours;
    return hours;
  };
  return {
    accountsIn,
    followers,
    visits,
    visitHours,
    localHours,
    localKm,
    measures,
    approach,
    paced: (i, j) => visitHours[i]! + (slower[i * k + j] ?? 0),
    load(q, i, j) {
      const { name, perUnit } = measures[q]!;
      return name === 'workload' ? perUnit[i]! + (slower[i * k + j] ?? 0) + approach(i, j) : perUnit[i]!;
    },
  };
}

function standardHours({ visits, minutes }: World, a: number): number {
  return (visits[a]! * minutes[a]!) / 60;
}

/** Hours a year that a rep spends on an account's visits, travel not counted. */
export function visitHoursOf(world: World, account: number, rep: number): number {
  return standardHours(world, account) / world.speed(world.accounts!.segment[account]!, rep);
}

function positive(value: number): number {
  return value >= 0 ? value : 0;
}

/** A zone's own column by unit: parts of a split zone share it by their number of accounts. */
function zoneColumn(world: World, zones: Zones, accountsIn: Int32Array, name: string): Float64Array | null {
  const values = zones.numbers.get(name);
  if (!values) return null;
  const inZone = new Float64Array(zones.count);
  accountsIn.forEach((count, i) => {
    inZone[world.zoneOfUnit[i]!]! += count;
  });
  return Float64Array.from(world.zoneOfUnit, (zone, i) => {
    const share = world.isPart[i] ? accountsIn[i]! / inZone[zone]! : 1;
    return positive(values[zone]! * share);
  });
}

/** Without accounts: the zones' visits_per_year, else 1 000 visits a rep in proportion to the first measure. */
function visitsOfZones(world: World, column: (name: string) => Float64Array | null): Float64Array {
  const given = column('visits_per_year');
  if (given) return given;
  const first = world.settings.measures.find(({ name }) => name !== 'workload');
  const weight = (first && column(first.name)) ?? new Float64Array(world.n);
  const total = weight.reduce((sum, w) => sum + w, 0);
  return weight.map(w => (total > 0 ? (w * 1000 * world.k) / total : 0));
}
