// Placing: which zone each account belongs to, and which point its distances start from. In this order: its postal code
// when that is a zone id; its coordinates; its town's name; the alias file; otherwise it is rejected with the reason.
// Every decision looks at one account and the zones only, so the order of the rows never matters.

import type { Accounts, Issue, Zones } from '../model/records.ts';
import { judgeCodes, plausibleKm, zonesWithShape } from './codes.ts';
import { makeLocator } from './locate.ts';
import { makeNotes } from './place-notes.ts';
import { greatCircleKm } from './sphere.ts';
import { departmentOf, makeTowns } from './towns.ts';

/** A point in no polygon (at sea, rounded, badly geocoded) goes to the nearest zone up to this distance. */
const NEAR_KM = 5;
/** Where zones are points only, a point belongs to the nearest one up to this distance. */
const POINT_ZONE_KM = 100;

export interface PlaceOptions {
  /** ISO 3166 code; FR knows départements */
  readonly country: string;
  /** postal code, or town however spelled → zone id */
  readonly aliases: ReadonlyMap<string, string>;
  /** brings spellings of a town's name together: case, accents, hyphens, CEDEX */
  readonly normalizeTown: (name: string) => string;
  /** the accounts file as the user named it, for the issues */
  readonly file: string;
  /** takes the findings and rejects as they come, instead of lists of perhaps a million in the result */
  readonly onIssue?: (issue: Issue) => void;
  readonly onReject?: (reject: PlaceReject) => void;
}

/** How many accounts were placed in which way; the first six add up to the number of accounts. */
export interface PlaceCounts {
  byCode: number;
  byCoordinates: number;
  /** by coordinates that lie in no zone, but within 5 km of one */
  byNearest: number;
  byTown: number;
  byAlias: number;
  rejected: number;
  /** accounts with a postal code that is no zone id, however they were placed; 0 when codes do not name zones */
  unknownCodes: number;
  /** those of them whose city says CEDEX */
  cedex: number;
}

export interface PlaceReject {
  /** index of the account */
  readonly index: number;
  readonly column: string;
  readonly reason: string;
}

export interface PlacedAccounts {
  /** per account: zone index, −1 when rejected */
  readonly zoneOf: Int32Array;
  /** degrees: where distances start from (its coordinates when plausible, else the zone's point); NaN when rejected */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly issues: Issue[];
  readonly rejected: PlaceReject[];
  readonly counts: PlaceCounts;
  /** false when the postal codes were found to be something else than zone ids */
  readonly codesNameZones: boolean;
}

