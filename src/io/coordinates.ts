// Coordinates as they come → WGS84 degrees, or nothing. Works on whole columns, because swapped axes and metres are
// usually those of the whole file: then they are named once. Used for accounts and reps alike.
//
// found                                             done                         said as
// Lambert-93 metres (FR)                            converted                    repair lambert-93, once a file
// other metres, or a mixture of grids               ignored                      bad: projected-coordinates
// lat and lon swapped (by the country's boxes,      swapped                      repair swapped-coordinates, once when most
//   or |lat| > 90)                                                               rows are, else each row
// only one of the two                               ignored                      bad: half-coordinates
// 0, 0                                              ignored                      bad: zero-coordinates
// |lat| > 90 or |lon| > 180                         ignored                      bad: coordinates-out-of-range
// far from the country                              kept                         warning outside-country

import { inCountry } from './countries.ts';
import type { IssueLog } from './issues.ts';
import { fromLambert93, isLambert93 } from './lambert93.ts';

export interface CoordinateTable {
  /** degrees or whatever the file has; mended in place, NaN where nothing usable is left */
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly country: string;
  readonly file: string;
  readonly latColumn: string;
  /** 1-based line or feature number */
  line(index: number): number;
  readonly feature: boolean;
  /** told of coordinates that had to be ignored */
  bad(index: number, code: string, found: string, expected: string, remedy: string): void;
}

/** more than any slip of the pen makes of degrees; eastings and northings are larger, but for a spot or two */
const METRES = 1000;

export function mendCoordinates(table: CoordinateTable, log: IssueLog): void {
  const { lat, lon, country, file } = table;
  const tell = (
    severity: 'repair' | 'warning',
    code: string,
    index: number,
    found: string,
    expected: string,
    remedy: string,
  ) =>
    log.add({
      severity,
      code,
      file,
      line: table.line(index),
      ...(table.feature ? { feature: true } : {}),
      column: table.latColumn,
      found,
      expected,
      remedy,
    });

  const isMetric = (i: number) =>
    country === 'FR' && (isLambert93(lon[i], lat[i]) || isLambert93(lat[i], lon[i]));
  // other grids overlap this one: where many rows are metres of another, none is believed to be Lambert-93
  let lambert = 0;
  let foreign = 0;
  for (let i = 0; i < lat.length; i++) {
    if (isMetric(i)) lambert++;
    else if (Math.abs(lat[i]) > METRES || Math.abs(lon[i]) > METRES) foreign++;
  }
  const believable = foreign * 20 <= lambert;

  let metric = 0;
  let firstMetric = -1;
  const swapped: number[] = [];
  let degrees = 0;
  for (let i = 0; i < lat.length; i++) {
    if (Number.isNaN(lat[i]) || Number.isNaN(lon[i])) continue;
    if (believable && isMetric(i)) {
      const straight = isLambert93(lon[i], lat[i]);
      const place = straight ? fromLambert93(lon[i], lat[i]) : fromLambert93(lat[i], lon[i]);
      lat[i] = place.lat;
      lon[i] = place.lon;
      if (metric++ === 0) firstMetric = i;
    } else if (isSwapped(country, lat[i], lon[i])) swapped.push(i);
    else degrees++;
  }
  if (metric > 0) {
    const found = `Lambert-93 metres in ${metric} ${metric === 1 ? 'row' : 'rows'}`;
    tell('repair', 'lambert-93', firstMetric, found, 'WGS84 degrees', 'converted; nothing to do');
  }
  for (const i of swapped) {
    const before = lat[i];
    lat[i] = lon[i];
    lon[i] = before;
  }
  if (swapped.length > degrees) {
    const found = `latitude and longitude swapped in ${swapped.length} of ${swapped.length + degrees} rows`;
    tell(
      'repair',
      'swapped-coordinates',
      swapped[0],
      found,
      'latitude in lat, longitude in lon',
      'swapped back; nothing to do',
    );
  } else {
    for (const i of swapped) {
      const found = `latitude ${lon[i]} and longitude ${lat[i]}`;
      tell('repair', 'swapped-coordinates', i, found, 'the other way round', 'swapped back; mend the row');
    }
  }

  const ignore = (i: number, code: string, found: string, expected: string, remedy: string) => {
    lat[i] = Number.NaN;
    lon[i] = Number.NaN;
    table.bad(i, code, found, expected, remedy);
  };
  for (let i = 0; i < lat.length; i++) {
    const noLat = Number.isNaN(lat[i]);
    const noLon = Number.isNaN(lon[i]);
    if (noLat && noLon) continue;
    if (noLat || noLon) {
      ignore(
        i,
        'half-coordinates',
        `${noLat ? 'a longitude' : 'a latitude'} alone`,
        'both or neither',
        'fill in the other',
      );
    } else if (lat[i] === 0 && lon[i] === 0) {
      ignore(
        i,
        'zero-coordinates',
        '0, 0, in the Gulf of Guinea',
        'the place, or empty cells',
        'geocode the address again',
      );
    } else if (Math.abs(lat[i]) > METRES || Math.abs(lon[i]) > METRES) {
      const remedy =
        country === 'FR'
          ? 'export as WGS84 (EPSG:4326) or Lambert-93 (EPSG:2154)'
          : 'export as WGS84 (EPSG:4326)';
      ignore(i, 'projected-coordinates', `${lat[i]}, ${lon[i]}`, 'WGS84 degrees', remedy);
    } else if (Math.abs(lat[i]) > 90) {
      ignore(i, 'coordinates-out-of-range', `latitude ${lat[i]}`, '−90 to 90', 'mend the cell');
    } else if (Math.abs(lon[i]) > 180) {
      ignore(i, 'coordinates-out-of-range', `longitude ${lon[i]}`, '−180 to 180', 'mend the cell');
    } else if (inCountry(country, lat[i], lon[i]) === false) {
      tell(
        'warning',
        'outside-country',
        i,
        `${lat[i]}, ${lon[i]}`,
        `a place in ${country}`,
        'check the coordinates, or --country',
      );
    }
  }
}

function isSwapped(country: string, lat: number, lon: number): boolean {
  if (Math.abs(lat) > 180 || Math.abs(lon) > 90) return false;
  const here = inCountry(country, lat, lon);
  if (here === null) return Math.abs(lat) > 90;
  return !here && inCountry(country, lon, lat) === true;
}
