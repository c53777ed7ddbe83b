// May this rep serve this zone, this account? Only for pairs that are assigned, and with the rule that
// says no. A zone is ruled by its own place and by the accounts in it that follow it.

import type { PlanContext } from '../model/context.ts';
import type { Rep } from '../model/records.ts';
import type { Travel } from '../model/travel.ts';
import type { Service } from './service.ts';

export type Rule = 'segments' | 'allowed_zones' | 'excluded_zones' | 'sla_minutes' | 'max_travel_minutes';

export interface Eligibility {
  /** rule of the map that keeps the rep out of the zone */
  zone(zone: number, rep: number): Rule | null;
  /** rule that keeps the rep from the account: the zone's, its segment's, or travel time */
  account(account: number, rep: number): Rule | null;
}

export function eligibility(
  context: PlanContext,
  places: Pick<Service, 'baseLat' | 'baseLon'>,
  travel: Travel,
): Eligibility {
  const { reps, zones, accounts, zoneOf, accountLat, accountLon } = context;
  const parents = [...zones.parents.values()];
  const sla = accounts?.numbers.get('sla_minutes');
  const segments = reps.list.map(rep => (rep.segments ? new Set(rep.segments) : null));

  const within = (zone: number, entries: readonly string[]) =>
    entries.some(
      entry => (zones.id[zone] as string).startsWith(entry) || parents.some(p => p[zone] === entry),
    );
  const bases = ownBases(context, places);
  // without an own base this is not a number, and no limit is exceeded
  const minutesTo = (rep: number, lat: number, lon: number) => {
    const base = bases[rep] as Point;
    return travel.minutes(base[0], base[1], lat, lon);
  };

  const ruleOfZone = (zone: number, rep: number): Rule | null => {
    const { allowedZones, excludedZones } = reps.list[rep] as Rep;
    if (allowedZones && !within(zone, allowedZones)) return 'allowed_zones';
    if (excludedZones.length > 0 && within(zone, excludedZones)) return 'excluded_zones';
    return null;
  };

  const ruleOfAccount = (account: number, rep: number): Rule | null => {
    const zone = zoneOf[account] as number;
    const place = ruleOfZone(zone, rep);
    if (place) return place;
    const segment = accounts?.segment[account] as string;
    if (segment !== '' && segments[rep] && !segments[rep].has(segment)) return 'segments';
    const limit = sla?.[account] as number;
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
  return { zone: ruleOfZone, account: ruleOfAccount };
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