/** Places every account; whatever the data, it does not throw. */
export function placeAccounts(accounts: Accounts, zones: Zones, options: PlaceOptions): PlacedAccounts {
  const n = accounts.count;
  const locator = makeLocator(zones);
  const towns = makeTowns(zones, options.country, options.normalizeTown);
  const issues: Issue[] = [];
  const notes = makeNotes(accounts, zones, options.file, options.onIssue ?? (issue => issues.push(issue)));
  const zoneById = new Map(zones.id.map((id, z) => [id, z]));
  const townAliases = new Map(
    [...options.aliases].map(([key, zone]) => [options.normalizeTown(key), zone] as const),
  );
  const hasPoint = (a: number) => Number.isFinite(accounts.lat[a]) && Number.isFinite(accounts.lon[a]);
  const byCode = Int32Array.from({ length: n }, (_, a) => zoneById.get(accounts.postalCode[a]!) ?? -1);
  // without polygons the nearest point proves nothing against a code: then only accounts without one are located
  const byPoint = Int32Array.from({ length: n }, (_, a) =>
    locator.hasPolygons && hasPoint(a) ? locator.locate(accounts.lat[a]!, accounts.lon[a]!) : -1,
  );
  const shaped = zonesWithShape(zones);
  const verdict = judgeCodes(accounts, zones, byCode, byPoint, shaped);

  const zoneOf = new Int32Array(n).fill(-1);
  const lat = new Float64Array(n).fill(Number.NaN);
  const lon = new Float64Array(n).fill(Number.NaN);
  const rejected: PlaceReject[] = [];
  const reject = options.onReject ?? ((place: PlaceReject) => rejected.push(place));
  const disagreeing: number[] = [];
  const counts: PlaceCounts = {
    byCode: 0,
    byCoordinates: 0,
    byNearest: 0,
    byTown: 0,
    byAlias: 0,
    rejected: 0,
    unknownCodes: 0,
    cedex: 0,
  };

  /** Puts the account into the zone; true when its own coordinates are believed. */
  function settle(a: number, z: number): boolean {
    zoneOf[a] = z;
    lat[a] = zones.lat[z]!;
    lon[a] = zones.lon[z]!;
    if (!hasPoint(a)) return false;
    const km = greatCircleKm(accounts.lat[a]!, accounts.lon[a]!, lat[a]!, lon[a]!);
    if (byPoint[a] !== z && km > plausibleKm(zones, z)) {
      notes.implausible(a, z, km);
      return false;
    }
    lat[a] = accounts.lat[a]!;
    lon[a] = accounts.lon[a]!;
    return true;
  }

  function placeByCode(a: number, z: number): void {
    counts.byCode++;
    const held = byPoint[a]!;
    if (!settle(a, z) || held === z || !shaped[z]) return;
    if (held >= 0) disagreeing.push(a);
    notes.disagreement(a, z, held, locator.kmTo(z, lat[a]!, lon[a]!));
  }

  /** Zone by coordinates alone; −1 when there are none, or they lie nowhere. */
  function findByPoint(a: number): number {
    if (!hasPoint(a)) return -1;
    const held = byPoint[a]!;
    const near = held >= 0 ? { zone: held, km: 0 } : locator.nearest(accounts.lat[a]!, accounts.lon[a]!);
    if (near.zone < 0 || near.km > (locator.hasPolygons ? NEAR_KM : POINT_ZONE_KM)) return -1;
    if (held >= 0 || !locator.hasPolygons) {
      counts.byCoordinates++;
    } else {
      counts.byNearest++;
      notes.near(a, near.zone, near.km);
    }
    return near.zone;
  }

  /** Zone by the town's name, then by the alias file; −1 and a reject when neither knows it. */
  function findByText(a: number): number {
    const city = accounts.city[a]!;
    const code = accounts.postalCode[a]!;
    const named = towns.find(city, code);
    if (named.length === 1) {
      counts.byTown++;
      return named[0]!;
    }
    const alias = options.aliases.get(code) ?? townAliases.get(options.normalizeTown(city));
    const z = alias === undefined ? undefined : zoneById.get(alias);
    if (z !== undefined) {
      counts.byAlias++;
      return z;
    }
    counts.rejected++;
    const column = (code === '' || !verdict.nameZones) && hasPoint(a) ? 'lat' : 'postal_code';
    const { why, remedy } = reasonOf(a, named, alias);
    notes.nowhere(a, column, why, remedy);
    reject({ index: a, column, reason: `no-zone: ${why}: ${remedy}` });
    return -1;
  }

  function reasonOf(
    a: number,
    named: readonly number[],
    alias: string | undefined,
  ): { why: string; remedy: string } {
    const code = accounts.postalCode[a]!;
    const city = accounts.city[a]!;
    const ids = named.slice(0, 5).map(z => zones.id[z]);
    // where codes name something else than zones, that this one is no zone says nothing
    const byCode = verdict.nameZones ? code : '';
    const list = `${ids.join(', ')}${named.length > 5 ? '…' : ''}`;
    const why = [
      byCode === ''
        ? code === ''
          ? 'no postal code'
          : `postal code ${code}`
        : `postal code ${code}${/\bcedex\b/i.test(city) ? ', a CEDEX code,' : ''} is not a zone`,
      hasPoint(a) ? `coordinates ${accounts.lat[a]}, ${accounts.lon[a]} are in no zone` : 'no coordinates',
      city === ''
        ? 'no city'
        : `its city names ${named.length === 0 ? 'no zone' : `${named.length} zones (${list})`}`,
    ];
    if (alias !== undefined) why.push(`its alias ${alias} is not a zone`);
    // what its city is called stays in the file: findings are shown to others
    const key = code === '' ? '<city>' : code;
    const line =
      code === '' && city === ''
        ? ''
        : `, or add the line "${key},${ids[0] ?? '<zone id>'}" to the alias file`;
    const place = hasPoint(a) ? 'correct lat and lon, or add the zone that holds them' : 'give lat and lon';
    const correct = byCode === '' ? '' : ', correct the postal code';
    return { why: why.join('; '), remedy: `${place}${correct}${line}` };
  }

  for (let a = 0; a < n; a++) {
    if (verdict.nameZones && byCode[a]! >= 0) {
      placeByCode(a, byCode[a]!);
      continue;
    }
    const code = accounts.postalCode[a]!;
    const unknown = verdict.nameZones && code !== '';
    if (unknown) counts.unknownCodes++;
    if (unknown && /\bcedex\b/i.test(accounts.city[a]!)) counts.cedex++;
    let z = findByPoint(a);
    const how = z >= 0 ? 'coordinates' : 'town or alias';
    if (z < 0) z = findByText(a);
    if (z < 0) continue;
    settle(a, z);
    const [here, said] = [towns.department(z), departmentOf(code)];
    if (here !== '' && said !== '' && here !== said) notes.strayed(a, z, how);
    else if (unknown || how !== 'coordinates') notes.resolved(a, z, how);
  }
  if (!verdict.nameZones) notes.codesAreNoZones(verdict);
  if (disagreeing.length > 0) notes.disagreements(disagreeing, counts.byCode);

  return { zoneOf, lat, lon, issues, rejected, counts, codesNameZones: verdict.nameZones };
}
