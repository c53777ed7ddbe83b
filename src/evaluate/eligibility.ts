// May this rep serve this zone, this account? Only for pairs that are assigned, and with the rule that
// says no. A zone is ruled by its own place and by the accounts in it that follow it.

import type { PlanContext } from '../model/context.ts';
import { isExact } from '../model/overrides.ts';
import { PARTNERS, type Rep } from '../model/records.ts';
import type { Travel } from '../model/travel.ts';
import { isZoneOrPart } from '../model/zone-matcher.ts';
import type { Service } from './service.ts';

/** Rules of the map: they say no to a zone, whatever is in it. */
const OF_ZONES = ['allowed_zones', 'excluded_zones', 'exclusive_zones'] as const;
type ZoneRule = (typeof OF_ZONES)[number];
export type Rule = ZoneRule | 'segments' | 'sla_minutes' | 'max_travel_minutes' | 'excluded_accounts';

export function isOfZones(rule: Rule): rule is ZoneRule {
  return (OF_ZONES as readonly Rule[]).includes(rule);
}

export interface Eligibility {
  /** rule of the map that keeps the rep out of the zone */
  zone(zone: number, rep: number): ZoneRule | null;
  /** rule that keeps the rep from the account: the zone's, its segment's, its own exclusion, or travel time */
  account(account: number, rep: number): Rule | null;
}

export function eligibility(
  context: PlanContext,
  places: Pick<Service, 'baseLat' | 'baseLon'>,
  travel: Travel,
): Eligibility {
  const { reps, zones, accounts, zoneOf, accountLat, accountLon, settings } = context;
  const parents = [...zones.parents.values()];
  const ownSla = accounts?.numbers.get('sla_minutes');
  const slaOfSegment = new Map(Object.entries(settings.slaMinutesBySegment));
  const segments = reps.list.map(rep => (rep.segments ? new Set(rep.segments) : null));

  const test = (entry: string): ((zone: number) => boolean) => {
    const [column, ...rest] = entry.split('=');
    if (column === '') {
      const exact = rest.join('=');
      return zone => isZoneOrPart(zones.id[zone] as string, exact);
    }
    const parent = zones.parents.get(column as string);
    const value = rest.join('=');
    return rest.length > 0
      ? zone => parent?.[zone] === value
      : zone => (zones.id[zone] as string).startsWith(entry) || parents.some(p => p[zone] === entry);
  };
  // read once: a million accounts ask
  const lists = reps.list.flatMap(rep => [rep.allowedZones ?? [], rep.excludedZones, rep.exclusiveZones]);
  const tests = new Map(lists.map(list => [list, list.map(test)]));
  const within = (zone: number, entries: readonly string[]) =>
    (tests.get(entries) ?? []).some(matches => matches(zone));
  const exclusives = reps.list.filter(rep => rep.exclusiveZones.length > 0);
  // asked for the same zones again and again
  const owners = new Map<number, ReadonlySet<Rep>>();
  const ownersOf = (zone: number) => {
    const known = owners.get(zone);
    if (known) return known;
    const found = new Set(
      exclusives.filter(rep => within(zone, rep.exclusiveZones) && !within(zone, rep.excludedZones)),
    );
    owners.set(zone, found);
    return found;
  };
  // a zone that was given away by hand is given with what follows it: locked accounts and sites of groups do not
  const written = new Map(reps.list.map(rep => [rep, rep.exclusiveZones.filter(entry => !isExact(entry))]));
  for (const list of written.values()) tests.set(list, list.map(test));
  const byFileAlone = (zone: number, own: ReadonlySet<Rep>) =>
    [...own].filter(rep => within(zone, written.get(rep) ?? []));
  const goesWithZone = (account: number) =>
    !context.named[account] && (settings.groups !== 'one-rep' || accounts?.groupId[account] === '');
  const bases = ownBases(context, places);
  // without an own base this is not a number, and no limit is exceeded
  const minutesTo = (rep: number, lat: number, lon: number) => {
    const base = bases[rep] as Point;
    return travel.minutes(base[0], base[1], lat, lon);
  };

  const ruleOfPlace = (zone: number, rep: number, decided: boolean): ZoneRule | null => {
    const { allowedZones, excludedZones, exclusiveZones } = reps.list[rep] as Rep;
    if (allowedZones && !within(zone, allowedZones) && !within(zone, exclusiveZones)) return 'allowed_zones';
    if (excludedZones.length > 0 && within(zone, excludedZones)) return 'excluded_zones';
    if (exclusives.length === 0) return null;
    const own = ownersOf(zone);
    if (own.size === 0 || own.has(reps.list[rep] as Rep)) return null;
    return decided || byFileAlone(zone, own).length > 0 ? 'exclusive_zones' : null;
  };

  const shunned = reps.list.map(rep => new Set(rep.excludedAccounts));
  const isExcluded = (account: number, rep: number): boolean => {
    const { id, kind } = reps.list[rep] as Rep;
    const excluded = accounts?.excludedReps?.[account];
    if (excluded?.includes(id) || (kind === 'partner' && excluded?.includes(PARTNERS))) return true;
    const list = shunned[rep] as ReadonlySet<string>;
    if (list.size === 0) return false;
    const group = accounts?.groupId[account] as string;
    return list.has(accounts?.id[account] as string) || (group !== '' && list.has(group));
  };

  const ruleOfAccount = (account: number, rep: number): Rule | null => {
    const zone = zoneOf[account] as number;
    const place = ruleOfPlace(zone, rep, goesWithZone(account));
    if (place) return place;
    const segment = accounts?.segment[account] as string;
    if (segment !== '' && segments[rep] && !segments[rep].has(segment)) return 'segments';
    if (isExcluded(account, rep)) return 'excluded_accounts';
    const own = ownSla?.[account] as number;
    const limit = own >= 0 ? own : (slaOfSegment.get(segment) as number);
    const lat = accountLat[account] as number;
    const lon = accountLon[account] as number;
    if (limit >= 0 && minutesTo(rep, lat, lon) > limit) return 'sla_minutes';
    const longest = (reps.list[rep] as Rep).maxTravelMinutes;
    if (longest < Number.POSITIVE_INFINITY) {
      const toZone = minutesTo(rep, zones.lat[zone] as number, zones.lon[zone] as number);
      if (toZone > longest) return 'max_travel_minutes';
    }
    return null;
  };
  return { zone: (zone, rep) => ruleOfPlace(zone, rep, true), account: ruleOfAccount };
}

type Point = readonly [lat: number, lon: number];

/**
 * Where each rep really starts. Travel limits bind only there: when some reps have no base, the plan lets all
 * start from the centers that it found, and a limit from such a point means nothing.
 */
function ownBases(context: PlanContext, places: Pick<Service, 'baseLat' | 'baseLon'>): Point[] {
  const { reps, zones } = context;
  const nowhere: Point = [Number.NaN, Number.NaN];
  const hasBase = (rep: Rep) => !Number.isNaN(rep.lat) || rep.postalCode !== '';
  if (reps.list.every(hasBase)) {
    return reps.list.map((_, j) => [places.baseLat[j] as number, places.baseLon[j] as number] as const);
  }
  const zoneIndex = new Map(zones.id.map((id, i) => [id, i]));
  return reps.list.map(rep => {
    if (!Number.isNaN(rep.lat)) return [rep.lat, rep.lon];
    const zone = rep.postalCode === '' ? undefined : zoneIndex.get(rep.postalCode);
    return zone === undefined ? nowhere : [zones.lat[zone] as number, zones.lon[zone] as number];
  });
}
