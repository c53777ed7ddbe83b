// Where each zone is: its polygons mended and united, and the point that stands for it: the file's own lat and lon when
// they can be true, else a point inside the polygon, else the place of a Point or of a collapsed polygon.

import type { Issue, MultiPolygon } from '../model/records.ts';
import { mendCoordinates } from './coordinates.ts';
import { IssueLog } from './issues.ts';
import { cellNumber, type ZoneTable } from './zone-columns.ts';
import type { ZoneGroup } from './zone-groups.ts';
import type { RawZone } from './zone-rows.ts';

type Shape = MultiPolygon['coordinates'];

/** The geometry that reading zones needs: given by whoever calls, since `io` knows none. Degrees and kilometers. */
export interface ShapeTools {
  /** raw MultiPolygon coordinates → a valid shape, and what had to be done for it */
  mendShape(raw: unknown): {
    /** null when no area is left */
    readonly polygons: Shape | null;
    /** [lon, lat]: where a collapsed shape is; null when it is nowhere */
    readonly somewhere: readonly [number, number] | null;
    readonly issues: readonly Pick<Issue, 'severity' | 'code' | 'found' | 'expected' | 'remedy'>[];
  };
  /** [lon, lat] of a point inside */
  pointInside(shape: Shape): readonly [number, number];
  /** [west, south, east, north]; null without positions */
  bbox(shape: Shape): readonly [number, number, number, number] | null;
  sphericalAreaKm2(shape: Shape): number;
  greatCircleKm(lat1: number, lon1: number, lat2: number, lon2: number): number;
}

export interface Place {
  readonly polygons: Shape | null;
  /** degrees; NaN when the zone is nowhere */
  readonly lat: number;
  readonly lon: number;
  /** of the polygons; NaN without */
  readonly areaKm2: number;
}

/** Given coordinates of every row, in degrees: the lat and lon columns, else the position of a Point. NaN where none. */
export function givenPoints(
  table: Pick<ZoneTable, 'raw' | 'columnOf' | 'kinds' | 'file'>,
  country: string,
  log: IssueLog,
): ReadonlyMap<RawZone, readonly [lat: number, lon: number]> {
  const { raw, columnOf, kinds, file } = table;
  const { rows } = raw;
  const number = (row: RawZone, field: string): number => {
    const column = columnOf.get(field);
    return column === undefined ? Number.NaN : cellNumber(row.cells[column]!, kinds[column]!.mark);
  };
  const axis = (row: RawZone, i: 0 | 1): number => {
    const value: unknown = Array.isArray(row.point) ? row.point[i] : null;
    return typeof value === 'number' ? value : Number.NaN;
  };
  const lat = Float64Array.from(rows, row => number(row, 'lat'));
  const lon = Float64Array.from(rows, row => number(row, 'lon'));
  rows.forEach((row, i) => {
    if (!Number.isNaN(lat[i]!) || !Number.isNaN(lon[i]!)) return;
    lat[i] = axis(row, 1);
    lon[i] = axis(row, 0);
  });
  const latColumn = columnOf.get('lat');
  const column = latColumn === undefined ? 'geometry' : raw.header[latColumn]!;
  const place = (i: number) => ({
    file,
    line: rows[i]!.line,
    ...(raw.features ? { feature: true } : {}),
    column,
  });
  // most zones of a file lie in one country, and the file as a whole may lie elsewhere: that is said once
  const inner = new IssueLog(Infinity);
  mendCoordinates(
    {
      lat,
      lon,
      country,
      file,
      latColumn: column,
      feature: raw.features,
      line: i => rows[i]!.line,
      bad: (i, code, found, expected, remedy) =>
        log.add({ severity: 'warning', code, ...place(i), found, expected, remedy }),
    },
    inner,
  );
  const outside: Issue[] = [];
  for (const issue of inner.issues()) {
    if (issue.code === 'outside-country') outside.push(issue);
    else log.add(issue);
  }
  const [first] = outside;
  if (first) {
    log.add({
      ...first,
      severity: outside.length * 2 > rows.length ? 'info' : 'warning',
      found: `${outside.length} of ${rows.length} zones outside of ${country}, the first at ${first.found}`,
      remedy: `set --country, or check the coordinates`,
    });
  }
  return new Map(rows.map((row, i) => [row, [lat[i]!, lon[i]!] as const]));
}

