// Where reps and managers start.

import { makeLocator } from '../geo/locate.ts';
import { greatCircleKm } from '../geo/sphere.ts';
import type { Bases } from '../model/eligibility.ts';
import type { Issue, Reps, Zones } from '../model/records.ts';

/** Who starts somewhere: reps, or managers. */
type Based = Pick<Reps['list'][number], 'id' | 'line' | 'postalCode' | 'lat' | 'lon'>;

/** Where each rep starts: degrees, NaN for a rep without base. */
export function locateBases(
  reps: Pick<Reps, 'file' | 'feature'> & { readonly list: readonly Based[] },
  zones: Zones,
  who = 'rep',
): { bases: Bases; issues: Issue[] } {
  const k = reps.list.length;
  const bases = { lat: new Float64Array(k).fill(Number.NaN), lon: new Float64Array(k).fill(Number.NaN) };
  const issues: Issue[] = [];
  const locator = makeLocator(zones);
  const indexOf = new Map(zones.id.map((id, i) => [id, i]));
  reps.list.forEach((rep, j) => {
    const place = {
      file: reps.file,
      line: rep.line,
      ...(reps.feature ? { feature: true } : {}),
    };
    if (!Number.isNaN(rep.lat)) {
      bases.lat[j] = rep.lat;
      bases.lon[j] = rep.lon;
    } else if (rep.postalCode !== '') {
      const zone = indexOf.get(rep.postalCode);
      if (zone === undefined) {
        issues.push({
          severity: 'error',
          code: 'base-not-in-zones',
          ...place,
          column: 'postal_code',
          found: `base "${rep.postalCode}" of ${who} ${rep.id}, which is no zone`,
          expected: 'the id of a zone, or lat,lon',
          remedy: 'correct the postal code, or give the base as lat and lon',
        });
        return;
      }
      bases.lat[j] = zones.lat[zone] as number;
      bases.lon[j] = zones.lon[zone] as number;
    } else return;
    const lat = bases.lat[j] as number;
    const lon = bases.lon[j] as number;
    if (locator.locate(lat, lon) >= 0) return;
    const near = locator.nearest(lat, lon);
    if (near.km <= 50) return;
    const km = greatCircleKm(lat, lon, zones.lat[near.zone] as number, zones.lon[near.zone] as number);
    issues.push({
      severity: 'warning',
      code: 'base-outside-map',
      ...place,
      column: 'lat',
      found: `base of ${who} ${rep.id} at ${lat.toFixed(4)}, ${lon.toFixed(4)}, ${Math.round(Math.min(near.km, km))} km from the nearest zone`,
      expected: 'a base inside the map',
      remedy: 'check that lat and lon are not swapped and are in degrees; the base is used as it is',
    });
  });
  return { bases, issues };
}
