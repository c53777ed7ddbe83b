// Do the accounts' postal codes name the zones at all? A file of zones may be communes by INSEE code or counties by FIPS
// code: then a postal code that equals a zone's id does so by chance, and the coordinates show it.

import type { Accounts, Zones } from '../model/records.ts';
import { greatCircleKm } from './sphere.ts';

/** Coordinates farther than this beyond the zone's own size are a mistake, not a border case. */
const IMPLAUSIBLE_KM = 100;
/** Fewer comparisons than this prove nothing. */
const MIN_COMPARED = 5;
const MIN_CODES = 20;

/** Radius of the disk of the zone's area in km; 0 when the area is unknown. */
function radiusKm(zones: Zones, z: number): number {
  const area = zones.areaKm2[z]!;
  return area > 0 ? Math.sqrt(area / Math.PI) : 0;
}

/** km from the zone's point beyond which coordinates of one of its accounts are not believed. */
export function plausibleKm(zones: Zones, z: number): number {
  return IMPLAUSIBLE_KM + radiusKm(zones, z);
}

/**
 * Per zone 1 where it has a polygon: asked for every account, of shapes that may be packed and would be unpacked each time.
 */
export const zonesWithShape = ({ geometry }: Pick<Zones, 'geometry'>): Uint8Array =>
  Uint8Array.from(geometry, shape => (shape === null ? 0 : 1));

export interface CodeVerdict {
  readonly nameZones: boolean;
  /** accounts with a postal code, those whose code is a zone id, those of them with coordinates, those far from it */
  readonly withCode: number;
  readonly matched: number;
  readonly compared: number;
  readonly far: number;
}

/**
 * Postal codes name the zones unless most of those that could be compared with coordinates lie elsewhere, or hardly any
 * code is a zone id while the coordinates could serve instead.
 * @param byCode per account the zone whose id is its postal code, −1 for none
 * @param byPoint per account the zone whose polygon holds its coordinates, −1 for none or without polygons
 * @param shaped as `zonesWithShape` gives it
 */
export function judgeCodes(
  accounts: Accounts,
  zones: Zones,
  byCode: Int32Array,
  byPoint: Int32Array,
  shaped: Uint8Array,
): CodeVerdict {
  let [withCode, withBoth, matched, compared, far] = [0, 0, 0, 0, 0];
  for (let a = 0; a < accounts.count; a++) {
    if (accounts.postalCode[a] === '') continue;
    withCode++;
    const lat = accounts.lat[a]!;
    const lon = accounts.lon[a]!;
    const located = Number.isFinite(lat) && Number.isFinite(lon);
    if (located) withBoth++;
    const z = byCode[a]!;
    if (z < 0) continue;
    matched++;
    if (!located) continue;
    compared++;
    const near = (shaped[z] ? 5 : 30) + 2 * radiusKm(zones, z);
    if (byPoint[a] !== z && greatCircleKm(lat, lon, zones.lat[z]!, zones.lon[z]!) > near) far++;
  }
  const contradicted = compared >= MIN_COMPARED && far > compared / 2;
  const strange = withCode >= MIN_CODES && matched < withCode / 10 && withBoth > withCode / 2;
  return { nameZones: !contradicted && !strange, withCode, matched, compared, far };
}
