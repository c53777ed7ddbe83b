// Are polygons in degrees, longitude first? Lambert-93 and Web-Mercator meters are converted, axes that are swapped are
// put right, and what is in no known frame is named. Decided feature by feature, said once when it is the whole file.

import { inCountry } from './countries.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import { fromLambert93, isLambert93 } from './lambert93.ts';
import type { RawZone, RawZones } from './zone-rows.ts';

type Frame =
  | 'degrees'
  | 'swapped'
  | 'lambert-93'
  | 'lambert-93 swapped'
  | 'mercator'
  | 'projected'
  | 'out-of-range'
  /** degrees, but not in the country */
  | 'abroad';

/** EPSG codes that are degrees for our purpose: WGS84, ETRS89, RGF93, NAD83, RGF93 v2b, CRS84 */
const GEOGRAPHIC = new Set([4326, 4258, 4171, 4269, 9782, 4979]);
const MERCATOR = new Set([3857, 900913, 102100, 102113, 3785]);
const MERCATOR_RADIUS = 6378137;

/** The rows with their polygons in degrees; a row whose polygons are in no known frame keeps none. */
export function inDegrees(raw: RawZones, country: string, file: string, log: IssueLog): readonly RawZone[] {
  const frames = believable(
    raw.rows.map(row => (row.polygons ? frameOf(row.polygons.read(), country, raw.epsg) : null)),
    raw.epsg,
  );
  tell(raw, frames, country, file, log);
  return raw.rows.map((row, i) => {
    const frame = frames[i];
    if (!row.polygons || frame === null || frame === 'degrees' || frame === 'abroad') return row;
    if (frame === 'projected' || frame === 'out-of-range') return { ...row, polygons: null };
    const { polygons } = row;
    return {
      ...row,
      polygons: { ...polygons, read: () => polygons.read().map(polygon => convert(polygon, frame!)) },
    };
  });
}

/** Other grids overlap Lambert-93: where part of a file is meters of another, none of it is believed to be Lambert-93. */
function believable(frames: readonly (Frame | null)[], epsg: number | null): readonly (Frame | null)[] {
  const isLambert = (frame: Frame | null) => frame === 'lambert-93' || frame === 'lambert-93 swapped';
  const foreign = frames.filter(frame => frame === 'projected').length;
  const lambert = frames.filter(isLambert).length;
  if (epsg === 2154 || foreign * 20 <= lambert) return frames;
  return frames.map(frame => (isLambert(frame) ? 'projected' : frame));
}

interface Extent {
  west: number;
  south: number;
  east: number;
  north: number;
}

function extentOf(polygons: readonly unknown[], turn = (x: number) => x): Extent | null {
  const box: Extent = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const polygon of polygons) {
    if (!Array.isArray(polygon)) continue;
    for (const ring of polygon) {
      if (!Array.isArray(ring)) continue;
      for (let i = 0; i < ring.length; i++) {
        const position = ring[i];
        if (!Array.isArray(position)) continue;
        const y = position[1];
        if (typeof position[0] !== 'number' || typeof y !== 'number') continue;
        const x = turn(position[0]);
        if (x < box.west) box.west = x;
        if (x > box.east) box.east = x;
        if (y < box.south) box.south = y;
        if (y > box.north) box.north = y;
      }
    }
  }
  return box.west <= box.east ? box : null;
}

/** Middle between west and east; of islands on both sides of the antimeridian the middle over there, not Greenwich. */
function middleLon(polygons: readonly unknown[], { west, east }: Extent): number {
  const plain = (west + east) / 2;
  if (east - west <= 180 || west < -180 || east > 180) return plain;
  const turned = extentOf(polygons, x => (x < 0 ? x + 360 : x))!;
  if (turned.east - turned.west >= east - west) return plain;
  const middle = (turned.west + turned.east) / 2;
  return middle > 180 ? middle - 360 : middle;
}