/** Polygons and point of one zone; findings go to `log` with the line of the row they are about. */
export function placeOf(
  group: ZoneGroup,
  given: ReadonlyMap<RawZone, readonly [lat: number, lon: number]>,
  shapes: ShapeTools,
  { raw, file }: Pick<ZoneTable, 'raw' | 'file'>,
  log: IssueLog,
): Place {
  const tell = (row: RawZone, issue: Pick<Issue, 'severity' | 'code' | 'found' | 'expected' | 'remedy'>) =>
    log.add({
      ...issue,
      file,
      line: row.line,
      ...(raw.features ? { feature: true } : {}),
      column: 'geometry',
      found: `zone ${group.id}: ${issue.found}`,
    });
  let polygons: Shape | null = null;
  let somewhere: readonly [number, number] | null = null;
  for (const row of group.rows) {
    if (!row.polygons) continue;
    const mended = shapes.mendShape(row.polygons.read());
    for (const issue of mended.issues) tell(row, issue);
    somewhere ??= mended.somewhere;
    if (mended.polygons) polygons = [...(polygons ?? []), ...mended.polygons];
  }
  if (polygons && group.rows.length > 1) {
    // parts from several rows may overlap
    const united = shapes.mendShape(polygons);
    for (const issue of united.issues) tell(group.rows[0]!, issue);
    polygons = united.polygons ?? polygons;
  }
  const areaKm2 = polygons ? shapes.sphericalAreaKm2(polygons) : Number.NaN;
  const point = meanPoint(
    group.rows.map(row => given.get(row)!),
    shapes,
  );
  if (!polygons) {
    const [lat, lon] =
      point ?? (somewhere && onEarth(somewhere) ? [somewhere[1], somewhere[0]] : [Number.NaN, Number.NaN]);
    return { polygons, lat, lon, areaKm2 };
  }
  const [lon, lat] = shapes.pointInside(polygons);
  if (!point || group.rows.length > 1) return { polygons, lat, lon, areaKm2 };
  // a town hall may lie beside its commune, but not farther away than the commune is large
  const box = shapes.bbox(polygons)!;
  const size = shapes.greatCircleKm(box[1], box[0], box[3], box[2]);
  const away = shapes.greatCircleKm(point[0], point[1], lat, lon);
  if (away <= Math.max(1, size)) return { polygons, lat: point[0], lon: point[1], areaKm2 };
  tell(group.rows[0]!, {
    severity: 'warning',
    code: 'point-outside-zone',
    found: `its lat and lon are ${away.toFixed(0)} km from its polygon`,
    expected: 'a point in the zone',
    remedy: 'a point inside the polygon is used instead; mend lat and lon',
  });
  return { polygons, lat, lon, areaKm2 };
}

const onEarth = ([lon, lat]: readonly [number, number]): boolean =>
  Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

/** Of several points the one nearest to their mean, so that it is a real place; null when there is none. */
function meanPoint(
  points: readonly (readonly [lat: number, lon: number])[],
  { greatCircleKm }: ShapeTools,
): readonly [number, number] | null {
  const real = points.filter(([lat, lon]) => Number.isFinite(lat) && Number.isFinite(lon));
  if (real.length === 0) return null;
  const [lat0, lon0] = real[0]!;
  const lat = real.reduce((sum, p) => sum + p[0] - lat0, 0) / real.length + lat0;
  const lon = real.reduce((sum, p) => sum + p[1] - lon0, 0) / real.length + lon0;
  let best = real[0]!;
  for (const point of real) {
    if (greatCircleKm(lat, lon, ...point) < greatCircleKm(lat, lon, ...best)) best = point;
  }
  return best;
}