function frameOf(polygons: readonly unknown[], country: string, epsg: number | null): Frame | null {
  const box = extentOf(polygons);
  if (!box) return null;
  const { west, south, east, north } = box;
  const x = middleLon(polygons, box);
  const y = (south + north) / 2;
  const largest = Math.max(Math.abs(west), Math.abs(east), Math.abs(south), Math.abs(north));
  if (largest > 400) {
    // a claim of the file decides between meters that would both be possible
    if (epsg !== null && MERCATOR.has(epsg) && largest <= 20_050_000) return 'mercator';
    if (epsg === 2154 || (country === 'FR' && (epsg === null || GEOGRAPHIC.has(epsg)))) {
      if (isLambert93(west, south) && isLambert93(east, north)) return 'lambert-93';
      if (isLambert93(south, west) && isLambert93(north, east)) return 'lambert-93 swapped';
    }
    return 'projected';
  }
  const fits =
    Math.abs(south) <= 90 && Math.abs(north) <= 90 && Math.abs(west) <= 360 && Math.abs(east) <= 360;
  const fitsSwapped = Math.abs(west) <= 90 && Math.abs(east) <= 90;
  const here = inCountry(country, y, x);
  const there = inCountry(country, x, y);
  if (fitsSwapped && (here === null ? !fits : !here && there === true)) return 'swapped';
  return fits ? (here === false ? 'abroad' : 'degrees') : 'out-of-range';
}

function convert(polygon: unknown, frame: Frame): unknown {
  if (!Array.isArray(polygon)) return polygon;
  return polygon.map(ring => (Array.isArray(ring) ? ring.map(p => position(p, frame)) : ring));
}

function position(p: unknown, frame: Frame): unknown {
  if (!Array.isArray(p) || !Number.isFinite(p[0]) || !Number.isFinite(p[1])) return p;
  const [x, y] = p as [number, number];
  if (frame === 'swapped') return [y, x];
  if (frame === 'mercator') {
    const degrees = 180 / Math.PI;
    return [
      (x / MERCATOR_RADIUS) * degrees,
      (2 * Math.atan(Math.exp(y / MERCATOR_RADIUS)) - Math.PI / 2) * degrees,
    ];
  }
  const { lat, lon } = frame === 'lambert-93' ? fromLambert93(x, y) : fromLambert93(y, x);
  return [lon, lat];
}

/** the largest number of features that are named one by one */
const NAMED = 20;

function tell(
  raw: RawZones,
  frames: readonly (Frame | null)[],
  country: string,
  file: string,
  log: IssueLog,
): void {
  const shaped = frames.filter(frame => frame !== null).length;
  const words: Record<Exclude<Frame, 'degrees' | 'abroad'>, [code: string, found: string, remedy: string]> = {
    swapped: ['swapped-coordinates', 'latitude before longitude', 'swapped back; export longitude first'],
    'lambert-93': [
      'lambert-93',
      'Lambert-93 meters',
      'converted; nothing to do, or export as WGS84 (EPSG:4326)',
    ],
    'lambert-93 swapped': [
      'lambert-93',
      'Lambert-93 meters, northing first',
      'converted; nothing to do, or export as WGS84 (EPSG:4326)',
    ],
    mercator: [
      'web-mercator',
      'Web-Mercator meters',
      'converted; nothing to do, or export as WGS84 (EPSG:4326)',
    ],
    projected: [
      'projected-coordinates',
      `coordinates beyond 400${raw.epsg === null ? '' : ` (EPSG:${raw.epsg})`}, so meters or feet`,
      `export as WGS84: ogr2ogr -t_srs EPSG:4326 zones-wgs84.geojson ${quoteCell(file)}${country === 'FR' ? '' : ', or set --country FR for Lambert-93'}`,
    ],
    'out-of-range': ['coordinates-out-of-range', 'latitudes beyond ±90', 'mend the coordinates'],
  };
  for (const frame of Object.keys(words) as (keyof typeof words)[]) {
    const rows = raw.rows.filter((_, i) => frames[i] === frame);
    if (rows.length === 0) continue;
    const [code, found, remedy] = words[frame];
    const lost = frame === 'projected' || frame === 'out-of-range';
    const severity = !lost ? 'repair' : rows.length === shaped ? 'error' : 'warning';
    const add = (line: number, what: string) =>
      log.add({
        severity,
        code,
        file,
        line,
        ...(raw.features ? { feature: true } : {}),
        column: 'geometry',
        found: what,
        expected: 'WGS84 degrees, longitude first',
        remedy,
      });
    if (rows.length * 2 > shaped || rows.length > NAMED) {
      add(rows[0]!.line, `${found} in ${rows.length} of ${shaped} polygons`);
    } else for (const row of rows) add(row.line, found);
  }
  const abroad = raw.rows.filter((_, i) => frames[i] === 'abroad');
  if (abroad.length === 0) return;
  log.add({
    severity: abroad.length === shaped ? 'info' : 'warning',
    code: 'outside-country',
    file,
    line: abroad[0]!.line,
    ...(raw.features ? { feature: true } : {}),
    column: 'geometry',
    found: `${abroad.length} of ${shaped} polygons outside of ${country}`,
    expected: `zones in ${country}`,
    remedy: 'set --country, or check the coordinates',
  });
}
